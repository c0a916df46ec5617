"""What is where a report or a bitext is to be written: an earlier one of its kind, or someone's own file."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

from align.errors import FileError, ReadError
from align.inputs.files import read_bytes
from align.readers.own_reports import begins_like_report
from align.report import FORMATS
from align.writers import WRITERS
from glossary.storage.reading import is_folder, open_file

_LOOKED_AT = 4_000
"""Bytes at the start of a file that show what it is."""

OF_SCORES = "scores"
"""The name for a report on scores that is for people."""
GLOSSARY_PAGE = "glossary page"
"""The name for the page of a glossary."""
_SCORES = re.compile(rb"^(signature |Signature: )aligncheck\\?:|items that both have", re.MULTILINE)
"""What every report on scores holds for people, mostly at its end."""


def check_place(path: str) -> None:
    """See that a path may be that of an output: it is no folder, and in one that exists. Raises FileError."""
    if is_folder(path):
        raise FileError(path, "is a folder; name a file for the output")
    if not is_folder(Path(path).parent):
        raise FileError(path, f"cannot be written: there is no folder {Path(path).parent}: make it, or name another")


def is_foreign(path: str, form: str) -> bool:
    """Return whether a file is there that is evidently no earlier output of a format; an empty one is no one's."""
    try:
        with open_file(path) as file:
            head = file.read(_LOOKED_AT)
    except OSError:
        return False
    if not head:
        return False
    row = WRITERS.get(form) or FORMATS.get(form.removeprefix("."))  # a page of pairs begins as one of findings
    if pattern := row and row.head:
        return not re.match(pattern, head, re.DOTALL)
    return form in _RECOGNISERS and not _RECOGNISERS[form](path, head)


def _begins_like_report(_: str, head: bytes) -> bool:
    return begins_like_report(head.decode(errors="ignore"))


def _is_copy(path: str, _: bytes) -> bool:
    from align.readers.docx.reviewed import find_original

    return bool(find_original(path))


def _has_scores(path: str, _: bytes) -> bool:
    try:
        return bool(_SCORES.search(read_bytes(path)))
    except ReadError:
        return False


def _is_glossary_page(_: str, head: bytes) -> bool:
    return b"<title>aligncheck: glossary " in head


def _has_sheet(named: bytes, path: str, _: bytes) -> bool:
    """Return whether a file is a workbook with a sheet of a name."""
    from align.readers.archive import LARGEST_TABLE, open_archive

    try:
        return named in open_archive(read_bytes(path)).read("xl/workbook.xml", LARGEST_TABLE)
    except ReadError:
        return False


_RECOGNISERS: dict[str, Callable[[str, bytes], bool]] = {
    "full": _begins_like_report,
    "concise": _begins_like_report,
    "github": _begins_like_report,
    **dict.fromkeys((name for name, row in FORMATS.items() if row.is_copy), _is_copy),
    "xlsx": partial(_has_sheet, b'name="aligncheck"'),
    ".xlsx": partial(_has_sheet, b'name="bitext"'),
    OF_SCORES: _has_scores,
    GLOSSARY_PAGE: _is_glossary_page,
}
"""What recognises an output that no head shows, by the path of the file and its first bytes."""
