"""Findings weighed as the scoring models of MQM weigh errors.

Absolute penalty total: the sum of the weights. Raw linear score: 100 * (1 - penalty / words). Linear calibrated score:
100 - penalty for 1,000 words * (100 - 90) / tolerance, so that a text with as much as the tolerance scores 90.
"The MQM Scoring Models" (https://themqm.org/error-types-2/the-mqm-scoring-models/); Lommel et al. 2024, "The
Multi-Range Theory of Translation Quality Measurement" (arXiv 2405.16969), who show that a short text cannot be scored
so. ISO 5060:2024 has penalty points by type and severity, too, and counts words of the translation.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from align.model import Finding, Severity
from align.model.scores import PASSING, FindingScores, Penalty

WEIGHTS = {"error": 5.0, "warning": 1.0, "info": 0.0}
"""The default weights, those of major, minor and neutral errors in MQM."""
FEWEST_WORDS = 250
"""A shorter text gets counts and no score."""
_PER = 1000


def weigh(finding: Finding, weights: Mapping[str, float]) -> float:
    """Return the penalty for a finding: the weight of its rule, where it has one, else that of its severity."""
    return weights.get(finding.rule, weights[str(finding.severity)])


def score_findings(
    name: str,
    weighed: Iterable[tuple[Finding, float]],
    words: int,
    tolerance: float | None = None,
) -> FindingScores:
    """Score findings, each with its penalty, in a text of so many words.

    >>> score_findings("a", [], 1000, tolerance=10).calibrated, score_findings("a", [], 100).score
    (100.0, None)
    """
    listed = list(weighed)
    penalty = round(sum(weight for _, weight in listed), 2)
    severities = [(str(finding.severity), weight) for finding, weight in listed]
    dimensions = [(finding.mqm.partition("/")[0], weight) for finding, weight in listed]
    counts = FindingScores(
        name, words, penalty, _sum_up(severities, map(str, reversed(Severity))), _sum_up(dimensions, ())
    )
    return counts if words < FEWEST_WORDS else _add_scores(counts, tolerance)


def _add_scores(counts: FindingScores, tolerance: float | None) -> FindingScores:
    per_word = counts.penalty / counts.words
    score = round(100 * (1 - per_word), 2)
    calibrated = passed = None
    if tolerance is not None:
        calibrated = round(100 - _PER * per_word * (100 - PASSING) / tolerance, 2)
        passed = calibrated >= PASSING
    return replace(counts, per_1000=round(_PER * per_word, 2), score=score, calibrated=calibrated, passed=passed)


def _sum_up(weighed: Iterable[tuple[str, float]], known: Iterable[str]) -> dict[str, Penalty]:
    """Return the findings by a key of theirs: those `known` first and in this order, the others by name."""
    found = {key: Penalty(0, 0.0) for key in known}
    others: dict[str, Penalty] = {}
    for key, weight in weighed:
        group = found if key in found else others
        count, penalty = group.get(key, Penalty(0, 0.0))
        group[key] = Penalty(count + 1, round(penalty + weight, 2))
    return found | dict(sorted(others.items()))
