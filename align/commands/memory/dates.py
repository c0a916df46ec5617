"""When a text was published, as far as it shows that: a day, as 2017-04-26."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

from align.config.settings import find_repository
from align.errors import CommandError
from align.inputs.git import ask_git
from align.model.formats import find_reader
from align.model.front_matter import FRONT_MATTER
from glossary.pack.patterns import compile_late
from glossary.storage.reading import open_file

_LOOKED_AT = 20_000
"""Bytes at the start of a file that its front matter is in."""
_IN_FRONT = re.compile(r"""^date[ \t]*[:=][ \t]*["']?(\d{4})-(\d\d)-(\d\d)""", re.MULTILINE)
_IN_PATH = compile_late(r"(?<!\d)((?:19|20)\d\d)([-_./]?)(\d\d)\2(\d\d)(?!\d)")


def find_date(path: str) -> str:
    """Return the date of a text.

    The first that there is counts: that of its front matter (`date:`), the last in its path (2017-04-26, 20170426,
    2017/04/26), that of the last commit that changed it, that of its file in UTC.
    """
    return _find_in_front(path) or find_in_path(path) or _ask_git(path) or _read_file_date(path)


def _find_in_front(path: str) -> str:
    if not find_reader(path).has_front_matter:
        return ""
    try:
        with open_file(path) as file:
            text = file.read(_LOOKED_AT).decode(errors="replace").removeprefix("\ufeff")
    except OSError:
        return ""
    front = FRONT_MATTER.match(text)
    found = _IN_FRONT.search(front[0]) if front else None
    return _check(*found.groups()) if found else ""


def find_in_path(path: str) -> str:
    """Return the last date in a path; empty where there is none.

    >>> find_in_path("archive/2017/04/26/rates.txt"), find_in_path("2017-13-01.txt")
    ('2017-04-26', '')
    """
    found = [_check(match[1], match[3], match[4]) for match in _IN_PATH.finditer(Path(path).as_posix())]
    return next(filter(None, reversed(found)), "")


def _check(year: str, month: str, day: str) -> str:
    """Return a date as text; empty where there is no such day."""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def _ask_git(path: str) -> str:
    """Return the day of the last commit that changed a file; empty where git does not know it."""
    root = find_repository(path)
    if not root:
        return ""
    try:
        return ask_git(root, "log", "-1", "--format=%cs", "--", str(Path(path).absolute())).decode().strip()
    except CommandError:
        return ""


def _read_file_date(path: str) -> str:
    try:
        seconds = Path(path).stat().st_mtime
    except OSError:
        return ""
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()
