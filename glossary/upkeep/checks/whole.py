"""Checks of a concept as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.model import ALLOWED
from glossary.upkeep.book import Book
from glossary.upkeep.problem import Fault

CONFLICT = "conflict"
"""The name of the field in which a merge leaves what it could not decide."""


def duplicate_ids(book: Book) -> Iterator[Fault]:
    """A concept whose id an earlier one has."""
    seen: set[str] = set()
    for index, concept in enumerate(book.concepts):
        if concept.id in seen:
            yield Fault(index, "", f"The id “{concept.id}” stands for two concepts: give this one another.")
        seen.add(concept.id)


def empty_concepts(book: Book) -> Iterator[Fault]:
    """A concept without any term."""
    for index, concept in enumerate(book.concepts):
        if not concept.terms:
            yield Fault(index, "", "The concept has no term: give it one, or take it out.")


def empty_terms(book: Book) -> Iterator[Fault]:
    """A term without text."""
    for index, _, term in book.terms():
        if not term.text.strip():
            yield Fault(index, "", f"A term in {term.language} has no text: write it, or take it out.")


def one_sided(book: Book) -> Iterator[Fault]:
    """A concept that one language has terms for, in a glossary of several.

    Not one that says what to write instead of something: that needs no source.
    """
    if len({_primary(term.language) for _, _, term in book.terms()}) < 2:
        return
    for index, concept in enumerate(book.concepts):
        languages = {_primary(term.language) for term in concept.terms}
        if len(languages) == 1 and all(term.status in ALLOWED for term in concept.terms):
            term = concept.terms[0]
            message = f"“{term.text}” has terms in {term.language} only: add what it is called in the other language."
            yield Fault(index, term.text, message)


def unresolved_conflicts(book: Book) -> Iterator[Fault]:
    """What a merge left to be decided, in a term that was rejected too."""
    for index, concept in enumerate(book.glossary.concepts):
        for text, extra in (("", concept.extra), *((term.text, term.extra) for term in concept.terms)):
            for name, value in extra:
                if name == CONFLICT and value:
                    yield Fault(index, text, f"A merge left a conflict: {value}. Decide, and empty the field.")


def _primary(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()
