"""Links between words that are each other's best."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_SLANT = 0.4  # what it costs to stand at the other end of the sentence, the first time
_FAR = 0.04  # what each word between a pair and the next link costs, the second and third time
_FARTHEST = 6  # words
_LEAST = 0.1
_SURE = 0.45  # from which a link draws others near
_ROUNDS = 2


def linked(likeness: Floats) -> frozenset[tuple[int, int]]:
    """Return the cells of a matrix (source words, target words) that are the best of their row and of their column."""
    slant = _SLANT * _slant(*likeness.shape)
    scores = likeness - slant
    links = _mutual(scores)
    for _ in range(_ROUNDS):
        scores = likeness - slant / 2 - _FAR * _distances(scores, links)
        links = _mutual(scores)
    return frozenset(links)


def _mutual(scores: Floats) -> list[tuple[int, int]]:
    columns, rows = scores.argmax(1).tolist(), scores.argmax(0).tolist()
    best = scores.max(1).tolist()
    return [(row, column) for row, column in enumerate(columns) if rows[column] == row and best[row] > _LEAST]


def _slant(rows: int, columns: int) -> Floats:
    """How far each cell is from the diagonal, 0 to 1."""
    import numpy as np

    down = (np.arange(rows, dtype=np.float32) + 0.5) / rows
    across = (np.arange(columns, dtype=np.float32) + 0.5) / columns
    apart: Floats = np.abs(down[:, None] - across)
    return apart


def _distances(scores: Floats, links: list[tuple[int, int]]) -> Floats:
    """How many words each cell is from the next sure link other than itself, along both sides, at most `_FARTHEST`."""
    import numpy as np

    found = np.full(scores.shape, _FARTHEST, dtype=np.float32)
    sure = [link for link in links if scores[link] > _SURE]
    for row, column in sure:
        top, left = max(row - _FARTHEST + 1, 0), max(column - _FARTHEST + 1, 0)
        window = (slice(top, row + _FARTHEST), slice(left, column + _FARTHEST))
        down = np.abs(np.arange(top, min(row + _FARTHEST, len(scores))) - row)
        across = np.abs(np.arange(left, min(column + _FARTHEST, scores.shape[1])) - column)
        kept = found[row, column]
        np.minimum(found[window], down[:, None] + across, out=found[window])
        found[row, column] = kept
    return found
