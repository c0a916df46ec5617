"""Arrays in fewer bytes, without loss: rows of 6-bit numbers, and floats that take few distinct values.

The encoder's token table holds numbers below 64, and its float weights were themselves numbers of 8 bits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

LIMIT = 64  # what can be packed lies below it
_CODES, _VALUES = ".codes", ".values"
_LEAST = 4096  # elements of an array that is worth it


def pack_rows(numbers: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Pack numbers below `LIMIT`, shape (n, 4k), into bytes, shape (n, 3k)."""
    import numpy as np

    first, second, third, fourth = np.split(numbers, 4, axis=1)
    return np.concatenate([first | second << 6, second >> 2 | third << 4, third >> 4 | fourth << 2], axis=1)


def unpack_rows(packed: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Unpack rows that `pack_rows` packed: shape (n, 3k) gives (n, 4k)."""
    import numpy as np

    one, two, three = np.split(packed, 3, axis=1)
    return np.concatenate([one & 63, one >> 6 | (two & 15) << 2, two >> 4 | (three & 3) << 4, three >> 2], axis=1)


def encode_floats(arrays: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Replace float32 arrays with few distinct values by these and the index of each; -0 and 0 are distinct."""
    import numpy as np

    kept: dict[str, NDArray[Any]] = {}
    for name, array in arrays.items():
        values = np.unique(array.view(np.uint32)) if array.dtype == np.float32 and array.size >= _LEAST else None
        if values is None or len(values) > array.size // 4 or len(values) > 1 << 16:
            kept[name] = array
        else:
            width = np.uint8 if len(values) <= 1 << 8 else np.uint16
            kept[name + _CODES] = np.searchsorted(values, array.view(np.uint32)).astype(width)
            kept[name + _VALUES] = values.view(np.float32)
    return kept


def decode_floats(kept: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Give back the arrays that `encode_floats` was given."""
    arrays: dict[str, NDArray[Any]] = {}
    for name, array in kept.items():
        if name.endswith(_CODES):
            whole = name.removesuffix(_CODES)
            arrays[whole] = kept[whole + _VALUES][array]
        elif not name.endswith(_VALUES):
            arrays[name] = array
    return arrays
