"""How likely English words are to follow one another: a trigram model with back-off.

The model is the US English one of CMU Sphinx (72,547 words, BSD-2-Clause) without the pairs and triples of words that
add least to it. `benchmarks/language_data.py` makes the file: a zip archive of arrays, in which costs, -ln P, are
counted in 1/256 (words alone) or 1/16, and back-off weights in 1/32 from 64 downwards. Sums of such fractions are
exact, equal on every processor.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from operator import sub
from typing import NamedTuple

from glossary.errors import AligncheckError
from glossary.pack.patterns import compile_late

MODEL_FILE = "english_trigrams.zip"
UNKNOWN = -16.0  # nats; what a word outside the vocabulary is taken to cost
START, END = "<s>", "</s>"
_TOKEN = compile_late(r"\w+(?:'[a-z]+)?(?:-\w+(?:'[a-z]+)?)*|[^\w\s]")
_STOPS = frozenset(".!?;:。！？；：")
_REACH = 2  # words of history that a trigram sees
_WINDOW = 200  # code points of context that are looked at


def tokenize(text: str) -> list[str]:
    """Return words and single punctuation marks, in lower case; a hyphenated word the model lacks is taken apart."""
    tokens: list[str] = _TOKEN.findall(text.lower().replace("’", "'"))
    if "-" not in text:
        return tokens
    found: list[str] = []
    for token in tokens:
        found += [token] if "-" not in token[1:] or is_known(token) else token.split("-")
    return found


def find_history(left: str) -> tuple[str, ...]:
    """Return the last two words before a slot, the nearest first; `START` is where the sentence begins."""
    return _find_context(reversed(tokenize(left[-_WINDOW:])), START)


def find_future(right: str) -> tuple[str, ...]:
    """Return the first two words after a slot, in order; `END` is where the sentence ends."""
    return _find_context(tokenize(right[:_WINDOW]), END)


def _find_context(found: Iterable[str], edge: str) -> tuple[str, ...]:
    nearest: list[str] = []
    for token in found:
        if token in _STOPS or len(nearest) == _REACH:
            break
        if token[0].isalnum():
            nearest.append(token)
    return tuple(nearest) if len(nearest) == _REACH else (*nearest, edge)


class _Trigrams:
    """A trigram model with back-off.

    Words are numbered by falling frequency. The pairs that begin with word `w` end at `_pair_ends[w]`; `_pair_words`
    has the second word of each. Some pairs begin triples: `_history_pairs` has their numbers, and the triples of the
    one at place `h` end at `_triple_ends[h]`.
    """

    def __init__(self, parts: dict[str, bytes]) -> None:
        words = parts["words.txt"].decode().split("\n")
        self._numbers = dict(zip(words, range(len(words)), strict=True))
        self._word_costs = _unpack(parts["word_costs.u16"], "H")
        self._word_backoffs = parts["word_backoffs.u8"]
        self._pair_ends = _unpack(parts["pair_ends.u32"], "I")
        self._pair_words = _unpack(parts["pair_words.u16"], "H")
        self._pair_costs = parts["pair_costs.u8"]
        self._history_pairs = _unpack(parts["history_pairs.u32"], "I")
        self._history_backoffs = parts["history_backoffs.u8"]
        self._triple_ends = _unpack(parts["triple_ends.u32"], "I")
        self._triple_words = _unpack(parts["triple_words.u16"], "H")
        self._triple_costs = parts["triple_costs.u8"]

    def find_unknown(self, words: Iterable[str]) -> frozenset[str]:
        """Return the words that have no number."""
        return frozenset(words).difference(self._numbers)

    def compute(self, word: str, past: Sequence[str]) -> float | None:
        """Return ln P(word | past), the nearest word of the past first; None for a word outside the vocabulary."""
        number = self._numbers.get(word)
        if number is None:
            return None
        alone = self._word_costs[number] / -256
        near = self._numbers.get(past[0]) if past else None
        if near is None:
            return alone
        backoff = 0.0
        far = self._numbers.get(past[1]) if len(past) > 1 else None
        if far is not None and (pair := _find(self._pair_words, self._pair_ends, far, near)) is not None:
            history = bisect_left(self._history_pairs, pair)
            if history < len(self._history_pairs) and self._history_pairs[history] == pair:
                triple = _find(self._triple_words, self._triple_ends, history, number)
                if triple is not None:
                    return self._triple_costs[triple] / -16
                backoff = (64 - self._history_backoffs[history]) / 32
        pair = _find(self._pair_words, self._pair_ends, near, number)
        if pair is not None:
            return backoff + self._pair_costs[pair] / -16
        return backoff + (64 - self._word_backoffs[near]) / 32 + alone


def _unpack(data: bytes, kind: str) -> array[int]:
    numbers = array(kind, data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _find(words: array[int], ends: array[int], row: int, word: int) -> int | None:
    """Return the place of `word` in a row of `words`, each of which is sorted."""
    end = ends[row]
    place = bisect_left(words, word, ends[row - 1] if row else 0, end)
    return place if place < end and words[place] == word else None


@cache
def _load_model() -> _Trigrams:
    """Load the model once a process. Raises AligncheckError where its file is missing or damaged."""
    from importlib.resources import files
    from zipfile import BadZipFile, ZipFile
    from zlib import error as unpack_error

    try:
        with files("glossary").joinpath("data", MODEL_FILE).open("rb") as file, ZipFile(file) as archive:
            return _Trigrams({name: archive.read(name) for name in archive.namelist()})
    except (OSError, BadZipFile, unpack_error, EOFError, KeyError) as error:
        raise AligncheckError(
            f"{MODEL_FILE}: the language model is missing or damaged: install aligncheck again"
        ) from error


@lru_cache(maxsize=65536)
def compute_log_probability(word: str, *past: str) -> float | None:
    """Return ln P(word | past), the nearest word of the past first; None for a word outside the vocabulary."""
    if not word.isascii() or not word.isprintable():
        return None
    return _load_model().compute(word, past)


def is_known(word: str) -> bool:
    """Return whether the model has `word` in its vocabulary."""
    return compute_log_probability(word) is not None


def find_unknown(words: Iterable[str]) -> frozenset[str]:
    """Return those of many words that the model does not have in its vocabulary."""
    return _load_model().find_unknown(words)


def score_sequence(past: Sequence[str], sequence: Sequence[str]) -> list[float]:
    """Return ln P of each word of `sequence` after `past` (nearest first), `UNKNOWN` for a word the model lacks."""
    words = [*reversed(past), *sequence]
    scores = list[float]()
    seen: tuple[str, ...] = ()  # the nearest first; an unknown word hides what it follows
    for place, word in enumerate(words):
        value = compute_log_probability(word, *(seen if place >= len(past) else ()))
        if place >= len(past):
            scores.append(UNKNOWN if value is None else value)
        seen = () if value is None else (word, *seen[: _REACH - 1])
    return scores


class Wording(NamedTuple):
    """The words of a text, and for each ln P by itself and after the two words before it, `UNKNOWN` outside the model.

    Marks are left out; a sentence, or what precedes a colon or semicolon, starts afresh.
    """

    words: tuple[str, ...]
    alone: tuple[float, ...]
    following: tuple[float, ...]

    @property
    def gains(self) -> tuple[float, ...]:
        """Return how much the words before add to the likelihood of each word, in nats."""
        return tuple(map(sub, self.following, self.alone))


def measure_wording(text: str) -> Wording:
    """Return how usual the wording of an English text is, word by word.

    What three words in a row cost is not kept: hardly any three recur, and single words, which do, would be dropped.
    """
    words, alone, following = list[str](), list[float](), list[float]()
    compute, seen = _load_model().compute, tuple[str, ...]((START,))
    for token in tokenize(text):
        if token in _STOPS:
            seen = (START,)
        elif token[0].isalnum():
            value = compute_log_probability(token)
            words.append(token)
            alone.append(UNKNOWN if value is None else value)
            after = value if value is None or not seen else compute(token, seen)
            following.append(UNKNOWN if after is None else after)
            seen = () if value is None else (token, *seen[: _REACH - 1])
    return Wording(tuple(words), tuple(alone), tuple(following))
