"""Acronyms that a text spells out: the full name before each acronym in brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from glossary.pack.patterns import compile_late
from glossary.renderings.tokenized_pair import make_key

_BRACKETED = compile_late(r"\(([A-Z]{2,8})\)")
_STOP = compile_late(r"[.,;:!?()\[\]“”\"\n]")
_WORD = compile_late(r"[^\W_]+(?:['’][^\W_]+)*")
_SMALL = frozenset(["a", "an", "and", "at", "by", "de", "for", "from", "in", "of", "on", "the", "to", "with"])
_REACH = 120  # characters before an acronym in which its full name may be

Place = tuple[int, int]
Expansions = dict[str, dict[str, list[Place]]]


def find_expansions(text: str) -> Expansions:
    """Map each acronym in brackets to the full names before it, each with its places; small words need no initial.

    Names that differ in case, number and hyphens only are one, as it is written first.

    >>> find_expansions("the Harbour Board of Luhe (HBL), the Luhe Harbour Office (HBL)")
    {'HBL': {'Harbour Board of Luhe': [(4, 25)]}}
    """
    found: Expansions = {}
    for match in _BRACKETED.finditer(text):
        place = _find_full_name(text, match)
        if place:
            names = found.setdefault(match[1], {})
            name = next((one for one in names if make_key(one) == make_key(text[slice(*place)])), text[slice(*place)])
            names.setdefault(name, []).append(place)
    return found


def _find_full_name(text: str, acronym: re.Match[str]) -> Place | None:
    """Return the place of the words before an acronym whose initials make it."""
    start = max(acronym.start() - _REACH, 0)
    stops = [match.end() for match in _STOP.finditer(text, start, acronym.start())]
    words = [match.span() for match in _WORD.finditer(text, max(stops, default=start), acronym.start())]
    texts, initials = [text[slice(*word)] for word in words], acronym[1].lower()
    first = _match_initials(texts, initials, _SMALL)
    first = _match_initials(texts, initials, frozenset()) if first is None else first
    return None if first is None else (words[first][0], words[-1][1])


def _match_initials(words: Sequence[str], initials: str, passed: frozenset[str]) -> int | None:
    """Return the index of the word from which on the words have these initials, where those `passed` give none; small
    words need not give one. None where the words have not these initials.
    """
    left = len(initials)
    for index in range(len(words) - 1, -1, -1):
        word = words[index].lower()
        if word not in passed and word[0] == initials[left - 1]:
            left -= 1
        elif word not in _SMALL:
            return None
        if not left:
            return index
    return None
