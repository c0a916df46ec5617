"""The verdict on a run: whether its texts may be published, and why not."""

from dataclasses import dataclass
from enum import StrEnum

from align.model.findings import Severity
from align.model.reports import Diagnostic, Report


class Decision(StrEnum):
    """What is decided. INCOMPLETE: what should have been checked was not, or nothing was."""

    PASS = "pass"
    FAIL = "fail"
    INCOMPLETE = "incomplete"

    @property
    def exit_code(self) -> int:
        """Return what a command ends with."""
        return list(Decision).index(self)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What is let through: nothing as severe as `fail_on` (None: anything), unless a number is given for a severity."""

    fail_on: Severity | None = None
    max_errors: int | None = None
    max_warnings: int | None = None

    def find_most(self, severity: Severity) -> int | None:
        """Return how many findings of a severity a whole run may have; None: no number is given."""
        return {Severity.ERROR: self.max_errors, Severity.WARNING: self.max_warnings}.get(severity)


@dataclass(frozen=True, slots=True)
class Reason:
    """What keeps a run from passing: `count` findings of a rule, of which `worst` is the first of the most severe.

    Where no rule found it, `worst` is None, and `note` says what it is.
    """

    rule: str
    severity: Severity
    count: int
    worst: Diagnostic | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is decided of a run, why it does not pass (the most severe first), and what it was held against."""

    decision: Decision
    reasons: tuple[Reason, ...]
    thresholds: Thresholds
    report: Report
