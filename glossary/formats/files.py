"""Glossaries on disk: read in any format, written whole or not at all, changed by one program at a time."""

from __future__ import annotations

import errno
import gc
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, cast

from glossary.errors import AligncheckError
from glossary.formats import choose_format, detect_format, load_format
from glossary.formats.base import DEFAULT_LANGUAGES, Format, FormatError, Languages
from glossary.formats.tables.cells import Dialect, Table
from glossary.formats.text import HEAD
from glossary.model import Glossary
from glossary.storage.atomic import read_permissions, write_bytes_atomically
from glossary.storage.locks import LockError, lock
from glossary.storage.reading import LARGEST, describe_limit, is_there, open_file

_ADVICE = {
    errno.ENOENT: "no such file or folder: check the name",
    errno.EISDIR: "is a folder: name a file",
    errno.EACCES: "permission denied: change the permissions of the file or its folder",
    errno.EPERM: "permission denied: change the permissions of the file or its folder",
    errno.EROFS: "on a disk that may only be read: copy it elsewhere",
    errno.ENOSPC: "the disk is full and the file as it was: make room and try again",
    errno.EFBIG: describe_limit(LARGEST),
    errno.EDQUOT: "your share of the disk is full and the file as it was: make room and try again",
}


class GlossaryError(AligncheckError):
    """A file that cannot be read or written, in one line: `PATH:LINE: what is wrong: what to do`."""


class Loaded(NamedTuple):
    """A glossary, and the name of the format that its file is in."""

    glossary: Glossary
    format: str


@dataclass
class Draft:
    """A glossary that is being changed: assign the new one to `glossary`.

    `format` is the name of the file's format. `losses` is filled after the block: what the format could not hold.
    """

    glossary: Glossary
    format: str
    losses: list[str] = field(default_factory=list)


def load(path: Path, format: str | None = None, languages: Languages = DEFAULT_LANGUAGES) -> Loaded:  # noqa: A002
    """Read a glossary in the format that is named, or that its suffix and its content tell. Raises GlossaryError."""
    with explain_errors(path):
        return _load(path, format, languages)


def save(
    path: Path,
    glossary: Glossary,
    format: str | None = None,  # noqa: A002
    languages: Languages = DEFAULT_LANGUAGES,
) -> list[str]:
    """Write a glossary in the format that is named, or that the suffix tells.

    Returns what the format cannot hold, a line for each kind of loss. Where the file is a table already, its encoding,
    delimiter and order of columns stay. Raises GlossaryError; the file is then as it was.
    """
    with explain_errors(path):
        name = format or choose_format(path.name)
        _load_writer(name)
        read_permissions(Path(os.path.realpath(path)))
        with lock(path):
            return _save(path, glossary, name, languages)


@contextmanager
def edit(
    path: Path,
    format: str | None = None,  # noqa: A002
    languages: Languages = DEFAULT_LANGUAGES,
    *,
    create: bool = False,
) -> Iterator[Draft]:
    """Change a glossary file under a lock: `with edit(path) as draft: draft.glossary = ...`.

    The file is written at the end of the block if the glossary has changed, and not when the block raises. `create`
    begins an empty glossary where there is no file. Raises GlossaryError before the block where the file cannot be
    read or may not be written, and after it where writing fails; the file is then as it was.
    """
    with ExitStack() as stack:
        with explain_errors(path):
            new = read_permissions(Path(os.path.realpath(path))) is None and create
            stack.enter_context(lock(path))
            new = new and not is_there(path)
            loaded = Loaded(Glossary(()), format or choose_format(path.name)) if new else _load(path, format, languages)
            _load_writer(loaded.format)
        draft = Draft(*loaded)
        yield draft
        if new or draft.glossary != loaded.glossary:
            with explain_errors(path):
                draft.losses = _save(path, draft.glossary, loaded.format, languages)


def _load(path: Path, named: str | None, languages: Languages) -> Loaded:
    with open_file(path) as stream:
        name = named or detect_format(path.name, stream.peek(HEAD))
        collecting = gc.isenabled()
        gc.disable()  # nothing that is made here is garbage, and looking for it takes half the time
        try:
            return Loaded(load_format(name).load(stream, languages), name)
        finally:
            if collecting:
                gc.enable()


def _save(path: Path, glossary: Glossary, name: str, languages: Languages) -> list[str]:
    writer = _load_writer(name)
    if hasattr(writer, "read_dialect") and (dialect := _read_dialect(path, name, cast(Table, writer))):
        pieces = cast(Table, writer).dump(glossary, languages, dialect)
    else:
        pieces = writer.dump(glossary, languages)
    write_bytes_atomically(path, pieces)
    return [*writer.find_losses(glossary, languages)]


def _load_writer(name: str) -> Format:
    """Import the module of a format. Raises FormatError where there is none, or it can only be read."""
    writer = load_format(name)
    if not hasattr(writer, "dump"):
        raise FormatError(f"the format {name} is only read: convert the file to another, such as csv or tbx")
    return writer


def _read_dialect(path: Path, name: str, table: Table) -> Dialect | None:
    """The dialect of the table in the file, without its header where that is of another format.

    Where there is no table yet, the dialect that the suffix asks for; None is the usual one of the format.
    """
    try:
        with open_file(path) as stream:
            found = table.read_dialect(stream)
            stream.seek(0)
            if found.header:
                same = detect_format(path.name, stream.read(HEAD)) == name
                return found if same else found._replace(header=())
    except (FileNotFoundError, FormatError):
        pass
    return Dialect(delimiter="\t") if path.suffix.lower() == ".tsv" else None


@contextmanager
def explain_errors(path: Path) -> Iterator[None]:
    """Raise whatever goes wrong with a file in the block as a GlossaryError."""
    try:
        yield
    except FormatError as error:
        place = f"{path}:{error.line}" if error.line else f"{path}"
        raise GlossaryError(f"{place}: {error.message}") from error
    except LockError as error:
        raise GlossaryError(f"{path}: {error}") from error
    except UnicodeEncodeError as error:
        raise GlossaryError(f"{path}: {_explain_character(error.object[error.start])}") from error
    except OSError as error:
        reason = _ADVICE.get(error.errno or 0) or f"{error.strerror or error}: name another file"
        raise GlossaryError(f"{path}: {reason}") from error


def _explain_character(character: str) -> str:
    """Tell why a character cannot be written."""
    if "\ud800" <= character <= "\udfff":
        return "a text holds half a character (a lone surrogate): write it again"
    return f"its encoding lacks {character!r}: save it as UTF-8"
