"""Where a text leaves the rendering that it gives a term elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from glossary.lang import en_phrases
from glossary.renderings.bead_words import is_acronym
from glossary.renderings.recurring_renderings import Means
from glossary.renderings.renderings import Rendering, initials

_LEAST, _MAJORITY = 2, 0.5
"""How often a term must have the rendering that others are held against, and in what share of its occurrences."""


class Drift(NamedTuple):
    """A term, what it is called most often, how often (`number`), and the places where it is called something else."""

    term: str
    majority: str
    number: int
    minority: tuple[Rendering, ...]


def drifts(
    found: Iterable[Rendering], admitted: Collection[Collection[str]] = (), least_share: float = _MAJORITY
) -> list[Drift]:
    """Return the terms that are rendered in several ways, in order of their first occurrence.

    Their commonest rendering has at least `least_share` of all; a word rendered in many ways is no term.

    The majority is that of the renderings by `key`, shown as it stands most often in the text. A rendering is no drift
    where none was found or a word of the term has no counterpart in it, where the glossary has it, where it is an
    acronym or has figures in it, where it has words of the majority alone (the Authority, quality of assets) or all of
    them, in forms of one family (liquid, liquidity), or where both are in one of the `admitted` groups of keys: names
    of one concept.
    """
    by_term: dict[str, list[Rendering]] = {}
    for one in found:
        if one.key:
            by_term.setdefault(one.term, []).append(one)
    return [drift for term, row in by_term.items() if (drift := _drift(term, row, admitted, least_share))]


def _drift(
    term: str, row: Sequence[Rendering], admitted: Collection[Collection[str]], least_share: float
) -> Drift | None:
    counts = Counter(one.key for one in row)
    majority = max(counts, key=lambda key: counts[key])  # of equals the first
    if counts[majority] < max(_LEAST, least_share * len(row)):
        return None
    minority = tuple(one for one in row if not _agrees(one, majority, admitted))
    same = [one for one in row if one.key == majority]
    texts = [one.text for one in same if one.means is not Means.ACRONYM] or [one.text for one in same]
    shown = max(texts, key=texts.count)  # of equals the first
    return Drift(term, shown, counts[majority], minority) if minority else None


def _agrees(one: Rendering, majority: str, admitted: Collection[Collection[str]]) -> bool:
    if one.key == majority or one.means in (Means.GLOSSARY, Means.ACRONYM) or not one.complete:
        return True
    if (
        is_acronym(one.text)
        or any(map(str.isdigit, one.text))
        or initials(majority) == one.key
        or initials(one.key) == majority
    ):
        return True
    if en_phrases.says_apart(one.key, majority) or en_phrases.says_apart(majority, one.key):
        return True
    closed = one.key.replace(" ", "") == majority.replace(" ", "")
    return closed or any(one.key in group and majority in group for group in admitted)
