"""Rows that are brought together by a key: each unit writes its rows in buckets, and a bucket is read of all units.

The key alone decides on the bucket, so that all rows of a key meet, and no more than a bucket is in memory.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from align.corpora.storage import UNIT_KEY, open_parquet
from glossary.storage.atomic import write_bytes_atomically

if TYPE_CHECKING:
    import pyarrow as pa

ROWS = 100_000
"""How many pairs of a corpus a bucket is for."""


def count_buckets(pairs: int) -> int:
    """Return how many buckets a corpus of so many pairs has."""
    return 1 + pairs // ROWS


def write_buckets(path: Path, table: pa.Table, key: str, buckets: int, digest: str) -> None:
    """Write rows in buckets by their column `key`, in their order, each bucket a row group.

    `digest` is that of all that the rows depend on. Raises OSError.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    places: list[list[int]] = [[] for _ in range(buckets)]
    for place, value in enumerate(table.column(key).to_pylist()):
        places[crc32(str(value).encode(errors="surrogatepass")) % buckets].append(place)
    schema = table.schema.with_metadata({UNIT_KEY: digest.encode()})
    buffer = io.BytesIO()
    with pq.ParquetWriter(buffer, schema, compression="zstd") as writer:
        for own in places:
            writer.write_table(table.take(pa.array(own, pa.int64())).replace_schema_metadata(schema.metadata))
    path.parent.mkdir(parents=True, exist_ok=True)
    write_bytes_atomically(path, [buffer.getvalue()])


def read_bucket(paths: Iterable[Path], bucket: int, columns: Sequence[str] | None = None) -> pa.Table:
    """Return the rows of a bucket in the files of some units, in their order. Raises OSError."""
    import pyarrow as pa

    parts = []
    for path in paths:
        with open_parquet(path) as file:
            parts.append(file.read_row_group(bucket, columns=columns).replace_schema_metadata(None))
    return pa.concat_tables(parts)
