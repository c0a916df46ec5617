"""Tells a short form of a term from another term."""

from __future__ import annotations


def is_short_form(one: str, other: str) -> bool:
    """Whether one text is an abbreviation of the other: its letters stand in the other, in order, the first first.

    In Latin script the abbreviation is in capitals.

    >>> is_short_form("WTO", "World Trade Organization"), is_short_form("世界贸易组织", "世贸组织")
    (True, True)
    >>> is_short_form("key minerals", "critical minerals")
    False
    """
    short, long = sorted((_letters(one), _letters(other)), key=len)
    if not short or len(short) == len(long) or not (short.isupper() or not short.isascii()):
        return False
    rest = iter(long.upper())
    return short[0] == long[0].upper() and all(letter in rest for letter in short)


def _letters(text: str) -> str:
    letters = "".join(filter(str.isalnum, text))
    return letters[:-1] if letters[-1:] == "s" and letters[:-1].isupper() else letters
