"""Unrendered clauses: those of a Chinese sentence that its English translation leaves out.

A logistic model of what is known of a clause:
`rendered`: the share of its characters in words with an equivalent in the translation, by CC-CEDICT;
`missed`: the number of its characters in words without one;
`length`: the logarithm of the length of the translation by that expected;
`gain`: by how much the similarity of source and translation grows without the clause (cosine);
`similarity`: by how much it is more similar to some part of the translation than all other clauses are (cosine).
The first ones tell which clauses are worth the vectors that the last two need: `WORDS`, fitted on half of the
references of news with a clause from elsewhere put into their sources, or in the place of one of theirs. The weights
of `LEFT_OUT` are from `benchmarks/omitted_parts.py`, fitted on omissions that people marked. What something else was
put in the place of is hardly ever found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import exp, inf, log
from typing import TYPE_CHECKING, NamedTuple

from glossary.lang.scripts import IDEOGRAPHS
from glossary.lang.zh import segment
from glossary.pack.patterns import compile_late
from glossary.renderings.dictionary_keys import find_english_keys, look_up_keys
from glossary.renderings.steps import Steps, run

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WORDS = {"": 0.36, "rendered": -4.85, "missed": 0.11, "length": -2.68}
LEFT_OUT = {"": -2.45, "rendered": -2.64, "missed": 0.03, "similarity": -3.65, "gain": 3.72, "length": -4.19}
"""Weights, and intercepts under the empty name."""
LEAST = 0.48
"""The chance from which a clause is reported."""
WORDS_PER_CHARACTER = 0.62
"""English words for each Chinese character, as in news."""

_CHARACTERS = compile_late(f"[{IDEOGRAPHS}]+")
_LEAST_CHARACTERS = 4
_MOST_CLAUSES = 60
"""A passage of more clauses is a list or a table and not judged: each clause is compared with the rest of it."""
_LONGEST = 5_000
"""A passage of more characters on one side is no sentence either."""
_TOGETHER = 256
"""How many passages are judged together: the vectors of their clauses are in memory at once, 2 kB each."""
_PRIOR = 200
"""Characters of news that the ratio of a text is averaged with."""
_LEAST_LOGIT = -0.1002
"""The logit of a chance that is `LEAST` when rounded, and that from which on a clause is in doubt: in news one in
twelve is.
"""
_LEAST_SIMILARITY = -0.4
"""A similarity that hardly any clause has: the other vectors are computed where it could make the clause a finding."""
_MARGIN = 1e-6


class Clauses(NamedTuple):
    """A source text and its translation as clauses, which joined are the texts, and clauses around the translation.

    `ratio` is the number of target words for each source character, in the text that they are from.
    """

    source: tuple[str, ...]
    target: tuple[str, ...]
    around: tuple[str, ...] = ()
    ratio: float = WORDS_PER_CHARACTER


class UnrenderedClause(NamedTuple):
    """A clause that is not rendered: its index and the probability of that.

    `place` is the number of clauses of the translation that its rendering should be after.
    """

    clause: int
    chance: float
    place: int


class _Doubt(NamedTuple):
    passage: int
    clause: int
    known: dict[str, float]


def measure_words_per_character(pairs: Sequence[tuple[str, str]]) -> float:
    """Return the number of target words for each source character in (source, target) pairs, averaged with news."""
    characters = sum(_count_characters(source) for source, _ in pairs)
    words = sum(len(target.split()) for _, target in pairs)
    return (words + WORDS_PER_CHARACTER * _PRIOR) / (characters + _PRIOR)


def find_unrendered_clauses(passages: Sequence[Clauses]) -> list[tuple[UnrenderedClause, ...]]:
    """Return the clauses of each passage that are not rendered, in order; chances are rounded to two decimals.

    A passage of one clause has none: that would be a sentence without counterpart; nor has one of more than 60, or
    of 5,000 characters, which is no sentence. Raises what `glossary.vectors.encode` and `load_dictionary` raise.
    """
    return run(search_unrendered_clauses(passages))


def search_unrendered_clauses(passages: Sequence[Clauses]) -> Steps[list[tuple[UnrenderedClause, ...]]]:
    """Go step by step to what `find_unrendered_clauses` returns."""
    found: list[tuple[UnrenderedClause, ...]] = []
    for start in range(0, len(passages), _TOGETHER):
        found += yield from _search(passages[start : start + _TOGETHER])
    return found


def _search(passages: Sequence[Clauses]) -> Steps[list[tuple[UnrenderedClause, ...]]]:
    """Go step by step to what `find_unrendered_clauses` returns of passages that are judged together."""
    doubts = [one for number, passage in enumerate(passages) for one in _find_doubts(number, passage)]
    found: list[list[UnrenderedClause]] = [[] for _ in passages]
    doubts = yield from _add_gains(passages, doubts)
    likely = [one for one in doubts if compute_logit({"similarity": _LEAST_SIMILARITY, **one.known}) >= _LEAST_LOGIT]
    for doubt, place in (yield from _add_similarities(passages, likely)):
        chance = round(1 / (1 + exp(-compute_logit(doubt.known))), 2)
        if chance >= LEAST:
            found[doubt.passage].append(UnrenderedClause(doubt.clause, chance, place))
    return [tuple(row) for row in found]


def compute_features(passage: Clauses) -> dict[int, dict[str, float]]:
    """Return the features of each clause of a passage that is long enough to be judged, by index."""
    known = _compute_known(passage, range(len(passage.source))) if _is_judged(passage) else ()
    doubts = [_Doubt(0, clause, found) for clause, found in known]
    compared = run(_add_similarities([passage], run(_add_gains([passage], doubts))))
    return {doubt.clause: doubt.known for doubt, _ in compared}


def _find_doubts(number: int, passage: Clauses) -> Iterator[_Doubt]:
    """Yield the clauses of which few enough words are rendered.

    Words are looked up in those alone that would be in doubt if no word of theirs were rendered.
    """
    if not _is_judged(passage):
        return
    spare = WORDS[""] + WORDS["length"] * _measure_length(passage) - _LEAST_LOGIT
    likely = [clause for clause, text in enumerate(passage.source) if _find_most(text, spare) >= 0]
    for clause, known in _compute_known(passage, likely, spare):
        if _weigh(WORDS, known) >= _LEAST_LOGIT:
            yield _Doubt(number, clause, known)


def _is_judged(passage: Clauses) -> bool:
    """Return whether a passage is a sentence of several clauses, and no list."""
    if not 2 <= len(passage.source) <= _MOST_CLAUSES:
        return False
    return max(sum(map(len, side)) for side in (passage.source, passage.target)) <= _LONGEST


def _compute_known(
    passage: Clauses, clauses: Sequence[int], spare: float = inf
) -> Iterator[tuple[int, dict[str, float]]]:
    """Yield the index and the features of those of some clauses that are long enough; none of these needs vectors.

    Those with more words with an equivalent than `_find_most` allows are left out, and not read to their end.
    """
    asked = [clause for clause in clauses if _count_characters(passage.source[clause]) >= _LEAST_CHARACTERS]
    if not asked:
        return
    length = _measure_length(passage)
    keys = frozenset(find_english_keys(" ".join(("".join(passage.target), *passage.around))))
    for clause in asked:
        text = passage.source[clause]
        counted = _count_characters_of_words(text, keys, _find_most(text, spare))
        if counted:
            total, hit = counted
            yield clause, {"rendered": hit / (total + 1), "missed": float(total - hit), "length": length}


def _count_characters_of_words(text: str, keys: frozenset[str], most: float) -> tuple[int, int] | None:
    """Return how many characters are in words with keys, and in those with an equivalent; None for more than `most`."""
    total = hit = 0
    for word, own in look_up_keys(segment(text)):
        total += len(word)
        if not keys.isdisjoint(own):
            hit += len(word)
            if hit > most:
                return None
    return total, hit


def _find_most(text: str, spare: float) -> float:
    """Return how many characters in words with an equivalent a clause has at most that may be in doubt.

    All others count as missed. `spare` is by how much the logit of a clause without either is above that of a doubt.
    """
    missed, rendered = WORDS["missed"], WORDS["rendered"] / (len(text) + 1)
    return (spare + missed * len(text)) / (missed - rendered) + _MARGIN


def _measure_length(passage: Clauses) -> float:
    """Return `length`: it is greater than 0 where the translation is longer than expected."""
    words, characters = len("".join(passage.target).split()), _count_characters("".join(passage.source))
    return round(log((words + 1) / (passage.ratio * characters + 1)), 4)


def compute_logit(known: Mapping[str, float]) -> float:
    """Return the logit of the chance that a clause is not rendered."""
    return _weigh(LEFT_OUT, known)


def _weigh(weights: Mapping[str, float], known: Mapping[str, float]) -> float:
    return sum(weight * known.get(name, not name) for name, weight in weights.items())


def _add_gains(passages: Sequence[Clauses], doubts: Sequence[_Doubt]) -> Steps[list[_Doubt]]:
    """Return the doubts with `gain` among what is known."""
    sides = {doubt.passage: _join_sides(passages[doubt.passage]) for doubt in doubts}
    shorter = [_leave_out(passages[doubt.passage], doubt.clause) for doubt in doubts]
    vectors = yield from _encode([*shorter, *(text for pair in sides.values() for text in pair)])
    found = []
    for doubt, text in zip(doubts, shorter, strict=True):
        source, target = (vectors[side] for side in sides[doubt.passage])
        gain = float(vectors[text] @ target) - float(source @ target)
        found.append(doubt._replace(known={**doubt.known, "gain": round(gain, 3)}))
    return found


def _add_similarities(passages: Sequence[Clauses], doubts: Sequence[_Doubt]) -> Steps[list[tuple[_Doubt, int]]]:
    """Return the doubts with `similarity` among what is known, and the `place` of `UnrenderedClause`."""
    asked = dict.fromkeys(doubt.passage for doubt in doubts)
    parts = {number: _list_parts(passages[number]) for number in asked}
    vectors = yield from _encode(text for number in asked for text in (*passages[number].source, *parts[number]))
    found = []
    for doubt in doubts:
        passage = passages[doubt.passage]
        table = _compute_table(passage.source, parts[doubt.passage], vectors)
        others = table[[index for index in range(len(table)) if index != doubt.clause]]
        similarity = float((table[doubt.clause] - others.max(axis=0)).max())
        place = int(table[doubt.clause - 1, : len(passage.target)].argmax()) + 1 if doubt.clause else 0
        found.append((doubt._replace(known={**doubt.known, "similarity": round(similarity, 3)}), place))
    return found


def _join_sides(passage: Clauses) -> tuple[str, str]:
    return "".join(passage.source), "".join(passage.target)


def _leave_out(passage: Clauses, clause: int) -> str:
    return "".join(text for index, text in enumerate(passage.source) if index != clause)


def _list_parts(passage: Clauses) -> list[str]:
    """Return the clauses of the translation, then each two in a row joined, and the same of what is around it."""
    sides = (passage.target, passage.around)
    return [text for side in sides for text in (*side, *map("".join, pairwise(side)))]


def _encode(texts: Iterable[str]) -> Steps[dict[str, NDArray[np.float32]]]:
    """Return texts with their vectors, all computed at once; nothing is loaded where there are none."""
    distinct = list(dict.fromkeys(texts))
    if not distinct:
        return {}
    yield distinct
    from glossary.vectors import encode

    return dict(zip(distinct, encode(distinct), strict=True))


def _compute_table(
    source: Sequence[str], parts: Sequence[str], vectors: Mapping[str, NDArray[np.float32]]
) -> NDArray[np.float32]:
    """Return the cosines of source clauses (rows) and parts of the translation and around it (columns)."""
    import numpy as np

    rows, columns = (np.stack([vectors[text] for text in texts]) for texts in (source, parts))
    cosines: NDArray[np.float32] = rows @ columns.T
    return cosines


def _count_characters(text: str) -> int:
    return len("".join(_CHARACTERS.findall(text)))
