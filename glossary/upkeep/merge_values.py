"""Three-way merge of single values: a change of one side counts; different changes of both are a conflict."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from glossary.model import Extra, State

T = TypeVar("T")


class Conflict(NamedTuple):
    """A value that two sides changed differently, in the words for a person; `term` is "" for the concept itself."""

    concept: str
    term: str
    field: str
    base: str
    ours: str
    theirs: str

    def __str__(self) -> str:
        return f"{self.field}: ours {self.ours or 'empty'}, theirs {self.theirs or 'empty'}"


def decide(base: T, ours: T, theirs: T, differs: Callable[[str, str, str], None]) -> T:
    """Choose the value to keep. Where both sides changed it differently it is ours, and `differs` is called.

    Where there was no value before, an empty one gives way to the other, and the state of a candidate does so too.
    """
    if theirs in (ours, base) or (not base and _is_empty(theirs)):
        return ours
    if ours == base or (not base and _is_empty(ours)):
        return theirs
    differs(_quote(base), _quote(ours), _quote(theirs))
    return ours


def decide_one_sided(base: T | None, ours: T | None, theirs: T | None) -> tuple[T | None, tuple[str, ...]]:
    """Choose what to keep of a thing that a side does not have: none of it where the other side left it as it was.

    Where the other side changed what this one took out, that is kept; then what each side did is returned with it.
    """
    kept = ours or theirs
    if base is None or kept is None:
        return kept, ()
    if kept == base:
        return None, ()
    return kept, ("changed", "taken out") if ours else ("taken out", "changed")


def decide_date(base: str, ours: str, theirs: str, late: bool) -> str:
    """Choose the date to keep: where both sides changed it differently, the later or, without `late`, the earlier."""
    if theirs in (ours, base):
        return ours
    return theirs if ours == base else sorted((ours, theirs))[late]


def _is_empty(value: object) -> bool:
    return not value or value is State.CANDIDATE


def _quote(value: object) -> str:
    return f"“{value}”" if value else ""


def decide_extra(base: Extra, ours: Extra, theirs: Extra, differs: Callable[[str, str, str, str], None]) -> Extra:
    """Choose the extras to keep, all of one name together, in our order and then in theirs.

    Where both sides changed a name differently, ours is kept, and `differs` is called.
    """
    if theirs in (ours, base):
        return ours
    if ours == base:
        return theirs
    kept: list[tuple[str, str]] = []
    for name in dict.fromkeys(name for name, _ in (*ours, *theirs)):
        before, mine, its = ([value for key, value in side if key == name] for side in (base, ours, theirs))
        values = decide(before, mine, its, lambda *_: None)
        if _is_conflict(before, mine, its):
            differs(name, *(f"“{'; '.join(side)}”" if side else "" for side in (before, mine, its)))
        kept += ((name, value) for value in values)
    return tuple(kept)


def _is_conflict(base: list[str], ours: list[str], theirs: list[str]) -> bool:
    """Return whether both sides changed an extra differently; where there was none before, each must have one."""
    return base not in (ours, theirs) and ours != theirs and bool(base or (ours and theirs))
