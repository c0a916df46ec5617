"""The rows of a term base of memoQ: which columns a glossary needs, and what stands in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from glossary.formats.base import Languages
from glossary.formats.memoq_names import name_of
from glossary.formats.memoq_terms import EXAMPLE, INFO, first_of_each, properties_of
from glossary.model import Concept, Glossary, State, Term

ENTRY = {"Entry_ID": "id", "Entry_Subject": "subject", "Entry_Note": "note"}
"""The columns of an entry -> the fields of a concept."""

DEFINITION = "_Def"
"""After the name of a language, the column of a definition."""


def rows_of(glossary: Glossary, languages: Languages) -> Iterator[list[str]]:
    """The header and a row for each concept."""
    groups = groups_of(glossary, languages)
    own = {name + DEFINITION for name in groups}
    entries = [entry_of(concept, groups) for concept in glossary.concepts]
    before = dict.fromkeys([*ENTRY, *(name for entry in entries for name in entry if name not in own)])
    terms = [term for concept in glossary.concepts for term in written(concept)]
    more = dict.fromkeys([INFO, EXAMPLE, *(name for term in terms for name in properties_of(term))])
    properties = [name for name in more if not name.endswith(DEFINITION)]
    yield [*before, *(t for name, n in groups.items() for t in (name + DEFINITION, *[name, *properties] * n))]
    for concept, entry in zip(glossary.concepts, entries, strict=True):
        row = [entry.get(title, "") for title in before]
        for name, number in groups.items():
            row.append(entry.get(name + DEFINITION, ""))
            row += _cells([term for term in written(concept) if name_of(term.language) == name], number, properties)
        yield row


def groups_of(glossary: Glossary, languages: Languages) -> dict[str, int]:
    """memoQ's names of the languages, the source first, and how many terms a concept has in each at most."""
    numbers = {name_of(languages.source): 0}
    for concept in glossary.concepts:
        for name, number in Counter(name_of(term.language) for term in written(concept)).items():
            numbers[name] = max(number, numbers.get(name, 0))
    used = {name: number for name, number in numbers.items() if number}
    return used or {name_of(languages.source): 1, name_of(languages.target): 1}


def entry_of(concept: Concept, groups: dict[str, int]) -> dict[str, str]:
    """The cells that are about a concept, by their titles; its definition stands with the first language."""
    fields = {title: getattr(concept, field) for title, field in ENTRY.items()}
    fields[next(iter(groups)) + DEFINITION] = concept.definition
    kept = first_of_each(concept.extra)
    return {**fields, **{name: value for name, value in kept.items() if name not in fields and name != INFO}}


def written(concept: Concept) -> list[Term]:
    """The terms that a term base holds: those that are accepted."""
    return [term for term in concept.terms if term.state is State.ACCEPTED]


def _cells(terms: list[Term], number: int, properties: list[str]) -> Iterator[str]:
    for term in terms:
        said = properties_of(term)
        yield term.text
        yield from (said.get(title, "") for title in properties)
    yield from [""] * ((number - len(terms)) * (len(properties) + 1))
