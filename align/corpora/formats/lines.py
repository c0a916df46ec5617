"""Files of a row a line: the lines of a file of any size, with the bytes at which they start."""

from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from align.errors import ReadError

LONGEST = 16_000_000
"""Bytes of the longest line that is read."""

MARK = b"\xef\xbb\xbf"
"""The byte order mark that a file may begin with."""


def iterate_lines(file: BinaryIO) -> Iterator[bytes]:
    """Yield the lines that are not blank, without their ends; only LF and CR LF end a line. Raises ReadError."""
    for line in iter(partial(file.readline, LONGEST), b""):
        if len(line) == LONGEST:
            raise build_endless_line()
        if not line.isspace():
            yield line.rstrip(b"\r\n")


def build_endless_line() -> ReadError:
    """Build the error that says that a line is too long."""
    return ReadError(f"a line of more than {LONGEST // 1_000_000} MB: is it a file of lines?")


def find_offsets(file: BinaryIO, header: int, every: int) -> tuple[int, dict[int, int]]:
    """Return how many rows there are after a header, and the bytes at which each row of a number divisible by `every`
    starts.

    `file` is at its first byte. Raises ReadError.
    """
    rows, position, offsets = -header, 0, {}
    for line in iter(partial(file.readline, LONGEST), b""):
        if len(line) == LONGEST:
            raise build_endless_line()
        if not line.isspace():
            if rows >= 0 and rows % every == 0:
                offsets[rows] = position
            rows += 1
        position += len(line)
    return max(rows, 0), offsets


def decode_line(line: bytes, row: int) -> str:
    """Return a line as text. Raises ReadError."""
    try:
        return line.decode()
    except UnicodeDecodeError:
        raise ReadError(f"row {row + 1:,}: not UTF-8: convert the file, as with iconv -t UTF-8") from None
