"""Sentences without a counterpart, and whether the counterparts of those around them hold them all the same."""

from collections.abc import Iterator, Sequence

from align.analysis.alignments import is_chinese_into_english
from align.lang.sentences import split_clauses
from align.model import Alignment, Bead, Document, Role, Span, on_one_line
from glossary.pack.patterns import compile_late
from glossary.renderings.absorbed_sentences import (
    Surroundings,
    are_unlike,
    has_few_words,
    list_texts,
    measure_absorption,
)
from glossary.renderings.steps import Steps
from glossary.renderings.unrendered_clauses import measure_words_per_character

_REACH = 4
"""Beads that are looked at on either side."""
_MATCHES_OF_TARGETS = 2
"""Beads with text on both sides that are read for a target segment, on either side: translators move sentences."""
_SPARE = 0.8
"""The chance of a heading next to a block too many."""
_STOPS = ".!?。！？…:：;；,，"
_LONGEST = 50
_QUESTIONS = ("?", "？")
_CLOSERS = "\"'”’」』)）]】 "

_SPEECH = compile_late('\\W{0,2}[“「『"][^“”「」『』"]{1,9}[”」』"]\\W?')
_OPENING = "“「『"
_SMALL = 10
"""Up to which numbers do not tell a sentence from others."""
_FEW, _NEAR = 4, 2
"""How many beads before and after are counted."""
_ODDS_OF_LOST_BLOCK = 8
"""How many times the odds that a sentence is missing grow where its block has no counterpart: in news e to the power of
2.1 in one half of the documents, 2.9 in the other."""


def measure_absorbed_sources(alignment: Alignment, segments: Sequence[int]) -> dict[int, float]:
    """Return the chance of each of some source segments that the translation around it holds it; 0 if unknown."""
    if not segments:
        return {}
    if not is_chinese_into_english(alignment):  # the weights were fitted on these
        return _measure(alignment, segments, [])
    near, ratio = describe_surroundings(alignment, segments), _measure_ratio(alignment)
    moved = [_describe_beads(alignment, one, ratio, _find_paragraph(alignment, one)) for one in segments]
    held, held_apart = (_measure(alignment, segments, around) for around in (near, moved))
    chances = {one: max(held[one], held_apart[one]) for one in segments}
    return {one: 1 - weigh_lost_block(alignment, one, 1 - chance) for one, chance in chances.items()}


def weigh_lost_block(alignment: Alignment, segment: int, chance: float) -> float:
    """Return how likely a source segment is missing when it is also known whether its block has a counterpart.

    It has none where the segment fills it, and its bead has text on both sides, but fewer blocks in the translation: of
    two paragraphs or lines one is left.
    """
    bead = alignment.beads[alignment.find_bead_of_source(segment)]
    if chance in (0.0, 1.0) or len(bead.source) == 1 or not bead.target or not fills_block(alignment.source, segment):
        return chance
    sources, targets = (
        len({document.block(document.segments[index].start) for index in members})
        for document, members in ((alignment.source, bead.source), (alignment.target, bead.target))
    )
    if targets >= sources:
        return chance
    odds = chance / (1 - chance) * _ODDS_OF_LOST_BLOCK
    return odds / (1 + odds)


def measure_absorbed_targets(alignment: Alignment, segments: Sequence[int]) -> dict[int, float]:
    """Return the chance of each of some target segments that the source around it holds it; 0 if unknown."""
    if not segments:
        return {}
    known = is_chinese_into_english(alignment)
    swapped = alignment.swap()
    around = _describe(swapped, segments, 1 / _measure_ratio(alignment), _MATCHES_OF_TARGETS) if known else []
    return _measure(swapped, segments, around)


def search_foreign_targets(asked: Sequence[tuple[Alignment, Sequence[int]]]) -> Steps[list[list[int]]]:
    """Return those of some target segments of each of some alignments of which neither the source of their bead nor
    that around it says anything.

    They share their bead with others, which render its source. Chinese into English only.
    """
    doubts = [
        {
            one: places
            for one, places in _describe_both(alignment, segments)
            if all(map(has_few_words, places)) and not _shares_number(alignment, one)
        }
        for alignment, segments in asked
    ]
    compared = list(dict.fromkeys(place for row in doubts for places in row.values() for place in places))
    yield list_texts(compared)
    unlike = dict(zip(compared, are_unlike(compared), strict=True))
    return [[one for one, places in row.items() if all(map(unlike.__getitem__, places))] for row in doubts]


def _describe_both(alignment: Alignment, segments: Sequence[int]) -> Iterator[tuple[int, Sequence[Surroundings]]]:
    """Yield some target segments with their bead and with what is around it, too, where that is more."""
    if not segments or not is_chinese_into_english(alignment):
        return
    swapped, ratio = alignment.swap(), 1 / _measure_ratio(alignment)
    for one, around in zip(segments, _describe(swapped, segments, ratio, 1), strict=True):
        own = _describe_beads(swapped, one, ratio, (swapped.beads[swapped.find_bead_of_source(one)],))
        yield one, (own,) if own == around else (own, around)


def _shares_number(alignment: Alignment, segment: int) -> bool:
    """Return whether a target segment and the source of its bead have a larger number in common: 一万两千, 12,000."""
    from align.quantities.en import extract as read_english
    from align.quantities.zh import extract as read_chinese

    target = alignment.target.segments[segment]
    bead = alignment.bead_at(target.start)
    numbers = {one.value for one in read_english(target.text) if one.value and one.value > _SMALL}
    if not bead or not numbers:
        return False
    return not numbers.isdisjoint(one.value for one in read_chinese(alignment.source_text(bead)))


def describe_surroundings(alignment: Alignment, segments: Sequence[int]) -> list[Surroundings]:
    """Return what is around each of some source segments, in the source and in the translation."""
    return _describe(alignment, segments, _measure_ratio(alignment), 1)


def _measure(alignment: Alignment, segments: Sequence[int], around: Sequence[Surroundings]) -> dict[int, float]:
    chances = measure_absorption(around) or [0.0] * len(segments)
    return {
        segment: max(chance, _SPARE * _is_spare(alignment, segment))
        for segment, chance in zip(segments, chances, strict=True)
    }


def _measure_ratio(alignment: Alignment) -> float:
    matches = alignment.find_matches()
    return measure_words_per_character([(alignment.source_text(one), alignment.target_text(one)) for one in matches])


def _describe(alignment: Alignment, segments: Sequence[int], ratio: float, matches: int) -> list[Surroundings]:
    found = []
    for segment in segments:
        first, last = _find_near(alignment, segment, matches)
        found.append(_describe_beads(alignment, segment, ratio, alignment.beads[first : last + 1]))
    return found


def _describe_beads(alignment: Alignment, segment: int, ratio: float, near: Sequence[Bead]) -> Surroundings:
    around = [index for bead in near for index in bead.source if index != segment]
    across = [index for bead in near for index in bead.target]
    return Surroundings(
        _get_text(alignment.source, segment),
        tuple(clause for index in around for clause in split_clauses(_get_text(alignment.source, index) + " ")),
        tuple(clause for index in across for clause in split_clauses(_get_text(alignment.target, index) + " ")),
        ratio,
    )


def _get_text(document: Document, segment: int) -> str:
    return on_one_line(document.segments[segment].text)


def _find_near(alignment: Alignment, segment: int, matches: int) -> tuple[int, int]:
    """Return the places of the nearest beads with text on both sides, before and after that of a source segment."""
    first = last = alignment.find_bead_of_source(segment)
    for _ in range(matches):
        first, last = _find_match(alignment.beads, first, -1), _find_match(alignment.beads, last, 1)
    return first, last


def _find_match(beads: Sequence[Bead], place: int, step: int) -> int:
    """Return the index of the next bead with text on both sides, else of the last one that is looked at."""
    for _ in range(_REACH):
        if not 0 <= place + step < len(beads):
            break
        place += step
        if beads[place].source and beads[place].target:
            break
    return place


def _find_paragraph(alignment: Alignment, segment: int) -> Sequence[Bead]:
    """Return the beads near a source segment, with others in its paragraph: translators move sentences there."""
    place, (first, last) = alignment.find_bead_of_source(segment), _find_near(alignment, segment, 1)
    block = alignment.source.block(alignment.source.segments[segment].start)
    while first > max(place - _REACH, 0) and _lies_in(alignment, first - 1, block):
        first -= 1
    while last < min(place + _REACH, len(alignment.beads) - 1) and _lies_in(alignment, last + 1, block):
        last += 1
    return alignment.beads[first : last + 1]


def _lies_in(alignment: Alignment, place: int, block: Span) -> bool:
    """Return whether a bead has a source, which lies in a block."""
    source = alignment.beads[place].source
    return bool(source) and all(block.start <= alignment.source.segments[one].start < block.end for one in source)


def _is_spare(alignment: Alignment, segment: int) -> bool:
    """Return whether a heading is next to a bead with a block too many on the other side, which may render it.

    The target of such a bead has more blocks than its source, and the segment next to the heading fills one.
    """
    beads, place = alignment.beads, alignment.find_bead_of_source(segment)
    text = alignment.source.segments[segment].text.rstrip(_CLOSERS)
    if beads[place].target or not fills_block(alignment.source, segment) or not text or text[-1] in _STOPS:
        return False
    for step, edge in (-1, -1), (1, 0):
        bead = beads[_find_match(beads, place, step)]
        if bead.source and len(bead.target) > 1 and fills_block(alignment.target, bead.target[edge]):
            sources, targets = (
                {document.block(document.segments[index].start) for index in members}
                for document, members in ((alignment.source, bead.source), (alignment.target, bead.target))
            )
            if len(sources) < len(targets):
                return True
    return False


def fills_block(document: Document, segment: int) -> bool:
    """Return whether a segment is alone in its block, as a heading is."""
    block = document.block(document.segments[segment].start)
    around = (document.segments[index] for index in (segment - 1, segment + 1) if 0 <= index < len(document.segments))
    return not any(block.start <= other.start < block.end for other in around)


def is_rendered_heading(alignment: Alignment, segment: int) -> bool:
    """Return whether a source segment is half of a headline whose other half is rendered: they are recast as one."""
    document = alignment.source
    start, end = document.block(document.segments[segment].start)
    text = document.text[start:end].rstrip(_CLOSERS + "\n*_")
    if end - start > _LONGEST or "\n" in text or text[-1:] in _STOPS:
        return False
    for half in (segment - 1, segment + 1):
        is_here = 0 <= half < len(document.segments) and start <= document.segments[half].start < end
        if is_here and alignment.beads[alignment.find_bead_of_source(half)].target:
            return True
    return False


def is_merged_question(alignment: Alignment, segment: int) -> bool:
    """Return whether a question is next to one of its block that is rendered as a question: two are often made one,
    except in what people say.
    """
    document, text = alignment.source, alignment.source.segments[segment].text.rstrip(_CLOSERS)
    block = document.block(document.segments[segment].start)
    if not text.endswith(_QUESTIONS) or any(mark in document.text[slice(*block)] for mark in _OPENING):
        return False
    for other in (segment - 1, segment + 1):
        if 0 <= other < len(document.segments) and block.start <= document.segments[other].start < block.end:
            bead = alignment.beads[alignment.find_bead_of_source(other)]
            texts = document.segments[other].text, alignment.target_text(bead) if bead.target else ""
            if all(one.rstrip(_CLOSERS).endswith(_QUESTIONS) for one in texts):
                return True
    return False


def is_answered(alignment: Alignment, segment: int) -> bool:
    """Return whether a source segment is a short speech, and its surroundings have as many speeches in the translation.

    In subtitles, where room is short, it is enough that what is next to it in its cue is rendered.
    """
    if any(one.role is Role.CUE for one in alignment.source.elements[:1]):
        return _is_next_to_rendered(alignment, segment)
    if not _SPEECH.fullmatch(alignment.source.segments[segment].text.strip()):
        return False
    place = alignment.find_bead_of_source(segment)
    near = alignment.beads[max(place - _NEAR, 0) : place + _NEAR + 1]
    source, target = ("\n".join(map(side, near)) for side in (alignment.source_text, alignment.target_text))
    return _count_speeches(target) >= _count_speeches(source)


def _is_next_to_rendered(alignment: Alignment, segment: int) -> bool:
    """Return whether a segment of a few characters shares its cue with one that has a translation."""
    document, place = alignment.source, alignment.find_bead_of_source(segment)
    block = document.block(document.segments[segment].start)
    if sum(map(str.isalnum, document.segments[segment].text)) > _FEW:
        return False
    near = (bead for bead in alignment.beads[max(place - 1, 0) : place + 2] if bead.target)
    return any(block.start <= document.segments[index].start < block.end for bead in near for index in bead.source)


def _count_speeches(text: str) -> int:
    return sum(map(text.count, _OPENING)) + text.count('"') // 2
