"""Glossaries on disk: read in any format, written whole or not at all, changed by one program at a time."""

from __future__ import annotations

import errno
import gc
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from io import BufferedReader, FileIO
from pathlib import Path
from typing import NamedTuple, cast

from glossary.errors import AligncheckError
from glossary.formats import format_of_content, format_of_name, module
from glossary.formats.base import Format, FormatError, Languages
from glossary.formats.cells import Dialect, Table
from glossary.formats.encoded import HEAD
from glossary.model import Glossary
from glossary.storage.atomic import permissions, write_atomically, write_bytes_atomically
from glossary.storage.locks import LockError, locked

__all__ = ["Editing", "GlossaryError", "Loaded", "editing", "load", "save", "write_atomically"]

_PAIR = Languages()
_ADVICE = {
    errno.ENOENT: "no such file or folder: check the name",
    errno.EISDIR: "is a folder: name a file",
    errno.EACCES: "permission denied: change the permissions of the file or its folder",
    errno.EPERM: "permission denied: change the permissions of the file or its folder",
    errno.EROFS: "on a disk that may only be read: copy it elsewhere",
    errno.ENOSPC: "the disk is full and the file as it was: make room and try again",
    errno.EDQUOT: "your share of the disk is full and the file as it was: make room and try again",
}


class GlossaryError(AligncheckError):
    """A file that cannot be read or written, in one line: `PATH:LINE: what is wrong: what to do`."""


class Loaded(NamedTuple):
    """A glossary, and the name of the format that its file is in."""

    glossary: Glossary
    format: str


@dataclass
class Editing:
    """A glossary that is being changed: put the new one in the place of `glossary`.

    `format` is the name of the file's format. `losses` are known after the block: what the format could not hold.
    """

    glossary: Glossary
    format: str
    losses: list[str] = field(default_factory=list)


def load(path: Path, format: str | None = None, languages: Languages = _PAIR) -> Loaded:  # noqa: A002
    """Read a glossary in the format that is named, or that its suffix and its content tell. Raises GlossaryError."""
    with _explained(path):
        return _load(path, format, languages)


def save(
    path: Path,
    glossary: Glossary,
    format: str | None = None,  # noqa: A002
    languages: Languages = _PAIR,
) -> list[str]:
    """Write a glossary in the format that is named, or that the suffix tells; what it cannot hold, a line a kind.

    The encoding, the delimiter and the order of columns of a table that was there stay. Raises GlossaryError; the file
    is then as it was.
    """
    with _explained(path):
        name = format or format_of_name(path.name)
        _writer(name)
        permissions(Path(os.path.realpath(path)))
        with locked(path):
            return _save(path, glossary, name, languages)


@contextmanager
def editing(
    path: Path,
    format: str | None = None,  # noqa: A002
    languages: Languages = _PAIR,
    *,
    create: bool = False,
) -> Iterator[Editing]:
    """Change a glossary while no other program does: it is written at the end of the block if it is another then.

    Nothing is written when the block raises. `create` begins an empty glossary where there is no file. Raises
    GlossaryError before the block where the file cannot be read, or may not be written, and after it where writing
    fails; the file is then as it was.
    """
    with ExitStack() as stack:
        with _explained(path):
            new = permissions(Path(os.path.realpath(path))) is None and create
            stack.enter_context(locked(path))
            new = new and not path.exists()
            loaded = (
                Loaded(Glossary(()), format or format_of_name(path.name)) if new else _load(path, format, languages)
            )
            _writer(loaded.format)
        draft = Editing(*loaded)
        yield draft
        if new or draft.glossary != loaded.glossary:
            with _explained(path):
                draft.losses = _save(path, draft.glossary, loaded.format, languages)


def _load(path: Path, named: str | None, languages: Languages) -> Loaded:
    with BufferedReader(FileIO(path), HEAD) as stream:
        name = named or format_of_content(path.name, stream.peek(HEAD))
        collecting = gc.isenabled()
        gc.disable()  # nothing that is made here is garbage, and looking for it takes half the time
        try:
            return Loaded(module(name).load(stream, languages), name)
        finally:
            if collecting:
                gc.enable()


def _save(path: Path, glossary: Glossary, name: str, languages: Languages) -> list[str]:
    writer = _writer(name)
    if hasattr(writer, "dialect") and (dialect := _dialect(path, name, cast(Table, writer))):
        pieces = cast(Table, writer).dump(glossary, languages, dialect)
    else:
        pieces = writer.dump(glossary, languages)
    write_bytes_atomically(path, pieces)
    return [*writer.losses(glossary, languages)]


def _writer(name: str) -> Format:
    """The module of a format. Raises FormatError where there is none, or it only reads."""
    writer = module(name)
    if not hasattr(writer, "dump"):
        raise FormatError(f"the format {name} is only read: convert the file to another, such as csv or tbx")
    return writer


def _dialect(path: Path, name: str, table: Table) -> Dialect | None:
    """How the table that the file holds is written, or a new one by its suffix; None where nothing tells it."""
    try:
        with path.open("rb") as stream:
            found = table.dialect(stream)
            stream.seek(0)
            same = found.header and format_of_content(path.name, stream.read(HEAD)) == name
    except (FileNotFoundError, FormatError):
        return Dialect(delimiter="\t") if path.suffix.lower() == ".tsv" else None
    if not found.header:
        return None
    return found if same else found._replace(header=())


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Raise what goes wrong with a file as a GlossaryError."""
    try:
        yield
    except FormatError as error:
        place = f"{path}:{error.line}" if error.line else f"{path}"
        raise GlossaryError(f"{place}: {error}") from error
    except LockError as error:
        raise GlossaryError(f"{path}: {error}") from error
    except UnicodeEncodeError as error:
        raise GlossaryError(f"{path}: a text holds half a character (a lone surrogate): write it again") from error
    except OSError as error:
        reason = _ADVICE.get(error.errno or 0) or f"{error.strerror or error}: name another file"
        raise GlossaryError(f"{path}: {reason}") from error
