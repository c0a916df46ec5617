"""Features of the soft alignments of clauses and words: how much of a bead is aligned inside it, and coverage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.aligners.semantic.beads import MAX_SOURCE_SEGMENTS
from align.aligners.semantic.own_words import describe_own_words
from align.aligners.semantic.soft_alignment import MAX_SHARE

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from align.aligners.semantic.beads import Beads, Feature
    from align.aligners.semantic.context import FeatureContext, Tables, Window
    from align.aligners.semantic.soft_alignment import Coverage, SoftAlignment, SummedAreaTable

_USUAL_LOG = 3.0
"""The log of a usual length of a segment, in columns."""
_SHORT = 14
"""The length, in columns, below which a segment says little."""


def compare_inside(name: str, alignment: SoftAlignment, tables: Tables, beads: Beads) -> Iterator[Feature]:
    """Yield how much of the weight of a bead is aligned inside it, and how much outside."""
    import numpy as np

    source = alignment.source_sums[beads.rows] - alignment.source_sums[beads.top]
    target = alignment.target_sums[beads.columns] - alignment.target_sums[beads.left]
    pairs, outside = beads.pairs, (source + target).astype(np.float32)
    some = beads.select(pairs)
    outgoing, incoming = (table.sum_area(some.top, some.rows, some.left, some.columns) for table in tables)
    inside = outgoing + incoming
    outside[pairs] = np.maximum(source[pairs] - outgoing, 0) + np.maximum(target[pairs] - incoming, 0)
    shares = outgoing / (source[pairs] + 1e-3), incoming / (target[pairs] + 1e-3)
    yield f"{name} inside", beads.scatter(inside, pairs)
    yield f"{name} outside", outside
    yield f"{name} source share", beads.scatter(shares[0], pairs)
    yield f"{name} target share", beads.scatter(shares[1], pairs)
    yield f"{name} least share", beads.scatter(np.minimum(*shares), pairs)


def compare_edges(name: str, tables: Tables, beads: Beads) -> Iterator[Feature]:
    """Yield whether the first and last segments of a bead belong to it more than to the segment beyond its border."""
    import numpy as np

    some = beads.select(beads.pairs)
    for edge, value in _subtract_neighbours(*tables, some):
        yield f"{name} {edge}", beads.scatter(value, beads.pairs)
        yield f"{name} {edge} below 0", beads.scatter(np.minimum(value, 0), beads.pairs)


def _subtract_neighbours(
    outgoing: SummedAreaTable, incoming: SummedAreaTable, beads: Beads
) -> Iterator[tuple[str, NDArray[np.float64]]]:
    """Yield the weight that each outer segment has in common with the bead, less that with the segment beyond its
    border.
    """
    top, bottom, left, right = beads.top, beads.rows, beads.left, beads.columns
    yield "last target", incoming.sum_column(top, bottom, right - 1) - incoming.look_up(bottom, right - 1)
    yield "first target", incoming.sum_column(top, bottom, left) - incoming.look_up(top - 1, left)
    yield "last source", outgoing.sum_row(bottom - 1, left, right) - outgoing.look_up(bottom - 1, right)
    yield "first source", outgoing.sum_row(top, left, right) - outgoing.look_up(top, left - 1)


def compute_omission_features(window: Window, beads: Beads) -> Iterator[Feature]:
    """Yield what reveals omissions besides the fine features: coverage of single segments, the alignment of word
    vectors, and own words.

    None where no one asks for omissions.
    """
    context = window.context
    words, own = context.word_vectors, context.own_words
    if words is None or own is None:
        return
    tables = window.build_tables(words)
    yield from _describe_coverage("clauses", context.clauses.coverage, beads)
    yield from _describe_coverage("words", context.words.coverage, beads)
    yield from _describe_coverage("word vectors", words.coverage, beads)
    yield from _multiply_coverage(context, words.coverage, beads)
    yield from compare_inside("word vectors", words, tables, beads)
    yield from compare_edges("word vectors", tables, beads)
    for name, table in zip(("outgoing", "incoming"), tables, strict=True):
        yield f"word vectors least {name}", _find_least_share(table, words.source_weights, beads)
    yield from describe_own_words(own, beads)


def _describe_coverage(name: str, coverage: Coverage, beads: Beads) -> Iterator[Feature]:
    """For a segment alone: its coverage."""
    alone = beads.omissions
    segments = beads.top[alone]
    for what, values in (
        ("outgoing", coverage.outgoing),
        ("best outgoing", coverage.best_outgoing),
        ("incoming", coverage.incoming),
        ("best incoming", coverage.best_incoming),
    ):
        yield f"{name} omission {what}", beads.scatter(values[segments], alone)


def _multiply_coverage(context: FeatureContext, words: Coverage, beads: Beads) -> Iterator[Feature]:
    """For a segment alone: its coverage together with its length and similarity."""
    import numpy as np

    alone = beads.omissions
    at = beads.top[alone]
    columns = np.diff(context.surfaces[0].length_before)[at]
    long = np.log1p(columns) - _USUAL_LOG
    clauses, lexical = context.clauses.coverage, context.words.coverage
    similarity = context.segment_similarity
    best = similarity.best[0][at]
    for name, values in (
        ("short", np.maximum(_SHORT - columns, 0) / 10),
        ("length × similarity", long * best),
        ("length × margin", long * similarity.margins[0][at]),
        ("length × clauses incoming", long * clauses.incoming[at]),
        ("length × words incoming", long * lexical.incoming[at]),
        ("length × word vectors outgoing", long * words.outgoing[at]),
        ("length × word vectors incoming", long * words.incoming[at]),
        ("words incoming × similarity", lexical.incoming[at] * best),
        ("clauses incoming × outgoing", clauses.incoming[at] * clauses.outgoing[at]),
        ("clauses best of both", np.minimum(clauses.best_incoming[at], clauses.best_outgoing[at])),
    ):
        yield f"omission {name}", beads.scatter(values, alone)


def _find_least_share(table: SummedAreaTable, weights: NDArray[np.float64], beads: Beads) -> NDArray[np.float32]:
    """Of beads with several source segments: the least share of a segment's weight that is aligned inside the bead."""
    import numpy as np

    several = np.flatnonzero((beads.m > 1) & (beads.n > 0))
    some = beads.select(several)
    least = np.full(len(some), MAX_SHARE)
    for place in range(MAX_SOURCE_SEGMENTS):
        has = np.flatnonzero(some.m > place)
        rows = some.top[has] + place
        share = table.sum_row(rows, some.left[has], some.columns[has]) / weights[rows]
        least[has] = np.minimum(least[has], share)
    return beads.scatter(least, several)
