"""What a check reports."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple


class Severity(IntEnum):
    """How severe a problem is. Severities can be compared."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        return self.name.lower()


class Fault(NamedTuple):
    """What a check yields: the index of the concept in the glossary, the text of the term, and a message.

    The text is empty where the concept as a whole is at fault. The message says what is wrong and what to do.
    `copy` is which of the concept's terms with this text is at fault, counted from 0, and `first` which one it repeats
    or contradicts; None where it does not.
    """

    place: int
    term: str
    message: str
    copy: int = 0
    first: int | None = None


class Problem(NamedTuple):
    """A fault, with the name and the severity of the check that found it and the id of the concept."""

    name: str
    severity: Severity
    message: str
    concept: str
    term: str
    place: int
    copy: int = 0
    first: int | None = None
