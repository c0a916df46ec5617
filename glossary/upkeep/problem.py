"""What a check says of a glossary."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple


class Severity(IntEnum):
    """How grave a problem is; comparable."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        return self.name.lower()


class Fault(NamedTuple):
    """What a check yields: the place of the concept in the glossary, the term's text ("" where it is the concept as a
    whole), and a message that says what is wrong and what to do.
    """

    place: int
    term: str
    message: str


class Problem(NamedTuple):
    """A fault with the name and the severity of the check that found it, and the id of the concept."""

    name: str
    severity: Severity
    message: str
    concept: str
    term: str
    place: int
