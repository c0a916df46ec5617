"""Competing phrases: pairs in one text that may name one thing, found without its source.

Two phrases compete if they end in the same noun and the words before it mean nearly the same: "critical minerals", "key
minerals". Similarity of meaning is the cosine of vectors (see `glossary.vectors`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, combinations, compress, islice
from operator import and_
from typing import TYPE_CHECKING

from glossary.lang import en, fluency
from glossary.lang.en_modifiers import are_akin, are_kinds, is_adjective, is_general
from glossary.lang.pieces import cut_at_line_ends, split_at_spaces
from glossary.lang.words import Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_PAIR = re.compile(
    r"(?<![\w@#./-])((?:[A-Z](?<=[.!?]\s.)|\A[A-Z]|(?<=\n)[A-Z])?[a-z]+(?:-[a-z]+)*) (?=([a-z]{3,})(?![\w@-]|[./]\w))"
)
"""Two words in small letters; a capital may begin the sentence."""
_MODIFIER_LAST = re.compile(r"(?:\A[A-Z]|(?<![\w@#./-])(?:[A-Z](?<=[.!?]\s.))?)[a-z]+(?:-[a-z]+)*\Z")
_NOUN_FIRST = re.compile(r"[a-z]{3,}(?![\w@-]|[./]\w)")
"""The halves of `_PAIR` in what stands between spaces; a capital at the start needs one of `_BEFORE_SENTENCES`."""
_WORD_AND_NOUN = re.compile(r"(?<![a-z])([a-z]+) (?=([a-z]{3,}))")
"""The end of each `_MODIFIER_LAST` of a text in small letters, and the `_NOUN_FIRST` behind it."""
_BEFORE_SENTENCES = (".", "!", "?", "\n")
_TOKEN = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|[^\w\s]")
_SENTENCE_END = re.compile(r"[.!?;:\n]")
_REACH = 160  # characters of its sentence that are read on either side of a phrase
_USUAL_NOUN = -9.5  # ln of the frequency above which a noun is too general to head a term: year, people, system
_RECURS = 2
_SHORT = 1000  # characters, below which hardly any phrase recurs
_PHRASE, _ADJECTIVE, _NOUN = 0.80, 0.52, 0.68  # least cosines: of the phrases, of two adjectives, of other words
_LONGEST = 40  # characters of a phrase
_MOST_OF_A_NOUN, _MOST_PAIRS, _MOST_PLACES = 30, 500, 200  # limits for long texts


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A modifier and a noun, in small letters, as they first stand in a text.

    `noun` is the lemma of the noun, `count` says how often the phrase occurs, `forms` as which pairs of words, in
    singular and plural. `rank` is its place among the phrases of the text. `places` are the spans of the phrase in the
    text, empty until they are looked for.
    """

    text: str
    modifier: str
    noun: str
    rank: int
    count: int
    forms: tuple[tuple[str, str], ...]
    places: tuple[tuple[int, int], ...] = ()


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
    joined = " ".join(words.distinct)
    for usual, rare, similarity in _keep_similar(_find_candidates(_find_phrases(words))):
        if not _are_contrasted(text, joined, usual, rare):
            pair = CompetingPhrases(_confirm_places(text, usual), _confirm_places(text, rare), similarity)
            if len(pair.usual.places) >= _RECURS and pair.rare.places:
                found.append(pair)
    return sorted(found, key=lambda pair: (pair.rare.places, pair.usual.places))


def _has_phrase_again(text: str) -> bool:
    """Whether a word that may be a modifier, or end one, stands twice before a noun that stands behind a third word,
    too, as it does where a phrase recurs beside another one.
    """
    small = text.lower()
    nouns: dict[str, list[str]] = {}
    for word, noun in _WORD_AND_NOUN.findall(small):
        nouns.setdefault(word, []).append(noun)
    again = set[str]()
    for word, row in nouns.items():
        if len(row) >= _RECURS and (_is_of_a_kind(word) or f"-{word}" in small):
            again.update(_list_recurring(map(_find_head, row), _RECURS))
    return bool(again) and not again.isdisjoint(_list_recurring(map(_find_head, chain(*nouns.values())), _RECURS + 1))


def _list_recurring(heads: Iterable[str | None], least: int) -> list[str]:
    """Return what recurs so often, but for None."""
    return [head for head, times in Counter(heads).items() if head and times >= least]


def _find_phrases(words: Words) -> list[NounPhrase]:
    """Return the phrases of which two may compete, in the order in which they first occur: a modifier that names a kind
    and a noun that can head a term, in small letters.
    """
    nouns = {word: noun[0] for word in words.distinct if (noun := _NOUN_FIRST.match(word))}
    heads = {noun: lemma for noun in dict.fromkeys(nouns.values()) if (lemma := _find_head(noun))}
    pairs = _count_pairs(words, {word: noun for word, noun in nouns.items() if noun in heads})
    forms: dict[tuple[str, str], dict[tuple[str, str], int]] = {}
    for (modifier, word), times in pairs.items():
        if len(modifier) + 1 + len(word) <= _LONGEST:
            forms.setdefault((modifier.lower(), heads[word]), {})[modifier, word] = times
    phrases = (
        NounPhrase(" ".join(next(iter(counts))).lower(), *lemmas, rank, sum(counts.values()), tuple(counts))
        for rank, (lemmas, counts) in enumerate(forms.items())
    )
    return [phrase for phrase in _keep_recurring(list(phrases)) if _is_of_a_kind(phrase.modifier)]


def _keep_recurring(phrases: Sequence[NounPhrase]) -> Iterator[NounPhrase]:
    """Yield the phrases whose noun has another one, and one that recurs."""
    several = Counter(phrase.noun for phrase in phrases)
    recurring = {phrase.noun for phrase in phrases if phrase.count >= _RECURS}
    return (phrase for phrase in phrases if several[phrase.noun] > 1 and phrase.noun in recurring)


def _count_pairs(words: Words, nouns: Mapping[str, str]) -> dict[tuple[str, str], int]:
    """Count the pairs of words that `_PAIR` finds of which the second is among `nouns`, in order of first place.

    `nouns` has what stands between spaces, and the noun that it begins with.
    """
    modifiers = {word: found[0] for word in words.distinct if (found := _MODIFIER_LAST.search(word))}
    inside = {word for word, modifier in modifiers.items() if modifier.islower() or modifier != word}
    count = _count_numbered_pairs if words.is_long else _count_pieces
    counts: dict[tuple[str, str], int] = {}
    for first, second, times in count(words, modifiers.keys(), inside, nouns.keys()):
        pair = modifiers[first], nouns[second]
        counts[pair] = counts.get(pair, 0) + times
    return counts


def _count_pieces(
    words: Words, modifiers: Set[str], inside: Set[str], nouns: Set[str]
) -> Iterator[tuple[str, str, int]]:
    """Yield each modifier before a noun and how often they meet, in order of first place.

    One that is not `inside` sentences, because it has a capital, counts only where it begins one.
    """
    triples = Counter[tuple[str, str, str]]()
    for start, end in cut_at_line_ends(words.text):
        tokens = ["\n", *split_at_spaces(words.text[start:end])]
        is_modifier = map(modifiers.__contains__, islice(tokens, 1, None))
        is_noun = map(nouns.__contains__, islice(tokens, 2, None))
        triples.update(compress(zip(tokens, tokens[1:], tokens[2:], strict=False), map(and_, is_modifier, is_noun)))
    for (before, first, second), times in triples.items():
        if first in inside or before.endswith(_BEFORE_SENTENCES):
            yield first, second, times


def _count_numbered_pairs(
    words: Words, modifiers: Set[str], inside: Set[str], nouns: Set[str]
) -> Iterator[tuple[str, str, int]]:
    """Yield what `_count_pieces` yields, found all at once."""
    import numpy as np

    distinct, numbers = words.numbered.distinct, words.numbered.numbers
    is_modifier, is_inside, is_noun = map(words.numbered.find_members, (modifiers, inside, nouns))
    ends = words.numbered.ask(lambda word: word.endswith(_BEFORE_SENTENCES))
    places = np.flatnonzero(is_noun.take(numbers[1:]))
    places = places[is_modifier.take(numbers.take(places))]
    begins = (places == 0) | ends.take(numbers.take(places - 1))
    places = places[begins | is_inside.take(numbers.take(places))]
    pairs = numbers.take(places).astype(np.int64) * len(distinct) + numbers.take(places + 1)
    for pair, times in _count_in_order(pairs):
        first, second = divmod(pair, len(distinct))
        yield distinct[first], distinct[second], times


def _count_in_order(numbers: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Return each distinct number and how often it occurs, in order of first place; faster than `np.unique`."""
    import numpy as np

    if not len(numbers):
        return []
    order = np.argsort(numbers)
    grouped = numbers.take(order)
    starts = np.flatnonzero(np.diff(grouped, prepend=grouped[0] - 1))
    firsts = np.argsort(np.minimum.reduceat(order, starts))
    times = np.diff(starts, append=len(grouped))
    return list(zip(grouped.take(starts).take(firsts).tolist(), times.take(firsts).tolist(), strict=True))


def _find_head(noun: str) -> str | None:
    """Return the lemma of a noun that may head a term; None where it is no noun, or too frequent a one."""
    lemma = _find_noun_lemma(noun)
    return lemma if lemma and _is_rare(lemma) else None


def _find_noun_lemma(word: str) -> str | None:
    """Return the lemma of a word as a noun; None where it is no noun."""
    return en.find_lemmas(word).get("NOUN") or (word if word.endswith("ing") else None)


def _find_candidates(phrases: Iterable[NounPhrase]) -> list[tuple[NounPhrase, NounPhrase]]:
    """Return pairs that share a noun, the commoner phrase first; of a long text the most frequent ones."""
    by_noun: dict[str, list[NounPhrase]] = {}
    for phrase in phrases:
        by_noun.setdefault(phrase.noun, []).append(phrase)
    pairs = sorted(
        (pair for group in by_noun.values() if len(group) > 1 for pair in _pair_up(group)),
        key=lambda pair: (-pair[1].count, -pair[0].count, pair[1].rank, pair[0].rank),
    )
    return list(islice((pair for pair in pairs if _may_compete(*pair)), _MOST_PAIRS))


def _pair_up(group: Iterable[NounPhrase]) -> Iterator[tuple[NounPhrase, NounPhrase]]:
    commonest = sorted(group, key=lambda phrase: (-phrase.count, phrase.rank))
    return (pair for pair in combinations(commonest[:_MOST_OF_A_NOUN], 2) if pair[0].count >= _RECURS)


def _may_compete(usual: NounPhrase, rare: NounPhrase) -> bool:
    """Whether the noun can head a term, and the modifiers do not tell kinds apart."""
    one, other = usual.modifier, rare.modifier
    return _is_specific(usual.noun) and not are_kinds(one, other) and not are_akin(one, other)


@lru_cache(maxsize=16384)
def _is_specific(noun: str) -> bool:
    return _is_rare(noun) and _is_rare(en.inflect(noun, "NOUN", "NNS") or noun)


def _is_rare(noun: str) -> bool:
    return (fluency.compute_log_probability(noun) or fluency.UNKNOWN) < _USUAL_NOUN


@lru_cache(maxsize=16384)
def _is_of_a_kind(modifier: str) -> bool:
    known = "NOUN" in en.find_lemmas(modifier) or is_adjective(modifier)
    return known and not is_general(modifier)


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


def _are_contrasted(text: str, words: str, usual: NounPhrase, rare: NounPhrase) -> bool:
    """Whether a sentence of the text has both modifiers, as one that compares or lists two things does.

    `words` has all words of the text.
    """
    first, second = (re.compile(rf"\b{one.modifier}\b", re.IGNORECASE) for one in (rare, usual))
    spellings = "|".join(sorted(set(first.findall(words))))  # sought as they are, which is ten times faster
    return any(
        first.match(text, match.start()) and second.search(" ".join(_find_surroundings(text, *match.span())))
        for match in re.finditer(spellings, text)
    )


def _find_surroundings(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and behind a place in its sentence."""
    before = _SENTENCE_END.split(text[max(start - _REACH, 0) : start])[-1]
    return before, _SENTENCE_END.split(text[end : end + _REACH])[0]


def _confirm_places(text: str, phrase: NounPhrase) -> NounPhrase:
    """Return the phrase with its places, of the first ones those where tags say adjective or noun before a noun."""
    found = sorted(place for form in phrase.forms for place in _find_places(text, form))
    places = (place for place in found[:_MOST_PLACES] if _is_noun_phrase(text, *place))
    return replace(phrase, places=(*places, *found[_MOST_PLACES:]))


def _find_places(text: str, form: tuple[str, str]) -> Iterator[tuple[int, int]]:
    """Yield the spans of two words where `_PAIR` finds them."""
    for match in re.finditer(re.escape(" ".join(form)), text):
        pair = _PAIR.match(text, match.start())
        if pair and pair.groups() == form:
            yield match.span()


def _is_noun_phrase(text: str, start: int, end: int) -> bool:
    from glossary.lang.en_tags import is_modifier

    before, behind = _find_surroundings(text, start, end)
    modifier, _, noun = text[start:end].partition(" ")
    return is_modifier(_TOKEN.findall(before), modifier, noun, [*_TOKEN.findall(behind), "."])
