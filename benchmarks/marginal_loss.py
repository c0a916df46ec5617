"""The loss of single decisions of a semi-Markov conditional random field: is this segment alone?

An aligner's likelihood is about whole alignments; a rule asks of each segment whether its probability to be alone lies
above a threshold. Its cross-entropy can be followed downhill as well (Kakade, Teh and Roweis 2002, "An alternate
objective function for Markovian fields"): the slope is a covariance, which one more pass through the lattice gives.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from crf import Lattice
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.intp]

_NEVER = -1e30
_LEAST = 1e-7
_NEGLIGIBLE = 1e-9


@dataclass(frozen=True, eq=False)
class Decisions:
    """A lattice, and for each of its beads the segment that it leaves alone (-1: none); `alone` is what is right."""

    lattice: Lattice
    segments: Integers
    alone: NDArray[np.bool_]

    def probabilities(self, weights: Floats) -> Floats:
        """How probable it is of each segment to be alone."""
        return self._decided(self.chances(weights))

    def chances(self, weights: Floats) -> Floats:
        """The probability of each bead."""
        return _log_sums(*self._arcs(weights))[0]

    def loss(self, weights: Floats, likelihood: float, decisions: float) -> tuple[float, Floats]:
        """The cross-entropy of the decisions and the negative log likelihood of the gold, each so often; the slope."""
        arcs, lattice = self._arcs(weights), self.lattice
        chances, before, behind = _log_sums(*arcs)
        found = np.clip(self._decided(chances), _LEAST, 1 - _LEAST)
        slopes = np.append(np.where(self.alone, -1 / found, 1 / (1 - found)), 0.0)
        pull = likelihood * chances + decisions * _covariances(*arcs, chances, before, behind, slopes[self.segments])
        some = np.flatnonzero(np.abs(pull) > _NEGLIGIBLE)
        entropy = -np.log(np.where(self.alone, found, 1 - found)).sum()
        value = decisions * entropy + likelihood * (before[-1] - lattice.gold_features @ weights)
        slope = pull[some].astype(np.float32) @ lattice.features[some] - likelihood * lattice.gold_features
        return float(value), slope

    def _arcs(self, weights: Floats) -> tuple[Integers, Integers, Floats, int]:
        scores = (self.lattice.features @ weights.astype(np.float32)).astype(np.float64)
        return self.lattice.starts, self.lattice.ends, scores, self.lattice.nodes

    def _decided(self, chances: Floats) -> Floats:
        deciding = self.segments >= 0
        return np.bincount(self.segments[deciding], chances[deciding], len(self.alone)).astype(np.float64)


@njit(cache=True)
def _log_sums(starts: Integers, ends: Integers, scores: Floats, nodes: int) -> tuple[Floats, Floats, Floats]:
    """The probability of each bead, and for each node the log weight of all paths to it and from it."""
    before, behind = np.full(nodes, _NEVER), np.full(nodes, _NEVER)
    before[0] = behind[-1] = 0.0
    for bead in range(len(scores)):
        before[ends[bead]] = np.logaddexp(before[ends[bead]], before[starts[bead]] + scores[bead])
    for bead in range(len(scores) - 1, -1, -1):
        behind[starts[bead]] = np.logaddexp(behind[starts[bead]], behind[ends[bead]] + scores[bead])
    logs = before[starts] + scores + behind[ends] - before[-1]
    return np.exp(np.minimum(np.maximum(logs, -700.0), 0.0)), before, behind


@njit(cache=True)
def _covariances(
    starts: Integers,
    ends: Integers,
    scores: Floats,
    nodes: int,
    chances: Floats,
    before: Floats,
    behind: Floats,
    values: Floats,
) -> Floats:
    """The covariance of each bead's presence and the sum of the values of the beads of a path."""
    gathered, ahead = np.zeros(nodes), np.zeros(nodes)
    for bead in range(len(scores)):
        start, end = starts[bead], ends[bead]
        if before[start] > _NEVER / 2:
            gathered[end] += np.exp(before[start] + scores[bead] - before[end]) * (gathered[start] + values[bead])
    for bead in range(len(scores) - 1, -1, -1):
        start, end = starts[bead], ends[bead]
        if behind[end] > _NEVER / 2:
            ahead[start] += np.exp(scores[bead] + behind[end] - behind[start]) * (ahead[end] + values[bead])
    found: Floats = chances * (gathered[starts] + values + ahead[ends] - gathered[-1])
    return found
