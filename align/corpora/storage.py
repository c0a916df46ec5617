"""The folder of a corpus: the files of units, each there whole or not at all, and batches of their rows in order."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from align.corpora.manifest import FOREIGN, MANIFEST, Manifest, Unit, read_manifest
from align.corpora.presets import ALIGN
from align.corpora.streams import LARGEST
from align.errors import CommandError, FileError
from glossary.storage.atomic import write_bytes_atomically
from glossary.storage.reading import is_there, open_file

if TYPE_CHECKING:
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

UNITS = "units"

BATCH = 4096
"""Rows of a batch, unless another number is given."""

_OWN = {MANIFEST, "repeats.parquet", "documents.jsonl"}

UNIT_KEY, _SIGNATURE_KEY = b"aligncheck:unit", b"aligncheck:signature"
_RESUME = "run `aligncheck corpus check` again with the same options to complete it"


def require_arrow(what: str = "a corpus") -> None:
    """See that Parquet can be read and written, for what needs it. Raises CommandError."""
    try:
        import_module("pyarrow.parquet")
    except ImportError as error:
        raise CommandError(f"{what} needs another package, pyarrow: pip install 'aligncheck[corpus]'") from error


def locate_unit(folder: Path, number: int) -> Path:
    """Return the file of a unit."""
    return folder / UNITS / f"{number:06}.parquet"


def write_unit(path: Path, table: pa.Table, key: str, signature: str) -> None:
    """Write the file of a unit in one step: next to, onto the disk, and under its name.

    `key` is what `Manifest.identify` gives of the unit. The same table gives the same bytes. Raises OSError.
    """
    import pyarrow.parquet as pq

    about = {UNIT_KEY: key.encode(), _SIGNATURE_KEY: signature.encode()}
    buffer = io.BytesIO()
    pq.write_table(table.replace_schema_metadata(about), buffer, compression="zstd")
    write_bytes_atomically(path, [buffer.getvalue()])


def tabulate(rows: Iterable[Sequence[object]], columns: pa.Schema | Mapping[str, str]) -> pa.Table:
    """Return rows of values as a table; `columns` names each column and its type, also where there is no row."""
    import pyarrow as pa

    schema = pa.schema(list(columns.items())) if isinstance(columns, Mapping) else columns
    values = list(zip(*rows, strict=True)) or [()] * len(schema)
    return pa.Table.from_arrays([pa.array(*one) for one in zip(values, schema.types, strict=True)], schema=schema)


def iterate_rows(table: pa.Table | pa.RecordBatch, *names: str) -> Iterator[tuple[Any, ...]]:
    """Yield the values of some columns, row by row."""
    return zip(*(table.column(name).to_pylist() for name in names), strict=True)


def open_parquet(path: str | Path) -> ParquetFile:
    """Open a Parquet file of any size, to be read in pieces. Raises OSError, pyarrow.ArrowInvalid."""
    import pyarrow.parquet as pq

    return pq.ParquetFile(cast(BinaryIO, open_file(path, LARGEST)), pre_buffer=False, buffer_size=1 << 20)


def read_key(path: Path) -> str | None:
    """Return the key that a file of a unit was written with; None where there is no such file, or it is not whole."""
    import pyarrow as pa

    try:
        with closing(open_parquet(path)) as file:
            key = (file.schema_arrow.metadata or {}).get(UNIT_KEY)
    except (OSError, pa.ArrowException):
        return None
    return None if key is None else key.decode(errors="replace")


def is_finished(path: Path, key: str) -> bool:
    """Return whether the file of a unit is there, whole, and made of what `key` is the digest of."""
    return read_key(path) == key


def refuse_foreign_units(folder: Path) -> None:
    """See that no file that a unit would replace is someone's own; a manifest vouches for all of them.

    Raises FileError.
    """
    for path in () if is_there(folder / MANIFEST) else sorted((folder / UNITS).glob("*.parquet")):
        if path.stem.isdecimal() and read_key(path) is None:
            raise FileError(str(path), FOREIGN)


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus that was checked: its folder and manifest."""

    folder: Path
    manifest: Manifest

    def owns(self, path: str) -> bool:
        """Return whether a path is that of a file which commands for corpora keep in the folder, or could be."""
        try:
            inside = Path(path).resolve().relative_to(self.folder.resolve())
        except (ValueError, OSError):
            return False
        return len(inside.parts) > 1 or inside.name in _OWN

    def locate(self, unit: Unit) -> Path:
        """Return the file of a unit."""
        return locate_unit(self.folder, unit.number)

    def is_finished(self, unit: Unit) -> bool:
        """Return whether the file of a unit is there and right."""
        return is_finished(self.locate(unit), self.manifest.identify(unit))

    def find_left(self) -> list[Unit]:
        """Return the units that are not finished, in order."""
        return [unit for unit in self.manifest.units if not self.is_finished(unit)]

    def require_finished(self) -> tuple[Unit, ...]:
        """Return all units, in order. Raises FileError where one is not finished."""
        if left := self.find_left():
            count = f"{len(left):,} of {len(self.manifest.units):,} units"
            raise FileError(str(self.folder), f"{count} are not checked ({self.manifest.describe(left[0])}): {_RESUME}")
        return self.manifest.units

    def read_batches(
        self, units: Sequence[Unit] | None = None, columns: Sequence[str] | None = None, size: int = BATCH
    ) -> Iterator[pa.RecordBatch]:
        """Yield the rows of some units (None: of all) in order, in batches of `size` rows at most; no batch has two
        units.

        `columns` are those that are needed (None: all of `make_schema()`). No more than a unit is in memory.
        Raises FileError where a unit is missing or damaged.
        """
        import pyarrow as pa

        for unit in self.manifest.units if units is None else units:
            path = self.locate(unit)
            try:
                with closing(open_parquet(path)) as file:
                    yield from file.iter_batches(batch_size=size, columns=columns)
            except (OSError, pa.ArrowException) as error:
                reason = str(getattr(error, "strerror", None) or error).partition("\n")[0]
                raise FileError(str(path), f"cannot be read ({reason}): {_RESUME}") from None


def open_corpus(folder: str | Path) -> Corpus:
    """Return the checked corpus in a folder, finished or not. Raises FileError where there is none, CommandError
    without pyarrow.
    """
    require_arrow()
    manifest = read_manifest(Path(folder))
    if manifest is None:
        raise FileError(str(folder), "no folder of a corpus: make one with `aligncheck corpus check IN --to FOLDER`")
    if manifest.signature.preset == ALIGN:
        advice = f"check them first: aligncheck corpus check {Path(folder) / UNITS} --to CHECKED"
        raise FileError(str(folder), f"holds sentence pairs that are not checked: {advice}")
    return Corpus(Path(folder), manifest)
