"""Check the tables of packs: what each row finds, and what it must leave alone."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from align.commands.pack import english, exchanges, names, patterns, quantities, terms, words
from align.commands.pack.trying import CHECKS
from align.config.packs import find_form, read_pack
from align.errors import FileError
from glossary.pack.tables import REMOVES, Form, Row, use_packs
from glossary.storage.reading import is_folder

TRIED = (english, exchanges, names, patterns, quantities, terms, words)
"""The modules that try out rows; each adds its tables to `CHECKS`."""


class Fault(NamedTuple):
    """What is wrong with a row: where it is written, and what to do."""

    place: str
    message: str


@dataclass(frozen=True)
class PackReport:
    """How many tables and rows were checked, and what is wrong."""

    tables: int
    rows: int
    faults: tuple[Fault, ...]


def check_packs(folder: str = "") -> PackReport:
    """Check the pack in a folder, laid over the built-in tables; without a folder, check the built-in tables.

    Raises FileError where the folder does not exist, and PackError for a table that cannot be read.
    """
    if folder and not is_folder(folder):
        raise FileError(folder, "no such folder: name the folder of a pack")
    pack = read_pack(Path(folder)) if folder else None
    if pack:
        tables = [(find_form(name), rows) for name, rows in pack.tables]
    else:
        tables = [(form, form.read_built_in(check=True)) for form in sorted(CHECKS, key=lambda form: form.name)]
    with use_packs((pack,) if pack else ()):
        faults = chain.from_iterable(_check_table(form, rows, is_built_in=pack is None) for form, rows in tables)
        return PackReport(len(tables), sum(len(rows) for _, rows in tables), tuple(faults))


def _check_table(form: Form, rows: Sequence[Row], *, is_built_in: bool) -> Iterator[Fault]:
    known = set() if is_built_in else {row.cells for row in form.read_built_in()}
    counts = Counter(form.get_key(row) for row in rows)
    if is_built_in and form.read_built_in() != rows:
        advice = "write all columns in their order, without comments, blank lines or spare spaces"
        yield Fault(f"{rows[0].file}:1", advice)
    for row in rows:
        key = form.get_key(row)
        if counts[key] > 1:
            yield Fault(row.place, f"“{key}” has {counts[key]} rows: keep one")
        elif row.cells in known:
            yield Fault(row.place, f"“{key}” has the same row in the built-in table: take this one out")
        elif not key.startswith(REMOVES):
            check = CHECKS.get(form) or partial(exchanges.check_rendering, pair=form.name.partition("/")[0])
            yield from (Fault(row.place, message) for message in check(row))
