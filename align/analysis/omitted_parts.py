"""Which parts of aligned sentences the translation leaves out: Chinese rendered in English only."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from align.analysis.bilingual import is_chinese_into_english
from align.lang.clauses import clauses
from align.model import Alignment, Bead
from glossary.renderings.unrendered import Passage, Unrendered, unrendered, words_a_character


@dataclass(frozen=True, slots=True)
class OmittedPart:
    """Clauses in a row of a source sentence, where in the target text they are missing, and the chance of that."""

    text: str
    place: int
    chance: float


def omitted_parts(alignment: Alignment) -> Iterator[OmittedPart]:
    """The parts of sentences that nothing in their bead or next to it renders, in order."""
    if not is_chinese_into_english(alignment):  # the weights were fitted on these
        return
    beads = [(index, bead) for index, bead in enumerate(alignment.beads) if bead.source and bead.target]
    ratio = words_a_character([(alignment.source_text(bead), alignment.target_text(bead)) for _, bead in beads])
    pieces = [_clauses_of_target(alignment, bead) for bead in alignment.beads]
    passages = [
        Passage(
            tuple(clauses(alignment.source_text(bead))),
            tuple(text for text, _ in pieces[index]),
            tuple(
                text
                for near in (*pieces[max(index - 1, 0) : index], *pieces[index + 1 : index + 2])
                for text, _ in near
            ),
        )
        for index, bead in beads
    ]
    for (index, _), passage, found in zip(beads, passages, unrendered(passages, ratio), strict=True):
        yield from _parts(passage.source, pieces[index], found)


def _clauses_of_target(alignment: Alignment, bead: Bead) -> list[tuple[str, int]]:
    """The clauses of the target of a bead, each with the offset of its end."""
    found = []
    for segment in (alignment.target.segments[index] for index in bead.target):
        end = segment.start
        for clause in clauses(segment.text):
            end += len(clause)
            found.append((clause, end - (len(clause) - len(clause.rstrip()))))
    return found


def _parts(
    source: Sequence[str], target: Sequence[tuple[str, int]], found: Sequence[Unrendered]
) -> Iterator[OmittedPart]:
    """Clauses of a sentence that are not rendered; those in a row are one part."""
    start = target[0][1] - len(target[0][0].rstrip())
    for _, group in groupby(enumerate(found), key=lambda item: item[1].clause - item[0]):
        row = [one for _, one in group]
        text = "".join(source[one.clause] for one in row).strip()
        place = target[row[0].place - 1][1] if row[0].place else start
        yield OmittedPart(text, place, min(one.chance for one in row))
