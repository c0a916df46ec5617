"""Parts of aligned sentences that a translation leaves out; Chinese into English only."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from align.analysis.alignments import find_matches_with_neighbours, is_chinese_into_english
from align.lang.sentences import split_clauses
from align.lang.zh_notes import drop_notes
from align.model import Alignment, Bead
from glossary.lang.scripts import is_mostly_east_asian
from glossary.pack.patterns import compile_late
from glossary.renderings.steps import Steps, run
from glossary.renderings.unrendered_clauses import (
    Clauses,
    UnrenderedClause,
    measure_words_per_character,
    search_unrendered_clauses,
)

_CUT_OFF = compile_late(r"\d{1,9}[.,:]\Z")
"""The beginning of a number that a clause ends with, where the next one begins with the rest."""

_SHARE, _FEWEST_SPARE = 0.125, 3
"""Which share of the words of a part a translation has where it renders that in other words, and how many words it
then has at least that nothing else explains: of 27 parts that machines left out, it has hardly any."""
_NEAR, _SMALL = 200, 10
"""How far from an omitted part its numbers may be, and up to what value one says nothing."""


@dataclass(frozen=True, slots=True)
class OmittedPart:
    """Clauses in a row that are left out: their text, the offset in the target where they are missing, how likely.

    `segments` are those of the source that they are from.
    """

    text: str
    place: int
    chance: float
    segments: tuple[int, ...] = ()


def find_omitted_parts(alignment: Alignment) -> list[OmittedPart]:
    """Return the parts of source sentences that nothing in their bead or in those next to it renders, in order."""
    return run(search_omitted_parts([alignment]))[0]


def search_omitted_parts(alignments: Sequence[Alignment]) -> Steps[list[list[OmittedPart]]]:
    """Go step by step to what `find_omitted_parts` finds of each of some alignments."""
    passages = [list(_list_passages(one)) if is_chinese_into_english(one) else [] for one in alignments]
    found = yield from search_unrendered_clauses([clauses for row in passages for _, _, clauses in row])
    left = iter(found)
    return [
        [
            replace(part, segments=_find_segments(alignment, bead, part.text))
            for bead, target, clauses in row
            for part in _list_parts(clauses, target, next(left))
        ]
        for alignment, row in zip(alignments, passages, strict=True)
    ]


def _find_segments(alignment: Alignment, bead: Bead, part: str) -> tuple[int, ...]:
    """Return the source segments of a bead that a part is from."""
    lines = [line.strip() for line in part.split("\n")]
    texts = [(index, alignment.source.segments[index].text.strip()) for index in bead.source]
    return tuple(index for index, text in texts if text in part or any(line in text for line in lines))


def _list_passages(alignment: Alignment) -> Iterator[tuple[Bead, list[tuple[str, int]], Clauses]]:
    """Yield each bead with text on both sides, and its clauses; those of its target also with their ends."""
    matches = [
        (bead, near)
        for bead, near in find_matches_with_neighbours(alignment)
        if not is_mostly_east_asian(alignment.target_text(bead))
    ]
    ratio = measure_words_per_character(
        [(alignment.source_text(bead), alignment.target_text(bead)) for bead, _ in matches]
    )
    pieces = {bead: _split_target(alignment, bead) for bead in alignment.beads}
    for bead, near in matches:
        yield (
            bead,
            pieces[bead],
            Clauses(
                tuple(split_clauses(drop_notes(alignment.source_text(bead)))),
                tuple(text for text, _ in pieces[bead]),
                tuple(text for other in near if other is not bead for text, _ in pieces[other]),
                ratio,
            ),
        )


def _split_target(alignment: Alignment, bead: Bead) -> list[tuple[str, int]]:
    """Return the clauses of the target of a bead, each with the offset of its end."""
    found = []
    for segment in (alignment.target.segments[index] for index in bead.target):
        end = segment.start
        for clause in split_clauses(segment.text):
            end += len(clause)
            found.append((clause, end - (len(clause) - len(clause.rstrip()))))
    return found


def _list_parts(
    clauses: Clauses, target: Sequence[tuple[str, int]], found: Sequence[UnrenderedClause]
) -> Iterator[OmittedPart]:
    """Yield the parts of a sentence that are left out, but those of whose words the translation has one or more that
    nothing else in the source says, and more words of which that is true.
    """
    source = "".join(clauses.source)
    for part in _join_parts(clauses.source, target, found):
        if not _has_words_of(part.text, source.replace(part.text, "\n", 1), " ".join(clauses.target)):
            yield part


def _has_words_of(part: str, rest: str, target: str) -> bool:
    from glossary.lang.zh import segment
    from glossary.renderings.dictionary_keys import find_english_keys, look_up_keys

    there = frozenset(find_english_keys(target))
    known = dict(look_up_keys(dict.fromkeys(word for word in segment(part) if len(word) > 1)))
    said = frozenset(key for _, keys in look_up_keys(segment(rest)) for key in keys)
    matched = [word for word, keys in known.items() if not there.isdisjoint(frozenset(keys) - said)]
    few = len(matched) == 1 and len(there - said) < _FEWEST_SPARE
    return bool(matched) and not few and len(matched) >= _SHARE * len(known)


def _join_parts(
    source: Sequence[str], target: Sequence[tuple[str, int]], found: Sequence[UnrenderedClause]
) -> Iterator[OmittedPart]:
    """Yield the parts of a sentence that are not rendered: clauses in a row are one.

    A part has the beginning of a number that the clauses cut in two: 2.1亿元, where the one before ends with “2.”.
    """
    start = target[0][1] - len(target[0][0].rstrip())
    for _, group in groupby(enumerate(found), key=lambda item: item[1].clause - item[0]):
        row = [one for _, one in group]
        first = row[0].clause
        text = "".join(source[first : row[-1].clause + 1])
        cut_off = _CUT_OFF.search(source[first - 1]) if first and text[:1].isdecimal() else None
        text = (cut_off[0] if cut_off else "") + text.strip()
        place = target[row[0].place - 1][1] if row[0].place else start
        yield OmittedPart(text, place, min(one.chance for one in row))


def has_numbers_of(target: str, part: OmittedPart) -> bool:
    """Return whether a translation has each larger number of a part near its place: then it is rendered, in other
    words.
    """
    from align.quantities import find_extractor

    of_source, of_target = find_extractor("zh"), find_extractor("en")
    if of_source is None or of_target is None:
        return False
    numbers = {one.value for one in of_source(part.text) if one.value and one.value > _SMALL}
    near = target[max(part.place - _NEAR, 0) : part.place + _NEAR]
    return bool(numbers) and numbers.issubset(one.value for one in of_target(near))
