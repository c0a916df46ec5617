"""Merges the terms of one concept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from glossary.model import Concept, Status, Term, matches_language
from glossary.upkeep.merge_values import Conflict, decide, decide_date, decide_extra, decide_one_sided
from glossary.upkeep.similarity import normalize

_FIELDS = (
    *("text", "status", "state", "part_of_speech", "case", "match", "origin", "note"),
    *("term_type", "example", "when_source"),
)

TermKey = tuple[str, str, int]
"""A term within a concept: its language, its normalized text, and how many such terms are before it."""


_Terms = dict[TermKey, Term]


def index_terms(concept: Concept | None) -> _Terms:
    """Map the keys of a concept's terms to the terms, in their order."""
    seen: Counter[tuple[str, str]] = Counter()
    found = {}
    for term in concept.terms if concept else ():
        name = (term.language.lower().replace("_", "-"), normalize(term.text))
        found[(*name, seen[name])] = term
        seen[name] += 1
    return found


def _align_varieties(terms: _Terms, like: _Terms) -> _Terms:
    """Give the terms the keys of those in `like` that are in a wider or narrower variety: zh for zh-CN.

    A term that `like` has in its own variety keeps its key.
    """
    free: dict[tuple[str, str], dict[str, list[TermKey]]] = {}
    for name in like:
        if name not in terms:
            free.setdefault((name[0].partition("-")[0], name[1]), {}).setdefault(name[0], []).append(name)
    aligned = {}
    for name, term in terms.items():
        others = free.get((name[0].partition("-")[0], name[1]), {}) if name not in like else {}
        twins = (twins for language, twins in others.items() if twins and _are_varieties(language, name[0]))
        aligned[next(twins, [name]).pop(0)] = term
    return aligned


def _are_varieties(one: str, other: str) -> bool:
    return matches_language(one, other) or matches_language(other, one)


def merge_terms(
    base: Concept | None, ours: Concept, theirs: Concept, report: Callable[[Conflict], None]
) -> tuple[Term, ...]:
    """Merge the terms of a concept that both sides have: in our order, then those that they added.

    A term that one side removed is left out where the other did not touch it, and is kept, as a conflict, where the
    other changed it. A term in zh and the same in zh-CN are one, with our code. `report` is called with each conflict.
    """
    mine = index_terms(ours)
    its = _align_varieties(index_terms(theirs), mine)
    before = _align_varieties(index_terms(base), {**mine, **its})
    merged: _Terms = {}
    for name in (*mine, *(name for name in its if name not in mine)):
        term = _merge_term(before.get(name), mine.get(name), its.get(name), ours.id, report)
        if term:
            merged[name] = term
    for conflict in _find_rivals(before, mine, its, ours.id):
        report(conflict)
    return tuple(merged.values())


def _merge_term(
    base: Term | None, ours: Term | None, theirs: Term | None, concept: str, report: Callable[[Conflict], None]
) -> Term | None:
    if ours and theirs:
        return _decide_term(base, ours, theirs, concept, report)
    kept, sides = decide_one_sided(base, ours, theirs)
    if base and kept and sides:
        report(Conflict(concept, kept.text, "term", f"“{base.text}”", *sides))
    return kept


def _decide_term(base: Term | None, ours: Term, theirs: Term, concept: str, report: Callable[[Conflict], None]) -> Term:
    def differs(field: str, *sides: str) -> None:
        report(Conflict(concept, ours.text, field.replace("_", " "), *sides))

    values: dict[str, Any] = {
        field: decide(getattr(base, field, None), getattr(ours, field), getattr(theirs, field), partial(differs, field))
        for field in _FIELDS
    }
    if base:
        values["language"] = decide(base.language, ours.language, theirs.language, partial(differs, "language"))
    values["extra"] = decide_extra(base.extra if base else (), ours.extra, theirs.extra, differs)
    for field, late in (("created", False), ("modified", True)):
        dates = (getattr(base, field, ""), getattr(ours, field), getattr(theirs, field))
        values[field] = decide_date(*dates, late=late) if all(dates[1:]) else decide(*dates, lambda *_: None)
    return ours._replace(**values)


def _find_rivals(before: _Terms, mine: _Terms, its: _Terms, concept: str) -> Iterator[Conflict]:
    """Yield a conflict for each language in which the sides replaced a term differently, or prefer different terms."""
    for language in dict.fromkeys(name[0] for name in (*mine, *its)):
        sides = [{name: term for name, term in side.items() if name[0] == language} for side in (before, mine, its)]
        old, ours, theirs = sides
        gone = [name for name in old if name not in ours and name not in theirs]
        if gone and _differ([name for name in ours if name not in old], [name for name in theirs if name not in old]):
            yield Conflict(concept, "", f"term ({language})", *(_quote_texts(list(side)) for side in sides))
            continue
        preferred = [_list_preferred(side) for side in sides]
        if _differ(*([name for name in side if name not in preferred[0]] for side in preferred[1:])):
            yield Conflict(concept, "", f"preferred term ({language})", *map(_quote_texts, preferred))


def _differ(ours: list[TermKey], theirs: list[TermKey]) -> bool:
    """Return whether each side has something new that the other has not."""
    return bool(set(ours) - set(theirs) and set(theirs) - set(ours))


def _list_preferred(terms: _Terms) -> list[TermKey]:
    return [name for name, term in terms.items() if term.allowed and term.status is Status.PREFERRED]


def _quote_texts(names: list[TermKey]) -> str:
    return ", ".join(f"“{name[1]}”" for name in names)
