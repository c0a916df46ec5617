"""What the features of beads are computed from: both sides, the band, and the soft alignments."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from align.aligners.band import Band
from align.aligners.fixed import NOTHING, Fixed
from align.aligners.semantic.beads import MAX_SOURCE_SEGMENTS
from align.aligners.semantic.counterparts import find_counterparts
from align.aligners.semantic.gaps import measure_gaps
from align.aligners.semantic.lexical import align_words, build_vocabulary
from align.aligners.semantic.own_words import find_own_words
from align.aligners.semantic.rough_path import (
    draw_band,
    estimate_length_ratio,
    measure_similarity,
)
from align.aligners.semantic.segment_vectors import compare_segments, encode_segments
from align.aligners.semantic.soft_alignment import SummedAreaTable
from align.aligners.semantic.surface import measure_surface
from align.aligners.semantic.vector_alignment import align_clauses
from align.aligners.semantic.word_matches import match_words
from align.aligners.semantic.word_vectors import align_word_vectors, encode_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from align.aligners.semantic.counterparts import Counterparts
    from align.aligners.semantic.gaps import Gaps
    from align.aligners.semantic.lexical import Vocabulary
    from align.aligners.semantic.own_words import OwnWords
    from align.aligners.semantic.segment_vectors import SegmentSimilarity, SegmentVectors
    from align.aligners.semantic.soft_alignment import SoftAlignment
    from align.aligners.semantic.surface import Surface
    from align.aligners.semantic.word_matches import Matches
    from align.aligners.side import Side
    from align.encoders.base import Encoder

    Tables = tuple[SummedAreaTable, SummedAreaTable]
    """The tables of a soft alignment, source to target and target to source."""

_MAX_ROWS = 128
_MAX_NODES = 4_096
"""The size of a window."""


@dataclass(frozen=True, eq=False)
class FeatureContext:
    """Both sides, and the band that holds the beads to look at.

    `length_ratio` is the length of the target divided by that of the source. `path_similarity` is how similar the two
    sides are along the rough path that the band was drawn around (see `rough_path.measure_similarity`); `gaps` are
    those of this path. `cells` are the pairs of a source and a target segment that may be in one bead. `word_vectors`
    is the soft alignment of words by their vectors, and `own_words` are those of the source segments, both None where
    no one asks which segments have no counterpart; `matches` are the best matches of the target's words and of the
    source's. `counterparts` are the blocks that are counterparts by the structure of both texts; `fixed` is what a
    person has said.
    """

    vectors: tuple[SegmentVectors, SegmentVectors]
    surfaces: tuple[Surface, Surface]
    length_ratio: float
    vocabulary: Vocabulary
    word_vectors: SoftAlignment | None
    own_words: OwnWords | None
    matches: tuple[Matches, Matches]
    band: Band
    cells: Band
    path_similarity: float
    gaps: tuple[Gaps, Gaps]
    counterparts: Counterparts
    fixed: Fixed = NOTHING

    def list_windows(self) -> Iterator[Window]:
        """Windows that cover each row of the band once."""
        for first, last in self.band.list_runs(_MAX_NODES, _MAX_ROWS):
            yield Window(self, first, last)

    @cached_property
    def segment_similarity(self) -> SegmentSimilarity:
        """Return how similar the segments of each side are to those of the other."""
        return compare_segments(self.vectors[0].segments, self.vectors[1].segments, self.cells)

    @cached_property
    def clauses(self) -> SoftAlignment:
        """Return the soft alignment of the clauses, by their vectors."""
        return align_clauses(*self.vectors, self.cells)

    @cached_property
    def words(self) -> SoftAlignment:
        """Return the soft alignment of the words, by dictionary or spelling."""
        return align_words(self.vocabulary, self.cells)


@dataclass(frozen=True, eq=False)
class Window:
    """The rows `first` up to, not including, `last` of a band, and the tables for beads that end there."""

    context: FeatureContext
    first: int
    last: int

    @cached_property
    def clauses(self) -> Tables:
        """Return the tables of the clauses."""
        return self.build_tables(self.context.clauses)

    @cached_property
    def words(self) -> Tables:
        """Return the tables of the words."""
        return self.build_tables(self.context.words)

    def build_tables(self, alignment: SoftAlignment) -> Tables:
        """Return the tables of a soft alignment."""
        cells = alignment.cells
        span = max(self.first - MAX_SOURCE_SEGMENTS - 1, 0), min(self.last, len(cells.low))
        return (
            SummedAreaTable(cells, alignment.source_to_target, *span),
            SummedAreaTable(cells, alignment.target_to_source, *span),
        )


def prepare_context(
    source: Side, target: Side, encoder: Encoder, *, alone: bool = True, fixed: Fixed = NOTHING
) -> FeatureContext:
    """Return what the features need to know of two sides, none of them empty; with `alone` also those of omissions."""
    vectors = encode_segments(source, target, encoder)
    segments = vectors[0].segments, vectors[1].segments
    counterparts = find_counterparts(source, target, segments).fix(fixed)
    path, path_similarity = _find_path(counterparts, *segments)
    del segments
    surfaces = measure_surface(source), measure_surface(target)
    length_ratio = estimate_length_ratio(surfaces, path)
    band = draw_band(path)
    cells = list_cells(band)
    word_vectors, matches = _compare_words(source, target, encoder, cells, alone=alone)
    context = FeatureContext(
        vectors=vectors,
        surfaces=surfaces,
        length_ratio=length_ratio,
        vocabulary=build_vocabulary((source.language, source.segments), (target.language, target.segments)),
        word_vectors=word_vectors,
        own_words=find_own_words(matches[0], path, word_vectors.source_weights) if word_vectors else None,
        matches=matches,
        band=band,
        cells=cells,
        path_similarity=path_similarity,
        gaps=measure_gaps(surfaces, path, length_ratio),
        counterparts=counterparts,
        fixed=fixed,
    )
    _ = context.segment_similarity  # needs much memory: now, before the tables of costs do
    return context


def _find_path(
    counterparts: Counterparts, source: NDArray[np.float32], target: NDArray[np.float32]
) -> tuple[NDArray[np.int64], float]:
    """Return the rough path between the vectors of two sides' segments, and how similar these are along it."""
    path = counterparts.find_path(source, target)
    return path, measure_similarity(source, target, path)


def _compare_words(
    source: Side, target: Side, encoder: Encoder, cells: Band, *, alone: bool
) -> tuple[SoftAlignment | None, tuple[Matches, Matches]]:
    """Return the soft alignment of the words of two sides, where it is asked for, and their best matches."""
    words = encode_words(source, target, encoder)
    aligned = align_word_vectors(*words, cells) if alone else None
    return aligned, match_words((source.language, target.language), *words, cells)


def list_cells(band: Band) -> Band:
    """Return the source and target segments that may be in one bead, as a band of cells."""
    return Band(band.low[:-1], band.high[1:] - 1)
