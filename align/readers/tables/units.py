"""The rows of a table as units of bitexts."""

from collections.abc import Iterable, Iterator
from itertools import islice

from align.model import Bitext
from align.readers import ReadOptions
from align.readers.assembly import LinePlaces
from align.readers.confidences import parse_confidence
from align.readers.tables.cells import Cell, Row
from align.readers.tables.columns import Columns, format_letters
from align.readers.units import BitextAssembly, Content

CORRECTED = "translation with a correction, which is checked in its place"
SPILLED = "text after the last column: put a cell that holds the separator in quotation marks"
_NOTHING = Cell("")


def build_bitexts(
    path: str, rows: Iterable[Row], columns: Columns, options: ReadOptions, places: LinePlaces | None, sheet: str = ""
) -> Iterator[Bitext]:
    """Yield a bitext for each document that a column names, in order of their first rows; else one of all rows.

    A unit is known by its id, where the file has lines, else by its cell, with the `sheet` before it where it is given.
    A correction is in place of the target. Where a file has lines, what is in no column of its titles is counted as
    left out: most likely a comma in a text has cut that in two.
    """
    groups: dict[str, BitextAssembly] = {}
    rows = iter(rows)
    titles = list(islice(rows, columns.first))
    for number, row in enumerate(rows, columns.first + 1):
        document = _get(row, columns.doc).text.strip()
        if document not in groups:
            groups[document] = BitextAssembly(path, options, places, document)
        if places and titles and any(cell.text.strip() for cell in row[len(titles[-1]) :]):
            groups[document].leave_out(SPILLED)
        name = _get(row, columns.id).text.strip() if places else ""
        written = columns.target
        if columns.correction is not None and _get(row, columns.correction).text.strip():
            groups[document].leave_out(CORRECTED)
            written = columns.correction
        source, target = (
            _build_side(row, place, name or f"{sheet}{format_letters(place)}{number}")
            for place in (columns.source, written)
        )
        groups[document].add(source, target, confidence=parse_confidence(_get(row, columns.confidence).text))
    return (assembly.build() for assembly in groups.values() if not assembly.is_empty)


def _build_side(row: Row, place: int, unit: str) -> Content:
    cell = _get(row, place)
    content = Content(unit, cell.start if cell.start is not None else _find_end(row))
    if cell.text.strip():
        cell.fill(content)
    return content


def _find_end(row: Row) -> int:
    """Return where a row ends that is too short."""
    last = row[-1] if row else _NOTHING
    return (last.start or 0) + len(last.written)


def _get(row: Row, place: int | None) -> Cell:
    return row[place] if place is not None and place < len(row) else _NOTHING
