"""How well estimates of penalties agree with annotators: inside one translation, between systems, on spoiled segments.

A library of `fit_estimate.py`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import combinations
from statistics import fmean
from typing import TypeVar

import numpy as np
from estimate_rows import Row
from numpy.typing import NDArray
from scipy.stats import kendalltau, rankdata, spearmanr

_Key = TypeVar("_Key", bound=Hashable)
Floats = NDArray[np.float64]
Judged = tuple[Row, float]
"""A row and its estimated penalty."""

PEOPLE = ("Human", "ref")
"""What the names of human translations begin with."""
_FIRST, _BUDGET = 0.1, 0.2


def compute_auc(values: Sequence[float], positive: Sequence[bool]) -> float:
    """The chance that a positive case has the greater value than a negative one; not a number where one is missing."""
    ranks, marks = rankdata(values), np.array(positive, bool)
    many, few = int(marks.sum()), int((~marks).sum())
    return float((ranks[marks].sum() - many * (many + 1) / 2) / (many * few)) if many * few else float("nan")


def group_by(judged: Iterable[Judged], key: Callable[[Row], _Key]) -> dict[_Key, list[Judged]]:
    """Rows with their estimates by what their key is."""
    groups = defaultdict[_Key, list[Judged]](list)
    for row, estimate in judged:
        groups[key(row)].append((row, estimate))
    return dict(groups)


def _correlate(judged: Sequence[Judged]) -> float:
    return float(spearmanr([one for _, one in judged], [row.penalty for row, _ in judged])[0])


def _compute_auc_of_major(judged: Sequence[Judged]) -> float:
    return compute_auc([one for _, one in judged], [row.major for row, _ in judged])


def _compute_precision(judged: Sequence[Judged]) -> float:
    """The share of segments with a major error among the tenth with the greatest estimates."""
    ordered = sorted(judged, key=lambda one: -one[1])
    return fmean(row.major for row, _ in ordered[: max(round(_FIRST * len(ordered)), 1)])


def _compute_penalty_read(judged: Sequence[Judged]) -> float:
    """The share of the penalty in the first fifth of the words, by estimated penalty a word."""
    ordered = sorted(judged, key=lambda one: -one[1] / one[0].words)
    budget, read, found = _BUDGET * sum(row.words for row, _ in judged), 0.0, 0.0
    for row, _ in ordered:
        taken = min(row.words, budget - read)
        read, found = read + taken, found + row.penalty * taken / row.words
    return found / max(sum(row.penalty for row, _ in judged), 1e-9)


MEASURES: dict[str, Callable[[Sequence[Judged]], float]] = {
    "Spearman": _correlate,
    "AUC of a major error": _compute_auc_of_major,
    "precision of the first 10 %": _compute_precision,
    "penalty in the first 20 % of words": _compute_penalty_read,
}
"""What is measured inside one translation, that is all segments of one system."""


def measure_inside(judged: Sequence[Judged]) -> dict[str, float]:
    """Each measure, as the mean over the systems."""
    systems = list(group_by(judged, lambda row: row.system).values())
    return {name: float(np.nanmean([measure(one) for one in systems])) for name, measure in MEASURES.items()}


def measure_between(judged: Sequence[Judged]) -> float:
    """Kendall's tau-b between the systems on one source, as the mean over sources where it is defined."""
    found = []
    for same in group_by(judged, lambda row: (row.document, row.source)).values():
        if len(same) > 2:
            found.append(float(kendalltau([one for _, one in same], [row.penalty for row, _ in same])[0]))
    return float(np.nanmean(found)) if found else float("nan")


def compare_engines(judged: Sequence[Judged]) -> Iterator[tuple[str, float]]:
    """The pairwise accuracy of the estimate, and of findings per 1,000 words, over the pairs of machine systems."""
    machines = group_by([one for one in judged if not is_human(one[0])], lambda row: row.system)
    gold = {name: fmean(row.penalty for row, _ in rows) for name, rows in machines.items()}
    ways: dict[str, Callable[[Sequence[Judged]], float]] = {
        "estimate": lambda rows: fmean(one for _, one in rows),
        "findings per 1,000 words": lambda rows: (
            sum(row.findings for row, _ in rows) / sum(row.words for row, _ in rows)
        ),
    }
    for name, way in ways.items():
        scores = {system: way(rows) for system, rows in machines.items()}
        pairs = [(a, b) for a, b in combinations(sorted(gold), 2) if gold[a] != gold[b]]
        right = [(scores[a] - scores[b]) * (gold[a] - gold[b]) > 0 for a, b in pairs]
        yield name, fmean(right) if right else float("nan")


def split_by_side(judged: Sequence[Judged]) -> Iterator[tuple[str, list[Judged]]]:
    """The translations by machines and those by people, where there are any, with what they are called."""
    for side, human in (("machines", False), ("people", True)):
        if some := [one for one in judged if is_human(one[0]) is human]:
            yield side, some


def is_human(row: Row) -> bool:
    """Whether a row is of a human translation."""
    return row.system.startswith(PEOPLE)


def compare_people(judged: Sequence[Judged]) -> tuple[float, float]:
    """The mean estimate of human translations and of machine translations."""
    sides = group_by(judged, is_human)
    people, machines = ([one for _, one in sides.get(human, [])] for human in (True, False))
    return (fmean(people) if people else float("nan")), (fmean(machines) if machines else float("nan"))


def measure_faults(spoiled: Sequence[Judged], sound: Sequence[Judged]) -> Iterator[tuple[str, str, float]]:
    """For each way to spoil, the AUC against segments as they were, of the estimate and of the best single feature."""
    names = sorted({name for row, _ in spoiled for name in row.features if not name.startswith("document: ")})
    for kind, rows in group_by(spoiled, lambda row: row.kind).items():
        marks = [True] * len(rows) + [False] * len(sound)
        both = [*rows, *sound]
        yield str(kind), "estimate a word", compute_auc([one / row.words for row, one in both], marks)
        yield str(kind), "estimate", compute_auc([one for _, one in both], marks)
        singles = {name: compute_auc([row.features.get(name, 0.0) for row, _ in both], marks) for name in names}
        best = max(singles, key=lambda name: abs(singles[name] - 0.5))
        yield str(kind), best, max(singles[best], 1 - singles[best])
