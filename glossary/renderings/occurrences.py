"""An occurrence of a term with what is known of its rendering."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from glossary.matching.term_matcher import Occurrence
from glossary.renderings.tokenized_pair import Span


class Provenance(StrEnum):
    """How a rendering was found: in the glossary, by word alignment, by recurrence, as an acronym, or not at all."""

    GLOSSARY = "glossary"
    ALIGNMENT = "alignment"
    RECURRENCE = "recurrence"
    ACRONYM = "acronym"
    NOTHING = "nothing"


class RenderedOccurrence(NamedTuple):
    """An occurrence of a term in the source of pair `pair`, and its rendering; all words are indices of target words.

    `words` is the rendering. Linked by word alignment are `linked` with the term, `near` with the words next to it, and
    `each` with each of its words. It is `complete` unless a word of the term is linked with nothing in the rendering.
    """

    occurrence: Occurrence
    pair: int
    words: Span | None
    linked: frozenset[int]
    provenance: Provenance
    complete: bool = True
    near: tuple[int, ...] = ()
    each: tuple[frozenset[int], ...] = ()

    def is_whole(self, words: Span) -> bool:
        """Return whether each word of the term is linked with one of these target words."""
        return all(not places.isdisjoint(range(*words)) for places in self.each)


def has_overlap(span: Span, others: Iterable[Span]) -> bool:
    """Return whether a span shares a word with one of some others."""
    return any(span[0] < end and start < span[1] for start, end in others)
