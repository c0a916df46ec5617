"""What is where a report or a bitext is to be written: an earlier one of its kind, or someone's own file."""

import re

from align.errors import ReadError
from align.inputs.files import read_bytes
from align.readers.own_reports import begins_like_report
from glossary.storage.reading import open_file

_LOOKED_AT = 4_000
"""Bytes at the start of a file that show what it is."""

_XML = rb"<\?xml[^>]*>\s*"
_HEADS = {
    name: re.compile(head, re.DOTALL)
    for name, head in {
        "json": rb'\{\s*"version": \d',
        "jsonl": rb'\{"(rule|unlisted)": ',
        "sarif": rb'\{"\$schema": "[^"]*sarif',
        "rdjson": rb'\{"source": \{"name": "aligncheck"',
        "gitlab": rb'\[\s*(\]|\{"description": )',
        "junit": _XML + rb'<testsuites name="aligncheck"',
        "checkstyle": _XML + rb"<checkstyle",
        "csv": rb"(\xef\xbb\xbf)?((severity,rule|term,occurrences|kind,group|block,system),|name,value\r?\nitems )",
        "html": rb".*<title>aligncheck: ",
        ".tsv": rb"source\ttarget\r?\n",
        ".jsonl": rb'\{"source": \[',
        ".tmx": rb'.*creationtool="aligncheck"',
        ".xliff": rb".*<xliff .*aligncheck",
        ".xlf": rb".*<xliff .*aligncheck",
        ".html": rb".*<title>aligncheck: ",
    }.items()
}
"""How an output begins, by the name of its format or the suffix of a bitext."""

_FOR_PEOPLE = ("full", "concise", "github")
OF_SCORES = "scores"
"""The name for a report on scores that is for people."""
_SCORES = re.compile(rb"^(signature |Signature: )aligncheck\\?:|items that both have", re.MULTILINE)
"""What every report on scores holds for people, mostly at its end."""
_SHEETS = {"xlsx": b'name="aligncheck"', ".xlsx": b'name="bitext"'}
"""How a workbook names its sheet."""


def is_foreign(path: str, form: str) -> bool:
    """Return whether a file is there that is evidently no earlier output of a format; an empty one is no one's."""
    try:
        with open_file(path) as file:
            head = file.read(_LOOKED_AT)
    except OSError:
        return False
    if not head:
        return False
    if form in _FOR_PEOPLE:
        return not begins_like_report(head.decode(errors="ignore"))
    if form == OF_SCORES or form in _SHEETS:
        return not (_has_scores(path) if form == OF_SCORES else _has_sheet(path, _SHEETS[form]))
    if form in ("docx-comments", "docx-changes"):
        from align.readers.docx.reviewed import find_original

        return not find_original(path)
    return form in _HEADS and not _HEADS[form].match(head)


def _has_scores(path: str) -> bool:
    try:
        return bool(_SCORES.search(read_bytes(path)))
    except ReadError:
        return False


def _has_sheet(path: str, named: bytes) -> bool:
    """Return whether a file is a workbook with a sheet of a name."""
    from align.readers.archive import LARGEST_TABLE, open_archive

    try:
        return named in open_archive(read_bytes(path)).read("xl/workbook.xml", LARGEST_TABLE)
    except ReadError:
        return False
