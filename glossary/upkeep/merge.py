"""Merges glossaries concept by concept: two of them, or two that were made from one."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from glossary.formats.base import DEFAULT_LANGUAGES, Languages
from glossary.model import Concept, Extra, Glossary
from glossary.upkeep.checks.concepts import CONFLICT
from glossary.upkeep.match import has_numbered_ids
from glossary.upkeep.merge_terms import merge_terms
from glossary.upkeep.merge_values import Conflict, decide, decide_extra, decide_one_sided
from glossary.upkeep.versions import Versions, match_versions, name_concepts


class MergeResult(NamedTuple):
    """The merged glossary, the conflicts, and notes on ids for a person.

    In a conflict both terms are kept; of other fields ours is. The conflict is written into the extra `conflict` of the
    concept or the term.
    """

    glossary: Glossary
    conflicts: tuple[Conflict, ...]
    notes: tuple[str, ...]


def merge(
    ours: Glossary, theirs: Glossary, base: Glossary | None = None, languages: Languages = DEFAULT_LANGUAGES
) -> MergeResult:
    """Merge what two sides have changed since `base`; without a base everything counts as added.

    The order is ours. A concept that theirs added since the base follows the one that it follows there; without a base
    it comes last.
    """
    before = base or Glossary(())
    conflicts: list[Conflict] = []
    lines: list[tuple[Versions, Concept]] = []
    for versions in match_versions(before.concepts, ours.concepts, theirs.concepts, languages):
        found: list[Conflict] = []
        if concept := _merge_concept(versions, found):
            lines.append((versions, _mark_conflicts(concept, found)))
        conflicts += found
    extra = decide_extra(before.extra, ours.extra, theirs.extra, partial(_report_glossary, conflicts))
    concepts, notes = name_concepts(lines, has_numbered_ids(ours.concepts) or has_numbered_ids(theirs.concepts))
    return MergeResult(Glossary(concepts, extra), tuple(conflicts), notes)


def _report_glossary(conflicts: list[Conflict], name: str, *sides: str) -> None:
    conflicts.append(Conflict("", "", name, *sides))


def _merge_concept(versions: Versions, conflicts: list[Conflict]) -> Concept | None:
    """Merge the versions of a concept; None where one side removed it and the other left it alone."""
    base, ours, theirs = versions
    if ours and theirs:
        return _decide_concept(base, ours, theirs, conflicts)
    kept, sides = decide_one_sided(base, ours, theirs)
    if base and kept and sides:
        conflicts.append(Conflict(kept.id, "", "concept", base.id, *sides))
    return kept


def _decide_concept(base: Concept | None, ours: Concept, theirs: Concept, conflicts: list[Conflict]) -> Concept:
    def differs(field: str, *sides: str) -> None:
        conflicts.append(Conflict(ours.id, "", field, *sides))

    fields = {
        name: decide(getattr(base, name, ""), getattr(ours, name), getattr(theirs, name), partial(differs, name))
        for name in ("subject", "definition", "note")
    }
    return Concept(
        id=theirs.id if base and ours.id == base.id else ours.id,
        terms=merge_terms(base, ours, theirs, conflicts.append),
        extra=decide_extra(base.extra if base else (), ours.extra, theirs.extra, differs),
        **fields,
    )


def _mark_conflicts(concept: Concept, conflicts: list[Conflict]) -> Concept:
    """Write the conflicts of a concept into the extras of the concept and its terms."""
    terms = []
    for term in concept.terms:
        of_term = [conflict for conflict in conflicts if conflict.term == term.text]
        terms.append(term._replace(extra=_add_conflicts(term.extra, of_term)))
    own = [conflict for conflict in conflicts if not conflict.term]
    return concept._replace(terms=tuple(terms), extra=_add_conflicts(concept.extra, own))


def _add_conflicts(extra: Extra, conflicts: list[Conflict]) -> Extra:
    if not conflicts:
        return extra
    earlier = [value for name, value in extra if name == CONFLICT]
    text = "; ".join(dict.fromkeys((*earlier, *map(str, conflicts))))
    return (*(pair for pair in extra if pair[0] != CONFLICT), (CONFLICT, text))
