"""The lines of a long text, found many at once."""

from __future__ import annotations

from array import array

import numpy as np
from numpy.typing import NDArray

from align.model.sequences import SpanTable

_PIECE = 1 << 17
"""How many characters are looked at at once: they stay in the cache of the processor."""


class WrittenLines:
    """The lines of a text that hold more than white space; only LF ends a line."""

    def __init__(self, text: str) -> None:
        ends = np.append(_find_line_ends(text), len(text))
        starts = np.append(0, ends[:-1] + 1)
        is_written = _are_written(text, starts, ends)
        self._starts, self._ends = starts[is_written], ends[is_written]

    @property
    def spans(self) -> SpanTable:
        """Return the spans of the lines."""
        return SpanTable(_list(self._starts), _list(self._ends))

    def may_be_wrapped(self, widest: int) -> bool:
        """Return whether at least half of the lines that follow right after another are, like that one, no wider."""
        follows = self._starts[1:] - self._ends[:-1] == 1
        is_narrow = self._ends - self._starts <= widest
        narrow = np.count_nonzero(follows & is_narrow[1:] & is_narrow[:-1])
        return bool(narrow and 2 * narrow >= np.count_nonzero(follows))


def _are_written(text: str, starts: NDArray[np.intp], ends: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Return which lines hold more than white space: those that begin with other ASCII; of the others each is looked
    at.
    """
    is_written = starts < ends
    filled = np.flatnonzero(is_written)
    firsts = _encode("".join(map(text.__getitem__, starts[filled].tolist())))
    for line in filled[(firsts <= ord(" ")) | (firsts >= 0x7F)].tolist():
        is_written[line] = bool(text[starts[line] : ends[line]].strip())
    return is_written


def _list(places: NDArray[np.intp]) -> array[int]:
    return array("q", places.astype(np.int64).tobytes())


def _find_line_ends(text: str) -> NDArray[np.intp]:
    """Return where the characters are that end lines."""
    data = np.frombuffer(text.encode("ascii", "replace"), np.uint8)
    starts = range(0, max(len(data), 1), _PIECE)
    return np.concatenate([np.flatnonzero(data[start : start + _PIECE] == ord("\n")) + start for start in starts])


def _encode(text: str) -> NDArray[np.uint32]:
    """Return the code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
