"""How well two people agree: kappa and alpha by NLTK, and F1 of the spans they mark."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from align.model.scores import AgreementScores
from align.scores.translation.annotations import Annotations, Interval, merge


def score_agreement(first: Annotations, second: Annotations) -> AgreementScores:
    """Score the agreement on the items that both have labelled.

    Cohen's kappa (1960) and Krippendorff's alpha (1980, nominal) are those of NLTK. F1 of spans: the same span in both
    (exact), and the characters that both mark. None where there is nothing to judge.
    """
    shared = [key for key in first.labels if key in second.labels]
    kappa, alpha, observed = _score_labels([(first.labels[key], second.labels[key]) for key in shared])
    marked = [(first.spans[key], second.spans[key]) for key in shared]
    has_spans = first.has_spans and second.has_spans
    return AgreementScores(
        len(shared),
        len(first.labels) - len(shared),
        len(second.labels) - len(shared),
        observed,
        kappa,
        alpha,
        _score_exact(marked) if has_spans else None,
        _score_characters(marked) if has_spans else None,
    )


def _score_labels(pairs: Sequence[tuple[str, str]]) -> tuple[float | None, float | None, float | None]:
    """Kappa, alpha and the share of items with equal labels."""
    if not pairs:
        return None, None, None
    from nltk.metrics.agreement import AnnotationTask

    data = [(coder, item, label) for item, pair in enumerate(pairs) for coder, label in zip("ab", pair, strict=True)]
    task = AnnotationTask(data=data)
    return round(task.kappa(), 4), round(task.alpha(), 4), round(task.avg_Ao(), 4)


def _score_exact(marked: Iterable[tuple[Sequence[Interval], Sequence[Interval]]]) -> float | None:
    both = total = 0
    for ours, theirs in marked:
        both += len(set(ours) & set(theirs))
        total += len(ours) + len(theirs)
    return _divide(2 * both, total)


def _score_characters(marked: Iterable[tuple[tuple[Interval, ...], tuple[Interval, ...]]]) -> float | None:
    both = total = 0
    for ours, theirs in marked:
        first, second = list(merge(ours)), list(merge(theirs))
        both += _measure_overlap(first, second)
        total += sum(end - start for start, end in (*first, *second))
    return _divide(2 * both, total)


def _measure_overlap(first: Sequence[Interval], second: Sequence[Interval]) -> int:
    """Return how many characters lie in both of two lists of disjoint stretches, in order."""
    bounds = sorted({bound for stretch in (*first, *second) for bound in stretch})
    return sum(right - left for left, right in pairwise(bounds) if _covers(first, left) and _covers(second, left))


def _covers(stretches: Sequence[Interval], place: int) -> bool:
    index = bisect_right(stretches, place, key=lambda stretch: stretch[0]) - 1
    return index >= 0 and place < stretches[index][1]


def _divide(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
