"""How far a review is, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from align.model import on_one_line
from align.model.reviews import UNDECIDED, PairAgreement, ReviewComment, Reviewer, ReviewStatus, tell_counts
from align.report.scores.agreement import as_object
from align.report.scores.rows import format_number
from align.report.summary import tell_amount
from align.report.tables import format_rows
from align.report.terminal import quote, visible


def render_status(status: ReviewStatus) -> Iterator[str]:
    """Yield lines on the reviewers, their agreement, the texts, the comments and the contradictions."""
    yield from map(visible, format_rows([_tell_reviewer(one) for one in status.reviewers]))
    for pair in status.agreement:
        yield _tell_agreement(pair)
    for text in status.texts:
        yield f"{text.path}: {text.problem or f'{text.decided} decided, {text.undecided} {UNDECIDED}'}"
    for comment in status.comments:
        yield visible(on_one_line(_tell_comment(comment)))
    count = sum(one.undecided for one in status.texts)
    yield f"{tell_amount(len(status.contradictions), 'contradiction')}, {count} {UNDECIDED}"


def _tell_reviewer(one: Reviewer) -> tuple[str, str, str, str]:
    dates = one.first if one.first == one.last else f"{one.first} to {one.last}"
    return one.name, f"{one.decided} decided", tell_counts(one.counts), dates


def _tell_comment(one: ReviewComment) -> str:
    about = " ".join(filter(None, (one.rule, quote(one.words)))) or "what is no longer found"
    return f"{one.path}:{f'{one.place}:' if one.place else ''} {one.by} on {about}: {one.comment}"


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
    """Return the same as an object of JSON."""
    return {
        "version": 1,
        "reviewers": [{**one._asdict(), "decided": one.decided} for one in status.reviewers],
        "texts": [one._asdict() for one in status.texts],
        "agreement": [as_object(one.scores, (one.first, one.second)) for one in status.agreement],
        "contradictions": list(status.contradictions),
        "comments": [one._asdict() for one in status.comments],
    }
