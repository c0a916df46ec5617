"""Where the terms of some glossaries stand in a text.

Aho-Corasick over folded texts (see `glossary.lang.folding`), then whole words, then the longest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from glossary.lang.folding import Folded, fold
from glossary.matching.edges import wholes
from glossary.matching.patterns import Pattern, patterns
from glossary.model import Concept, Glossary, Term

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_WINDOW = 1 << 18
"""Characters searched at once: the memory that hits take stays bounded."""


class Occurrence(NamedTuple):
    """A term in a text, `start` to `end` in code points; `rank` is the place of its glossary, 0 the first."""

    start: int
    end: int
    concept: Concept
    term: Term
    rank: int


_new = partial(tuple.__new__, Occurrence)
"""`Occurrence._make`, in a third of the time."""

_FIELD = 24
_MASK = (1 << _FIELD) - 1
_Hit = int
"""A stretch of the folded text and a pattern in one number: the start, `_MASK` less the length, the pattern's place.

So they sort by start, longer ones first, then in the order of the patterns, and are nothing to the garbage collector.
"""


class Matcher:
    """Finds the accepted terms of glossaries, the first of which ranks highest; forbidden ones are found as well."""

    def __init__(self, glossaries: Sequence[Glossary]) -> None:
        self._glossaries = tuple(glossaries)
        self._search = lru_cache(maxsize=None)(self._compile)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages that the glossaries have terms in, as they are written there."""
        terms = (term for glossary in self._glossaries for concept in glossary.concepts for term in concept.terms)
        return tuple(dict.fromkeys(term.language for term in terms))

    def find(self, text: str, language: str) -> list[Occurrence]:
        """Return the occurrences of terms of a language (BCP 47) in order of place; of overlapping ones the first, and
        of those that begin together the longest.

        Terms of several concepts that share a stretch are all returned, by rank, then in the order of the file; of
        one concept in one glossary, the term that is written most like the stretch.
        """
        folded, search = fold(text, language), self._search(language.lower().replace("_", "-"))
        return _occurrences(folded, _longest(search.hits(folded)), search)

    def find_all(self, text: str, language: str) -> list[Occurrence]:
        """Return all occurrences, also those inside longer ones, in order of start, longer ones first."""
        folded, search = fold(text, language), self._search(language.lower().replace("_", "-"))
        return _occurrences(folded, search.hits(folded), search)

    def _compile(self, language: str) -> _Search:
        return _Search(language, patterns(self._glossaries, language))


class _Search:
    """The automaton of a language and its patterns; for each text of the automaton, whether it may be a beginning."""

    def __init__(self, language: str, table: dict[tuple[str, bool], list[Pattern]]) -> None:
        texts = [text for text, _ in table]
        self._language, self._automaton = language, _automaton(texts)
        self._overlap = max(map(len, texts), default=1) - 1
        in_order = sorted((pattern for found in table.values() for pattern in found), key=lambda p: p.order)
        places = {id(pattern): place for place, pattern in enumerate(in_order)}
        self.named = [(pattern.concept, pattern.term, pattern.rank) for pattern in in_order]
        self._uses = [
            (longer, [(places[id(p)], p.fits if p.checked else None) for p in found])
            for (_, longer), found in table.items()
        ]

    def hits(self, folded: Folded) -> list[_Hit]:
        """Return the stretches that are whole words and written as the term must be, sorted."""
        text, whole, uses, found = folded.text, wholes(folded.plain, self._language), self._uses, list[_Hit]()
        for index, start, end in self._raw(text):
            longer, patterns = uses[index]
            if "a" <= text[end : end + 1] <= "z" and not longer:  # a word goes on: its first letter is a capital
                continue
            if reach := whole(start, end, longer):
                stretch = (start << _FIELD | _MASK - min(reach - start, _MASK)) << _FIELD
                for place, fits in patterns:
                    if fits is None or fits(folded, start, end):
                        found.append(stretch | place)
        found.sort()
        return found

    def _raw(self, text: str) -> Iterable[tuple[int, int, int]]:
        """What the automaton finds: (index of the text, start, end)."""
        if len(text) <= _WINDOW:
            found: list[tuple[int, int, int]] = self._automaton.find_matches_as_indexes(text, overlapping=True)
            return found
        return (
            (index, start + offset, end + offset)
            for offset in range(0, len(text), _WINDOW)
            for index, start, end in self._raw_from(text, offset)
            if start < _WINDOW
        )

    def _raw_from(self, text: str, offset: int) -> list[tuple[int, int, int]]:
        piece = text[offset : offset + _WINDOW + self._overlap]
        found: list[tuple[int, int, int]] = self._automaton.find_matches_as_indexes(piece, overlapping=True)
        return found


def _automaton(texts: list[str]) -> AhoCorasick:
    from ahocorasick_rs import AhoCorasick, Implementation

    return AhoCorasick(texts, implementation=Implementation.ContiguousNFA)


def _longest(hits: list[_Hit]) -> list[_Hit]:
    """Leave out what overlaps an earlier hit, unless it is the same stretch."""
    kept, last, reach = list[_Hit](), -1, 0
    for hit in hits:
        stretch = hit >> _FIELD
        start = stretch >> _FIELD
        if start >= reach or stretch == last:
            kept.append(hit)
            last, reach = stretch, start + _MASK - (stretch & _MASK)
    return kept


def _occurrences(folded: Folded, hits: list[_Hit], search: _Search) -> list[Occurrence]:
    """The occurrences of sorted hits; of those of one concept that share a stretch, the one written most like it."""
    found, previous, by_concept = list[Occurrence](), -1, dict[str, list[int]]()
    dropped = folded.dropped_before() if folded.cuts else ()
    for hit in hits:
        stretch = hit >> _FIELD
        first = stretch >> _FIELD
        last = first + _MASK - (stretch & _MASK)
        if dropped:
            first, last = first + dropped[first], last + dropped[last - 1]
        occurrence = _new((first, last, *search.named[hit & _MASK]))
        if stretch != previous:  # seldom do several terms share one
            by_concept, previous = {}, stretch
            found.append(occurrence)
            continue
        by_concept = by_concept or {found[-1].concept.id: [len(found) - 1]}
        places = by_concept.setdefault(occurrence.concept.id, [])
        if same := [place for place in places if found[place][2::2] == occurrence[2::2]]:
            found[same[0]] = min(found[same[0]], occurrence, key=lambda one: _distance(folded, one))
            continue
        places.append(len(found))
        found.append(occurrence)
    return found


def _distance(folded: Folded, found: Occurrence) -> tuple[int, bool]:
    """How unlike a stretch its term is written. A term that may stand is nearer than one that may not: "rare earth" is
    not the forbidden "rare-earth" where "rare earths" is preferred.
    """
    there, term = folded.original[found.start : found.end], found.term
    return 0 if there == term.text else 1 if there.lower() == term.text.lower() else 2, not term.allowed
