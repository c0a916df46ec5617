"""The posterior probabilities of beads: their weight among all alignments, by the forward-backward algorithm."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from align.aligners.lattice import COST_PER_NAT, FORBIDDEN, compute_backward, compute_forward
from glossary.vectors.threads import lend_threads, run_each

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from align.aligners.band import Band
    from align.aligners.lattice import Kind

    Integers = NDArray[np.int64]
    Floats = NDArray[np.float64]

_AT_ONCE = 1 << 16
"""So many beads, about, are looked at together."""


@dataclass(frozen=True, eq=False)
class Posteriors:
    """The posteriors of all beads in a band; `kinds` and `costs` as in `lattice.find_best_path`."""

    band: Band
    kinds: Sequence[Kind]
    costs: NDArray[np.int32]

    def find_probable(self, least: float) -> NDArray[np.bool_]:
        """Which beads have at least this posterior, shape (kinds, nodes)."""
        import numpy as np

        found = np.zeros((len(self.kinds), self.band.size), np.bool_)
        step = max(_AT_ONCE // self.band.size, 1)

        def mark(first: int) -> None:
            kinds, ends, logs = self._compute_logs(slice(first, first + step))
            found[kinds + first, ends] = logs >= np.log(least)

        _ = self._forward, self._backward  # which all kinds need
        with lend_threads("posteriors") as pool:
            run_each(pool, mark, range(0, len(self.kinds), step))
        return found

    def compute_for_path(self, path: NDArray[np.int64]) -> Floats:
        """The posterior of each bead of a path, shape (nodes - 1,)."""
        import numpy as np

        nodes = self.band.index(path[:, 0], path[:, 1])
        taken = [self.kinds.index((source, target)) for source, target in np.diff(path, axis=0).tolist()]
        logs = self._forward[nodes[:-1]] - self.costs[taken, nodes[1:]] / COST_PER_NAT + self._backward[nodes[1:]]
        found: Floats = np.exp(np.minimum(logs - self._forward[-1], 0.0))
        return found

    def compute_alone(self) -> tuple[Floats, Floats]:
        """The probability of each source segment, and of each target segment, that it has no counterpart."""
        import numpy as np

        rows, columns = self.band.nodes
        sums = []
        for kind, places, count in (((1, 0), rows, rows[-1]), ((0, 1), columns, columns[-1])):
            index = self.kinds.index(kind)
            _, ends, logs = self._compute_logs(slice(index, index + 1))
            shares = np.exp(np.minimum(logs, 0.0))
            sums.append(np.minimum(np.bincount(places[ends] - 1, weights=shares, minlength=int(count)), 1.0))
        return sums[0], sums[1]

    def _compute_logs(self, kinds: slice) -> tuple[Integers, Integers, Floats]:
        """The beads of some kinds, the forbidden ones apart: the kind of each, counted from the first of them on, the
        flat index of the node at which it ends, and the log of its posterior.
        """
        import numpy as np

        band, costs = self.band, self.costs[kinds, : self.band.size]
        which, ends = np.nonzero(costs < FORBIDDEN)
        sizes = np.array(self.kinds[kinds])[which]
        rows, columns = (side[ends] for side in band.nodes)
        starts = band.index(rows - sizes[:, 0], columns - sizes[:, 1])
        logs = self._forward[starts] - costs[which, ends] / COST_PER_NAT + self._backward[ends] - self._forward[-1]
        return which, ends, logs

    @cached_property
    def _forward(self) -> Floats:
        return compute_forward(self.band, self.kinds, self.costs)

    @cached_property
    def _backward(self) -> Floats:
        return compute_backward(self.band, self.kinds, self.costs)
