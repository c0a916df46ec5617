"""Checks of the terms of one concept beside each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.model import Case, Concept, Term
from glossary.upkeep.book import Book, key, parts_apart
from glossary.upkeep.problem import Fault

_INITIAL = re.compile(r"(?<![^\W_])[^\W\d_]")


def duplicate_terms(book: Book) -> Iterator[Fault]:
    """The same text twice in one language, with statuses that agree."""
    for index, one, other in _pairs(book):
        if key(one.text) == key(other.text) and one.text.strip() and one.allowed == other.allowed:
            yield Fault(index, other.text, f"“{other.text}” stands twice in the concept: take one out.")


def case_variants(book: Book) -> Iterator[Fault]:
    """Two texts that differ in the capitals of their words only, and of which both may stand or neither.

    “COVID-19” and “Covid-19” are two spellings; a term that is to be found as it is written is meant so.
    """
    for index, one, other in _pairs(book):
        first, second = key(one.text), key(other.text)
        if (
            first != second
            and first.casefold() == second.casefold()
            and _uncapitalized(first) == _uncapitalized(second)
            and one.allowed == other.allowed
            and Case.SENSITIVE not in (one.case, other.case)
        ):
            message = (
                f"“{one.text}” and “{other.text}” differ in capitals only: "
                "keep the one in lower case, which is found in any case."
            )
            yield Fault(index, other.text, message)


def _uncapitalized(text: str) -> str:
    return _INITIAL.sub(lambda match: match[0].lower(), text)


def _pairs(book: Book) -> Iterator[tuple[int, Term, Term]]:
    """Each term of a concept with the first earlier one that is the same but for capitals."""
    for index, concept in enumerate(book.concepts):
        if len(concept.terms) > 1:
            yield from ((index, one, other) for one, other in _alike(concept))


def _alike(concept: Concept) -> Iterator[tuple[Term, Term]]:
    seen: dict[tuple[str, str], dict[tuple[str, str], Term]] = {}
    for term in concept.terms:
        text = key(term.text)
        group = seen.setdefault((term.language.lower(), text.casefold()), {})
        exact = [other for (written, _), other in group.items() if written == text]
        earlier = next((other for other in exact or group.values() if not parts_apart(other, term)), None)
        if earlier:
            yield earlier, term
        group.setdefault((text, term.part_of_speech), term)
