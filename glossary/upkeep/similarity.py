"""Whether two texts, terms or concepts are the same: equal, spellings of one term, or distinguished by the glossary."""

from __future__ import annotations

import re
import unicodedata

from glossary.model import Concept, Term

_WORD = re.compile(r"[^\W_]+")


def normalize(text: str) -> str:
    """Bring a text into the form in which terms are compared: canonical composition, single spaces; the case counts."""
    return " ".join(text.split()) if text.isascii() else " ".join(unicodedata.normalize("NFC", text).split())


def are_distinct(one: Concept, other: Concept) -> bool:
    """Return whether two concepts have different subjects, or different definitions."""
    pairs = ((one.subject, other.subject), (one.definition, other.definition))
    return any(mine and its and normalize(mine).casefold() != normalize(its).casefold() for mine, its in pairs)


def differ_in_part_of_speech(one: Term, other: Term) -> bool:
    """Return whether two terms both have a part of speech, and not the same."""
    return bool(one.part_of_speech and other.part_of_speech and one.part_of_speech != other.part_of_speech)


def is_spelling_variant(one: str, other: str) -> bool:
    """Return whether two texts are spellings of one term: they differ in capitals, hyphens or number, or one is a short
    form.

    >>> is_spelling_variant("Face masks", "face-mask"), is_spelling_variant("mask", "task")
    (True, False)
    >>> is_spelling_variant("FFO", "Fintech Facilitation Office")
    True
    """
    return _reduce(one) == _reduce(other) or is_short_form(one, other)


def _reduce(text: str) -> str:
    """Reduce a text to its letters in lower case, without plural endings and what is between words."""
    return "".join(_singularize(word) for word in _WORD.findall(text.casefold())) or text


def _singularize(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word


def is_short_form(one: str, other: str) -> bool:
    """Return whether one text is a short form of the other: its letters are in the other in this order, from the first
    on.

    In Latin script a short form is in capitals.

    >>> is_short_form("WTO", "World Trade Organization"), is_short_form("世界贸易组织", "世贸组织")
    (True, True)
    >>> is_short_form("key minerals", "critical minerals")
    False
    """
    short, long = sorted((_list_letters(one), _list_letters(other)), key=len)
    if not short or len(short) == len(long) or not (short.isupper() or not short.isascii()):
        return False
    rest = iter(long.upper())
    return short[0] == long[0].upper() and all(letter in rest for letter in short)


def _list_letters(text: str) -> str:
    """Return the letters and digits of a text, without the plural ending of an acronym."""
    letters = "".join(filter(str.isalnum, text))
    return letters[:-1] if letters[-1:] == "s" and letters[:-1].isupper() else letters
