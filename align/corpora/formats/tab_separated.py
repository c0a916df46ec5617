"""Lines of cells with a tab between them, in which a quotation mark is text; with titles or without."""

from collections.abc import Generator, Iterator, Sequence
from itertools import islice
from typing import BinaryIO

from align.corpora.columns import FIELDS, Wish, choose_numbers
from align.corpora.formats import Fields, Layout, Survey
from align.corpora.formats.lines import decode_line, find_offsets, iterate_lines
from align.errors import ReadError


def survey(file: BinaryIO, wish: Wish, every: int) -> Survey:
    """What the file holds; its first row tells its columns."""
    first = next(iterate_lines(file), None)
    columns, header = ({}, 0) if first is None else choose_numbers(decode_line(first, 0).split("\t"), wish)
    file.seek(0)
    rows, offsets = find_offsets(file, header, every)
    return Survey(rows, columns, header, offsets)


def read(file: BinaryIO, layout: Layout) -> Generator[Fields]:
    """The fields of each row."""
    lines = islice(iterate_lines(file), layout.rest + layout.header, None)
    rows = ((decode_line(line, row).split("\t"), row) for row, line in enumerate(lines, layout.start))
    return pick_cells(rows, layout)


def pick_cells(rows: Iterator[tuple[Sequence[str], int]], layout: Layout) -> Generator[Fields]:
    """The fields of rows of cells. Raises ReadError where a row has too few, or, of two columns, too many."""
    places = [int(layout.columns[field]) - 1 if field in layout.columns else None for field in FIELDS]
    used = [place for place in places if place is not None]
    least, most = max(used) + 1, (2 if layout.header == 0 and sorted(used) == [0, 1] else None)
    for cells, row in rows:
        if len(cells) < least or (most and len(cells) > most):
            raise ReadError(f"row {row + 1:,}: has {len(cells)} cells, and {most or f'at least {least}'} are expected")
        source, target, *others = (None if place is None else cells[place] for place in places)
        yield source or "", target or "", others[0] or None, others[1] or None, others[2] or None
