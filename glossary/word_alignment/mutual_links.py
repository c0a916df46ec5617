"""Links between words that are each other's most similar word."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_SLANT = 0.4  # what it costs, in the first round, to be at the other end of the sentence
_FAR = 0.04  # what it costs, in further rounds, for each word between a cell and the next link
_FARTHEST = 6  # words
_LEAST = 0.1
_SURE = 0.45  # the score from which a link attracts others
_ROUNDS = 2


def find_mutual_links(similarity: Floats) -> frozenset[tuple[int, int]]:
    """Return the cells of a matrix (source words, target words) that are the best of their row and of their column."""
    slant = _SLANT * _measure_slant(*similarity.shape)
    scores = similarity - slant
    links = _link_best(scores)
    for _ in range(_ROUNDS):
        scores = similarity - slant / 2 - _FAR * _measure_distances(scores, links)
        links = _link_best(scores)
    return frozenset(links)


def _link_best(scores: Floats) -> list[tuple[int, int]]:
    columns, rows = scores.argmax(1).tolist(), scores.argmax(0).tolist()
    best = scores.max(1).tolist()
    return [(row, column) for row, column in enumerate(columns) if rows[column] == row and best[row] > _LEAST]


def _measure_slant(rows: int, columns: int) -> Floats:
    """Return the distance of each cell from the diagonal, 0 to 1."""
    import numpy as np

    down = (np.arange(rows, dtype=np.float32) + 0.5) / rows
    across = (np.arange(columns, dtype=np.float32) + 0.5) / columns
    apart: Floats = np.abs(down[:, None] - across)
    return apart


def _measure_distances(scores: Floats, links: list[tuple[int, int]]) -> Floats:
    """Return how many words each cell is from the next sure link but itself, both sides added, at most `_FARTHEST`.

    No two links are in one row.
    """
    import numpy as np

    rows, columns = scores.shape
    across = np.full((rows + 2 * _FARTHEST, columns), _FARTHEST, dtype=np.float32)
    sure = np.array([link for link in links if scores[link] > _SURE], dtype=np.intp).reshape(-1, 2)
    inner = across[_FARTHEST : _FARTHEST + rows]
    inner[sure[:, 0]] = np.minimum(np.abs(sure[:, 1:] - np.arange(columns)), _FARTHEST)
    found = inner.copy()
    found[sure[:, 0], sure[:, 1]] = _FARTHEST
    for down in range(1, _FARTHEST):
        above, below = (across[_FARTHEST + step : _FARTHEST + step + rows] for step in (-down, down))
        np.minimum(found, np.minimum(above, below) + np.float32(down), out=found)
    return found
