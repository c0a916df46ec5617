"""How each occurrence of a source term is rendered in the translation of its sentence.

A rendering that the glossary has for the term is found by the matcher. Else it is the span of words that word alignment
links with the term, without function words at its ends. Where a commoner rendering of the term is in the sentence too,
that is taken instead. An acronym counts as the rendering whose initials it is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, islice
from typing import TYPE_CHECKING, NamedTuple

from glossary.lang import en_phrases
from glossary.matching.term_matcher import Matcher, Occurrence
from glossary.renderings.common_renderings import count_renderings, prefer_common_renderings
from glossary.renderings.occurrences import Provenance, RenderedOccurrence, has_overlap
from glossary.renderings.span_refinement import fill_gaps, list_options, refine_spans
from glossary.renderings.steps import Steps, run
from glossary.renderings.tokenized_pair import Span, TokenizedPair, find_longest_stretch

if TYPE_CHECKING:
    from glossary.word_alignment.cooccurrence import Cooccurrence, Counts


class Rendering(NamedTuple):
    """An occurrence of a source term and its rendering; spans are code points of the texts of pair `pair`.

    `text` is the rendering as it is there; `key` its lemmas, the same in any case and with or without hyphens. Where
    none was found, `target` is None and both are empty. It is `complete` unless a word of the term is linked with
    nothing in it.
    """

    term: str
    pair: int
    source: Span
    target: Span | None
    text: str
    key: str
    provenance: Provenance
    complete: bool = True


Text = tuple[Sequence[tuple[str, str]], Matcher]
"""The (source, target) pairs of a text, and what finds its terms."""


class LinkedOccurrences(NamedTuple):
    """Occurrences of terms in some pairs, in order, the pairs that have any, by number, and their linked words."""

    found: list[RenderedOccurrence]
    beads: dict[int, TokenizedPair]
    linked: dict[int, frozenset[int]]


def find_renderings(pairs: Sequence[tuple[str, str]], matcher: Matcher) -> list[Rendering]:
    """Return the rendering of each occurrence of a Chinese term in (source, target) pairs, in order.

    `matcher` finds the terms. Of terms at one place the first counts. Raises what `glossary.word_alignment.align_words`
    raises.
    """
    return find_renderings_of_all([(pairs, matcher)])[0]


def find_renderings_of_all(texts: Sequence[Text]) -> list[list[Rendering]]:
    """Return what `find_renderings` does of each of several texts; their words are encoded together."""
    return run(search_renderings(texts))


def search_renderings(texts: Sequence[Text]) -> Steps[list[list[Rendering]]]:
    """Go step by step to what `find_renderings_of_all` returns."""
    linked = yield from _link_in_steps(texts)
    counts = count_renderings(linked.found, linked.beads)
    firsts = list(accumulate((len(pairs) for pairs, _ in texts), initial=0))
    by_text: list[list[Rendering]] = [[] for _ in texts]
    for one in settle_renderings(linked, counts):
        text = bisect_right(firsts, one.pair) - 1
        by_text[text].append(one._replace(pair=one.pair - firsts[text]))
    return [list(spell_out_acronyms(row)) for row in by_text]


def link_occurrences(texts: Sequence[Text], together: Cooccurrence | None = None) -> LinkedOccurrences:
    """Find the terms in the pairs of texts, each with the words that render it as far as its own pair shows.

    Pairs are numbered from the first of the first text on. `together` gives how often words occur together, where more
    pairs belong to these. Raises as `find_renderings`.
    """
    return run(_link_in_steps(texts, together))


def _link_in_steps(texts: Sequence[Text], together: Cooccurrence | None = None) -> Steps[LinkedOccurrences]:
    from glossary.word_alignment import align_blocks

    places, sizes = _find_places(texts)
    words = [place.bead.texts for place in places]
    yield (word for pair in words for side in pair for word in side)
    spans = [[place.bead.find_source_words(one.start, one.end) for one in place.occurrences] for place in places]
    found: list[RenderedOccurrence] = []
    linked: dict[int, frozenset[int]] = {}
    left = iter(places)
    for block in align_blocks(words, sizes, together, spans):
        some = [place.find_known() for place in islice(left, len(block.links))]
        yield [*block.growth.list_texts(), *_list_first_options(some, block.links)]
        for place, match in zip(some, block.grow(), strict=True):
            linked[place.number], rendered = place.render(match.links)
            found += rendered
    beads = {place.number: place.bead for place in places}
    return LinkedOccurrences(refine_spans(found, beads, linked), beads, linked)


class _Place(NamedTuple):
    """A pair that has terms: its number, its words, where the terms are, and what the glossary has in the target."""

    number: int
    bead: TokenizedPair
    occurrences: Sequence[Occurrence]
    matcher: Matcher
    known: Sequence[Occurrence] = ()

    def find_known(self) -> _Place:
        """Return the pair with what the glossary has in the target."""
        return self._replace(known=self.matcher.find_all(self.bead.target, "en"))

    def render(self, links: Iterable[tuple[int, int]]) -> tuple[frozenset[int], list[RenderedOccurrence]]:
        """Return the linked words of the target, and the terms with the words that render them."""
        by_source = self.bead.group_links(links)
        linked = frozenset(place for places in by_source.values() for place in places)
        return linked, list(_render_pair(self, by_source))


def _find_places(texts: Sequence[Text]) -> tuple[list[_Place], list[int]]:
    """Return the pairs that have terms, and how many are of each text."""
    found, sizes = list[_Place](), list[int]()
    firsts = accumulate((len(pairs) for pairs, _ in texts), initial=0)
    for (pairs, matcher), first in zip(texts, firsts, strict=False):
        before = len(found)
        for number, here in _find_occurrences(pairs, matcher):
            found.append(_Place(first + number, TokenizedPair(*pairs[number]), here, matcher))
        sizes.append(len(found) - before)
    return found, sizes


def _list_first_options(places: Iterable[_Place], links: Iterable[Iterable[tuple[int, int]]]) -> Iterator[str]:
    """Yield the terms and spans that `refine_spans` would compare if no link grew: hardly others will be asked for."""
    for place, here in zip(places, links, strict=True):
        linked, found = place.render(here)
        for term, options in list_options(found, place.bead, linked):
            yield from (term, *options)


def _find_occurrences(pairs: Sequence[tuple[str, str]], matcher: Matcher) -> Iterator[tuple[int, list[Occurrence]]]:
    """Yield the index and the occurrences of each pair that has any."""
    for number, (source, _) in enumerate(pairs):
        if here := _drop_duplicates(matcher.find(source, "zh")):
            yield number, here


def count_words_together(pairs: Sequence[tuple[str, str]], matcher: Matcher) -> Counts:
    """Count the words, alone and together, of the pairs that `link_occurrences` aligns."""
    from glossary.word_alignment.cooccurrence import count_pairs

    return count_pairs(TokenizedPair(*pair).texts for pair in pairs if matcher.find(pair[0], "zh"))


def settle_renderings(linked: LinkedOccurrences, counts: Mapping[int, Counter[str]]) -> Iterator[Rendering]:
    """Yield the renderings, chosen by how often each concept has them: `counts` as `count_renderings` gives them."""
    beads = linked.beads
    settled = fill_gaps(prefer_common_renderings(linked.found, beads, counts), beads, linked.linked)
    for one in settled:
        occurrence, bead = one.occurrence, beads[one.pair]
        place = bead.find_characters(bead.add_particles(one.words)) if one.words else None
        text = bead.target[slice(*place)] if place else ""
        key = bead.make_key(one.words) if one.words else ""
        span = (occurrence.start, occurrence.end)
        yield Rendering(occurrence.term.text, one.pair, span, place, text, key, one.provenance, one.complete)


def spell_out_acronyms(renderings: Iterable[Rendering]) -> Iterator[Rendering]:
    """Yield the renderings; an acronym has the key of the commonest rendering of its term that it abbreviates."""
    found = list(renderings)
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in found:
        counts[one.term][one.key] += 1
    full = {term: _find_spelled_out(ours) for term, ours in counts.items()}
    for one in found:
        spelled = full[one.term].get(one.key) if one.key and " " not in one.key else None
        yield one._replace(key=spelled, provenance=Provenance.ACRONYM) if spelled else one


def _find_spelled_out(counts: Counter[str]) -> dict[str, str]:
    """Return for initials the commonest rendering of several words that has them."""
    best_last = sorted((key for key in counts if " " in key), key=lambda key: (-counts[key], key), reverse=True)
    return {find_initials(key): key for key in best_last}


def _drop_duplicates(occurrences: Iterable[Occurrence]) -> list[Occurrence]:
    return list({(one.start, one.end): one for one in reversed(list(occurrences))}.values())[::-1]


def _render_pair(place: _Place, links: dict[int, set[int]]) -> Iterator[RenderedOccurrence]:
    """Yield each term with the words that render it, by the glossary or by the links of source words."""
    bead = place.bead
    known = [(one.concept, bead.find_target_words(one.start, one.end)) for one in place.known]
    taken: list[Span] = []
    for one in place.occurrences:
        words = range(*bead.find_source_words(one.start, one.end))
        own = frozenset(place for word in words for place in links.get(word, ()))
        listed = [span for concept, span in known if concept is one.concept and not has_overlap(span, taken)]
        if listed:
            span = min(listed, key=lambda span: (-len(own.intersection(range(*span))), span[0] - span[1], span))
            yield RenderedOccurrence(one, place.number, span, own, Provenance.GLOSSARY)
            taken.append(span)
        else:
            others = frozenset(place for word, places in links.items() if word not in words for place in places) - own
            where = find_longest_stretch(bead, own, others)
            provenance = Provenance.ALIGNMENT if where else Provenance.NOTHING
            each = tuple(frozenset(links.get(word, ())) for word in words)
            near = tuple(_find_neighbours(words, links))
            found = RenderedOccurrence(one, place.number, where, own, provenance, near=near, each=each)
            yield found._replace(complete=bool(where and found.is_whole(where)))


def _find_neighbours(words: range, links: dict[int, set[int]]) -> Iterator[int]:
    """Yield the target words that are linked with the next linked source word before, and after, some source words."""
    before, after = [word for word in links if word < words.start], [word for word in links if word >= words.stop]
    for word in (*sorted(before)[-1:], *sorted(after)[:1]):
        yield from sorted(links[word])


def find_initials(key: str) -> str:
    """Return the first letters of the main words of a key.

    >>> find_initials("hong kong monetary authority")
    'hkma'
    """
    return "".join(word[0] for word in en_phrases.find_main_words(key))
