"""Arrays kept in fewer bytes come back bit by bit."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from glossary.vectors.packing import LIMIT, pack_rows, unpack_rows


@given(
    st.tuples(st.integers(0, 5), st.integers(1, 4)).flatmap(
        lambda shape: arrays(np.uint8, (shape[0], 4 * shape[1]), elements=st.integers(0, LIMIT - 1))
    )
)
def test_rows_come_back(rows: np.ndarray) -> None:
    packed = pack_rows(rows)
    assert packed.shape == (rows.shape[0], rows.shape[1] // 4 * 3)
    assert np.array_equal(unpack_rows(packed), rows)
