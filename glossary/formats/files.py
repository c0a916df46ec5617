"""Glossaries on disk: read in any format, written whole or not at all, changed by one program at a time."""

from __future__ import annotations

import errno
import gc
import os
import shlex
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, NamedTuple

from glossary.errors import AligncheckError
from glossary.formats import choose_format, detect_format, load_format
from glossary.formats.base import DEFAULT_LANGUAGES, FormatError, Languages, LenientFormat
from glossary.formats.losses import find_new_losses
from glossary.formats.tables.cells import Table
from glossary.formats.tables.detection import detect_table
from glossary.formats.tables.heading import ColumnsError
from glossary.formats.text import HEAD
from glossary.formats.writing import Target, load_writer, write
from glossary.model import Glossary
from glossary.storage.atomic import read_permissions
from glossary.storage.locks import LockError, lock
from glossary.storage.reading import LARGEST, describe_limit, is_folder, is_there, open_file

_TABLES = frozenset(("csv", "pairs", "wide", "aws", "xlsx"))
"""The formats of tables that people make, whose columns they may choose."""

_NEVER_EMPTY = frozenset(("xlsx", "tbx", "tmx", "multiterm", "json"))
"""The formats whose files hold something even where there are no terms."""

_SHEETS = 5
"""How many sheets that are not read are named."""

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

    `format` is the name of the file's format. After the block `losses` is what the format could not hold, and `columns`
    are the titles of columns that a table got.
    """

    glossary: Glossary
    format: str
    losses: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)


def load(
    path: Path,
    format_name: str | None = None,
    languages: Languages = DEFAULT_LANGUAGES,
    columns: str = "",
    *,
    unfinished: bool = False,
) -> Loaded:
    """Read a glossary in the format that is named, or that its suffix and its content show. Raises GlossaryError.

    `columns` says which columns of a table hold what (see `glossary.formats.tables.choice`); other formats know it.
    `unfinished` reads the terms without text that a table has, where they are an error else.
    """
    with explain_errors(path):
        return _load(path, format_name, languages, columns, unfinished)


def save(
    path: Path,
    glossary: Glossary,
    format_name: str | None = None,
    languages: Languages = DEFAULT_LANGUAGES,
    *,
    onto: bool = False,
    force: bool = False,
) -> list[str]:
    """Write a glossary in the format that is named, or that the suffix shows, as a file of its own.

    Of a table of the same format that it replaces, the encoding, the delimiter and the line ends stay. `onto`: the
    glossary came from this file, whose columns, rows and sheets stay as in `edit`. `force` is as there, and replaces a
    file that holds no glossary.
    Returns what the format cannot hold, a line for each kind of loss. Raises GlossaryError; the file is then as it was.
    """
    with explain_errors(path):
        _check_folder(path)
        name = format_name or choose_format(path.name)
        load_writer(name)
        read_permissions(Path(os.path.realpath(path)))
        with lock(path):
            if not (onto or force or _may_be_replaced(path, name, languages)):
                raise FormatError("is there and holds no glossary: name another file, or give --force to replace it")
            return write(path, glossary, Target(name, languages, onto, force))


@contextmanager
def edit(
    path: Path,
    format_name: str | None = None,
    languages: Languages = DEFAULT_LANGUAGES,
    columns: str = "",
    *,
    create: bool = False,
    force: bool = False,
) -> Iterator[Draft]:
    """Change a glossary file under a lock: `with edit(path) as draft: draft.glossary = ...`.

    The file is written at the end of the block if the glossary has changed, and not when the block raises. Rows of a
    table or sheet that say what they said stay as they are. `create` begins an empty glossary where there is no file.
    `force` writes a file although parts, its form or some of the change get lost. A table whose `columns` have to be
    named is not changed. Raises GlossaryError before the block where the file cannot be read or may not be written, and
    after it where its format cannot hold the change, or writing fails; the file is then as it was.
    """
    with ExitStack() as stack:
        with explain_errors(path):
            _check_folder(path)
            new = read_permissions(Path(os.path.realpath(path))) is None and create
            stack.enter_context(lock(path))
            new = new and not is_there(path)
            empty = Loaded(Glossary(()), format_name or choose_format(path.name)) if new else None
            loaded = empty or _load_to_change(path, format_name, languages, columns)
            load_writer(loaded.format)
        draft = Draft(*loaded)
        yield draft
        if new or draft.glossary != loaded.glossary:
            if not force:
                with explain_errors(path):
                    _refuse_what_is_not_held(path, loaded.glossary, draft, languages)
            _write_draft(path, draft, Target(loaded.format, languages, not new, force))


def _may_be_replaced(path: Path, name: str, languages: Languages) -> bool:
    """Return whether a path leads to no file, to an empty one, or to a glossary, of this format or the one that it
    shows.
    """
    if not is_there(path) or not path.stat().st_size:
        return True
    for named in (None, name):
        with suppress(FormatError):
            _load(path, named, languages, unfinished=True)
            return True
    return False


def _refuse_what_is_not_held(path: Path, before: Glossary, draft: Draft, languages: Languages) -> None:
    """Raise FormatError where a format cannot hold a change, so that the file would not say what was asked for."""
    writer = load_writer(draft.format)
    lost = find_new_losses(*(writer.find_losses(one, languages) for one in (before, draft.glossary)))
    if lost:
        convert = _name_convert(path)
        if languages != DEFAULT_LANGUAGES:
            convert += f" --languages {','.join(languages)}"
        what = f"not changed, for {draft.format} cannot hold all of it ({'; '.join(map(str, lost))})"
        raise FormatError(f"{what}: first {convert}, or give --force to lose this")


def _write_draft(path: Path, draft: Draft, target: Target) -> None:
    """Write the glossary of a draft, and note in it what got lost and which columns are new. Raises GlossaryError."""
    with explain_errors(path):
        titles = read_titles(path, target.format)
        draft.losses = write(path, draft.glossary, target)
        written = read_titles(path, target.format)  # of a table without titles, the first row, which may be another
        draft.columns = [*(Counter(written) - Counter(titles))] if 0 < len(titles) < len(written) else []


def _check_folder(path: Path) -> None:
    """Raise FormatError where a file cannot be in this place, as its folder lacks, IsADirectoryError at a folder."""
    if is_folder(path):
        raise IsADirectoryError(errno.EISDIR, "is a folder")
    if not is_folder(path.parent):
        raise FormatError(f"there is no folder {path.parent}: make it, or check the name")


def _load_to_change(path: Path, named: str | None, languages: Languages, columns: str) -> Loaded:
    """Read a file that will be written. Raises FormatError, which says how to make one that can be, if it cannot."""
    if columns:
        advice = f"write it again, {_name_convert(path)} --columns {columns}"
        raise FormatError(f"cannot be changed with --columns: leave that out, or {advice}")
    try:
        loaded = _load(path, named, languages)
    except ColumnsError as error:
        advice = f"write it again, {_name_convert(path)} --columns {error.columns}"
        raise FormatError(f"{error.what}, so that it cannot be changed: {advice}", error.line) from error
    except FormatError as error:
        message = error.message.replace("as in --columns", f"as in {_name_convert(path)} --columns")
        raise FormatError(message, error.line) from error
    if loaded.format == "wide":
        what = "its table has a title above it, or several columns of terms, and is only read"
        raise FormatError(f"{what}: write it again, {_name_convert(path)}")
    return loaded


def _name_convert(path: Path) -> str:
    """Return the command that makes a table that can be changed of one that is only read."""
    return f"aligncheck glossary convert {shlex.quote(str(path))} NEW.csv"


def read_titles(path: Path, name: str) -> tuple[str, ...]:
    """Read the first row of a table; nothing where the file is none or does not exist. Raises FormatError."""
    module = load_format(name)
    if not isinstance(module, Table) or not is_there(path):
        return ()
    with open_file(path) as stream:
        return module.read_dialect(stream).header


def describe_unread_sheets(path: Path, name: str, columns: str = "") -> str:
    """Name the sheets of a workbook that hold something and are not read; "" where there are none, or for other files.

    `name` is the format of the file. Raises GlossaryError.
    """
    from glossary.formats.tables.choice import parse_choice
    from glossary.formats.xlsx import list_unread

    if name != "xlsx":
        return ""
    with explain_errors(path), open_file(path) as stream:
        unread = list_unread(stream, parse_choice(columns) if columns else None)
    names = ", ".join(f"“{sheet}”" for sheet in unread[:_SHEETS])
    more = f" and {len(unread) - _SHEETS} more" if len(unread) > _SHEETS else ""
    return f"not read: the sheet{'s' if len(unread) > 1 else ''} {names}{more}" if unread else ""


def names_by_source(path: Path, name: str) -> bool:
    """Return whether a file of this format is a list of pairs without ids, so that a concept is called as its source
    term.

    Raises GlossaryError.
    """
    from glossary.formats.tables.cells import Row
    from glossary.formats.tables.detection import detect_table_of_rows
    from glossary.formats.tables.titles import normalize_name

    if name in {"deepl", "google", "aws", "omegat"}:
        return True
    if name not in {"pairs", "xlsx"}:
        return False
    with explain_errors(path):
        header = [*read_titles(path, name)]
    return detect_table_of_rows([Row(1, header)]) == "pairs" and "concept" not in map(normalize_name, header)


def _load(path: Path, named: str | None, languages: Languages, columns: str = "", unfinished: bool = False) -> Loaded:
    with open_file(path) as stream:
        head = stream.peek(HEAD)
        name = detect_table(head) if named == "csv" else named or detect_format(path.name, head)
        if not head and name in _NEVER_EMPTY:
            raise FormatError(f"is empty, as no {name} file is: export it again, or delete it")
        collecting = gc.isenabled()
        gc.disable()  # nothing that is made here is garbage, and looking for it takes half the time
        try:
            if columns and name in _TABLES:
                return _load_chosen(stream, name, languages, columns, unfinished)
            module = load_format(name)
            read = module.load_unfinished if unfinished and isinstance(module, LenientFormat) else module.load
            return Loaded(read(stream, languages), name)
        finally:
            if collecting:
                gc.enable()


def _load_chosen(stream: BinaryIO, name: str, languages: Languages, columns: str, unfinished: bool) -> Loaded:
    """Read a table of which a person says what it holds; a delimited one whose columns are named is then `wide`."""
    from glossary.formats import aws, delimited, wide, xlsx
    from glossary.formats.tables.choice import parse_choice

    choice = parse_choice(columns)
    if name == "xlsx":
        return Loaded(xlsx.load_chosen(stream, languages, choice, unfinished), name)
    if choice.sheet:
        raise FormatError(f"is not a workbook and has no sheet “{choice.sheet}”: leave sheet out of --columns")
    if choice.pairs:
        return Loaded(wide.load_chosen(stream, languages, choice), "wide")
    if name == "csv":
        return Loaded(delimited.load_chosen(stream, languages, choice, unfinished), name)
    return Loaded(wide.load_chosen(stream, languages, choice) if name != "aws" else aws.load(stream, languages), name)


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
    """Return why a character cannot be written."""
    if "\ud800" <= character <= "\udfff":
        return "a text holds half a character (a lone surrogate): write it again"
    return f"its encoding lacks {character!r}: save it as UTF-8"
