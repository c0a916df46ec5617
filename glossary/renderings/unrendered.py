"""Which clauses of a Chinese sentence its English translation does not render.

A logistic model of five features: how many of the clause's words have an equivalent in the translation (CC-CEDICT), how
many have none, how alike it and the likest part of the translation are that no other clause is more like, how much
likelier the translation becomes without the clause (multilingual sentence vectors), and how short the translation is.
The weights are those of `benchmarks/omitted_parts.py`, fitted on omissions that people marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import exp, log
from typing import TYPE_CHECKING, NamedTuple

from glossary.renderings.equivalents import chinese_keys, english_keys

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WEIGHTS = {"rendered": -2.64, "missed": 0.03, "likeness": -3.65, "gain": 3.72, "length": -4.19}
INTERCEPT = -2.45
LEAST = 0.5
"""The chance from which a clause is reported."""
WORDS_A_CHARACTER = 0.62
"""English words for a Chinese character, as in news."""

_HAN = re.compile(r"[\u3400-\u9fff]")
_LEAST_CHARACTERS = 4
_PRIOR = 200
"""Characters that the ratio of a text is weighed against."""
_LEAST_LIKENESS, _MOST_GAIN = -0.4, 0.2
"""What the vectors say at most against a clause; they are asked only where that could make it a finding."""


class Passage(NamedTuple):
    """A source text, as clauses that joined are the text, its translation likewise, and what stands round that."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    around: tuple[str, ...] = ()


class Unrendered(NamedTuple):
    """A clause that is not rendered: its index, the chance of that, and behind how many clauses of the translation its
    rendering should stand.
    """

    clause: int
    chance: float
    place: int


class _Doubt(NamedTuple):
    passage: int
    clause: int
    known: dict[str, float]


def words_a_character(pairs: Sequence[tuple[str, str]]) -> float:
    """How many words a translation has for a character of its source, in these pairs of texts and in news."""
    characters = sum(_length(source) for source, _ in pairs)
    words = sum(len(target.split()) for _, target in pairs)
    return (words + WORDS_A_CHARACTER * _PRIOR) / (characters + _PRIOR)


def unrendered(passages: Sequence[Passage], ratio: float = WORDS_A_CHARACTER) -> list[tuple[Unrendered, ...]]:
    """The clauses of each passage that are not rendered, in order; chances are rounded to two decimals.

    A passage of one clause has none: that would be a sentence without counterpart. `ratio` is of `words_a_character`.
    """
    doubts = [one for number, passage in enumerate(passages) for one in _doubts(number, passage, ratio)]
    found: list[list[Unrendered]] = [[] for _ in passages]
    for number, clause, likeness, gain, place in _vectors_say(passages, doubts):
        chance = round(1 / (1 + exp(-_logit({**clause.known, "likeness": likeness, "gain": gain}))), 2)
        if chance >= LEAST:
            found[number].append(Unrendered(clause.clause, chance, place))
    return [tuple(row) for row in found]


def features(passage: Passage, ratio: float = WORDS_A_CHARACTER) -> dict[int, dict[str, float]]:
    """The features of each clause of a passage that is long enough to be judged."""
    known = dict(_known(passage, ratio))
    doubts = [_Doubt(0, clause, found) for clause, found in known.items()]
    for _, doubt, likeness, gain, _ in _vectors_say([passage], doubts):
        known[doubt.clause] |= {"likeness": likeness, "gain": gain}
    return known


def _doubts(number: int, passage: Passage, ratio: float) -> Iterator[_Doubt]:
    """The clauses that may turn out not to be rendered."""
    for clause, known in _known(passage, ratio):
        if _logit({**known, "likeness": _LEAST_LIKENESS, "gain": _MOST_GAIN}) >= 0:
            yield _Doubt(number, clause, known)


def _known(passage: Passage, ratio: float) -> Iterator[tuple[int, dict[str, float]]]:
    """What is known of each clause without vectors."""
    if len(passage.source) < 2:
        return
    source, target = "".join(passage.source), "".join(passage.target)
    length = round(log((len(target.split()) + 1) / (ratio * _length(source) + 1)), 4)
    keys = frozenset(english_keys(" ".join((target, *passage.around))))
    for index, clause in enumerate(passage.source):
        if _length(clause) >= _LEAST_CHARACTERS:
            words = [(len(word), not keys.isdisjoint(own)) for word, own in chinese_keys(clause)]
            total, hit = sum(size for size, _ in words), sum(size for size, known in words if known)
            yield index, {"rendered": hit / (total + 1), "missed": float(total - hit), "length": length}


def _logit(known: dict[str, float]) -> float:
    return INTERCEPT + sum(WEIGHTS[name] * value for name, value in known.items())


def _vectors_say(
    passages: Sequence[Passage], doubts: Sequence[_Doubt]
) -> Iterator[tuple[int, _Doubt, float, float, int]]:
    """For each doubt: its passage, itself, likeness, gain, and the place in the translation."""
    if not doubts:
        return
    vectors = _Vectors(passages, doubts)
    for doubt in doubts:
        passage = passages[doubt.passage]
        table = vectors.table(passage)
        others = table[[index for index in range(len(table)) if index != doubt.clause]]
        likeness = float((table[doubt.clause] - others.max(axis=0)).max())
        source, target = "".join(passage.source), "".join(passage.target)
        gain = vectors.cosine(_without(passage, doubt.clause), target) - vectors.cosine(source, target)
        place = int(table[doubt.clause - 1, : len(passage.target)].argmax()) + 1 if doubt.clause else 0
        yield doubt.passage, doubt, round(likeness, 3), round(gain, 3), place


def _without(passage: Passage, clause: int) -> str:
    return "".join(text for index, text in enumerate(passage.source) if index != clause)


def _pieces(clauses: Sequence[str]) -> list[str]:
    """Clauses, then each two in a row."""
    return [*clauses, *(one + other for one, other in pairwise(clauses))]


class _Vectors:
    """The vectors of all texts that the doubts need, made at once."""

    def __init__(self, passages: Sequence[Passage], doubts: Sequence[_Doubt]) -> None:
        from glossary.vectors import encode

        texts: dict[str, int] = {}
        for passage in (passages[number] for number in sorted({doubt.passage for doubt in doubts})):
            for text in (*_both(passage), "".join(passage.source), "".join(passage.target)):
                texts.setdefault(text, len(texts))
        for doubt in doubts:
            texts.setdefault(_without(passages[doubt.passage], doubt.clause), len(texts))
        self._rows, self._vectors = texts, encode(list(texts))

    def cosine(self, one: str, other: str) -> float:
        return float(self._vectors[self._rows[one]] @ self._vectors[self._rows[other]])

    def table(self, passage: Passage) -> NDArray[np.float32]:
        """The cosine of each clause with each piece of the translation, its own clauses first."""
        pieces = [*_pieces(passage.target), *_pieces(passage.around)]
        rows = self._vectors[[self._rows[text] for text in passage.source]]
        cosines: NDArray[np.float32] = rows @ self._vectors[[self._rows[text] for text in pieces]].T
        return cosines


def _both(passage: Passage) -> list[str]:
    return [*passage.source, *_pieces(passage.target), *_pieces(passage.around)]


def _length(text: str) -> int:
    return len(_HAN.findall(text))
