"""Checks that compare the terms of one concept with each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.model import Case, Concept, Term
from glossary.upkeep.problems import Fault
from glossary.upkeep.similarity import differ_in_part_of_speech, normalize
from glossary.upkeep.view import GlossaryView

_INITIAL = re.compile(r"(?<![^\W_])[^\W\d_]")


def find_duplicate_terms(view: GlossaryView) -> Iterator[Fault]:
    """Find texts that a concept has twice in one language, with statuses that agree."""
    for index, one, other in _list_pairs(view):
        if normalize(one.text) == normalize(other.text) and one.text.strip() and one.allowed == other.allowed:
            message = f"“{other.text}” occurs twice in the concept: take one out."
            yield Fault(index, other.text, message, view.count_before(index, other), view.count_before(index, one))


def find_case_variants(view: GlossaryView) -> Iterator[Fault]:
    """Find texts that differ in the first letters of their words alone, where both may be used or neither.

    Silent for two spellings such as “COVID-19” and “Covid-19”, and for case-sensitive terms.
    """
    for index, one, other in _list_pairs(view):
        first, second = normalize(one.text), normalize(other.text)
        if (
            first != second
            and first.casefold() == second.casefold()
            and _uncapitalize(first) == _uncapitalize(second)
            and one.allowed == other.allowed
            and Case.SENSITIVE not in (one.case, other.case)
        ):
            message = (
                f"“{one.text}” and “{other.text}” differ in capitals only: "
                "keep the one in lower case, which is found in any case."
            )
            yield Fault(index, other.text, message)


def _uncapitalize(text: str) -> str:
    return _INITIAL.sub(lambda match: match[0].lower(), text)


def _list_pairs(view: GlossaryView) -> Iterator[tuple[int, Term, Term]]:
    """Yield the index of a concept, an earlier term of it, and a term that is the same but for capitals."""
    for index, concept in enumerate(view.concepts):
        if len(concept.terms) > 1:
            yield from ((index, one, other) for one, other in _pair_terms(concept))


def _pair_terms(concept: Concept) -> Iterator[tuple[Term, Term]]:
    seen: dict[tuple[str, str], dict[tuple[str, str], Term]] = {}
    for term in concept.terms:
        text = normalize(term.text)
        group = seen.setdefault((term.language.lower(), text.casefold()), {})
        exact = [other for (written, _), other in group.items() if written == text]
        earlier = next((other for other in exact or group.values() if not differ_in_part_of_speech(other, term)), None)
        if earlier:
            yield earlier, term
        group.setdefault((text, term.part_of_speech), term)
