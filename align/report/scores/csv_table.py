"""Scores as CSV: a header, and a row for each number."""

from collections.abc import Iterator

from align.model.scores import ScoreReport
from align.report.scores.rows import Row, list_rows


def render(report: ScoreReport, width: int = 0) -> Iterator[str]:
    """Return the table, piece by piece; a cell that a spreadsheet takes for a formula is guarded."""
    from glossary.formats.tables.cells import PLAIN, write

    return (piece.decode() for piece in write([Row._fields, *list_rows(report)], PLAIN))
