"""Log likelihood ratios: how much more likely counts or events of two texts are if these are translations."""

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_LEAST_PROBABILITY, _LIMIT = 1e-12, 4.0
_LEAST_OWN = 0.02
"""The least share of a mean that is not common to both counts."""


def compare_counts(first: float, second: float, shared: float, levels: int) -> "Floats":
    """Return the log likelihood ratios of two counts, shape (levels, levels): a bivariate Poisson against independence.

    `first` and `second` are the means, `shared` is the share of the smaller that is common. The last level is for all
    greater counts. Ratios are clipped to -4 and 4, for counts in real texts vary more than Poisson variates.
    """
    import numpy as np

    common = shared * min(first, second)
    own = max(first - common, _LEAST_OWN * first), max(second - common, _LEAST_OWN * second)
    parts = [_compute_poisson(mean, levels - 1) for mean in (common, *own)]
    joint = np.zeros((levels, levels))
    for both in range(levels - 1):
        rest = levels - 1 - both
        joint[both:-1, both:-1] += parts[0][both] * np.outer(parts[1][:rest], parts[2][:rest])
    one, other = (_compute_poisson(common + mean, levels - 1) for mean in own)
    joint[:-1, -1], joint[-1, :-1] = one - joint[:-1, :-1].sum(axis=1), other - joint[:-1, :-1].sum(axis=0)
    joint[-1, -1] = 1 - joint.sum()
    apart = np.outer(np.append(one, 1 - one.sum()), np.append(other, 1 - other.sum()))
    ratio: Floats = np.log(np.maximum(joint, _LEAST_PROBABILITY) / np.maximum(apart, _LEAST_PROBABILITY))
    return np.clip(ratio, -_LIMIT, _LIMIT)


def add_tables(tables: Iterable["Floats"]) -> "Floats":
    """Return the sums of several tables over all combinations of levels; the levels of the first table vary slowest."""
    import numpy as np

    total = np.zeros((1, 1))
    for table in tables:
        size = total.shape[0] * table.shape[0], total.shape[1] * table.shape[1]
        total = (total[:, None, :, None] + table[None, :, None, :]).reshape(size)
    return total


def compare_events(first: float, second: float, shared: float) -> float:
    """Return how much better it is that two events coincide than that each happens alone; 0 where they coincide by
    chance.

    `first` and `second` are their probabilities, `shared` the share of the rarer event that coincides with the other.
    """
    both = shared * min(first, second)
    if both <= first * second:
        return 0.0
    alone = (first - both) / (first * (1 - second)), (second - both) / (second * (1 - first))
    return math.log(both / (first * second)) - math.log(alone[0]) - math.log(alone[1])


def _compute_poisson(mean: float, count: int) -> "Floats":
    """Return the probabilities of 0 up to, not including, `count`."""
    import numpy as np

    return np.array([math.exp(-mean) * mean**number / math.factorial(number) for number in range(count)])
