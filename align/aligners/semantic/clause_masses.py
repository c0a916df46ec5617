"""Where the clauses of segments go, by how alike they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.aligners.semantic.soft_masses import Pieces, Softness, soft_masses

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from align.aligners.band import Band
    from align.aligners.semantic.masses import Masses
    from align.aligners.semantic.meaning import Meaning

_SOFTNESS = Softness(sharpness=14.0, nowhere=0.3, rows=128)
_FULL = 12.0
"""Tokens from which on a clause counts in full."""


def clause_masses(source: Meaning, target: Meaning, cells: Band) -> Masses:
    """The masses of clauses, for each cell."""
    return soft_masses(_pieces(source), _pieces(target), cells, _SOFTNESS)


def weights(sizes: NDArray[np.intp]) -> NDArray[np.float32]:
    """How much clauses of such sizes weigh."""
    import numpy as np

    shares: NDArray[np.float32] = np.minimum(sizes, _FULL).astype(np.float32) * np.float32(2 / _FULL)
    return shares


def _pieces(meaning: Meaning) -> Pieces:
    return Pieces(meaning.owners, weights(meaning.sizes), meaning.clauses, meaning.count)
