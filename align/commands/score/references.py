"""The block of references: texts cut alike, scored by sacrebleu, compared by a paired bootstrap."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
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


@dataclass
class CutTexts:
    """The texts of a run, cut into segments, with their paths."""

    paths: list[str] = field(default_factory=list)
    texts: list[Segments] = field(default_factory=list)

    def join_systems(self) -> list[list[str]]:
        """Return the segments of each system, text by text."""
        return [
            list(chain.from_iterable(column)) for column in zip(*(text.systems for text in self.texts), strict=True)
        ]

    def join_references(self) -> list[list[str]]:
        """Return the segments of each reference, text by text."""
        return [
            list(chain.from_iterable(column)) for column in zip(*(text.references for text in self.texts), strict=True)
        ]

    def number_documents(self) -> list[int]:
        """Return the number of the document that each segment is of, counted from 0 through all texts."""
        keys = [(number, group) for number, text in enumerate(self.texts) for group in text.groups]
        numbers = {key: place for place, key in enumerate(dict.fromkeys(keys))}
        return [numbers[key] for key in keys]


@dataclass(frozen=True)
class _Measured:
    """A system by one metric: its score, to two decimals, the signature, and the scores of the samples (None: none)."""

    score: float
    signature: str
    samples: "NDArray[np.float64] | None"


def score_references(names: Sequence[str], cut: CutTexts, language: str, *, with_ter: bool) -> ReferenceScores:
    """Score systems, the first of them the translation and the others to compare it with, by these names."""
    systems, references = cut.join_systems(), cut.join_references()
    documents = cut.number_documents()
    count = len(set(documents))
    unit = "documents" if count >= FEWEST else "segments"
    statistics = [collect_statistics(system, references, language, with_ter=with_ter) for system in systems]
    measured = _measure(statistics, documents if unit == "documents" else range(len(documents)))
    return ReferenceScores(
        systems=tuple(_compare(names, measured)),
        best=_find_best(names, measured),
        references=len(references),
        documents=count,
        segments=len(documents),
        unit=unit,
        recut=tuple(path for path, text in zip(cut.paths, cut.texts, strict=True) if text.is_recut),
        notes=tuple(_note(names, systems)),
    )


def _measure(statistics: Sequence[Mapping[str, Statistics]], units: Iterable[int]) -> list[dict[str, _Measured]]:
    """Score each system by each metric, on the whole and on the same samples of units."""
    import numpy as np

    numbers = np.fromiter(units, dtype=np.intp)
    tables = [one.rows for system in statistics for one in system.values()]
    rows = np.hstack(tables)
    summed = np.zeros((int(numbers.max()) + 1, rows.shape[1]))
    np.add.at(summed, numbers, rows)
    samples = draw_sums(summed) if len(summed) >= FEWEST else None
    ends = np.cumsum([table.shape[1] for table in tables])
    slices = iter([slice(end - table.shape[1], end) for end, table in zip(ends.tolist(), tables, strict=True)])
    return [{name: _measure_one(one, samples, next(slices)) for name, one in system.items()} for system in statistics]


def _measure_one(one: Statistics, samples: "NDArray[np.float64] | None", columns: slice) -> _Measured:
    import numpy as np

    scores = None if samples is None else np.array([one.score(row) for row in samples[:, columns]])
    return _Measured(round(one.score(one.rows.sum(axis=0)), 2), one.signature, scores)


def _compare(names: Sequence[str], measured: Sequence[Mapping[str, _Measured]]) -> Iterator[SystemScores]:
    own = measured[0]
    for name, system in zip(names, measured, strict=True):
        scores = {metric: _make_score(one) for metric, one in system.items()}
        differences = {metric: _subtract(own[metric], one) for metric, one in system.items()}
        yield SystemScores(name, scores, {} if system is own else differences)


def _make_score(one: _Measured) -> MetricScore:
    low, high = (None, None) if one.samples is None else find_interval(one.samples)
    return MetricScore(one.score, one.signature, low, high)


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


def _note(names: Sequence[str], systems: Sequence[Sequence[str]]) -> Iterator[str]:
    for name, segments in zip(names, systems, strict=True):
        blank = sum(not text for text in segments)
        if blank:
            yield f"{name} has no text for {blank:,} of {len(segments):,} segments; they count as wrong"
        if sum(text.endswith(" .") for text in segments) >= _MANY_TOKENIZED:
            yield f"{name} looks tokenized (many lines end in “ .”): BLEU and TER expect running text"
