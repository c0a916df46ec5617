"""Features of segments alone: how much of them is rendered after all."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from align.aligners.semantic.beads import Beads
    from align.aligners.semantic.coverage import Coverage
    from align.aligners.semantic.features import Feature
    from align.aligners.semantic.window import Pairing

_MIDDLE = 3.0
"""The log of a common length of a segment, in columns."""
_SHORT = 14
"""Columns below which a segment says little."""


def covered(pairing: Pairing, beads: Beads) -> Iterator[Feature]:
    """The features, for clauses and for words."""
    yield from _alone("clauses", pairing.clause_coverage, beads)
    yield from _alone("words", pairing.word_coverage, beads)
    yield from _products(pairing, beads)


def _alone(name: str, found: Coverage, beads: Beads) -> Iterator[Feature]:
    """For a segment alone: its coverage."""
    alone = beads.omissions
    segments = beads.top[alone]
    for what in ("rendered", "best_rendered", "received", "best_received"):
        yield f"{name} omission {what}".replace("_", " "), beads.spread(getattr(found, what)[segments], alone)


def _products(pairing: Pairing, beads: Beads) -> Iterator[Feature]:
    """For a segment alone: what its coverage means together with its length and likeness."""
    import numpy as np

    alone = beads.omissions
    at = beads.top[alone]
    columns = np.diff(pairing.forms[0].length_before)[at]
    long = np.log1p(columns) - _MIDDLE
    clauses, words, likeness = pairing.clause_coverage, pairing.word_coverage, pairing.segment_likeness
    best = likeness.best[0][at]
    for name, values in (
        ("short", np.maximum(_SHORT - columns, 0) / 10),
        ("length × likeness", long * best),
        ("length × margin", long * likeness.margins[0][at]),
        ("length × clauses received", long * clauses.received[at]),
        ("length × words received", long * words.received[at]),
        ("words received × likeness", words.received[at] * best),
        ("clauses received × rendered", clauses.received[at] * clauses.rendered[at]),
        ("clauses best of both", np.minimum(clauses.best_received[at], clauses.best_rendered[at])),
    ):
        yield f"omission {name}", beads.spread(values, alone)
