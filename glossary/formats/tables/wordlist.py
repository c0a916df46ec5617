"""Word lists for machine translation: tables with one text for each language in a row, and nothing else.

Machines read such files, so no guard against formulas is put before a text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from glossary.formats.losses import Loss, find_field_losses, find_header_losses, note_id_loss, note_loss
from glossary.formats.tables.cells import Row, check_width
from glossary.model import Concept, Glossary, Term, matches_language

Terms = tuple[Term, *tuple[Term | None, ...]]
"""The terms of a row: one of the source language, and one or none of each other."""


def build_glossary(rows: Iterable[Row], languages: Sequence[str]) -> Glossary:
    """Build a concept for each text in the first language, with the terms of all rows that have this text.

    The text is the concept's id; where a row has none in the first language, its first text in another one is. Raises
    FormatError where a row has more cells than there are languages.
    """
    concepts: dict[str, dict[Term, None]] = {}
    for line, cells in rows:
        check_width(cells, len(languages), line)
        terms = [Term(text, code) for text, code in zip(cells, languages, strict=False) if text.strip()]
        if terms:
            concepts.setdefault(terms[0].text, {}).update(dict.fromkeys(terms))
    return Glossary(tuple(Concept(name, tuple(terms)) for name, terms in concepts.items()))


def build_rows(glossary: Glossary, languages: Sequence[str]) -> Iterator[list[str]]:
    """Yield a row for each term of the first language, with the best term of each other language.

    The best is the first that may be used, preferred terms before others. A concept that lacks a term in the first
    language or in all others has no row. Nor has a source term that an earlier concept has: services take each once.
    """
    for _, terms in select_terms(glossary, languages):
        yield [term.text if term else "" for term in terms]


def keep_wordlist(glossary: Glossary, languages: Sequence[str]) -> Glossary:
    """Return what of a glossary a word list in these languages holds."""
    return build_glossary([Row(line, row) for line, row in enumerate(build_rows(glossary, languages), 1)], languages)


def select_terms(glossary: Glossary, languages: Sequence[str]) -> Iterator[tuple[Concept, Terms]]:
    """Yield the terms of each row that `build_rows` gives, with their concept."""
    seen = set[str]()
    for concept in glossary.concepts:
        for terms in _build_rows(concept, languages):
            if terms[0].text not in seen:
                seen.add(terms[0].text)
                yield concept, terms


def list_languages(glossary: Glossary, first: str) -> list[str]:
    """Return the languages of the terms that may be used: `first` first, the others as they appear."""
    codes = dict.fromkeys(term.language for concept in glossary.concepts for term in concept.terms if term.allowed)
    return sorted(codes, key=lambda code: not matches_language(code, first))


def find_wordlist_losses(
    glossary: Glossary,
    languages: Sequence[str],
    longest: int | None = None,
    of_concepts: Collection[str] = (),
    of_terms: Collection[str] = (),
) -> Iterator[Loss]:
    """Yield a loss for each kind of thing that a word list in these languages does not hold.

    `longest` is the limit of a text in bytes of UTF-8; `of_concepts` and `of_terms` name the fields that have columns.
    """
    written = [*select_terms(glossary, languages)]
    kept = {(concept.id, id(term)) for concept, terms in written for term in terms}
    terms = [(term, (concept.id, id(term)) in kept) for concept in glossary.concepts for term in concept.terms]
    ids = {concept.id for concept, _ in written}
    concepts = [concept for concept in glossary.concepts if concept.id in ids]
    yield from find_header_losses(glossary)
    yield from _find_concept_losses(glossary, written)
    yield from _find_term_losses(terms, languages, longest)
    yield from find_field_losses(concepts, [term for term, keep in terms if keep], of_concepts, of_terms)


def _find_concept_losses(glossary: Glossary, written: Sequence[tuple[Concept, Terms]]) -> Iterator[Loss]:
    rows = Counter(concept.id for concept, _ in written)
    renamed = sum(concept.id != terms[0].text for concept, terms in written)
    yield from note_loss(len(glossary.concepts) - len(rows), "concept", "left out, nothing of it makes a pair")
    yield from note_loss(sum(number > 1 for number in rows.values()), "concept", "split, one for each source")
    yield from note_id_loss(renamed)


def _find_term_losses(
    terms: Sequence[tuple[Term, bool]], languages: Sequence[str], longest: int | None
) -> Iterator[Loss]:
    """Yield the losses of terms, each given with whether it is written at all."""
    kept = [term for term, keep in terms if keep]
    left_out = Counter(term.allowed for term, keep in terms if not keep)
    yield from note_loss(left_out[False], "term", "left out, deprecated, forbidden or not accepted")
    yield from note_loss(left_out[True], "term", "left out, the format holds one for each language")
    yield from note_loss(sum(term.language not in languages for term in kept), "term", "the language is shortened")
    if longest is not None:
        long = sum(len(term.text.encode("utf-8", "replace")) > longest for term in kept)
        yield from note_loss(long, "term", f"too long for the service, which takes {longest:,} bytes of UTF-8")


def _build_rows(concept: Concept, languages: Sequence[str]) -> Iterator[Terms]:
    sources, *others = (_list_column(concept, language, languages) for language in languages)
    if any(others):
        best = [terms[0] if terms else None for terms in others]
        for source in sources:
            yield (source, *best)


def _list_column(concept: Concept, language: str, languages: Sequence[str]) -> list[Term]:
    """Return the terms for a language's column, best first. Those in zh-Hant go under zh where they have no column."""
    terms = concept.renderings(language)
    return [term for term in terms if term.language == language or term.language not in languages]
