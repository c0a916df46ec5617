"""Where a text leaves the rendering that it gives a term elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from glossary.lang import en_phrases
from glossary.renderings import Means, Rendering, initials

_MAJORITY = 0.5
_LEAST = 2
"""How often a term must have the rendering that others are held against, and in what share of its occurrences."""


class Drift(NamedTuple):
    """A term, what it is called most often, how often that is, and the places where it is called something else."""

    term: str
    majority: str
    count: int
    minority: tuple[Rendering, ...]


def drifts(found: Iterable[Rendering], admitted: Collection[Collection[str]] = ()) -> list[Drift]:
    """Return the terms that are rendered in several ways, in order of their first occurrence.

    The majority is that of the renderings by `key`, shown as it stands first in the text. A rendering is no drift
    where none was found, where the glossary admits it, where it is an acronym, where it is a part of the majority
    (the Authority) or holds it whole, has the same words in another order (quality of assets), or where both are in one
    of the `admitted` groups of keys: names of one concept.
    """
    by_term: dict[str, list[Rendering]] = {}
    for one in found:
        if one.key:
            by_term.setdefault(one.term, []).append(one)
    return [drift for term, row in by_term.items() if (drift := _drift(term, row, admitted))]


def _drift(term: str, row: Sequence[Rendering], admitted: Collection[Collection[str]]) -> Drift | None:
    counts = Counter(one.key for one in row)
    majority = max(counts, key=lambda key: counts[key])  # of equals the first
    if counts[majority] < max(_LEAST, _MAJORITY * len(row)):
        return None
    minority = tuple(one for one in row if not _agrees(one, majority, admitted))
    same = [one for one in row if one.key == majority]
    shown = next((one.text for one in same if one.means is not Means.ACRONYM), same[0].text)
    return Drift(term, shown, counts[majority], minority) if minority else None


def _agrees(one: Rendering, majority: str, admitted: Collection[Collection[str]]) -> bool:
    if one.key == majority or one.means in (Means.GLOSSARY, Means.ACRONYM):
        return True
    own, wanted = set(en_phrases.content_words(one.key)), set(en_phrases.content_words(majority))
    if own <= wanted or wanted <= own or one.key.replace(" ", "") == majority.replace(" ", ""):
        return True
    if initials(majority) == one.key or initials(one.key) == majority:
        return True
    return any(one.key in group and majority in group for group in admitted)
