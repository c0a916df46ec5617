"""Ranking and selection: which segments to read with little time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from align.scores.estimation.estimates import SegmentEstimate

_FEWEST_WORDS = 4
_Key = TypeVar("_Key")
Placed = tuple[_Key, SegmentEstimate]
"""An estimate with whatever shows the caller where it belongs."""


def rank_estimates(estimates: Iterable[Placed[_Key]]) -> list[Placed[_Key]]:
    """Return the estimates of one or more documents, the greatest penalty a word first, each with its rank from 1 on.

    Of equals the one that came first goes first. Passages of fewer than four words come last: one fault in a word or
    two, or a lone quotation mark, is as much a word as nothing else.
    """
    ordered = sorted(estimates, key=lambda placed: (placed[1].words < _FEWEST_WORDS, -placed[1].penalty_per_word))
    return [(key, replace(one, rank=rank)) for rank, (key, one) in enumerate(ordered, 1)]


def select_for_reading(
    ranked: Sequence[Placed[_Key]], share: float | None = None, top: int | None = None
) -> Iterator[Placed[_Key]]:
    """Yield the first of the ranked estimates: at most `top`, and with at most `share` (0 to 1) of all their words.

    The first is always among them, unless `top` is 0.
    """
    budget = None if share is None else share * sum(one.words for _, one in ranked)
    read = 0
    for placed in ranked[:top]:
        read += placed[1].words
        if budget is not None and read > budget and placed is not ranked[0]:
            return
        yield placed
