"""What a memory keeps of its counts as bytes: the documents that have a word, and the counts of one document.

Both are numbers with the lowest byte first: those of documents of 32 bits, counts in columns, which zlib makes small.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

WIDTH = 4
"""Bytes of a number."""
_CODES = {1: "B", 2: "H", 4: "I"}


class DamagedCountsError(ValueError):
    """The counts of a document are not what was written."""


class Columns(NamedTuple):
    """The counts of the terms of a document, or of its names, in columns.

    `words` are the numbers of the terms; in how many `pairs` each is, and in how many it is no part of a longer one
    (`alone`); how many renderings each has (`sizes`). Of all renderings, or forms, those of the first term first,
    `parts` are the numbers; in how many pairs word alignment found each (`aligned`), and in how many it is (`present`).
    """

    words: Sequence[int] = ()
    pairs: Sequence[int] = ()
    alone: Sequence[int] = ()
    sizes: Sequence[int] = ()
    parts: Sequence[int] = ()
    aligned: Sequence[int] = ()
    present: Sequence[int] = ()

    def list_words(self) -> Iterator[tuple[int, int, int, list[tuple[int, int, int]]]]:
        """Yield each term with its two counts and its renderings."""
        parts = zip(self.parts, self.aligned, self.present, strict=True)
        for word, pairs, alone, size in zip(self.words, self.pairs, self.alone, self.sizes, strict=True):
            yield word, pairs, alone, list(islice(parts, size))


class PackedCounts(NamedTuple):
    """The counts of a document."""

    terms: Columns = Columns()
    names: Columns = Columns()


def pack_numbers(numbers: Iterable[int]) -> bytes:
    r"""Return numbers as bytes.

    >>> pack_numbers([1, 258])
    b'\x01\x00\x00\x00\x02\x01\x00\x00'
    """
    return _pack(WIDTH, numbers)


def _pack(width: int, numbers: Iterable[int]) -> bytes:
    packed = array(_CODES[width], numbers)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def unpack_numbers(data: bytes) -> array[int]:
    """Return the numbers that bytes are."""
    return _unpack(WIDTH, data)


def _unpack(width: int, data: bytes) -> array[int]:
    numbers = array(_CODES[width])
    numbers.frombytes(data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def pack_counts(counts: PackedCounts) -> bytes:
    """Return the counts of a document as bytes."""
    columns = (_pack_column(column) for one in counts for column in one)
    return zlib.compress(b"".join(columns), zlib.Z_BEST_SPEED)


def _pack_column(numbers: Sequence[int]) -> bytes:
    """Return numbers as bytes, as few for each as the largest needs: how many that are, how many numbers, and these."""
    largest = max(numbers, default=0)
    width = next(width for width in _CODES if largest < 1 << 8 * width)
    return bytes([width]) + pack_numbers([len(numbers)]) + _pack(width, numbers)


def unpack_counts(data: bytes) -> PackedCounts:
    """Return the counts of a document that bytes are. Raises DamagedCountsError."""
    try:
        columns = list(_cut_columns(zlib.decompress(data)))
    except (zlib.error, LookupError, ValueError) as error:
        raise DamagedCountsError("counts that cannot be read") from error
    if len(columns) != 2 * len(Columns._fields):
        raise DamagedCountsError(f"counts in {len(columns)} columns")
    return PackedCounts(Columns(*columns[: len(Columns._fields)]), Columns(*columns[len(Columns._fields) :]))


def _cut_columns(data: bytes) -> Iterator[Sequence[int]]:
    start = 0
    while start < len(data):
        width, first = data[start], start + 1 + WIDTH
        (size,) = unpack_numbers(data[start + 1 : first])
        start = first + size * width
        yield _unpack(width, data[first:start])
