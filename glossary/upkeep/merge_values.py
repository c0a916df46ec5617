"""Three-way decisions on single values: what one side changed counts; what both changed differently is a conflict."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from glossary.model import Extra, State

T = TypeVar("T")


class Conflict(NamedTuple):
    """What two sides changed differently. The values as a person reads them; `term` is "" for the concept itself."""

    concept: str
    term: str
    field: str
    base: str
    ours: str
    theirs: str

    def __str__(self) -> str:
        return f"{self.field}: ours {self.ours or 'empty'}, theirs {self.theirs or 'empty'}"


def decide(base: T, ours: T, theirs: T, differs: Callable[[str, str, str], None]) -> T:
    """The value to keep: ours where both changed it differently, and `differs` is told.

    An empty value on one side gives way where there was none before, and so does the state of a mere candidate.
    """
    if theirs in (ours, base) or (not base and _empty(theirs)):
        return ours
    if ours == base or (not base and _empty(ours)):
        return theirs
    differs(_said(base), _said(ours), _said(theirs))
    return ours


def decide_date(base: str, ours: str, theirs: str, late: bool) -> str:
    """The date to keep: where both sides changed it differently the later one, or the earlier one."""
    if theirs in (ours, base):
        return ours
    return theirs if ours == base else sorted((ours, theirs))[late]


def _empty(value: object) -> bool:
    return not value or value is State.CANDIDATE


def _said(value: object) -> str:
    return f"“{value}”" if value else ""


def decide_extra(base: Extra, ours: Extra, theirs: Extra, differs: Callable[[str, str, str, str], None]) -> Extra:
    """The fields to keep, those of each name decided together, in our order and then in theirs.

    Where both changed a name differently, ours comes first and theirs after it, and `differs` is told the name.
    """
    if theirs in (ours, base):
        return ours
    if ours == base:
        return theirs
    kept: list[tuple[str, str]] = []
    for name in dict.fromkeys(name for name, _ in (*ours, *theirs)):
        before, mine, its = ([value for key, value in side if key == name] for side in (base, ours, theirs))
        values = decide(before, mine, its, lambda *_: None)
        if _clash(before, mine, its):
            differs(name, *(f"“{'; '.join(side)}”" if side else "" for side in (before, mine, its)))
            values = [*mine, *(value for value in its if value not in mine)]
        kept += ((name, value) for value in values)
    return tuple(kept)


def _clash(base: list[str], ours: list[str], theirs: list[str]) -> bool:
    """Whether both sides changed a field, and differently; where there was none before, each must have one."""
    return base not in (ours, theirs) and ours != theirs and bool(base or (ours and theirs))
