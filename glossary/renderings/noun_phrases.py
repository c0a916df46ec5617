"""Phrases of a modifier and a noun in a text: critical minerals, key mineral.

In a long text they are counted by the numbers of its words, and only the commonest are made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress, islice
from operator import and_
from typing import TYPE_CHECKING

from glossary.lang import en, fluency
from glossary.lang.en_lexicon import find_noun_lemmas
from glossary.lang.en_modifiers import is_adjective, is_general
from glossary.lang.words import NumberedWords, Words, cut_at_line_ends, split_at_spaces
from glossary.pack.patterns import compile_late

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PAIR = compile_late(
    r"(?<![\w@#./-])((?:[A-Z](?<=[.!?]\s.)|\A[A-Z]|(?<=\n)[A-Z])?[a-z]+(?:-[a-z]+)*) (?=([a-z]{3,})(?![\w@-]|[./]\w))"
)
"""Two words in small letters; a capital may begin the sentence."""
_MODIFIER_LAST = compile_late(r"(?:\A[A-Z]|(?<![\w@#./-])(?:[A-Z](?<=[.!?]\s.))?)[a-z]++(?:-[a-z]++)*+\Z")
_NOUN_FIRST = compile_late(r"[a-z]{3,}+(?![\w@-]|[./]\w)")
"""The halves of `PAIR` in what is between spaces; a capital at the start needs one of `_BEFORE_SENTENCES`."""
_BEFORE_SENTENCES = (".", "!", "?", "\n")
_USUAL_NOUN = -9.5  # ln of the frequency above which a noun is too general to head a term: year, people, system
_GERUND = "ing"
RECURS = 2
"""How often a phrase has to occur at least for another one to compete with it."""
_LONGEST = 40  # characters of a phrase
_FEW, _FURTHER = 1024, 4
"""How many of the commonest phrases of a long text are listed first, and how many times as many each time after."""


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A modifier and a noun, in small letters, as a text first writes them.

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


def list_commonest(words: Words) -> Iterator[list[NounPhrase]]:
    """Yield lists of phrases of which two may compete: a modifier that names a kind, and a noun that can head a term.

    Each list has what the one before it has, and no phrase that is rarer than one it lacks; the last one has all.
    """
    if words.is_long:
        yield from _count_phrases(words.numbered).list_commonest()
    else:
        yield _list_phrases(words)


def _list_phrases(words: Words) -> list[NounPhrase]:
    """Return the phrases of a short text, in the order in which they first occur.

    The noun has another phrase, and one that recurs.
    """
    nouns = {word: noun for word in words.distinct if (noun := _find_noun(word))}
    heads = {noun: lemma for noun in dict.fromkeys(nouns.values()) if (lemma := find_head(noun))}
    pairs = _count_pairs(words, {word: noun for word, noun in nouns.items() if noun in heads})
    forms: dict[tuple[str, str], dict[tuple[str, str], int]] = {}
    for (modifier, word), times in pairs.items():
        if len(modifier) + 1 + len(word) <= _LONGEST:
            forms.setdefault((modifier.lower(), heads[word]), {})[modifier, word] = times
    several = Counter(noun for _, noun in forms)
    recurring = {noun for (_, noun), counts in forms.items() if sum(counts.values()) >= RECURS}
    return [
        NounPhrase(" ".join(next(iter(counts))).lower(), modifier, noun, rank, sum(counts.values()), tuple(counts))
        for rank, ((modifier, noun), counts) in enumerate(forms.items())
        if noun in recurring and several[noun] > 1 and is_of_a_kind(modifier)
    ]


def _count_pairs(words: Words, nouns: Mapping[str, str]) -> dict[tuple[str, str], int]:
    """Count the pairs of words that `PAIR` finds of which the second is among `nouns`, in order of first place.

    `nouns` has what is between spaces, and the noun that it begins with. A modifier that is not `inside` sentences,
    because it has a capital, counts only where it begins one.
    """
    modifiers = {word: modifier for word in words.distinct if (modifier := _find_modifier(word))}
    inside = {word for word, modifier in modifiers.items() if _is_inside(word, modifier)}
    counts: dict[tuple[str, str], int] = {}
    for (before, first, second), times in _count_triples(words.text, modifiers.keys(), nouns.keys()).items():
        if first in inside or before.endswith(_BEFORE_SENTENCES):
            pair = modifiers[first], nouns[second]
            counts[pair] = counts.get(pair, 0) + times
    return counts


def _find_modifier(word: str) -> str | None:
    """Return the modifier that ends what is between spaces; letters alone are recognized without the expression."""
    if word.isascii() and word.isalpha():
        return word if (word[1:] or word).islower() else None
    found = _MODIFIER_LAST.search(word) if word[-1:].islower() else None
    return found and found[0]


def _find_noun(word: str) -> str | None:
    """Return the noun that begins what is between spaces; letters alone are recognized without the expression."""
    if word.isascii() and word.isalpha():
        return word if word.islower() and len(word) > 2 else None
    found = _NOUN_FIRST.match(word) if word[:1].islower() else None
    return found and found[0]


def _is_inside(word: str, modifier: str) -> bool:
    """Return whether a modifier, the end of what is between spaces, may be inside a sentence."""
    return modifier.islower() or modifier != word


def _count_triples(text: str, modifiers: Set[str], nouns: Set[str]) -> Counter[tuple[str, str, str]]:
    """Count each modifier before a noun, with what is before it, in order of first place."""
    triples = Counter[tuple[str, str, str]]()
    for start, end in cut_at_line_ends(text):
        tokens = ["\n", *split_at_spaces(text[start:end])]
        is_modifier = map(modifiers.__contains__, islice(tokens, 1, None))
        is_noun = map(nouns.__contains__, islice(tokens, 2, None))
        triples.update(compress(zip(tokens, tokens[1:], tokens[2:], strict=False), map(and_, is_modifier, is_noun)))
    return triples


class _Column:
    """Answers to a question about each of some words: those that differ, and the index of that of each word, -1 where
    it has none: int32, shape (words,).
    """

    def __init__(self, answers: Iterable[str | None]) -> None:
        import numpy as np

        rows: dict[str, int] = {}
        indices = (-1 if answer is None else rows.setdefault(answer, len(rows)) for answer in answers)
        self.indices: NDArray[np.int32] = np.fromiter(indices, np.int32)
        self.answers = list(rows)

    def measure(self) -> NDArray[np.int64]:
        """Return the length of each answer that differs, shape (answers,)."""
        import numpy as np

        return np.fromiter(map(len, self.answers), np.int64, len(self.answers))


@dataclass(frozen=True)
class _NumberedPhrases:
    """The phrases of a long text.

    `heads` has the lemma of each noun. `forms` has the modifier and the noun of each form of a phrase, and its first
    place: shape (3, forms), those of one phrase in a row, in order of first place. `starts` say where phrases begin
    there, and end; `counts` how often each occurs; `order` has their indices, that of the commonest first.
    """

    modifiers: list[str]
    nouns: list[str]
    heads: Mapping[str, str]
    forms: NDArray[np.int64]
    starts: NDArray[np.intp]
    counts: NDArray[np.int64]
    order: NDArray[np.intp]

    def list_commonest(self) -> Iterator[list[NounPhrase]]:
        """Yield ever longer lists; of phrases that are equally common each has all or none."""
        import numpy as np

        phrases, start, size = list[NounPhrase](), 0, _FEW
        while start < len(self.order):
            least = self.counts[self.order[min(start + size, len(self.order)) - 1]]
            stop = int(np.count_nonzero(self.counts >= least))
            phrases.extend(filter(None, map(self._make, self.order[start:stop].tolist())))
            yield phrases
            start, size = stop, size * _FURTHER

    def _make(self, index: int) -> NounPhrase | None:
        """Return a phrase; None where its modifier names no kind."""
        start, end = self.starts[index : index + 2].tolist()
        modifier = self.modifiers[self.forms[0, start]].lower()
        if not is_of_a_kind(modifier):
            return None
        rows = self.forms[:, start:end].T.tolist()
        forms = tuple((self.modifiers[first], self.nouns[second]) for first, second, _ in rows)
        text, noun = " ".join(forms[0]).lower(), self.heads[forms[0][1]]
        return NounPhrase(text, modifier, noun, rows[0][2], int(self.counts[index]), forms)


def _count_phrases(words: NumberedWords) -> _NumberedPhrases:
    """Count the phrases of a long text, all at once."""
    import numpy as np

    begun = list(map(_find_noun, words.distinct))
    heads = _find_heads(set(filter(None, begun)))
    nouns = _Column(noun if noun in heads else None for noun in begun)
    modifiers = _Column(map(_find_modifier, words.distinct))
    forms, times = _count_forms(_find_pairs(words, modifiers, nouns), len(nouns.answers))
    forms, times = _drop_long(forms, times, modifiers.measure(), nouns.measure())
    small, lemmas = _Column(map(str.lower, modifiers.answers)), _Column(map(heads.get, nouns.answers))
    phrases = small.indices.take(forms[0]) * np.int64(len(lemmas.answers)) + lemmas.indices.take(forms[1])
    grouped = np.lexsort((forms[2], phrases))
    starts = np.flatnonzero(np.diff(phrases.take(grouped), prepend=-1, append=-1))
    counts = np.add.reduceat(times.take(grouped), starts[:-1]) if len(grouped) else times
    order = np.argsort(-counts, kind="stable")
    return _NumberedPhrases(modifiers.answers, nouns.answers, heads, forms[:, grouped], starts, counts, order)


def _find_pairs(words: NumberedWords, modifiers: _Column, nouns: _Column) -> NDArray[np.int64]:
    """Return the indices of each modifier and of the noun after it, as `PAIR` finds them: shape (2, pairs)."""
    import numpy as np

    numbers = words.numbers
    is_modifier, is_noun = modifiers.indices >= 0, nouns.indices >= 0
    is_capital = words.find_members({word for word in modifiers.answers if not word.islower()})
    ends = words.ask(lambda word: word.endswith(_BEFORE_SENTENCES))
    places = np.flatnonzero(is_noun.take(numbers[1:]))
    places = places[is_modifier.take(numbers.take(places))]
    begins = (places == 0) | ends.take(numbers.take(places - 1))
    places = places[begins | ~is_capital.take(numbers.take(places))]
    first, second = modifiers.indices.take(numbers.take(places)), nouns.indices.take(numbers.take(places + 1))
    return np.array((first, second), np.int64)


def _count_forms(pairs: NDArray[np.int64], width: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the pairs that differ, each with its first place: shape (3, distinct pairs), and how often each occurs.

    The second number of a pair is below `width`.
    """
    import numpy as np

    keys = pairs[0] * width + pairs[1]
    order = np.argsort(keys)
    grouped = keys.take(order)
    starts = np.flatnonzero(np.diff(grouped, prepend=-1))
    firsts = np.minimum.reduceat(order, starts) if len(order) else order
    times = np.diff(starts, append=len(grouped))
    return np.array((*pairs.take(firsts, axis=1), firsts)), times


def _drop_long(
    forms: NDArray[np.int64], times: NDArray[np.int64], first: NDArray[np.int64], second: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Drop pairs that are too long for a phrase; `first` and `second` are the lengths of modifiers and nouns."""
    import numpy as np

    kept = np.flatnonzero(first.take(forms[0]) + 1 + second.take(forms[1]) <= _LONGEST)
    return forms[:, kept], times[kept]


def _find_heads(nouns: Set[str]) -> dict[str, str]:
    """Return what `find_head` returns, of each of many nouns that may head a term."""
    lemmas = find_noun_lemmas(nouns)
    heads = {noun: lemmas.get(noun) or (noun if noun.endswith(_GERUND) else "") for noun in nouns}
    are_rare = {lemma: is_rare(lemma) for lemma in set(filter(None, heads.values()))}
    return {noun: lemma for noun, lemma in heads.items() if are_rare.get(lemma)}


def find_head(noun: str) -> str | None:
    """Return the lemma of a noun that may head a term; None where it is no noun, or too frequent a one."""
    lemma = find_noun_lemma(noun)
    return lemma if lemma and is_rare(lemma) else None


def find_noun_lemma(word: str) -> str | None:
    """Return the lemma of a word as a noun; None where it is no noun."""
    return en.find_lemmas(word).get("NOUN") or (word if word.endswith(_GERUND) else None)


def is_rare(noun: str) -> bool:
    """Return whether a noun is not too general to head a term."""
    return (fluency.compute_log_probability(noun) or fluency.UNKNOWN) < _USUAL_NOUN


@lru_cache(maxsize=16384)
def is_of_a_kind(modifier: str) -> bool:
    """Return whether a modifier says of which kind a thing is."""
    known = "NOUN" in en.find_lemmas(modifier) or is_adjective(modifier)
    return known and not is_general(modifier)
