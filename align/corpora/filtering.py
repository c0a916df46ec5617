"""A corpus without the pairs that some rules flag: what is kept, and what is dropped with the reason."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from align.corpora.manifest import Unit
from align.corpora.rates import check_rules, compute_rates, count_flagged
from align.corpora.repeats import KINDS, read_repeats
from align.corpora.storage import Corpus, iterate_rows
from align.errors import CommandError, FileError
from align.model.rates import Totals
from glossary.storage.atomic import write_bytes_atomically

if TYPE_CHECKING:
    import pyarrow as pa

KEPT, DROPPED = "kept", "dropped"
"""The folders of the pairs that are left, and of the others."""

_COLUMNS = ["source", "target", "id", "doc", "origin", "rules"]
_TEXTS = _COLUMNS[:-1]
_REASONS = "reasons"
_BREAK = re.compile("\r\n|[\t\r\n]")


@dataclass(frozen=True, slots=True)
class Filtered:
    """What became of a corpus, by origin; `unchecked` names what is in no file, for it is not checked.

    `changed` counts the pairs in which tabs or line breaks had to become spaces.
    """

    totals: tuple[Totals, ...]
    unchecked: tuple[str, ...]
    unchecked_pairs: int
    changed: int


def filter_corpus(corpus: Corpus, drop: Sequence[str], folder: Path, form: str, *, force: bool) -> Filtered:
    """Write the pairs that none of the rules `drop` flags into `folder/kept`, the others into `folder/dropped`.

    Each unit becomes a file of each, in the format `form`, a key of `FORMATS`; those dropped carry the rules as
    `reasons`. Raises CommandError for a rule that was not checked, FileError where the folder is in use, OSError.
    """
    import pyarrow as pa

    check_rules(corpus, [name for name in drop if name not in KINDS])
    asked = [name for name in drop if name in KINDS]
    repeats = read_repeats(corpus) if asked else {}
    if repeats is None:
        command = f"run `aligncheck corpus report {corpus.folder} --repeats` first"
        raise CommandError(f"--drop {asked[0]}: this corpus has not been checked for it: {command}")
    _prepare(folder, force=force)
    counts = defaultdict[str, Counter[tuple[str, ...]]](Counter)
    left, first, changed = list[Unit](), 0, 0
    for unit in corpus.manifest.units:
        if corpus.is_finished(unit):
            table = pa.Table.from_batches(corpus.read_batches([unit], _COLUMNS))
            reasons = []
            for row, (origin, rules) in enumerate(iterate_rows(table, "origin", "rules"), first):
                reasons.append([rule for rule in (*rules, *repeats.get(row, ())) if rule in drop])
                counts[origin][tuple(reasons[-1])] += 1
            _write_unit(folder, f"{unit.number:06}.{form}", table, reasons)
            if form == "tsv":
                rows = iterate_rows(table, *_TEXTS)
                changed += sum(any(cell and _BREAK.search(cell) for cell in row) for row in rows)
        else:
            left.append(unit)
        first += unit.rows
    totals = tuple(
        Totals(origin, found.total(), count_flagged(found), compute_rates(found, drop))
        for origin, found in sorted(counts.items())
    )
    return Filtered(totals, tuple(map(corpus.manifest.describe, left)), sum(unit.rows for unit in left), changed)


def _prepare(folder: Path, *, force: bool) -> None:
    """Make the two folders; with `force` without the files that an earlier run has left. Raises FileError.

    Whatever is not named as the files of units are stays.
    """
    try:
        for part in (folder / KEPT, folder / DROPPED):
            part.mkdir(parents=True, exist_ok=True)
            named = [path for path in part.iterdir() if path.stem.isdecimal() and len(path.stem) >= 6]
            old = [path for path in named if path.suffix[1:] in FORMATS]
            if old and not force:
                raise FileError(str(part), "holds files already: give another folder, or --force to replace them")
            for path in old:
                path.unlink()
    except (FileExistsError, NotADirectoryError):
        raise FileError(str(folder), "cannot be a folder, for there is a file of that name: give another one") from None


def _write_unit(folder: Path, name: str, table: pa.Table, reasons: Sequence[Sequence[str]]) -> None:
    """Write the two files of a unit, in the format of their name."""
    import pyarrow as pa

    texts, write = table.select(_TEXTS), FORMATS[Path(name).suffix[1:]]
    dropped = texts.append_column(pa.field(_REASONS, pa.list_(pa.string())), pa.array(reasons, pa.list_(pa.string())))
    is_kept, is_dropped = (
        pa.array([bool(found) is wanted for found in reasons], pa.bool_()) for wanted in (False, True)
    )
    for part, rows in ((KEPT, texts.filter(is_kept)), (DROPPED, dropped.filter(is_dropped))):
        write_bytes_atomically(folder / part / name, write(rows.replace_schema_metadata(None)))


def _write_parquet(table: pa.Table) -> Iterable[bytes]:
    import io

    import pyarrow.parquet as pq

    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression="zstd")
    return [buffer.getvalue()]


def _write_jsonl(table: pa.Table) -> Iterable[bytes]:
    import json

    encode = json.JSONEncoder(ensure_ascii=False).encode
    for batch in table.to_batches(1000):
        rows = ({name: cell for name, cell in row.items() if cell is not None} for row in batch.to_pylist())
        yield "".join(encode(row) + "\n" for row in rows).encode(errors="surrogatepass")


def _write_tsv(table: pa.Table) -> Iterable[bytes]:
    """Yield lines of cells as they are read: a quotation mark is text, a tab or a line break in a cell becomes
    a space.
    """
    yield ("\t".join(table.column_names) + "\n").encode()
    for batch in table.to_batches(1000):
        lines = []
        for row in batch.to_pylist():
            cells = (" ".join(value) if isinstance(value, list) else value or "" for value in row.values())
            lines.append("\t".join(_BREAK.sub(" ", cell) for cell in cells) + "\n")
        yield "".join(lines).encode()


FORMATS: Mapping[str, Callable[[pa.Table], Iterable[bytes]]] = {
    "parquet": _write_parquet,
    "jsonl": _write_jsonl,
    "tsv": _write_tsv,
}
"""How the pairs of a unit become a file, by the ending of its name."""
