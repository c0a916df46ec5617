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
    "wide": "wide",
    "jsonl": "jsonl",
    "xlsx": "xlsx",
    "tbx": "tbx",
    "tmx": "tmx",
    "multiterm": "multiterm",
    "deepl": "deepl",
    "google": "google.pairs",
    "google-sets": "google.sets",
    "aws": "aws",
    "memoq": "memoq",
    "omegat": "omegat",
    "json": "term_lists",
}
"""The name of a format, as a person gives it -> the module of this package that reads and writes it."""

_SUFFIXES = {
    **{".csv": "csv", ".tsv": "csv", ".jsonl": "jsonl", ".xlsx": "xlsx", ".tbx": "tbx", ".tmx": "tmx"},
    **{".json": "json", ".utf8": "omegat", ".tab": "omegat"},
}
"""Suffix (lower case) -> the format that a new file of this name is written in."""

_FOREIGN = {
    ".sdltb": "a termbase of Trados MultiTerm (a database): export it there as MultiTerm XML, TBX or Excel, and name "
    "that file",
    ".sdltm": "a translation memory of Trados (a database): export it there as TMX, and name that file",
}
"""Suffix -> what such a file is and what to do with it, of files that people take for glossaries."""

_BEFORE = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"
"""Bytes that may be before the first character of a file: byte order marks, white space, half of UTF-16."""

_ROOTS = {"martif": "tbx", "tbx": "tbx", "tmx": "tmx", "mtf": "multiterm"}
"""The root element of an XML file (lower case) -> its format."""

_NO_ELEMENT = re.compile(r"<!--.*?-->|<[!?][^>]*>", re.DOTALL)
_ELEMENT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z]+)")


class SuffixError(FormatError):
    """A name of a file that shows no format; a command with an option for the format adds how to use it."""


def load_format(name: str) -> Format:
    """Import the module of a format. Raises FormatError where there is none of this name."""
    if name not in FORMATS:
        raise FormatError(f"unknown format “{name}”: known are {', '.join(FORMATS)}")
    return cast(Format, import_module(f"glossary.formats.{FORMATS[name]}"))


def choose_format(path: str) -> str:
    """Return the format in which a new file of this name is written. Raises FormatError where its suffix is unknown."""
    suffix = PurePath(path).suffix.lower()
    if suffix in _FOREIGN:
        raise FormatError(f"is {_FOREIGN[suffix]}")
    if suffix not in _SUFFIXES:
        raise SuffixError(f"unknown suffix: use one of {' '.join(_SUFFIXES)}")
    return _SUFFIXES[suffix]


def detect_format(path: str, head: bytes) -> str:
    """Return the format of a file with this name that begins with these bytes, which may end inside a character.

    The suffix decides; then, for `.csv`, `.tsv` and a `.txt` with tabs (Excel's “Unicode Text”, or OmegaT's glossary,
    which begins with #), the first row, and for `.xml` the root element. Where there is no suffix, as in the files that
    git gives to a merge driver, the content alone decides. Raises FormatError where they show no format.
    """
    suffix = PurePath(path).suffix.lower()
    start = b"" if suffix else head.lstrip(_BEFORE)
    if suffix == ".xml" or start.startswith(b"<"):
        return _detect_root(head)
    if start.startswith((b"{", b"PK")):
        return "jsonl" if start.startswith(b"{") else "xlsx"
    if suffix == ".txt" and head.lstrip(_BEFORE).startswith(b"#") and b"\t" in head:
        return "omegat"
    has_tabs = suffix == ".txt" and b"\t" in head.partition(b"\n")[0]
    name = choose_format(path) if suffix and not has_tabs else "csv"
    if name != "csv":
        return name
    from glossary.formats.tables.detection import detect_table

    return detect_table(head)


def _detect_root(head: bytes) -> str:
    """Return the format of an XML file by its root element."""
    from glossary.formats.xml.parser import read_head

    root = _ELEMENT.search(_NO_ELEMENT.sub("", read_head(head)))
    name = root[1].lower() if root else ""
    if name not in _ROOTS:
        raise FormatError(f"no glossary: its root element is none of {', '.join(_ROOTS)}; export it as TBX or TMX")
    return _ROOTS[name]
