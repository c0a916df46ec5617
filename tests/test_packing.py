"""Arrays kept in fewer bytes come back bit by bit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from glossary.vectors.packing import LIMIT, decode_floats, encode_floats, pack_rows, unpack_rows


@given(
    st.tuples(st.integers(0, 5), st.integers(1, 4)).flatmap(
        lambda shape: arrays(np.uint8, (shape[0], 4 * shape[1]), elements=st.integers(0, LIMIT - 1))
    )
)
def test_rows_come_back(rows: np.ndarray) -> None:
    packed = pack_rows(rows)
    assert packed.shape == (rows.shape[0], rows.shape[1] // 4 * 3)
    assert np.array_equal(unpack_rows(packed), rows)


@pytest.mark.parametrize(("distinct", "width"), [(256, np.uint8), (258, np.uint16), (1024, np.uint16)])
def test_floats_with_few_values_come_back(distinct: int, width: type[np.unsignedinteger]) -> None:
    values = np.linspace(-1, 1, distinct, dtype=np.float32)
    values[:3] = (0.0, -0.0, np.nan)
    whole = {"few": np.resize(values, (64, 64)), "small": values[:4].copy()}
    kept = encode_floats(whole)
    assert set(kept) == {"few.codes", "few.values", "small"}
    assert kept["few.codes"].dtype == width
    again = decode_floats(kept)
    assert {name: array.tobytes() for name, array in again.items()} == {n: a.tobytes() for n, a in whole.items()}
    assert again["few"].shape == (64, 64)


def test_other_arrays_stay_as_they_are() -> None:
    whole = {"many": np.arange(5000, dtype=np.float32), "tokens": np.zeros(5000, dtype=np.int32)}
    kept = encode_floats(whole)
    assert kept.keys() == whole.keys()
    assert all(kept[name] is array for name, array in whole.items())
