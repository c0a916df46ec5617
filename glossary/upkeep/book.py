"""A glossary as the checks see it: which concepts a term names, without the terms that were rejected."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cached_property

from glossary.formats.base import Languages
from glossary.model import Concept, Glossary, State, Term, speaks

CHINESE_TO_ENGLISH = Languages()
"""The languages where nobody says otherwise."""


def key(text: str) -> str:
    """A text by which terms are the same: canonical composition, single spaces; the case counts."""
    return " ".join(text.split()) if text.isascii() else " ".join(unicodedata.normalize("NFC", text).split())


def said_apart(one: Concept, other: Concept) -> bool:
    """Whether the glossary itself says that two concepts are different ideas: by subject or by definition."""
    pairs = ((one.subject, other.subject), (one.definition, other.definition))
    return any(mine and its and key(mine).casefold() != key(its).casefold() for mine, its in pairs)


def parts_apart(one: Term, other: Term) -> bool:
    """Whether two terms are said to be different parts of speech."""
    return bool(one.part_of_speech and other.part_of_speech and one.part_of_speech != other.part_of_speech)


class Book:
    """The concepts of a glossary with their terms that were not rejected, and an index of them."""

    def __init__(self, glossary: Glossary, languages: Languages) -> None:
        self.languages = languages
        self.glossary = glossary
        self.concepts = tuple(
            concept._replace(terms=tuple(term for term in concept.terms if term.state is not State.REJECTED))
            for concept in glossary.concepts
        )

    def terms(self) -> Iterator[tuple[int, Concept, Term]]:
        """Every term with its concept and the concept's place."""
        for index, concept in enumerate(self.concepts):
            for term in concept.terms:
                yield index, concept, term

    @cached_property
    def sharers(self) -> dict[str, tuple[int, ...]]:
        """The places of the concepts that have a term of the source language which may stand, by the term's key; only
        those terms that several concepts have.
        """
        found: dict[str, dict[int, None]] = {}
        for index, _, term in self.terms():
            if term.allowed and speaks(term.language, self.languages.source):
                found.setdefault(key(term.text), {})[index] = None
        return {text: tuple(places) for text, places in found.items() if len(places) > 1}

    def source_keys(self, index: int) -> frozenset[str]:
        """The keys of a concept's terms in the source language that may stand."""
        return frozenset(key(term.text) for term in self.concepts[index].renderings(self.languages.source))
