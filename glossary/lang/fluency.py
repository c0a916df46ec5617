"""How likely English words are to follow one another: a trigram model with back-off.

The model is the US English one inside the package `pocketsphinx` (27 MB, 20,000 words of news, BSD-2-Clause); its log
probabilities are whole numbers to the base 1.0001, equal on every processor.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from math import log
from operator import sub
from typing import NamedTuple, Protocol

_NAT = log(1.0001)
_IMPOSSIBLE = -1000.0  # nats; below it the model says that it does not know the word
UNKNOWN = -16.0  # nats; what a word outside the vocabulary is taken to cost
START, END = "<s>", "</s>"
_TOKEN = re.compile(r"\w+(?:'[a-z]+)?(?:-\w+(?:'[a-z]+)?)*|[^\w\s]")
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


class _LanguageModel(Protocol):
    def prob(self, words: list[str]) -> int:
        """Return the log probability, to the base 1.0001, of the first word after the others, the nearest first."""


class _NoModel:
    """A model without vocabulary, for Pythons that the package is not built for yet."""

    def prob(self, words: list[str]) -> int:
        return round(2 * _IMPOSSIBLE / _NAT)


@cache
def _load_model() -> _LanguageModel:
    """Load the model once a process."""
    from importlib.util import find_spec
    from pathlib import Path

    spec = find_spec("pocketsphinx")
    if spec is None or spec.origin is None:
        return _NoModel()
    from pocketsphinx import NGramModel

    model: _LanguageModel = NGramModel.readfile(str(Path(spec.origin).parent / "model" / "en-us" / "en-us.lm.bin"))
    return model


@lru_cache(maxsize=65536)
def compute_log_probability(word: str, *past: str) -> float | None:
    """Return ln P(word | past), the nearest word of the past first; None for a word outside the vocabulary."""
    if not word.isascii() or not word.isprintable():
        return None
    nats = float(_load_model().prob([word, *past]) * _NAT)
    return nats if nats > _IMPOSSIBLE else None


def is_known(word: str) -> bool:
    """Return whether the model has `word` in its vocabulary."""
    return compute_log_probability(word) is not None


def score_sequence(past: Sequence[str], sequence: Sequence[str]) -> list[float]:
    """Return ln P of each word of `sequence` after `past` (nearest first), `UNKNOWN` for a word the model lacks."""
    words = [*reversed(past), *sequence]
    scores = list[float]()
    seen: tuple[str, ...] = ()  # the nearest first; an unknown word hides what it follows
    for place, word in enumerate(words):
        known = is_known(word)
        if place >= len(past):
            value = compute_log_probability(word, *seen) if known else None
            scores.append(UNKNOWN if value is None else value)
        seen = (word, *seen[: _REACH - 1]) if known else ()
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
    start: tuple[str, ...] = (START,) if is_known(START) else ()
    words, alone, following = list[str](), list[float](), list[float]()
    ask, seen = _load_model().prob, start
    for token in tokenize(text):
        if token in _STOPS:
            seen = start
        elif token[0].isalnum():
            value = compute_log_probability(token)
            words.append(token)
            alone.append(UNKNOWN if value is None else value)
            after = value if value is None or not seen else ask([token, *seen]) * _NAT
            following.append(UNKNOWN if after is None or after <= _IMPOSSIBLE else after)
            seen = () if value is None else (token, *seen[: _REACH - 1])
    return Wording(tuple(words), tuple(alone), tuple(following))
