"""Fit the weights of a semi-Markov conditional random field (Sarawagi and Cohen 2004) over lattices of beads.

A library of `fit_aligner.py` and `fit_omissions.py`.
"""

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
TOLERANCE = 1e-7
"""The relative fall of the loss below which the fit ends."""
ROUGH_ITERATIONS = 20
"""Steps of the first fit, after which hopeless beads are left out."""
_LOG_ZERO = -1e30
_NEGLIGIBLE = 1e-9
_HOPELESS = 1e-8


@dataclass(frozen=True, eq=False)
class Lattice:
    """The beads of a sample as arcs between nodes, ordered by the node that each ends at.

    `features` has shape (beads, features). `gold` tells which beads agree with what people said: those of one path
    where they aligned a text bead by bead, those of many where they said only where some beads end. `starts` and `ends`
    are nodes, 0 to `nodes` - 1; every path begins at the first and ends at the last.
    """

    features: NDArray[np.float32]
    starts: Integers
    ends: Integers
    nodes: int
    gold: NDArray[np.bool_]

    @cached_property
    def gold_features(self) -> Floats:
        """The sums of the features of the gold beads; of one path, where there is only one."""
        sums: Floats = self.features[self.gold].sum(axis=0, dtype=np.float64)
        return sums

    @cached_property
    def variance(self) -> Floats:
        """The variance of each feature."""
        found: Floats = self.features.var(axis=0, dtype=np.float64)
        return found

    def compute_loss(self, weights: Floats) -> tuple[float, Floats]:
        """The negative log of the probability of all gold paths together, in nats, and its gradient."""
        scores = self._score(weights)
        pull, total = _run_forward_backward(self.starts, self.ends, scores, self.nodes)
        known, possible = _run_forward_backward(*self._gold_arcs, scores[self.gold], self.nodes)
        pull[self.gold] -= known
        some = np.flatnonzero(np.abs(pull) > _NEGLIGIBLE)
        slope: Floats = (pull[some].astype(np.float32) @ self.features[some]).astype(np.float64)
        return total - possible, slope

    def prune(self, weights: Floats) -> Lattice:
        """The lattice without the beads that are hopeless by some weights; gold beads stay."""
        posteriors, _ = _run_forward_backward(self.starts, self.ends, self._score(weights), self.nodes)
        return self.select(self.gold | (posteriors > _HOPELESS))

    def select(self, kept: NDArray[np.bool_]) -> Lattice:
        """The lattice with some of its beads."""
        return Lattice(self.features[kept], self.starts[kept], self.ends[kept], self.nodes, self.gold[kept])

    @cached_property
    def _gold_arcs(self) -> tuple[Integers, Integers]:
        return self.starts[self.gold], self.ends[self.gold]

    def _score(self, weights: Floats) -> Floats:
        scores: Floats = (self.features @ weights.astype(np.float32)).astype(np.float64)
        return scores


def fit(lattices: Sequence[Lattice], shares: Sequence[float], l2: float) -> Floats:
    """The weights of greatest likelihood for the gold, each lattice counted by its share.

    `l2` is the penalty of half the squared weights, each feature scaled to unit deviation in the lattices that count
    most. As soon as the weights are roughly right most beads are hopeless, and only the others are kept.
    """
    counted = [(lattice, share) for lattice, share in zip(lattices, shares, strict=True) if share]
    scale = _compute_scale([lattice for lattice, share in counted if share == max(shares)])
    rough = _minimize(counted, l2, scale, np.zeros(len(scale)), ROUGH_ITERATIONS)
    hopeful = [(lattice.prune(rough / scale), share) for lattice, share in counted]
    return _minimize(hopeful, l2, scale, rough, ITERATIONS) / scale


def _minimize(
    lattices: Sequence[tuple[Lattice, float]], l2: float, scale: Floats, start: Floats, iterations: int
) -> Floats:
    """The scaled weights of least loss, after so many iterations at most; each lattice with its share."""

    def loss(weights: Floats) -> tuple[float, Floats]:
        value, gradient = l2 / 2 * float(weights @ weights), l2 * weights
        for lattice, share in lattices:
            part, slope = lattice.compute_loss(weights / scale)
            value, gradient = value + share * part, gradient + share * slope / scale
        return value, gradient

    options = {"maxiter": iterations, "ftol": TOLERANCE}
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", options=options).x)


def _compute_scale(lattices: Sequence[Lattice]) -> Floats:
    """The deviation of each feature, 1 where it is the same everywhere."""
    scale = np.sqrt(np.mean([lattice.variance for lattice in lattices], axis=0))
    return np.where(scale > 0, scale, 1.0)


@njit(cache=True)
def _run_forward_backward(starts: Integers, ends: Integers, scores: Floats, nodes: int) -> tuple[Floats, float]:
    """The probability of each bead and the log of the weight of all paths, by forward-backward."""
    before, after = np.full(nodes, _LOG_ZERO), np.full(nodes, _LOG_ZERO)
    before[0] = after[-1] = 0.0
    for bead in range(len(scores)):
        before[ends[bead]] = _add_logs(before[ends[bead]], before[starts[bead]] + scores[bead])
    for bead in range(len(scores) - 1, -1, -1):
        after[starts[bead]] = _add_logs(after[starts[bead]], after[ends[bead]] + scores[bead])
    posteriors = np.empty(len(scores))
    for bead in range(len(scores)):
        log = before[starts[bead]] + scores[bead] + after[ends[bead]] - before[-1]
        posteriors[bead] = np.exp(min(log, 0.0)) if log > -40 else 0.0
    return posteriors, before[-1]


@njit(cache=True)
def _add_logs(first: float, second: float) -> float:
    """The log of the sum of two numbers given as logs."""
    high, low = max(first, second), min(first, second)
    return high + np.log1p(np.exp(low - high)) if high - low < 40 else high
