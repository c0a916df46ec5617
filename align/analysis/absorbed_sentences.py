"""Sentences without a counterpart, and whether the counterpart of those around them holds them all the same."""

from collections.abc import Sequence

from align.analysis.bilingual import is_chinese_into_english
from align.analysis.headings import count_blocks, fills_block, is_heading
from align.lang.sentences import split_clauses
from align.model import Alignment, Bead, Document, Span, on_one_line
from glossary.renderings.absorbed_sentences import Surroundings, measure_absorption
from glossary.renderings.unrendered_clauses import measure_words_per_character

_REACH = 4
"""Beads that are looked at on either side."""
_MATCHES_OF_TARGETS = 2
"""Beads with text on both sides that are read for a target segment, on either side: translators move sentences."""
_SPARE = 0.8
"""The chance of a heading beside a block too many."""


def measure_absorbed_sources(alignment: Alignment, segments: Sequence[int]) -> dict[int, float]:
    """The chance of each of some source segments that the translation around it holds it; 0 where nobody can tell."""
    if not segments:
        return {}
    if not is_chinese_into_english(alignment):  # the weights were fitted on these
        return _measure(alignment, segments, [])
    near, ratio = describe_surroundings(alignment, segments), _measure_ratio(alignment)
    moved = [_describe_beads(alignment, one, ratio, _find_paragraph(alignment, one)) for one in segments]
    held, held_apart = (_measure(alignment, segments, around) for around in (near, moved))
    return {one: max(held[one], held_apart[one]) for one in segments}


def measure_absorbed_targets(alignment: Alignment, segments: Sequence[int]) -> dict[int, float]:
    """The chance of each of some target segments that the source around it holds it; 0 where nobody can tell."""
    if not segments:
        return {}
    known = is_chinese_into_english(alignment)
    swapped = alignment.swap()
    around = _describe(swapped, segments, 1 / _measure_ratio(alignment), _MATCHES_OF_TARGETS) if known else []
    return _measure(swapped, segments, around)


def describe_surroundings(alignment: Alignment, segments: Sequence[int]) -> list[Surroundings]:
    """What stands around each of some source segments, in the source and in the translation."""
    return _describe(alignment, segments, _measure_ratio(alignment))


def _measure(alignment: Alignment, segments: Sequence[int], around: Sequence[Surroundings]) -> dict[int, float]:
    chances = measure_absorption(around) or [0.0] * len(segments)
    return {
        segment: max(chance, _SPARE * _is_spare(alignment, segment))
        for segment, chance in zip(segments, chances, strict=True)
    }


def _measure_ratio(alignment: Alignment) -> float:
    matches = alignment.find_matches()
    return measure_words_per_character([(alignment.source_text(one), alignment.target_text(one)) for one in matches])


def _describe(alignment: Alignment, segments: Sequence[int], ratio: float, matches: int = 1) -> list[Surroundings]:
    return [_describe_one(alignment, segment, ratio, matches) for segment in segments]


def _describe_one(alignment: Alignment, segment: int, ratio: float, matches: int) -> Surroundings:
    first, last = _find_near(alignment, segment, matches)
    return _describe_beads(alignment, segment, ratio, alignment.beads[first : last + 1])


def _describe_beads(alignment: Alignment, segment: int, ratio: float, near: Sequence[Bead]) -> Surroundings:
    beside = [index for bead in near for index in bead.source if index != segment]
    across = [index for bead in near for index in bead.target]
    return Surroundings(
        _get_text(alignment.source, segment),
        tuple(clause for index in beside for clause in split_clauses(_get_text(alignment.source, index) + " ")),
        tuple(clause for index in across for clause in split_clauses(_get_text(alignment.target, index) + " ")),
        ratio,
    )


def _get_text(document: Document, segment: int) -> str:
    return on_one_line(document.segments[segment].text)


def _find_near(alignment: Alignment, segment: int, matches: int) -> tuple[int, int]:
    """The places of the nearest beads with text on both sides, before and behind that of a source segment."""
    first = last = alignment.find_bead_of_source(segment)
    for _ in range(matches):
        first, last = _find_match(alignment.beads, first, -1), _find_match(alignment.beads, last, 1)
    return first, last


def _find_paragraph(alignment: Alignment, segment: int) -> Sequence[Bead]:
    """The beads near a source segment, and those beside them in its paragraph: translators move sentences there."""
    place, (first, last) = alignment.find_bead_of_source(segment), _find_near(alignment, segment, 1)
    block = alignment.source.block(alignment.source.segments[segment].start)
    while first > max(place - _REACH, 0) and _stands_in(alignment, first - 1, block):
        first -= 1
    while last < min(place + _REACH, len(alignment.beads) - 1) and _stands_in(alignment, last + 1, block):
        last += 1
    return alignment.beads[first : last + 1]


def _stands_in(alignment: Alignment, place: int, block: Span) -> bool:
    """Whether a bead has a source, which stands in a block."""
    source = alignment.beads[place].source
    return bool(source) and all(block.start <= alignment.source.segments[one].start < block.end for one in source)


def _find_match(beads: Sequence[Bead], place: int, step: int) -> int:
    """The index of the next bead with text on both sides, else of the last one that is looked at."""
    for _ in range(_REACH):
        if not 0 <= place + step < len(beads):
            break
        place += step
        if beads[place].source and beads[place].target:
            break
    return place


def _is_spare(alignment: Alignment, segment: int) -> bool:
    """Whether a heading stands beside a bead with a block too many on the other side, which may render it."""
    beads, place = alignment.beads, alignment.find_bead_of_source(segment)
    if beads[place].target or not is_heading(alignment.source, segment):
        return False
    before, after = _find_match(beads, place, -1), _find_match(beads, place, 1)
    return _has_block_too_many(alignment, beads[before], -1) or _has_block_too_many(alignment, beads[after], 0)


def _has_block_too_many(alignment: Alignment, bead: Bead, edge: int) -> bool:
    """Whether the target of a bead has more blocks than its source, and its first or last segment fills one."""
    if not bead.source or len(bead.target) <= 1 or not fills_block(alignment.target, bead.target[edge]):
        return False
    return count_blocks(alignment.source, bead.source) < count_blocks(alignment.target, bead.target)
