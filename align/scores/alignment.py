"""Precision, recall and F1 of sentence alignments against gold, in the two conventions of the field."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

BeadIndices = tuple[tuple[int, ...], tuple[int, ...]]
"""A bead without its confidence: the indices of its source segments and of its target segments."""


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall, 0 to 1, not rounded; 0 where there is nothing to divide by."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return _divide(2 * self.precision * self.recall, self.precision + self.recall)


@dataclass(frozen=True, slots=True)
class AlignmentScores:
    """The scores of one alignment or of many.

    `strict` and `lax` follow Vecalign, `strict_with_deletions` the published Chinese-English tables
    (see `score_alignments`).
    """

    strict: Score
    lax: Score
    strict_with_deletions: Score


def score_alignments(documents: Iterable[tuple[Iterable[BeadIndices], Iterable[BeadIndices]]]) -> AlignmentScores:
    """Score the alignments of documents, each given as its gold beads and the beads to judge.

    Strict: a bead counts where the other side has the same bead. Lax: also where it has a bead that shares a source
    segment and a target segment with it. Counts are summed over the documents before anything is divided
    (micro-average).

    `strict` and `lax` are the convention of Sennrich & Volk 2011 (Iterative, MT-based Sentence Alignment of Parallel
    Texts) as in the score.py of Vecalign (Thompson & Koehn 2019): precision is over all judged beads, recall over the
    gold beads with both sides, so deletions and insertions count in precision only. `strict_with_deletions` is the
    convention of the published Chinese-English tables (aligner-eval, Liu & Zhu 2022): recall is over all gold beads.

    A bead counts once however often it is listed, and not at all where both its sides are empty. Only indices are
    compared, so one that no segment has does no harm.
    """
    cleaned = [(_drop_empty(gold), _drop_empty(judged)) for gold, judged in documents]
    precise = _add(_count_matches(judged, gold) for gold, judged in cleaned)
    recalled = _add(_count_matches(_keep_pairs(gold), judged) for gold, judged in cleaned)
    gold_beads = sum(len(gold) for gold, _ in cleaned)
    precision = _divide(precise.strict, precise.beads)
    return AlignmentScores(
        strict=Score(precision, _divide(recalled.strict, recalled.beads)),
        lax=Score(_divide(precise.lax, precise.beads), _divide(recalled.lax, recalled.beads)),
        strict_with_deletions=Score(precision, _divide(precise.strict, gold_beads)),
    )


class _Matches(NamedTuple):
    """How many of some beads match strictly, how many match laxly, and how many there are."""

    strict: int
    lax: int
    beads: int


def _count_matches(beads: frozenset[BeadIndices], others: frozenset[BeadIndices]) -> _Matches:
    """Return how many of the beads match one of the others; never lists pairs of indices, so a bead may be large."""
    numbered = list(others)
    by_source = _index_beads(source for source, _ in numbered)
    by_target = _index_beads(target for _, target in numbered)

    def overlaps(bead: BeadIndices) -> bool:
        source, target = bead
        return not _find_beads(source, by_source).isdisjoint(_find_beads(target, by_target))

    return _Matches(
        strict=len(beads & others),
        lax=sum(bead in others or overlaps(bead) for bead in beads),
        beads=len(beads),
    )


def _index_beads(sides: Iterable[tuple[int, ...]]) -> dict[int, set[int]]:
    """For each index the numbers of the beads that hold it on this side."""
    numbers: dict[int, set[int]] = defaultdict(set)
    for number, side in enumerate(sides):
        for index in side:
            numbers[index].add(number)
    return numbers


def _find_beads(side: tuple[int, ...], numbers_by_index: dict[int, set[int]]) -> set[int]:
    """Return the numbers of the beads that hold one of these indices."""
    return set().union(*(numbers_by_index.get(index, ()) for index in side))


def _add(matches: Iterable[_Matches]) -> _Matches:
    return _Matches(*map(sum, zip((0, 0, 0), *matches, strict=True)))


def _drop_empty(beads: Iterable[BeadIndices]) -> frozenset[BeadIndices]:
    return frozenset((source, target) for source, target in beads if source or target)


def _keep_pairs(beads: frozenset[BeadIndices]) -> frozenset[BeadIndices]:
    return frozenset((source, target) for source, target in beads if source and target)


def _divide(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
