"""How tokens are laid out for the network: in tiles of neighbours, each of one text, counted from its beginning.

What is computed of a text so depends on nothing but the text, to the last bit. What is cut, for memory's sake, is cut
at the same places of a text wherever it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.vectors.convolution import TILE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from glossary.vectors.tokenizer import Batch

    Integers = NDArray[np.intp]

APART = 2  # positions between two texts: no window reaches farther
MOST_TILES = 256  # of a piece
SPAN = 512  # tokens of a text that are computed together


@dataclass(frozen=True, eq=False)
class Piece:
    """Tokens that are computed together: whole texts, or a span of a long one.

    `first` and `last` are its positions among all, where texts are `APART` apart. For each tile, `tiles` is the
    position of its first token, and `ends` that after its text, both counted from `first` on. The tokens of each sum
    are rows, `TILE` a tile: those from `rows[:, 0]` up to, not including, `rows[:, 1]`.
    """

    first: int
    last: int
    tiles: Integers
    ends: Integers
    rows: Integers


class Layout:
    """The layout of a batch. `openings`, ascending, are the tokens that a sum begins at, those of texts among them.

    Sums of long texts are cut, so that there may be more: `owners` has the index of the opening of each. `positions`
    are those of the tokens; the first has `margin` before it.
    """

    def __init__(self, batch: Batch, openings: Integers, margin: int) -> None:
        import numpy as np

        counts = -(-batch.lengths // SPAN)
        texts = np.repeat(np.arange(len(counts)), counts)
        nth = np.arange(len(texts)) - np.repeat(np.cumsum(counts) - counts, counts)
        self._starts = batch.starts[texts] + SPAN * nth
        self._ends = batch.ends[texts] + 1
        self._tiles = -(-np.minimum(self._ends - self._starts, SPAN) // TILE)
        self._shifts = APART * texts + margin
        self._sums = openings if len(texts) == len(counts) else np.union1d(openings, self._starts)
        self._lengths = np.diff(self._sums, append=len(batch.tokens))
        self.owners = np.searchsorted(openings, self._sums, "right") - 1
        self.positions = np.arange(len(batch.tokens)) + APART * batch.texts + margin

    def list_pieces(self) -> Iterator[Piece]:
        """Yield the pieces, in order; so are their sums."""
        totals = self._tiles.cumsum()
        first = 0
        while first < len(totals):
            done = totals[first] - self._tiles[first]
            last = int(totals.searchsorted(done + MOST_TILES, "right"))
            yield self._make_piece(slice(first, last))
            first = last

    def _make_piece(self, spans: slice) -> Piece:
        import numpy as np

        starts, ends, tiles, shifts = (of[spans] for of in (self._starts, self._ends, self._tiles, self._shifts))
        before = tiles.cumsum() - tiles
        first, end = starts[0] + shifts[0], min(ends[-1], starts[-1] + SPAN)
        sums = slice(*self._sums.searchsorted((starts[0], end)).tolist())
        span = starts.searchsorted(self._sums[sums], "right") - 1
        rows = TILE * before[span] + self._sums[sums] - starts[span]
        nth = np.arange(int(tiles.sum())) - np.repeat(before, tiles)
        return Piece(
            first=int(first),
            last=int(end + shifts[-1]),
            tiles=np.repeat(starts + shifts - first, tiles) + TILE * nth,
            ends=np.repeat(ends + shifts - first, tiles),
            rows=np.stack([rows, rows + self._lengths[sums]], axis=1),
        )
