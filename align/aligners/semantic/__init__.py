"""The semantic aligner: what segments mean, how long they are and what they share, weighed by a semi-Markov CRF."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from align.model import Bead

if TYPE_CHECKING:
    from align.aligners.side import Side
    from align.encoders.base import Encoder

_KNOWN = 0.28
"""How alike texts in letters must be (see `likest.likeness`) for their languages to count as known to the encoder."""

_WIDE_SCRIPTS = ("zh", "ja", "ko")


def align(source: Side, target: Side, encoder: Encoder) -> tuple[Bead, ...]:
    """The likeliest beads of two texts, each segment of either in one bead, in order.

    Swapping the sides mirrors the beads. A bead's confidence is its probability among all alignments, in hundredths.
    """
    if not source.segments or not target.segments:
        return _alone(source, target)
    if _order(target) < _order(source):
        return tuple(Bead(bead.target, bead.source, bead.confidence) for bead in align(target, source, encoder))
    from align.aligners.semantic.search import best_beads, prepare
    from align.aligners.semantic.weights import weights

    pairing = prepare(source, target, encoder)
    known = source.language[:2] in _WIDE_SCRIPTS or target.language[:2] in _WIDE_SCRIPTS or pairing.likeness > _KNOWN
    path, probabilities = best_beads(pairing, weights(known))
    return tuple(
        Bead(tuple(range(row, next_row)), tuple(range(column, next_column)), round(probability, 2))
        for ((row, column), (next_row, next_column)), probability in zip(
            pairwise(path.tolist()), probabilities.tolist(), strict=True
        )
    )


def _alone(source: Side, target: Side) -> tuple[Bead, ...]:
    """The beads where one side is empty."""
    return (
        *(Bead((index,), ()) for index in range(len(source.segments))),
        *(Bead((), (index,)) for index in range(len(target.segments))),
    )


def _order(side: Side) -> tuple[bool, int, str, tuple[str, ...]]:
    """Which side the weights take for the source: wide script goes first, else the side of fewer segments."""
    return side.language[:2] not in _WIDE_SCRIPTS, len(side.segments), side.language, side.segments
