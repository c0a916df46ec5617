"""Merges glossaries concept by concept: two of them, or two that were made from one."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from glossary.formats.base import Languages
from glossary.model import Concept, Extra, Glossary
from glossary.upkeep.book import CHINESE_TO_ENGLISH
from glossary.upkeep.checks.whole import CONFLICT
from glossary.upkeep.match import numbered
from glossary.upkeep.merge_terms import merge_terms
from glossary.upkeep.merge_values import Conflict, decide, decide_extra
from glossary.upkeep.trios import Trio, name_concepts, trios


class Merged(NamedTuple):
    """The outcome: what both sides say together, what they disagree on, and what else a person should know.

    In a conflict both terms are kept, of other fields our value; the concept or term has it in its field `conflict`.
    """

    glossary: Glossary
    conflicts: tuple[Conflict, ...]
    notes: tuple[str, ...]


def merge(
    ours: Glossary, theirs: Glossary, base: Glossary | None = None, languages: Languages = CHINESE_TO_ENGLISH
) -> Merged:
    """Merge what was changed on two sides since `base`; without it everything counts as added.

    The order is ours; a concept that theirs added stands behind the one it follows there.
    """
    before = base or Glossary(())
    conflicts: list[Conflict] = []
    lines: list[tuple[Trio, Concept]] = []
    for trio in trios(before.concepts, ours.concepts, theirs.concepts, languages):
        said: list[Conflict] = []
        if concept := _merged(trio, said):
            lines.append((trio, _marked(concept, said)))
        conflicts += said
    extra = decide_extra(before.extra, ours.extra, theirs.extra, partial(_of_glossary, conflicts))
    concepts, notes = name_concepts(lines, numbered(ours.concepts) or numbered(theirs.concepts))
    return Merged(Glossary(concepts, extra), tuple(conflicts), notes)


def _of_glossary(said: list[Conflict], name: str, *sides: str) -> None:
    said.append(Conflict("", "", name, *sides))


def _merged(trio: Trio, said: list[Conflict]) -> Concept | None:
    """The concept that is kept; None where one side took it out and the other left it alone."""
    base, ours, theirs = trio
    if ours and theirs:
        return _decided(base, ours, theirs, said)
    kept = ours or theirs
    if base is None or kept is None:
        return kept
    if kept == base:
        return None
    sides = ("changed", "taken out") if ours else ("taken out", "changed")
    said.append(Conflict(kept.id, "", "concept", base.id, *sides))
    return kept


def _decided(base: Concept | None, ours: Concept, theirs: Concept, said: list[Conflict]) -> Concept:
    def differs(field: str, *sides: str) -> None:
        said.append(Conflict(ours.id, "", field, *sides))

    fields = {
        name: decide(getattr(base, name, ""), getattr(ours, name), getattr(theirs, name), partial(differs, name))
        for name in ("subject", "definition", "note")
    }
    return Concept(
        id=theirs.id if base and ours.id == base.id else ours.id,
        terms=merge_terms(base, ours, theirs, said.append),
        extra=decide_extra(base.extra if base else (), ours.extra, theirs.extra, differs),
        **fields,
    )


def _marked(concept: Concept, said: list[Conflict]) -> Concept:
    """The concept with its conflicts written into it, each where it belongs."""
    terms = tuple(
        term._replace(extra=_with(term.extra, [conflict for conflict in said if conflict.term == term.text]))
        for term in concept.terms
    )
    own = [conflict for conflict in said if not conflict.term]
    return concept._replace(terms=terms, extra=_with(concept.extra, own))


def _with(extra: Extra, said: list[Conflict]) -> Extra:
    if not said:
        return extra
    earlier = [value for name, value in extra if name == CONFLICT]
    text = "; ".join(dict.fromkeys((*earlier, *map(str, said))))
    return (*(pair for pair in extra if pair[0] != CONFLICT), (CONFLICT, text))
