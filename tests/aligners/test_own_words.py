"""Own words of segments: against the same measured word by word."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from align.aligners.band import Band
from align.aligners.semantic.beads import KINDS, Beads
from align.aligners.semantic.own_words import OwnWords, describe_own_words, find_own_words
from align.aligners.semantic.word_matches import Matches, widen

Steps = list[tuple[int, int]]
Table = list[list[float]]


def _spread(matches: Matches) -> Table:
    """The values of matches as a table of segments and words, 0 out of reach."""
    rows = len(matches.cells.low)
    found = np.zeros((rows, int(matches.starts[-1])), np.float32)
    found[matches.wide.list_nodes(0, rows)] = matches.values
    whole: Table = found.tolist()
    return whole


def _list_near(path: Steps, row: int, rows: int, columns: int) -> range:
    """The target segments near a source segment."""
    begin, end = dict(reversed(path)), dict(path)  # the first and the last column of each row
    first = min(begin[max(row - 1, 0)], begin[row] - 1) - 1
    last = max(end[min(row + 2, rows)], end[row + 1] + 1) + 1
    return range(max(first, 0), min(last, columns))


def _judge(values: Table, starts: list[int], near: range, row: int) -> list[float]:
    """How much better a segment matches the words of each near segment than its neighbours do."""
    others = [values[place] for place in range(max(row - 3, 0), min(row + 4, len(values))) if place != row]
    return [
        sum(
            max(values[row][word] - max((other[word] for other in others), default=0.0), 0.0)
            for word in range(starts[column], starts[column + 1])
        )
        for column in near
    ]


@given(
    st.lists(st.sampled_from([(1, 1), (1, 0), (0, 1)]), min_size=1, max_size=14),
    st.lists(st.integers(0, 3), min_size=1, max_size=14),
    st.integers(0, 9),
)
def test_own_words_are_those_that_one_counts(steps: Steps, sizes: list[int], seed: int) -> None:
    path = np.cumsum([(0, 0), (1, 1), *steps], axis=0)
    rows, columns = path[-1].tolist()
    starts = np.cumsum([0, *(sizes * columns)[:columns]])
    cells = Band(np.zeros(rows, np.int64), np.full(rows, columns - 1))
    values = np.random.default_rng(seed).integers(0, 9, widen(cells, starts).size).astype(np.float32)
    matches = Matches(cells, starts, values)
    found = find_own_words(matches, path, np.ones(rows))
    sums = [
        _judge(_spread(matches), starts.tolist(), _list_near(path.tolist(), row, rows, columns), row)
        for row in range(rows)
    ]
    assert found.sums.tolist() == [sum(one) for one in sums]
    assert found.segment_sums.tolist() == [max(one, default=0.0) for one in sums]


def test_words_out_of_reach_are_nobodys_own() -> None:
    cells = Band(np.array([0, 1]), np.array([0, 1]))
    matches = Matches(cells, np.array([0, 1, 2]), np.array([5, 7], np.float32))
    found = find_own_words(matches, np.array([(0, 0), (1, 1), (2, 2)]), np.ones(2))
    assert found.sums.tolist() == [5.0, 7.0]


def test_only_segments_alone_have_features() -> None:
    own = OwnWords(np.array([0.0, 4.0]), np.array([0.0, 3.0]), np.array([1.0, 2.0]))
    beads = Beads(np.array([KINDS.index((1, 0)), KINDS.index((1, 1))]), np.array([2, 2]), np.array([0, 1]))
    named = {name: [round(value, 3) for value in values.tolist()] for name, values in describe_own_words(own, beads)}
    assert named == {
        "omission own words share": [1.5, 0.0],
        "omission own words segment share": [1.0, 0.0],
        "omission own words log": [1.609, 0.0],
    }
