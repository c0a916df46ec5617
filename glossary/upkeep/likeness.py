"""Tells whether two terms are but spellings of one: capitals, hyphens, plural, or an abbreviation and its full form."""

from __future__ import annotations

import re

from glossary.upkeep.short_forms import is_short_form

_WORD = re.compile(r"[^\W_]+")


def alike(one: str, other: str) -> bool:
    """Whether two texts are the same term in another spelling.

    >>> alike("Face masks", "face-mask"), alike("FFO", "Fintech Facilitation Office"), alike("mask", "task")
    (True, True, False)
    """
    return loose(one) == loose(other) or is_short_form(one, other)


def loose(text: str) -> str:
    """The letters of a text in lower case, without what stands between words and a plural's ending."""
    return "".join(_singular(word) for word in _WORD.findall(text.casefold())) or text


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word
