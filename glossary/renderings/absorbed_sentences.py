"""Absorbed sentences: those without a translation of their own, because that of the sentences around them holds it.

A logistic model of four features of a sentence between Chinese and English, each beyond what the sentences around it
explain:
`similarity`: by how much it is more similar to some part of the translation than all of them are (cosine);
`rendered`: the share of its words with an equivalent in the translation, by CC-CEDICT;
`figures`: how many of its figures are in the translation, less how many are not, by their number;
`length`: how much longer the translation is than theirs would be, by the length that the sentence adds to it.
The weights are those of `benchmarks/fit_absorbed.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import count, pairwise
from math import exp
from typing import TYPE_CHECKING, NamedTuple

from glossary.dictionary.files import cache_by_dictionary
from glossary.lang.scripts import IDEOGRAPHS, has_han
from glossary.pack.patterns import compile_late
from glossary.renderings.dictionary_keys import find_chinese_keys, find_english_keys

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WEIGHTS = {"similarity": 7.8, "rendered": 5.3, "figures": 2.8, "length": 3.0}
INTERCEPT = -2.1

_FIGURE = compile_late(r"\d+(?:[.,]\d+)*")
_CHARACTER = compile_late(f"[{IDEOGRAPHS}]")
_MOST_CLAUSES = 60
"""A passage of more clauses on one side is a list or a table and not judged."""
_LONGEST = 5_000
"""A passage of more characters on one side is not judged either."""
_LEAST_LENGTH, _MOST_LENGTH = -0.5, 1.0
_VARIANCE = 0.2
"""By how much of its length a translation may be longer than expected."""
_PRIOR_LENGTH = 3
_PRIOR_CHARACTERS = 4
"""Lengths added to those of the sentence, so that a short one needs more evidence."""
_SHORTEST_FIGURE = 2
_FEW_RENDERED, _HARDLY_HELD, _AGAINST = 0.15, 0.1, -0.5
"""The share of rendered words, the chance and the logit of all but the length up to which a sentence is like nothing
around it: of 355 sentences of news that share a source with others 2 were, of 130 that were put next to them 60."""


class Surroundings(NamedTuple):
    """A sentence, the clauses of those around it in its own text, and those of their translation.

    `ratio` is the length of the translation by that of the text, in Chinese characters and English words.
    """

    sentence: str
    beside: tuple[str, ...]
    across: tuple[str, ...]
    ratio: float


def measure_absorption(places: Sequence[Surroundings]) -> list[float]:
    """Return for each sentence the chance that the translation around it holds it, to two decimals.

    Raises what `glossary.vectors.encode` and `load_dictionary` raise.
    """
    return [_compute_chance(known) if known else 0.0 for known in compute_features(places)]


def has_few_words(place: Surroundings) -> bool:
    """Return whether the translation around a sentence, which is known, has hardly a word of its own."""
    return _is_judged(place) and _compare_words(place)["rendered"] <= _FEW_RENDERED


def are_unlike(places: Sequence[Surroundings]) -> list[bool]:
    """Return of each sentence whether the translation around it says nothing like it: all that is known, but for the
    length, speaks against it, and the length not for it.
    """
    return [
        bool(known)
        and known["rendered"] <= _FEW_RENDERED
        and _compute_chance(known) < _HARDLY_HELD
        and sum(WEIGHTS[name] * value for name, value in known.items() if name != "length") < _AGAINST
        for known in compute_features(places)
    ]


def list_texts(places: Iterable[Surroundings]) -> dict[str, None]:
    """Return the texts whose vectors `are_unlike` and `measure_absorption` ask for, each once."""
    return dict.fromkeys(
        text
        for place in filter(_is_judged, places)
        for text in (place.sentence, *_list_pieces(place.beside), *_list_pieces(place.across))
    )


def _compute_chance(known: Mapping[str, float]) -> float:
    return round(1 / (1 + exp(-INTERCEPT - sum(WEIGHTS[name] * value for name, value in known.items()))), 2)


def compute_features(places: Sequence[Surroundings]) -> list[dict[str, float]]:
    """Return the features of each sentence; none where nothing is around it, or too much."""
    judged = [index for index, place in enumerate(places) if _is_judged(place)]
    similarities = _measure_similarity([places[index] for index in judged])
    found: list[dict[str, float]] = [{} for _ in places]
    for index, similarity in zip(judged, similarities, strict=True):
        place = places[index]
        found[index] = {"similarity": similarity, **_compare_words(place), "length": _compare_length(place)}
    return found


def _is_judged(place: Surroundings) -> bool:
    sides = (place.sentence,), place.beside, place.across
    return bool(place.across) and all(len(side) <= _MOST_CLAUSES and sum(map(len, side)) <= _LONGEST for side in sides)


@cache_by_dictionary(64)
def _compare_words(place: Surroundings) -> dict[str, float]:
    beside = _list_words("".join(place.beside))
    across = {key for _, keys in _list_words("".join(place.across)) for key in keys}
    own = [(word, keys) for word, keys in _list_words(place.sentence) if (word, keys) not in beside]
    left = across - {key for _, keys in beside for key in keys}
    words = [(len(word), not keys.isdisjoint(left)) for word, keys in own]
    figures = [word in across for word, _ in own if word.isdigit() and len(word) >= _SHORTEST_FIGURE]
    return {
        "rendered": round(
            sum(size for size, hit in words if hit) / (sum(size for size, _ in words) + _PRIOR_CHARACTERS), 4
        ),
        "figures": round((2 * sum(figures) - len(figures)) / (len(figures) + 1), 4),
    }


@cache_by_dictionary(64)
def _list_words(text: str) -> set[tuple[str, frozenset[str]]]:
    """Return the content words of a text with their keys, and its figures, which are their own."""
    keys = find_chinese_keys(text) if has_han(text) else [(key, frozenset((key,))) for key in find_english_keys(text)]
    figures = (figure.replace(",", "") for figure in _FIGURE.findall(text))
    return {(word, own) for word, own in keys if not word[0].isdigit()} | {(one, frozenset((one,))) for one in figures}


def _compare_length(place: Surroundings) -> float:
    across = _measure_length("".join(place.across))
    expected = place.ratio * _measure_length("".join(place.beside))
    allowed = place.ratio * _measure_length(place.sentence) + _VARIANCE * expected + _PRIOR_LENGTH
    return round(min(max((across - expected) / allowed, _LEAST_LENGTH), _MOST_LENGTH), 4)


def _measure_length(text: str) -> int:
    """Return the Chinese characters of a text, or the words of an English one."""
    return len(_CHARACTER.findall(text)) if has_han(text) else len(text.split())


def _measure_similarity(places: Sequence[Surroundings]) -> list[float]:
    """Return by how much each sentence is more similar to some part of the translation than those around it."""
    if not places:
        return []
    from glossary.vectors import encode

    pieces = [(_list_pieces(place.beside), _list_pieces(place.across)) for place in places]
    texts = list_texts(places)
    rows, vectors = dict(zip(texts, count())), encode(list(texts))

    def pick(texts: Iterable[str]) -> NDArray[np.float32]:
        picked: NDArray[np.float32] = vectors[[rows[text] for text in texts]]
        return picked

    found = []
    for place, (beside, across) in zip(places, pieces, strict=True):
        known = pick(across)
        own = (pick((place.sentence,)) @ known.T)[0]
        others = (pick(beside) @ known.T).max(axis=0) if beside else 0
        found.append(round(float((own - others).max()), 3))
    return found


def _list_pieces(clauses: Sequence[str]) -> list[str]:
    """Return the clauses, each two and each three in a row."""
    threes = zip(clauses, clauses[1:], clauses[2:], strict=False)
    return [*clauses, *map("".join, pairwise(clauses)), *map("".join, threes)]
