"""The length aligner: by length, and by what else needs no knowledge of the languages.

That is punctuation, paragraphs, numbers and cognates. The cheapest path through the lattice of beads is found three
times: the parameters that are estimated from one path (see `parameters`) make the costs of the next (see `bead_costs`).
In long texts runs of segments are aligned first, and then the segments near the path of the runs.
"""

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from align.aligners.fixed import NOTHING, Fixed
from align.aligners.side import Side
from align.model import Bead

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from align.aligners.band import Band
    from align.aligners.length.measurements import Measurements
    from align.aligners.length.parameters import Parameters

    Integers = NDArray[np.int64]

_MAX_NODES = 1_000_000
"""The size of the lattice up to which all of it is searched."""
_RUN, _WIDTH = 8, 16
_PASSES = 3
_UNPAIRED_RUNS = 0.2
"""The share, before normalisation, of each kind of bead of one side among the beads of runs."""


def align(source: Side, target: Side, *, fixed: Fixed = NOTHING) -> tuple[Bead, ...]:
    """Return the beads of two texts: each segment of either in exactly one bead, each bead with its posterior in
    hundredths.

    What is fixed stays. Ties do not depend on which text is the source: `align(target, source)` gives the same beads
    mirrored. Time and memory grow with the length of the texts.
    """
    if _make_order_key(target) < _make_order_key(source):
        swapped = align(target, source, fixed=fixed.swap())
        return tuple(Bead(bead.target, bead.source, bead.confidence) for bead in swapped)
    from align.aligners.band import make_band_around
    from align.aligners.lattice import find_best_path
    from align.aligners.length.measurements import measure
    from align.aligners.length.parameters import KINDS, estimate_parameters, guess_parameters
    from align.aligners.posteriors import Posteriors

    first, second, classes = measure(source, target)
    whole = (len(first.lengths) + 1) * (len(second.lengths) + 1)
    band, parameters = _find_band(guess_parameters(first, second), first, second, classes)
    band = band.widen(fixed.pairs)
    for _ in range(_PASSES - 1):
        path = find_best_path(band, KINDS, _compute_costs(parameters, first, second, classes, band, fixed))
        parameters = estimate_parameters(first, second, classes, path)
        if band.size < whole:
            band = make_band_around(path, _WIDTH)
    costs = _compute_costs(parameters, first, second, classes, band, fixed)
    path = find_best_path(band, KINDS, costs)
    return _make_beads(path, Posteriors(band, KINDS, costs).compute_for_path(path))


def _make_order_key(side: Side) -> tuple[tuple[str, ...], tuple[int, ...], str]:
    return side.segments, side.paragraphs, side.language


def _compute_costs(
    parameters: "Parameters",
    source: "Measurements",
    target: "Measurements",
    classes: "Integers",
    band: "Band",
    fixed: Fixed,
) -> "NDArray[np.int32]":
    """Return the costs of the beads that do not contradict what is fixed."""
    from align.aligners.length.bead_costs import compute_costs
    from align.aligners.length.parameters import KINDS

    costs = compute_costs(parameters, source, target, classes, band)
    fixed.forbid_others(band, KINDS, costs)
    return costs


def _find_band(
    parameters: "Parameters", source: "Measurements", target: "Measurements", classes: "Integers"
) -> tuple["Band", "Parameters"]:
    """Return the band to search, and the parameters with a better length ratio.

    The ratio of the whole texts is wrong where a chapter is missing. Runs are left unpaired more often than segments.
    """
    import numpy as np

    from align.aligners.band import make_band_around, make_full_band
    from align.aligners.lattice import find_best_path
    from align.aligners.length.bead_costs import compute_costs
    from align.aligners.length.parameters import KINDS, estimate_parameters

    size = len(source.lengths), len(target.lengths)
    if (size[0] + 1) * (size[1] + 1) <= _MAX_NODES or not all(size):
        return make_full_band(*size), parameters
    source, target = source.merge_runs(_RUN), target.merge_runs(_RUN)
    band, parameters = _find_band(parameters, source, target, classes)
    priors = np.where([all(kind) for kind in KINDS], parameters.priors, _UNPAIRED_RUNS)
    for _ in range(2):
        of_runs = replace(parameters, priors=priors / priors.sum())
        path = find_best_path(band, KINDS, compute_costs(of_runs, source, target, classes, band))
        parameters = replace(parameters, ratio=estimate_parameters(source, target, classes, path).ratio)
    return make_band_around(np.minimum(path * _RUN, size), _WIDTH), parameters


def _make_beads(path: "Integers", posteriors: "NDArray[np.float64]") -> tuple[Bead, ...]:
    return tuple(
        Bead(tuple(range(row, last_row)), tuple(range(column, last_column)), round(posterior, 2))
        for ((row, column), (last_row, last_column)), posterior in zip(
            pairwise(path.tolist()), posteriors.tolist(), strict=True
        )
    )
