"""What a rule says of a stretch of a text."""

from dataclasses import dataclass
from enum import IntEnum

from align.model.spans import Span


class Severity(IntEnum):
    """How grave a finding is; comparable."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text that could stand there instead, where it comes from, and how well it fits (0 to 1)."""

    text: str
    origin: str
    score: float


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the characters from `start` to `end` by `text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that mend a finding; `safe` when they cannot change what the text says."""

    safe: bool
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of one stretch of a document. `confidence` is 0 to 1, None where the rule has no measure."""

    rule: str
    severity: Severity
    mqm: str
    message: str
    span: Span
    suggestions: tuple[Suggestion, ...] = ()
    fix: Fix | None = None
    confidence: float | None = None
    source_text: str = ""
    source_span: Span | None = None
