"""Samples as lattices of beads, with the features of the semantic aligner.

A library of `fit_aligner.py` and `fit_omissions.py`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

import numpy as np
from crf import Lattice
from gold_borders import Borders, find_borders
from gold_samples import Sample
from numpy.typing import NDArray

from align.aligners.band import Band
from align.aligners.semantic.beads import KINDS, Beads, list_beads
from align.aligners.semantic.context import FeatureContext, Window, prepare_context
from align.aligners.semantic.features import Weights, compute_coarse_features, compute_fine_features
from align.aligners.semantic.search import find_best, find_probable_beads
from align.encoders.base import Encoder
from align.scores.alignment import BeadIndices

Integers = NDArray[np.intp]
Feature = tuple[str, NDArray[np.generic]]
Features = Callable[[Window, Beads], Iterable[Feature]]


LEAST_POSTERIOR = 1e-7
"""The posterior, by coarse features, from which on a bead is in a lattice. The aligner leaves out more, to save time;
weights fitted without these beads are worse.
"""


@dataclass(frozen=True, eq=False)
class PreparedSample:
    """A sample and what the features need to know of it."""

    sample: Sample
    context: FeatureContext

    @cached_property
    def coarse_lattice(self) -> Lattice:
        """All beads of the band, with the coarse features."""
        windows = self.context.list_windows()
        every = ((window, list_beads(self._band, window.first, window.last)) for window in windows)
        return self._build_lattice(compute_coarse_features, every, alone=False)

    def build_lattice(self, features: Features, weights: Mapping[str, float], *, alone: bool = False) -> Lattice:
        """The beads that are probable by coarse weights, and the gold ones, with some features.

        With `alone` a segment may be alone inside a stretch of text that has a counterpart.
        """
        return self._build_lattice(features, find_probable_beads(self.context, weights, LEAST_POSTERIOR), alone=alone)

    def find_alone(self, lattice: Lattice) -> Integers:
        """The source segment that each bead of a lattice leaves alone, -1 where it leaves none."""
        starts, ends = (self._find_rows(nodes) for nodes in (lattice.starts, lattice.ends))
        first = self._band.low - self._band.start[:-1]
        alone = (ends == starts + 1) & (lattice.starts + first[starts] == lattice.ends + first[ends])
        return np.where(alone, starts, -1)

    def compute_loss(self, weights: Weights) -> float:
        """The negative log of the probability of the gold beads, or of their borders, in nats."""
        lattice = self.build_lattice(compute_fine_features, weights.coarse, alone=True)
        return lattice.compute_loss(np.array(list(weights.fine.values())))[0]

    def align(self, weights: Weights) -> tuple[list[BeadIndices], list[float]]:
        """The beads that the aligner finds with some weights, and their posteriors; those for omissions do nothing."""
        best = find_best(self.context, replace(weights, omissions=defaultdict(float)))
        beads = [
            (tuple(range(row, next_row)), tuple(range(column, next_column)))
            for (row, column), (next_row, next_column) in pairwise(best.path.tolist())
        ]
        return beads, best.posteriors.tolist()

    def _find_rows(self, nodes: Integers) -> Integers:
        return np.searchsorted(self._band.start, nodes, "right") - 1

    @property
    def _band(self) -> Band:
        return self.context.band

    @cached_property
    def _borders(self) -> Borders:
        return find_borders(self.sample, self._band)

    def _build_lattice(self, features: Features, windows: Iterable[tuple[Window, Beads]], *, alone: bool) -> Lattice:
        """The beads of some windows, and those that agree with the gold, with their features."""
        band, keys, columns = self._band, [], []
        for window, beads in windows:
            gold = self._borders.select(list_beads(band, window.first, window.last), alone=alone)
            keys.append(np.union1d(_make_keys(band, beads), _make_keys(band, gold)))
            columns.append(_stack(features(window, _read_keys(band, keys[-1]))))
        beads = _read_keys(band, np.concatenate(keys))
        return Lattice(
            features=np.concatenate(columns),
            starts=band.index(beads.top, beads.left),
            ends=beads.locate(band),
            nodes=band.size,
            gold=self._borders.agree(beads, alone=alone),
        )


def prepare_samples(samples: Iterable[Sample], encoder: Encoder, *, alone: bool = True) -> Iterator[PreparedSample]:
    """The samples, with what is computed once for each; `alone` as in `context.prepare_context`."""
    for sample in samples:
        yield PreparedSample(sample, prepare_context(sample.source, sample.target, encoder, alone=alone))


def list_feature_names(one: PreparedSample, features: Features) -> list[str]:
    """The names of the features, in order."""
    window = next(one.context.list_windows())
    return [name for name, _ in features(window, list_beads(one.context.band, 0, 1))]


def _stack(features: Iterable[Feature]) -> NDArray[np.float32]:
    """Features as a matrix (beads, features)."""
    return np.stack([np.asarray(values, np.float32) for _, values in features], axis=1)


def _make_keys(band: Band, beads: Beads) -> Integers:
    """Beads as numbers, whose order is that of the nodes at which they end."""
    keys: Integers = beads.locate(band) * len(KINDS) + beads.kinds
    return keys


def _read_keys(band: Band, keys: Integers) -> Beads:
    """Beads from their numbers; see `_make_keys`."""
    nodes, kinds = np.divmod(keys, len(KINDS))
    rows = np.searchsorted(band.start, nodes, "right") - 1
    return Beads(kinds, rows, nodes - band.start[rows] + band.low[rows])
