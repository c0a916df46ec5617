"""Merges the terms of one concept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from glossary.model import Concept, Status, Term
from glossary.upkeep.book import key
from glossary.upkeep.merge_values import Conflict, decide, decide_date, decide_extra

_FIELDS = ("text", "language", "status", "state", "part_of_speech", "case", "match", "origin", "note")

Key = tuple[str, str, int]
"""What names a term within a concept: its language, its text, and how many like it stand before it."""


def keyed(concept: Concept | None) -> dict[Key, Term]:
    """The terms of a concept by their keys, in their order."""
    seen: Counter[tuple[str, str]] = Counter()
    found = {}
    for term in concept.terms if concept else ():
        name = (term.language.lower().replace("_", "-"), key(term.text))
        found[(*name, seen[name])] = term
        seen[name] += 1
    return found


def merge_terms(
    base: Concept | None, ours: Concept, theirs: Concept, report: Callable[[Conflict], None]
) -> tuple[Term, ...]:
    """The terms of a concept that both sides have: in our order, what they added after it.

    A term that one side took out is gone where the other left it alone, and stays, as a conflict, where it changed it.
    """
    before, mine, its = keyed(base), keyed(ours), keyed(theirs)
    merged: dict[Key, Term] = {}
    for name in (*mine, *(name for name in its if name not in mine)):
        term = _merged(before.get(name), mine.get(name), its.get(name), ours.id, report)
        if term:
            merged[name] = term
    for conflict in _rivals(before, mine, its, ours.id):
        report(conflict)
    return tuple(merged.values())


def _merged(
    base: Term | None, ours: Term | None, theirs: Term | None, concept: str, report: Callable[[Conflict], None]
) -> Term | None:
    if ours and theirs:
        return _decided(base, ours, theirs, concept, report)
    kept = ours or theirs
    if base is None or kept is None:
        return kept
    if kept == base:
        return None
    sides = ("changed", "taken out") if ours else ("taken out", "changed")
    report(Conflict(concept, kept.text, "term", f"“{base.text}”", *sides))
    return kept


def _decided(base: Term | None, ours: Term, theirs: Term, concept: str, report: Callable[[Conflict], None]) -> Term:
    def differs(field: str, *sides: str) -> None:
        report(Conflict(concept, ours.text, field.replace("_", " "), *sides))

    values: dict[str, Any] = {
        field: decide(getattr(base, field, None), getattr(ours, field), getattr(theirs, field), partial(differs, field))
        for field in _FIELDS
    }
    values["extra"] = decide_extra(base.extra if base else (), ours.extra, theirs.extra, differs)
    for field, late in (("created", False), ("modified", True)):
        dates = (getattr(base, field, ""), getattr(ours, field), getattr(theirs, field))
        values[field] = decide_date(*dates, late=late) if all(dates[1:]) else decide(*dates, lambda *_: None)
    return ours._replace(**values)


def _rivals(before: dict[Key, Term], mine: dict[Key, Term], its: dict[Key, Term], concept: str) -> Iterator[Conflict]:
    """The languages in which the sides put different terms into the place of one, or prefer different ones."""
    for language in dict.fromkeys(name[0] for name in (*mine, *its)):
        sides = [{name: term for name, term in side.items() if name[0] == language} for side in (before, mine, its)]
        old, ours, theirs = sides
        gone = [name for name in old if name not in ours and name not in theirs]
        if gone and _differ([name for name in ours if name not in old], [name for name in theirs if name not in old]):
            yield Conflict(concept, "", f"term ({language})", *(_texts(list(side)) for side in sides))
            continue
        preferred = [_preferred(side) for side in sides]
        if _differ(*([name for name in side if name not in preferred[0]] for side in preferred[1:])):
            yield Conflict(concept, "", f"preferred term ({language})", *map(_texts, preferred))


def _differ(ours: list[Key], theirs: list[Key]) -> bool:
    """Whether each side has something new that the other has not."""
    return bool(set(ours) - set(theirs) and set(theirs) - set(ours))


def _preferred(terms: dict[Key, Term]) -> list[Key]:
    return [name for name, term in terms.items() if term.allowed and term.status is Status.PREFERRED]


def _texts(names: list[Key]) -> str:
    return ", ".join(f"“{name[1]}”" for name in names)
