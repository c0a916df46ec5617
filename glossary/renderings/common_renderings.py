"""Renderings that word alignment missed: a common rendering of the term that is in the pair as well."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from glossary.lang import en_phrases
from glossary.renderings.occurrences import Provenance, RenderedOccurrence, has_overlap
from glossary.renderings.tokenized_pair import Span, TokenizedPair

_FEW, _SHARE = 2, 0.1
"""How often a term must have a rendering, and in what share of its occurrences, for it to be common."""
_OFTEN, _RARE = 4, 0.03
"""A rendering that covers fewer linked words is preferred where it is so many times commoner, and the other rare."""


def count_renderings(
    found: Iterable[RenderedOccurrence], beads: Mapping[int, TokenizedPair]
) -> dict[int, Counter[str]]:
    """Return how often each concept, by its `id()`, has each rendering, by its key."""
    counts: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for one in found:
        if one.words:
            counts[id(one.occurrence.concept)][beads[one.pair].make_key(one.words)] += 1
    return counts


def prefer_common_renderings(
    found: Sequence[RenderedOccurrence], beads: Mapping[int, TokenizedPair], counts: Mapping[int, Counter[str]]
) -> list[RenderedOccurrence]:
    """Return the occurrences, each with the commonest rendering of its term that is unused in its pair.

    `counts` are those of `count_renderings`, of these pairs and of all others that they belong together with.
    """
    taken: defaultdict[int, list[Span]] = defaultdict(list)
    for one in found:
        if one.words:
            taken[one.pair].append(one.words)
    common = {concept: _list_common(ours) for concept, ours in counts.items()}
    result = []
    for one in found:
        concept = id(one.occurrence.concept)
        room = _Room(beads[one.pair], [span for span in taken[one.pair] if span != one.words])
        better = _find_better(one, room, counts.get(concept, Counter()), common.get(concept, ()))
        if better and better.words:
            taken[one.pair].append(better.words)
        result.append(better or one)
    return result


def _list_common(counts: Counter[str]) -> tuple[str, ...]:
    """Return the keys of common renderings, the commonest first."""
    least = max(_FEW, _SHARE * counts.total())
    return tuple(sorted((key for key in counts if counts[key] >= least), key=lambda key: (-counts[key], key)))


def _find_better(
    one: RenderedOccurrence, room: _Room, counts: Counter[str], common: Iterable[str]
) -> RenderedOccurrence | None:
    """Return the occurrence with a commoner rendering of its term, or the acronym of one; None where there is none."""
    if one.provenance is Provenance.GLOSSARY:
        return None
    own = counts[room.bead.make_key(one.words)] if one.words else 0
    commoner = [key for key in common if counts[key] > own]
    for key in commoner:
        for span in room.keep_free(room.bead.find_key(key)):
            if _covers(span, one) or (counts[key] >= _OFTEN * own and own <= max(1, _RARE * counts.total())):
                return one._replace(words=span, provenance=Provenance.RECURRENCE, complete=True)
    for key in commoner:
        for span in room.keep_free(room.bead.find_acronyms()):
            if en_phrases.has_initials(key, room.bead.get_text(span)):
                return one._replace(words=span, provenance=Provenance.ACRONYM, complete=True)
    return None


def _covers(span: Span, one: RenderedOccurrence) -> bool:
    """Return whether a span is apart from that of the occurrence, or has no fewer of the linked words."""
    if not one.words or not has_overlap(span, [one.words]):
        return True
    return len(one.linked.intersection(range(*span))) >= len(one.linked.intersection(range(*one.words)))


class _Room(NamedTuple):
    """A pair, and the spans in it that render other occurrences."""

    bead: TokenizedPair
    taken: Sequence[Span]

    def keep_free(self, found: Iterable[Span]) -> Iterator[Span]:
        """Yield those spans that render no other occurrence."""
        return (span for span in found if not has_overlap(span, self.taken))
