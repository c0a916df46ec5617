"""Where the words of segments go: to words that could be their counterparts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.aligners.semantic.masses import Masses
from align.aligners.semantic.runs import runs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from align.aligners.band import Band
    from align.aligners.semantic.words import Vocabulary

    Integers = NDArray[np.intp]
    Floats = NDArray[np.float32]

_DOUBT = 0.1
"""How much of a word's weight stays with itself, beside the weight of its counterparts."""
_ROWS = 512


def word_masses(words: Vocabulary, cells: Band) -> Masses:
    """The masses of words, for each cell."""
    import numpy as np

    stride = int(cells.high[-1]) + 2
    places, counts = np.unique(words.target.types * stride + words.target.owners, return_counts=True)
    rendered, met = np.zeros(cells.size, np.float32), [np.zeros(0, np.intp)]
    for first in range(0, len(cells.low), _ROWS):
        last = min(first + _ROWS, len(cells.low))
        span = slice(*np.searchsorted(words.source.owners, (first, last)))
        owners, types = words.source.owners[span], words.source.types[span]
        word, place = _meetings(words, types, owners, places, stride, cells)
        weights = words.target.weights[places[place] // stride]
        shares = words.source.weights[types] / (np.bincount(word, weights, len(owners)) + _DOUBT)
        start, end = int(cells.start[first]), int(cells.start[last])
        at = cells.index(owners[word], places[place] % stride) - start
        rendered[start:end] = np.bincount(at, weights * shares[word], end - start)
        met.append(np.unique(owners[word] * len(places) + place))
    rows, place = np.divmod(np.concatenate(met), max(len(places), 1))
    shares = counts * words.target.weights[places // stride] / (np.bincount(place, minlength=len(places)) + _DOUBT)
    at = cells.index(rows, places[place] % stride)
    return Masses(cells, rendered, np.bincount(at, shares[place], cells.size).astype(np.float32))


def _meetings(
    words: Vocabulary, types: Integers, owners: Integers, places: Integers, stride: int, cells: Band
) -> tuple[Integers, Integers]:
    """Which of some source words (their index) could be rendered at which places of the target (their index).

    A place is a word type of the target times `stride`, plus the segment that it stands in.
    """
    import numpy as np

    starts = words.starts[types]
    word, index = runs(starts, words.starts[types + 1] - starts)
    keys = words.counterparts[index] * stride
    first = np.searchsorted(places, keys + cells.low[owners][word])
    last = np.searchsorted(places, keys + cells.high[owners][word] + 1)
    run, place = runs(first, last - first)
    return word[run], place
