"""How each occurrence of a source term is rendered in the translation of its sentence.

A rendering that the glossary has for the term is found by its matcher. Else it is the stretch of words that word
alignment links with the term, function words at its edges left out. Where that differs from what the term is called
elsewhere in the texts, and a commoner rendering stands in the sentence too, the alignment is taken to have erred; an
acronym is the rendering whose initials it is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from glossary.bead_words import BeadWords, Span, stretch
from glossary.lang import en_phrases
from glossary.matcher import Matcher, Occurrence


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


class Rendering(NamedTuple):
    """An occurrence of a source term and its rendering; spans are code points of the texts of pair `pair`.

    `text` is the rendering as it stands there; `key` is the same for its inflections, in any case, with or without
    hyphens. Where none was found the span is None and both are empty.
    """

    term: str
    pair: int
    source: Span
    target: Span | None
    text: str
    key: str
    means: Means


class _Found(NamedTuple):
    """What one occurrence is known by: words are places in the target's words, `linked` those linked with the term."""

    occurrence: Occurrence
    pair: int
    words: Span | None
    linked: frozenset[int]
    means: Means


def renderings(pairs: Sequence[tuple[str, str]], matcher: Matcher) -> list[Rendering]:
    """Return the rendering of each occurrence of a Chinese term of the glossaries in the source of some pairs of texts.

    They are in order of pair and place. Of terms that share a stretch the first counts. Raises what
    `glossary.word_alignment.align_words` raises.
    """
    from glossary.word_alignment import align_words

    occurrences = {n: found for n, (source, _) in enumerate(pairs) if (found := _distinct(matcher.find(source, "zh")))}
    beads = {number: BeadWords(*pairs[number]) for number in occurrences}
    links = align_words([bead.texts for bead in beads.values()])
    found: list[_Found] = []
    for (number, bead), row in zip(beads.items(), links, strict=True):
        found += _in_bead(number, bead, occurrences[number], bead.linked(row), matcher)
    return list(_named(_settled(found, beads), beads, pairs))


def _distinct(occurrences: Iterable[Occurrence]) -> list[Occurrence]:
    return list({(one.start, one.end): one for one in reversed(list(occurrences))}.values())[::-1]


def _in_bead(
    number: int, bead: BeadWords, occurrences: Sequence[Occurrence], links: dict[int, set[int]], matcher: Matcher
) -> Iterator[_Found]:
    known = [(one.concept, bead.words_in(one.start, one.end)) for one in matcher.find_all(bead.target, "en")]
    taken: list[Span] = []
    for one in occurrences:
        words = range(*bead.source_words(one.start, one.end))
        own = frozenset(place for word in words for place in links.get(word, ()))
        others = frozenset(place for word, places in links.items() if word not in words for place in places) - own
        listed = [span for concept, span in known if concept is one.concept and not _overlaps(span, taken)]
        if listed:
            span = min(listed, key=lambda span: (-len(own.intersection(range(*span))), span[0] - span[1], span))
            yield _Found(one, number, span, own, Means.GLOSSARY)
            taken.append(span)
        else:
            span_or_none = stretch(bead, own, others)
            yield _Found(one, number, span_or_none, own, Means.ALIGNMENT if span_or_none else Means.NOTHING)


def _settled(found: Sequence[_Found], beads: dict[int, BeadWords]) -> list[_Found]:
    """Give each occurrence the commonest rendering of its term that its bead has room for."""
    counts: defaultdict[int, Counter[str]] = defaultdict(Counter)
    taken: defaultdict[int, list[Span]] = defaultdict(list)
    for one in found:
        if one.words:
            counts[id(one.occurrence.concept)][beads[one.pair].key(one.words)] += 1
            taken[one.pair].append(one.words)
    common = {concept: _common(ours) for concept, ours in counts.items()}
    settled = []
    for one in found:
        concept = id(one.occurrence.concept)
        free = _Room(beads[one.pair], [span for span in taken[one.pair] if span != one.words])
        better = None if one.means is Means.GLOSSARY else _better(one, free, counts[concept], common.get(concept, ()))
        if better and better.words:
            taken[one.pair].append(better.words)
        settled.append(better or one)
    return settled


def _common(counts: Counter[str]) -> tuple[str, ...]:
    """The renderings that a term has often enough to be looked for, the commonest first."""
    least = max(_FEW, _SHARE * counts.total())
    return tuple(sorted((key for key in counts if counts[key] >= least), key=lambda key: (-counts[key], key)))


def _better(one: _Found, room: _Room, counts: Counter[str], common: Iterable[str]) -> _Found | None:
    """The occurrence with a commoner rendering of its term, or with the acronym of one, where its bead has it."""
    own = counts[room.bead.key(one.words)] if one.words else 0
    commoner = [key for key in common if counts[key] > own]
    for key in commoner:
        for span in room.spans(room.bead.find(key)):
            if _covers(span, one) or (counts[key] >= _OFTEN * own and own <= max(1, _RARE * counts.total())):
                return one._replace(words=span, means=Means.RECURRENCE)
    for key in commoner:
        for span in room.spans(room.bead.acronyms()):
            if en_phrases.says_initials(key, room.bead.text(span)):
                return one._replace(words=span, means=Means.ACRONYM)
    return None


def _covers(span: Span, one: _Found) -> bool:
    """Whether a stretch lies elsewhere than the occurrence's own, or has as many of the linked words."""
    if not one.words or not _overlaps(span, [one.words]):
        return True
    return len(one.linked.intersection(range(*span))) >= len(one.linked.intersection(range(*one.words)))


class _Room(NamedTuple):
    """A bead, and the stretches that render other occurrences."""

    bead: BeadWords
    taken: Sequence[Span]

    def spans(self, found: Iterable[Span]) -> Iterator[Span]:
        """Those of some stretches that are free."""
        return (span for span in found if not _overlaps(span, self.taken))


def _overlaps(span: Span, others: Iterable[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _named(
    found: Iterable[_Found], beads: dict[int, BeadWords], pairs: Sequence[tuple[str, str]]
) -> Iterator[Rendering]:
    """The renderings; one that is an acronym has the key of the commonest rendering of its term that it abbreviates."""
    rows = [(one, beads[one.pair].key(one.words) if one.words else "") for one in found]
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one, key in rows:
        counts[one.occurrence.term.text][key] += 1
    whole = {(term, key): full for term, ours in counts.items() for key in ours if (full := _spelled_out(key, ours))}
    for one, key in rows:
        occurrence, bead = one.occurrence, beads[one.pair]
        term, place = occurrence.term.text, bead.characters(one.words) if one.words else None
        text = pairs[one.pair][1][slice(*place)] if place else ""
        full = whole.get((term, key))
        means = Means.ACRONYM if full else one.means
        yield Rendering(term, one.pair, (occurrence.start, occurrence.end), place, text, full or key, means)


def _spelled_out(key: str, counts: Counter[str]) -> str:
    """The commonest of some renderings whose initials a rendering of one word is; "" where there is none."""
    if not key or " " in key:
        return ""
    full = [other for other in counts if " " in other and initials(other) == key]
    return min(full, key=lambda other: (-counts[other], other), default="")


def initials(key: str) -> str:
    """Return the first letters of the words of a key that carry content.

    >>> initials("hong kong monetary authority")
    'hkma'
    """
    return "".join(word[0] for word in en_phrases.content_words(key))
