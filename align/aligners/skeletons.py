"""Which parts of a text and its translation are counterparts by structure alone, not by what they say.

A translation keeps the skeleton of a text: the sequence of its headings, items, rows and code. What occurs once on
either side and is equal is paired first (as in Bram Cohen's "patience diff"), then the headings, then runs of parts of
one kind; each step looks only between the pairs of the one before. A run that is longer on one side pairs none of its
parts: structure alone does not show which was added. The work grows with the number of parts.
"""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import groupby

from align.aligners.side import Part

Parts = Sequence[Part]
Pair = tuple[int, int]
Keys = Sequence[Sequence[Hashable]]
"""The keys of each of some parts."""


def pair_parts(source: Parts, target: Parts) -> list[Pair]:
    """Return the indices of the parts that are counterparts, ascending on both sides."""
    pairs: list[Pair] = []
    for step in (
        _pair_equal,
        _pair_headings,
        _pair_equal,
        _pair_chief_headings,
        _pair_equal,
        _pair_runs,
        _pair_equal,
    ):
        pairs = _refine(source, target, pairs, step)
    return pairs


def _refine(source: Parts, target: Parts, pairs: list[Pair], step: Callable[[Parts, Parts], list[Pair]]) -> list[Pair]:
    """Return the pairs, and those that a step finds between them."""
    found, row, column = [], 0, 0
    for pair in (*pairs, (len(source), len(target))):
        inner = step(source[row : pair[0]], target[column : pair[1]]) if row < pair[0] and column < pair[1] else []
        found += [(row + one, column + other) for one, other in inner]
        found.append(pair)
        row, column = pair[0] + 1, pair[1] + 1
    return found[:-1]


def _pair_equal(source: Parts, target: Parts) -> list[Pair]:
    """Parts of one kind with a key that occurs once on either side."""
    return _pair_unique(*([[(part.kind, key) for key in part.keys] for part in side] for side in (source, target)))


def _pair_unique(source: Keys, target: Keys) -> list[Pair]:
    """Return the longest ascending sequence of pairs that share a key which nothing else has."""
    rows, columns = _find_unique(source), _find_unique(target)
    shared = {(row, columns[key]) for key, row in rows.items() if row >= 0 and columns.get(key, -1) >= 0}
    return _find_longest_ascending(sorted(shared, key=lambda pair: (pair[0], -pair[1])))


def _find_unique(keys: Keys) -> dict[Hashable, int]:
    """Return where each key occurs; -1 where it occurs in several places."""
    found: dict[Hashable, int] = {}
    for index, here in enumerate(keys):
        for key in set(here):
            found[key] = -1 if key in found else index
    return found


def _find_longest_ascending(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the longest subsequence whose second members ascend (Fredman 1975)."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, (_, column) in enumerate(pairs):
        length = bisect_left(ends, column)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1], last[length : length + 1] = [column], [index]
    found, index = [], last[-1] if last else -1
    while index >= 0:
        found.append(pairs[index])
        index = before[index]
    return found[::-1]


def _pair_headings(source: Parts, target: Parts) -> list[Pair]:
    """Return the headings, where both sides have the same sequence of them."""
    return _pair_levels(source, target, 9)


def _pair_chief_headings(source: Parts, target: Parts) -> list[Pair]:
    """Return the headings of the highest level, where both sides have equally many."""
    levels = [part.level for part in source if part.level]
    return _pair_levels(source, target, min(levels)) if levels else []


def _pair_levels(source: Parts, target: Parts, lowest: int) -> list[Pair]:
    """Return the headings down to a level, where both sides have the same sequence of them."""
    one, other = ([index for index, part in enumerate(side) if 0 < part.level <= lowest] for side in (source, target))
    same = [source[index].level for index in one] == [target[index].level for index in other]
    return list(zip(one, other, strict=True)) if same else []


def _pair_runs(source: Parts, target: Parts) -> list[Pair]:
    """Return the parts of runs of one kind that are equally long, and follow each other alike or occur once."""
    one, other = (list(_find_runs(side)) for side in (source, target))
    if [kind for kind, _ in one] == [kind for kind, _ in other]:
        pairs = [(index, index) for index in range(len(one))]
    else:
        pairs = _pair_unique([[kind] for kind, _ in one], [[kind] for kind, _ in other])
    spans = [(one[row][1], other[column][1]) for row, column in pairs]
    return [pair for rows, columns in spans if len(rows) == len(columns) for pair in zip(rows, columns, strict=True)]


def _find_runs(parts: Parts) -> Iterator[tuple[str, range]]:
    start = 0
    for kind, run in groupby(part.kind for part in parts):
        end = start + sum(1 for _ in run)
        yield kind, range(start, end)
        start = end
