"""Dynamic programming over the lattice of beads: the cheapest path (Viterbi), and forward and backward sums.

It goes row by row, each row at once: time and memory grow with the size of the band. Costs are whole thousandths of a
nat, so that sums are exact and ties are ties.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from align.aligners.band import Band

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Costs = NDArray[np.int32]

Kind = tuple[int, int]
"""How many source and how many target segments a bead holds."""

FORBIDDEN = 1 << 29
"""The cost of a bead that begins outside the band."""

COST_PER_NAT = 1000.0

_LOG_ZERO = -1e12


def find_best_path(band: Band, kinds: Sequence[Kind], costs: "Costs") -> "Integers":
    """Return the nodes of the cheapest path, shape (nodes, 2); among equally cheap ones, the kind that is listed first
    wins.

    `kinds` begins with (0, 1); the others, (1, 0) among them, hold at least one source segment each. `costs` has shape
    (kinds, nodes of the band + 1): the cost of the bead of each kind that ends at a node, `FORBIDDEN` where it begins
    outside the band. The last column belongs to no node.
    """
    import numpy as np

    origins, steps = _find_origins(band, kinds), _sum_steps(band, costs)
    total = np.full(band.size, FORBIDDEN, np.int64)
    choice = np.empty(band.size, np.int8)
    for row, (first, last) in enumerate(zip(band.start[:-1].tolist(), band.start[1:].tolist(), strict=True)):
        sums = total.take(origins[:, row, None] + np.arange(last - first), mode="clip") + costs[1:, first:last]
        here = sums.min(axis=0)
        if not row:
            here[:] = FORBIDDEN
            here[0] = 0
        along = np.minimum.accumulate(here - steps[first:last]) + steps[first:last]
        choice[first:last] = np.where(along < here, 0, sums.argmin(axis=0) + 1)
        total[first:last] = along
    return _trace_back(band, kinds, choice)


def _find_origins(band: Band, kinds: Sequence[Kind]) -> "Integers":
    """Return the flat indices at which beads that end at the first node of each row begin, shape (kinds - 1, rows).

    All kinds but (0, 1) count. For the other nodes of a row the indices follow one by one.
    """
    import numpy as np

    shift = np.array(kinds[1:])
    rows = np.maximum(np.arange(len(band.low)) - shift[:, :1], 0)
    return band.index(rows, band.low - shift[:, 1:])


def _sum_steps(band: Band, costs: "Costs") -> "Integers":
    """Return the cost of reaching each node from the first of its row by (0, 1) beads alone, up to a constant of the
    row.
    """
    import numpy as np

    steps = costs[0, : band.size].astype(np.int64)
    steps[band.start[:-1]] = 0
    return np.cumsum(steps, out=steps)


def _trace_back(band: Band, kinds: Sequence[Kind], choice: "NDArray[np.int8]") -> "Integers":
    """Return the path, from the kind of bead chosen at each node."""
    import numpy as np

    rows = np.arange(len(band.low))
    origin = band.index(rows, np.zeros_like(rows)).tolist()
    row, column = len(origin) - 1, int(band.high[-1])
    path = [(row, column)]
    while row or column:
        source, target = kinds[choice[origin[row] + column]]
        row, column = row - source, column - target
        path.append((row, column))
    return np.array(path[::-1])


def compute_forward(band: Band, kinds: Sequence[Kind], costs: "Costs") -> "Floats":
    """Return the log of the summed weights of all paths from the first node to each; arguments as of
    `find_best_path`.
    """
    import numpy as np

    origins, steps = _find_origins(band, kinds), _sum_steps(band, costs) / COST_PER_NAT
    total = np.full(band.size, _LOG_ZERO)
    for row, (first, last) in enumerate(zip(band.start[:-1].tolist(), band.start[1:].tolist(), strict=True)):
        before = total.take(origins[:, row, None] + np.arange(last - first), mode="clip")
        here = _sum_logs(before - costs[1:, first:last] / COST_PER_NAT)
        if not row:
            here[0] = 0.0
        total[first:last] = np.logaddexp.accumulate(here + steps[first:last]) - steps[first:last]
    return total


def compute_backward(band: Band, kinds: Sequence[Kind], costs: "Costs") -> "Floats":
    """Return the log of the summed weights of all paths from each node to the last; arguments as of
    `find_best_path`.
    """
    import numpy as np

    steps = _sum_steps(band, costs) / COST_PER_NAT
    ends, left, right = _find_ends(band, kinds)
    flat, stride = costs.ravel(), np.arange(1, len(kinds))[:, None] * costs.shape[1]
    total = np.full(band.size + 1, _LOG_ZERO)
    for row in range(len(band.low) - 1, -1, -1):
        first, last = int(band.start[row]), int(band.start[row + 1])
        columns = np.arange(band.low[row], band.high[row] + 1)
        at = ends[:, row, None] + columns
        at[(columns < left[:, row, None]) | (columns > right[:, row, None])] = band.size
        here = _sum_logs(total.take(at) - flat.take(stride + at) / COST_PER_NAT)
        if last == band.size:
            here[-1] = 0.0
        behind = (here - steps[first:last])[::-1]
        total[first:last] = np.logaddexp.accumulate(behind)[::-1] + steps[first:last]
    return total[:-1]


def _find_ends(band: Band, kinds: Sequence[Kind]) -> tuple["Integers", "Integers", "Integers"]:
    """Return the flat indices at which beads end that begin at column 0 of each row, shape (kinds - 1, rows).

    Those that begin at another column follow one by one. And the first and last columns at which beads begin that end
    in the band. All kinds but (0, 1) count.
    """
    import numpy as np

    down, across = np.array(kinds[1:]).T[:, :, None]
    rows = np.arange(len(band.low)) + down
    below = np.minimum(rows, len(band.low) - 1)
    right = np.where(rows == below, band.high[below] - across, -1)
    return band.index(below, across), band.low[below] - across, right


def _sum_logs(logs: "Floats") -> "Floats":
    """Return the log of the sum over the first axis of numbers given as logs."""
    import numpy as np

    peak = logs.max(axis=0)
    total: Floats = peak + np.log(np.exp(logs - peak).sum(axis=0))
    return total
