"""The embeddings of tokens: 65 MB, of which a run needs some hundred rows.

The package has them packed, in parts; frequent tokens come first in each. A part is unpacked from there as far as a run
needs, and what was unpacked is kept in the user's cache folder, where the next run reads only the rows it needs.

A cache file is blocks of rows, each with a checksum. A block that is missing, cut short or changed is unpacked again;
where no file can be written, each process unpacks what it needs.
"""

from __future__ import annotations

import contextlib
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from glossary.storage import cache
from glossary.storage.reading import open_file
from glossary.vectors.encoder_package import make_error
from glossary.vectors.packed_rows import PackedRows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Bytes = NDArray[np.uint8]
    Integers = NDArray[np.integer]

_BLOCK = 30  # rows
_CHECKSUM = 4  # bytes


class Embeddings:
    """The embeddings of tokens: that of a token is in the part `token % parts`, in the row `token // parts`."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = parts

    def __len__(self) -> int:
        """Return the number of tokens."""
        return sum(part.length for part in self._parts)

    def read(self, tokens: Integers) -> Bytes:
        """Return the rows of tokens, shape (tokens, width). Raises UnsupportedEncoderError."""
        import numpy as np

        parts = tokens % len(self._parts)
        found = np.empty((len(tokens), self._parts[0].width), dtype=np.uint8)
        try:
            for part in np.flatnonzero(np.bincount(parts)).tolist():
                chosen = np.flatnonzero(parts == part)
                found[chosen] = self._parts[part].read(tokens[chosen] // len(self._parts))
        except (BadZipFile, LookupError, OSError, ValueError, zlib.error) as error:
            raise make_error(error) from error
        return found


class Part:
    """A part of the embeddings; what was unpacked of it is kept at a path, if there is one."""

    def __init__(self, packed: PackedRows, path: Path | None) -> None:
        import numpy as np

        self._packed, self._path = packed, path
        self.length, self.width = packed.rows.shape
        self._is_known = np.zeros(-(-self.length // _BLOCK), dtype=np.bool_)  # by block
        self._record = _BLOCK * self.width + _CHECKSUM

    def read(self, places: Integers) -> Bytes:
        """Return rows by their numbers. Raises as `PackedRows` does."""
        import numpy as np

        needed = np.flatnonzero(np.bincount(places // _BLOCK))
        missing = needed[~self._is_known[needed]].tolist()
        if missing and not (self._path and self._read_kept(self._path, missing)):
            self._unpack(missing[-1] + 1)
        found: Bytes = self._packed.rows[places]
        return found

    def _read_kept(self, path: Path, blocks: Sequence[int]) -> bool:
        """Read blocks from the cache file; return whether all are there and sound."""
        import numpy as np

        with contextlib.suppress(OSError), open_file(path) as file:
            for block in blocks:
                rows = self._get_rows(block)
                file.seek(block * self._record)
                data = file.read(rows.size + _CHECKSUM)
                if len(data) != rows.size + _CHECKSUM or data[rows.size :] != _compute_checksum(data[: rows.size]):
                    return False
                rows[:] = np.frombuffer(data, dtype=np.uint8, count=rows.size).reshape(rows.shape)
                self._is_known[block] = True
            return True
        return False

    def _unpack(self, blocks: int) -> None:
        """Unpack the first blocks, twice as many as before or more, so that few are written often."""
        before = self._packed.count // _BLOCK
        with contextlib.suppress(OSError):
            before = max(before, self._path.stat().st_size // self._record if self._path else 0)
        blocks = min(max(blocks, 2 * before), len(self._is_known))
        self._packed.unpack(min(blocks * _BLOCK, self.length))
        self._is_known[:blocks] = True
        if self._path:
            data = (self._get_rows(block).tobytes() for block in range(blocks))
            cache.write(self._path, [b"".join(piece for rows in data for piece in (rows, _compute_checksum(rows)))])

    def _get_rows(self, block: int) -> Bytes:
        return self._packed.rows[block * _BLOCK : (block + 1) * _BLOCK]


def _compute_checksum(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(_CHECKSUM)
