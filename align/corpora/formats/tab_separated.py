"""Lines of cells with a tab between them, in which a quotation mark is text; with titles or without."""

from collections.abc import Generator, Iterator, Sequence
from itertools import chain, islice
from typing import BinaryIO

from align.corpora.columns import FIELDS, Wish, choose_numbers
from align.corpora.formats import Layout, ReadRow, Survey
from align.corpora.formats.lines import MARK, decode_line, find_offsets, iterate_lines
from align.errors import ReadError
from align.report.summary import tell_amount


def survey(file: BinaryIO, wish: Wish, every: int) -> Survey:
    """Return what the file holds; its first row names its columns."""
    first = next(iterate_lines(file), None)
    cells = decode_line((first or b"").removeprefix(MARK), 0).split("\t")
    columns, header = ({}, 0) if first is None else choose_numbers(cells, wish)
    file.seek(0)
    rows, offsets = find_offsets(file, header, every)
    return Survey(rows, columns, header, offsets, 2 if not header and len(cells) == 2 else 0)


def read(file: BinaryIO, layout: Layout) -> Generator[ReadRow]:
    """Return the fields of each row."""
    lines = iterate_lines(file)
    if layout.from_first:
        lines = chain((line.removeprefix(MARK) for line in islice(lines, 1)), lines)
    numbered = enumerate(islice(lines, layout.skipped, None), layout.start)
    return pick_cells(((_split_line(line, row), row) for row, line in numbered), layout)


def _split_line(line: bytes, row: int) -> Sequence[str] | ReadError:
    """Split a line into its cells; why it cannot be, where it cannot."""
    try:
        return decode_line(line, row).split("\t")
    except ReadError as error:
        return error


def pick_cells(rows: Iterator[tuple[Sequence[str] | ReadError, int]], layout: Layout) -> Generator[ReadRow]:
    """Yield the fields of rows of cells; a ReadError where a row has too few, or more than there may be."""
    places = [int(layout.columns[field]) - 1 if field in layout.columns else None for field in FIELDS]
    least, most = max(place for place in places if place is not None) + 1, layout.width
    for cells, row in rows:
        if isinstance(cells, ReadError):
            yield cells
            continue
        if len(cells) < least or (most and len(cells) > most):
            found, wanted = tell_amount(len(cells), "cell"), most or f"at least {least}"
            yield ReadError(f"row {row + 1:,}: has {found}, and {wanted} are expected")
            continue
        source, target, *others = (None if place is None else cells[place] for place in places)
        yield source or "", target or "", others[0] or None, others[1] or None, others[2] or None
