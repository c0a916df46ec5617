"""Features of the quotations in beads: speech is rendered as speech, and a narrator's words as such."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from align.aligners.semantic.beads import Beads, Feature
    from align.aligners.semantic.surface import Surface

    Integers = NDArray[np.int64]

_LEAST_SHARE = 0.02
"""The share of both texts that must be quoted, and not quoted, before either is compared."""


def compare_quotations(surfaces: tuple[Surface, Surface], ratio: float, beads: Beads) -> Iterator[Feature]:
    """Yield how well the lengths of what is quoted agree, and of what is not, and how many begin.

    `ratio` is the length of the target divided by that of the source.
    """
    import numpy as np

    pairs = beads.select(beads.pairs)
    quoted = [surface.quoted.columns_before for surface in surfaces]
    others = [surface.length_before - surface.quoted.columns_before for surface in surfaces]
    for name, lengths in (("quoted", quoted), ("not quoted", others)):
        known = all(
            part[-1] >= _LEAST_SHARE * surface.length_before[-1]
            for part, surface in zip(lengths, surfaces, strict=True)
        )
        here, there = _subtract(lengths, pairs)
        for what, values in _compare_lengths(np.float64(ratio) * here, there):
            yield f"{name} length {what}", beads.scatter(values * known, beads.pairs)
    for name, values in _compare_openings(surfaces, pairs):
        yield name, beads.scatter(values, beads.pairs)


def _subtract(sums: Sequence[Integers], beads: Beads) -> tuple[Integers, Integers]:
    """Return how much of each side lies in each bead, from the sums before each place."""
    source, target = sums
    return source[beads.rows] - source[beads.top], target[beads.columns] - target[beads.left]


def _compare_lengths(expected: NDArray[np.floating], found: Integers) -> Iterator[Feature]:
    import numpy as np

    yield "|log|", np.abs(np.log((found + 4) / (expected + 4)))
    delta = np.abs(found - expected) / np.sqrt((found + expected) / 2 + 1)
    yield "delta", np.minimum(delta, 8)
    yield "delta²", np.minimum(delta * delta, 40) / 10


def _compare_openings(surfaces: tuple[Surface, Surface], beads: Beads) -> Iterator[Feature]:
    """Yield how many quotations begin on one side more than on the other, and how many but one begin on each."""
    import numpy as np

    here, there = _subtract([surface.quoted.openings_before for surface in surfaces], beads)
    yield "quotations begin apart", np.minimum(np.abs(here - there), 3)
    yield "more source quotations", np.clip(here - 1, 0, 3)
    yield "more target quotations", np.clip(there - 1, 0, 3)
