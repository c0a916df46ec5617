"""The matcher: finds the terms of glossaries in a text.

An Aho-Corasick automaton searches the folded text (see `glossary.matching.folding`); of its hits, those that are whole
words are kept, and of overlapping ones the longest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from glossary.matching.folding import FoldedText, fold
from glossary.matching.patterns import TermPattern, build_patterns
from glossary.matching.word_boundaries import make_word_test
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


_make_occurrence = partial(tuple.__new__, Occurrence)
"""`Occurrence._make`, in a third of the time."""

_FIELD = 24
_MASK = (1 << _FIELD) - 1
_Hit = int
"""A stretch of the folded text and a pattern in one number: the start, `_MASK` less the length, the pattern's index.

So hits sort by start, longer ones first, then by pattern, and are no work for the garbage collector.
"""


class Matcher:
    """Finds the accepted terms of glossaries, the first of which ranks highest; forbidden ones are found as well."""

    def __init__(self, glossaries: Sequence[Glossary]) -> None:
        self._glossaries = tuple(glossaries)
        self._searches: dict[str, _Search] = {}

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Return the languages that the glossaries have terms in, as they are written there."""
        terms = (term for glossary in self._glossaries for concept in glossary.concepts for term in concept.terms)
        return tuple(dict.fromkeys(term.language for term in terms))

    def find(self, text: str, language: str) -> list[Occurrence]:
        """Return the occurrences of terms of a language (BCP 47), in order, without overlaps.

        Of overlapping ones the first is kept, and of those that begin together the longest. Where terms of several
        concepts share a stretch, all are returned, by rank, then in the order of the file; of one concept in one
        glossary, only the term that is written most like the stretch.
        """
        search = self._search(language)
        if not search.named:
            return []
        folded = fold(text, language)
        return _make_occurrences(folded, _keep_longest(search.find_hits(folded)), search)

    def find_all(self, text: str, language: str) -> list[Occurrence]:
        """Return all occurrences, also those inside longer ones, in order of start, longer ones first."""
        search = self._search(language)
        if not search.named:
            return []
        folded = fold(text, language)
        return _make_occurrences(folded, search.find_hits(folded), search)

    def _search(self, language: str) -> _Search:
        code = language.lower().replace("_", "-")
        if code not in self._searches:
            self._searches[code] = _Search(code, build_patterns(self._glossaries, code))
        return self._searches[code]


class _Search:
    """The automaton of a language, and the patterns that each text in it is for."""

    def __init__(self, language: str, table: dict[tuple[str, bool], list[TermPattern]]) -> None:
        texts = [text for text, _ in table]
        self._language, self._automaton = language, _build_automaton(texts)
        self._overlap = max(map(len, texts), default=1) - 1
        in_order = sorted((pattern for found in table.values() for pattern in found), key=lambda p: p.order)
        places = {id(pattern): place for place, pattern in enumerate(in_order)}
        self.named = [(pattern.concept, pattern.term, pattern.rank) for pattern in in_order]
        self._uses = [
            (longer, [(places[id(p)], p.is_match if p.checked else None) for p in found])
            for (_, longer), found in table.items()
        ]

    def find_hits(self, folded: FoldedText) -> list[_Hit]:
        """Return the hits that are whole words and match their pattern, sorted."""
        text, whole, uses, found = folded.text, make_word_test(folded.plain, self._language), self._uses, list[_Hit]()
        for index, start, end in self._find_raw(text):
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

    def _find_raw(self, text: str) -> Iterable[tuple[int, int, int]]:
        """Return what the automaton finds: (index of the text in it, start, end)."""
        if len(text) <= _WINDOW:
            found: list[tuple[int, int, int]] = self._automaton.find_matches_as_indexes(text, overlapping=True)
            return found
        return (
            (index, start + offset, end + offset)
            for offset in range(0, len(text), _WINDOW)
            for index, start, end in self._find_raw_from(text, offset)
            if start < _WINDOW
        )

    def _find_raw_from(self, text: str, offset: int) -> list[tuple[int, int, int]]:
        piece = text[offset : offset + _WINDOW + self._overlap]
        found: list[tuple[int, int, int]] = self._automaton.find_matches_as_indexes(piece, overlapping=True)
        return found


def _build_automaton(texts: list[str]) -> AhoCorasick:
    from ahocorasick_rs import AhoCorasick, Implementation

    return AhoCorasick(texts, implementation=Implementation.ContiguousNFA)


def _keep_longest(hits: list[_Hit]) -> list[_Hit]:
    """Leave out hits that overlap an earlier one, unless both are the same stretch."""
    kept, last, reach = list[_Hit](), -1, 0
    for hit in hits:
        stretch = hit >> _FIELD
        start = stretch >> _FIELD
        if start >= reach or stretch == last:
            kept.append(hit)
            last, reach = stretch, start + _MASK - (stretch & _MASK)
    return kept


def _make_occurrences(folded: FoldedText, hits: list[_Hit], search: _Search) -> list[Occurrence]:
    """Return the occurrences of sorted hits; of one concept at one stretch, the term written most like it."""
    found, previous, by_concept = list[Occurrence](), -1, dict[str, list[int]]()
    dropped = folded.count_dropped() if folded.cuts else ()
    for hit in hits:
        stretch = hit >> _FIELD
        first = stretch >> _FIELD
        last = first + _MASK - (stretch & _MASK)
        if dropped:
            first, last = first + dropped[first], last + dropped[last - 1]
        occurrence = _make_occurrence((first, last, *search.named[hit & _MASK]))
        if stretch != previous:  # seldom do several terms share one
            by_concept, previous = {}, stretch
            found.append(occurrence)
            continue
        by_concept = by_concept or {found[-1].concept.id: [len(found) - 1]}
        places = by_concept.setdefault(occurrence.concept.id, [])
        if same := [place for place in places if found[place][2::2] == occurrence[2::2]]:
            found[same[0]] = min(found[same[0]], occurrence, key=lambda one: _measure_distance(folded, one))
            continue
        places.append(len(found))
        found.append(occurrence)
    return found


def _measure_distance(folded: FoldedText, found: Occurrence) -> tuple[int, bool]:
    """Return how unlike its term a stretch is written: 0 the same, 1 but for case, 2 else; allowed terms first.

    So "rare earth" is taken for the preferred "rare earths", not for the forbidden "rare-earth".
    """
    there, term = folded.original[found.start : found.end], found.term
    return 0 if there == term.text else 1 if there.lower() == term.text.lower() else 2, not term.allowed
