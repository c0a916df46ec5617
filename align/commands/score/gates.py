"""The gates of a run: what makes it fail, and what could not be judged, which is not passed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from align.model.scores import LOWER_IS_BETTER, METRICS, PASSING, ScoreReport, SystemScores
from align.scores.translation.penalties import FEWEST_WORDS

SCORES = {**METRICS, "score": "the score of the findings", "success": "the success rate of terms", "ltcr": "LTCR"}
"""What a gate may name, and what it is called in a message."""


@dataclass(frozen=True, slots=True)
class Gates:
    """What must hold: scores that are high enough, no significant drop below another translation.

    `under` is the least value of each score, `drop` how far a metric may be below that of another translation.
    """

    under: Mapping[str, float] = field(default_factory=dict)
    drop: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a run fails, and which gates could not be judged; one line each."""

    failures: tuple[str, ...]
    unjudged: tuple[str, ...]


def judge(report: ScoreReport, gates: Gates) -> Verdict:
    """Hold a report against the gates."""
    failures, unjudged, values = list[str](), list[str](), _list_values(report)
    for name, least in gates.under.items():
        value = values.get(name)
        if value is None:
            unjudged.append(f"{SCORES[name]} was not assessed{_explain(report, name)}")
        elif value < least:
            failures.append(f"{SCORES[name]}, {value:g}, is below {least:g}")
    for system in report.references.systems[1:] if report.references else ():
        fallen, untested = _judge_drops(system, gates.drop)
        failures += fallen
        unjudged += untested
    if report.findings and report.findings.tolerance is not None:
        passed = report.findings.own.passed
        if passed is None:
            unjudged.append(f"whether the findings pass was not assessed{_explain(report, 'score')}")
        elif not passed:
            failures.append(f"the score of the findings does not reach {PASSING:g}")
    return Verdict(tuple(failures), tuple(unjudged))


def _list_values(report: ScoreReport) -> dict[str, float | None]:
    """Return the scores of the translation that a gate may name, as far as they were assessed."""
    values: dict[str, float | None] = {}
    if report.references:
        values |= {name: one.score for name, one in report.references.systems[0].scores.items()}
    if report.findings:
        own = report.findings.own
        values["score"] = own.score if own.calibrated is None else own.calibrated
    if report.terminology:
        values |= {"success": report.terminology.success_rate.value, "ltcr": report.terminology.ltcr.value}
    return values


def _judge_drops(system: SystemScores, drop: Mapping[str, float]) -> tuple[list[str], list[str]]:
    """Return the metrics by which the translation is significantly worse than another, by more than is allowed, and
    those that were not tested.
    """
    worse, untested = [], []
    for metric, most in drop.items():
        found = system.differences.get(metric)
        if found is None or found.p is None:
            few = "there are too few segments"
            untested.append(f"whether {METRICS[metric]} fell below {system.name} was not tested: {few}")
        elif found.is_significant:
            fallen = found.value if metric in LOWER_IS_BETTER else -found.value
            if fallen > most:
                worse.append(f"{METRICS[metric]} is {fallen:.2f} worse than that of {system.name} (p {found.p})")
    return worse, untested


def _explain(report: ScoreReport, name: str) -> str:
    """Return why a score was not assessed, to follow that."""
    if name == "score" and report.findings:
        return f": {report.findings.own.words:,} words, and it takes {FEWEST_WORDS}"
    block = "references" if name in METRICS else "terminology"
    return f": {report.unassessed[block]}" if block in report.unassessed else ""
