"""How far a review is."""

from collections.abc import Iterator

from align.model import on_one_line
from align.model.reviews import UNDECIDED, ReviewComment, ReviewStatus, tell_counts
from align.report.document import Block, Line, ReportDocument, Table, to_data, to_object
from align.report.scores import format_number, list_agreement
from align.report.summary import tell_amount
from align.report.terminal import quote


def describe_status(status: ReviewStatus) -> ReportDocument:
    """Return the report on the reviewers, their agreement, the texts, the comments and the contradictions."""
    return ReportDocument(lambda: _list_blocks(status), lambda: _list_data(status))


def _list_blocks(status: ReviewStatus) -> Iterator[Block]:
    rows = []
    for one in status.reviewers:
        dates = one.first if one.first == one.last else f"{one.first} to {one.last}"
        rows.append((one.name, f"{one.decided} decided", tell_counts(one.counts), dates))
    if rows:
        yield Table(rows)
    for pair in status.agreement:
        scores = pair.scores
        values = (("equal", scores.observed), ("Cohen's kappa", scores.kappa), ("Krippendorff's alpha", scores.alpha))
        told = ", ".join(f"{name} {format_number(value, 2) or '-'}" for name, value in values)
        items = tell_amount(scores.items, "item")
        yield Line(f"{pair.first} and {pair.second} both decided on {items}: {told}")
    for text in status.texts:
        yield Line(f"{text.path}: {text.problem or f'{text.decided} decided, {text.undecided} {UNDECIDED}'}")
    for comment in status.comments:
        yield Line(on_one_line(_tell_comment(comment)))
    contradictions = tell_amount(len(status.contradictions), "contradiction")
    yield Line(f"{contradictions}, {sum(one.undecided for one in status.texts)} {UNDECIDED}")


def _tell_comment(one: ReviewComment) -> str:
    about = " ".join(filter(None, (one.rule, quote(one.words)))) or "what is no longer found"
    return f"{one.path}:{f'{one.place}:' if one.place else ''} {one.by} on {about}: {one.comment}"


def _list_data(status: ReviewStatus) -> dict[str, object]:
    return {
        "version": 1,
        "reviewers": [{**to_object(one), "decided": one.decided} for one in status.reviewers],
        "texts": to_data(status.texts),
        "agreement": [list_agreement(one.scores, (one.first, one.second)) for one in status.agreement],
        "contradictions": to_data(status.contradictions),
        "comments": to_data(status.comments),
    }
