"""Spans of renderings refined: widened, narrowed or found by their similarity to the term as a whole.

Word alignment links words one by one. The vector of the whole term shows whether a word next to its rendering belongs
to it ("energy" in "energy storage station"), and which words without a link render a term that has no rendering.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import product

from glossary.renderings.occurrences import Provenance, RenderedOccurrence
from glossary.renderings.tokenized_pair import Span, TokenizedPair

_REACH = 2  # words without a link that a rendering may take in at either end
_WIDEST = 4  # words without a link that may be a rendering by themselves
_APART = 4  # such words are fewer than so many words from those linked with the neighbours of the term
_WIDER_COST, _NARROWER_GAIN, _APART_COST = 0.03, 0.03, 0.15
"""How much similarity to the term each further word must add, how much each word less may lose, and how much words
elsewhere must add."""
_LEAST, _LEAST_OF_ONE = 0.4, 0.5  # the least similarity of several words without a link, and of a single one
_PIECE = 1024  # stretches that are looked at together


def refine_spans(
    found: Sequence[RenderedOccurrence], beads: Mapping[int, TokenizedPair], linked: Mapping[int, frozenset[int]]
) -> list[RenderedOccurrence]:
    """Return the occurrences with the spans that fit their terms best; `linked` has the linked words of each pair."""
    asked = [place for place, one in enumerate(found) if one.words and one.provenance is Provenance.ALIGNMENT]
    return _refine(found, asked, beads, linked)


def fill_gaps(
    found: Sequence[RenderedOccurrence], beads: Mapping[int, TokenizedPair], linked: Mapping[int, frozenset[int]]
) -> list[RenderedOccurrence]:
    """Return the occurrences; those without a rendering get words without a link from where it should be."""
    return _refine(found, [place for place, one in enumerate(found) if not one.words], beads, linked)


def _refine(
    found: Sequence[RenderedOccurrence],
    asked: Sequence[int],
    beads: Mapping[int, TokenizedPair],
    linked: Mapping[int, frozenset[int]],
) -> list[RenderedOccurrence]:
    result = list(found)
    list_runs = cache(lambda pair: _list_runs(beads[pair], linked[pair]))
    for start in range(0, len(asked), _PIECE):
        places = asked[start : start + _PIECE]
        options = [
            _list_spans(found[p], beads[found[p].pair], linked[found[p].pair], partial(list_runs, found[p].pair))
            for p in places
        ]
        texts = [[beads[found[p].pair].get_text(span) for span in row] for p, row in zip(places, options, strict=True)]
        similarities = _measure_similarity([found[p].occurrence.term.text for p in places], texts)
        for place, spans, values in zip(places, options, similarities, strict=True):
            result[place] = _choose_best(found[place], spans, values)
    return result


def list_options(
    found: Iterable[RenderedOccurrence], bead: TokenizedPair, linked: frozenset[int]
) -> Iterator[tuple[str, list[str]]]:
    """Yield the terms that `refine_spans` or `fill_gaps` looks at, each with the texts it is compared with."""
    list_runs = cache(lambda: _list_runs(bead, linked))
    for one in found:
        if one.provenance is not Provenance.GLOSSARY and (spans := _list_spans(one, bead, linked, list_runs)):
            yield one.occurrence.term.text, list(map(bead.get_text, spans))


def _list_runs(bead: TokenizedPair, linked: frozenset[int]) -> list[Span]:
    return [run for run in bead.find_runs(linked) if run[1] - run[0] <= _WIDEST]


def _list_spans(
    one: RenderedOccurrence, bead: TokenizedPair, linked: frozenset[int], list_runs: Callable[[], list[Span]]
) -> list[Span]:
    """Return the spans that are compared with the term, each once but for that of other words near by."""
    return [*_list_variants(one, bead, linked), *(() if one.complete else find_near(list_runs(), one.near))]


def _list_variants(one: RenderedOccurrence, bead: TokenizedPair, linked: frozenset[int]) -> Iterator[Span]:
    """Yield the span of an occurrence, if any, then what is wider or narrower."""
    if one.words:
        start, end = one.words
        starts = [start, *bead.find_free_words(start - 1, -1, _REACH, linked), start + 1]
        ends = [end, *(place + 1 for place in bead.find_free_words(end, 1, _REACH, linked)), end - 1]
        spans = [bead.trim(span) for span in product(starts, ends) if span[0] < span[1]]
        if len(spans) > 1 or not one.complete:
            yield from dict.fromkeys(spans)


def find_near(runs: Sequence[Span], places: Iterable[int]) -> list[Span]:
    """Return the runs, in order, that are near one of the places; the runs are in order and `_WIDEST` at most."""
    near = set[Span]()
    for place in places:
        first = bisect_left(runs, (place - _APART - _WIDEST + 1, 0))
        last = bisect_right(runs, (place + _APART + 1, 0))
        near |= {run for run in runs[first:last] if run[0] - _APART <= place < run[1] + _APART}
    return sorted(near)


def _measure_similarity(terms: Sequence[str], texts: Sequence[Sequence[str]]) -> list[list[float]]:
    """Return the cosine of each text and its term, to two decimals."""
    import numpy as np

    from glossary.vectors import encode

    pairs = [(term, text) for term, row in zip(terms, texts, strict=True) for text in row]
    places = {text: place for place, text in enumerate(dict.fromkeys(text for pair in pairs for text in pair))}
    vectors = encode(list(places))
    left, right = (vectors[[places[pair[side]] for pair in pairs]] for side in (0, 1))
    values = iter(np.einsum("ij,ij->i", left, right).round(2).tolist())
    return [[next(values) for _ in row] for row in texts]


def _choose_best(one: RenderedOccurrence, spans: Sequence[Span], values: Sequence[float]) -> RenderedOccurrence:
    options = dict(zip(spans, values, strict=True))
    if not one.words:
        span = max(spans, key=lambda span: options[span], default=(0, 0))  # of equals the first
        least = _LEAST if span[1] - span[0] > 1 else _LEAST_OF_ONE
        if options.get(span, 0) < least:
            return one
        return one._replace(words=span, provenance=Provenance.ALIGNMENT, complete=True)
    own = one.words
    if own not in options:
        return one
    kept = [span for span in spans if one.is_whole(span) or not one.complete]
    best = max(kept, key=lambda span: round(options[span] - _measure_cost(span, own), 2))
    more = best[0] < own[0] or own[1] < best[1]
    return one._replace(words=best, complete=one.complete or more)


def _measure_cost(span: Span, words: Span) -> float:
    """Return how much similarity a span must add to that of `words` to be better; less than 0 where it is shorter."""
    if span[1] <= words[0] or words[1] <= span[0]:
        return _APART_COST
    wider = max(words[0] - span[0], 0) + max(span[1] - words[1], 0)
    narrower = max(span[0] - words[0], 0) + max(words[1] - span[1], 0)
    return _WIDER_COST * wider - _NARROWER_GAIN * narrower
