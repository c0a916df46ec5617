"""The search for the best beads of two texts: a semi-Markov conditional random field (Sarawagi and Cohen 2004).

First all beads in the band are scored by coarse features; the few that are still probable are scored by all features.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from align.aligners.lattice import COST_PER_NAT, FORBIDDEN, find_best_path
from align.aligners.posteriors import Posteriors
from align.aligners.semantic.alignment_features import compute_omission_features
from align.aligners.semantic.beads import KINDS, Beads, list_beads
from align.aligners.semantic.context import Window
from align.aligners.semantic.features import compute_coarse_features, compute_fine_features, score_beads
from glossary.vectors.threads import lend_threads, run_each

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import numpy as np
    from numpy.typing import NDArray

    from align.aligners.band import Band
    from align.aligners.semantic.context import FeatureContext
    from align.aligners.semantic.features import Weights

    Floats = NDArray[np.float64]

_Result = TypeVar("_Result")

_LEAST_POSTERIOR = 1e-5
"""The posterior, by coarse features, from which on a bead is looked at more closely."""


@dataclass(frozen=True, eq=False)
class Best:
    """The nodes of the best path, shape (nodes, 2), and the posteriors of its beads, shape (nodes - 1,).

    `alone` are the probabilities of the source segments, by weights that were fitted to that question alone, and of the
    target segments to have no counterpart; None where no one asked.
    """

    path: NDArray[np.int64]
    posteriors: Floats
    alone: tuple[Floats, Floats] | None


def find_best(context: FeatureContext, weights: Weights) -> Best:
    """Return the best alignment of two sides."""
    band, probable = context.band, _find_probable(context, weights.coarse)
    costs = _forbid_all(band)

    def score(window: Window) -> tuple[NDArray[np.int32], NDArray[np.int32]] | None:
        """Put the costs of a window's probable beads in their places; return those of omissions, where asked for."""
        beads = _select(probable, band, window)
        features = list(compute_fine_features(window, beads))
        _set_costs(costs, band, beads, score_beads(features, weights.fine, len(beads)))
        if not context.word_vectors:
            return None
        every = chain(features, compute_omission_features(window, beads))
        return _pack_costs(band, beads, score_beads(every, weights.omissions, len(beads)))

    omission_costs = _map_windows(score, context)
    path = find_best_path(band, KINDS, costs)
    posteriors, (_, additions) = _compute_posteriors(band, costs, path)
    if not context.word_vectors:
        return Best(path, posteriors, None)
    costs.fill(FORBIDDEN)
    for places, values in filter(None, omission_costs):
        costs.reshape(-1)[places] = values
    return Best(path, posteriors, (Posteriors(band, KINDS, costs).compute_alone()[0], additions))


def _map_windows(function: Callable[[Window], _Result], context: FeatureContext) -> list[_Result]:
    """Return what a function gives for each window of the band; several are worked on at once.

    A window is gone once it is done: its tables take more memory than all that is found.
    """
    _ = context.clauses, context.words  # which all windows need
    spans = [(window.first, window.last) for window in context.list_windows()]
    with lend_threads("aligner") as pool:
        return run_each(pool, lambda span: function(Window(context, *span)), spans)


def find_probable_beads(
    context: FeatureContext, weights: Mapping[str, float], least: float = _LEAST_POSTERIOR
) -> Iterator[tuple[Window, Beads]]:
    """Return the beads that have at least this posterior by coarse features, window by window."""
    probable = _find_probable(context, weights, least)
    return ((window, _select(probable, context.band, window)) for window in context.list_windows())


def _find_probable(
    context: FeatureContext, weights: Mapping[str, float], least: float = _LEAST_POSTERIOR
) -> NDArray[np.bool_]:
    """Return which beads have at least this posterior by coarse features, shape (kinds, nodes)."""
    costs = _forbid_all(context.band)

    def score(window: Window) -> None:
        """Put the costs of all beads of a window in their places."""
        beads = context.counterparts.select(list_beads(context.band, window.first, window.last))
        scores = score_beads(compute_coarse_features(window, beads), weights, len(beads))
        _set_costs(costs, context.band, beads, scores)

    _map_windows(score, context)
    context.fixed.forbid_others(context.band, KINDS, costs)
    return Posteriors(context.band, KINDS, costs).find_probable(least)


def _select(probable: NDArray[np.bool_], band: Band, window: Window) -> Beads:
    """Return the probable beads of a window."""
    import numpy as np

    kinds, nodes = np.nonzero(probable[:, band.start[window.first] : band.start[window.last]])
    rows, columns = band.list_nodes(window.first, window.last)
    return Beads(kinds, rows[nodes], columns[nodes])


def _compute_posteriors(
    band: Band, costs: NDArray[np.int32], path: NDArray[np.int64]
) -> tuple[Floats, tuple[Floats, Floats]]:
    """Return the posteriors of the beads of a path, and of the segments of both sides to have no counterpart."""
    posteriors = Posteriors(band, KINDS, costs)
    return posteriors.compute_for_path(path), posteriors.compute_alone()


def _forbid_all(band: Band) -> NDArray[np.int32]:
    """Costs of all beads in a band, shape (kinds, nodes + 1), that forbid each."""
    import numpy as np

    return np.full((len(KINDS), band.size + 1), FORBIDDEN, np.int32)


def _set_costs(costs: NDArray[np.int32], band: Band, beads: Beads, scores: NDArray[np.float32]) -> None:
    import numpy as np

    costs[beads.kinds, beads.locate(band)] = np.rint(-COST_PER_NAT * scores)


def _pack_costs(band: Band, beads: Beads, scores: NDArray[np.float32]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the flat indices of some beads in a table of costs, and their costs: 8 bytes a bead."""
    import numpy as np

    places = beads.kinds * (band.size + 1) + beads.locate(band)
    return places.astype(np.int32), np.rint(-COST_PER_NAT * scores).astype(np.int32)
