"""Finds faults in a glossary, by named checks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from difflib import get_close_matches
from typing import NamedTuple

from glossary.errors import AligncheckError
from glossary.formats.base import DEFAULT_LANGUAGES, Languages
from glossary.model import Glossary
from glossary.upkeep.checks import (
    concept_pairs,
    concepts,
    punctuation,
    script,
    several_terms,
    spacing,
    status,
    term_pairs,
)
from glossary.upkeep.problems import Fault, Problem, Severity
from glossary.upkeep.view import GlossaryView


class Check(NamedTuple):
    """A check: the severity of what it finds, a summary of one line, and the function that finds it."""

    severity: Severity
    summary: str
    find: Callable[[GlossaryView], Iterator[Fault]]


CHECKS = {
    "case-variant": Check(
        Severity.WARNING, "A term twice in a concept, once with a capital.", term_pairs.find_case_variants
    ),
    "circular-rendering": Check(
        Severity.INFO,
        "Terms that replace each other in concepts of different source terms.",
        concept_pairs.find_circular_renderings,
    ),
    "circular-replacement": Check(
        Severity.ERROR, "Terms that are each to be replaced by the other.", concept_pairs.find_circular_replacements
    ),
    "clashing-targets": Check(
        Severity.WARNING,
        "A source term that is rendered differently by concepts that nothing distinguishes.",
        concept_pairs.find_clashing_targets,
    ),
    "contradictory-status": Check(
        Severity.ERROR, "A term that is both allowed and not allowed for one thing.", status.find_contradictions
    ),
    "duplicate-concept": Check(Severity.WARNING, "The same concept twice.", concept_pairs.find_duplicate_concepts),
    "duplicate-id": Check(Severity.ERROR, "Two concepts with one id.", concepts.find_duplicate_ids),
    "duplicate-term": Check(Severity.WARNING, "The same term twice in a concept.", term_pairs.find_duplicate_terms),
    "empty-concept": Check(Severity.WARNING, "A concept without terms.", concepts.find_empty_concepts),
    "empty-term": Check(Severity.ERROR, "A term without text.", concepts.find_empty_terms),
    "forbidden-without-preferred": Check(
        Severity.WARNING, "A forbidden term, and none to write instead.", status.find_forbidden_alone
    ),
    "han-in-term": Check(Severity.ERROR, "Chinese characters in a term of another language.", script.find_han),
    "mixed-script": Check(
        Severity.WARNING, "Simplified and traditional characters in one term.", script.find_mixed_scripts
    ),
    "one-sided": Check(Severity.INFO, "A concept with terms in one language only.", concepts.find_one_sided),
    "several-preferred": Check(
        Severity.WARNING, "Two preferred terms of a concept in one language.", status.find_several_preferred
    ),
    "several-terms": Check(
        Severity.WARNING, "Several terms in one cell (--fix splits it).", several_terms.find_several_terms
    ),
    "stray-punctuation": Check(
        Severity.WARNING, "Punctuation that does not belong to the term.", punctuation.find_stray_punctuation
    ),
    "stray-space": Check(Severity.WARNING, "White space or unseen characters in a term.", spacing.find_stray_spaces),
    "unbalanced-bracket": Check(
        Severity.WARNING, "A bracket without its other half.", punctuation.find_unbalanced_brackets
    ),
    "unresolved-conflict": Check(Severity.ERROR, "A conflict that a merge left.", concepts.find_unresolved_conflicts),
}
"""All checks by name, in the order of their names."""


class UnknownCheckError(AligncheckError):
    """A name that no check has; the message names the nearest one."""


def select_checks(select: Collection[str] = (), ignore: Collection[str] = ()) -> tuple[str, ...]:
    """Return the names of the checks to run: those of `select`, all where it is empty, without those of `ignore`.

    Raises UnknownCheckError.
    """
    for name in (*select, *ignore):
        if name not in CHECKS:
            (near,) = get_close_matches(name, CHECKS, n=1, cutoff=0)
            raise UnknownCheckError(f"there is no check {name!r}: did you mean {near!r}?")
    return tuple(name for name in CHECKS if (not select or name in select) and name not in ignore)


def lint(
    glossary: Glossary, names: Collection[str] | None = None, languages: Languages = DEFAULT_LANGUAGES
) -> list[Problem]:
    """Run the named checks, all where `names` is None. The problems are in the order of concepts, then of names."""
    view = GlossaryView(glossary, languages)
    found = [
        _name_problem(name, fault, view)
        for name, check in CHECKS.items()
        if names is None or name in names
        for fault in check.find(view)
    ]
    return sorted(found, key=lambda problem: problem.place)


def _name_problem(name: str, fault: Fault, view: GlossaryView) -> Problem:
    place, term, message, copy, first = fault
    return Problem(name, CHECKS[name].severity, message, view.concepts[place].id, term, place, copy, first)
