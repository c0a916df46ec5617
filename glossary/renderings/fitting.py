"""Renderings made to fit: stretches of words widened, narrowed or found by how like their term they are as a whole.

Word alignment links words one by one; the vector of a whole term tells whether a neighbour without a link belongs to
its rendering (energy in "energy storage station"), and which of the words without a link render a term without one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import product

from glossary.renderings.bead_words import BeadWords, Span
from glossary.renderings.recurring_renderings import Found, Means

_REACH = 2  # words without a link that a rendering takes in at either end
_WIDEST = 4  # words without a link that may be a rendering by themselves
_APART = 4  # words between them and what renders the neighbours of the term, fewer than
_WIDER_COST, _NARROWER_GAIN, _APART_COST = 0.03, 0.03, 0.15
"""How much liker its term a rendering must become by each further word, how much less like by each word less it may,
and how much liker by words elsewhere."""
_LEAST, _LEAST_OF_ONE = 0.4, 0.5  # how like their term words without a link must be: several, or one
_PIECE = 4096  # stretches that are looked at together


def fitted(found: Sequence[Found], beads: Mapping[int, BeadWords], linked: Mapping[int, frozenset[int]]) -> list[Found]:
    """Return the occurrences with the stretches that fit them best; `linked` are the words with a link in each bead."""
    asked = [place for place, one in enumerate(found) if one.words and one.means is Means.ALIGNMENT]
    return _asked(found, asked, beads, linked)


def filled(found: Sequence[Found], beads: Mapping[int, BeadWords], linked: Mapping[int, frozenset[int]]) -> list[Found]:
    """Return the occurrences, those without a rendering with words without a link that stand where it should."""
    return _asked(found, [place for place, one in enumerate(found) if not one.words], beads, linked)


def _asked(
    found: Sequence[Found],
    asked: Sequence[int],
    beads: Mapping[int, BeadWords],
    linked: Mapping[int, frozenset[int]],
) -> list[Found]:
    result = list(found)
    for start in range(0, len(asked), _PIECE):
        places = asked[start : start + _PIECE]
        options = [list(_options(found[p], beads[found[p].pair], linked[found[p].pair])) for p in places]
        texts = [[beads[found[p].pair].text(span) for span in row] for p, row in zip(places, options, strict=True)]
        likeness = _likeness([found[p].occurrence.term.text for p in places], texts)
        for place, spans, values in zip(places, options, likeness, strict=True):
            result[place] = _best(found[place], spans, values)
    return result


def _options(one: Found, bead: BeadWords, linked: frozenset[int]) -> Iterator[Span]:
    """The stretch of an occurrence and those that could be meant instead, the first of them its own."""
    if one.words:
        start, end = one.words
        starts = [start, *bead.reach(start - 1, -1, _REACH, linked), start + 1]
        ends = [end, *(place + 1 for place in bead.reach(end, 1, _REACH, linked)), end - 1]
        spans = [bead.trimmed(span) for span in product(starts, ends) if span[0] < span[1]]
        if len(spans) > 1 or not one.complete:
            yield from dict.fromkeys(spans)
    if not one.complete:
        yield from (run for run in bead.runs(linked) if run[1] - run[0] <= _WIDEST and _is_near(run, one.near))


def _is_near(run: Span, places: Collection[int]) -> bool:
    return any(run[0] - _APART <= place < run[1] + _APART for place in places)


def _likeness(terms: Sequence[str], texts: Sequence[Sequence[str]]) -> list[list[float]]:
    """How like each text its term is, to two decimals."""
    import numpy as np

    from glossary.vectors import encode

    pairs = [(term, text) for term, row in zip(terms, texts, strict=True) for text in row]
    first = {term: place for place, term in enumerate(dict.fromkeys(terms))}
    second = {text: place for place, text in enumerate(dict.fromkeys(text for _, text in pairs))}
    left = encode(list(first))[[first[term] for term, _ in pairs]]
    right = encode(list(second))[[second[text] for _, text in pairs]]
    values = iter(np.einsum("ij,ij->i", left, right).round(2).tolist())
    return [[next(values) for _ in row] for row in texts]


def _best(one: Found, spans: Sequence[Span], values: Sequence[float]) -> Found:
    options = dict(zip(spans, values, strict=True))
    if not one.words:
        span = max(spans, key=lambda span: options[span], default=(0, 0))  # of equals the first
        least = _LEAST if span[1] - span[0] > 1 else _LEAST_OF_ONE
        return one._replace(words=span, means=Means.ALIGNMENT, complete=True) if options.get(span, 0) >= least else one
    own = one.words
    if own not in options:
        return one
    kept = [span for span in spans if one.is_whole(span) or not one.complete]
    best = max(kept, key=lambda span: round(options[span] - _cost(span, own), 2))
    more = best[0] < own[0] or own[1] < best[1]
    return one._replace(words=best, complete=one.complete or more)


def _cost(span: Span, words: Span) -> float:
    """How much liker its term a rendering must become by another stretch; less like it may be where that is shorter."""
    if span[1] <= words[0] or words[1] <= span[0]:
        return _APART_COST
    wider = max(words[0] - span[0], 0) + max(span[1] - words[1], 0)
    narrower = max(span[0] - words[0], 0) + max(words[1] - span[1], 0)
    return _WIDER_COST * wider - _NARROWER_GAIN * narrower
