"""Parquet: columns of texts, read row by row; no more of a file than a batch and its pages are in memory."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO

from align.corpora.columns import FIELDS, Wish, choose_names
from align.corpora.formats import Layout, ReadRow, Survey
from align.corpora.formats.values import to_name, to_text
from align.errors import ReadError

if TYPE_CHECKING:
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

_BATCH = 1024


def survey(file: BinaryIO, wish: Wish, every: int) -> Survey:
    """Return what the file holds; its schema names its columns, and the fields of structs, such as `translation.zh`."""
    import pyarrow as pa

    opened = open_table(file)
    kinds: dict[str, pa.DataType] = {}
    for field in opened.schema_arrow:
        inner = field.type if pa.types.is_struct(field.type) else ()
        kinds |= {f"{field.name}.{one.name}": one.type for one in inner} or {field.name: field.type}
    columns = choose_names(list(kinds), wish)
    texts = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view)
    for name in (columns[field] for field in FIELDS[:2]):
        value = kinds[name].value_type if pa.types.is_dictionary(kinds[name]) else kinds[name]
        if not any(is_of(value) for is_of in texts):
            raise ReadError(f"column “{name}” holds {kinds[name]}, not text")
    return Survey(opened.metadata.num_rows, columns)


def read(file: BinaryIO, layout: Layout) -> Generator[ReadRow]:
    """Yield the fields of each row. Row groups before the first one are not looked at."""
    opened = open_table(file)
    sizes = [opened.metadata.row_group(group).num_rows for group in range(opened.num_row_groups)]
    first, left = 0, layout.rest
    while first < len(sizes) and left >= sizes[first]:
        left -= sizes[first]
        first += 1
    row = layout.start - (left if first < len(sizes) else 0)
    batches = opened.iter_batches(_BATCH, list(range(first, len(sizes))), sorted(set(layout.columns.values())))
    while batch := _take(batches, row):
        skipped = min(max(layout.start - row, 0), batch.num_rows)
        values = [_get_values(batch, layout.columns.get(field), skipped) for field in FIELDS]
        for number, (source, target, *names) in enumerate(zip(*values, strict=True), row + skipped):
            try:
                texts = to_text(source, FIELDS[0], number), to_text(target, FIELDS[1], number)
                name, doc, origin = (to_name(one, field, number) for one, field in zip(names, FIELDS[2:], strict=True))
                yield *texts, name, doc, origin
            except ReadError as error:
                yield error
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


def _get_values(batch: pa.RecordBatch, column: str | None, skipped: int) -> Sequence[object]:
    """Return the values of a column, or of a field of one of structs; None for each where there is no such column."""
    if column is None:
        return [None] * (batch.num_rows - skipped)
    if column in batch.schema.names:
        found: Sequence[object] = batch.column(column)[skipped:].to_pylist()
        return found
    head, _, rest = column.partition(".")
    return [value and value[rest] for value in batch.column(head)[skipped:].to_pylist()]


def _shorten(error: Exception) -> str:
    """Return the first line of a message, which may quote bytes of the file."""
    return str(error).partition("\n")[0][:200]
