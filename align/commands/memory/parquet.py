"""The pairs of a memory as a Parquet file, a row each: for those who train or search with them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from align.commands.memory.domains import check_domain
from align.corpora.storage import require_arrow, tabulate
from align.corpora.streams import LARGEST
from align.errors import FileError, advise
from align.inputs.earlier_outputs import check_place
from align.memory.store import Store, name_outside
from glossary.storage.atomic import replace_file
from glossary.storage.reading import is_there, open_file

_KEY = b"aligncheck:memory"
"""What marks a file that was written here."""
_TOGETHER = 50_000
"""Rows that are in memory together."""


def export_table(path: str, to: str, domain: str | None = None) -> int:
    """Write the pairs of the memory in a file, or of a domain, as a Parquet file; return how many.

    A row has `source`, `target`, their languages (BCP 47), the `document`, its `date` (null where none is known) and
    `domain`, and the `confidence` of the alignment. Raises FileError, also for a file of someone else; CommandError
    where there is no such domain, or pyarrow is not installed.
    """
    require_arrow("a Parquet file")
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

    check_place(to)
    _refuse_foreign(to)
    texts = ("source", "target", "source_lang", "target_lang", "document", "domain")
    schema = pa.schema([*((name, pa.string()) for name in texts), ("date", pa.string()), ("confidence", pa.float64())])
    schema, number = schema.with_metadata({_KEY: b"1"}), 0
    with Store(path) as memory:
        check_domain(memory, domain)
        rows = _list_rows(memory, domain)
        try:
            with replace_file(Path(to)) as temporary, ParquetWriter(temporary, schema, compression="zstd") as writer:
                while some := list(islice(rows, _TOGETHER)):
                    writer.write_table(tabulate(some, schema))
                    number += len(some)
        except OSError as error:
            raise FileError(to, f"cannot be written: {error.strerror or error}: {advise(error)}") from None
    return number


def _refuse_foreign(to: str) -> None:
    """See that a file of someone else is not replaced, before much is done. Raises FileError."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    if not is_there(to):
        return
    try:
        with open_file(to, LARGEST) as data:
            is_own = _KEY in (pq.ParquetFile(data).schema_arrow.metadata or {})
    except (pa.ArrowException, OSError):
        is_own = False
    if not is_own:
        raise FileError(to, "exists, and is not an earlier output of aligncheck; name another file")


def _list_rows(memory: Store, domain: str | None) -> Iterator[tuple[object, ...]]:
    for one in memory.list_documents():
        if domain is None or one.domain == domain:
            about = one.source_lang, one.target_lang, name_outside(one.path, one.file), one.domain, one.date or None
            for pair in memory.iterate_pairs(one):
                yield pair.source, pair.target, *about, pair.confidence
