"""Texts cut again at the ends of the lines of a reference.

Alignment of sentences says which lines belong together. Where a sentence of a text runs over the end of a line of the
reference, it is split where its words stop matching those of the line.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate, pairwise

from align.model import Alignment, Document, on_one_line
from align.model.offsets import split_lines

_LARGEST = 250_000
"""Of longer stretches (words of the reference times words of the text) no words are compared: they stay whole."""


def recut(anchor: Document, others: Sequence[Document], alignments: Sequence[Alignment]) -> list[tuple[str, ...]]:
    """Cut a reference and other texts, each aligned with it, into the same segments: its lines, where that can be.

    Return the segments of the reference, and those of each text.
    """
    ends = sorted(_find_line_ends(anchor))
    cut: list[tuple[str, ...]] = []
    before, before_others = 0, (0,) * len(others)
    for place, places in _find_cuts(ends, anchor, alignments):
        bounds = [before, *ends[bisect_right(ends, before) : bisect_right(ends, place)]]
        lines = [_join(anchor, start, end) for start, end in pairwise(bounds)]
        texts = [_join(*one) for one in zip(others, before_others, places, strict=True)]
        cut += _split_all(lines, texts)
        before, before_others = place, places
    return [tuple(column) for column in zip(*cut, strict=True)]


def _find_line_ends(document: Document) -> set[int]:
    """Return the numbers of segments before which a line ends, that of all segments among them."""
    starts = [span.start for span in split_lines(document.text)]
    lines = [bisect_right(starts, segment.start) for segment in document.segments]
    return {number for number in range(1, len(lines)) if lines[number] != lines[number - 1]} | {len(lines)}


def _find_cuts(
    ends: Sequence[int], anchor: Document, alignments: Sequence[Alignment]
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield the ends of lines at which all texts have the end of a bead: how many segments of each have passed
    there.
    """
    passed = [dict(_list_ends(alignment)) for alignment in alignments]
    for place in ends[:-1]:
        if all(place in places for places in passed):
            yield place, tuple(places[place] for places in passed)
    yield len(anchor.segments), tuple(len(alignment.target.segments) for alignment in alignments)


def _list_ends(alignment: Alignment) -> Iterator[tuple[int, int]]:
    """Yield how many segments of either text have passed at the end of each bead; what the anchor lacks goes
    before it.
    """
    source = target = 0
    for bead in alignment.beads:
        source, target = source + len(bead.source), target + len(bead.target)
        yield source, target


def _join(document: Document, start: int, end: int) -> str:
    return on_one_line("\n".join(segment.text for segment in document.segments[start:end]))


def _split_all(lines: Sequence[str], texts: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the lines of a reference with the pieces of each text that belong to them; whole, where one cannot be
    split.
    """
    pieces = [split_like(text, lines) for text in texts] if len(lines) > 1 else [[]]
    if all(pieces):
        yield from zip(lines, *pieces, strict=True)
    else:
        yield on_one_line("\n".join(lines)), *texts


def split_like(text: str, lines: Sequence[str]) -> list[str]:
    """Split a text into as many pieces as there are lines, by the words they share; none where a line shares none.

    >>> split_like("The tide The ships left at noon.", ["The tides", "The ships sailed at noon."])
    ['The tide', 'The ships left at noon.']
    """
    words = [line.split() for line in lines]
    given, wanted = text.split(), [word for line in words for word in line]
    if len(given) * len(wanted) > _LARGEST:
        return []
    blocks = SequenceMatcher(None, wanted, given, autojunk=False).get_matching_blocks()
    pairs = [(block.a + step, block.b + step) for block in blocks for step in range(block.size)]
    ends = list(accumulate(map(len, words), initial=0))
    shared = Counter(bisect_right(ends, place) - 1 for place, _ in pairs)
    if len(shared) < len(lines):
        return []
    bounds = [_find_bound(place, pairs, len(wanted), len(given)) for place in ends[1:-1]]
    return [" ".join(given[start:end]) for start, end in pairwise([0, *bounds, len(given)])]


def _find_bound(place: int, pairs: Sequence[tuple[int, int]], wanted: int, given: int) -> int:
    """Return where in a text the place of its reference is: between the last word before it that both have and the
    next.
    """
    index = bisect_right(pairs, place - 1, key=lambda pair: pair[0])
    before = pairs[index - 1] if index else (-1, -1)
    behind = pairs[index] if index < len(pairs) else (wanted, given)
    left, gap = place - before[0] - 1, behind[0] - before[0] - 1
    room = behind[1] - before[1] - 1
    return before[1] + 1 + (room * left + gap // 2) // gap if gap else before[1] + 1
