"""What stands where a report or a bitext is to be written: an earlier one of its kind, or somebody's own file."""

import re
from pathlib import Path

from align.readers.own_reports import begins_like_report
from glossary.storage.reading import open_file

_LOOKED_AT = 4_000
"""Bytes at the start of a file that tell what it is."""

_XML = rb"<\?xml[^>]*>\s*"
_ZIP = rb"PK\x03\x04"
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
        "csv": rb"(\xef\xbb\xbf)?(severity,rule|term,occurrences|kind,group|block,system),",
        "xlsx": _ZIP,
        "docx-comments": _ZIP,
        "html": rb".*<title>aligncheck: ",
        ".tsv": rb"source\ttarget\r?\n",
        ".jsonl": rb'\{"source": \[',
        ".tmx": rb'.*creationtool="aligncheck"',
        ".xliff": rb".*<xliff .*aligncheck",
        ".xlf": rb".*<xliff .*aligncheck",
        ".xlsx": _ZIP,
        ".html": rb".*<title>aligncheck: ",
    }.items()
}
"""How an output begins, by the name of its format or the suffix of a bitext."""

_FOR_PEOPLE = ("full", "concise", "github")


def is_foreign(path: str, form: str) -> bool:
    """Whether a file stands there that is evidently no earlier output of a format; an empty one is nobody's."""
    if form not in _HEADS and form not in _FOR_PEOPLE:
        return False
    try:
        with open_file(Path(path)) as file:
            head = file.read(_LOOKED_AT)
    except OSError:
        return False
    if form in _FOR_PEOPLE:
        return bool(head) and not begins_like_report(head.decode(errors="ignore"))
    return bool(head) and not _HEADS[form].match(head)
