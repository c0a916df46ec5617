"""Blocks of a translation that do not render the source they are paired with, between any two languages."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from align.analysis.surplus import measure_letters
from align.analysis.translator_notes import cut_out, find_translator_notes
from align.model import Alignment, Bead, Span, on_one_line

_FEWEST = 60.0
"""What says less, in Latin letters, is not judged: the meaning of a few words is not certain."""
_SURE = 0.98
"""Where the aligner is as sure of every bead as this, nothing is judged."""
_DISTANT = 0.38
"""The cosine of a block and its source up to which they have nothing to do with each other. Of 653 blocks of one site
in Chinese none is below .45; of 24 paragraphs whose source was replaced by another, all are below .39."""


class UnrelatedBlock(NamedTuple):
    """A block of the target, the text that is paired with it, and its segments."""

    span: Span
    source: str
    segments: frozenset[int]


class _Pair(NamedTuple):
    """The segments of a block, the text that may be its source, the part of it that the aligner joined to the block,
    and the text of the block.
    """

    target: tuple[int, ...]
    source_text: str
    joined_text: str
    target_text: str


def find_unrelated_blocks(alignment: Alignment) -> list[UnrelatedBlock]:
    """Return the blocks of the target that say nothing of what their source says, in order."""
    pairs = list(_list_doubts(alignment))
    if not pairs:
        return []
    from glossary.vectors import encode

    segments = alignment.target.segments
    texts = [text for pair in pairs for text in (pair.source_text, pair.joined_text, pair.target_text)]
    vectors = dict(zip(texts, encode(texts), strict=True))
    return [
        UnrelatedBlock(
            Span(segments[pair.target[0]].start, segments[pair.target[-1]].end),
            pair.source_text,
            frozenset(pair.target),
        )
        for pair in pairs
        if all(
            round(float(vectors[source] @ vectors[pair.target_text]), 2) <= _DISTANT
            for source in (pair.source_text, pair.joined_text)
        )
    ]


def _list_doubts(alignment: Alignment) -> Iterator[_Pair]:
    """Yield the blocks that are long enough and of which the aligner is not sure, with the source of their beads and
    what is without a translation next to it; notes of the translator are left out.
    """
    notes = find_translator_notes(alignment.target.text, alignment.target.language)
    for beads in _group(alignment):
        if all(bead.source and bead.confidence >= _SURE for bead in beads if bead.target) and beads[-1].target:
            continue
        target = tuple(segment for bead in beads for segment in bead.target)
        matches = [bead for bead in beads if bead.source and bead.target]
        source_text = _join(map(alignment.source_text, (bead for bead in beads if bead.source)))
        joined_text = _join(map(alignment.source_text, matches))
        spans = (alignment.target_span(bead) for bead in beads if bead.target)
        target_text = _join(cut_out(alignment.target.text[slice(*span)], span.start, notes) for span in spans)
        if min(map(measure_letters, (source_text, target_text))) >= _FEWEST:
            is_enough = measure_letters(joined_text) >= _FEWEST
            yield _Pair(target, source_text, joined_text if is_enough else source_text, target_text)


def _join(texts: Iterable[str]) -> str:
    return on_one_line(" ".join(texts))


def _group(alignment: Alignment) -> Iterator[list[Bead]]:
    """Yield the beads of each block of the target, with those without a target before and after them."""
    beads: list[Bead] = []
    block: Span | None = None
    loose: list[Bead] = []
    for bead in alignment.beads:
        if not bead.target:
            loose.append(bead)
            continue
        here = alignment.target.block(alignment.target.segments[bead.target[0]].start)
        if here != block:
            if beads:
                yield [*beads, *loose]
            beads, block = [], here
        beads, loose = [*beads, *loose, bead], []
    if beads:
        yield [*beads, *loose]
