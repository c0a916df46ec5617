"""Edits of a table: which rows of the new table stood in the old one, and what of them changes.

A person's row is kept as it stands as long as it says what it said: its spelling of a status, its quoting, the order of
its columns. So the rows that a format would write for the old glossary are laid beside the rows of the file, and those
it would write for the new glossary beside both: only where these two differ does a cell of the file change.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import NamedTuple

from glossary.formats.tables.cells import Dialect, Row, format_row, read_dialect, unguard
from glossary.formats.tables.titles import normalize_name
from glossary.formats.text import decode

_Key = Callable[[Sequence[str]], Hashable]


class Shape(NamedTuple):
    """The indexes of the columns that say what a row is about: its texts, and the id of its concept, None without one.

    `headed` tells whether the first row is a header, `inherits` whether an empty id means that of the row above.
    """

    texts: tuple[int, ...]
    concept: int | None = None
    headed: bool = True
    inherits: bool = False


class PlannedRow(NamedTuple):
    """A row to be written: its cells, the old row that it comes from, as an index, and the indexes of changed cells.

    `old` is None for a new row, all of whose cells count as changed.
    """

    cells: list[str]
    old: int | None
    changed: list[int]


def plan_rows(
    old: Sequence[Sequence[str]], said: Sequence[list[str]], meant: Sequence[list[str]], shape: Shape
) -> list[PlannedRow] | None:
    """Plan the rows of a table, the header among them.

    `old` are the rows of the file; `said` and `meant` are those that its format would write for the old and the new
    glossary. None where these do not begin with the columns of the file, so that it can only be written anew.
    """
    header = list(old[0]) if old else []
    while shape.headed and header and not header[-1].strip():
        header.pop()
    if not said or not meant or any(shape.headed and rows[0][: len(header)] != header for rows in (said, meant)):
        return None
    if not shape.headed and any(len(row) != len(header) for row in meant):
        return None
    keys = _list_keys(shape, len(header))
    before = match_rows(said, old, keys)
    linked = {at for at, name in enumerate(map(normalize_name, meant[0])) if name in ("status", "state")}
    plan: list[PlannedRow] = []
    for cells, place in zip(meant, match_rows(meant, said, keys), strict=True):
        source = None if place is None else before[place]
        if place is None or source is None:
            plan.append(PlannedRow(cells, None, [*range(len(cells))]))
        else:
            row = _plan_row(cells, said[place], old[source], source, linked)
            new = range(len(header), len(cells))
            plan.append(row._replace(changed=sorted({*row.changed, *new})))
    return _restore_ids(plan, meant, shape)


def _plan_row(meant: list[str], said: list[str], old: Sequence[str], place: int, linked: set[int]) -> PlannedRow:
    """Change those cells of an old row whose meaning changes.

    `linked` are the indexes of columns that change together: a state may stand in the column of the status.
    """
    cells = [*old, *[""] * (len(meant) - len(old))]
    changed = [at for at, cell in enumerate(meant) if at >= len(said) or cell != said[at]]
    if not linked.isdisjoint(changed):
        changed = sorted({*changed, *linked})
    for at in changed:
        cells[at] = meant[at]
    return PlannedRow(cells, place, changed)


def _restore_ids(plan: list[PlannedRow], meant: Sequence[list[str]], shape: Shape) -> list[PlannedRow]:
    """Write the id into a row that had none, which meant that of the row above, where another row is above it now."""
    if shape.concept is None or not shape.inherits:
        return plan
    at, above = shape.concept, ""
    for row, wanted in zip(plan, (cells[at] for cells in meant), strict=True):
        if not row.cells[at].strip() and wanted != above:
            row.cells[at] = wanted
            row.changed.append(at)
        above = wanted
    return plan


def match_rows(
    rows: Sequence[Sequence[str]], others: Sequence[Sequence[str]], keys: Sequence[_Key]
) -> list[int | None]:
    """Find for each row the one of the others that it matches, as an index; each is taken once, in order.

    `keys` tell what has to be equal, the strictest first.
    """
    found: list[int | None] = [None] * len(rows)
    taken = set[int]()
    for key in keys:
        places: dict[Hashable, deque[int]] = defaultdict(deque)
        for place, row in enumerate(others):
            if place not in taken:
                places[key(row)].append(place)
        for at, row in enumerate(rows):
            if found[at] is None and (free := places.get(key(row))):
                found[at] = free.popleft()
                taken.add(found[at] or 0)
    return found


def _list_keys(shape: Shape, width: int) -> list[_Key]:
    """What has to be equal for two rows to be the same: all cells, the texts and the id, the texts."""
    own = shape.texts if shape.concept is None else (*shape.texts, shape.concept)

    def pick(places: Sequence[int]) -> _Key:
        return lambda row: tuple(row[at].strip() if at < len(row) else "" for at in places)

    return [lambda row: tuple(row[:width]), pick(own), pick(shape.texts)]


def edit_table(
    data: bytes, said: Sequence[list[str]], meant: Sequence[list[str]], shape: Shape
) -> Iterator[bytes] | None:
    """Yield the bytes of a delimited file with the cells changed that mean something else, and all else as it was.

    None where the file can only be written anew. `said` and `meant` are the rows for the old and the new glossary.
    """
    text = decode(data).text
    dialect = read_dialect(io.BytesIO(data))
    old = [*_split_rows(text, dialect.delimiter)]
    plan = plan_rows([row.cells for row, _ in old], said, meant, shape)
    if plan is None:
        return None
    is_closed = text.endswith(("\n", "\r"))
    return dialect.encoding.encode(_write_lines(plan, [line for _, line in old], dialect, is_closed))


def _write_lines(plan: Sequence[PlannedRow], old: Sequence[str], dialect: Dialect, is_closed: bool) -> Iterator[str]:
    for number, row in enumerate(plan, 1):
        line = format_row(row.cells, dialect) if row.old is None or row.changed else old[row.old]
        ended = line if line.endswith(("\n", "\r")) else line + dialect.newline
        yield ended if is_closed or number < len(plan) else ended.rstrip("\r\n")


def _split_rows(text: str, delimiter: str) -> Iterator[tuple[Row, str]]:
    """Yield the rows that are not blank, each with its own stretch of the text and the blank lines before it."""
    lines = [*io.StringIO(text, newline="")]
    reader = csv.reader(iter(lines), delimiter=delimiter, strict=True)
    start = 0
    for cells in reader:
        if any(map(str.strip, cells)):
            yield Row(start + 1, [*map(unguard, cells)]), "".join(lines[start : reader.line_num])
            start = reader.line_num
