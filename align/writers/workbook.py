"""A bitext for people: a workbook of Excel with the confidence of each bead and a column to write corrections in.

Every cell is text, never a formula, but for the confidence. Needs the extra `xlsx`.
"""

from collections.abc import Iterator

from align.model import Alignment
from align.report.workbook import Column, pack_table

_COLUMNS = (
    Column("source", 60),
    Column("target", 60),
    Column("confidence", 12, is_number=True),
    Column("correction", 60),
)


def write(alignment: Alignment) -> Iterator[bytes]:
    """Yield a header and a row a bead; an omission or addition has an empty side."""
    yield pack_table(_COLUMNS, _list_rows(alignment), "bitext")


def _list_rows(alignment: Alignment) -> Iterator[list[str]]:
    yield [column.title for column in _COLUMNS]
    for bead in alignment.beads:
        yield [alignment.source_text(bead), alignment.target_text(bead), f"{bead.confidence:.2f}", ""]
