"""Quotations in the segments of one side: where they are open, how long they are and how many begin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from align.aligners.semantic.columns import count_columns
from glossary.pack.patterns import compile_late

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]

_MARK = compile_late("[“”\"「」『』‘’']")


class Quotations(NamedTuple):
    """What is quoted before each place between n segments, shape (n + 1,).

    Whether the place is `inside` a quotation, the columns of all quotations before it, and how many began.
    """

    inside: NDArray[np.bool_]
    columns_before: Integers
    openings_before: Integers


def find_quotations(texts: Sequence[str]) -> Quotations:
    """Return the quotations of some segments in a row; one that is open at the end of a segment goes on in the next."""
    import numpy as np

    found = np.zeros((len(texts) + 1, 3), np.int64)
    is_open = False
    for index, text in enumerate(texts, 1):
        columns = openings = 0
        for piece, opens in _split(text, is_open):
            openings += opens and not is_open
            is_open = opens
            columns += count_columns(piece) if opens else 0
        found[index] = is_open, columns, openings
    return Quotations(found[:, 0] > 0, np.cumsum(found[:, 1]), np.cumsum(found[:, 2]))


def _split(text: str, is_open: bool) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a text between quotation marks, and whether a quotation is open in each."""
    start = 0
    for mark in _MARK.finditer(text):
        yield text[start : mark.start()], is_open
        start, is_open = mark.end(), _is_open_behind(text, mark.start(), is_open)
    yield text[start:], is_open


def _is_open_behind(text: str, place: int, is_open: bool) -> bool:
    """Return whether a quotation is open after a mark; spaces show what a straight mark or an apostrophe is."""
    char, after, before = text[place], text[place + 1 : place + 2], text[max(place - 1, 0) : place] or " "
    if char in "“「『‘":
        return True
    if char in "”」』":
        return False
    if char != "’" and (before.isspace() or before in "—-(") and after.strip():
        return True
    return is_open and (after.isalnum() or before.isspace())
