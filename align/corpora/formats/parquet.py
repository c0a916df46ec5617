"""Parquet: columns of texts, read row by row; no more of a file than a batch and its pages are in memory."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO

from align.corpora.columns import FIELDS, Wish, choose_names
from align.corpora.formats import Fields, Layout, ReadRow, Survey
from align.corpora.formats.values import to_name, to_text
from align.errors import ReadError

if TYPE_CHECKING:
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

_BATCH = 1024


def survey(file: BinaryIO, wish: Wish, every: int) -> Survey:
    """Return what the file holds; its schema names its columns."""
    opened = open_table(file)
    schema = opened.schema_arrow
    columns = choose_names(list(_list_paths(schema)), wish)
    for field in FIELDS[:2]:
        kind = _get_type(schema, columns[field])
        if not _is_text(kind):
            raise ReadError(f"column “{columns[field]}” holds {kind}, not text")
    return Survey(opened.metadata.num_rows, columns)


def read(file: BinaryIO, layout: Layout) -> Generator[ReadRow]:
    """Yield the fields of each row. Row groups before the first one are not looked at."""
    opened = open_table(file)
    groups, left = _choose_groups(opened, layout.rest)
    row = layout.start - left
    batches = opened.iter_batches(_BATCH, groups, sorted(set(layout.columns.values())))
    while batch := _take(batches, row):
        if row + batch.num_rows > layout.start:
            yield from _list_fields(batch, layout, row)
        row += batch.num_rows


def open_table(file: BinaryIO) -> ParquetFile:
    """Open a file, to be read in pieces. Raises ReadError."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return pq.ParquetFile(file, pre_buffer=False, buffer_size=1 << 20)
    except (pa.ArrowException, OSError) as error:
        raise ReadError(f"not Parquet, or not whole ({_shorten(error)}): copy it again") from None


def _take(batches: Iterator[pa.RecordBatch], row: int) -> pa.RecordBatch | None:
    """Return the next batch; None after the last. Raises ReadError."""
    import pyarrow as pa

    try:
        return next(batches, None)
    except (pa.ArrowException, OSError) as error:
        raise ReadError(f"damaged after row {row:,} ({_shorten(error)}): copy it again") from None


def _choose_groups(file: ParquetFile, rest: int) -> tuple[list[int], int]:
    """Return the row groups from that of a row on, and how many of their rows are before it."""
    for group in range(file.num_row_groups):
        size = file.metadata.row_group(group).num_rows
        if rest < size:
            return list(range(group, file.num_row_groups)), rest
        rest -= size
    return [], 0


def _list_fields(batch: pa.RecordBatch, layout: Layout, row: int) -> Iterator[ReadRow]:
    """Yield the fields of the rows of a batch that starts at a row, from the first one that is wanted."""
    skipped = max(layout.start - row, 0)
    values = [_get_values(batch, layout.columns.get(field), skipped) for field in FIELDS]
    for number, cells in enumerate(zip(*values, strict=True), row + skipped):
        try:
            yield _read_fields(cells, number)
        except ReadError as error:
            yield error


def _read_fields(cells: Sequence[object], row: int) -> Fields:
    """Read the fields of a row from its cells. Raises ReadError."""
    source, target = (to_text(one, field, row) for one, field in zip(cells[:2], FIELDS[:2], strict=True))
    name, doc, origin = (to_name(one, field, row) for one, field in zip(cells[2:], FIELDS[2:], strict=True))
    return source, target, name, doc, origin


def _get_values(batch: pa.RecordBatch, column: str | None, skipped: int) -> Sequence[object]:
    """Return the values of a column, or of a field of one of structs; None for each where there is no such column."""
    if column is None:
        return [None] * (batch.num_rows - skipped)
    if column in batch.schema.names:
        found: Sequence[object] = batch.column(column)[skipped:].to_pylist()
        return found
    head, _, rest = column.partition(".")
    return [value and value[rest] for value in batch.column(head)[skipped:].to_pylist()]


def _list_paths(schema: pa.Schema) -> Iterator[str]:
    """Yield the names of columns, and of the fields of structs, such as `translation.zh`."""
    import pyarrow as pa

    for field in schema:
        inner = [f"{field.name}.{one.name}" for one in field.type] if pa.types.is_struct(field.type) else [field.name]
        yield from inner


def _get_type(schema: pa.Schema, column: str) -> pa.DataType:
    if column in schema.names:
        return schema.field(column).type
    head, _, rest = column.partition(".")
    return schema.field(head).type.field(rest).type


def _is_text(kind: pa.DataType) -> bool:
    import pyarrow as pa

    value = kind.value_type if pa.types.is_dictionary(kind) else kind
    return any(test(value) for test in (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view))


def _shorten(error: Exception) -> str:
    """Return the first line of a message, which may quote bytes of the file."""
    return str(error).partition("\n")[0][:200]
