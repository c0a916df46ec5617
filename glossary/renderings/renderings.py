"""How each occurrence of a source term is rendered in the translation of its sentence.

A rendering that the glossary has for the term is found by its matcher. Else it is the stretch of words that word
alignment links with the term, function words at its edges left out. Where that differs from what the term is called
elsewhere in the texts, and a commoner rendering stands in the sentence too, the alignment is taken to have erred; an
acronym is the rendering whose initials it is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from glossary.lang import en_phrases
from glossary.matching.matcher import Matcher, Occurrence
from glossary.renderings.bead_words import BeadWords, Span, stretch
from glossary.renderings.fitting import filled, fitted
from glossary.renderings.recurring_renderings import Found, Means, overlaps, settled


class Rendering(NamedTuple):
    """An occurrence of a source term and its rendering; spans are code points of the texts of pair `pair`.

    `text` is the rendering as it stands there; `key` is the same for its inflections, in any case, with or without
    hyphens. Where none was found the span is None and both are empty. It is `complete` unless a word of the term is
    linked with nothing in it.
    """

    term: str
    pair: int
    source: Span
    target: Span | None
    text: str
    key: str
    means: Means
    complete: bool = True


def renderings(pairs: Sequence[tuple[str, str]], matcher: Matcher) -> list[Rendering]:
    """Return the rendering of each occurrence of a Chinese term of the glossaries in the source of some pairs of texts.

    They are in order of pair and place. Of terms that share a stretch the first counts. Raises what
    `glossary.word_alignment.align_words` raises.
    """
    from glossary.word_alignment import align_words

    occurrences = {n: here for n, (source, _) in enumerate(pairs) if (here := _distinct(matcher.find(source, "zh")))}
    beads = {number: BeadWords(*pairs[number]) for number in occurrences}
    links = align_words([bead.texts for bead in beads.values()])
    found: list[Found] = []
    linked: dict[int, frozenset[int]] = {}
    for (number, bead), row in zip(beads.items(), links, strict=True):
        by_source = bead.linked(row)
        linked[number] = frozenset(place for places in by_source.values() for place in places)
        found += _in_bead(number, bead, occurrences[number], by_source, matcher)
    found = filled(settled(fitted(found, beads, linked), beads), beads, linked)
    return list(_named(found, beads, pairs))


def _distinct(occurrences: Iterable[Occurrence]) -> list[Occurrence]:
    return list({(one.start, one.end): one for one in reversed(list(occurrences))}.values())[::-1]


def _in_bead(
    number: int, bead: BeadWords, occurrences: Sequence[Occurrence], links: dict[int, set[int]], matcher: Matcher
) -> Iterator[Found]:
    known = [(one.concept, bead.words_in(one.start, one.end)) for one in matcher.find_all(bead.target, "en")]
    taken: list[Span] = []
    for one in occurrences:
        words = range(*bead.source_words(one.start, one.end))
        own = frozenset(place for word in words for place in links.get(word, ()))
        others = frozenset(place for word, places in links.items() if word not in words for place in places) - own
        listed = [span for concept, span in known if concept is one.concept and not overlaps(span, taken)]
        if listed:
            span = min(listed, key=lambda span: (-len(own.intersection(range(*span))), span[0] - span[1], span))
            yield Found(one, number, span, own, Means.GLOSSARY)
            taken.append(span)
        else:
            where = stretch(bead, own, others)
            means = Means.ALIGNMENT if where else Means.NOTHING
            each = tuple(frozenset(links.get(word, ())) for word in words)
            found = Found(one, number, where, own, means, near=tuple(_near(words, links)), each=each)
            yield found._replace(complete=bool(where and found.is_whole(where)))


def _near(words: range, links: dict[int, set[int]]) -> Iterator[int]:
    """The target words that are linked with the next source words before and after some."""
    before, after = [word for word in links if word < words.start], [word for word in links if word >= words.stop]
    for word in (*sorted(before)[-1:], *sorted(after)[:1]):
        yield from sorted(links[word])


def _named(
    found: Iterable[Found], beads: dict[int, BeadWords], pairs: Sequence[tuple[str, str]]
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
        spelled = whole.get((term, key))
        means = Means.ACRONYM if spelled else one.means
        span = (occurrence.start, occurrence.end)
        yield Rendering(term, one.pair, span, place, text, spelled or key, means, one.complete)


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
