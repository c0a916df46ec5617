"""The semantic aligner: what segments mean, how long they are and what they share, weighed by a semi-Markov CRF."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from align.model import Bead

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from align.aligners.semantic.window import Pairing
    from align.aligners.side import Side
    from align.encoders.base import Encoder

    Floats = NDArray[np.float64]

_KNOWN = 0.28
"""How alike texts in letters must be (see `likest.likeness`) for their languages to count as known to the encoder."""

_UNRELATED = 0.15
"""How alike two texts are, at most, that have nothing in common; translations of novels stand above .3."""
_ENOUGH = 4
"""Segments either side must have for that to be told."""

_WIDE_SCRIPTS = ("zh", "ja", "ko")


def align(source: Side, target: Side, encoder: Encoder, *, alone: bool = True) -> tuple[Bead, ...]:
    """The likeliest beads of two texts, each segment of either in one bead, in order.

    Texts that have nothing in common get no bead of both sides. In languages that the encoder does not know, length,
    numbers and cognates decide (see `align.aligners.length`). Swapping the sides mirrors the beads.
    A bead's confidence is its probability among all alignments, in hundredths; without `alone` it does not say which
    segments have no counterpart.
    """
    if not source.segments or not target.segments:
        return _alone(source, target)
    if _order(target) < _order(source):
        return tuple(map(_mirrored, align(target, source, encoder, alone=alone)))
    from align.aligners.semantic.search import prepare
    from glossary.vectors import one_blas_thread

    with one_blas_thread():
        return _found(source, target, prepare(source, target, encoder, alone=alone))


def _found(source: Side, target: Side, pairing: Pairing) -> tuple[Bead, ...]:
    from align.aligners.semantic.search import best_beads
    from align.aligners.semantic.weights import weights

    wide = source.language[:2] in _WIDE_SCRIPTS or target.language[:2] in _WIDE_SCRIPTS
    if wide and pairing.likeness < _UNRELATED and min(len(source.segments), len(target.segments)) >= _ENOUGH:
        return _alone(source, target)
    if not wide and pairing.likeness < _KNOWN:
        from align.aligners import length

        return length.align(source, target)
    return _beads(*best_beads(pairing, weights()))


def _beads(path: NDArray[np.int64], probabilities: Floats, alone: tuple[Floats, Floats] | None) -> tuple[Bead, ...]:
    rows, columns = ([round(chance, 2) for chance in side.tolist()] for side in alone) if alone else ([], [])
    return tuple(
        Bead(
            tuple(range(row, next_row)),
            tuple(range(column, next_column)),
            round(chance, 2),
            (*rows[row:next_row], *columns[column:next_column]),
        )
        for ((row, column), (next_row, next_column)), chance in zip(
            pairwise(path.tolist()), probabilities.tolist(), strict=True
        )
    )


def _mirrored(bead: Bead) -> Bead:
    middle = len(bead.source)
    return Bead(bead.target, bead.source, bead.confidence, (*bead.alone[middle:], *bead.alone[:middle]))


def _alone(source: Side, target: Side) -> tuple[Bead, ...]:
    """The beads where one side is empty."""
    return (
        *(Bead((index,), ()) for index in range(len(source.segments))),
        *(Bead((), (index,)) for index in range(len(target.segments))),
    )


def _order(side: Side) -> tuple[bool, int, str, tuple[str, ...], tuple[int, ...]]:
    """Which side the weights take for the source: wide script goes first, else the side of fewer segments."""
    return side.language[:2] not in _WIDE_SCRIPTS, len(side.segments), side.language, side.segments, side.paragraphs
