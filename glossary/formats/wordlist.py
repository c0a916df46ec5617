"""Word lists for machine translation: one text a language and a row, nothing else.

Such files are read by machines, so nothing is put before a text that a spreadsheet would take for a formula.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from glossary.formats.cells import Row, too_many
from glossary.formats.losses import counted, of_fields, of_the_glossary
from glossary.model import Concept, Glossary, Term, speaks

Terms = tuple[Term, *tuple[Term | None, ...]]
"""The terms of a row: one of the source language, and one or none of each other."""


def glossary_of(rows: Iterable[Row], languages: Sequence[str]) -> Glossary:
    """A concept for each text of the first language, which is its id, with the terms of all its rows.

    A row without a text in the first language is named by the first that it has. Raises FormatError where a row has
    more cells than there are languages.
    """
    concepts: dict[str, dict[Term, None]] = {}
    for line, cells in rows:
        if any(map(str.strip, cells[len(languages) :])):
            raise too_many(len(cells), len(languages), line)
        terms = [Term(text, code) for text, code in zip(cells, languages, strict=False) if text.strip()]
        if terms:
            concepts.setdefault(terms[0].text, {}).update(dict.fromkeys(terms))
    return Glossary(tuple(Concept(name, tuple(terms)) for name, terms in concepts.items()))


def rows_of(glossary: Glossary, languages: Sequence[str]) -> Iterator[list[str]]:
    """A row for each term of the first language, with the best term of each other language.

    The best is the first of those that may stand in a text, preferred ones before others. A concept without a term in
    the first language or without one in another has no row, nor has a source that another concept has: services take a
    source once.
    """
    for _, terms in terms_of(glossary, languages):
        yield [term.text if term else "" for term in terms]


def terms_of(glossary: Glossary, languages: Sequence[str]) -> Iterator[tuple[Concept, Terms]]:
    """The terms of each row that `rows_of` makes, and their concept."""
    seen = set[str]()
    for concept in glossary.concepts:
        for terms in _rows(concept, languages):
            if terms[0].text not in seen:
                seen.add(terms[0].text)
                yield concept, terms


def used_languages(glossary: Glossary, first: str) -> list[str]:
    """The languages of the terms that may be written, that of the source first and the others as they appear."""
    codes = dict.fromkeys(term.language for concept in glossary.concepts for term in concept.terms if term.allowed)
    return sorted(codes, key=lambda code: not speaks(code, first))


def losses_of(
    glossary: Glossary,
    languages: Sequence[str],
    longest: int | None = None,
    of_concepts: Collection[str] = (),
    of_terms: Collection[str] = (),
) -> Iterator[str]:
    """What rows in these languages do not hold.

    `longest` is the limit of a text in bytes of UTF-8; `of_concepts` and `of_terms` are the fields that have columns.
    """
    written = [*terms_of(glossary, languages)]
    rows = Counter(concept.id for concept, _ in written)
    kept = {(concept.id, id(term)) for concept, terms in written for term in terms}
    terms = [(term, (concept.id, id(term)) in kept) for concept in glossary.concepts for term in concept.terms]
    concepts = [concept for concept in glossary.concepts if concept.id in rows]
    renamed = sum(concept.id != terms[0].text for concept, terms in written)
    yield from of_the_glossary(glossary)
    yield from counted(len(glossary.concepts) - len(rows), "concept", "left out, without a pair of its own")
    yield from counted(sum(number > 1 for number in rows.values()), "concept", "split, one for each source")
    yield from counted(renamed, "concept", "the id left out")
    yield from counted(sum(not keep and not term.allowed for term, keep in terms), "term", "left out, not for use")
    yield from counted(
        sum(not keep and term.allowed for term, keep in terms), "term", "left out, one a language is held"
    )
    shortened = sum(keep and term.language not in languages for term, keep in terms)
    yield from counted(shortened, "term", "the language is shortened")
    if longest is not None:
        long = sum(keep and len(term.text.encode("utf-8", "replace")) > longest for term, keep in terms)
        yield from counted(long, "term", f"too long for the service, which takes {longest:,} bytes of UTF-8")
    yield from of_fields(concepts, [term for term, keep in terms if keep], of_concepts, of_terms)


def _rows(concept: Concept, languages: Sequence[str]) -> Iterator[Terms]:
    sources, *others = (_column(concept, language, languages) for language in languages)
    if any(others):
        best = [terms[0] if terms else None for terms in others]
        for source in sources:
            yield (source, *best)


def _column(concept: Concept, language: str, languages: Sequence[str]) -> list[Term]:
    """The terms for the column of a language, best first: zh-Hant stands under zh where it has no column of its own."""
    terms = concept.renderings(language)
    return [term for term in terms if term.language == language or term.language not in languages]
