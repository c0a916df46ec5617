"""The semantic aligner: similarity of meaning, words and surface, weighed by a semi-Markov conditional random field."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from align.aligners.fixed import NOTHING, Fixed
from align.model import Bead

if TYPE_CHECKING:
    from align.aligners.semantic.context import FeatureContext
    from align.aligners.semantic.search import Best
    from align.aligners.side import Side
    from align.encoders.base import Encoder

_KNOWN = 0.28
"""The path similarity from which on languages in letters count as known to the encoder."""

_UNRELATED = 0.15
"""The path similarity below which two texts have nothing in common; translations of novels are above .3."""
_ENOUGH = 4
"""Segments that both sides need before they can be called unrelated."""

_WIDE_SCRIPTS = ("zh", "ja", "ko")

_LONGEST = 5_000
"""Characters of a segment that are compared, for each word of one is compared with each of the other."""


def align(
    source: Side, target: Side, encoder: Encoder, *, alone: bool = True, fixed: Fixed = NOTHING
) -> tuple[Bead, ...]:
    """Return the best beads of two texts: each segment of either in exactly one bead, in order, those that are fixed as
    such.

    Texts that have nothing in common get no bead with both sides. In languages that the encoder does not know the
    length aligner decides (see `align.aligners.length`). Swapping the sides mirrors the beads. A bead's confidence is
    its posterior in hundredths; with `alone` it says also how probable each of its segments is to have no counterpart.
    """
    if not source.segments or not target.segments:
        return _leave_others_alone(source, target, fixed)
    if len(source.segments) == len(target.segments) == 1 and not fixed:
        return (Bead((0,), (0,), 1.0, (0.0, 0.0) if alone else ()),)  # whatever they say, nothing is as probable
    if make_order_key(target) < make_order_key(source):
        return tuple(bead.swap() for bead in align(target, source, encoder, alone=alone, fixed=fixed.swap()))
    from align.aligners.semantic.context import prepare_context
    from glossary.vectors import use_one_blas_thread

    source, target = _shorten(source), _shorten(target)
    with use_one_blas_thread():
        return _align_in_context(source, target, prepare_context(source, target, encoder, alone=alone, fixed=fixed))


def _shorten(side: Side) -> Side:
    """Return the side with the beginning of segments that are too long."""
    return replace(side, segments=tuple(text[:_LONGEST] for text in side.segments))


def make_order_key(side: Side) -> tuple[bool, int, str, tuple[str, ...], tuple[int, ...]]:
    """Return the lesser of two keys says which side the weights take for the source.

    That is the one in a wide script, else the one with fewer segments.
    """
    return side.language[:2] not in _WIDE_SCRIPTS, len(side.segments), side.language, side.segments, side.paragraphs


def _align_in_context(source: Side, target: Side, context: FeatureContext) -> tuple[Bead, ...]:
    from align.aligners.semantic.features import load_weights
    from align.aligners.semantic.search import find_best

    wide = source.language[:2] in _WIDE_SCRIPTS or target.language[:2] in _WIDE_SCRIPTS
    if wide and context.path_similarity < _UNRELATED and min(len(source.segments), len(target.segments)) >= _ENOUGH:
        return _leave_others_alone(source, target, context.fixed)
    if not wide and context.path_similarity < _KNOWN:
        from align.aligners import length

        return length.align(source, target, fixed=context.fixed)
    return _make_beads(find_best(context, load_weights()))


def _make_beads(best: Best) -> tuple[Bead, ...]:
    rows, columns = ([round(value, 2) for value in side.tolist()] for side in best.alone) if best.alone else ([], [])
    return tuple(
        Bead(
            tuple(range(row, next_row)),
            tuple(range(column, next_column)),
            round(posterior, 2),
            (*rows[row:next_row], *columns[column:next_column]),
        )
        for ((row, column), (next_row, next_column)), posterior in zip(
            pairwise(best.path.tolist()), best.posteriors.tolist(), strict=True
        )
    )


def _leave_others_alone(source: Side, target: Side, fixed: Fixed) -> tuple[Bead, ...]:
    """Return the fixed pairs, and a bead for each other segment, with nothing on the other side."""
    beads, row, column = list[Bead](), 0, 0
    for next_row, next_column in (*fixed.pairs, (len(source.segments), len(target.segments))):
        beads.extend(Bead((index,), ()) for index in range(row, next_row))
        beads.extend(Bead((), (index,)) for index in range(column, next_column))
        beads.append(Bead((next_row,), (next_column,)))
        row, column = next_row + 1, next_column + 1
    return tuple(beads[:-1])
