"""A glossary as the checks see it: without rejected and empty terms, and with an index of its source terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from glossary.formats.base import Languages
from glossary.model import Concept, Glossary, State, Term, matches_language
from glossary.upkeep.similarity import normalize


class GlossaryView:
    """The concepts of a glossary with the terms that are neither rejected nor empty.

    `languages` are the source and the target.
    """

    def __init__(self, glossary: Glossary, languages: Languages) -> None:
        self.languages = languages
        self.glossary = glossary
        self.concepts = tuple(
            concept._replace(terms=tuple(term for term in concept.terms if _is_alive(term)))
            for concept in glossary.concepts
        )
        self._copies: dict[int, dict[int, int]] = {}

    def list_terms(self) -> Iterator[tuple[int, Concept, Term]]:
        """Yield each term with its concept and the concept's index."""
        for index, concept in enumerate(self.concepts):
            for term in concept.terms:
                yield index, concept, term

    def count_before(self, index: int, term: Term) -> int:
        """Count the terms with the text of a term that come before it in its concept, rejected ones among them."""
        if index not in self._copies:
            seen = Counter[str]()
            copies = self._copies[index] = {}
            for other in self.glossary.concepts[index].terms:
                copies[id(other)] = seen[other.text.strip()]
                seen[other.text.strip()] += 1
        return self._copies[index][id(term)]

    @cached_property
    def shared_sources(self) -> dict[str, tuple[int, ...]]:
        """Return the source terms that several concepts have and may be used, normalized -> the indexes of these
        concepts.
        """
        found: dict[str, dict[int, None]] = {}
        for index, _, term in self.list_terms():
            if term.allowed and matches_language(term.language, self.languages.source):
                found.setdefault(normalize(term.text), {})[index] = None
        return {text: tuple(places) for text, places in found.items() if len(places) > 1}

    def list_sources(self, index: int) -> frozenset[str]:
        """Return the source terms of a concept that may be used, normalized."""
        return frozenset(normalize(term.text) for term in self.concepts[index].renderings(self.languages.source))


def _is_alive(term: Term) -> bool:
    return term.state is not State.REJECTED and bool(term.text.strip())
