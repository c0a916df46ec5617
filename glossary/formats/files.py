"""Glossaries on disk: read in any format, written whole or not at all, changed by one program at a time."""

from __future__ import annotations

import errno
import gc
import os
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from glossary.errors import AligncheckError
from glossary.formats import choose_format, detect_format, load_format
from glossary.formats.base import DEFAULT_LANGUAGES, Format, FormatError, Languages
from glossary.formats.tables.cells import FOR_PEOPLE, PLAIN, Dialect, Table
from glossary.formats.text import HEAD
from glossary.formats.verifying import VerifyError, verify
from glossary.model import Glossary
from glossary.storage.atomic import read_permissions, write_bytes_atomically
from glossary.storage.locks import LockError, lock
from glossary.storage.reading import LARGEST, describe_limit, is_there, open_file

_TABLES = frozenset(("csv", "pairs", "wide", "aws", "xlsx"))
"""The formats of tables that people make, whose columns they may choose."""

_FOR_SPREADSHEETS = frozenset({"csv", "pairs"})
"""The formats whose files people open in spreadsheets."""

_NOT_IN_PLACE = "cannot be edited in place, only written anew: give --force, or convert it to .csv"

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


_CONVERT = "is not changed while its columns have to be told: write it anew with aligncheck glossary convert --columns"


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


def load(
    path: Path,
    format: str | None = None,  # noqa: A002
    languages: Languages = DEFAULT_LANGUAGES,
    columns: str = "",
) -> Loaded:
    """Read a glossary in the format that is named, or that its suffix and its content tell. Raises GlossaryError.

    `columns` says which columns of a table hold what (see `glossary.formats.tables.choice`); other formats know it.
    """
    with explain_errors(path):
        return _load(path, format, languages, columns)


def save(
    path: Path,
    glossary: Glossary,
    format: str | None = None,  # noqa: A002
    languages: Languages = DEFAULT_LANGUAGES,
    *,
    onto: bool = False,
    force: bool = False,
) -> list[str]:
    """Write a glossary in the format that is named, or that the suffix tells, as a file of its own.

    Of a table of the same format that it replaces, the encoding, the delimiter and the line ends stay. `onto`: the
    glossary came from this file, whose columns, rows and sheets stay as in `edit`. `force` is as there.
    Returns what the format cannot hold, a line for each kind of loss. Raises GlossaryError; the file is then as it was.
    """
    with explain_errors(path):
        name = format or choose_format(path.name)
        _load_writer(name)
        read_permissions(Path(os.path.realpath(path)))
        with lock(path):
            return _save(path, glossary, Target(name, languages, onto, force))


@contextmanager
def edit(
    path: Path,
    format: str | None = None,  # noqa: A002
    languages: Languages = DEFAULT_LANGUAGES,
    columns: str = "",
    *,
    create: bool = False,
    force: bool = False,
) -> Iterator[Draft]:
    """Change a glossary file under a lock: `with edit(path) as draft: draft.glossary = ...`.

    The file is written at the end of the block if the glossary has changed, and not when the block raises. Rows of a
    table or sheet that say what they said stay as they are. `create` begins an empty glossary where there is no file.
    `force` writes a workbook although parts of it get lost. A table whose `columns` have to be told is not changed.
    Raises GlossaryError before the block where the file cannot be read or may not be written, and after it where
    writing fails; the file is then as it was.
    """
    with ExitStack() as stack:
        with explain_errors(path):
            new = read_permissions(Path(os.path.realpath(path))) is None and create
            stack.enter_context(lock(path))
            new = new and not is_there(path)
            if columns and not new:
                raise FormatError(_CONVERT)
            loaded = Loaded(Glossary(()), format or choose_format(path.name)) if new else _load(path, format, languages)
            _load_writer(loaded.format)
        draft = Draft(*loaded)
        yield draft
        if new or draft.glossary != loaded.glossary:
            with explain_errors(path):
                draft.losses = _save(path, draft.glossary, Target(loaded.format, languages, not new, force))


def _load(path: Path, named: str | None, languages: Languages, columns: str = "") -> Loaded:
    with open_file(path) as stream:
        name = named or detect_format(path.name, stream.peek(HEAD))
        collecting = gc.isenabled()
        gc.disable()  # nothing that is made here is garbage, and looking for it takes half the time
        try:
            if columns and name in _TABLES:
                return _load_chosen(stream, name, languages, columns)
            return Loaded(load_format(name).load(stream, languages), name)
        finally:
            if collecting:
                gc.enable()


def _load_chosen(stream: BinaryIO, name: str, languages: Languages, columns: str) -> Loaded:
    """Read a table whose columns a person chose; the format of a delimited one is then `wide`."""
    from glossary.formats import wide, xlsx
    from glossary.formats.tables.choice import parse_choice

    choice = parse_choice(columns)
    if name == "xlsx":
        return Loaded(xlsx.load_chosen(stream, languages, choice), name)
    return Loaded(wide.load_chosen(stream, languages, choice), "wide")


class Target(NamedTuple):
    """How a file is to be written: in which format, onto what it holds or anew, and whatever gets lost of it."""

    format: str
    languages: Languages
    onto: bool
    force: bool


def _save(path: Path, glossary: Glossary, target: Target) -> list[str]:
    writer = _load_writer(target.format)
    old = _read_old(path)
    if old and not target.force and hasattr(writer, "find_casualties"):
        _refuse_to_lose(writer.find_casualties(old, whole=not target.onto))
    write_verified(path, _list_drafts(path, old, glossary, target), glossary, target.format, target.languages)
    return [*writer.find_losses(glossary, target.languages)]


def write_verified(
    path: Path, drafts: Iterable[Iterable[bytes]], glossary: Glossary, name: str, languages: Languages
) -> None:
    """Write the first of these drafts of a file that says what was meant when it is read back.

    Every glossary that is written passes through here. Each draft goes to a temporary file beside the file, is read
    there, and replaces the file only if its concepts are those of the glossary, and its format is told as before.
    Raises VerifyError where none is good, and OSError; the file is then as it was.
    """
    writer = load_format(name)

    was_told = _tells(path, _read_old(path), name)

    def check(temporary: Path) -> None:
        with temporary.open("rb") as stream:
            if was_told and not _tells(path, stream.read(HEAD), name):
                raise VerifyError(f"it would be taken for another format than {name}")
            stream.seek(0)
            verify(stream, writer, glossary, languages)

    failure: VerifyError | None = None
    for pieces in drafts:
        try:
            return write_bytes_atomically(path, pieces, check)
        except VerifyError as error:
            failure = failure or error
    if failure:
        raise failure
    return None


def _list_drafts(path: Path, old: bytes, glossary: Glossary, target: Target) -> Iterator[Iterable[bytes]]:
    """Yield what may be written, the best first: the old file with what changes, all in its dialect, a new file."""
    writer = _load_writer(target.format)
    if old and target.onto and hasattr(writer, "edit"):
        edited = writer.edit(old, glossary, target.languages)
        if edited is not None:
            yield edited
        if hasattr(writer, "find_casualties") and not target.force:
            raise FormatError(_NOT_IN_PLACE)
    if not hasattr(writer, "read_dialect"):
        yield keep_line_ends(writer.dump(glossary, target.languages), old)
    elif dialect := _choose_dialect(path, old, target, cast(Table, writer)):
        yield cast(Table, writer).dump(glossary, target.languages, dialect)
    else:
        yield writer.dump(glossary, target.languages)


def _tells(path: Path, data: bytes, name: str) -> bool:
    """Whether the name and the content of a file tell that it is of this format."""
    try:
        return bool(data) and detect_format(path.name, data[:HEAD]) == name
    except FormatError:
        return False


def _read_old(path: Path) -> bytes:
    """The bytes of the file as it is, none where there is no file."""
    try:
        with open_file(path) as stream:
            return stream.read()
    except FileNotFoundError:
        return b""


def _refuse_to_lose(casualties: Sequence[str]) -> None:
    """Raise FormatError where something of the old file would get lost."""
    if casualties:
        raise FormatError(f"would lose {', '.join(casualties)}: give --force, or name another file")


def keep_line_ends(pieces: Iterable[bytes], old: bytes) -> Iterator[bytes]:
    """Yield a text in UTF-8 with the byte order mark and the line ends of the file as it was."""
    is_crlf = old.partition(b"\n")[0].endswith(b"\r")
    if old.startswith(BOM_UTF8):
        yield BOM_UTF8
    for piece in pieces:
        yield piece.replace(b"\n", b"\r\n") if is_crlf else piece


def _load_writer(name: str) -> Format:
    """Import the module of a format. Raises FormatError where there is none, or it can only be read."""
    writer = load_format(name)
    if not hasattr(writer, "dump"):
        raise FormatError(f"the format {name} is only read: convert the file to another, such as csv or tbx")
    return writer


def _choose_dialect(path: Path, old: bytes, target: Target, table: Table) -> Dialect | None:
    """Choose the dialect of a table: that of the file if it is one of the format, without its header if it was another.

    Where there is none yet, the dialect that the suffix asks for; None is the usual one of the format.
    """
    try:
        found = table.read_dialect(BytesIO(old))
        if found.header and (target.onto or _tells(path, old, target.format)):
            return found if target.onto else found._replace(header=())
    except FormatError:
        pass
    tabs = path.suffix.lower() == ".tsv"
    usual = FOR_PEOPLE if target.format in _FOR_SPREADSHEETS else PLAIN if tabs else None
    return usual._replace(delimiter="\t") if usual and tabs else usual


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
