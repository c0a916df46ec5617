"""Read the tables of packs: UTF-8, tab-separated, a header, and one fact a row.

A built-in table is a file in the folder `packs` of a package. A pack of a team is a folder with files of the same names
(`zh_en/places.tsv`), whose rows are laid over the built-in ones: a row with the same key replaces one, a key that
begins with `-` removes one, and any other row is added.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache, lru_cache, wraps
from importlib import import_module
from itertools import count, repeat
from operator import methodcaller
from pathlib import Path
from typing import NamedTuple, ParamSpec, TypeVar, cast

from glossary.errors import AligncheckError

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")

REMOVES = "-"
"""What the key of a row begins with that removes a built-in row."""

_NUMBER = re.compile(r"\A(?=[0.]*+[1-9])[0-9]{1,15}+(?:\.[0-9]{1,15}|/0*+[1-9][0-9]{0,14})?")

_FEW = 4
"""How many sets of packs are kept at a time."""


class PackError(AligncheckError):
    """A table of a pack that cannot be used; the message names the file, the line and the column."""


@dataclass(frozen=True)
class Form:
    """What a table has: its built-in file (`name`, such as `zh_en/places`, in a package) and its columns.

    A row is named by what it has in the first of the columns of `key` that is not empty. `needed` are the columns that
    may not be empty, `chinese` those whose text is in simplified script, `choices` the values that a column may have,
    `numbers` those that hold numbers greater than zero (1000, 0.3048, 1/3), divided by `|`.
    One that is not built in has the rows of packs alone.
    """

    package: str
    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    needed: tuple[str, ...] = ()
    chinese: tuple[str, ...] = ()
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    is_built_in: bool = True
    numbers: tuple[str, ...] = ()

    def get_key(self, row: Row) -> str:
        """Return what names a row; empty where nothing does."""
        return next(filter(None, (row.cells[self.columns.index(name)] for name in self.key)), "")

    def read_built_in(self, *, check: bool = False) -> tuple[Row, ...]:
        """Return the rows of the built-in table, in their order.

        Each has all columns, in the order of the form, and there are no remarks, so that a program starts fast; `check`
        takes nothing for granted, and raises PackError.
        """
        if not self.is_built_in:
            return ()
        file = f"{self.package}/packs/{self.name}.tsv"
        text = read_table(self.package, self.name)
        if check:
            return parse_table(self, text, file)
        cells = map(tuple, map(methodcaller("split", "\t"), text.removesuffix("\n").split("\n")[1:]))
        return tuple(map(Row, cells, repeat(file), count(2)))


def read_table(package: str, name: str) -> str:
    """Return the text of a built-in table."""
    return Path(import_module(package).__path__[0], "packs", f"{name}.tsv").read_bytes().decode()


class Row(NamedTuple):
    """A row of a table: its cells in the order of the columns, and where it is written."""

    cells: tuple[str, ...]
    file: str
    line: int

    @property
    def place(self) -> str:
        """Return where it is written, as an editor jumps to it."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, eq=False)
class Pack:
    """A pack of a team: its folder, and the rows of its tables by name; equal to another with the same rows."""

    path: str
    digest: str
    tables: tuple[tuple[str, tuple[Row, ...]], ...] = field(repr=False)

    def __eq__(self, other: object) -> bool:
        """Return whether another pack has the same rows."""
        return isinstance(other, Pack) and (self.path, self.digest) == (other.path, other.digest)

    def __hash__(self) -> int:
        """Return a number that equal packs share."""
        return hash((self.path, self.digest))

    def list_rows(self, name: str) -> tuple[Row, ...]:
        """Return the rows of a table; none where the pack does not have it."""
        return dict(self.tables).get(name, ())


_laid: ContextVar[tuple[Pack, ...]] = ContextVar("packs", default=())


@contextmanager
def use_packs(packs: tuple[Pack, ...]) -> Iterator[None]:
    """Lay packs over the built-in tables within the block, each over those before it."""
    token = _laid.set(packs)
    try:
        yield
    finally:
        _laid.reset(token)


def get_packs() -> tuple[Pack, ...]:
    """Return the packs that are laid over the built-in tables here."""
    return _laid.get()


def cache_by_packs(function: Callable[_Arguments, _Result]) -> Callable[_Arguments, _Result]:
    """Make a function keep its results, for each set of packs apart: whatever is built of tables is kept so."""

    @lru_cache(maxsize=_FEW)
    def keep(_: tuple[Pack, ...]) -> Callable[_Arguments, _Result]:
        return cast("Callable[_Arguments, _Result]", cache(function))

    of_built_in = keep(())

    @wraps(function)
    def find(*arguments: _Arguments.args, **named: _Arguments.kwargs) -> _Result:
        return (keep(packs) if (packs := _laid.get()) else of_built_in)(*arguments, **named)

    return find


def is_changed(*forms: Form) -> bool:
    """Return whether packs that are laid here have rows of any of some tables."""
    return any(pack.list_rows(form.name) for pack in _laid.get() for form in forms)


@cache_by_packs
def read_rows(form: Form) -> tuple[Row, ...]:
    """Return the rows of a table with those of the packs laid over them, in order. Raises PackError."""
    if not is_changed(form):
        return form.read_built_in()
    rows = {form.get_key(row): row for row in form.read_built_in()}
    for pack in _laid.get():
        for row in pack.list_rows(form.name):
            key = form.get_key(row)
            if not key.startswith(REMOVES):
                rows[key] = row
            elif not rows.pop(key.removeprefix(REMOVES), None):
                near = next((one for one in rows if key.removeprefix(REMOVES) in re.split("[/|]", one)), "")
                meant = f": write “{REMOVES}{near}”, the whole cell" if near else ""
                raise PackError(f"{row.place}: there is no row “{key.removeprefix(REMOVES)}” to remove{meant}")
    return tuple(rows.values())


def split_cell(cell: str, separator: str) -> tuple[str, ...]:
    """Return the items of a cell; none of an empty one."""
    return tuple(filter(None, cell.split(separator)))


def parse_table(form: Form, text: str, file: str) -> tuple[Row, ...]:
    """Return the rows of the text of a file. Raises PackError, which names line and column.

    Columns that may be empty may be missing. A line that is empty, or begins with `#`, is passed over.
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    header = lines[0].split("\t")
    _check_header(form, header, file)
    rows = []
    for number, line in enumerate(lines[1:], 2):
        if line.strip() and not line.startswith("#"):
            cells = line.split("\t")
            if len(cells) > len(header):
                sizes = f"the row has {len(cells)} cells, and the header {len(header)}"
                raise PackError(f"{file}:{number}: {sizes}: take a tab out")
            given = dict(zip(header, cells, strict=False))
            row = Row(tuple(given.get(name, "").strip(" ") for name in form.columns), file, number)
            _check_row(form, row)
            rows.append(row)
    return tuple(rows)


def _check_header(form: Form, header: Sequence[str], file: str) -> None:
    columns = ", ".join(form.columns)
    for name in header:
        if name not in form.columns:
            raise PackError(f"{file}:1: there is no column “{name}”: the columns, divided by tabs, are {columns}")
        if header.count(name) > 1:
            raise PackError(f"{file}:1: there are two columns “{name}”")
    for name in (form.key[0], *form.needed):
        if name not in header:
            raise PackError(f"{file}:1: the column “{name}” is missing: the columns, divided by tabs, are {columns}")


def _check_row(form: Form, row: Row) -> None:
    cells, key = dict(zip(form.columns, row.cells, strict=True)), form.get_key(row)
    if not key.strip("/|"):
        raise PackError(f"{row.place}: column “{form.key[0]}” is empty")
    if key.startswith(REMOVES) and not any(cell for cell in row.cells if cell != key):
        return
    for name in form.needed:
        if not cells[name].strip("/|"):
            raise PackError(f"{row.place}: column “{name}” is empty")
    for name, values in form.choices:
        if cells[name] not in values:
            raise PackError(f"{row.place}: column “{name}”: “{cells[name]}” is not one of {', '.join(values)}")
    for name in form.numbers:
        for number in split_cell(cells[name], "|"):
            if not _NUMBER.fullmatch(number):
                advice = "write a number greater than zero, such as 1000, 0.3048 or 1/3"
                raise PackError(f"{row.place}: column “{name}”: “{number}” cannot be used: {advice}")
