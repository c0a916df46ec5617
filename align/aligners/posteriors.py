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
        """Return which beads have at least this posterior, shape (kinds, nodes)."""
        import numpy as np

        found = np.zeros((len(self.kinds), self.band.size), np.bool_)

        def mark(rows: tuple[int, int]) -> None:
            kinds, ends, logs = self._compute_logs(slice(None), rows)
            found[kinds, ends] = logs >= np.log(least)

        _ = self._forward, self._backward  # which all rows need
        with lend_threads("posteriors") as pool:
            run_each(pool, mark, list(self.band.list_runs(_AT_ONCE // len(self.kinds))))
        return found

    def compute_for_path(self, path: NDArray[np.int64]) -> Floats:
        """Return the posterior of each bead of a path, shape (nodes - 1,)."""
        import numpy as np

        nodes = self.band.index(path[:, 0], path[:, 1])
        taken = [self.kinds.index((source, target)) for source, target in np.diff(path, axis=0).tolist()]
        logs = self._forward[nodes[:-1]] - self.costs[taken, nodes[1:]] / COST_PER_NAT + self._backward[nodes[1:]]
        found: Floats = np.exp(np.minimum(logs - self._forward[-1], 0.0))
        return found

    def compute_alone(self) -> tuple[Floats, Floats]:
        """Return the probability of each source segment, and of each target segment, that it has no counterpart."""
        import numpy as np

        band = self.band
        alone = np.zeros(len(band.low) - 1), np.zeros(int(band.high[-1]))
        for side, kind in enumerate(((1, 0), (0, 1))):
            index = self.kinds.index(kind)
            for first, last in band.list_runs(_AT_ONCE):
                _, ends, logs = self._compute_logs(slice(index, index + 1), (first, last))
                places = band.list_nodes(first, last)[side][ends - band.start[first]]
                np.add.at(alone[side], places - 1, np.exp(np.minimum(logs, 0.0)))
        return np.minimum(alone[0], 1.0), np.minimum(alone[1], 1.0)

    def _compute_logs(self, kinds: slice, span: tuple[int, int]) -> tuple[Integers, Integers, Floats]:
        """Return the beads of some kinds that end in some rows, the forbidden ones apart: the kind of each, counted
        from the first of them on, the flat index of the node at which it ends, and the log of its posterior.
        """
        import numpy as np

        band, (first, last) = self.band, span
        costs = self.costs[kinds, band.start[first] : band.start[last]]
        which, places = np.nonzero(costs < FORBIDDEN)
        sizes = np.array(self.kinds[kinds])[which]
        rows, columns = (side[places] for side in band.list_nodes(first, last))
        starts, ends = band.index(rows - sizes[:, 0], columns - sizes[:, 1]), places + band.start[first]
        logs = self._forward[starts] - costs[which, places] / COST_PER_NAT + self._backward[ends] - self._forward[-1]
        return which, ends, logs

    @cached_property
    def _forward(self) -> Floats:
        return compute_forward(self.band, self.kinds, self.costs)

    @cached_property
    def _backward(self) -> Floats:
        return compute_backward(self.band, self.kinds, self.costs)
