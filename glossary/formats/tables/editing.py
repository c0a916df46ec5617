"""Edits of a table: which rows of the new table were in the old one, and what of them changes.

A person's row is kept as it is as long as it says what it said: its spelling of a status, its quoting, the order of its
columns. So the rows that a format would write for the old glossary are laid next to the rows of the file, and those it
would write for the new glossary next to both: only where these two differ does a cell of the file change.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from glossary.formats.tables.cells import Dialect, format_row, read_dialect, unguard
from glossary.formats.tables.titles import normalize_name
from glossary.formats.text import decode

_Key = Callable[[Sequence[str]], Hashable]
_NEAR = 8
"""How many rows after the last one that matched are looked at for one that was split."""


class Shape(NamedTuple):
    """The indexes of the columns that say what a row is about: its texts, and the id of its concept, None without one.

    `headed` says whether the first row is a header, `inherits` whether an empty id means that of the row above.
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
) -> Iterator[list[PlannedRow]]:
    """Yield plans of the rows of a table, the header among them: the one that changes least comes first.

    `old` are the rows of the file; `said` and `meant` are those that its format would write for the old and the new
    glossary. Rows of the file that say nothing, such as one with a source term that another row has too, stay in the
    first plans. Nothing where `said` and `meant` do not begin with the columns of the file, which is then written
    again.
    """
    header = list(old[0]) if old else []
    while shape.headed and header and not header[-1].strip():
        header.pop()
    if not said or not meant or any(shape.headed and rows[0][: len(header)] != header for rows in (said, meant)):
        return
    if not shape.headed and any(len(row) != len(header) for row in meant):
        return
    keys = _list_keys(shape, len(header))
    before, places = match_rows(said, _fill_ids(old, shape), keys), match_rows(meant, said, keys)
    keeps_order = _keeps_order(places)
    if keeps_order:
        _match_parts(meant, said, places, shape)
    plan = _plan_cells(old, said, meant, before, places, len(header))
    mute = sorted({*range(len(old))} - {*before})
    orders = [_find_order(plan, meant, shape)] if keeps_order else []
    for order in (*orders, range(len(plan))):
        ordered = [(plan[at], meant[at]) for at in order]
        homes = _find_homes(old, mute, None if order in orders else shape)
        for silent in [homes, {}] if mute else [{}]:
            yield _restore_ids(_insert_mute(ordered, old, silent), shape)


def _fill_ids(rows: Sequence[Sequence[str]], shape: Shape) -> Sequence[Sequence[str]]:
    """Return the rows of a table with the ids that they inherit from the row above."""
    if shape.concept is None or not shape.inherits:
        return rows
    at, above = shape.concept, ""
    filled = []
    for row in rows:
        above = row[at].strip() or above if at < len(row) else above
        filled.append([*row[:at], above, *row[at + 1 :]])
    return filled


def _plan_cells(
    old: Sequence[Sequence[str]],
    said: Sequence[list[str]],
    meant: Sequence[list[str]],
    before: Sequence[int | None],
    places: Sequence[int | None],
    width: int,
) -> list[PlannedRow]:
    """Plan the rows that are wanted, in their order."""
    linked = {at for at, name in enumerate(map(normalize_name, meant[0])) if name in ("status", "state")}
    plan: list[PlannedRow] = []
    for cells, place in zip(meant, places, strict=True):
        source = None if place is None else before[place]
        if place is None or source is None:
            plan.append(PlannedRow(cells, None, [*range(len(cells))]))
        else:
            row = _plan_row(cells, said[place], old[source], source, linked)
            plan.append(row._replace(changed=sorted({*row.changed, *range(width, len(cells))})))
    return plan


def _keeps_order(places: Sequence[int | None]) -> bool:
    """Return whether the rows that stay are in the order in which they were."""
    return all(left < right for left, right in pairwise(place for place in places if place is not None))


def _match_parts(meant: Sequence[list[str]], said: Sequence[list[str]], places: list[int | None], shape: Shape) -> None:
    """Match rows that are left with the one of which each is a part, as 矿产 is of 矿产；矿物, between the same rows.

    Changes `places`, which gives the index of the matched row for each row that is wanted.
    """
    own = shape.texts if shape.concept is None else (*shape.texts, shape.concept)
    ends = [*accumulate(reversed(places), lambda end, place: end if place is None else place, initial=len(said))]
    start = 0
    for at, (place, end) in enumerate(zip([*places], ends[-2::-1], strict=True)):
        free = range(start, min(start + _NEAR, end)) if place is None else ()
        found = next((one for one in free if all(meant[at][text] in said[one][text] for text in own)), place)
        if found is not None:
            places[at], start = found, found + 1


def _find_order(plan: Sequence[PlannedRow], meant: Sequence[list[str]], shape: Shape) -> list[int]:
    """Find the order in which rows are written: the old ones as they were, a new one after the row it follows.

    New rows of other concepts at the end go to the end of the file.
    """
    last = max((at for at, row in enumerate(plan) if row.old is not None), default=-1)
    end = max((row.old for row in plan if row.old is not None), default=-1)
    stands, concept = -1, ""
    order: list[tuple[int, int]] = []
    for at, (row, cells) in enumerate(zip(plan, meant, strict=True)):
        name = _find_concept(cells, shape)
        if row.old is not None:
            stands = row.old
        elif at > last and name != concept:
            stands = end
        concept = name
        order.append((stands, at))
    return [at for _, at in sorted(order)]


def _find_concept(cells: Sequence[str], shape: Shape) -> str:
    """Find the name of the concept that a row belongs to: its id, else its first text."""
    places = [*([] if shape.concept is None else [shape.concept]), *shape.texts]
    return next((cells[at].strip() for at in places if at < len(cells) and cells[at].strip()), "")


def _plan_row(meant: list[str], said: list[str], old: Sequence[str], place: int, linked: set[int]) -> PlannedRow:
    """Change those cells of an old row whose meaning changes.

    `linked` are the indexes of columns that change together: a state may be in the column of the status.
    """
    cells = [*old, *[""] * (len(meant) - len(old))]
    changed = [at for at, cell in enumerate(meant) if at >= len(said) or cell != said[at]]
    if not linked.isdisjoint(changed):
        changed = sorted({*changed, *linked})
    for at in changed:
        cells[at] = meant[at]
    return PlannedRow(cells, place, changed)


def _find_homes(old: Sequence[Sequence[str]], mute: Sequence[int], shape: Shape | None) -> Mapping[int, Sequence[int]]:
    """Find the rows of the file after which those belong that say nothing: where they are, or, with a shape, after the
    first row of the same concept.
    """
    silent = {*mute}
    places = [place for place in range(len(old)) if place not in silent]
    first = {_find_concept(old[place], shape): place for place in reversed(places)} if shape else {}
    homes: dict[int, list[int]] = defaultdict(list)
    last = -1
    for place in range(len(old)):
        if place in silent:
            homes[first.get(_find_concept(old[place], shape), last) if shape else last].append(place)
        else:
            last = place
    return homes


def _insert_mute(
    plan: Sequence[tuple[PlannedRow, list[str]]], old: Sequence[Sequence[str]], homes: Mapping[int, Sequence[int]]
) -> list[tuple[PlannedRow, list[str]]]:
    """Insert rows of the file that say nothing after those that `homes` names."""
    found = []
    for row, meant in [(PlannedRow([], -1, []), [""]), *plan]:
        followers = () if row.old is None else homes.get(row.old, ())
        found += [(row, meant), *((PlannedRow([*old[at]], at, []), [*old[at]]) for at in followers)]
    return found[1:]


def _restore_ids(plan: Sequence[tuple[PlannedRow, list[str]]], shape: Shape) -> list[PlannedRow]:
    """Write the id into a row that had none and would now be taken for one of another concept.

    Its concept is that of the row above, or in a list of pairs the one that is called as its first text.
    """
    if shape.concept is None:
        return [row for row, _ in plan]
    rows = []
    above = ""
    for row, meant in plan:
        wanted = meant[shape.concept]
        told = above if shape.inherits else _find_concept(row.cells, shape) if row.changed else wanted
        is_lost = wanted and wanted != told and not row.cells[shape.concept].strip()
        rows.append(_put_id(row, shape.concept, wanted) if is_lost else row)
        above = wanted or above
    return rows


def _put_id(row: PlannedRow, column: int, concept: str) -> PlannedRow:
    cells = [*row.cells]
    cells[column] = concept
    return PlannedRow(cells, row.old, [*row.changed, column])


def match_rows(
    rows: Sequence[Sequence[str]], others: Sequence[Sequence[str]], keys: Sequence[_Key]
) -> list[int | None]:
    """Find for each row the one of the others that it matches, as an index; each is taken once, in order.

    `keys` say what has to be equal, the strictest first.
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
    """Return what has to be equal for two rows to be the same: all cells, the texts and the id, the texts."""
    own = shape.texts if shape.concept is None else (*shape.texts, shape.concept)

    def pick(places: Sequence[int]) -> _Key:
        return lambda row: tuple(row[at].strip() if at < len(row) else "" for at in places)

    return [lambda row: tuple(row[:width]), pick(own), pick(shape.texts)]


def edit_table(
    data: bytes, said: Sequence[list[str]], meant: Sequence[list[str]], shape: Shape
) -> Iterator[Iterator[bytes]]:
    """Yield drafts of a delimited file with the cells changed that mean something else, and all else as it was.

    Nothing where the file can only be written again. `said` and `meant` are the rows for the old and the new glossary.
    """
    text = decode(data).text
    dialect = read_dialect(io.BytesIO(data))
    *old, end = _split_rows(text, dialect.delimiter)
    for plan in plan_rows([line.cells for line in old], said, meant, shape):
        yield dialect.encoding.encode(_write_lines(plan, old, end.blank, dialect))


class _Line(NamedTuple):
    """The cells of a row, its stretch of the text, and the blank lines before it."""

    cells: list[str]
    text: str
    blank: str


def _write_lines(plan: Sequence[PlannedRow], old: Sequence[_Line], end: str, dialect: Dialect) -> Iterator[str]:
    """Yield the lines of a table, and the blank ones at its end; the last one is closed if that of the file was."""
    is_closed = bool(end) or not old or old[-1].text.endswith(("\n", "\r"))
    for number, row in enumerate(plan, 1):
        taken = _Line([], "", "") if row.old is None else old[row.old]
        line = format_row(row.cells, dialect) if row.old is None or row.changed else taken.text
        ended = taken.blank + (line if line.endswith(("\n", "\r")) else line + dialect.newline)
        yield ended if is_closed or number < len(plan) else ended.rstrip("\r\n")
    yield end


def _split_rows(text: str, delimiter: str) -> Iterator[_Line]:
    """Yield the rows that are not blank, and at last one of nothing with the blank lines at the end."""
    lines = [*io.StringIO(text, newline="")]
    reader = csv.reader(iter(lines), delimiter=delimiter, strict=True)
    start = end = 0
    for cells in reader:
        if any(map(str.strip, cells)):
            yield _Line([*map(unguard, cells)], "".join(lines[end : reader.line_num]), "".join(lines[start:end]))
            start = reader.line_num
        end = reader.line_num
    yield _Line([], "", "".join(lines[start:]))
