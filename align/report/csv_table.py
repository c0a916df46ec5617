"""A table in CSV, which a spreadsheet opens: no cell is a formula."""

from collections.abc import Iterator

from align.model import Report
from align.report.rows import list_rows
from align.report.style import Style


def render(report: Report, style: Style) -> Iterator[str]:
    """Return the rows, in UTF-8 with a byte order mark, without which Excel takes it for a local encoding."""
    from glossary.formats.tables.cells import FOR_PEOPLE, write

    return (piece.decode() for piece in write(list_rows(report, style), FOR_PEOPLE))
