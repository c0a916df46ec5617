"""Passages that are in another place than in the source: blocks that were swapped, or moved further."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from align.model import Alignment, Document, Role, Span
from glossary.pack.patterns import compile_late

_GAIN = 0.4
"""By how much the cosines of two passages with their sources are greater in the other order."""
_ALIKE = 0.5
"""The cosine from which on a passage without a source renders one without a translation."""
_ALIKE_IF_SHORT, _SHORT = 0.7, 12
"""The same for a heading: it has few letters (Latin ones count half) and does not end in a stop."""
_ALIKE_IF_PART = 0.75
"""The same for a sentence of a paragraph whose other sentences stayed, or are left out."""
_STOPS = ".!?。！？…"
_FEWEST_LETTERS = 4
_MOST_TIMES = 8
"""How many times as long, in characters, a passage may be as what it renders, or the other way round."""
_MOST = 30
"""So many passages without a counterpart are looked at: a text with more of them was not translated as a whole."""
_LONGEST = 5_000
_TERM = compile_late(r"([^:：—–\n]{1,60})[:：—–]\s")
"""The term that an item of a list explains."""


@dataclass(frozen=True, slots=True)
class Move:
    """A passage of the target, and the source segments that it renders in another place; none where two are swapped."""

    target: Span
    source: tuple[int, ...] = ()


def find_moves(alignment: Alignment) -> list[Move]:
    """Return the passages that have moved; inside a paragraph translators move what they like, and a list of terms that
    the source has in the order of the alphabet is sorted anew.
    """
    moves = (*_find_swaps(alignment), *_find_far(alignment))
    return [move for move in moves if not _is_sorted_anew(alignment, move)]


def _is_sorted_anew(alignment: Alignment, move: Move) -> bool:
    """Return whether a passage is an item of a list, and its source one of a list of terms that is sorted.

    Of two items that are swapped the source is that of the first.
    """
    bead = None if move.source else alignment.bead_at(move.target.start)
    sources = move.source or (bead.source if bead else ())
    if not sources or len(_list_items(alignment.target, move.target.start)) < 2:
        return False
    items = _list_items(alignment.source, alignment.source.segments[sources[0]].start)
    terms = [match[1].strip().casefold() for item in items if (match := _TERM.match(item))]
    return len(terms) == len(items) > 1 and terms == sorted(terms)


def _list_items(document: Document, offset: int) -> list[str]:
    """Return the texts of the items of the list that a place is in; none where it is in none."""
    elements = document.elements
    at = bisect_right(elements, offset, key=lambda one: one.span.start) - 1
    if at < 0 or elements[at].role is not Role.ITEM or elements[at].span.end <= offset:
        return []
    first = last = at
    while first and _are_of_one_list(document, first - 1):
        first -= 1
    while last + 1 < len(elements) and _are_of_one_list(document, last):
        last += 1
    return [document.text[slice(*one.span)] for one in elements[first : last + 1]]


def _are_of_one_list(document: Document, at: int) -> bool:
    """Return whether a block and the one after it are items without an empty line between them."""
    one, other = document.elements[at : at + 2]
    both = one.role is Role.ITEM is other.role
    return both and "\n\n" not in document.text[one.span.end : other.span.start].replace("\r\n", "\n")


def _find_swaps(alignment: Alignment) -> Iterator[Move]:
    """Yield the pairs of blocks that were joined two to two, and fit the other way round."""
    for bead in alignment.find_matches():
        sources, targets = _list_blocks(alignment.source, bead.source), _list_blocks(alignment.target, bead.target)
        if len(sources) == len(targets) == 2:
            texts = [alignment.source.prose[slice(*block)] for block in sources]
            texts += [alignment.target.prose[slice(*block)] for block in targets]
            if _are_swapped(texts):
                yield Move(Span(targets[0].start, targets[1].end))


def _list_blocks(document: Document, segments: Sequence[int]) -> list[Span]:
    """Return the blocks that some segments are in; none where they cannot be two."""
    if len(segments) < 2:
        return []
    return list(dict.fromkeys(document.block(document.segments[index].start) for index in segments))


def _are_swapped(texts: Sequence[str]) -> bool:
    from glossary.vectors import encode

    if max(map(len, texts)) > _LONGEST or any(sum(map(str.isalpha, text)) < _FEWEST_LETTERS for text in texts):
        return False
    first, second, one, other = encode([" ".join(text.split()) for text in texts])
    return round(float(first @ other + second @ one - first @ one - second @ other), 2) >= _GAIN


def _find_far(alignment: Alignment) -> Iterator[Move]:
    """Yield the blocks without a source that are most like blocks, or sentences, without a translation, and the other
    way round.
    """
    alone = [bead for bead in alignment.beads if not (bead.source and bead.target)]
    places = {bead.target[0]: place for place, bead in enumerate(alignment.beads) if bead.target and not bead.source}
    runs = list(_list_runs([bead.source for bead in alone]))
    lost = [run for run in runs if _is_whole(alignment.source, run)]
    whole = len(lost)
    parts = [[index] for run in runs if not _is_whole(alignment.source, run) for index in run]
    lost += parts if len(parts) <= _MOST else []
    extra = [run for run in _list_runs([bead.target for bead in alone]) if _is_whole(alignment.target, run)]
    if not lost or not extra or max(whole, len(extra)) > _MOST:
        return
    from glossary.vectors import encode

    texts = [_get_text(alignment.source, run) for run in lost] + [_get_text(alignment.target, run) for run in extra]
    vectors = encode(texts)
    likeness = vectors[: len(lost)] @ vectors[len(lost) :].T
    for place, run in enumerate(extra):
        best = int(likeness[:, place].argmax())
        limit = _ALIKE_IF_SHORT if _is_heading(texts[best]) else _ALIKE
        limit = limit if best < whole else _ALIKE_IF_PART
        if not _may_render(texts[best], texts[len(lost) + place]):
            continue
        if best >= whole and not _are_apart(alignment, lost[best][0], places[run[0]]):
            continue
        if int(likeness[best].argmax()) == place and round(float(likeness[best, place]), 2) >= limit:
            segments = alignment.target.segments
            yield Move(Span(segments[run[0]].start, segments[run[-1]].end), tuple(lost[best]))


def _are_apart(alignment: Alignment, source: int, bead: int) -> bool:
    """Return whether something that is rendered is between a segment of the source and a bead."""
    first, last = sorted((alignment.find_bead_of_source(source), bead))
    return any(between.source and between.target for between in alignment.beads[first:last])


def _is_heading(text: str) -> bool:
    text = text.rstrip("*_ ")
    return text[-1:] not in _STOPS and sum(1 - char.isascii() / 2 for char in text if char.isalnum()) < _SHORT


def _may_render(source: str, target: str) -> bool:
    shorter, longer = sorted((len(source), len(target)))
    return longer <= _MOST_TIMES * shorter


def _list_runs(alone: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Yield the segments without a counterpart, in runs."""
    found = [index for members in alone for index in members]
    for _, group in groupby(enumerate(found), key=lambda item: item[1] - item[0]):
        yield [index for _, index in group]


def _is_whole(document: Document, run: Sequence[int]) -> bool:
    """Return whether a run of segments is one of whole blocks."""
    return _is_border(document, run[0] - 1, run[0]) and _is_border(document, run[-1], run[-1] + 1)


def _is_border(document: Document, before: int, after: int) -> bool:
    """Return whether a block ends between two segments."""
    segments = document.segments
    return before < 0 or after >= len(segments) or segments[after].start >= document.block(segments[before].start).end


def _get_text(document: Document, run: Sequence[int]) -> str:
    text = document.prose[document.segments[run[0]].start : document.segments[run[-1]].end]
    return " ".join(text[:_LONGEST].split())
