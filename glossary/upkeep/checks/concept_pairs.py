"""Checks that compare concepts with each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from glossary.model import ALLOWED, Concept, State, Status, Term
from glossary.upkeep.problems import Fault
from glossary.upkeep.similarity import are_distinct, differ_in_part_of_speech, is_spelling_variant, normalize
from glossary.upkeep.view import GlossaryView


def find_duplicate_concepts(view: GlossaryView) -> Iterator[Fault]:
    """Find concepts that share a source and a target term with an earlier one and are not distinguished from it."""
    for first, second in _find_pairs(view):
        one, other = view.concepts[first], view.concepts[second]
        mine, its = one.renderings(view.languages.target), other.renderings(view.languages.target)
        if shared := _find_shared(its, mine):
            message = (
                f"“{shared}” is the rendering of one source term in concept {one.id} too: "
                "put the two together, or define them apart."
            )
            yield Fault(second, shared, message)


def find_clashing_targets(view: GlossaryView) -> Iterator[Fault]:
    """Find source terms that two concepts render differently though no subject or definition distinguish them."""
    for first, second in _find_pairs(view):
        one, other = view.concepts[first], view.concepts[second]
        mine, its = one.renderings(view.languages.target), other.renderings(view.languages.target)
        if mine and its and not _find_shared(mine, its) and not differ_in_part_of_speech(mine[0], its[0]):
            common = view.list_sources(first) & view.list_sources(second)
            source = next(t.text for t in one.renderings(view.languages.source) if normalize(t.text) in common)
            message = (
                f"“{source}” is “{mine[0].text}” in concept {one.id} and “{its[0].text}” in {other.id}: "
                "prefer one, or give both a subject or a definition that distinguishes them."
            )
            yield Fault(second, source, message)


def _find_pairs(view: GlossaryView) -> list[tuple[int, int]]:
    """List the pairs of concepts that share a source term and are not distinguished by subject, definition or part of
    speech. Each concept is paired with the first such one.
    """
    found: dict[tuple[int, int], None] = {}
    for places in view.shared_sources.values():
        for place, second in enumerate(places):
            first = next((first for first in places[:place] if not _are_distinct(view, first, second)), None)
            if first is not None:
                found[first, second] = None
    return list(found)


def _are_distinct(view: GlossaryView, first: int, second: int) -> bool:
    one, other = view.concepts[first], view.concepts[second]
    mine, its = one.renderings(view.languages.source), other.renderings(view.languages.source)
    same = [(term, twin) for term in mine for twin in its if normalize(term.text) == normalize(twin.text)]
    return are_distinct(one, other) or all(differ_in_part_of_speech(term, twin) for term, twin in same)


def _find_shared(mine: tuple[Term, ...], its: tuple[Term, ...]) -> str:
    """Find the first text that is in both, in whatever spelling; "" where there is none."""
    return next((term.text for term in mine for other in its if is_spelling_variant(term.text, other.text)), "")


class Cycle(NamedTuple):
    """Two texts that replace each other, and the indexes of the two concepts that have them so."""

    texts: tuple[str, str]
    concepts: tuple[int, int]


def find_circular_replacements(view: GlossaryView) -> Iterator[Fault]:
    """Find texts that may not be used and are replaced by one which another concept replaces by them.

    Whatever a writer takes is then wrong. Where the concepts have different source terms, `find_circular_renderings`
    reports them.
    """
    return (_describe_cycle(view, cycle) for cycle in find_cycles(view) if not _has_different_sources(view, cycle))


def find_circular_renderings(view: GlossaryView) -> Iterator[Fault]:
    """Find the same where the concepts have different source terms: each text may be right for its own source."""
    return (_describe_cycle(view, cycle) for cycle in find_cycles(view) if _has_different_sources(view, cycle))


def _describe_cycle(view: GlossaryView, cycle: Cycle) -> Fault:
    (one, other), (first, second) = cycle
    message = (
        f"“{one}” gives way to “{other}” in concept {view.concepts[first].id}, and “{other}” to “{one}” "
        f"in {view.concepts[second].id}: decide for one."
    )
    return Fault(second, other, message)


def _has_different_sources(view: GlossaryView, cycle: Cycle) -> bool:
    mine, its = map(view.list_sources, cycle.concepts)
    return bool(mine and its and not mine & its)


def find_cycles(view: GlossaryView) -> list[Cycle]:
    """List the pairs of texts in one language that are each replaced by the other, in two concepts."""
    firsts: dict[tuple[str, str, str], int] = {}
    found: dict[tuple[str, str], Cycle] = {}
    for index, concept in enumerate(view.concepts):
        for language, refused, offered in _list_replacements(concept):
            old, new = normalize(refused), normalize(offered)
            firsts.setdefault((language, old, new), index)
            earlier = firsts.get((language, new, old))
            if earlier is not None and earlier != index:
                found.setdefault((new, old), Cycle((offered, refused), (earlier, index)))
    return list(found.values())


def _list_replacements(concept: Concept) -> Iterator[tuple[str, str, str]]:
    """Yield the language, a text that may not be used, and a text that may be used instead, for all such pairs."""
    offered: dict[str, dict[str, None]] = {}
    for term in concept.terms:
        if term.allowed and term.status in (Status.PREFERRED, None):
            offered.setdefault(term.language, {})[term.text] = None
    accepted = (term for term in concept.terms if term.state is State.ACCEPTED and not term.when_source)
    refused = (term for term in accepted if term.status not in ALLOWED)
    for language, text in dict.fromkeys((term.language, term.text) for term in refused):
        yield from ((language, text, other) for other in offered.get(language, ()))
