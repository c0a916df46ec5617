"""Rows of numbers in an archive of numpy (.npz), unpacked from the first one on, as far as they are asked for."""

from __future__ import annotations

import struct
import zlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from glossary.storage.reading import open_file

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_NAME_LENGTHS = 26  # offset of the lengths of two fields of no fixed length, which end a local header
_RAW = -15  # a stream of DEFLATE without a header, as archives hold it


class PackedRows:
    """A packed array of bytes with these many rows and columns; `rows` are right up to `count`.

    `unpack` raises BadZipFile, LookupError, OSError, ValueError or zlib.error where the archive has no such array.
    """

    def __init__(self, archive: Path, name: str, shape: tuple[int, int]) -> None:
        import numpy as np

        self._archive, self._name = archive, name
        self.rows: NDArray[np.uint8] = np.empty(shape, dtype=np.uint8)
        self._restart()

    def _restart(self) -> None:
        self.count = self._taken = 0
        self._stream = zlib.decompressobj(_RAW)

    def unpack(self, count: int) -> None:
        """Unpack rows until there are `count`."""
        try:
            if count > self.count:
                self._unpack(count)
        except BaseException:  # an interrupt too: the stream may be ahead of the rows
            self._restart()
            raise

    def _unpack(self, count: int) -> None:
        import numpy as np

        member = _list_members(self._archive)[f"{self._name}.npy"]
        packed = _read_packed(self._archive, member, self._taken)
        left = packed if self._taken else self._skip_header(member, packed)
        size = (count - self.count) * self.rows.shape[1]
        data = self._stream.decompress(left, size)
        if len(data) != size:
            raise ValueError(f"{self._name} is cut short")
        self.rows[self.count : count] = np.frombuffer(data, dtype=np.uint8).reshape(-1, self.rows.shape[1])
        self.count, self._taken = count, self._taken + len(packed) - len(self._stream.unconsumed_tail)

    def _skip_header(self, member: ZipInfo, packed: bytes) -> bytes:
        """Read the header of the array, and return what is left. Raises ValueError where the array is another."""
        from io import BytesIO

        from numpy.lib import format as npy

        header = BytesIO(self._stream.decompress(packed, member.file_size - self.rows.size))
        if npy.read_magic(header) != (1, 0) or npy.read_array_header_1_0(header) != (
            self.rows.shape,
            False,
            self.rows.dtype,
        ):
            raise ValueError(f"{self._name} is another array")
        return self._stream.unconsumed_tail


@cache
def _list_members(archive: Path) -> dict[str, ZipInfo]:
    with open_file(archive) as stream, ZipFile(stream) as file:
        return {member.filename: member for member in file.infolist()}


def _read_packed(archive: Path, member: ZipInfo, start: int) -> bytes:
    """Return the packed bytes of a member, from an offset on."""
    if member.compress_type != ZIP_DEFLATED:
        raise ValueError(f"{member.filename} is packed in another way")
    with open_file(archive) as file:
        file.seek(member.header_offset + _NAME_LENGTHS)
        lengths = struct.unpack("<HH", file.read(4))
        file.seek(sum(lengths) + start, 1)
        return file.read(member.compress_size - start)
