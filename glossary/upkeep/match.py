"""Which concepts of two glossaries are the same: by id, then by the terms they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from glossary.formats.base import Languages
from glossary.model import Concept
from glossary.upkeep.book import key, said_apart

_Keys = frozenset[tuple[str, str]]

_MOST = 100
"""A term that more concepts have than this says nothing of which of them is meant."""


def keys(concept: Concept) -> _Keys:
    """The terms of a concept, each as its primary language and the key of its text."""
    return frozenset(
        (term.language.replace("_", "-").partition("-")[0].lower(), key(term.text)) for term in concept.terms
    )


def numbered(concepts: Sequence[Concept]) -> bool:
    """Whether the ids are but the places of the concepts, as those of a file without ids are."""
    return all(concept.id == f"c{number}" for number, concept in enumerate(concepts, 1))


def match(one: Sequence[Concept], other: Sequence[Concept], languages: Languages, kin: bool) -> dict[int, int]:
    """The places of the concepts of `one` that `other` has too -> their places there; each at most once.

    First those with the same id and a common term, then those that share a term of the source language (or, where one
    has none, of every language they both have) and are not told apart by subject or definition, the most shared terms
    first. `kin` says that one glossary comes from the other: the same id is then the same concept, whatever its terms.
    """
    matcher = _Matcher(one, other, languages)
    if numbered(one) or numbered(other):  # a row put in moves all numbers behind it
        matcher.by_terms()
        matcher.by_id(_akin)
    else:
        matcher.by_id(_akin)
        matcher.by_terms()
        matcher.by_id(lambda mine, its: kin or not _languages(mine) & _languages(its))
    return dict(sorted(matcher.found.items()))


def _akin(mine: _Keys, its: _Keys) -> bool:
    return bool(mine & its) or mine == its


def _languages(terms: _Keys) -> set[str]:
    return {language for language, _ in terms}


class _Matcher:
    """The pairs found so far."""

    def __init__(self, one: Sequence[Concept], other: Sequence[Concept], languages: Languages) -> None:
        self._one, self._other = one, other
        self._source = languages.source.partition("-")[0].lower()
        self._mine, self._its = [keys(concept) for concept in one], [keys(concept) for concept in other]
        self.found: dict[int, int] = {}
        self._taken: set[int] = set()

    def by_id(self, same: Callable[[_Keys, _Keys], bool]) -> None:
        """Pair what has the same id and terms that `same` agrees to."""
        places = {concept.id: place for place, concept in reversed(list(enumerate(self._other)))}
        for place, concept in enumerate(self._one):
            twin = places.get(concept.id)
            if twin is not None and self._free(place, twin) and same(self._mine[place], self._its[twin]):
                self._pair(place, twin)

    def by_terms(self) -> None:
        """Pair what shares terms: the most first, then what is the same in all, then in order."""
        places: dict[tuple[str, str], list[int]] = {}
        for twin, terms in enumerate(self._its):
            if twin not in self._taken:
                for term in terms:
                    places.setdefault(term, []).append(twin)
        shared = Counter(
            (place, twin)
            for place, terms in enumerate(self._mine)
            if place not in self.found
            for term in terms
            if len(places.get(term, ())) <= _MOST
            for twin in places.get(term, ())
        )
        for place, twin in sorted(shared, key=lambda pair: (-shared[pair], self._differ(*pair), *pair)):
            if self._free(place, twin) and self._alike(place, twin):
                self._pair(place, twin)

    def _differ(self, place: int, twin: int) -> bool:
        return self._one[place][1:] != self._other[twin][1:]

    def _free(self, place: int, twin: int) -> bool:
        return place not in self.found and twin not in self._taken

    def _pair(self, place: int, twin: int) -> None:
        self.found[place] = twin
        self._taken.add(twin)

    def _alike(self, place: int, twin: int) -> bool:
        if said_apart(self._one[place], self._other[twin]):
            return False
        mine, its = self._mine[place], self._its[twin]
        common, shared = _languages(mine) & _languages(its), _languages(mine & its)
        return self._source in shared or (self._source not in common and shared == common)
