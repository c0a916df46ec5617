"""Which beads could be right at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.aligners.lattice import NAT, backward, forward

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from align.aligners.band import Band
    from align.aligners.lattice import Kind


def likely(band: Band, kinds: Sequence[Kind], costs: NDArray[np.int32], least: float) -> NDArray[np.bool_]:
    """Which beads are at least so probable among all paths; shape (kinds, nodes), see `lattice.best_path`."""
    import numpy as np

    before, behind = forward(band, kinds, costs), backward(band, kinds, costs)
    rows, columns = band.nodes(0, len(band.low))
    found = np.zeros((len(kinds), band.size), np.bool_)
    for kind, (source, target) in enumerate(kinds):
        inside = np.flatnonzero(band.holds(rows - source, columns - target))
        starts = band.index(rows[inside] - source, columns[inside] - target)
        logs = before[starts] - costs[kind, inside] / NAT + behind[inside] - before[-1]
        found[kind, inside] = logs >= np.log(least)
    return found
