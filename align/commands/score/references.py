"""The block of references: texts cut alike, scored by sacrebleu, compared by a paired bootstrap."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from typing import TYPE_CHECKING

from align.model.scores import LOWER_IS_BETTER, Difference, MetricScore, ReferenceScores, SystemScores
from align.scores.translation.bootstrap import FEWEST, compute_p, draw_sums, find_interval
from align.scores.translation.metrics import Statistics, collect_statistics
from align.scores.translation.segments import Segments

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MANY_TOKENIZED = 100


@dataclass(frozen=True)
class _Measured:
    """A system by one metric: its score, to two decimals, the signature, and the scores of the samples (None: none)."""

    score: float
    signature: str
    samples: "NDArray[np.float64] | None"


def score_references(
    names: Sequence[str], cut: Sequence[tuple[str, Segments]], language: str, *, with_ter: bool
) -> ReferenceScores:
    """Score systems, the first of them the translation and the others to compare it with, by these names.

    `cut` are the texts of a run, cut into segments, with their paths.
    """
    systems, references = (
        [list(chain.from_iterable(column)) for column in zip(*parts, strict=True)]
        for parts in ([text.systems for _, text in cut], [text.references for _, text in cut])
    )
    keys = [(number, group) for number, (_, text) in enumerate(cut) for group in text.groups]
    numbers = {key: place for place, key in enumerate(dict.fromkeys(keys))}  # documents, through all texts
    unit = "documents" if len(numbers) >= FEWEST else "segments"
    statistics = [collect_statistics(system, references, language, with_ter=with_ter) for system in systems]
    measured = _measure(statistics, [numbers[key] for key in keys] if unit == "documents" else range(len(keys)))
    notes, scored, own = list[str](), list[SystemScores](), measured[0]
    for name, segments, system in zip(names, systems, measured, strict=True):
        if blank := sum(not text for text in segments):
            notes.append(f"{name} has no text for {blank:,} of {len(segments):,} segments; they count as wrong")
        if sum(text.endswith(" .") for text in segments) >= _MANY_TOKENIZED:
            notes.append(f"{name} looks tokenized (many lines end in “ .”): BLEU and TER expect running text")
        scores = {}
        for metric, one in system.items():
            low, high = (None, None) if one.samples is None else find_interval(one.samples)
            scores[metric] = MetricScore(one.score, one.signature, low, high)
        others = {} if system is own else system
        scored.append(
            SystemScores(name, scores, {metric: _subtract(own[metric], one) for metric, one in others.items()})
        )
    return ReferenceScores(
        systems=tuple(scored),
        best=_find_best(names, measured),
        references=len(references),
        documents=len(numbers),
        segments=len(keys),
        unit=unit,
        recut=tuple(path for path, text in cut if text.is_recut),
        notes=tuple(notes),
    )


def _measure(statistics: Sequence[Mapping[str, Statistics]], units: Iterable[int]) -> list[dict[str, _Measured]]:
    """Score each system by each metric, on the whole and on the same samples of units."""
    import numpy as np

    numbers = np.fromiter(units, dtype=np.intp)
    rows = np.hstack([one.rows for system in statistics for one in system.values()])
    summed = np.zeros((int(numbers.max()) + 1, rows.shape[1]))
    np.add.at(summed, numbers, rows)
    samples = draw_sums(summed) if len(summed) >= FEWEST else None
    measured, start = list[dict[str, _Measured]](), 0
    for system in statistics:
        measured.append({})
        for name, one in system.items():
            end = start + one.rows.shape[1]
            scores = None if samples is None else np.array([one.score(row) for row in samples[:, start:end]])
            measured[-1][name] = _Measured(round(one.score(one.rows.sum(axis=0)), 2), one.signature, scores)
            start = end
    return measured


def _subtract(ours: _Measured, theirs: _Measured) -> Difference:
    difference = round(ours.score - theirs.score, 2)
    if ours.samples is None or theirs.samples is None:
        return Difference(difference)
    low, high = find_interval(ours.samples - theirs.samples)
    return Difference(difference, low, high, compute_p(ours.samples, theirs.samples, difference))


def _find_best(names: Sequence[str], measured: Sequence[Mapping[str, _Measured]]) -> dict[str, str]:
    """Return the system that is significantly better than every other, by metric, where there is one."""
    best: dict[str, str] = {}
    for metric in measured[0]:
        sign = -1 if metric in LOWER_IS_BETTER else 1
        wins = [0] * len(names)
        for one, other in combinations(range(len(names)), 2):
            found = _subtract(measured[one][metric], measured[other][metric])
            if found.is_significant:
                wins[one if sign * found.value > 0 else other] += 1
        if len(names) > 1 and max(wins) == len(names) - 1:
            best[metric] = names[wins.index(max(wins))]
    return best
