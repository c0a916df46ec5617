"""Sorts the concepts and the terms of a glossary."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

from glossary.formats.base import DEFAULT_LANGUAGES, Languages
from glossary.model import Concept, Glossary, Status, Term, matches_language

ORDERS = ("source", "target", "id", "pinyin")
"""What concepts can be sorted by: the best source or target term, the id, or the pinyin of the best source term."""

_STATUSES: tuple[Status | None, ...] = (
    Status.PREFERRED,
    None,
    Status.ADMITTED,
    Status.DEPRECATED,
    Status.SUPERSEDED,
    Status.FORBIDDEN,
)


def sort(glossary: Glossary, by: str = "source", languages: Languages = DEFAULT_LANGUAGES) -> Glossary:
    """Sort the concepts in an order of `ORDERS`, and the terms of each: source, target, others; preferred ones first.

    Characters are compared by code point, without regard to width and case, so the order is the same everywhere. That
    of `pinyin` may change with pypinyin, where a character has several readings. Concepts without such a term come
    last; equal ones keep their order.
    """
    concepts = [concept._replace(terms=sort_terms(concept.terms, languages)) for concept in glossary.concepts]
    if by == "id":
        return glossary._replace(concepts=tuple(sorted(concepts, key=lambda concept: _split_numbers(concept.id))))
    spelled = _spell_pinyin if by == "pinyin" else _fold
    language = languages.target if by == "target" else languages.source

    def place(concept: Concept) -> tuple[bool, str, str]:
        return _rank_concept(concept, language, spelled)

    return glossary._replace(concepts=tuple(sorted(concepts, key=place)))


def sort_terms(terms: Iterable[Term], languages: Languages) -> tuple[Term, ...]:
    """Sort terms: source, target, others; preferred ones first, forbidden ones last."""

    def place(term: Term) -> tuple[int, str, int]:
        rank = next((rank for rank, language in enumerate(languages) if matches_language(term.language, language)), 2)
        return rank, term.language.lower(), _STATUSES.index(term.status)

    return tuple(sorted(terms, key=place))


def _rank_concept(concept: Concept, language: str, spelled: Callable[[str], str]) -> tuple[bool, str, str]:
    terms = concept.renderings(language) or concept.terms_in(language)
    return (not terms, spelled(terms[0].text), terms[0].text) if terms else (True, "", "")


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _spell_pinyin(text: str) -> str:
    """Spell a text in pinyin: syllables with the numbers of their tones."""
    from pypinyin import Style, lazy_pinyin

    return " ".join(lazy_pinyin(_fold(text), style=Style.TONE3, neutral_tone_with_five=True))


def _split_numbers(name: str) -> list[tuple[bool, int, str]]:
    """Split a name into a key for sorting by which c2 comes before c10."""
    return [
        (part.isdecimal(), int(part) if part.isdecimal() and len(part) < 1000 else 0, part)
        for part in re.split(r"([0-9]+)", name)
    ]
