"""Fit the weights of a choice among candidates: conditional logit with an L2 penalty, by damped Newton steps.

Where several candidates are right, the likelihood is that of choosing any of them.
A library of `suggestions.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Integers = NDArray[np.int64]
ITERATIONS = 30
_HALVINGS = 10


class _Choices:
    """Candidates of all choices in one matrix, the choice that each row belongs to, and whether it is right."""

    def __init__(self, rows: Matrix, sizes: Integers, gold: Matrix, penalty: float) -> None:
        self.rows, self.gold, self.penalty = rows, gold, penalty
        self.owner, self.first = np.repeat(np.arange(len(sizes)), sizes), np.cumsum(sizes) - sizes

    def compute_probabilities(self, weights: Matrix) -> Matrix:
        """Return the probability of each row within its choice."""
        utility = self.rows @ weights
        mass = np.exp(utility - np.maximum.reduceat(utility, self.first)[self.owner])
        return np.asarray(mass / np.add.reduceat(mass, self.first)[self.owner])

    def compute_loss(self, weights: Matrix) -> float:
        """Return the negative log likelihood of the right ones plus the penalty."""
        right = np.add.reduceat(self.compute_probabilities(weights) * self.gold, self.first)
        return float(-np.log(np.maximum(right, 1e-300)).sum() + self.penalty / 2 * weights @ weights)

    def compute_step(self, weights: Matrix) -> Matrix:
        """Return the Newton step, with the curvature of the likelihood as if the right one were known."""
        probability, rows = self.compute_probabilities(weights), self.rows
        target = probability * self.gold
        target /= np.maximum(np.add.reduceat(target, self.first)[self.owner], 1e-12)
        gradient = rows.T @ (target - probability) - self.penalty * weights
        mean = np.add.reduceat(rows * probability[:, None], self.first)
        curvature = (rows * probability[:, None]).T @ rows - mean.T @ mean + self.penalty * np.eye(len(weights))
        return np.asarray(np.linalg.solve(curvature, gradient))


def fit(choices: Sequence[Matrix], right: Sequence[Sequence[bool]], penalty: float) -> Matrix:
    """Return the weights, shape (features,), for `choices` of shape (candidates, features) each.

    Features are scaled to unit deviation for the penalty; the weights returned apply to the features as given.
    """
    rows = np.concatenate(choices)
    scale = rows.std(axis=0)
    scale[scale == 0] = 1.0
    gold = np.concatenate([np.asarray(flags, dtype=float) for flags in right])
    data = _Choices(rows / scale, np.array([len(choice) for choice in choices]), gold, penalty)
    weights = np.zeros(rows.shape[1])
    for _ in range(ITERATIONS):
        step, loss = data.compute_step(weights), data.compute_loss(weights)
        for _ in range(_HALVINGS):
            if data.compute_loss(weights + step) <= loss:
                break
            step = step / 2
        else:
            break
        weights = weights + step
    return np.asarray(weights / scale)
