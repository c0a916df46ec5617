"""Missing terms: those in a source text that have no rendering in its translation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from glossary.lang import en_phrases
from glossary.matching.term_matcher import Matcher, Occurrence
from glossary.model import matches_language


class Evidence(StrEnum):
    """Why a term counts as rendered, surest first: a term of the glossary, initials, scattered words, an elision."""

    FOUND = "found"
    INITIALS = "initials"
    APART = "apart"
    ELISION = "elision"


def find_missing(
    occurrences: Sequence[Occurrence], target: str, nearby: str, matcher: Matcher, language: str
) -> list[Occurrence]:
    """Return the occurrences in a source whose concept has no rendering in `target`, its translation.

    A concept without any term in the target language is passed over. Of several concepts at one place, one rendered is
    enough. `nearby` is the text before and after the target: where the rendering is there, a pronoun or the head of the
    rendering in the target is enough. `matcher` must have the glossaries of the occurrences.
    """
    here, there = _find_concepts(matcher, target, language), _find_concepts(matcher, nearby, language)
    concepts = {id(one.concept): one for one in occurrences}  # each is sought once, however often it occurs
    rendered = {
        key
        for key, one in concepts.items()
        if not _list_renderings(one, language) or find_evidence(one, target, here, there, language)
    }
    silent = {(one.start, one.end) for one in occurrences if id(one.concept) in rendered}
    return [one for one in occurrences if (one.start, one.end) not in silent]


def find_evidence(
    one: Occurrence, target: str, here: Iterable[int], there: Iterable[int], language: str
) -> Evidence | None:
    """Return why a concept counts as rendered in `target`; None where it does not.

    `here` and `there` are the `id`s of the concepts whose terms were found in the target and near it.
    """
    if id(one.concept) in here:
        return Evidence.FOUND
    renderings = _list_renderings(one, language)
    if not matches_language(language, "en"):
        return Evidence.ELISION if id(one.concept) in there else None
    if any(en_phrases.has_initials(text, target) for text in renderings):
        return Evidence.INITIALS
    if any(en_phrases.has_words_apart(text, target) for text in renderings):
        return Evidence.APART
    if id(one.concept) in there and (
        en_phrases.has_pronoun(target) or any(en_phrases.has_head(text, target) for text in renderings)
    ):
        return Evidence.ELISION
    return None


def _list_renderings(one: Occurrence, language: str) -> list[str]:
    """Return the terms for the concept in the language, regional varieties included."""
    return [term.text for term in one.concept.renderings(language.replace("_", "-").partition("-")[0])]


def _find_concepts(matcher: Matcher, text: str, language: str) -> frozenset[int]:
    return frozenset(id(found.concept) for found in matcher.find_all(text, language))
