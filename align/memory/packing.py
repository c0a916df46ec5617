"""What a memory keeps of its counts as bytes: the documents that have a word, and the counts of one document.

Both are numbers of 32 bits, the lowest byte first. Those of a document are columns, which zlib makes small.
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
    packed = array("I", numbers)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def unpack_numbers(data: bytes) -> array[int]:
    """Return the numbers that bytes are."""
    numbers = array("I")
    numbers.frombytes(data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def pack_counts(counts: PackedCounts) -> bytes:
    """Return the counts of a document as bytes."""
    numbers = array("I")
    for words in counts:
        rows = [(word, pairs, alone, len(parts)) for word, pairs, alone, parts in words]
        for table in (rows, [part for *_, parts in words for part in parts]):
            first, *others = zip(*table, strict=True) if table else ((),)
            numbers.append(len(table))
            numbers.extend((number - before) % _MODULUS for before, number in pairwise((0, *first)))
            for column in others:
                numbers.extend(column)
    return zlib.compress(pack_numbers(numbers), zlib.Z_BEST_SPEED)


def unpack_counts(data: bytes) -> PackedCounts:
    """Return the counts of a document that bytes are."""
    words, parts, names, forms = _cut_tables(unpack_numbers(zlib.decompress(data)))
    return PackedCounts(tuple(_join(words, parts)), tuple(_join(names, forms)))


def _cut_tables(numbers: Sequence[int]) -> Iterator[Iterator[tuple[int, ...]]]:
    """Yield the rows of each table."""
    start = 0
    for width in _COLUMNS * 2:
        size, start = numbers[start], start + 1
        first, *others = (numbers[start + size * column : start + size * (column + 1)] for column in range(width))
        yield zip((number % _MODULUS for number in accumulate(first)), *others, strict=True)
        start += size * width


def _join(words: Iterator[tuple[int, ...]], parts: Iterator[tuple[int, ...]]) -> Iterator[PackedWord]:
    for word, pairs, alone, size in words:
        yield word, pairs, alone, [(part, aligned, present) for part, aligned, present in islice(parts, size)]
