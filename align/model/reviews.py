"""How far a review is: what each person decided, what is open, and what they do not agree on."""

from dataclasses import dataclass
from typing import NamedTuple

from align.model.scores import AgreementScores


class Reviewer(NamedTuple):
    """A person, by name or else by file: how many decisions of each kind, and the first and the last date."""

    name: str
    counts: dict[str, int]
    first: str = ""
    last: str = ""

    @property
    def decided(self) -> int:
        """Return how many decisions, comments aside."""
        return sum(number for decision, number in self.counts.items() if decision != "comment")


class ReviewedText(NamedTuple):
    """A text: how many of its findings and sentences are decided, and how many findings are not.

    `problem` says why that is not known; empty where it is.
    """

    path: str
    decided: int
    open: int = 0
    problem: str = ""


class ReviewComment(NamedTuple):
    """What a person has remarked on: where that is, in words, and the comment.

    `words` are what is marked, or the term; `place` is empty where it is no longer found, or is not in a text.
    """

    path: str
    place: str
    rule: str
    words: str
    by: str
    at: str
    comment: str


class PairAgreement(NamedTuple):
    """How well two people agree on the findings that both have decided."""

    first: str
    second: str
    scores: AgreementScores


@dataclass(frozen=True, slots=True)
class ReviewStatus:
    """How far a review is; `contradictions` has a line for each decision that is not agreed on."""

    reviewers: tuple[Reviewer, ...]
    texts: tuple[ReviewedText, ...]
    agreement: tuple[PairAgreement, ...]
    contradictions: tuple[str, ...]
    comments: tuple[ReviewComment, ...] = ()
