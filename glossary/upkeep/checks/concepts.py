"""Checks of single concepts."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.model import ALLOWED, State
from glossary.upkeep.problems import Fault
from glossary.upkeep.view import GlossaryView

CONFLICT = "conflict"
"""The extra in which a merge leaves what it could not decide."""


def find_duplicate_ids(view: GlossaryView) -> Iterator[Fault]:
    """Find concepts with the id of an earlier one."""
    seen: set[str] = set()
    for index, concept in enumerate(view.concepts):
        if concept.id in seen:
            yield Fault(index, "", f"The id “{concept.id}” is used for two concepts: give this one another.")
        seen.add(concept.id)


def find_empty_concepts(view: GlossaryView) -> Iterator[Fault]:
    """Find concepts without terms. Rejected terms are terms: they keep what was decided."""
    for index, concept in enumerate(view.glossary.concepts):
        if not concept.terms:
            yield Fault(index, "", "The concept has no term: give it one, or take it out.")


def find_empty_terms(view: GlossaryView) -> Iterator[Fault]:
    """Find terms without text."""
    for index, concept in enumerate(view.glossary.concepts):
        for term in concept.terms:
            if term.state is not State.REJECTED and not term.text.strip():
                yield Fault(index, "", f"A term in {term.language} has no text: write it, or take it out.")


def find_one_sided(view: GlossaryView) -> Iterator[Fault]:
    """Find concepts with terms in one language only, in a glossary of several.

    Silent for a concept with terms that may not be used: what to write instead of them needs no source.
    """
    if len({_get_primary(term.language) for _, _, term in view.list_terms()}) < 2:
        return
    for index, concept in enumerate(view.concepts):
        languages = {_get_primary(term.language) for term in concept.terms}
        if len(languages) == 1 and all(term.status in ALLOWED for term in concept.terms):
            term = concept.terms[0]
            message = f"“{term.text}” has terms in {term.language} only: add what it is called in the other language."
            yield Fault(index, term.text, message)


def find_unresolved_conflicts(view: GlossaryView) -> Iterator[Fault]:
    """Find conflicts that a merge left, in rejected terms too."""
    for index, concept in enumerate(view.glossary.concepts):
        for text, extra in (("", concept.extra), *((term.text, term.extra) for term in concept.terms)):
            for name, value in extra:
                if name == CONFLICT and value:
                    yield Fault(index, text, f"A merge left a conflict: {value}. Decide, and empty the field.")


def _get_primary(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()
