"""Ids of new concepts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from glossary.formats.identifiers import find_free_id
from glossary.model import Concept

_COUNTED = re.compile(r"-[0-9]{1,9}$")
_NUMBERED = re.compile(r"(.*?)([0-9]{1,18})", re.DOTALL)


def list_words(concepts: Iterable[Concept]) -> frozenset[str]:
    """Return the ids that are the text of a term of their concept, or this with a number, as in a file of pairs."""
    return frozenset(one.id for one in concepts if is_named_by(one.id, (term.text for term in one.terms)))


def is_named_by(name: str, texts: Iterable[str]) -> bool:
    """Return whether an id is one of these texts, or one with a number."""
    return not {name, _COUNTED.sub("", name)}.isdisjoint(text.strip() for text in texts)


def make_id(used: Collection[str], words: Collection[str] = (), wanted: str = "") -> str:
    """Make an id that is not used, in the form of the last one that ends in a number: `T-0041` gives `T-0042`.

    An id among `words` is a term, whose number is part of its name, such as `G20`. Where all are terms, the new id is
    `wanted`, with a number after it if it is used.

    >>> make_id(["T-0041", "T-0007", "intro"]), make_id([]), make_id(["G20"], ["G20"], "APEC")
    ('T-0042', 'c1', 'APEC')
    """
    free = [name for name in used if name not in words]
    taken = set(used)
    if used and not free and wanted:
        return find_free_id(wanted, taken)
    matches = [match for name in free if (match := _NUMBERED.fullmatch(name))]
    prefix, width = (matches[-1][1], len(matches[-1][2])) if matches else ("c", 1)
    number = max((int(match[2]) for match in matches if match[1] == prefix), default=0) + 1
    while (name := f"{prefix}{number:0{width}}") in taken:
        number += 1
    return name
