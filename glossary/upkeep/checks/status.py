"""Checks of the statuses of terms."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from glossary.model import ALLOWED, SHORT_FORMS, Concept, State, Status, Term, matches_language
from glossary.upkeep.checks.concept_pairs import find_cycles
from glossary.upkeep.problems import Fault
from glossary.upkeep.scripts import find_simplified, find_traditional
from glossary.upkeep.similarity import are_distinct, differ_in_part_of_speech, is_short_form, normalize
from glossary.upkeep.view import GlossaryView

_MOST = 100
"""The most concepts with one source term that are compared with each other."""


def find_contradictions(view: GlossaryView) -> Iterator[Fault]:
    """Find terms that both may and may not be used: in one concept, or in concepts of one source term that are not
    distinguished.
    """
    circular = {index for cycle in find_cycles(view) for index in cycle.concepts}
    refusing = {index for index, concept in enumerate(view.concepts) if _list_refused(concept)}
    for index, concept in enumerate(view.concepts):
        for allowed, refused in _find_contradicted(concept, concept):
            first, copy = sorted((view.count_before(index, allowed), view.count_before(index, refused)))
            text = allowed.text
            yield Fault(index, text, _describe_contradiction(text, "the concept"), copy, first)
    for places in dict.fromkeys(view.shared_sources.values()):
        for first, second in combinations(places[:_MOST], 2):
            one, other = view.concepts[first], view.concepts[second]
            if refusing & {first, second} and not are_distinct(one, other) and not {first, second} <= circular:
                found = (*_find_contradicted(one, other), *_find_contradicted(other, one))
                for text in dict.fromkeys(allowed.text for allowed, _ in found):
                    yield Fault(second, text, _describe_contradiction(text, f"the concepts {one.id} and {other.id}"))


def _describe_contradiction(text: str, where: str) -> str:
    return f"“{text}” is both allowed and not allowed, by {where}: decide, and take the other out."


def _find_contradicted(one: Concept, other: Concept) -> Iterator[tuple[Term, Term]]:
    """Yield the terms that may be used by the first concept, each with a term of the second that says it may not."""
    refused: dict[tuple[str, str], list[Term]] = {}
    for term in _list_refused(other):
        refused.setdefault((term.language.lower(), normalize(term.text)), []).append(term)
    for term in one.terms if refused else ():
        same = refused.get((term.language.lower(), normalize(term.text)), ()) if term.allowed else ()
        against = next((twin for twin in same if not differ_in_part_of_speech(twin, term)), None)
        if against:
            yield term, against


def _list_refused(concept: Concept) -> list[Term]:
    """List the terms that should never be used: those that depend on the source may be right elsewhere."""
    accepted = (term for term in concept.terms if term.state is State.ACCEPTED and not term.when_source)
    return [term for term in accepted if term.status not in ALLOWED]


def find_forbidden_alone(view: GlossaryView) -> Iterator[Fault]:
    """Find forbidden terms without a note whose concept has no term to use instead."""
    known: dict[tuple[int, str], bool] = {}
    for index, concept, term in view.list_terms():
        if term.status is Status.FORBIDDEN and term.state is State.ACCEPTED and not term.note:
            primary = term.language.replace("_", "-").partition("-")[0]
            if (index, primary) not in known:
                known[index, primary] = bool(concept.renderings(primary))
            if not known[index, primary]:
                message = f"“{term.text}” is forbidden, and nothing is named to write instead: add a preferred term."
                yield Fault(index, term.text, message)


def find_several_preferred(view: GlossaryView) -> Iterator[Fault]:
    """Find concepts with two preferred terms in one language.

    Silent for a short form next to its full form, two parts of speech, and one term in both scripts.
    """
    for index, concept in enumerate(view.concepts):
        preferred = [term for term in concept.terms if term.allowed and term.status is Status.PREFERRED]
        seen: dict[tuple[str, str, str], Term] = {}
        for term in preferred:
            rival = next((other for other in seen.values() if _are_rivals(other, term)), None)
            seen.setdefault((term.language.lower(), normalize(term.text), term.part_of_speech), term)
            if rival:
                message = f"“{rival.text}” and “{term.text}” are both preferred: prefer one, and admit the other."
                yield Fault(index, term.text, message)


def _are_rivals(one: Term, other: Term) -> bool:
    return (
        one.language.lower() == other.language.lower()
        and normalize(one.text) != normalize(other.text)
        and not differ_in_part_of_speech(one, other)
        and not is_short_form(one.text, other.text)
        and (one.term_type in SHORT_FORMS) == (other.term_type in SHORT_FORMS)
        and not _are_two_scripts(one, other)
    )


def _are_two_scripts(one: Term, other: Term) -> bool:
    """Return whether one of two Chinese terms is in simplified and the other in traditional script."""
    if not matches_language(one.language, "zh"):
        return False
    marks = [(bool(find_simplified(term.text)), bool(find_traditional(term.text))) for term in (one, other)]
    return set(marks) == {(True, False), (False, True)}
