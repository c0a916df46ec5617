"""Tables of reStructuredText: grids (`+---+`), and simple ones (`===  ===`), whose columns are columns of a screen."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from align.model import Notation, Span
from align.model.spans import is_wide
from align.readers.prose.lines import LineScanner

_GRID = re.compile(r"\+(?:[-=]++\+)++")
_SIMPLE = re.compile(r"=++(?:[ ]++=++)++")
_RUN = re.compile("=+|-+")
_FAR = 1 << 30


def is_table(line: str) -> bool:
    """Return whether a table begins with this line."""
    return bool(_GRID.fullmatch(line) or _SIMPLE.fullmatch(line))


def read_table(scanner: LineScanner) -> None:
    """Add the cells of the table that begins here, row by row, and go on after it."""
    first = scanner.index
    if scanner.get_line(first).lstrip().startswith("+"):
        scanner.skip_written()
        rows = _split_grid(scanner, range(first, scanner.index))
    else:
        columns = _find_runs(scanner.get_line(first))
        scanner.index = _find_end(scanner, first)
        rows = _split_simple(scanner, range(first + 1, scanner.index), columns)
    for row in rows:
        scanner.add_row(row, Notation.FIXED_WIDTH)


def _find_end(scanner: LineScanner, first: int) -> int:
    """Return the index after a simple table: after a border that a blank line follows."""
    for index in range(first + 1, len(scanner.lines)):
        line = scanner.get_line(index)
        if line and not line.strip("= ") and not scanner.get_line(index + 1):
            return index + 1
    return len(scanner.lines)


def _split_grid(scanner: LineScanner, indices: Iterable[int]) -> Iterator[list[list[Span]]]:
    """Yield the rows of a grid, each a list of cells; lines with as many bars belong to the same row up to a border."""
    row: list[list[Span]] = []
    for index in indices:
        cells = list(_split_bars(scanner, index))
        if row and len(cells) != len(row):
            yield row
            row = []
        row = row or [[] for _ in cells]
        for cell, span in zip(row, cells, strict=True):
            cell.append(span)
    if row:
        yield row


def _split_bars(scanner: LineScanner, index: int) -> Iterator[Span]:
    """Yield the cells of a line; none where it is a border."""
    line, start = scanner.get_line(index), scanner.lines[index].start
    bars = [match.start() for match in re.finditer(r"(?<!\\)\|", line)]
    for left, right in pairwise(bars):
        if line.strip()[:1] == "|":
            yield _trim(scanner.text, start + left + 1, start + right)


def _split_simple(scanner: LineScanner, indices: Iterable[int], border: Sequence[Span]) -> Iterator[list[list[Span]]]:
    """Yield the rows of a simple table; a line with nothing in its first column goes on with the row before it.

    The first border says the columns, another one which of them the cells of the row above it take.
    """
    columns, row = [run.start for run in border], list[int]()
    for index in indices:
        line = scanner.get_line(index)
        if not line.strip(" =-"):
            yield from _split_row(scanner, row, _find_joined(line, border) or columns)
            row = []
            continue
        first = next(_split_columns(scanner, index, columns))
        if row and first.end > first.start:
            yield from _split_row(scanner, row, columns)
            row = []
        row.append(index)
    yield from _split_row(scanner, row, columns)


def _find_runs(border: str) -> list[Span]:
    """Return the stretches of a border that are above columns."""
    return [Span(*run.span()) for run in _RUN.finditer(border)]


def _find_joined(line: str, border: Sequence[Span]) -> list[int]:
    """Return where the columns start that a border under a row joins; none where it is no border of the table."""
    runs = _find_runs(line)
    starts, ends = {run.start for run in border}, {run.end for run in border}
    is_whole = bool(runs) and (runs[0].start, runs[-1].end) == (border[0].start, border[-1].end)
    fits = is_whole and all(run.start in starts and run.end in ends for run in runs)
    return [run.start for run in runs] if fits else []


def _split_row(scanner: LineScanner, row: Sequence[int], columns: Sequence[int]) -> Iterator[list[list[Span]]]:
    """Yield the row, if there is one, as a list of cells; `row` are the indices of its lines."""
    if row:
        cells = zip(*(_split_columns(scanner, index, columns) for index in row), strict=True)
        yield [list(cell) for cell in cells]


def _split_columns(scanner: LineScanner, index: int, columns: Sequence[int]) -> Iterator[Span]:
    """Yield the cells of a line whose columns start at these columns of a screen; the last has no end."""
    line, start = scanner.get_line(index), scanner.lines[index].start
    offsets, width, wanted = [], 0, iter((*columns, _FAR))
    column = next(wanted)
    for offset, char in enumerate(line):
        while width >= column:
            offsets.append(offset)
            column = next(wanted)
        width += 1 + is_wide(char)
    offsets += [len(line)] * (len(columns) + 1 - len(offsets))
    for left, right in pairwise(offsets):
        yield _trim(scanner.text, start + left, start + right)


def _trim(text: str, start: int, end: int) -> Span:
    """Return the stretch without white space at both edges."""
    content = text[start:end].strip()
    return Span(start + text[start:end].index(content), start + text[start:end].index(content) + len(content))
