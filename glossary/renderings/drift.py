"""Drift: places where a text renders a term otherwise than it mostly does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from glossary.lang import en_phrases
from glossary.renderings.occurrences import Provenance
from glossary.renderings.term_renderings import Rendering, find_initials
from glossary.renderings.tokenized_pair import is_acronym

_LEAST, _MAJORITY = 2, 0.5
"""How often a term must have its commonest rendering, and in what share of its occurrences, for drift to be reported.
"""


class Drift(NamedTuple):
    """A term, its commonest rendering, how often it has that (`number`), and its other renderings."""

    term: str
    majority: str
    number: int
    minority: tuple[Rendering, ...]


def find_drifts(
    found: Iterable[Rendering], admitted: Collection[Collection[str]] = (), least_share: float = _MAJORITY
) -> list[Drift]:
    """Return the terms that are rendered in several ways, in order of their first occurrence.

    Left out are terms whose commonest rendering (by `key`, shown as it is mostly written) has less than `least_share`
    of all: a word rendered in many ways is no term.

    A rendering is no drift where a word of the term has no counterpart in it, where the glossary has it, where it is an
    acronym or has figures, where it has words of the commonest rendering only, or all of them, related words counted
    (liquid, liquidity), or where both are in one of the `admitted` groups of keys, the names of one concept.
    """
    by_term: dict[str, list[Rendering]] = {}
    for one in found:
        if one.key:
            by_term.setdefault(one.term, []).append(one)
    return [drift for term, row in by_term.items() if (drift := _find_drift(term, row, admitted, least_share))]


def _find_drift(
    term: str, row: Sequence[Rendering], admitted: Collection[Collection[str]], least_share: float
) -> Drift | None:
    counts = Counter(one.key for one in row)
    majority = max(counts, key=lambda key: counts[key])  # of equals the first
    if counts[majority] < max(_LEAST, least_share * len(row)):
        return None
    minority = tuple(one for one in row if not _agrees(one, majority, admitted))
    same = [one for one in row if one.key == majority]
    texts = [one.text for one in same if one.provenance is not Provenance.ACRONYM] or [one.text for one in same]
    shown = max(texts, key=texts.count)  # of equals the first
    return Drift(term, shown, counts[majority], minority) if minority else None


def _agrees(one: Rendering, majority: str, admitted: Collection[Collection[str]]) -> bool:
    if one.key == majority or one.provenance in (Provenance.GLOSSARY, Provenance.ACRONYM) or not one.complete:
        return True
    if (
        is_acronym(one.text)
        or any(map(str.isdigit, one.text))
        or find_initials(majority) == one.key
        or find_initials(one.key) == majority
    ):
        return True
    if en_phrases.has_words_apart(one.key, majority) or en_phrases.has_words_apart(majority, one.key):
        return True
    closed = one.key.replace(" ", "") == majority.replace(" ", "")
    return closed or any(one.key in group and majority in group for group in admitted)
