"""How much of each source segment is rendered, as a share: a segment that was left out is rendered nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from align.aligners.semantic.masses import Masses
    from align.aligners.semantic.meaning import Meaning
    from align.aligners.semantic.words import Words

    Floats = NDArray[np.float64]

MOST = 2.0
"""What a share counts at most: several clauses of the target may render the same."""
_NO_CLAUSES = 0.05
_NO_WORDS = 0.3
"""Weight added to that of a segment, so that one with nothing to go by has a share of next to nothing."""


@dataclass(frozen=True, eq=False)
class Coverage:
    """Of each source segment, as shares of its weight: what of it is rendered anywhere (`rendered`) and in the
    counterpart that renders most, and how much of the target renders it (`received`), anywhere and in one counterpart.
    """

    rendered: Floats
    best_rendered: Floats
    received: Floats
    best_received: Floats


def coverage(masses: Masses, weights: Floats) -> Coverage:
    """The coverage of segments of such weights."""
    import numpy as np

    cells = masses.cells
    rows = cells.nodes(0, len(cells.low))[0]
    shares = []
    for values in (masses.rendered, masses.rendering):
        best = np.zeros(len(weights))
        np.maximum.at(best, rows, values)
        shares += [np.bincount(rows, values, len(weights)) / weights, best / weights]
    return Coverage(*(np.minimum(share, MOST) for share in shares))


def clause_weights(source: Meaning) -> Floats:
    """How much the clauses of each source segment weigh."""
    import numpy as np

    from align.aligners.semantic.clause_masses import weights

    sums = np.bincount(source.owners, weights(source.sizes), source.count)
    return sums.astype(np.float64) + _NO_CLAUSES


def word_weights(source: Words, count: int) -> Floats:
    """How much the words of each of `count` source segments weigh."""
    import numpy as np

    sums = np.bincount(source.owners, source.weights[source.types], count)
    return sums.astype(np.float64) + _NO_WORDS
