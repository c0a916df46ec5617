"""The encoder of every installation, as aligners see it: texts given together are as each is alone."""

from dataclasses import fields
from itertools import chain

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from align.encoders import embedded
from align.encoders.embedded import sum_rows

SOURCE = ["矿工们等了好几天，终于回家了。", "", "没有人知道为什么。"]
TARGET = ["The miners waited for days; at last they went home.", "Nobody knew why.", "All wept.", "...", "It rained."]


@pytest.mark.parametrize("batch", [1, 2, 7, 8, 4096])
def test_texts_are_encoded_together_as_one_by_one(monkeypatch: pytest.MonkeyPatch, batch: int) -> None:
    texts = SOURCE, list[str](), TARGET
    alone = [one for text in texts for one in embedded.Embedded().encode(text)]
    monkeypatch.setattr(embedded, "_BATCH", batch)
    together = embedded.Embedded().encode(*texts)
    assert [len(one.half_vectors) for one in together] == [3, 0, 5]
    for found, expected in zip(together, alone, strict=True):
        for field in fields(embedded.EmbeddedText):
            got, wanted = getattr(found, field.name), getattr(expected, field.name)
            assert got.dtype == wanted.dtype
            assert np.allclose(got, wanted, rtol=1e-6, atol=0) if field.name == "edges" else np.array_equal(got, wanted)


def test_clauses_of_a_text_that_was_encoded_second() -> None:
    _, found = embedded.Embedded().encode(SOURCE, TARGET)
    assert found.segment_indices.tolist() == [0, 0, 1, 2, 3, 4]
    assert found.encode_clauses(0, 6).shape == (6, 512)


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
