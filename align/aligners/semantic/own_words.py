"""Own words: those of the target that a source segment matches better than its neighbours do.

Where a segment is rendered, some words near its place on the rough path are its own. Where it was dropped, its
neighbours explain all words there at least as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.aligners.band import expand_ranges

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from align.aligners.semantic.beads import Beads, Feature
    from align.aligners.semantic.word_matches import Matches

    Integers = NDArray[np.int64]
    Floats = NDArray[np.float64]

_REACH = 3
"""Source segments on either side that a segment is compared with."""
_MAX_SHARE, _MAX_SEGMENT_SHARE = 1.5, 1.0


@dataclass(frozen=True, eq=False)
class OwnWords:
    """For each source segment how much better it matches the words near it than its neighbours do, in sum.

    `segment_sums` are the same for the one target segment where this is greatest. `weights`, above 0, are those of the
    words of the source segments.
    """

    sums: Floats
    segment_sums: Floats
    weights: Floats


def find_own_words(matches: Matches, path: Integers, weights: Floats) -> OwnWords:
    """Return the own words of the source segments; `matches` are those of the target's words, `path` is the
    rough path.
    """
    import numpy as np

    rows, words = _list_near_words(matches, path)
    others = np.zeros(len(rows), np.float32)
    for step in (*range(-_REACH, 0), *range(1, _REACH + 1)):
        np.maximum(others, _look_up(matches, rows + step, words), out=others)
    gains = np.maximum(_look_up(matches, rows, words) - others, 0)
    count = len(matches.cells.low)
    places = matches.cells.index(rows, np.searchsorted(matches.starts, words, "right") - 1)
    by_cell = np.bincount(places, gains, matches.cells.size)
    best = np.zeros(count)
    np.maximum.at(best, matches.cells.list_nodes(0, count)[0], by_cell)
    sums = np.bincount(rows, gains, count).astype(np.float64)
    return OwnWords(sums, best, weights)


def _list_near_words(matches: Matches, path: Integers) -> tuple[Integers, Integers]:
    """Return pairs of a source segment and a word near it: from one target segment before the place where the source
    segment before it begins on the path, to one after the place where the one after it ends.
    """
    import numpy as np

    count = len(matches.cells.low)
    every, nodes = np.arange(count), np.arange(count + 1)
    begins = path[np.searchsorted(path[:, 0], nodes, "left"), 1]
    ends = path[np.searchsorted(path[:, 0], nodes, "right") - 1, 1]
    first = np.minimum(begins[np.maximum(every - 1, 0)], begins[:-1] - 1) - 1
    last = np.maximum(ends[np.minimum(every + 2, count)], ends[1:] + 1) + 1
    first = np.maximum(first, matches.cells.low)
    last = np.maximum(np.minimum(last, matches.cells.high + 1), first)
    return expand_ranges(matches.starts[first], matches.starts[last] - matches.starts[first])


def _look_up(matches: Matches, rows: Integers, words: Integers) -> NDArray[np.float32]:
    """Return the values of some rows and words, 0 out of reach."""
    import numpy as np

    inside = np.flatnonzero(matches.wide.contains(rows, words))
    found = np.zeros(len(rows), np.float32)
    found[inside] = matches.values[matches.wide.index(rows[inside], words[inside])]
    return found


def describe_own_words(own: OwnWords, beads: Beads) -> Iterator[Feature]:
    """For a segment alone: how much of the target near it is its own."""
    import numpy as np

    alone = beads.omissions
    at = beads.top[alone]
    sums, weights = own.sums[at], own.weights[at]
    for name, values in (
        ("share", np.minimum(sums / weights, _MAX_SHARE)),
        ("segment share", np.minimum(own.segment_sums[at] / weights, _MAX_SEGMENT_SHARE)),
        ("log", np.log1p(sums)),
    ):
        yield f"omission own words {name}", beads.scatter(values, alone)
