"""The size of a workbook, measured before it is read: it may be a zip bomb, or have a cell in the farthest corner."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from glossary.formats.base import FormatError

_LARGEST = 100_000_000
"""Bytes that all parts of a workbook may unpack to."""
_MOST = 10_000_000
"""Cells that a sheet may have from the first to the last that is filled, empty ones included."""

_COMPRESSIONS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""How the parts of a workbook may be packed (ECMA-376, part 2)."""

_ROW = re.compile(rb"<(?:\w+:)?row\b")
_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*(?<!/)>")
_PLACE = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br\s*=\s*[\"']([A-Za-z]+)(\d+)[\"'][^>]*(?<!/)>")
_NUMBER = re.compile(rb"<(?:\w+:)?row\s[^>]*?\br\s*=\s*[\"'](\d+)[\"'][^>]*>\s*<(?:\w+:)?c\b(?![^>]*\sr\s*=)")


def check_size(data: bytes) -> None:
    """Raise FormatError where the bytes are no workbook, or one too large to be read in bounded time and memory."""
    left = _LARGEST
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if "xl/workbook.xml" not in archive.namelist():
                raise FormatError("no workbook that can be read: save it again as .xlsx")
            for part in archive.infolist():
                if part.compress_type not in _COMPRESSIONS:
                    raise FormatError("packed in a way that no workbook is: save it again as .xlsx")
                content = _unpack(archive, part, left)
                left -= len(content)
                if part.filename.endswith(".xml") and _measure_area(content) > _MOST:
                    raise FormatError(f"more than {_MOST:,} cells, most of them empty: save the sheet as CSV")
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError) as error:  # all that zipfile raises
        raise FormatError(f"no workbook that can be read ({error}): save it again as .xlsx") from error


def _unpack(archive: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> bytes:
    """Unpack a part, whatever size it claims to have. Raises FormatError where it has more than `most` bytes."""
    part.file_size = most + 2  # what the archive says of it may be a lie
    with archive.open(part) as stream:
        content = stream.read(most + 1)
    if len(content) > most:
        raise FormatError(f"unpacks to more than {_LARGEST:,} bytes: save the sheet as CSV")
    return content


def _measure_area(sheet: bytes) -> int:
    """Return an upper bound of the number of cells in the smallest rectangle that holds all filled cells of a sheet."""
    rows = _ROW.split(sheet)
    places = set(_PLACE.findall(sheet))
    numbers = {row for _, row in places}.union(_NUMBER.findall(sheet))
    height = max([len(rows), *(int(number[:9]) for number in numbers)])
    width = max((_parse_column(letters) for letters in {letters for letters, _ in places}), default=0)
    if len(places) < len(_CELL.findall(sheet)):
        width = max([width, *(row.count(b"<c") for row in rows)])
    return height * width


def _parse_column(letters: bytes) -> int:
    """Return the number of a column, from 1.

    >>> _parse_column(b"A"), _parse_column(b"AA"), _parse_column(b"XFD")
    (1, 27, 16384)
    """
    number = 0
    for letter in letters[:4].upper():
        number = number * 26 + letter - 64
    return number
