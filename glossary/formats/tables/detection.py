"""Which format of tables a file is in."""

from __future__ import annotations

from collections.abc import Sequence

from glossary.formats.base import DEFAULT_LANGUAGES
from glossary.formats.tables.cells import Row, read_head
from glossary.formats.tables.headers import detect_table_by_header
from glossary.formats.tables.heading import find_titles


def detect_table(head: bytes) -> str:
    """Return the format of a delimited file by its first bytes. Raises FormatError where they are no text."""
    return detect_table_of_rows(read_head(head))


def detect_table_of_rows(rows: Sequence[Row]) -> str:
    """Return the format of a table by its first rows; that of no rows is the native one, `csv`.

    A list of pairs below a title is `wide`, which is read and not written.
    """
    if not rows:
        return "csv"
    name = detect_table_by_header(rows[0].cells)
    return "wide" if name == "pairs" and find_titles(rows, DEFAULT_LANGUAGES) else name
