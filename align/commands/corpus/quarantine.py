"""Units that crashed whoever worked on them, twice, a file each, until a later run gets them done; and bad rows."""

import json
from collections.abc import Sequence
from pathlib import Path

from align.corpora.manifest import Manifest, Unit
from align.corpora.rows import BadRow
from glossary.storage.atomic import write_atomically

QUARANTINE = "quarantine"


def name_file(number: int) -> str:
    """Return the name of the file of a unit."""
    return f"{number:06}.json"


def put(folder: Path, manifest: Manifest, unit: Unit, problem: str) -> str:
    """Write down that a unit cannot be checked; return it in words. Raises OSError."""
    one = manifest.get_input(unit)
    about = {"unit": unit.number, "input": one.path, "start": unit.start, "rows": unit.rows, "problem": problem}
    (folder / QUARANTINE).mkdir(exist_ok=True)
    write_atomically(folder / QUARANTINE / name_file(unit.number), [json.dumps(about, ensure_ascii=False), "\n"])
    return f"unit {unit.number} ({manifest.describe(unit)}): {problem}"


def put_rows(folder: Path, manifest: Manifest, unit: Unit, bad: Sequence[BadRow]) -> None:
    """Write down the rows of a unit that could not be read, a line each. Raises OSError."""
    path, one = folder / QUARANTINE / _name_rows(unit.number), manifest.get_input(unit).path
    if not bad:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(exist_ok=True)
    lines = (json.dumps({"input": one, **each._asdict()}, ensure_ascii=False) + "\n" for each in bad)
    write_atomically(path, lines)


def _name_rows(number: int) -> str:
    return f"{number:06}.rows.jsonl"


def take_out(folder: Path, number: int) -> None:
    """Forget that a unit could not be checked. Raises OSError."""
    (folder / QUARANTINE / name_file(number)).unlink(missing_ok=True)
