"""What a report says besides its numbers: what they are of, and what they do not show."""

from collections.abc import Iterator, Sequence

from align.model.scores import (
    METRICS,
    PASSING,
    EstimateBlock,
    EstimatedSegment,
    FindingsBlock,
    ReferenceScores,
    ScoreReport,
    SystemScores,
)
from align.report.scores.rows import format_number

_SHOWN = 3
NO_EVIDENCE = "A text without findings is not a good one: most faults of a machine translation have no finding."
NO_COMPARISON = "The estimate ranks passages of one translation; it cannot say which translation or engine is better."
ORDER = (
    "Ordered by the estimated penalty a word, the greatest first: of two passages that are as doubtful the shorter one "
    "comes first."
)
NO_REASON, ONLY_SHORT = "nothing in particular", "nothing in particular but that it is short"
_TITLES = {"findings": "Automatic findings", "estimate": "Look here first"}
"""What a block is called in a report, where that is not its name."""
_SHORT = 8
"""Words of a short passage."""
NO_VERDICT = "Which translation is better cannot be said without a reference; fewer findings do not say so."


def describe_references(block: ReferenceScores) -> Iterator[str]:
    """Yield what was compared, the differences, what was cut in another way, and what may be wrong with the input."""
    references = _count(block.references, "reference")
    drawn = f"95 % intervals by bootstrap over {block.unit}."
    if all(one.low is None for one in block.systems[0].scores.values()):
        drawn = "Too few segments for intervals."
    yield f"{_count(block.segments, 'segment')} of {_count(block.documents, 'document')}, {references}. {drawn}"
    for system in block.systems[1:]:
        yield from _describe_differences(block, system)
    if len(block.systems) > 1 and not block.best:
        yield "No system is significantly better than every other."
    if block.recut:
        what = "is not cut as its reference: it was" if len(block.recut) == 1 else "are not cut as theirs: they were"
        yield f"{_list(block.recut)} {what} aligned with it and segmented again."
    yield from (f"{note}." for note in block.notes)


def _describe_differences(block: ReferenceScores, system: SystemScores) -> Iterator[str]:
    for metric, found in system.differences.items():
        tested = "not tested"
        if found.p is not None:
            bounds = f"{found.low:+.2f} to {found.high:+.2f}"
            verdict = "significant" if found.is_significant else "not significant"
            tested = f"{bounds}, p {format_number(found.p, 4)}: {verdict}"
        yield f"{METRICS[metric]}: {block.systems[0].name} has {found.value:+.2f} against {system.name} ({tested})."


def describe_findings(block: FindingsBlock, has_references: bool) -> Iterator[str]:
    """Yield the gate, the difference from other translations, and what the findings do not show."""
    own = block.own
    if own.passed is not None:
        yield f"{'Passed' if own.passed else 'Not passed'}: {format_number(PASSING)} passes."
    if own.score is None:
        yield f"Not assessed: {_count(own.words, 'word')} are too few for a score. That is not a pass."
    for other in block.others:
        if own.per_1000 is not None and other.per_1000 is not None:
            difference = own.per_1000 - other.per_1000
            yield f"{own.name} has {difference:+.2f} penalty per 1,000 words against {other.name}."
    if own.unlisted:
        yield f"{own.unlisted:,} more findings were too many to be listed and are not weighed."
    if block.others and not has_references:
        yield NO_VERDICT
    yield NO_EVIDENCE


def describe_estimate(block: EstimateBlock) -> Iterator[str]:
    """Yield the order, how much was chosen of how much, and what the estimate does not show."""
    yield ORDER
    share, covered = block.chosen.value or 0.0, block.coverage.value or 0.0
    yield f"{_count(len(block.segments), 'passage')} with {share:.0%} of the words; model {block.model}."
    if covered < 1:
        yield f"{1 - covered:.0%} of the words have no estimate: they have no source, or one with the same words."
    yield NO_COMPARISON


def describe_penalty(one: EstimatedSegment) -> str:
    """Return the penalty of a passage, and for a word."""
    return f"{format_number(one.penalty)} ({format_number(one.penalty / max(one.words, 1))} a word)"


def list_reasons(one: EstimatedSegment) -> str:
    """Return why a passage is to be read, and what was found in it."""
    reasons = "; ".join(reason.words for reason in one.reasons if reason.feature != "findings")
    found = f"findings: {', '.join(one.findings)}" if one.findings else ""
    return "; ".join(filter(None, (reasons, found))) or (ONLY_SHORT if one.words <= _SHORT else NO_REASON)


def explain_unassessed(report: ScoreReport) -> Iterator[str]:
    """Yield which blocks were not assessed, and why."""
    for block, reason in report.unassessed.items():
        yield f"{_TITLES.get(block, block.capitalize())}: not assessed, {reason}."


def _list(names: Sequence[str]) -> str:
    rest = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" and {rest:,} more" if rest > 0 else "")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
