"""Gaps of the rough path: against the same measured segment by segment."""

from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.aligners.semantic.beads import KINDS, Beads
from align.aligners.semantic.gaps import REACHES, Gaps, describe_gaps, measure_gaps
from align.aligners.semantic.surface import measure_surface
from align.aligners.side import Side

Steps = list[tuple[int, int]]


def measure(lengths: tuple[list[int], list[int]], steps: Steps, ratio: float) -> tuple[Gaps, Gaps]:
    """The gaps of two sides of segments of so many columns."""
    source, target = (measure_surface(Side("en", tuple("x" * length for length in side))) for side in lengths)
    return measure_gaps((source, target), np.cumsum([(0, 0), *steps], axis=0), ratio)


def test_a_gap_is_where_the_path_leaves_segments_alone() -> None:
    gaps = measure(([40] * 4, [40] * 3), [(1, 1), (1, 0), (1, 0), (1, 1), (0, 1)], 1.0)
    assert [side.runs.tolist() for side in gaps] == [[0, 2, 2, 0], [0, 0, 1]]
    assert gaps[0].shortfalls[0].round(3).tolist() == [-0.511, -0.847, -0.56, -0.223]
    assert [side.tolist() for side in gaps[1].shortfalls] == [[0.0] * 3] * 3
    omissions = Beads(*np.array([[1, 1, 2], [1, 2, 2], [0, 1, 2]]))
    named = {name: values.round(3).tolist() for name, values in describe_gaps(gaps, omissions)}
    assert named["omission shortfall 1"] == pytest.approx([-0.511, -0.847, 0.0])
    assert named["omission on path"] == [0.0, 1.0, 0.0]
    assert named["omission run on path"] == pytest.approx([0.0, 1.099, 0.0])
    assert not any(any(values) for name, values in named.items() if name.startswith("addition"))
    added = dict(describe_gaps(gaps, Beads(*np.array([[KINDS.index((0, 1))], [4], [3]]))))
    assert [added[f"addition {name}on path"].round(3).tolist() for name in ("", "run ")] == [
        [1.0],
        pytest.approx([0.693]),
    ]


@given(st.lists(st.sampled_from([(0, 1), (1, 0), (1, 1)]), min_size=1, max_size=16), st.floats(0.3, 3))
def test_gaps_are_those_that_one_counts(steps: Steps, ratio: float) -> None:
    rows, columns = np.sum(steps, axis=0).tolist()
    lengths = [number % 7 * 9 for number in range(rows)], [number % 5 * 8 + 3 for number in range(columns)]
    for side, gaps in enumerate(measure(lengths, steps, ratio)):
        path = np.cumsum([(0, 0), *steps], axis=0).tolist()
        scale = (ratio, 1.0) if side == 0 else (1.0, ratio)
        for segment in range(len(lengths[side])):
            for reach, shortfalls in zip(REACHES, gaps.shortfalls, strict=True):
                first, last = max(segment - reach, 0), min(segment + reach + 1, len(lengths[side]))
                ends = [[node[1 - side] for node in path if node[side] == place] for place in (first, last)]
                across = [sum(sum(lengths[1 - side][:end]) for end in (min(some), max(some))) / 2 for some in ends]
                here, there = sum(lengths[side][first:last]) * scale[0], (across[1] - across[0]) * scale[1]
                assert shortfalls[segment] == pytest.approx(min(log((there + 20) / (here + 20)), 0), abs=1e-9)
        alone = [step == (1, 1) for step in steps if step[side]]
        runs = "".join("." if paired else "x" for paired in alone).split(".")
        assert gaps.runs.tolist() == [count for run in runs for count in (*[len(run)] * len(run), 0)][: len(alone)]
