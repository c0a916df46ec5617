"""Samples as lattices of beads with the features of the semantic aligner."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

import numpy as np
from crf import Lattice
from gold_samples import Sample, partition
from numpy.typing import NDArray

from align.aligners.band import Band
from align.aligners.semantic.beads import KINDS, Beads, all_beads
from align.aligners.semantic.features import coarse, fine
from align.aligners.semantic.search import best_beads, possible_beads, prepare
from align.aligners.semantic.weights import Weights
from align.aligners.semantic.window import Pairing, Window
from align.encoders.base import Encoder
from align.scores.alignment import BeadIndices

Integers = NDArray[np.intp]
Feature = tuple[str, NDArray[np.generic]]
Features = Callable[[Window, Beads], Iterable[Feature]]


@dataclass(frozen=True, eq=False)
class Prepared:
    """A sample and what the features need to know of it."""

    sample: Sample
    pairing: Pairing

    @cached_property
    def coarse(self) -> Lattice:
        """All beads of the band, with the features that are cheap."""
        windows = self.pairing.windows()
        return self._lattice(coarse, ((window, all_beads(self._band, window.first, window.last)) for window in windows))

    def fine(self, weights: Mapping[str, float]) -> Lattice:
        """The beads that coarse weights leave possible, and the gold ones, with all features."""
        return self._lattice(fine, possible_beads(self.pairing, weights))

    def lattice(self, features: Features, weights: Mapping[str, float]) -> Lattice:
        """The beads that coarse weights leave possible, and the gold ones, with such features."""
        return self._lattice(features, possible_beads(self.pairing, weights))

    def alone(self, lattice: Lattice) -> Integers:
        """The source segment that each bead of a lattice leaves alone, -1 where it leaves none."""
        starts, ends = (self._rows(nodes) for nodes in (lattice.starts, lattice.ends))
        first = self._band.low - self._band.start[:-1]
        alone = (ends == starts + 1) & (lattice.starts + first[starts] == lattice.ends + first[ends])
        return np.where(alone, starts, -1)

    def loss(self, weights: Weights) -> float:
        """The negative log likelihood of the gold beads, in nats."""
        lattice = self.fine(weights.coarse)
        return lattice.loss(np.array(list(weights.fine.values())))[0]

    def aligned(self, weights: Weights) -> list[BeadIndices]:
        """The beads that the aligner would find with such weights; those for omissions do not matter to them."""
        path = best_beads(self.pairing, replace(weights, omissions=defaultdict(float)))[0].tolist()
        return [
            (tuple(range(row, next_row)), tuple(range(column, next_column)))
            for (row, column), (next_row, next_column) in pairwise(path)
        ]

    def _rows(self, nodes: Integers) -> Integers:
        return np.searchsorted(self._band.start, nodes, "right") - 1

    @property
    def _band(self) -> Band:
        return self.pairing.band

    @cached_property
    def _gold(self) -> Integers:
        """The keys of the gold beads that the lattice has, ascending; see `_keys`."""
        sample, band = self.sample, self._band
        beads = partition(sample.gold, len(sample.source.segments), len(sample.target.segments))
        sizes = [(len(source), len(target)) for source, target in beads]
        rows, columns = np.cumsum(sizes, axis=0).T
        has = np.array([size in KINDS for size in sizes]) & band.holds(rows, columns)
        has &= band.holds(*(np.array([rows, columns]) - np.transpose(sizes)))
        kinds = np.array([KINDS.index(size) if size in KINDS else -1 for size in sizes])
        return _keys(band, Beads(kinds[has], rows[has], columns[has]))

    def _lattice(self, features: Features, windows: Iterable[tuple[Window, Beads]]) -> Lattice:
        keys, columns = [], []
        for window, beads in windows:
            first, last = self._band.start[[window.first, window.last]] * len(KINDS)
            gold = self._gold[(first <= self._gold) & (self._gold < last)]
            keys.append(np.union1d(_keys(self._band, beads), gold))
            columns.append(_matrix(features(window, _beads(self._band, keys[-1]))))
        every = np.concatenate(keys)
        beads = _beads(self._band, every)
        return Lattice(
            features=np.concatenate(columns),
            starts=self._band.index(beads.top, beads.left),
            ends=beads.nodes(self._band),
            nodes=self._band.size,
            gold=np.isin(every, self._gold),
        )


def prepared(samples: Iterable[Sample], encoder: Encoder) -> Iterator[Prepared]:
    """What is done once for each sample."""
    for sample in samples:
        yield Prepared(sample, prepare(sample.source, sample.target, encoder))


def names(one: Prepared, features: Features) -> list[str]:
    """The names of the features, in order."""
    window = next(one.pairing.windows())
    return [name for name, _ in features(window, all_beads(one.pairing.band, 0, 1))]


def _matrix(features: Iterable[Feature]) -> NDArray[np.float32]:
    """Features as a matrix (beads, features)."""
    return np.stack([np.asarray(values, np.float32) for _, values in features], axis=1)


def _keys(band: Band, beads: Beads) -> Integers:
    """Beads as numbers that order them by the node they end at."""
    keys: Integers = beads.nodes(band) * len(KINDS) + beads.kinds
    return keys


def _beads(band: Band, keys: Integers) -> Beads:
    """The beads of such numbers."""
    nodes, kinds = np.divmod(keys, len(KINDS))
    rows = np.searchsorted(band.start, nodes, "right") - 1
    return Beads(kinds, rows, nodes - band.start[rows] + band.low[rows])
