"""The inputs of a corpus as a person names them -> what the manifest says of them."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from align.corpora.columns import Wish
from align.corpora.formats import FORMATS, PACKED, find_format, get_survey
from align.corpora.manifest import Input, Manifest, Signature, cut_units
from align.corpora.storage import require_arrow
from align.corpora.streams import REMOTE, compute_digest, explain_faults, is_packed, is_remote, open_raw, open_unpacked
from align.errors import CommandError, FileError, MissingPathError, ReadError
from glossary.storage.reading import is_folder, is_there, list_remote

_WILD = "*?["


def find_inputs(paths: Sequence[str], without: Path) -> list[str]:
    """Return the files that paths, folders, patterns and URLs name, each once; those of a folder in the order of their
    names.

    Hidden files, files of other formats in folders, and all that is in the folder `without` are left out. Raises
    MissingPathError, FileError, CommandError where nothing is found.
    """
    found = dict.fromkeys(path for given in paths for path in _expand(given))
    own = os.path.realpath(without)
    kept = [path for path in found if is_remote(path) or not os.path.realpath(path).startswith(own + os.sep)]
    if not kept:
        raise CommandError(f"{', '.join(paths)}: no file of pairs there; known are {' '.join(FORMATS)}")
    return kept


def _expand(given: str) -> Iterator[str]:
    """Yield the files that a person means by a path, or a URL: itself, those that a pattern in it matches, or those in
    the folder.
    """
    has_pattern = any(sign in given for sign in _WILD)
    if is_remote(given):
        if find_format(given) and not has_pattern:
            yield given
            return
        own = re.split(r"[^/]*[*?\[]", given.partition(REMOTE)[2], maxsplit=1)[0]  # up to the first part with a pattern
        with explain_faults(given):
            for url in sorted(list_remote(given)):
                if _is_wanted(url.partition(REMOTE)[2].removeprefix(own)):
                    yield url
    elif is_folder(given):
        inner = sorted(path.relative_to(given).as_posix() for path in Path(given).rglob("*"))
        yield from (str(Path(given, path)) for path in filter(_is_wanted, inner))
    elif is_there(given):
        yield given
    elif has_pattern and (matches := sorted(glob.glob(given, recursive=True))):  # noqa: PTH207 - may start at the root
        yield from (path for match in matches for path in _expand(match))
    else:
        raise MissingPathError(given)


def _is_wanted(path: str) -> bool:
    """Return whether a file seen in a folder is read, by its path from there."""
    return find_format(path) is not None and not any(part.startswith(".") for part in PurePosixPath(path).parts)


def survey_input(path: str, wish: Wish, every: int) -> tuple[Input, dict[int, int]]:
    """Return what the manifest says of a file, and the bytes at which rows start. Raises FileError."""
    kind = find_format(path)
    if kind is None:
        raise FileError(path, f"unknown format; known are {' '.join(FORMATS)}, also with {' and '.join(PACKED)}")
    with explain_faults(path):
        if kind == "parquet" and is_packed(path):
            raise ReadError("Parquet is packed inside: unpack the file")
        with (open_raw if kind == "parquet" else open_unpacked)(path) as file:
            survey = get_survey(kind)(file, wish, every)
        size, digest = compute_digest(path)
    offsets = {} if is_packed(path) else dict(survey.offsets)
    columns = tuple(survey.columns.items())
    return Input(path, size, digest, kind, survey.rows, columns, survey.header, survey.width), offsets


def make_manifest(paths: Sequence[str], wish: Wish, signature: Signature, unit_rows: int) -> Manifest:
    """Return the manifest of these files. Raises FileError, CommandError where no row is in them or pyarrow is
    missing.
    """
    require_arrow()
    surveyed = [survey_input(path, wish, unit_rows) for path in paths]
    inputs = tuple(one for one, _ in surveyed)
    units = tuple(cut_units(inputs, [offsets for _, offsets in surveyed], unit_rows))
    if not units:
        raise CommandError(f"{', '.join(paths[:3])}: there is no pair in it")
    return Manifest(signature, inputs, unit_rows, units)


def find_change(one: Input) -> str | None:
    """Return how a file differs from what the manifest says of it, in words; None where it does not. Raises
    FileError.
    """
    with explain_faults(one.path):
        size, digest = compute_digest(one.path)
    if (size, digest) == (one.size, one.digest):
        return None
    sizes = "" if size == one.size else f", from {one.size:,} to {size:,} bytes"
    return f"has changed since the corpus was begun{sizes}"
