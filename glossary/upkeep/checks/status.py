"""The checks of the statuses of terms."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from glossary.model import ALLOWED, Concept, State, Status, Term, speaks
from glossary.upkeep.book import Book, key, parts_apart, said_apart
from glossary.upkeep.checks.across import cycles
from glossary.upkeep.han import only_simplified, only_traditional
from glossary.upkeep.problem import Fault
from glossary.upkeep.short_forms import is_short_form

_MOST = 100
"""How many concepts of one source term are compared with each other."""


def contradictions(book: Book) -> Iterator[Fault]:
    """A term that may stand and may not, in one concept or in concepts of one source term that nobody tells apart."""
    circular = {index for cycle in cycles(book) for index in cycle.concepts}
    refusing = {index for index, concept in enumerate(book.concepts) if _refused(concept)}
    for index, concept in enumerate(book.concepts):
        yield from (Fault(index, text, _contradiction(text, "the concept")) for text in _both(concept, concept))
    for places in dict.fromkeys(book.sharers.values()):
        for first, second in combinations(places[:_MOST], 2):
            one, other = book.concepts[first], book.concepts[second]
            if refusing & {first, second} and not said_apart(one, other) and not {first, second} <= circular:
                for text in dict.fromkeys((*_both(one, other), *_both(other, one))):
                    yield Fault(second, text, _contradiction(text, f"the concepts {one.id} and {other.id}"))


def _contradiction(text: str, where: str) -> str:
    return f"“{text}” both may and may not stand, by {where}: decide, and take the other out."


def _both(one: Concept, other: Concept) -> Iterator[str]:
    """The texts that may stand by one concept and may not by the other, in one language."""
    refused: dict[tuple[str, str], list[Term]] = {}
    for term in _refused(other):
        refused.setdefault((term.language.lower(), key(term.text)), []).append(term)
    for term in one.terms if refused else ():
        same = refused.get((term.language.lower(), key(term.text)), ())
        if term.allowed and any(not parts_apart(it, term) for it in same):
            yield term.text


def _refused(concept: Concept) -> list[Term]:
    return [term for term in concept.terms if term.state is State.ACCEPTED and term.status not in ALLOWED]


def forbidden_alone(book: Book) -> Iterator[Fault]:
    """A forbidden term whose concept has nothing to write instead, and whose note does not say what to do."""
    known: dict[tuple[int, str], bool] = {}
    for index, concept, term in book.terms():
        if term.status is Status.FORBIDDEN and term.state is State.ACCEPTED and not term.note:
            primary = term.language.replace("_", "-").partition("-")[0]
            if (index, primary) not in known:
                known[index, primary] = bool(concept.renderings(primary))
            if not known[index, primary]:
                message = f"“{term.text}” is forbidden, and nothing is named to write instead: add a preferred term."
                yield Fault(index, term.text, message)


def several_preferred(book: Book) -> Iterator[Fault]:
    """Two preferred terms of one concept and language.

    Not an abbreviation beside its full form, two parts of speech, or the same term in both scripts.
    """
    for index, concept in enumerate(book.concepts):
        preferred = [term for term in concept.terms if term.allowed and term.status is Status.PREFERRED]
        seen: dict[tuple[str, str, str], Term] = {}
        for term in preferred:
            rival = next((other for other in seen.values() if _rivals(other, term)), None)
            seen.setdefault((term.language.lower(), key(term.text), term.part_of_speech), term)
            if rival:
                message = f"“{rival.text}” and “{term.text}” are both preferred: prefer one, and admit the other."
                yield Fault(index, term.text, message)


def _rivals(one: Term, other: Term) -> bool:
    return (
        one.language.lower() == other.language.lower()
        and key(one.text) != key(other.text)
        and not parts_apart(one, other)
        and not is_short_form(one.text, other.text)
        and not _of_two_scripts(one, other)
    )


def _of_two_scripts(one: Term, other: Term) -> bool:
    """Whether of two Chinese terms one is simplified and the other traditional."""
    if not speaks(one.language, "zh"):
        return False
    marks = [(bool(only_simplified(term.text)), bool(only_traditional(term.text))) for term in (one, other)]
    return set(marks) == {(True, False), (False, True)}
