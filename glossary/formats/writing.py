"""The one way in which glossaries are written: of several drafts the first that reads back right replaces the file."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from glossary.formats import detect_format, load_format
from glossary.formats.base import EditableFormat, Format, FormatError, FragileFormat, Languages, ShapedFormat
from glossary.formats.tables.cells import FOR_PEOPLE, PLAIN, Dialect, Table
from glossary.formats.text import HEAD
from glossary.formats.verifying import VerifyError, verify
from glossary.model import Glossary
from glossary.storage.atomic import write_bytes_atomically
from glossary.storage.reading import open_file

_FOR_SPREADSHEETS = frozenset({"csv", "pairs"})
"""The formats whose files people open in spreadsheets."""

_NOT_IN_PLACE = "cannot be edited in place, only written as a whole: give --force, or convert it to .csv"

_OTHER_VERSION = "give --force to write all of it as TBX-Basic version 3, or convert it to a file of another name"


class Target(NamedTuple):
    """How a file is to be written: in which format, onto what it holds or as a whole, and whatever gets lost of it."""

    format: str
    languages: Languages
    onto: bool
    force: bool


def write(path: Path, glossary: Glossary, target: Target) -> list[str]:
    """Write a glossary under the lock of its file; return what the format cannot hold, a line for each kind of loss.

    Raises FormatError and OSError; the file is then as it was.
    """
    writer = load_writer(target.format)
    old = _read_old(path)
    if old and not target.force and isinstance(writer, FragileFormat):
        _refuse_to_lose(writer.find_casualties(old, whole=not target.onto), target.onto)
    write_verified(path, _list_drafts(path, old, glossary, target), glossary, target.format, target.languages)
    return [*map(str, writer.find_losses(glossary, target.languages))]


def write_verified(
    path: Path, drafts: Iterable[Iterable[bytes]], glossary: Glossary, name: str, languages: Languages
) -> None:
    """Write the first of these drafts of a file that says what was intended when it is read back.

    Every glossary that is written passes through here. Each draft goes to a temporary file next to the file, is read
    there, and replaces the file only if its concepts are those of the glossary, and its format is found as before (a
    file without concepts may have none).
    Raises VerifyError where none is good, and OSError; the file is then as it was.
    """
    writer = load_format(name)

    was_told = _tells(path, _read_old(path), name)

    def check(temporary: Path) -> None:
        with open_file(temporary) as stream:
            if was_told and glossary.concepts and not _tells(path, stream.read(HEAD), name):
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
    writer = load_writer(target.format)
    if old and target.onto and isinstance(writer, EditableFormat):
        yield from writer.edit(old, glossary, target.languages)
        if not target.force:
            _refuse_to_write_anew(writer, old)
    if not isinstance(writer, Table):
        yield _keep_line_ends(writer.dump(glossary, target.languages), old)
    elif dialect := _choose_dialect(path, old, target, writer):
        yield writer.dump(glossary, target.languages, dialect)
    else:
        yield writer.dump(glossary, target.languages)


def _tells(path: Path, data: bytes, name: str) -> bool:
    """Return whether the name and the content of a file show that it is of this format."""
    try:
        return bool(data) and detect_format(path.name, data[:HEAD]) == name
    except FormatError:
        return False


def _read_old(path: Path) -> bytes:
    """Return the bytes of the file as it is, none where there is no file."""
    try:
        with open_file(path) as stream:
            return stream.read()
    except FileNotFoundError:
        return b""


def _refuse_to_lose(casualties: Sequence[str], onto: bool) -> None:
    """Raise FormatError where something of the old file would get lost; `onto`: it was to be changed."""
    if casualties:
        other = "convert it to a file of another name" if onto else "name another file"
        raise FormatError(f"would lose {', '.join(casualties)}: give --force, or {other}")


def _keep_line_ends(pieces: Iterable[bytes], old: bytes) -> Iterator[bytes]:
    """Yield a text in UTF-8 with the byte order mark and the line ends of the file as it was."""
    is_crlf = old.partition(b"\n")[0].endswith(b"\r")
    if old.startswith(BOM_UTF8):
        yield BOM_UTF8
    for piece in pieces:
        yield piece.replace(b"\n", b"\r\n") if is_crlf else piece


def _refuse_to_write_anew(writer: Format, old: bytes) -> None:
    """Raise FormatError where a file would lose its form if it were written again."""
    if isinstance(writer, FragileFormat):
        raise FormatError(_NOT_IN_PLACE)
    if isinstance(writer, ShapedFormat) and (form := writer.describe_form(old)):
        raise FormatError(f"the change cannot be made in {form}: {_OTHER_VERSION}")


def load_writer(name: str) -> Format:
    """Import the module of a format. Raises FormatError where there is none, or it can only be read."""
    writer = load_format(name)
    if not isinstance(writer, Format):
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
