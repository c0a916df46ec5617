"""Features of the surface of beads: their lengths, end marks, quotation marks and paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from align.aligners.semantic.beads import Beads, Feature
    from align.aligners.semantic.surface import Surface

    Surfaces = tuple[Surface, Surface]


def compare_lengths(surfaces: Surfaces, ratio: float, beads: Beads) -> Iterator[Feature]:
    """Yield how well the lengths of both sides agree (`ratio`: target by source); of a segment alone its length."""
    import numpy as np

    source, target = (surface.length_before for surface in surfaces)
    expected = ((source[beads.rows] - source[beads.top]) * ratio).astype(np.float32)
    found = (target[beads.columns] - target[beads.left]).astype(np.float32)
    pairs = beads.pairs
    here, there = expected[pairs], found[pairs]
    log = np.log((there + 4) / (here + 4))
    yield "length |log|", beads.scatter(np.abs(log), pairs)
    yield "length log²", beads.scatter(np.minimum(log * log, 4), pairs)
    delta = np.abs(there - here) / np.sqrt((there + here) / 2 + 1)
    yield "length delta", beads.scatter(np.minimum(delta, 8), pairs)
    yield "length delta²", beads.scatter(np.minimum(delta * delta, 40) / 10, pairs)
    yield "omission length", beads.scatter(np.log1p(expected[beads.omissions]), beads.omissions)
    yield "addition length", beads.scatter(np.log1p(found[beads.additions]), beads.additions)


def compare_punctuation(surfaces: Surfaces, beads: Beads) -> Iterator[Feature]:
    """Yield whether the marks at the borders of both sides and inside them agree."""
    pairs = beads.select(beads.pairs)
    for compare in (_compare_ends, _compare_counts, _compare_open_quotations):
        for name, values in compare(*surfaces, pairs):
            yield name, beads.scatter(values, beads.pairs)


def compare_paragraphs(surfaces: Surfaces, beads: Beads) -> Iterator[Feature]:
    """Yield whether both sides end with a paragraph break (1), less the number of breaks inside the bead."""
    import numpy as np

    source, target = surfaces
    both = source.breaks[beads.rows] & target.breaks[beads.columns]
    inside = source.breaks_before[beads.rows] - source.breaks_before[np.minimum(beads.top + 1, beads.rows)]
    inside += target.breaks_before[beads.columns] - target.breaks_before[np.minimum(beads.left + 1, beads.columns)]
    known = source.breaks.any() and target.breaks.any()
    yield "paragraph", (both - inside).astype(np.float32) * known


def _compare_ends(source: Surface, target: Surface, beads: Beads) -> Iterator[Feature]:
    ends, other_ends = source.ends[beads.rows - 1], target.ends[beads.columns - 1]
    yield "same end mark", (ends == other_ends) & (ends > 0)
    yield "other end mark", ends != other_ends
    opens, other_opens = source.opens[beads.top], target.opens[beads.left]
    closes, other_closes = source.closes[beads.rows - 1], target.closes[beads.columns - 1]
    yield "both open quotation", opens & other_opens
    yield "one opens quotation", opens != other_opens
    yield "both close quotation", closes & other_closes
    yield "one closes quotation", closes != other_closes


def _compare_counts(source: Surface, target: Surface, beads: Beads) -> Iterator[Feature]:
    import numpy as np

    def subtract(before: NDArray[np.int64], other_before: NDArray[np.int64]) -> NDArray[np.int64]:
        counts = before[beads.rows] - before[beads.top], other_before[beads.columns] - other_before[beads.left]
        return np.minimum(np.abs(counts[0] - counts[1]), 3)

    yield "question marks", subtract(source.questions_before, target.questions_before)
    yield "exclamation marks", subtract(source.exclamations_before, target.exclamations_before)
    quotes = source.quotations_before[beads.rows] > source.quotations_before[beads.top]
    yield (
        "one has quotation",
        quotes != (target.quotations_before[beads.columns] > target.quotations_before[beads.left]),
    )


def _compare_open_quotations(source: Surface, target: Surface, beads: Beads) -> Iterator[Feature]:
    yield "open quotation at end", source.quoted.inside[beads.rows] != target.quoted.inside[beads.columns]
    yield "open quotation at start", source.quoted.inside[beads.top] != target.quoted.inside[beads.left]
