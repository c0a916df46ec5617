"""The features of tokens in their text: embedding and three branches of two convolutions, 1,280 numbers a token."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from glossary.vectors.convolution import TILE, prepare_convolution
from glossary.vectors.token_table import CHANNELS, EMBEDDING, GAP, PLACES, WINDOWS, TokenTable
from glossary.vectors.workspace import Workspace

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from glossary.vectors.encoder_package import Arrays
    from glossary.vectors.tiling import Piece

    Floats = NDArray[np.float32]
    Integers = NDArray[np.intp]
    Slots = NDArray[np.int32]

SIZE = EMBEDDING + len(WINDOWS) * CHANNELS
_HALF = 2  # positions to either side that a window reaches, of the second layer and again of the first
_PART = 256  # positions that are computed at once, within the cache of the processor
_TILES = 48  # tiles whose features are computed at once, likewise
REACH = 2 * _HALF  # positions before and after some tokens that their features may look at


class _Branch(NamedTuple):
    """A branch of a piece: the first layer, which of its rows are in each tile, and products of the second layer."""

    hidden: Floats
    places: Integers
    products: Floats


class Features:
    """Computes features from the rows of a token table."""

    def __init__(self, weights: Arrays, table: TokenTable) -> None:
        self._table = table
        self._eps = float(weights["eps"])
        kernels = [weights[f"w2_{branch}"].reshape(-1, CHANNELS, CHANNELS) for branch in range(len(WINDOWS))]
        self._second = [prepare_convolution(kernel) for kernel in kernels]
        self._bias = [weights[f"b2_{branch}"] for branch in range(len(WINDOWS))]
        self._space = Workspace()

    def sum(self, slots: Slots, piece: Piece) -> Floats:
        """Return sums of the features of the tokens of a piece, layer-normed but for the mean and the gain.

        The shape is (sums, SIZE); `slots` are those of the piece's positions and of `REACH` on either side.
        """
        import numpy as np

        places = np.flatnonzero(slots[_HALF : len(slots) - _HALF] != GAP) + _HALF
        inputs = _list_inputs(piece, places, len(slots))
        own = np.append(slots[places], GAP)[inputs[_HALF : _HALF + TILE].T]
        branches = [self._apply_layers(branch, slots, places, inputs) for branch in range(len(WINDOWS))]
        sums = np.empty((len(piece.rows), SIZE), dtype=np.float32)
        buffer = self._space.get("features", 1 + _TILES * TILE, SIZE)  # the first row is for `_add_up`
        for start in range(0, len(own), _TILES):
            part = slice(start, min(start + _TILES, len(own)))
            rows = buffer[1 : 1 + TILE * (part.stop - start)]
            self._put_embeddings(own[part], rows)
            for branch, found in enumerate(branches):
                self._put_outputs(branch, found, part, rows.reshape(-1, TILE, SIZE))
            self._normalize(rows)
            _add_up(buffer, piece.rows, TILE * start, TILE * part.stop, sums)
        return sums

    def _put_embeddings(self, slots: Slots, features: Floats) -> None:
        embedding = self._space.get("embedding", slots.size, EMBEDDING)
        self._table.embedding.take(slots.ravel(), axis=0, out=embedding, mode="clip")
        features[:, :EMBEDDING] = embedding

    def _put_outputs(self, branch: int, found: _Branch, part: slice, features: Floats) -> None:
        """Put the outputs of a branch for a part of the tiles into their features, shape (tiles, TILE, SIZE)."""
        import numpy as np

        outputs = self._second[branch].finish(found.products[:, part], self._space)
        np.add(outputs, self._bias[branch], out=outputs)
        np.maximum(outputs, 0, out=outputs)
        residual = self._space.get("residual", *outputs.shape)
        found.hidden.take(found.places[:, part], axis=0, out=residual, mode="clip")
        start = EMBEDDING + branch * CHANNELS
        np.add(outputs, residual, out=features[..., start : start + CHANNELS].transpose(1, 0, 2))

    def _normalize(self, rows: Floats) -> None:
        import numpy as np

        variance = np.einsum("ij,ij->i", rows, rows) / SIZE - rows.mean(axis=1) ** 2
        rows *= (1 / np.sqrt(variance + self._eps))[:, None]

    def _apply_layers(self, branch: int, slots: Slots, places: Integers, inputs: Integers) -> _Branch:
        """Apply both layers of a branch, the second as far as its products."""
        width, left = WINDOWS[branch]
        hidden = self._apply_first_layer(branch, slots, places)
        near = inputs[_HALF - left : _HALF - left + width + TILE - 1]
        products = self._second[branch].multiply(hidden, near, self._space, f"products of {branch}")
        return _Branch(hidden, near[left : left + TILE], products)

    def _apply_first_layer(self, branch: int, slots: Slots, places: Integers) -> Floats:
        """Return the first layer at the places of tokens; zero in a last row."""
        hidden = self._space.get(f"hidden of {branch}", len(places) + 1, CHANNELS)
        for start in range(0, len(places), _PART):
            part = places[start : start + _PART]
            self._add_shares(branch, slots, part, hidden[start : start + len(part)])
        hidden[-1] = 0
        return hidden

    def _add_shares(self, branch: int, slots: Slots, places: Integers, rows: Floats) -> None:
        """Add up what the tokens of each window have a share of."""
        import numpy as np

        width, left = WINDOWS[branch]
        first, share = sum(width for width, _ in WINDOWS[:branch]), self._space.get("share", *rows.shape)
        for place in range(width):
            near = slots[places + (place - left)] * PLACES + (first + place)
            self._table.shares.take(near, axis=0, out=share if place else rows, mode="clip")
            if place:
                np.add(rows, share, out=rows)
        np.maximum(rows, 0, out=rows)
        self._table.projected[branch].take(slots[places], axis=0, out=share, mode="clip")
        np.add(rows, share, out=rows)


def _add_up(buffer: Floats, ranges: Integers, start: int, end: int, sums: Floats) -> None:
    """Add rows up, one after another, in the ranges of which some are from `start` up to `end`.

    Those are in the buffer, after a row for what a sum has from before.
    """
    import numpy as np

    first, last = ranges[:, 1].searchsorted(start, "right"), ranges[:, 0].searchsorted(end)
    begins, ends = ranges[first:last].T - (start - 1)
    begins, ends = np.maximum(begins, 0), np.minimum(ends, end - start + 1)
    if last > first and not begins[0]:
        buffer[0] = sums[first]
    buffer.take(begins, axis=0, out=sums[first:last], mode="clip")
    several, add = np.flatnonzero(ends - begins > 1), np.add.reduce
    steps = zip((several + first).tolist(), begins[several].tolist(), ends[several].tolist(), strict=True)
    for place, begin, stop in steps:
        add(buffer[begin:stop], 0, None, sums[place])


def _list_inputs(piece: Piece, places: Integers, count: int) -> Integers:
    """Return which row of the first layer is at each place from `_HALF` before a tile to `_HALF` after it.

    The shape is (TILE + 2 * _HALF, tiles); `places` are those of tokens, of `count`. Where there is no token, and after
    the end of a tile's text, that is the last row.
    """
    import numpy as np

    rows = np.full(count + TILE, len(places))
    rows[places] = np.arange(len(places))
    positions = piece.tiles + np.arange(-_HALF, TILE + _HALF)[:, None]
    found: Integers = np.where(positions < piece.ends, rows[positions + REACH], len(places))
    return found
