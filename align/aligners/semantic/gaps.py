"""Gaps of the rough path: where one side runs short, and which segments the path leaves alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from align.aligners.semantic.beads import Beads, Feature
    from align.aligners.semantic.surface import Surface

    Integers = NDArray[np.int64]
    Floats = NDArray[np.float64]

REACHES = 1, 3, 7
"""How many segments on either side of one are measured with it."""
_LEAST = 20.0
"""Columns that are added to both lengths, so that short segments say little."""


@dataclass(frozen=True, eq=False)
class Gaps:
    """For each segment of a side, how much of it has no place along the rough path.

    `shortfalls`, by reach, are logs, 0 at most: how much shorter the other side is along the path than the segment and
    its neighbours let expect. `runs` are the segments in a row that the path leaves alone, 0 for one that it pairs.
    """

    shortfalls: tuple[Floats, ...]
    runs: Integers


def measure_gaps(surfaces: tuple[Surface, Surface], path: Integers, ratio: float) -> tuple[Gaps, Gaps]:
    """Return the gaps of both sides along a path, shape (nodes, 2); `ratio` is the length of the target by the
    source's.
    """
    source, target = (surface.length_before.astype(float) for surface in surfaces)
    source *= ratio
    return _measure(source, target, path), _measure(target, source, path[:, ::-1])


def _measure(here: Floats, there: Floats, path: Integers) -> Gaps:
    import numpy as np

    count = len(here) - 1
    steps = np.diff(path, axis=0)
    paired = np.zeros(count, np.bool_)
    paired[path[1:][steps.all(axis=1), 0] - 1] = True
    first, last = (np.searchsorted(path[:, 0], np.arange(count + 1), side) for side in ("left", "right"))
    across = (there[path[first, 1]] + there[path[last - 1, 1]]) / 2
    return Gaps(tuple(_find_shortfalls(here, across, reach) for reach in REACHES), _count_runs(~paired))


def _find_shortfalls(here: Floats, across: Floats, reach: int) -> Floats:
    """Return how much shorter the other side is around each segment; `across` is how much of it is before each
    place.
    """
    import numpy as np

    count = len(here) - 1
    first = np.maximum(np.arange(count) - reach, 0)
    last = np.minimum(np.arange(count) + reach + 1, count)
    found = (across[last] - across[first] + _LEAST) / (here[last] - here[first] + _LEAST)
    return np.minimum(np.log(found), 0.0)


def _count_runs(alone: NDArray[np.bool_]) -> Integers:
    """Return the length of the run of true values that each is in, 0 where it is false."""
    import numpy as np

    numbers = np.cumsum(np.diff(alone, prepend=False))
    runs: Integers = np.bincount(numbers)[numbers] * alone
    return runs


def describe_gaps(gaps: tuple[Gaps, Gaps], beads: Beads) -> Iterator[Feature]:
    """For a segment alone: the shortfalls around it, and how long a run it is in that the rough path leaves alone."""
    import numpy as np

    for name, side, alone, segments in (
        ("omission", gaps[0], beads.omissions, beads.top),
        ("addition", gaps[1], beads.additions, beads.left),
    ):
        at = segments[alone]
        for reach, values in zip(REACHES, side.shortfalls, strict=True):
            yield f"{name} shortfall {reach}", beads.scatter(values[at], alone)
        runs = side.runs[at]
        yield f"{name} on path", beads.scatter(runs > 0, alone)
        yield f"{name} run on path", beads.scatter(np.log1p(runs), alone)
