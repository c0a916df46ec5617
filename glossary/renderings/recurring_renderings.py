"""Renderings that word alignment missed: what a term is called elsewhere in the texts, standing in the bead too."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from glossary.lang import en_phrases
from glossary.matching.matcher import Occurrence
from glossary.renderings.bead_words import BeadWords, Span

_FEW, _SHARE = 2, 0.1
"""How often a term must have a rendering, and in what share of its occurrences, for it to be looked for elsewhere."""
_OFTEN, _RARE = 4, 0.03
"""A rendering of fewer linked words is taken that is so many times commoner than one of at most this share."""


class Means(StrEnum):
    """What tells a rendering."""

    GLOSSARY = "glossary"
    ALIGNMENT = "alignment"
    RECURRENCE = "recurrence"
    ACRONYM = "acronym"
    NOTHING = "nothing"


class Found(NamedTuple):
    """What one occurrence is known by: words are places in the target's words, `linked` those linked with the term,
    `near` those linked with its neighbours, `each` those of each of its words."""

    occurrence: Occurrence
    pair: int
    words: Span | None
    linked: frozenset[int]
    means: Means
    complete: bool = True
    near: tuple[int, ...] = ()
    each: tuple[frozenset[int], ...] = ()

    def is_whole(self, words: Span) -> bool:
        """Whether each word of the term is linked with one of some target words."""
        return all(not places.isdisjoint(range(*words)) for places in self.each)


def settled(found: Sequence[Found], beads: dict[int, BeadWords]) -> list[Found]:
    """Give each occurrence the commonest rendering of its term that its bead has room for."""
    counts: defaultdict[int, Counter[str]] = defaultdict(Counter)
    taken: defaultdict[int, list[Span]] = defaultdict(list)
    for one in found:
        if one.words:
            counts[id(one.occurrence.concept)][beads[one.pair].key(one.words)] += 1
            taken[one.pair].append(one.words)
    common = {concept: _common(ours) for concept, ours in counts.items()}
    result = []
    for one in found:
        concept = id(one.occurrence.concept)
        free = _Room(beads[one.pair], [span for span in taken[one.pair] if span != one.words])
        better = None if one.means is Means.GLOSSARY else _better(one, free, counts[concept], common.get(concept, ()))
        if better and better.words:
            taken[one.pair].append(better.words)
        result.append(better or one)
    return result


def _common(counts: Counter[str]) -> tuple[str, ...]:
    """The renderings that a term has often enough to be looked for, the commonest first."""
    least = max(_FEW, _SHARE * counts.total())
    return tuple(sorted((key for key in counts if counts[key] >= least), key=lambda key: (-counts[key], key)))


def _better(one: Found, room: _Room, counts: Counter[str], common: Iterable[str]) -> Found | None:
    """The occurrence with a commoner rendering of its term, or with the acronym of one, where its bead has it."""
    own = counts[room.bead.key(one.words)] if one.words else 0
    commoner = [key for key in common if counts[key] > own]
    for key in commoner:
        for span in room.spans(room.bead.find(key)):
            if _covers(span, one) or (counts[key] >= _OFTEN * own and own <= max(1, _RARE * counts.total())):
                return one._replace(words=span, means=Means.RECURRENCE, complete=True)
    for key in commoner:
        for span in room.spans(room.bead.acronyms()):
            if en_phrases.says_initials(key, room.bead.text(span)):
                return one._replace(words=span, means=Means.ACRONYM, complete=True)
    return None


def _covers(span: Span, one: Found) -> bool:
    """Whether a stretch lies elsewhere than the occurrence's own, or has as many of the linked words."""
    if not one.words or not overlaps(span, [one.words]):
        return True
    return len(one.linked.intersection(range(*span))) >= len(one.linked.intersection(range(*one.words)))


class _Room(NamedTuple):
    """A bead, and the stretches that render other occurrences."""

    bead: BeadWords
    taken: Sequence[Span]

    def spans(self, found: Iterable[Span]) -> Iterator[Span]:
        """Those of some stretches that are free."""
        return (span for span in found if not overlaps(span, self.taken))


def overlaps(span: Span, others: Iterable[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)
