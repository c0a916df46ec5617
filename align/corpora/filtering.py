"""A corpus without the pairs that some rules flag: what is kept, and what is dropped with the reason."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from align.corpora.manifest import Unit
from align.corpora.rates import check_rules, compute_rates, count_flagged
from align.corpora.repeats import KINDS, read_repeats
from align.corpora.storage import Corpus
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
    check_rules(corpus, [name for name in drop if name not in KINDS])
    repeats = _read_repeats(corpus, drop)
    _prepare(folder, force=force)
    wanted = frozenset(drop)
    counts = defaultdict[str, Counter[tuple[str, ...]]](Counter)
    left, first, changed = list[Unit](), 0, 0
    for unit in corpus.manifest.units:
        if corpus.is_finished(unit):
            table, reasons = _find_reasons(corpus, unit, wanted, repeats, first)
            _write_unit(unit, table, reasons, folder, form)
            changed += _count_broken(table) if form == "tsv" else 0
            for origin, found in zip(table.column("origin").to_pylist(), reasons, strict=True):
                counts[origin][tuple(found)] += 1
        else:
            left.append(unit)
        first += unit.rows
    totals = tuple(_describe(origin, counts[origin], drop) for origin in sorted(counts))
    return Filtered(totals, tuple(map(corpus.manifest.describe, left)), sum(unit.rows for unit in left), changed)


def _prepare(folder: Path, *, force: bool) -> None:
    """Make the two folders; with `force` without the files that an earlier run has left. Raises FileError."""
    try:
        for part in (folder / KEPT, folder / DROPPED):
            part.mkdir(parents=True, exist_ok=True)
            old = [path for path in part.iterdir() if _is_of_unit(path)]
            if old and not force:
                raise FileError(str(part), "holds files already: give another folder, or --force to replace them")
            for path in old:
                path.unlink()
    except (FileExistsError, NotADirectoryError):
        raise FileError(str(folder), "cannot be a folder, for there is a file of that name: give another one") from None


def _is_of_unit(path: Path) -> bool:
    """Return whether a file is named as those of units are: whatever else is in the folder stays."""
    return path.stem.isdecimal() and len(path.stem) >= 6 and path.suffix[1:] in FORMATS


def _read_repeats(corpus: Corpus, drop: Iterable[str]) -> dict[int, tuple[str, ...]]:
    """Return the pairs that repeat others, where those are to be dropped. Raises CommandError where no one has
    looked.
    """
    asked = [name for name in drop if name in KINDS]
    found = read_repeats(corpus) if asked else {}
    if found is None:
        command = f"run `aligncheck corpus report {corpus.folder} --repeats` first"
        raise CommandError(f"--select {asked[0]}: this corpus has not been checked for it: {command}")
    return found


def _find_reasons(
    corpus: Corpus, unit: Unit, wanted: frozenset[str], repeats: Mapping[int, Sequence[str]], first: int
) -> tuple[pa.Table, list[list[str]]]:
    """Return the pairs of a unit, and the reasons that each is dropped for; `first` is the number of its first pair."""
    import pyarrow as pa

    table = pa.Table.from_batches(corpus.read_batches([unit], _COLUMNS))
    reasons = []
    for row, rules in enumerate(table.column("rules").to_pylist(), first):
        reasons.append([rule for rule in (*rules, *repeats.get(row, ())) if rule in wanted])
    return table, reasons


def _write_unit(unit: Unit, table: pa.Table, reasons: Sequence[Sequence[str]], folder: Path, form: str) -> None:
    """Write the two files of a unit."""
    import pyarrow as pa

    texts = table.select(_TEXTS)
    dropped = texts.append_column(pa.field(_REASONS, pa.list_(pa.string())), pa.array(reasons, pa.list_(pa.string())))
    is_dropped = pa.array(list(map(bool, reasons)), pa.bool_())
    is_kept = pa.array([not found for found in reasons], pa.bool_())
    for name, part in ((KEPT, texts.filter(is_kept)), (DROPPED, dropped.filter(is_dropped))):
        path = folder / name / f"{unit.number:06}.{form}"
        write_bytes_atomically(path, FORMATS[form](part.replace_schema_metadata(None)))


def _describe(origin: str, counts: Counter[tuple[str, ...]], drop: Sequence[str]) -> Totals:
    return Totals(origin, counts.total(), count_flagged(counts), compute_rates(counts, drop))


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
        yield "".join(encode(_drop_empty(row)) + "\n" for row in batch.to_pylist()).encode(errors="surrogatepass")


def _drop_empty(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value is not None}


def _write_tsv(table: pa.Table) -> Iterable[bytes]:
    """Yield lines of cells as they are read: a quotation mark is text, a tab or a line break in a cell becomes
    a space.
    """
    yield ("\t".join(table.column_names) + "\n").encode()
    for batch in table.to_batches(1000):
        yield "".join("\t".join(map(_to_cell, row.values())) + "\n" for row in batch.to_pylist()).encode()


def _to_cell(value: str | list[str] | None) -> str:
    return _BREAK.sub(" ", " ".join(value) if isinstance(value, list) else value or "")


def _count_broken(table: pa.Table) -> int:
    """Return how many pairs have a tab or a line break."""
    rows = zip(*(table.column(name).to_pylist() for name in _TEXTS), strict=True)
    return sum(any(cell and _BREAK.search(cell) for cell in row) for row in rows)


FORMATS: Mapping[str, Callable[[pa.Table], Iterable[bytes]]] = {
    "parquet": _write_parquet,
    "jsonl": _write_jsonl,
    "tsv": _write_tsv,
}
"""How the pairs of a unit become a file, by the ending of its name."""
