"""Looking a word up in a glossary."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from glossary.lang.en_variants import list_variants
from glossary.lang.scripts import is_unspaced
from glossary.matching.folding import fold
from glossary.model import Concept, Glossary, Term, matches_language

_LEAST_SIMILARITY = 0.75  # the ratio of difflib from which one word may be a misspelling of another


class MatchKind(StrEnum):
    """How a term was found, best first."""

    EXACT = "exact"
    SCRIPT = "script"
    INFLECTED = "inflected"
    PREFIX = "prefix"
    FUZZY = "fuzzy"


class Hit(NamedTuple):
    """A term that was found, its concept, and how it was found."""

    concept: Concept
    term: Term
    how: MatchKind


def look_up(glossary: Glossary, word: str, limit: int = 20) -> list[Hit]:
    """Return the terms that `word` may mean, best first, whatever their status and state.

    First come the terms equal to the word (but for case, width, blanks and hyphens), then those equal in the other
    Chinese script, in another inflection, and those that hold the word; only where there is none of these, terms that
    are spelled much like it.
    """
    if not word.strip() or limit < 1:
        return []
    hits = list(_find_hits(glossary, word)) or _find_similar(glossary, word, limit)
    places = {how: place for place, how in enumerate(MatchKind)}
    return sorted(hits, key=lambda hit: places[hit.how])[:limit]


def choose_search_terms(glossary: Glossary, word: str) -> tuple[Term, ...]:
    """Return the terms to search texts for when a person asks for `word`: those it means, else the word itself."""
    sure = (MatchKind.EXACT, MatchKind.SCRIPT, MatchKind.INFLECTED)
    found = (hit.term for hit in look_up(glossary, word, len(glossary.concepts) + 1) if hit.how in sure)
    return tuple(dict.fromkeys(found)) or (Term(word.strip(), guess_language(word)),)


def guess_language(word: str) -> str:
    """Return "zh" where a word has a Han character or kana, else "en"."""
    return "zh" if any(map(is_unspaced, word)) else "en"


def _find_hits(glossary: Glossary, word: str) -> Iterator[Hit]:
    """Yield the terms that are the word or hold it, in the order of the file; those with it inside come last."""
    language = guess_language(word)
    text, inside, script = fold(word.strip(), language).text, list[Hit](), _keep_unspaced(word)
    forms = {fold(form, "en").text for form in list_variants(word.strip())} if language == "en" else set[str]()
    for concept in glossary.concepts:
        for term in concept.terms:
            folded = fold(term.text, term.language)
            if folded.text == text:
                yield Hit(concept, term, MatchKind.EXACT if _keep_unspaced(term.text) == script else MatchKind.SCRIPT)
            elif folded.text in forms and matches_language(term.language, "en"):
                yield Hit(concept, term, MatchKind.INFLECTED)
            elif folded.text.startswith(text):
                yield Hit(concept, term, MatchKind.PREFIX)
            elif text in folded.text or any(form in folded.text for form in forms):
                inside.append(Hit(concept, term, MatchKind.PREFIX))
    yield from inside


def _keep_unspaced(text: str) -> list[str]:
    return list(filter(is_unspaced, text))


def _find_similar(glossary: Glossary, word: str, limit: int) -> list[Hit]:
    """Return the terms spelled most like the word, in order of similarity, then of the file."""
    from difflib import get_close_matches

    lowered = word.strip().lower()
    by_text: dict[str, list[Hit]] = {}
    for concept in glossary.concepts:
        for term in concept.terms:
            by_text.setdefault(term.text.lower(), []).append(Hit(concept, term, MatchKind.FUZZY))
    return [hit for text in get_close_matches(lowered, by_text, limit, _LEAST_SIMILARITY) for hit in by_text[text]]
