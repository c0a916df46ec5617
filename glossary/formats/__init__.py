"""Formats of glossaries: one module a format, named in one table here and imported when first needed."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import PurePath
from typing import cast

from glossary.formats.base import Format, FormatError

FORMATS = {
    "csv": "delimited",
    "pairs": "pairs",
    "jsonl": "jsonl",
    "xlsx": "xlsx",
    "tbx": "tbx",
    "tmx": "tmx",
    "multiterm": "multiterm",
    "deepl": "deepl",
    "google": "google",
    "google-sets": "google_sets",
    "aws": "aws",
    "memoq": "memoq",
}
"""The name of a format, as a person gives it -> the module of this package that reads and writes it."""

_SUFFIXES = {".csv": "csv", ".tsv": "csv", ".jsonl": "jsonl", ".xlsx": "xlsx", ".tbx": "tbx", ".tmx": "tmx"}
"""Suffix (lower case) -> the format that a new file of this name is written in."""

_MARKS = b"\xef\xbb\xbf\xff\xfe \t\r\n"
"""What may stand before the first character of an XML file."""

_ROOTS = {"martif": "tbx", "tbx": "tbx", "tmx": "tmx", "mtf": "multiterm"}
"""The root element of an XML file (lower case) -> its format."""

_NO_ELEMENT = re.compile(r"<!--.*?-->|<[!?][^>]*>", re.DOTALL)
_ELEMENT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z]+)")


def module(name: str) -> Format:
    """The module of a format. Raises FormatError where there is none of this name."""
    if name not in FORMATS:
        raise FormatError(f"unknown format “{name}”: known are {', '.join(FORMATS)}")
    return cast(Format, import_module(f"glossary.formats.{FORMATS[name]}"))


def format_of_name(path: str) -> str:
    """The format in which a new file of this name is written. Raises FormatError where the suffix tells none."""
    suffix = PurePath(path).suffix.lower()
    if suffix not in _SUFFIXES:
        raise FormatError(
            f"unknown suffix: use one of {' '.join(_SUFFIXES)}, or name the format ({', '.join(FORMATS)})"
        )
    return _SUFFIXES[suffix]


def format_of_content(path: str, head: bytes) -> str:
    """The format of a file with this name that begins with these bytes.

    The suffix decides, and then, for `.csv` and `.tsv`, the header and for `.xml` the root element; of a file without
    a suffix, such as git gives to a merge driver, the content alone. Raises FormatError where they tell no format.
    """
    suffix = PurePath(path).suffix.lower()
    if suffix == ".xml" or (not suffix and head.lstrip(_MARKS).startswith(b"<")):
        return _format_of_root(head)
    if not suffix and head.startswith((b"{", b"PK")):
        return "jsonl" if head.startswith(b"{") else "xlsx"
    name = format_of_name(path) if suffix else "csv"
    if name != "csv":
        return name
    from glossary.formats.headers import format_of_head

    return format_of_head(head)


def _format_of_root(head: bytes) -> str:
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = head.decode("utf-16" if wide else "utf-8", "replace")
    root = _ELEMENT.search(_NO_ELEMENT.sub("", text))
    name = root[1].lower() if root else ""
    if name not in _ROOTS:
        raise FormatError(f"no glossary: its root element is none of {', '.join(_ROOTS)}")
    return _ROOTS[name]
