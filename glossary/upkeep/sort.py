"""Puts a glossary in order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from glossary.formats.base import Languages
from glossary.model import Concept, Glossary, Status, Term, speaks
from glossary.upkeep.book import CHINESE_TO_ENGLISH

ORDERS = ("source", "target", "id", "pinyin")
"""What concepts can be sorted by: the best term of a language, by its characters or (Chinese) as it is read, or id."""

_STATUSES: tuple[Status | None, ...] = (
    Status.PREFERRED,
    None,
    Status.ADMITTED,
    Status.DEPRECATED,
    Status.SUPERSEDED,
    Status.FORBIDDEN,
)


def sort(glossary: Glossary, by: str = "source", languages: Languages = CHINESE_TO_ENGLISH) -> Glossary:
    """The concepts in an order of `ORDERS`, and the terms of each: source first, then target, the preferred first.

    Characters are compared by their Unicode numbers, without regard to width and case: that order is the same
    everywhere and for ever. That of `pinyin` hangs on the release of pypinyin, where a character has several readings.
    Concepts without such a term come last; equals keep their order.
    """
    concepts = [concept._replace(terms=_sorted(concept.terms, languages)) for concept in glossary.concepts]
    if by == "id":
        return glossary._replace(concepts=tuple(sorted(concepts, key=lambda concept: _natural(concept.id))))
    spelled = _pinyin if by == "pinyin" else _folded
    language = languages.target if by == "target" else languages.source

    def place(concept: Concept) -> tuple[bool, str, str]:
        return _place(concept, language, spelled)

    return glossary._replace(concepts=tuple(sorted(concepts, key=place)))


def _sorted(terms: tuple[Term, ...], languages: Languages) -> tuple[Term, ...]:
    def place(term: Term) -> tuple[int, str, int]:
        rank = next((rank for rank, language in enumerate(languages) if speaks(term.language, language)), 2)
        return rank, term.language.lower(), _STATUSES.index(term.status)

    return tuple(sorted(terms, key=place))


def _place(concept: Concept, language: str, spelled: Callable[[str], str]) -> tuple[bool, str, str]:
    terms = concept.renderings(language) or concept.terms_in(language)
    return (not terms, spelled(terms[0].text), terms[0].text) if terms else (True, "", "")


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _pinyin(text: str) -> str:
    """How a text is read: syllables with the numbers of their tones."""
    from pypinyin import Style, lazy_pinyin

    return " ".join(lazy_pinyin(_folded(text), style=Style.TONE3, neutral_tone_with_five=True))


def _natural(name: str) -> list[tuple[bool, int, str]]:
    """A key by which c2 comes before c10."""
    return [
        (part.isdecimal(), int(part) if part.isdecimal() and len(part) < 1000 else 0, part)
        for part in re.split(r"([0-9]+)", name)
    ]
