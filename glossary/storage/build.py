"""Which build of the program runs: what is kept for later runs must not answer for another build of one version."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from glossary.storage.reading import is_file, read_file

ROOT = Path(__file__).parents[2]
"""What both packages are in: the folder of installed packages, a checkout, or a zip file that Python imports from."""

_RECORD = "aligncheck-*.dist-info/RECORD"


def digest_build(*folders: str, root: Path = ROOT) -> str:
    """Return a digest of the program's files below some folders, such as `glossary/vectors`.

    The record of an installation has the hash of each file, so that it is equal wherever the same build is installed.
    Where there is none, as in a checkout, or where a file is newer than the record or not in it, the sizes and times
    of the files count. No file is read but the record: a few milliseconds for both packages.
    """
    if is_file(root):
        return sha256(read_file(root)).hexdigest()
    files = dict(sorted(_list_files(root, folders)))
    lines = _read_record(root, files)
    if not lines:
        lines = [f"{name} {one.st_size} {one.st_mtime_ns} {one.st_ctime_ns}" for name, one in files.items()]
    return sha256("\n".join(lines).encode(errors="surrogateescape")).hexdigest()


def _list_files(root: Path, folders: Iterable[str]) -> Iterator[tuple[str, os.stat_result]]:
    """Yield the path of each file below the root, and its status; what Python compiles is left out."""
    for folder in folders:
        inner = list[str]()
        with os.scandir(root / folder) as entries:
            for one in entries:
                if not one.is_dir():
                    yield f"{folder}/{one.name}", one.stat()
                elif one.name != "__pycache__":
                    inner.append(f"{folder}/{one.name}")
        yield from _list_files(root, inner)


def _read_record(root: Path, files: dict[str, os.stat_result]) -> list[str]:
    """Return the lines of the record of an installation on some files; none where it does not show what they are."""
    records = list(root.glob(_RECORD))
    if len(records) != 1:
        return []
    newest = max((one.st_mtime_ns for one in files.values()), default=0)
    rows = read_file(records[0]).decode(errors="surrogateescape").splitlines()
    lines = sorted(row for row in rows if row.partition(",")[0] in files and ",sha256=" in row)
    return lines if len(lines) == len(files) and newest <= records[0].stat().st_mtime_ns else []
