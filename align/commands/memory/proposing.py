"""What a memory proposes: its steady terms as candidates for a glossary, and renderings of words."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from align.memory.evidence import LEAST_COUNT, LEAST_DOCUMENTS, HouseTerm, find_specific_terms, order_renderings
from align.memory.searching import Query
from align.memory.store import Store
from glossary.extract.english import choose_base_form
from glossary.extract.examples import cut_example, rank_example, remove_blanks
from glossary.extract.phrases import Phrase
from glossary.lang.en import find_lemmas

_EXAMPLES = 20
"""Pairs of the latest documents that the example of a term is chosen from."""


class ProposedTerm(NamedTuple):
    """A term and its rendering in base form, the counts of both, and the two texts of a pair with them, shortened.

    Without an example the term is in simplified script, else as the example has it.
    """

    source: str
    target: str
    house: HouseTerm
    source_example: str = ""
    target_example: str = ""


class UsedRendering(NamedTuple):
    """A rendering of a word: how many times it is in the `pairs` with the word, in how many documents, when last."""

    text: str
    times: int
    pairs: int
    documents: int
    last: str


def propose_terms(path: str, least: int | None = None) -> Iterator[ProposedTerm]:
    """Yield the terms that the memory in a file renders steadily, by nouns, the most frequent first, with examples.

    Those have their rendering in at least `least` pairs, if it is given. There are no examples where the index of the
    memory was made with another dictionary. Raises FileError, DictionaryNotFoundError.
    """
    with Store(path) as memory:
        documents = {one.id: one for one in memory.documents() if one.words}
        size = max(sum(one.words for one in documents.values()), 1)
        terms = list(memory.list_terms(max(LEAST_COUNT, least or 0), LEAST_DOCUMENTS))
        found = [
            one
            for one in find_specific_terms(memory.add_up_terms(terms, documents), size)
            if one[0].count >= (least or 0)
        ]
        for house, texts in sorted(found, key=lambda one: (-one[0].count, one[0].term)):
            proposed = ProposedTerm(house.term, choose_base_form(texts), house)
            if _has_verb(proposed.target):
                continue
            yield _add_example(memory, proposed) if memory.has_current_index else proposed


def _has_verb(rendering: str) -> bool:
    """Return whether a rendering is no name of a thing, as a verb is at an end of it: “manage risks”, “rates rise”.

    Participles may be before a noun, and words in -ing are nouns, too: “listed companies”, “operating profit”.
    """
    words = rendering.lower().split()
    if len(words) < 2:
        return False
    first, last = words[0], words[-1]
    starts, ends = (find_lemmas(word).keys() == {"VERB"} for word in (first, last))
    return (starts and not first.endswith(("ed", "ing"))) or (ends and not last.endswith("ing"))


def _add_example(memory: Store, proposed: ProposedTerm) -> ProposedTerm:
    """Return a term with the best of its latest examples: the shortest that is longer than a headline."""
    term, rendering = Query(proposed.house.term), Query(proposed.house.rendering)
    hits = memory.find([term, rendering], _EXAMPLES).hits
    for hit in sorted(hits, key=lambda one: rank_example(one.pair.source)):
        source, target = hit.pair.source, hit.pair.target
        here = next(term.find(source, hit.document.source_lang), None)
        there = next(rendering.find(target, hit.document.target_lang), None)
        if here and there:
            return proposed._replace(
                source=remove_blanks(source[here.start : here.end]),
                source_example=cut_example(source, Phrase((), *here)),
                target_example=cut_example(target, Phrase((), *there)),
            )
    return proposed


def find_renderings(path: str, words: Collection[str]) -> dict[str, list[UsedRendering]]:
    """Return how the memory in a file renders words, in either script, the commonest rendering first.

    Words that it does not have are left out. Raises FileError.
    """
    from glossary.dictionary.script_folding import simplify

    simple = {word: simplify(word) for word in words}
    with Store(path) as memory:
        documents = {one.id: one for one in memory.documents() if one.words}
        totals = {one.term: one for one in memory.add_up_terms(set(simple.values()), documents)}
    return {
        word: [
            UsedRendering(text, one.present, totals[term].pairs, one.documents, one.last)
            for one, text in order_renderings(totals[term])
        ]
        for word, term in simple.items()
        if term in totals
    }
