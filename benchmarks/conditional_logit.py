"""Fit the weights of a choice among candidates: conditional logit with an L2 penalty, by Newton's method.

Where several candidates are right, the likelihood is that of choosing any of them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
ITERATIONS = 15


def fit(choices: Sequence[Matrix], right: Sequence[Sequence[bool]], penalty: float) -> Matrix:
    """Return the weights, shape (features,), for `choices` of shape (candidates, features) each.

    Features are scaled to unit deviation for the penalty; the weights returned apply to the features as given.
    """
    rows = np.concatenate(choices)
    scale = rows.std(axis=0)
    scale[scale == 0] = 1.0
    rows = rows / scale
    sizes = np.array([len(choice) for choice in choices])
    owner, first = np.repeat(np.arange(len(sizes)), sizes), np.cumsum(sizes) - sizes
    gold = np.concatenate([np.asarray(flags, dtype=float) for flags in right])
    weights = np.zeros(rows.shape[1])
    for _ in range(ITERATIONS):
        utility = rows @ weights
        mass = np.exp(utility - np.maximum.reduceat(utility, first)[owner])
        chance = mass / np.add.reduceat(mass, first)[owner]
        target = chance * gold
        target /= np.maximum(np.add.reduceat(target, first)[owner], 1e-12)
        gradient = rows.T @ (target - chance) - penalty * weights
        mean = np.add.reduceat(rows * chance[:, None], first)
        curvature = (rows * chance[:, None]).T @ rows - mean.T @ mean + penalty * np.eye(len(weights))
        weights = weights + np.linalg.solve(curvature, gradient)
    return np.asarray(weights / scale)
