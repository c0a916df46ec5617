"""A word looked up in a glossary."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from glossary.lang.en_variants import variants
from glossary.lang.folding import fold, is_ideographic
from glossary.model import Concept, Glossary, Term, speaks

_ALIKE = 0.75  # the ratio of difflib from which two words may be a slip of the pen apart


class How(StrEnum):
    """How a term was found, best first."""

    EXACT = "exact"
    SCRIPT = "script"
    INFLECTED = "inflected"
    PREFIX = "prefix"
    FUZZY = "fuzzy"


class Hit(NamedTuple):
    """A term that was found, and its concept."""

    concept: Concept
    term: Term
    how: How


def look_up(glossary: Glossary, word: str, limit: int = 20) -> list[Hit]:
    """Return the terms that `word` may mean, best first, whatever their status and state.

    That is the term itself (case, width, blanks and hyphens apart), in the other Chinese script, in another inflection,
    with more before or behind it (in any inflection), and only where there is none of these, one written nearly so.
    """
    if not word.strip() or limit < 1:
        return []
    hits = list(_found(glossary, word)) or _alike(glossary, word, limit)
    places = {how: place for place, how in enumerate(How)}
    return sorted(hits, key=lambda hit: places[hit.how])[:limit]


def sought(glossary: Glossary, word: str) -> tuple[Term, ...]:
    """Return what to look for in texts when a person asks for `word`: the terms it means, or the word as a term."""
    sure = (How.EXACT, How.SCRIPT, How.INFLECTED)
    found = (hit.term for hit in look_up(glossary, word, len(glossary.concepts) + 1) if hit.how in sure)
    return tuple(dict.fromkeys(found)) or (Term(word.strip(), guess_language(word)),)


def guess_language(word: str) -> str:
    """Return "zh" where a word has an ideograph, else "en"."""
    return "zh" if any(map(is_ideographic, word)) else "en"


def _found(glossary: Glossary, word: str) -> Iterator[Hit]:
    """Yield the terms that are the word or hold it, in the order of the file; those that begin with it first."""
    language = guess_language(word)
    text, inside, script = fold(word.strip(), language).text, list[Hit](), _ideographs(word)
    forms = {fold(form, "en").text for form in variants(word.strip())} if language == "en" else set[str]()
    for concept in glossary.concepts:
        for term in concept.terms:
            folded = fold(term.text, term.language)
            if folded.text == text:
                yield Hit(concept, term, How.EXACT if _ideographs(term.text) == script else How.SCRIPT)
            elif folded.text in forms and speaks(term.language, "en"):
                yield Hit(concept, term, How.INFLECTED)
            elif folded.text.startswith(text):
                yield Hit(concept, term, How.PREFIX)
            elif text in folded.text or any(form in folded.text for form in forms):
                inside.append(Hit(concept, term, How.PREFIX))
    yield from inside


def _ideographs(text: str) -> list[str]:
    return list(filter(is_ideographic, text))


def _alike(glossary: Glossary, word: str, limit: int) -> list[Hit]:
    """The terms most like the word, in order of likeness, then of the file."""
    from difflib import get_close_matches

    lowered = word.strip().lower()
    by_text: dict[str, list[Hit]] = {}
    for concept in glossary.concepts:
        for term in concept.terms:
            by_text.setdefault(term.text.lower(), []).append(Hit(concept, term, How.FUZZY))
    return [hit for text in get_close_matches(lowered, by_text, limit, _ALIKE) for hit in by_text[text]]
