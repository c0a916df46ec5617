"""How much likelier two counts are together than apart."""

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_LEAST, _LIMIT = 1e-12, 4.0
_OWN = 0.02


def counts(first: float, second: float, shared: float, levels: int) -> "Floats":
    """The log likelihood ratio of two counts that are Poisson variates with a common part, shape (levels, levels).

    `first` and `second` are the means, `shared` is the share of the smaller that is common. The last level holds all
    greater counts. No value exceeds 4 either way: what stands in real texts comes in clusters.
    """
    import numpy as np

    common = shared * min(first, second)
    own = max(first - common, _OWN * first), max(second - common, _OWN * second)
    parts = [_poisson(mean, levels - 1) for mean in (common, *own)]
    joint = np.zeros((levels, levels))
    for both in range(levels - 1):
        rest = levels - 1 - both
        joint[both:-1, both:-1] += parts[0][both] * np.outer(parts[1][:rest], parts[2][:rest])
    one, other = (_poisson(common + mean, levels - 1) for mean in own)
    joint[:-1, -1], joint[-1, :-1] = one - joint[:-1, :-1].sum(axis=1), other - joint[:-1, :-1].sum(axis=0)
    joint[-1, -1] = 1 - joint.sum()
    apart = np.outer(np.append(one, 1 - one.sum()), np.append(other, 1 - other.sum()))
    ratio: Floats = np.log(np.maximum(joint, _LEAST) / np.maximum(apart, _LEAST))
    return np.clip(ratio, -_LIMIT, _LIMIT)


def together(tables: Iterable["Floats"]) -> "Floats":
    """The sums of several tables over all combinations of levels, the first table's levels varying slowest."""
    import numpy as np

    total = np.zeros((1, 1))
    for table in tables:
        size = total.shape[0] * table.shape[0], total.shape[1] * table.shape[1]
        total = (total[:, None, :, None] + table[None, :, None, :]).reshape(size)
    return total


def ends(first: float, second: float, shared: float) -> float:
    """What it is worth that two events meet that would else both happen alone; 0 where that says nothing.

    `first` and `second` are their probabilities, `shared` the share of the rarer that meets the other.
    """
    both = shared * min(first, second)
    if both <= first * second:
        return 0.0
    alone = (first - both) / (first * (1 - second)), (second - both) / (second * (1 - first))
    return math.log(both / (first * second)) - math.log(alone[0]) - math.log(alone[1])


def _poisson(mean: float, count: int) -> "Floats":
    import numpy as np

    return np.array([math.exp(-mean) * mean**number / math.factorial(number) for number in range(count)])
