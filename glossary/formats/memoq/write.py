"""Concepts -> the rows of a term base of memoQ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from glossary.formats.base import Languages
from glossary.formats.memoq.names import DEFINITION, ENTRY, EXAMPLE, INFO, find_name
from glossary.formats.memoq.terms import keep_first, list_properties
from glossary.model import Concept, Glossary, State, Term


def build_rows(glossary: Glossary, languages: Languages) -> Iterator[list[str]]:
    """Yield the header and a row for each concept."""
    numbers = count_columns(glossary, languages)
    own = {name + DEFINITION for name in numbers}
    entries = [build_entry(concept, numbers) for concept in glossary.concepts]
    before = dict.fromkeys([*ENTRY, *(name for entry in entries for name in entry if name not in own)])
    terms = [term for concept in glossary.concepts for term in select_terms(concept)]
    more = dict.fromkeys([INFO, EXAMPLE, *(name for term in terms for name in list_properties(term))])
    properties = [name for name in more if not name.endswith(DEFINITION)]
    yield [*before, *(t for name, n in numbers.items() for t in (name + DEFINITION, *[name, *properties] * n))]
    for concept, entry in zip(glossary.concepts, entries, strict=True):
        row = [entry.get(title, "") for title in before]
        for name, number in numbers.items():
            row.append(entry.get(name + DEFINITION, ""))
            same = [term for term in select_terms(concept) if find_name(term.language) == name]
            row += _build_cells(same, number, properties)
        yield row


def count_columns(glossary: Glossary, languages: Languages) -> dict[str, int]:
    """Map memoQ's name of each language, the source first, to the greatest number of terms a concept has in it."""
    numbers = {find_name(languages.source): 0}
    for concept in glossary.concepts:
        for name, number in Counter(find_name(term.language) for term in select_terms(concept)).items():
            numbers[name] = max(number, numbers.get(name, 0))
    used = {name: number for name, number in numbers.items() if number}
    return used or {find_name(languages.source): 1, find_name(languages.target): 1}


def build_entry(concept: Concept, numbers: dict[str, int]) -> dict[str, str]:
    """Return the cells of a concept itself, by title; its definition is with the first language of `numbers`."""
    fields = {title: getattr(concept, field) for title, field in ENTRY.items()}
    fields[next(iter(numbers)) + DEFINITION] = concept.definition
    kept = keep_first(concept.extra)
    return {**fields, **{name: value for name, value in kept.items() if name not in fields and name != INFO}}


def select_terms(concept: Concept) -> list[Term]:
    """Return the terms that a term base holds: those that are accepted."""
    return [term for term in concept.terms if term.state is State.ACCEPTED]


def _build_cells(terms: list[Term], number: int, properties: list[str]) -> Iterator[str]:
    for term in terms:
        values = list_properties(term)
        yield term.text
        yield from (values.get(title, "") for title in properties)
    yield from [""] * ((number - len(terms)) * (len(properties) + 1))
