"""How large a workbook is once it is read, told before: it may be a zip bomb, or have a cell in the farthest corner."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from glossary.formats.base import FormatError

_LARGEST = 100_000_000
"""Bytes that all parts of a workbook may unpack to."""
_MOST = 10_000_000
"""Cells, empty ones among them, from the first to the last that is filled."""

_ROW = re.compile(rb"<(?:\w+:)?row\b")
_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*(?<!/)>")
_PLACE = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br\s*=\s*[\"']([A-Za-z]+)(\d+)[\"'][^>]*(?<!/)>")
_NUMBER = re.compile(rb"<(?:\w+:)?row\s[^>]*?\br\s*=\s*[\"'](\d+)[\"'][^>]*>\s*<(?:\w+:)?c\b(?![^>]*\sr\s*=)")


def refuse_vast(data: bytes) -> None:
    """Raise FormatError for what is no workbook, or one too large to be read in bounded time and memory."""
    left = _LARGEST
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if "xl/workbook.xml" not in archive.namelist():
                raise FormatError("no workbook that can be read: save it again as .xlsx")
            for part in archive.infolist():
                content = _unpacked(archive, part, left)
                left -= len(content)
                if part.filename.endswith(".xml") and _area(content) > _MOST:
                    raise FormatError(f"more than {_MOST:,} cells, most of them empty: save the sheet as CSV")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise FormatError(f"no workbook that can be read ({error}): save it again as .xlsx") from error


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> bytes:
    """A part, whatever size it claims to have. Raises FormatError where it is larger than may be."""
    part.file_size = most + 2  # what the archive says of it may be a lie
    with archive.open(part) as stream:
        content = stream.read(most + 1)
    if len(content) > most:
        raise FormatError(f"unpacks to more than {_LARGEST:,} bytes: save the sheet as CSV")
    return content


def _area(sheet: bytes) -> int:
    """An upper bound of the cells of the smallest rectangle that holds all filled cells of a sheet."""
    rows = _ROW.split(sheet)
    places = set(_PLACE.findall(sheet))
    numbers = {row for _, row in places}.union(_NUMBER.findall(sheet))
    height = max([len(rows), *(int(number[:9]) for number in numbers)])
    width = max((_column(letters) for letters in {letters for letters, _ in places}), default=0)
    if len(places) < len(_CELL.findall(sheet)):
        width = max([width, *(row.count(b"<c") for row in rows)])
    return height * width


def _column(letters: bytes) -> int:
    """The number of a column, from 1.

    >>> _column(b"A"), _column(b"AA"), _column(b"XFD")
    (1, 27, 16384)
    """
    number = 0
    for letter in letters[:4].upper():
        number = number * 26 + letter - 64
    return number
