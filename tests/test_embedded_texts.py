"""Texts as the embedded encoder gives them: two at once, and the sums of their clauses."""

from itertools import chain

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from align.encoders.embedded import Embedded, EmbeddedText, sum_rows

TEXTS = st.lists(st.sampled_from(["他来了，坐下；没说话。", "", "He came, sat down.", "***", "a\ud800"]), max_size=4)


def list_arrays(text: EmbeddedText) -> list[list[object]]:
    arrays = text.half_vectors, text.segment_indices, text.clause_sizes, text.sums, text.edges
    return [array.tolist() for array in arrays]


@settings(max_examples=20, deadline=None)
@given(TEXTS, TEXTS)
def test_two_texts_at_once_are_those_of_each_alone(source: list[str], target: list[str]) -> None:
    encoder = Embedded()
    found = encoder.encode_both(source, target)
    assert list(map(list_arrays, found)) == [list_arrays(encoder.encode(text)) for text in (source, target)]


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)).map(sorted), max_size=8))
@example([[0, 65], [0, 64], [0, 1], [3, 3], [1, 65], [0, 99]])
def test_sums_of_ranges_are_added_row_by_row(ranges: list[list[int]]) -> None:
    values = np.random.default_rng(0).standard_normal((99, 5)).astype(np.float16)
    first, last = np.array([*chain(*ranges)], np.intp).reshape(-1, 2).T
    expected = np.zeros((len(ranges), 5), np.float32)
    for number, (start, end) in enumerate(ranges):
        for row in range(start, end):
            expected[number] += values[row]
    assert sum_rows(values, first, last).tolist() == expected.tolist()
