"""The best beads of two texts: a semi-Markov conditional random field (Sarawagi and Cohen 2004) over a lattice.

First all beads in the band are scored by cheap features; the few that may be right are scored by all features.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from align.aligners.chances import Chances
from align.aligners.lattice import FAR, NAT, best_path
from align.aligners.semantic.beads import KINDS, Beads, all_beads
from align.aligners.semantic.coverage_features import covered
from align.aligners.semantic.features import coarse, fine
from align.aligners.semantic.form import form
from align.aligners.semantic.likest import band_around, likeness, likest_path
from align.aligners.semantic.meaning import Meaning
from align.aligners.semantic.meant_words import meant_words
from align.aligners.semantic.ratio import length_ratio
from align.aligners.semantic.window import Pairing, cells
from align.aligners.semantic.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import numpy as np
    from numpy.typing import NDArray

    from align.aligners.band import Band
    from align.aligners.semantic.features import Feature
    from align.aligners.semantic.weights import Weights
    from align.aligners.semantic.window import Window
    from align.aligners.side import Side
    from align.encoders.base import Encoder

    Floats = NDArray[np.float64]

_POSSIBLE = 1e-7
"""The probability, by cheap features, from which on a bead is looked at more closely."""


def prepare(source: Side, target: Side, encoder: Encoder, *, alone: bool = True) -> Pairing:
    """What the features need to know of two sides, none of them empty; `alone`: those of omissions, too."""
    meanings = Meaning(encoder.encode(source.segments)), Meaning(encoder.encode(target.segments))
    vectors = meanings[0].sentences, meanings[1].sentences
    path = likest_path(*vectors)
    alike = likeness(*vectors, path)
    del vectors
    forms = form(source), form(target)
    band = band_around(path)
    near = cells(band)
    pairing = Pairing(
        meanings=meanings,
        forms=forms,
        ratio=length_ratio(forms, path),
        words=vocabulary((source.language, source.segments), (target.language, target.segments)),
        meant=meant_words(source, target, encoder, near) if alone else None,
        band=band,
        cells=near,
        likeness=alike,
    )
    _ = pairing.segment_likeness  # before the tables of costs are there, too
    return pairing


def possible_beads(pairing: Pairing, weights: Mapping[str, float]) -> Iterator[tuple[Window, Beads]]:
    """The beads that the cheap features leave possible, window by window."""
    possible = _possible(pairing, weights)
    return ((window, _chosen(possible, pairing.band, window)) for window in pairing.windows())


def best_beads(pairing: Pairing, weights: Weights) -> tuple[NDArray[np.int64], Floats, tuple[Floats, Floats] | None]:
    """The nodes of the best path, shape (nodes, 2); the probabilities of its beads; and those of the segments of the
    source, and of the target, to have no counterpart: of the source by the weights fitted for that question alone.
    """
    costs, kept = _no_costs(pairing.band), []
    for window, beads in possible_beads(pairing, weights.coarse):
        found = list(fine(window, beads))
        _set_costs(costs, pairing, beads, weighed(found, weights.fine, len(beads)))
        if pairing.meant:
            scores = weighed(chain(found, covered(window, beads)), weights.omissions, len(beads))
            kept.append(_compact(pairing, beads, scores))
    path = best_path(pairing.band, KINDS, costs)
    probabilities, (_, additions) = _judged(pairing, costs, path)
    if not pairing.meant:
        return path, probabilities, None
    costs.fill(FAR)
    for places, values in kept:
        costs.reshape(-1)[places] = values
    return path, probabilities, (Chances(pairing.band, KINDS, costs).alone()[0], additions)


def _judged(
    pairing: Pairing, costs: NDArray[np.int32], path: NDArray[np.int64]
) -> tuple[Floats, tuple[Floats, Floats]]:
    """The probabilities of the beads of a path, and of the segments of both sides to have no counterpart."""
    chances = Chances(pairing.band, KINDS, costs)
    return chances.of_path(path), chances.alone()


def _compact(
    pairing: Pairing, beads: Beads, scores: NDArray[np.float32]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Where the costs of some beads lie in a flat table, and the costs: 8 bytes a bead."""
    import numpy as np

    places = beads.kinds * (pairing.band.size + 1) + beads.nodes(pairing.band)
    return places.astype(np.int32), np.rint(-NAT * scores).astype(np.int32)


def _possible(pairing: Pairing, weights: Mapping[str, float]) -> NDArray[np.bool_]:
    """Which beads the cheap features leave possible, shape (kinds, nodes)."""
    costs = _no_costs(pairing.band)
    for window in pairing.windows():
        beads = all_beads(pairing.band, window.first, window.last)
        _set_costs(costs, pairing, beads, weighed(coarse(window, beads), weights, len(beads)))
    return Chances(pairing.band, KINDS, costs).likely(_POSSIBLE)


def _chosen(possible: NDArray[np.bool_], band: Band, window: Window) -> Beads:
    import numpy as np

    kinds, nodes = np.nonzero(possible[:, band.start[window.first] : band.start[window.last]])
    rows, columns = band.nodes(window.first, window.last)
    return Beads(kinds, rows[nodes], columns[nodes])


def _no_costs(band: Band) -> NDArray[np.int32]:
    import numpy as np

    return np.full((len(KINDS), band.size + 1), FAR, np.int32)


def weighed(features: Iterable[Feature], weights: Mapping[str, float], count: int) -> NDArray[np.float32]:
    """The score of each bead, in nats."""
    import numpy as np

    scores = np.zeros(count, np.float32)
    for name, values in features:
        scores += np.float32(weights[name]) * values
    return scores


def _set_costs(costs: NDArray[np.int32], pairing: Pairing, beads: Beads, scores: NDArray[np.float32]) -> None:
    import numpy as np

    costs[beads.kinds, beads.nodes(pairing.band)] = np.rint(-NAT * scores)
