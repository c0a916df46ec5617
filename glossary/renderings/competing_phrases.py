"""Competing phrases: pairs in one text that may name one thing, found without its source.

Two phrases compete if they end in the same noun and the words before it mean nearly the same: "critical minerals", "key
minerals". Similarity of meaning is the cosine of vectors (see `glossary.vectors`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, combinations, islice

from glossary.lang import en
from glossary.lang.en_modifiers import are_akin, are_kinds, is_adjective
from glossary.lang.words import Words
from glossary.pack.patterns import compile_late
from glossary.renderings.noun_phrases import PAIR, RECURS, NounPhrase, find_head, is_of_a_kind, is_rare, list_commonest

_WORD_AND_NOUN = compile_late(r"(?<![a-z])([a-z]+) (?=([a-z]{3,}))")
"""The end of each modifier of a text in small letters, and what may be the noun after it."""
_TOKEN = compile_late(r"[^\W_]+(?:[-'’][^\W_]+)*|[^\w\s]")
_SENTENCE_END = compile_late(r"[.!?;:\n]")
_REACH = 160  # characters of its sentence that are read on either side of a phrase
_SHORT = 1000  # characters, below which hardly any phrase recurs
_PHRASE, _ADJECTIVE, _NOUN = 0.80, 0.52, 0.68  # least cosines: of the phrases, of two adjectives, of other words
_MOST_OF_A_NOUN, _MOST_PAIRS, _MOST_PLACES = 30, 500, 200  # limits for long texts


@dataclass(frozen=True, slots=True)
class CompetingPhrases:
    """Two phrases that may be one term, the commoner first, and the cosine of their vectors, to two decimals."""

    usual: NounPhrase
    rare: NounPhrase
    similarity: float


def find_competing_phrases(words: Words) -> list[CompetingPhrases]:
    """Return the pairs of phrases of a text that may be one term, in the order of the first place of the rarer one.

    Raises what `glossary.vectors.encode` raises where the text has candidates.
    """
    text = words.text
    found: list[CompetingPhrases] = []
    if len(text) < _SHORT and not _has_phrase_again(text):
        return found
    similar = list(_keep_similar(_find_candidates(words)))
    spellings = _find_spellings(words, {rare.modifier for _, rare, _ in similar})
    for usual, rare, similarity in similar:
        if not _are_contrasted(text, spellings[rare.modifier], usual, rare):
            pair = CompetingPhrases(_confirm_places(text, usual), _confirm_places(text, rare), similarity)
            if len(pair.usual.places) >= RECURS and pair.rare.places:
                found.append(pair)
    return sorted(found, key=lambda pair: (pair.rare.places, pair.usual.places))


def _has_phrase_again(text: str) -> bool:
    """Return whether a word that may be a modifier, or end one, is twice before a noun that is after a third word, too,
    as it does where a phrase recurs next to another one.
    """
    small = text.lower()
    nouns: dict[str, list[str]] = {}
    for word, noun in _WORD_AND_NOUN.findall(small):
        nouns.setdefault(word, []).append(noun)
    again = set[str]()
    for word, row in nouns.items():
        if len(row) >= RECURS and (is_of_a_kind(word) or f"-{word}" in small):
            again.update(_list_recurring(map(find_head, row), RECURS))
    return bool(again) and not again.isdisjoint(_list_recurring(map(find_head, chain(*nouns.values())), RECURS + 1))


def _list_recurring(heads: Iterable[str | None], least: int) -> list[str]:
    """Return what recurs so often, but for None."""
    return [head for head, times in Counter(heads).items() if head and times >= least]


def _find_candidates(words: Words) -> list[tuple[NounPhrase, NounPhrase]]:
    """Return pairs that share a noun, the commoner phrase first; of a long text the most frequent ones.

    They are made of the commonest phrases; of rarer ones only where these are too few.
    """
    found: list[tuple[NounPhrase, NounPhrase]] = []
    for phrases in list_commonest(words):
        found = list(islice(_pair_phrases(phrases), _MOST_PAIRS))
        if len(found) == _MOST_PAIRS:
            break
    return found


def _pair_phrases(phrases: Iterable[NounPhrase]) -> Iterator[tuple[NounPhrase, NounPhrase]]:
    """Yield pairs that share a noun, the most frequent first."""
    by_noun: dict[str, list[NounPhrase]] = {}
    for phrase in phrases:
        by_noun.setdefault(phrase.noun, []).append(phrase)
    ranked: dict[int, list[tuple[NounPhrase, NounPhrase]]] = {}
    for pair in chain.from_iterable(_pair_up(group) for group in by_noun.values() if len(group) > 1):
        ranked.setdefault(-pair[1].count, []).append(pair)
    pairs = chain.from_iterable(sorted(ranked[count], key=_rank) for count in sorted(ranked))  # most are never sorted
    return (pair for pair in pairs if _may_compete(*pair))


def _rank(pair: tuple[NounPhrase, NounPhrase]) -> tuple[int, int, int]:
    usual, rare = pair
    return -usual.count, rare.rank, usual.rank


def _pair_up(group: Iterable[NounPhrase]) -> Iterator[tuple[NounPhrase, NounPhrase]]:
    commonest = sorted(group, key=lambda phrase: (-phrase.count, phrase.rank))
    return (pair for pair in combinations(commonest[:_MOST_OF_A_NOUN], 2) if pair[0].count >= RECURS)


def _may_compete(usual: NounPhrase, rare: NounPhrase) -> bool:
    """Return whether the noun can head a term, and the modifiers do not distinguish kinds."""
    one, other = usual.modifier, rare.modifier
    return _is_specific(usual.noun) and not are_kinds(one, other) and not are_akin(one, other)


@lru_cache(maxsize=16384)
def _is_specific(noun: str) -> bool:
    return is_rare(noun) and is_rare(en.inflect(noun, "NOUN", "NNS") or noun)


def _keep_similar(
    candidates: Sequence[tuple[NounPhrase, NounPhrase]],
) -> Iterator[tuple[NounPhrase, NounPhrase, float]]:
    """Yield the pairs whose phrases and whose modifiers are similar, with the similarity of the phrases.

    The modifiers are compared first: they are fewer, and few are alike.
    """
    modifiers = _compare([(usual.modifier, rare.modifier) for usual, rare in candidates])
    alike = [pair for pair, cosine in zip(candidates, modifiers, strict=True) if cosine >= _find_least_cosine(*pair)]
    phrases = _compare([(usual.text, rare.text) for usual, rare in alike])
    for (usual, rare), cosine in zip(alike, phrases, strict=True):
        if cosine >= _PHRASE:
            yield usual, rare, cosine


def _find_least_cosine(usual: NounPhrase, rare: NounPhrase) -> float:
    """Return how similar the modifiers of two phrases must be."""
    return _ADJECTIVE if is_adjective(usual.modifier) and is_adjective(rare.modifier) else _NOUN


def _compare(pairs: Sequence[tuple[str, str]]) -> list[float]:
    """Return the cosine of the vectors of each pair of texts, to two decimals."""
    if not pairs:
        return []
    from glossary.vectors import encode

    texts = list(dict.fromkeys(text for pair in pairs for text in pair))
    vectors = dict(zip(texts, encode(texts), strict=True))
    return [round(float(vectors[one] @ vectors[other]), 2) for one, other in pairs]


def _find_spellings(words: Words, wanted: Collection[str]) -> dict[str, list[str]]:
    """Return how each of some words, in small letters of ASCII, is written in a text, whatever the case."""
    joined = " ".join(words.distinct) if wanted else ""
    small = joined.replace("İ", "i").replace("ı", "i").replace("ſ", "s").lower()  # as IGNORECASE sees it
    found: dict[str, list[str]] = {}
    for word in wanted:
        pattern = re.compile(rf"\b{word}\b", re.IGNORECASE)
        places = (start for start in _find_each(small, word) if pattern.match(joined, start))
        found[word] = sorted({joined[start : start + len(word)] for start in places})
    return found


def _are_contrasted(text: str, spellings: Iterable[str], usual: NounPhrase, rare: NounPhrase) -> bool:
    """Return whether a sentence of the text has both modifiers, as one that compares or lists two things does.

    `spellings` are those of the modifier of the rarer phrase.
    """
    first, second = (re.compile(rf"\b{one.modifier}\b", re.IGNORECASE) for one in (rare, usual))
    return any(
        first.match(text, start) and second.search(" ".join(_find_surroundings(text, start, start + len(spelling))))
        for spelling in spellings
        for start in _find_each(text, spelling)
    )


def _find_each(text: str, wanted: str) -> Iterator[int]:
    """Yield where a string occurs in a text: several times faster than by an expression."""
    start = text.find(wanted)
    while start >= 0:
        yield start
        start = text.find(wanted, start + len(wanted))


def _find_surroundings(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what is before and after a place in its sentence."""
    before = _SENTENCE_END.split(text[max(start - _REACH, 0) : start])[-1]
    return before, _SENTENCE_END.split(text[end : end + _REACH])[0]


def _confirm_places(text: str, phrase: NounPhrase) -> NounPhrase:
    """Return the phrase with its places, of the first ones those where tags say adjective or noun before a noun."""
    found = sorted(place for form in phrase.forms for place in _find_places(text, form))
    places = (place for place in found[:_MOST_PLACES] if _is_noun_phrase(text, *place))
    return replace(phrase, places=(*places, *found[_MOST_PLACES:]))


def _find_places(text: str, form: tuple[str, str]) -> Iterator[tuple[int, int]]:
    """Yield the spans of two words where `PAIR` finds them."""
    joined = " ".join(form)
    for start in _find_each(text, joined):
        pair = PAIR.match(text, start)
        if pair and pair.groups() == form:
            yield start, start + len(joined)


def _is_noun_phrase(text: str, start: int, end: int) -> bool:
    from glossary.lang.en_tags import is_modifier

    before, behind = _find_surroundings(text, start, end)
    modifier, _, noun = text[start:end].partition(" ")
    return is_modifier(_TOKEN.findall(before), modifier, noun, [*_TOKEN.findall(behind), "."])
