"""The checks of concepts beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from glossary.model import ALLOWED, Concept, State, Status, Term
from glossary.upkeep.book import Book, key, parts_apart, said_apart
from glossary.upkeep.likeness import alike
from glossary.upkeep.problem import Fault


def duplicate_concepts(book: Book) -> Iterator[Fault]:
    """A concept that shares a source and a target term with an earlier one, and that nobody tells apart from it."""
    for first, second in _neighbours(book):
        one, other = book.concepts[first], book.concepts[second]
        mine, its = one.renderings(book.languages.target), other.renderings(book.languages.target)
        if shared := _shared(its, mine):
            message = (
                f"“{shared}” is the rendering of one source term in concept {one.id} too: "
                "put the two together, or define them apart."
            )
            yield Fault(second, shared, message)


def clashing_targets(book: Book) -> Iterator[Fault]:
    """A source term that two concepts render differently, where neither subject nor definition tells them apart."""
    for first, second in _neighbours(book):
        one, other = book.concepts[first], book.concepts[second]
        mine, its = one.renderings(book.languages.target), other.renderings(book.languages.target)
        if mine and its and not _shared(mine, its) and not parts_apart(mine[0], its[0]):
            common = book.source_keys(first) & book.source_keys(second)
            source = next(t.text for t in one.renderings(book.languages.source) if key(t.text) in common)
            message = (
                f"“{source}” is “{mine[0].text}” in concept {one.id} and “{its[0].text}” in {other.id}: "
                "prefer one, or give both a subject or a definition that tells them apart."
            )
            yield Fault(second, source, message)


def _neighbours(book: Book) -> list[tuple[int, int]]:
    """Pairs of concepts with a common source term that neither subject, definition nor part of speech tells apart:
    each concept with the first of its like.
    """
    found: dict[tuple[int, int], None] = {}
    for places in book.sharers.values():
        for place, second in enumerate(places):
            first = next((first for first in places[:place] if not _apart(book, first, second)), None)
            if first is not None:
                found[first, second] = None
    return list(found)


def _apart(book: Book, first: int, second: int) -> bool:
    one, other = book.concepts[first], book.concepts[second]
    mine, its = one.renderings(book.languages.source), other.renderings(book.languages.source)
    same = [(term, twin) for term in mine for twin in its if key(term.text) == key(twin.text)]
    return said_apart(one, other) or all(parts_apart(term, twin) for term, twin in same)


def _shared(mine: tuple[Term, ...], its: tuple[Term, ...]) -> str:
    """The first text that stands in both, in whatever spelling; "" where none does."""
    return next((term.text for term in mine for other in its if alike(term.text, other.text)), "")


class Cycle(NamedTuple):
    """Two texts that replace each other, and the places of the two concepts that say so."""

    texts: tuple[str, str]
    concepts: tuple[int, int]


def circular_replacements(book: Book) -> Iterator[Fault]:
    """A text that may not stand and is replaced by one which another concept replaces by it.

    Both are to be corrected: whatever a writer takes is wrong. Not where the two concepts have source terms, and
    different ones; see `circular_renderings`.
    """
    return (_circle(book, cycle) for cycle in cycles(book) if not _of_different_sources(book, cycle))


def circular_renderings(book: Book) -> Iterator[Fault]:
    """The same, where the two concepts have different source terms: each word is right for its own, perhaps."""
    return (_circle(book, cycle) for cycle in cycles(book) if _of_different_sources(book, cycle))


def _circle(book: Book, cycle: Cycle) -> Fault:
    (one, other), (first, second) = cycle
    message = (
        f"“{one}” gives way to “{other}” in concept {book.concepts[first].id}, and “{other}” to “{one}” "
        f"in {book.concepts[second].id}: decide for one."
    )
    return Fault(second, other, message)


def _of_different_sources(book: Book, cycle: Cycle) -> bool:
    mine, its = map(book.source_keys, cycle.concepts)
    return bool(mine and its and not mine & its)


def cycles(book: Book) -> list[Cycle]:
    """The pairs of texts of one language that are each replaced by the other, in two concepts."""
    first_to_say: dict[tuple[str, str, str], int] = {}
    found: dict[tuple[str, str], Cycle] = {}
    for index, concept in enumerate(book.concepts):
        for language, refused, offered in _replacements(concept):
            first_to_say.setdefault((language, key(refused), key(offered)), index)
            earlier = first_to_say.get((language, key(offered), key(refused)))
            if earlier is not None and earlier != index:
                found.setdefault((key(offered), key(refused)), Cycle((offered, refused), (earlier, index)))
    return list(found.values())


def _replacements(concept: Concept) -> Iterator[tuple[str, str, str]]:
    """Each text that may not stand, with its language, and each that may stand instead."""
    offered: dict[str, dict[str, None]] = {}
    for term in concept.terms:
        if term.allowed and term.status in (Status.PREFERRED, None):
            offered.setdefault(term.language, {})[term.text] = None
    refused = (term for term in concept.terms if term.state is State.ACCEPTED and term.status not in ALLOWED)
    for language, text in dict.fromkeys((term.language, term.text) for term in refused):
        yield from ((language, text, other) for other in offered.get(language, ()))
