"""How far a review is, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from align.model.reviews import PairAgreement, Reviewer, ReviewStatus
from align.report.scores.agreement import as_object
from align.report.scores.rows import format_number
from align.report.summary import tell_amount
from align.report.tables import format_rows

_WORDS = {
    "accept": "accepted",
    "fix": "fixed",
    "edit": "edited",
    "reject": "rejected",
    "pair": "paired",
    "comment": "commented on",
}


def render_status(status: ReviewStatus) -> Iterator[str]:
    """Lines on the reviewers, their agreement, the texts and the contradictions."""
    yield from format_rows([_tell_reviewer(one) for one in status.reviewers])
    for pair in status.agreement:
        yield _tell_agreement(pair)
    for text in status.texts:
        yield f"{text.path}: {text.problem or f'{text.decided} decided, {text.open} open'}"
    yield f"{tell_amount(len(status.contradictions), 'contradiction')}, {sum(one.open for one in status.texts)} open"


def _tell_reviewer(one: Reviewer) -> tuple[str, str, str, str]:
    dates = one.first if one.first == one.last else f"{one.first} to {one.last}"
    what = ", ".join(f"{number} {_WORDS.get(decision, decision)}" for decision, number in one.counts.items())
    return one.name, f"{one.decided} decided", what, dates


def _tell_agreement(pair: PairAgreement) -> str:
    scores = pair.scores
    told = (
        f"{name} {format_number(value, 2) or '-'}"
        for name, value in (
            ("equal", scores.observed),
            ("Cohen's kappa", scores.kappa),
            ("Krippendorff's alpha", scores.alpha),
        )
    )
    return f"{pair.first} and {pair.second} both decided on {tell_amount(scores.items, 'item')}: {', '.join(told)}"


def describe_status(status: ReviewStatus) -> dict[str, object]:
    """The same as an object of JSON."""
    return {
        "version": 1,
        "reviewers": [{**one._asdict(), "decided": one.decided} for one in status.reviewers],
        "texts": [one._asdict() for one in status.texts],
        "agreement": [as_object(one.scores, (one.first, one.second)) for one in status.agreement],
        "contradictions": list(status.contradictions),
    }
