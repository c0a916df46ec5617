"""The rows of a unit, wherever they are in its input."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from align.corpora.formats import Fields, Layout, ReadRow, get_reader
from align.corpora.manifest import Input, Unit
from align.corpora.schema import Row
from align.corpora.streams import explain_faults, open_raw, open_unpacked
from align.errors import ReadError

_NAMED = 10
"""How many bad rows of a unit are named."""


class BadRow(NamedTuple):
    """A row that cannot be read: its number, from 1, and why."""

    row: int
    problem: str


def _read_nothing() -> Generator[ReadRow]:
    yield from ()


@dataclass(eq=False)
class RowReader:
    """Reads unit after unit. Where one follows another, the input is read on; else it is opened again."""

    _input: Input | None = None
    _next: int = 0
    _fields: Generator[ReadRow] = field(default_factory=_read_nothing)
    _open: ExitStack = field(default_factory=ExitStack)

    def read(self, one: Input, unit: Unit, bad: list[BadRow] | None = None) -> list[Row]:
        """Return the rows of a unit. Raises FileError, which names all rows that cannot be read.

        Where `bad` is given, those are added to it, and are empty pairs: so all rows keep their numbers.
        """
        with explain_faults(one.path):
            try:
                found = list[BadRow]()
                rows = self._read(one, unit, found)
                if found and bad is None:
                    rest = len(found) - _NAMED
                    more = f"; and {rest:,} more rows" if rest > 0 else ""
                    raise ReadError("; ".join(row.problem for row in found[:_NAMED]) + more)
            except BaseException:
                self.close()
                raise
        if bad is not None:
            bad += found
        return rows

    def _read(self, one: Input, unit: Unit, bad: list[BadRow]) -> list[Row]:
        comes_next = self._next == unit.start or (unit.offset is None and self._next < unit.start)
        if self._input != one or not comes_next:
            self._begin(one, unit)
        found = islice(self._fields, unit.start - self._next, unit.start - self._next + unit.rows)
        rows = []
        for row, fields in enumerate(found, unit.start):
            if isinstance(fields, ReadError):
                bad.append(BadRow(row + 1, str(fields)))
                rows.append(_make_row(("", "", None, None, None), one.path, row))
            else:
                rows.append(_make_row(fields, one.path, row))
        self._next = unit.start + unit.rows
        if len(rows) != unit.rows:
            raise ReadError(f"has {unit.start + len(rows):,} rows, where there were {one.rows:,}: it has changed")
        return rows

    def _begin(self, one: Input, unit: Unit) -> None:
        """Open an input where a unit starts, or as near before it as can be."""
        self.close()
        file = self._open.enter_context((open_raw if one.format == "parquet" else open_unpacked)(one.path))
        if unit.offset is not None:
            file.seek(unit.offset)
        layout = Layout(dict(one.columns), unit.start, one.header, from_first=not unit.offset, width=one.width)
        self._fields = get_reader(one.format)(file, layout)
        self._input, self._next = one, unit.start

    def close(self) -> None:
        """Close what is open."""
        self._fields.close()
        self._open.close()
        self._input, self._next, self._fields = None, 0, _read_nothing()


def _make_row(fields: Fields, path: str, row: int) -> Row:
    source, target, name, doc, origin = fields
    return Row("" if source.isspace() else source, target, name or str(row + 1), doc, origin or path)
