"""The rule `repeated-passage`."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import combinations, compress, islice, starmap
from operator import eq
from typing import NamedTuple

from align.linter.context import Context
from align.linter.rule import Bad, Given, TextRule
from align.model import Alignment, Document, Finding, Span

_FEWEST_LETTERS = 8
_LONG, _LONG_APART, _LONG_WITHOUT_SOURCE = 3, 15, 10
"""How many words a passage has at least where each place has its own source; where something is between the two; and
where there is no source."""
_MOST_BLOCKS = 12
"""How many blocks in a row are compared with those before them: a row of a table is a block a cell."""
_MOST_SEGMENTS = 24


class _Repeat(NamedTuple):
    """The blocks of a passage, where it occurs first and where it occurs again; whether one follows the other."""

    first: Span
    second: Span
    words: int
    adjacent: bool


class RepeatedPassage(TextRule):
    """A line or a paragraph occurs twice in the translation, and once in the source.

    What it finds
    -------------
    A heading, a paragraph, or up to twelve of them (the cells of a row) that follow themselves word by word, and have
    one counterpart in the source; without a source, from ten words on. Where something else is between the
    two, a paragraph of fifteen words or more whose places in the source say different things.

    Why it matters
    --------------
    Someone pasted twice, or a machine translated a line again. All the words are spelled well, each sentence is right,
    and the aligner takes both for the rendering of one.

    When it stays silent
    --------------------
    Where the source repeats itself as well: refrains, forms, notices. On a heading that is the title of the page, or of
    another level. In files of pairs, where no one knows what is
    round a pair. On fewer than eight letters.

    Measured
    --------
    None in 175 essays, 45 articles of news and software documentation. Of 360 paragraphs and headings set twice in 17
    texts 334 are found, 111 without the rule.
    """

    mqm = "fluency/duplication"
    reads = frozenset({Given.ALIGNMENT})
    overrides = ("addition", "repeated-phrase")
    good = (
        "Row, row, row your boat.\nRow, row, row your boat.\nGently down the stream.",
        "The old port is shut.\n\nThe old port is open.",
    )
    bad = (
        Bad(
            "The port opens in May, and the first ships have already arrived.\n\n"
            "⟦The port opens in May, and the first ships have already arrived.⟧\n\nFishermen worry about their catch."
        ),
        Bad(
            "The port opens in May. Ships are on their way.\n\nFishermen worry about their catch this year.\n\n"
            "⟦The port opens in May. Ships are on their way.\n\nFishermen worry about their catch this year.⟧"
        ),
    )

    def check(self, document: Document, hits: Sequence[int], context: Context) -> Iterator[Finding]:
        """Compare each block, and those that follow it, with where it was before."""
        if context.is_excerpted:
            return
        for repeat in _find_repeats(document, apart=context.alignment is not None):
            if _are_of_one_kind(document, repeat) and _is_wrong(repeat, context.alignment):
                where = "the text before it" if repeat.adjacent else "text from elsewhere"
                yield self.finding(*repeat.second, f"This repeats {where}; delete one of them.")


def _are_of_one_kind(document: Document, repeat: _Repeat) -> bool:
    """Return whether both places begin alike: the heading of a page often is its title as well."""
    elements = document.elements
    found = [
        bisect_right(elements, span.start, key=lambda one: one.span.start) for span in (repeat.first, repeat.second)
    ]
    one, other = (elements[at - 1] if at else None for at in found)
    return one is None or other is None or (one.role, one.level) == (other.role, other.level)


def _find_repeats(document: Document, *, apart: bool) -> Iterator[_Repeat]:
    """Yield the passages that follow themselves; if asked for, also long blocks that are `apart` from their like.

    A clean text has no step of its own for each block.
    """
    stripped = list(map(str.strip, map(document.prose.__getitem__, starmap(slice, document.blocks))))
    texts, blocks = list(filter(None, stripped)), list(compress(document.blocks, stripped))
    if len(set(texts)) == len(texts):
        return
    known = set[int]()
    pairs = list(_find_adjacent(texts, known))
    pairs += [(first, second, 1) for first, second in _find_apart(texts, known)] if apart else []
    for first, second, size in pairs:
        text = " ".join(texts[second : second + size])
        if sum(map(str.isalpha, text)) >= _FEWEST_LETTERS:
            one, other = (Span(blocks[at].start, blocks[at + size - 1].end) for at in (first, second))
            yield _Repeat(one, other, len(text.split()), second - first == size)


def _find_adjacent(texts: Sequence[str], known: set[int]) -> Iterator[tuple[int, int, int]]:
    """Yield where passages occur first and again, and of how many blocks they are; `known` are the blocks that
    repeat.
    """
    for size in range(1, _MOST_BLOCKS + 1):
        same, wanted = bytes(map(eq, texts, islice(texts, size, None))), size * b"\1"
        place = same.find(wanted)
        while place >= 0:
            if place + size not in known:
                known.update(range(place + size, place + 2 * size))
                yield place, place + size, size
            place = same.find(wanted, place + size)


def _find_apart(texts: Sequence[str], known: Collection[int]) -> Iterator[tuple[int, int]]:
    """Yield where blocks of many words are, and where they were before."""
    seen = dict[str, int]()
    for place, text in enumerate(texts):
        first = seen.setdefault(text, place)
        if first < place and place not in known and len(text.split()) >= _LONG_APART:
            yield first, place


def _is_wrong(repeat: _Repeat, alignment: Alignment | None) -> bool:
    if alignment is None:
        return repeat.adjacent and repeat.words >= _LONG_WITHOUT_SOURCE
    first, second = (_list_sources(alignment, span) for span in (repeat.first, repeat.second))
    if repeat.adjacent and not set(second) - set(first):
        return not _repeats_itself(alignment, first)
    enough = repeat.words >= (_LONG if repeat.adjacent else _LONG_APART)
    return enough and not _repeats_itself(alignment, [*first, *second])


def _list_sources(alignment: Alignment, span: Span) -> list[int]:
    """Return the source segments that a part of the target renders, and those that are next to them."""
    beads = dict.fromkeys(filter(None, map(alignment.bead_at, (span.start, span.end - 1))))
    found = [index for bead in beads for index in bead.source]
    return list(range(min(found), max(found) + 1))[:_MOST_SEGMENTS] if found else []


def _repeats_itself(alignment: Alignment, segments: Sequence[int]) -> bool:
    """Return whether two of some source segments share half of their characters, in threes."""
    texts = [alignment.source.segments[index].text for index in sorted(set(segments))]
    threes = [{text[place : place + 3] for place in range(max(len(text) - 2, 1))} for text in texts]
    return any(2 * len(one & other) >= max(len(one), len(other)) for one, other in combinations(threes, 2))
