"""Which terms of a source have no rendering in its translation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from glossary.lang import en_phrases
from glossary.matching.matcher import Matcher, Occurrence
from glossary.model import speaks


class Evidence(StrEnum):
    """What tells that a term is rendered, surest first."""

    FOUND = "found"
    INITIALS = "initials"
    APART = "apart"
    ELISION = "elision"


def missing(
    occurrences: Sequence[Occurrence], target: str, nearby: str, matcher: Matcher, language: str
) -> list[Occurrence]:
    """Return the occurrences in a source whose concept has no rendering in `target`, its translation.

    A concept that has no rendering in the target language is passed over; one that shares its stretch with others needs
    none where another of them has one. `nearby` is the text before and after the target: where the rendering
    stands there, a pronoun or the head of the rendering is enough. `matcher` has the glossaries of the occurrences.
    """
    here, there = _concepts(matcher, target, language), _concepts(matcher, nearby, language)
    silent = {
        (one.start, one.end)
        for one in occurrences
        if not _renderings(one, language) or evidence(one, target, here, there, language)
    }
    return [one for one in occurrences if (one.start, one.end) not in silent]


def evidence(one: Occurrence, target: str, here: Iterable[int], there: Iterable[int], language: str) -> Evidence | None:
    """Return what tells that a concept is rendered in `target`; `here` and `there` are the concepts that were found in
    it and nearby, by `id`.
    """
    if id(one.concept) in here:
        return Evidence.FOUND
    renderings = _renderings(one, language)
    if not speaks(language, "en"):
        return Evidence.ELISION if id(one.concept) in there else None
    if any(en_phrases.says_initials(text, target) for text in renderings):
        return Evidence.INITIALS
    if any(en_phrases.says_apart(text, target) for text in renderings):
        return Evidence.APART
    if id(one.concept) in there and (
        en_phrases.has_pronoun(target) or any(en_phrases.says_head(text, target) for text in renderings)
    ):
        return Evidence.ELISION
    return None


def _renderings(one: Occurrence, language: str) -> list[str]:
    """What the concept may be called, in any kind of the language."""
    return [term.text for term in one.concept.renderings(language.replace("_", "-").partition("-")[0])]


def _concepts(matcher: Matcher, text: str, language: str) -> frozenset[int]:
    return frozenset(id(found.concept) for found in matcher.find_all(text, language))
