"""Features that tell omissions: how much of a segment is rendered after all, alone or beside others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.aligners.semantic.beads import TALLEST
from align.aligners.semantic.coverage import MOST
from align.aligners.semantic.mass_features import edges, mass

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from align.aligners.semantic.beads import Beads
    from align.aligners.semantic.coverage import Coverage
    from align.aligners.semantic.features import Feature
    from align.aligners.semantic.masses import Boxes
    from align.aligners.semantic.window import Pairing, Window

_MIDDLE = 3.0
"""The log of a common length of a segment, in columns."""
_SHORT = 14
"""Columns below which a segment says little."""


def covered(window: Window, beads: Beads) -> Iterator[Feature]:
    """The features, for clauses, for words, and for words by what they mean; none where that is not asked for."""
    pairing = window.pairing
    meant = pairing.meant
    if meant is None:
        return
    boxes = window.boxes(meant.masses)
    yield from _alone("clauses", pairing.clause_coverage, beads)
    yield from _alone("words", pairing.word_coverage, beads)
    yield from _alone("meant", meant.coverage, beads)
    yield from _products(pairing, meant.coverage, beads)
    yield from mass("meant", meant.masses, boxes, beads)
    yield from edges("meant", boxes, beads)
    for name, box in zip(("rendered", "received"), boxes, strict=True):
        yield f"meant least {name}", _least(box, meant.weights, beads)


def _alone(name: str, found: Coverage, beads: Beads) -> Iterator[Feature]:
    """For a segment alone: its coverage."""
    alone = beads.omissions
    segments = beads.top[alone]
    for what in ("rendered", "best_rendered", "received", "best_received"):
        yield f"{name} omission {what}".replace("_", " "), beads.spread(getattr(found, what)[segments], alone)


def _products(pairing: Pairing, meant: Coverage, beads: Beads) -> Iterator[Feature]:
    """For a segment alone: what its coverage means together with its length and likeness."""
    import numpy as np

    alone = beads.omissions
    at = beads.top[alone]
    columns = np.diff(pairing.forms[0].length_before)[at]
    long = np.log1p(columns) - _MIDDLE
    clauses, words = pairing.clause_coverage, pairing.word_coverage
    likeness = pairing.segment_likeness
    best = likeness.best[0][at]
    for name, values in (
        ("short", np.maximum(_SHORT - columns, 0) / 10),
        ("length × likeness", long * best),
        ("length × margin", long * likeness.margins[0][at]),
        ("length × clauses received", long * clauses.received[at]),
        ("length × words received", long * words.received[at]),
        ("length × meant rendered", long * meant.rendered[at]),
        ("length × meant received", long * meant.received[at]),
        ("words received × likeness", words.received[at] * best),
        ("clauses received × rendered", clauses.received[at] * clauses.rendered[at]),
        ("clauses best of both", np.minimum(clauses.best_received[at], clauses.best_rendered[at])),
    ):
        yield f"omission {name}", beads.spread(values, alone)


def _least(boxes: Boxes, weights: NDArray[np.float64], beads: Beads) -> NDArray[np.float32]:
    """Of the source segments of a bead of several: the least share of one's weight that the bead's target makes up."""
    import numpy as np

    several = np.flatnonzero((beads.m > 1) & (beads.n > 0))
    some = beads.part(several)
    least = np.full(len(some), MOST)
    for place in range(TALLEST):
        has = np.flatnonzero(some.m > place)
        rows = some.top[has] + place
        share = boxes.along(rows, some.left[has], some.columns[has]) / weights[rows]
        least[has] = np.minimum(least[has], share)
    return beads.spread(least, several)
