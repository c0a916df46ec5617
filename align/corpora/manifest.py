"""The manifest of a corpus: what its inputs were, which ranges of their rows are units, and how those are checked.

It is written before anything is checked. Results are compared by digests alone, never by times or paths of a machine.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from align.errors import FileError, ReadError
from align.inputs.files import read_bytes
from glossary.storage.atomic import write_atomically
from glossary.storage.reading import is_there

FORMAT = 1
"""Raise when the manifest or the units are written otherwise."""

MANIFEST = "manifest.json"

ADVICE = "give another folder, or --force to start again"
"""What to do where a folder holds something else."""


@dataclass(frozen=True, slots=True)
class Input:
    """A file of pairs, as it was when the corpus was begun.

    `digest` is the SHA-256 of its bytes, `size` their number; `format` a key of `align.corpora.inputs.FORMATS`.
    `columns` say where what is: `source`, `target`, `id`, `doc`, `origin`, each with the name of its column, or its
    number from 1 where the file has no names; `header` is the number of lines before the first row, `width` that of
    the cells of each row, 0 where they may be any number.
    """

    path: str
    size: int
    digest: str
    format: str
    rows: int
    columns: tuple[tuple[str, str], ...] = ()
    header: int = 0
    width: int = 0


class Unit(NamedTuple):
    """Some rows of an input that are checked together: its index, the first row (from 0), and how many.

    `number` counts the units of the corpus from 0. `offset` is the byte at which the first row starts, where a reader
    can begin there; None: it has to skip the rows before.
    """

    number: int
    input: int
    start: int
    rows: int
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """What the findings depend on besides the rows. Equal digests: equal findings, wherever they are made.

    The digest is of the build of the program, its packages and models, the settings, the glossaries and the dictionary;
    the other fields inform people. `glossaries` are paths with the digests of their contents.
    """

    digest: str
    version: str
    preset: str
    rules: tuple[str, ...]
    source_lang: str
    target_lang: str
    settings: str
    dictionary: str
    glossaries: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """The inputs, the units in order, and the signature. `unit_rows`: how many rows a unit has at most."""

    signature: Signature
    inputs: tuple[Input, ...]
    unit_rows: int
    units: tuple[Unit, ...]

    @property
    def rows(self) -> int:
        """Return how many rows all inputs have."""
        return sum(one.rows for one in self.inputs)

    def get_input(self, unit: Unit) -> Input:
        """Return the input that a unit is of."""
        return self.inputs[unit.input]

    def identify(self, unit: Unit) -> str:
        """Return the digest of all that the file of a unit depends on."""
        one = self.get_input(unit)
        given = (FORMAT, self.signature.digest, one.path, one.digest, one.format, one.columns, unit.start, unit.rows)
        return sha256(repr(given).encode(errors="backslashreplace")).hexdigest()

    def describe(self, unit: Unit) -> str:
        """Return a unit as people know it: the file and its rows, from 1."""
        rows = f"rows {unit.start + 1:,} to {unit.start + unit.rows:,}" if unit.rows > 1 else f"row {unit.start + 1:,}"
        return f"{self.get_input(unit).path}, {rows}"

    def find_difference(self, paths: Sequence[str], signature: Signature, unit_rows: int) -> str | None:
        """Return why these files, checked so, are not what the manifest says, in words; None where they are.

        Whether their contents are the same is not asked.
        """
        if (found := [one.path for one in self.inputs]) != list(paths):
            return f"was made of other inputs ({_list(found)}): {ADVICE}"
        if self.signature.digest != signature.digest:
            return f"was made {_compare(self.signature, signature)}: {ADVICE}"
        if self.unit_rows != unit_rows:
            return f"has units of {self.unit_rows:,} rows, not {unit_rows:,}: {ADVICE}"
        return None

    def write(self, folder: Path) -> None:
        """Write the manifest into the folder of the corpus. Raises OSError."""
        units = [list(unit[1:]) for unit in self.units]
        about = {"format": FORMAT, "signature": asdict(self.signature), "inputs": list(map(asdict, self.inputs))}
        plain = {**about, "unit_rows": self.unit_rows, "units": units}
        write_atomically(folder / MANIFEST, [json.dumps(plain, ensure_ascii=False, indent=1), "\n"])


def cut_units(inputs: Sequence[Input], offsets: Sequence[Mapping[int, int]], most: int) -> Iterator[Unit]:
    """Yield the units of some inputs, of `most` rows each but for the last of an input.

    `offsets` hold, for each input, the bytes at which rows start, of those rows where they are known.
    """
    number = 0
    for index, (one, places) in enumerate(zip(inputs, offsets, strict=True)):
        for start in range(0, one.rows, most):
            yield Unit(number, index, start, min(most, one.rows - start), places.get(start))
            number += 1


FOREIGN = "is there already, and aligncheck did not write it: name another folder, or move it"
"""What to do about a file that would be replaced, and that no command for corpora has written."""


def refuse_foreign_manifest(folder: Path) -> None:
    """See that the manifest in a folder, if there is one, is not that of another program. Raises FileError."""
    path = folder / MANIFEST
    try:
        found = json.loads(read_bytes(str(path))) if is_there(path) else None
    except (ReadError, ValueError, RecursionError):
        return  # who reads it reports it
    if found is not None and not (isinstance(found, dict) and "signature" in found):
        raise FileError(str(path), FOREIGN)


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest in a folder; None where there is none. Raises FileError where it cannot be used."""
    path = folder / MANIFEST
    if not is_there(path):
        return None
    try:
        values = json.loads(read_bytes(str(path)))
        if values["format"] != FORMAT:
            raise ValueError(values["format"])
        signature = Signature(**_freeze(values["signature"]))
        inputs = tuple(Input(**_freeze(one)) for one in values["inputs"])
        units = tuple(Unit(number, *unit) for number, unit in enumerate(values["units"]))
        return Manifest(signature, inputs, values["unit_rows"], units)
    except ReadError as error:
        raise FileError(str(path), error) from None
    except (ValueError, TypeError, LookupError, RecursionError):
        raise FileError(str(path), f"no manifest that this version can read: {ADVICE}") from None


def _freeze(values: Mapping[str, object]) -> dict[str, Any]:
    """Return the values of an object of JSON, with tuples for lists and for those in them."""
    return {key: _to_tuple(value) for key, value in values.items()}


def _to_tuple(value: object) -> object:
    return tuple(map(_to_tuple, value)) if isinstance(value, list) else value


def _compare(old: Signature, new: Signature) -> str:
    """Return how two signatures differ, in words."""
    if old.version != new.version:
        return f"by version {old.version}, this is {new.version}"
    if old.rules != new.rules:
        others = _list(sorted(set(old.rules) ^ set(new.rules)))
        return (
            f"with other rules ({others if old.preset == new.preset else f'--select {old.preset}, not {new.preset}'})"
        )
    if old.glossaries != new.glossaries:
        return "with other glossaries"
    return "with other settings, by another build of aligncheck, or with other versions of packages"


def _list(names: Iterable[str]) -> str:
    """Return the first few names, and how many more there are."""
    first, *rest = list(names) or ["none"]
    shown = [first, *rest[:2]]
    return ", ".join(shown) + (f" and {len(rest) - 2:,} more" if len(rest) > 2 else "")
