"""What a memory keeps of its counts as bytes: the documents that have a word, and the counts of one document.

Both are numbers with the lowest byte first: those of documents of 32 bits, counts in columns, which zlib makes small.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, islice, pairwise
from typing import NamedTuple

WIDTH = 4
"""Bytes of a number."""
_MODULUS = 1 << 32
_CODES = {1: "B", 2: "H", 4: "I"}
_COLUMNS = (4, 3)
"""Of the words of a document, and of their parts."""


PackedWord = tuple[int, int, int, Sequence[tuple[int, int, int]]]
"""The counts of a term or a name in a document: its number, in how many pairs it is, and in how many it is no part of a
longer one; of each of its renderings, or forms, the number, in how many pairs word alignment found it, and in how many
it is.
"""


class PackedCounts(NamedTuple):
    """The counts of a document."""

    terms: Sequence[PackedWord] = ()
    names: Sequence[PackedWord] = ()


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
    pieces = list[bytes]()
    for words in counts:
        rows = [(word, pairs, alone, len(parts)) for word, pairs, alone, parts in words]
        for table in (rows, [part for *_, parts in words for part in parts]):
            first, *others = zip(*table, strict=True) if table else ((),)
            pieces.append(pack_numbers([len(table)]))
            columns = [[(one - other) % _MODULUS for other, one in pairwise((0, *first))], *others]
            pieces += map(_pack_column, columns if table else [])
    return zlib.compress(b"".join(pieces), zlib.Z_BEST_SPEED)


def _pack_column(numbers: Sequence[int]) -> bytes:
    """Return numbers as bytes, as few for each as the largest needs, and before them how many that are."""
    largest = max(numbers, default=0)
    width = next(width for width in _CODES if largest < 1 << 8 * width)
    return bytes([width]) + _pack(width, numbers)


def unpack_counts(data: bytes) -> PackedCounts:
    """Return the counts of a document that bytes are."""
    words, parts, names, forms = _cut_tables(zlib.decompress(data))
    return PackedCounts(tuple(_join(words, parts)), tuple(_join(names, forms)))


def _cut_tables(data: bytes) -> Iterator[Iterator[tuple[int, ...]]]:
    """Yield the rows of each table."""
    start = 0
    for number in _COLUMNS * 2:
        (size,), start = unpack_numbers(data[start : start + WIDTH]), start + WIDTH
        columns: list[array[int]] = []
        for _ in range(number if size else 0):
            width, end = data[start], start + 1 + size * data[start]
            columns.append(_unpack(width, data[start + 1 : end]))
            start = end
        first, *others = columns or ([],)
        yield zip((one % _MODULUS for one in accumulate(first)), *others, strict=True)


def _join(words: Iterator[tuple[int, ...]], parts: Iterator[tuple[int, ...]]) -> Iterator[PackedWord]:
    for word, pairs, alone, size in words:
        yield word, pairs, alone, [(part, aligned, present) for part, aligned, present in islice(parts, size)]
