"""How probable beads are among all alignments, by the forward-backward algorithm."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from align.aligners.lattice import NAT, backward, forward

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from align.aligners.band import Band
    from align.aligners.lattice import Kind

    Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Chances:
    """The probabilities of all beads in a band; `kinds` and `costs` as in `lattice.best_path`."""

    band: Band
    kinds: Sequence[Kind]
    costs: NDArray[np.int32]

    def likely(self, least: float) -> NDArray[np.bool_]:
        """Which beads are at least so probable, shape (kinds, nodes)."""
        import numpy as np

        found = np.zeros((len(self.kinds), self.band.size), np.bool_)
        for kind in self.kinds:
            ends, logs = self._logs(kind)
            found[self.kinds.index(kind), ends] = logs >= np.log(least)
        return found

    def of_path(self, path: NDArray[np.int64]) -> Floats:
        """The probability of each bead of a path, shape (nodes - 1,)."""
        import numpy as np

        nodes = self.band.index(path[:, 0], path[:, 1])
        taken = [self.kinds.index((source, target)) for source, target in np.diff(path, axis=0).tolist()]
        logs = self._before[nodes[:-1]] - self.costs[taken, nodes[1:]] / NAT + self._behind[nodes[1:]]
        found: Floats = np.exp(np.minimum(logs - self._before[-1], 0.0))
        return found

    def alone(self) -> tuple[Floats, Floats]:
        """How probable it is of each segment of the source, and of the target, that it has no counterpart."""
        import numpy as np

        rows, columns = self.band.nodes(0, len(self.band.low))
        sums = []
        for kind, places, count in (((1, 0), rows, rows[-1]), ((0, 1), columns, columns[-1])):
            ends, logs = self._logs(kind)
            shares = np.exp(np.minimum(logs, 0.0))
            sums.append(np.minimum(np.bincount(places[ends] - 1, weights=shares, minlength=int(count)), 1.0))
        return sums[0], sums[1]

    def _logs(self, kind: Kind) -> tuple[NDArray[np.int64], Floats]:
        """The nodes at which beads of a kind end, and the logarithms of their probabilities."""
        import numpy as np

        rows, columns = self.band.nodes(0, len(self.band.low))
        ends = np.flatnonzero(self.band.holds(rows - kind[0], columns - kind[1]))
        starts = self.band.index(rows[ends] - kind[0], columns[ends] - kind[1])
        costs = self.costs[self.kinds.index(kind), ends] / NAT
        return ends, self._before[starts] - costs + self._behind[ends] - self._before[-1]

    @cached_property
    def _before(self) -> Floats:
        return forward(self.band, self.kinds, self.costs)

    @cached_property
    def _behind(self) -> Floats:
        return backward(self.band, self.kinds, self.costs)
