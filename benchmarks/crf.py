"""Fit the weights of a semi-Markov conditional random field (Sarawagi and Cohen 2004) over lattices of beads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy.optimize import minimize

Floats = NDArray[np.float64]
Integers = NDArray[np.intp]

ITERATIONS = 200
TOLERANCE = 1e-8
"""The relative fall of the loss below which the fit ends."""
ROUGH_ITERATIONS = 20
_NEVER = -1e30
_NEGLIGIBLE = 1e-9
_HOPELESS = 1e-12


@dataclass(frozen=True, eq=False)
class Lattice:
    """The beads of a sample as arcs between nodes, ordered by the node that each ends at.

    `features` has shape (beads, features), `gold` tells which beads people made. `starts` and `ends` are nodes,
    0 to `nodes` - 1; those are the first and the last of every path.
    """

    features: NDArray[np.float32]
    starts: Integers
    ends: Integers
    nodes: int
    gold: NDArray[np.bool_]

    @cached_property
    def gold_features(self) -> Floats:
        """The sums of the features of the gold beads."""
        sums: Floats = self.features[self.gold].sum(axis=0, dtype=np.float64)
        return sums

    def loss(self, weights: Floats) -> tuple[float, Floats]:
        """The negative log likelihood of the gold beads, in nats, and its gradient."""
        chances, total = self._chances(weights)
        likely = np.flatnonzero(chances > _NEGLIGIBLE)
        expected = chances[likely] @ self.features[likely]
        return total - float(self.gold_features @ weights), expected - self.gold_features

    def likely(self, weights: Floats) -> Lattice:
        """The lattice of the gold beads and those that weights leave a chance."""
        kept = self.gold | (self._chances(weights)[0] > _HOPELESS)
        return Lattice(self.features[kept], self.starts[kept], self.ends[kept], self.nodes, self.gold[kept])

    def _chances(self, weights: Floats) -> tuple[Floats, float]:
        scores = self.features @ weights.astype(np.float32)
        return _chances(self.starts, self.ends, scores.astype(np.float64), self.nodes)


def fit(lattices: Sequence[Lattice], shares: Sequence[float], l2: float) -> Floats:
    """The weights of the features that make the gold likeliest, each lattice counted by its share.

    `l2` is the penalty of half the squared weights, each feature scaled to unit deviation. Most beads are hopeless as
    soon as the weights are roughly right: only the others are then looked at.
    """
    scale = _scale(lattices)
    rough = _minimum(lattices, shares, l2, scale, np.zeros(len(scale)), ROUGH_ITERATIONS)
    hopeful = [lattice.likely(rough / scale) for lattice in lattices]
    return _minimum(hopeful, shares, l2, scale, rough, ITERATIONS) / scale


def _minimum(
    lattices: Sequence[Lattice], shares: Sequence[float], l2: float, scale: Floats, start: Floats, iterations: int
) -> Floats:
    """The scaled weights of least loss."""

    def loss(weights: Floats) -> tuple[float, Floats]:
        value, gradient = l2 / 2 * float(weights @ weights), l2 * weights
        for lattice, share in zip(lattices, shares, strict=True):
            part, slope = lattice.loss(weights / scale)
            value, gradient = value + share * part, gradient + share * slope / scale
        return value, gradient

    options = {"maxiter": iterations, "ftol": TOLERANCE}
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", options=options).x)


def _scale(lattices: Sequence[Lattice]) -> Floats:
    """The deviation of each feature, 1 where it is the same everywhere."""
    scale = np.sqrt(np.mean([lattice.features.var(axis=0, dtype=np.float64) for lattice in lattices], axis=0))
    return np.where(scale > 0, scale, 1.0)


@njit(cache=True)
def _chances(starts: Integers, ends: Integers, scores: Floats, nodes: int) -> tuple[Floats, float]:
    """The probability of each bead and the log of the weight of all paths, by forward-backward."""
    before, behind = np.full(nodes, _NEVER), np.full(nodes, _NEVER)
    before[0] = behind[-1] = 0.0
    for bead in range(len(scores)):
        before[ends[bead]] = _add(before[ends[bead]], before[starts[bead]] + scores[bead])
    for bead in range(len(scores) - 1, -1, -1):
        behind[starts[bead]] = _add(behind[starts[bead]], behind[ends[bead]] + scores[bead])
    chances = np.empty(len(scores))
    for bead in range(len(scores)):
        log = before[starts[bead]] + scores[bead] + behind[ends[bead]] - before[-1]
        chances[bead] = np.exp(min(log, 0.0)) if log > -40 else 0.0
    return chances, before[-1]


@njit(cache=True)
def _add(first: float, second: float) -> float:
    """The log of the sum of two numbers given as logs."""
    high, low = max(first, second), min(first, second)
    return high + np.log1p(np.exp(low - high)) if high - low < 40 else high
