"""How far a review is, what became of its decisions, and the words for that, which all commands share."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from align.model.scores import AgreementScores

ACCEPTED, CHANGED, REJECTED, PAIRED = "accepted", "changed", "rejected", "paired"
"""What is done with a finding (accepted, changed), a term (accepted, rejected), sentences that belong together."""

COMMENTED, DONE, UNDECIDED = "commented on", "done before", "undecided"

WORDS = (ACCEPTED, CHANGED, PAIRED, REJECTED, COMMENTED)
"""What can be decided, in the order in which it is counted."""

_WORDS = {
    "accept": ACCEPTED,
    "fix": CHANGED,
    "edit": CHANGED,
    "reject": REJECTED,
    "pair": PAIRED,
    "comment": COMMENTED,
}


def name_decision(decision: str) -> str:
    """Return the word for a decision."""
    return _WORDS.get(decision, decision)


def tell_counts(counts: Mapping[str, int]) -> str:
    """Return how many there are of what, in one line."""
    return ", ".join(f"{count:,} {what}" for what, count in counts.items())


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the decisions on a file: how many were carried out, by the words above, now or before.

    `problems` has a line for each that was not; `remarks` say what edits that were made could not keep.
    """

    path: str
    counts: Mapping[str, int]
    problems: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    def tell(self) -> str:
        """Return a line on it; empty where nothing was done, now or before."""
        return f"{self.path}: {tell_counts(self.counts)}" if any(self.counts.values()) else ""


class Reviewer(NamedTuple):
    """A person, by name or else by file: how many decisions of each kind, and the first and the last date."""

    name: str
    counts: dict[str, int]
    first: str = ""
    last: str = ""

    @property
    def decided(self) -> int:
        """Return how many decisions, comments aside."""
        return sum(number for word, number in self.counts.items() if word != COMMENTED)


class ReviewedText(NamedTuple):
    """A text: how many of its findings and sentences are decided, and how many findings are not.

    `problem` says why that is not known; empty where it is.
    """

    path: str
    decided: int
    undecided: int = 0
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
