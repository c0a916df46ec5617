"""What a rule says of a stretch of a text.

A finding is bounded, whatever it was made of: texts of thousands of characters in it cannot multiply a report.
"""

import sys
from dataclasses import dataclass
from enum import IntEnum

from align.model.spans import Span, on_one_line

DRAFT, NAMES_AND_FIGURES = "draft", "names and figures"
"""The origins of suggestions that no one can write as they are: a phrase put together word by word, and what is sure of
a missing sentence."""


class Severity(IntEnum):
    """How severe a finding is; comparable."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text that could be there instead, where it comes from, and how well it fits (0 to 1)."""

    text: str
    origin: str
    score: float

    @property
    def is_unfinished(self) -> bool:
        """Return whether a person has to rework it before it can be written."""
        return self.origin in (DRAFT, NAMES_AND_FIGURES)

    @property
    def label(self) -> str:
        """Return the text, with what it is where it is no text that is ready: “by two engineers (draft)”."""
        return f"{self.text} ({self.origin})" if self.is_unfinished else self.text


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the characters from `start` to `end` by `text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that correct a finding; `safe` when they cannot change what the text says.

    One that is a `draft` is for a person to take and to rework: no command writes it by itself.
    """

    safe: bool
    edits: tuple[Edit, ...]
    draft: bool = False


LONGEST = 1000
"""How many characters a text in a finding has at most."""

_BEFORE_SPAN = 200
"""How many characters before what is compared are in the window of a long source text."""

_TAIL = 200
"""How many characters of the end of a long message are kept: there it says what to do."""

_MOST_OFFERS = _MOST_EDITS = 50


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of one stretch of a document. `confidence` is 0 to 1, None where the rule has no measure.

    Of a source text of more than 1,000 characters a window is kept, with `…` where something is cut; `source_offset`
    says how many characters of the whole are before it, and `source_span` counts in the window. Of a longer message the
    middle is left out; suggestions beyond that length and the fiftieth are left out, and so is a fix. `entry` says what
    a rule of many entries went by; it is part of the fingerprint.
    """

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
    source_offset: int = 0
    entry: str = ""

    def __post_init__(self) -> None:
        """Cut what is too long; the message, which may quote the text, is brought onto one line."""
        if "\n" in self.message or "\r" in self.message:
            self._set(message=on_one_line(self.message))
        if len(self.message) > LONGEST:
            self._set(message=f"{self.message[: LONGEST - _TAIL - 1]}…{self.message[-_TAIL:]}")
        self._set(message=sys.intern(self.message))  # a fault that recurs says the same each time
        if len(self.source_text) > LONGEST:
            self._cut_source()
        if self.suggestions:
            short = [offer for offer in self.suggestions if len(offer.text) <= LONGEST]
            self._set(suggestions=tuple(short[:_MOST_OFFERS]))
        if self.fix and (len(self.fix.edits) > _MOST_EDITS or sum(len(edit.text) for edit in self.fix.edits) > LONGEST):
            self._set(fix=None)

    def _cut_source(self) -> None:
        """Keep a window of the source text: its head, or that part in which the span lies."""
        text, span = self.source_text, self.source_span
        left = max(span.start - _BEFORE_SPAN, 0) if span else 0
        right = left + LONGEST - 2
        before, after = "…" * (left > 0), "…" * (right < len(text))
        shift = len(before) - left
        self._set(source_text=before + text[left:right] + after, source_offset=left)
        if span:
            self._set(source_span=Span(span.start + shift, min(span.end, right) + shift))

    def _set(self, **values: object) -> None:
        for name, value in values.items():
            object.__setattr__(self, name, value)
