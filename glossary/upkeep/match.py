"""Matches the concepts of two glossaries: by id, and by the terms they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from glossary.formats.base import Languages
from glossary.model import Concept
from glossary.upkeep.similarity import are_distinct, normalize

_Keys = frozenset[tuple[str, str]]

_MOST = 100
"""A term that more concepts than this have is not used to match them."""


def list_keys(concept: Concept) -> _Keys:
    """Return the terms of a concept, each as its primary language and its normalized text."""
    return frozenset(
        (term.language.replace("_", "-").partition("-")[0].lower(), normalize(term.text)) for term in concept.terms
    )


def has_numbered_ids(concepts: Sequence[Concept]) -> bool:
    """Return whether the ids are `c1`, `c2`, ... as of a file that had none."""
    return all(concept.id == f"c{number}" for number, concept in enumerate(concepts, 1))


def match(one: Sequence[Concept], other: Sequence[Concept], languages: Languages, kin: bool) -> dict[int, int]:
    """Map the indexes of concepts in `one` to the indexes of the same concepts in `other`; each is used once at most.

    Concepts match first if they have the same id and a common term; then if they share a term of the source language
    (or, where one has none, of every language they both have) and are not distinguished by subject or definition, those
    with the most shared terms first. `kin` says that one glossary was made from the other: concepts with the
    same id then match whatever their terms.
    """
    matcher = _Matcher(one, other, languages)
    if has_numbered_ids(one) or has_numbered_ids(other):  # a row put in moves all numbers after it
        matcher.pair_by_terms()
        matcher.pair_by_id(_share_terms)
    else:
        matcher.pair_by_id(_share_terms)
        matcher.pair_by_terms()
        matcher.pair_by_id(lambda mine, its: kin or not _list_languages(mine) & _list_languages(its))
    return dict(sorted(matcher.found.items()))


def _share_terms(mine: _Keys, its: _Keys) -> bool:
    return bool(mine & its) or mine == its


def _list_languages(terms: _Keys) -> set[str]:
    return {language for language, _ in terms}


class _Matcher:
    """Finds the pairs step by step; `found` maps the indexes."""

    def __init__(self, one: Sequence[Concept], other: Sequence[Concept], languages: Languages) -> None:
        self._one, self._other = one, other
        self._source = languages.source.partition("-")[0].lower()
        self._mine, self._its = [list_keys(concept) for concept in one], [list_keys(concept) for concept in other]
        self.found: dict[int, int] = {}
        self._taken: set[int] = set()

    def pair_by_id(self, same: Callable[[_Keys, _Keys], bool]) -> None:
        """Pair the concepts with the same id whose terms satisfy `same`."""
        places = {concept.id: place for place, concept in reversed(list(enumerate(self._other)))}
        for place, concept in enumerate(self._one):
            twin = places.get(concept.id)
            if twin is not None and self._is_free(place, twin) and same(self._mine[place], self._its[twin]):
                self._pair(place, twin)

    def pair_by_terms(self) -> None:
        """Pair the concepts that share terms: the most first, then equal ones, then in their order."""
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
            if self._is_free(place, twin) and self._is_same(place, twin):
                self._pair(place, twin)

    def _differ(self, place: int, twin: int) -> bool:
        return self._one[place][1:] != self._other[twin][1:]

    def _is_free(self, place: int, twin: int) -> bool:
        return place not in self.found and twin not in self._taken

    def _pair(self, place: int, twin: int) -> None:
        self.found[place] = twin
        self._taken.add(twin)

    def _is_same(self, place: int, twin: int) -> bool:
        if are_distinct(self._one[place], self._other[twin]):
            return False
        mine, its = self._mine[place], self._its[twin]
        common, shared = _list_languages(mine) & _list_languages(its), _list_languages(mine & its)
        return self._source in shared or (self._source not in common and shared == common)
