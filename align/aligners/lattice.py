"""The cheapest path of beads through a band, and how probable its beads are.

The dynamic programme goes row by row, each row at once: time and memory grow with the size of the band. Costs are whole
thousandths of a nat, so that sums are exact and ties are ties.
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

FAR = 1 << 29
"""The cost of a bead that begins outside the band."""

NAT = 1000.0
"""The cost of one nat."""

_NEVER = -1e12


def best_path(band: Band, kinds: Sequence[Kind], costs: "Costs") -> "Integers":
    """The nodes of the cheapest path, shape (nodes, 2); among equals the kinds that stand first.

    `kinds` begins with (0, 1); the others, (1, 0) among them, hold a source segment each. `costs` has shape (kinds,
    nodes of the band + 1): what the bead of each kind that ends at a node costs, `FAR` where it begins outside the
    band. The last column belongs to no node.
    """
    import numpy as np

    origins, steps = _origins(band, kinds), _steps(band, costs)
    total = np.full(band.size, FAR, np.int64)
    choice = np.empty(band.size, np.int8)
    for row, (first, last) in enumerate(zip(band.start[:-1].tolist(), band.start[1:].tolist(), strict=True)):
        sums = total.take(origins[:, row, None] + np.arange(last - first), mode="clip") + costs[1:, first:last]
        here = sums.min(axis=0)
        if not row:
            here[:] = FAR
            here[0] = 0
        along = np.minimum.accumulate(here - steps[first:last]) + steps[first:last]
        choice[first:last] = np.where(along < here, 0, sums.argmin(axis=0) + 1)
        total[first:last] = along
    return _back(band, kinds, choice)


def _origins(band: Band, kinds: Sequence[Kind]) -> "Integers":
    """Where the first node of each row is reached from by each kind but (0, 1): indices, shape (kinds - 1, rows)."""
    import numpy as np

    shift = np.array(kinds[1:])
    rows = np.maximum(np.arange(len(band.low)) - shift[:, :1], 0)
    return band.index(rows, band.low - shift[:, 1:])


def _steps(band: Band, costs: "Costs") -> "Integers":
    """What it costs to come to each node from the first of its row by (0, 1) alone, up to a constant of the row."""
    import numpy as np

    steps = costs[0, : band.size].astype(np.int64)
    steps[band.start[:-1]] = 0
    return np.cumsum(steps, out=steps)


def _back(band: Band, kinds: Sequence[Kind], choice: "NDArray[np.int8]") -> "Integers":
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


def forward(band: Band, kinds: Sequence[Kind], costs: "Costs") -> "Floats":
    """The log of the weight of all paths from the first node to each."""
    import numpy as np

    origins, steps = _origins(band, kinds), _steps(band, costs) / NAT
    total = np.full(band.size, _NEVER)
    for row, (first, last) in enumerate(zip(band.start[:-1].tolist(), band.start[1:].tolist(), strict=True)):
        before = total.take(origins[:, row, None] + np.arange(last - first), mode="clip")
        here = _sum(before - costs[1:, first:last] / NAT)
        if not row:
            here[0] = 0.0
        total[first:last] = np.logaddexp.accumulate(here + steps[first:last]) - steps[first:last]
    return total


def backward(band: Band, kinds: Sequence[Kind], costs: "Costs") -> "Floats":
    """The log of the weight of all paths from each node to the last."""
    import numpy as np

    steps = _steps(band, costs) / NAT
    shift, kind = np.array(kinds[1:])[:, :, None], np.arange(1, len(kinds))[:, None]
    total = np.full(band.size + 1, _NEVER)
    for row in range(len(band.low) - 1, -1, -1):
        first, last = int(band.start[row]), int(band.start[row + 1])
        rows, columns = row + shift[:, 0], np.arange(band.low[row], band.high[row] + 1) + shift[:, 1]
        below = np.minimum(rows, len(band.low) - 1)
        ends = np.where(band.holds(rows, columns), band.index(below, columns), band.size)
        here = _sum(total[ends] - costs[kind, ends] / NAT)
        if last == band.size:
            here[-1] = 0.0
        behind = (here - steps[first:last])[::-1]
        total[first:last] = np.logaddexp.accumulate(behind)[::-1] + steps[first:last]
    return total[:-1]


def _sum(logs: "Floats") -> "Floats":
    import numpy as np

    peak = logs.max(axis=0)
    total: Floats = peak + np.log(np.exp(logs - peak).sum(axis=0))
    return total
