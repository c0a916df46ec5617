"""The sentences that two versions of a text have in common, in the same order (as in a patience diff)."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from glossary.lang.scripts import HAN, KANA

_UNSPACED = re.compile(f"[{HAN}{KANA}]")
_UNSEEN = re.compile("[\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_ROUNDS = 8
"""How often what lies between common sentences is searched for more of them."""


class Gap(NamedTuple):
    """Sentences of either text between two that are the same: ranges of indices."""

    old: range
    new: range


def normalise(text: str) -> str:
    """A text as it is compared: one form of each character, and no white space, which Chinese and Japanese do without;
    in other texts one space for each.

    >>> normalise("增长 ５％，达到 a  b"), normalise("up  5% ")
    ('增长5%,达到ab', 'up 5%')
    """
    folded = _UNSEEN.sub("", unicodedata.normalize("NFKC", text))
    return ("" if _UNSPACED.search(folded) else " ").join(folded.split())


def find_common(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The places of sentences that are the same and in the same order: (in the old text, in the new one), ascending.

    >>> find_common(["a", "b", "a", "c"], ["x", "b", "a", "c", "d"])
    [(1, 1), (2, 2), (3, 3)]
    """
    found = list[tuple[int, int]]()
    for _ in range(_ROUNDS):
        more = [pair for gap in list_gaps(found, len(old), len(new)) for pair in _match(old, new, gap)]
        if not more:
            break
        found = sorted(found + more)
    return found


def list_gaps(pairs: Sequence[tuple[int, int]], old: int, new: int) -> Iterator[Gap]:
    """What lies between the places of common sentences, of texts with so many sentences."""
    for (i, j), (k, m) in pairwise([(-1, -1), *pairs, (old, new)]):
        if k > i + 1 or m > j + 1:
            yield Gap(range(i + 1, k), range(j + 1, m))


def _match(old: Sequence[str], new: Sequence[str], gap: Gap) -> Iterator[tuple[int, int]]:
    """What is the same at either end of a gap, and what occurs once in both texts between, in order."""
    if not gap.old or not gap.new:
        return
    head = _count_equal((old[i], new[j]) for i, j in zip(*gap, strict=False))
    yield from zip(gap.old[:head], gap.new[:head], strict=True)
    left, right = gap.old[head:], gap.new[head:]
    tail = _count_equal((old[i], new[j]) for i, j in zip(reversed(left), reversed(right), strict=False))
    yield from zip(left[len(left) - tail :], right[len(right) - tail :], strict=True)
    places = _find_single(new, right[: len(right) - tail])
    singles = _find_single(old, left[: len(left) - tail])
    yield from _choose_ascending([(i, places[key]) for key, i in singles.items() if key in places])


def _count_equal(pairs: Iterable[tuple[str, str]]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _find_single(keys: Sequence[str], part: range) -> dict[str, int]:
    """What occurs once in a part of a text, and where, in order."""
    counts = Counter(keys[index] for index in part)
    return {keys[index]: index for index in part if counts[keys[index]] == 1}


def _choose_ascending(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most of some pairs, which ascend on the left, that ascend on the right, too."""
    ends, last, before = list[int](), list[int](), list[int]()
    for index, (_, j) in enumerate(pairs):
        place = bisect_left(ends, j)
        before.append(last[place - 1] if place else -1)
        ends[place : place + 1] = [j]
        last[place : place + 1] = [index]
    chosen, index = list[tuple[int, int]](), last[-1] if last else -1
    while index >= 0:
        chosen.append(pairs[index])
        index = before[index]
    return chosen[::-1]
