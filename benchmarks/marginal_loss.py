"""The loss of marginal decisions of a semi-Markov conditional random field: is this segment alone?

An aligner's likelihood is about whole alignments; a rule asks of each segment whether its probability to be alone is
above a threshold. The cross-entropy of these decisions can be minimized as well (Kakade, Teh and Roweis 2002, "An
alternate objective function for Markovian fields"): its gradient is a covariance, for which one more pass through the
lattice is enough.

A library of `fit_omissions.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from crf import Lattice
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.intp]

_LOG_ZERO = -1e30
_LEAST = 1e-7
_NEGLIGIBLE = 1e-9


@dataclass(frozen=True, eq=False)
class Decisions:
    """A lattice, the segment that each bead leaves alone (-1: none), and which segments are `alone` in the gold."""

    lattice: Lattice
    segments: Integers
    alone: NDArray[np.bool_]

    def compute_alone(self, weights: Floats) -> Floats:
        """The probability of each segment to be alone."""
        return self._sum_by_segment(self.compute_posteriors(weights))

    def compute_posteriors(self, weights: Floats) -> Floats:
        """The posterior of each bead."""
        found: Floats = _run_forward_backward(*self._weigh_arcs(weights))[0]
        return found

    def compute_loss(self, weights: Floats, likelihood: float, decisions: float) -> tuple[float, Floats]:
        """The weighted sum of two losses, and its gradient.

        They are the cross-entropy of the decisions, with the weight `decisions`, and the negative log likelihood of the
        gold, with the weight `likelihood`.
        """
        arcs, lattice = self._weigh_arcs(weights), self.lattice
        posteriors, before, after = _run_forward_backward(*arcs)
        found = np.clip(self._sum_by_segment(posteriors), _LEAST, 1 - _LEAST)
        slopes = np.append(np.where(self.alone, -1 / found, 1 / (1 - found)), 0.0)
        covariances = _compute_covariances(*arcs, posteriors, before, after, slopes[self.segments])
        pull = likelihood * posteriors + decisions * covariances
        some = np.flatnonzero(np.abs(pull) > _NEGLIGIBLE)
        entropy = -np.log(np.where(self.alone, found, 1 - found)).sum()
        value = decisions * entropy + likelihood * (before[-1] - lattice.gold_features @ weights)
        gradient = pull[some].astype(np.float32) @ lattice.features[some] - likelihood * lattice.gold_features
        return float(value), gradient

    def _weigh_arcs(self, weights: Floats) -> tuple[Integers, Integers, Floats, int]:
        scores = (self.lattice.features @ weights.astype(np.float32)).astype(np.float64)
        return self.lattice.starts, self.lattice.ends, scores, self.lattice.nodes

    def _sum_by_segment(self, posteriors: Floats) -> Floats:
        deciding = self.segments >= 0
        return np.bincount(self.segments[deciding], posteriors[deciding], len(self.alone)).astype(np.float64)


@njit(cache=True)
def _run_forward_backward(
    starts: Integers, ends: Integers, scores: Floats, nodes: int
) -> tuple[Floats, Floats, Floats]:
    """The posterior of each bead, and for each node the log of the summed weights of all paths to it and from it."""
    before, after = np.full(nodes, _LOG_ZERO), np.full(nodes, _LOG_ZERO)
    before[0] = after[-1] = 0.0
    for bead in range(len(scores)):
        before[ends[bead]] = np.logaddexp(before[ends[bead]], before[starts[bead]] + scores[bead])
    for bead in range(len(scores) - 1, -1, -1):
        after[starts[bead]] = np.logaddexp(after[starts[bead]], after[ends[bead]] + scores[bead])
    logs = before[starts] + scores + after[ends] - before[-1]
    return np.exp(np.minimum(np.maximum(logs, -700.0), 0.0)), before, after


@njit(cache=True)
def _compute_covariances(
    starts: Integers,
    ends: Integers,
    scores: Floats,
    nodes: int,
    posteriors: Floats,
    before: Floats,
    after: Floats,
    values: Floats,
) -> Floats:
    """The covariance of the presence of each bead and the sum of the values of the beads of a path."""
    gathered_before, gathered_after = np.zeros(nodes), np.zeros(nodes)
    for bead in range(len(scores)):
        start, end = starts[bead], ends[bead]
        if before[start] > _LOG_ZERO / 2:
            gathered_before[end] += np.exp(before[start] + scores[bead] - before[end]) * (
                gathered_before[start] + values[bead]
            )
    for bead in range(len(scores) - 1, -1, -1):
        start, end = starts[bead], ends[bead]
        if after[end] > _LOG_ZERO / 2:
            gathered_after[start] += np.exp(scores[bead] + after[end] - after[start]) * (
                gathered_after[end] + values[bead]
            )
    found: Floats = posteriors * (gathered_before[starts] + values + gathered_after[ends] - gathered_before[-1])
    return found
