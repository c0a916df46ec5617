"""Writes the manual page, docs/aligncheck.1, from the commands (`python docs/generate.py`); wheels install it."""

import re
from collections.abc import Iterable, Iterator

from command_pages import CommandPage, Record, is_example, list_commands

from align import __version__

_HEAD = f"""\
.\\" Generated from the commands by docs/generate.py.
.TH ALIGNCHECK 1 "" "aligncheck {__version__}" "User Commands"
.nh
.SH NAME
aligncheck \\- check translations, chiefly from Chinese into English
"""

_COLUMNS = 73
"""A window of 80 columns has so many behind the margin."""

_FILES = {
    "aligncheck.toml": "The settings of the folder that it is in and of those below it; `aligncheck init` writes one.",
    "aligncheck-accepted.jsonl": "The findings that `aligncheck accept` keeps, each with its reason.",
    "aligncheck-baseline.jsonl": "The findings that `aligncheck baseline` has noted as known.",
}

_VARIABLES = {
    "ALIGNCHECK_NO_CACHE": "1: everything is checked again, and nothing is kept in the cache.",
    "ALIGNCHECK_TRACEBACK": "1: a failure of the program itself prints its traceback, for a report.",
    "NO_COLOR, FORCE_COLOR": "Whether `--color auto` prints colours.",
}


def render() -> str:
    """Return the manual page, in the language of man(7)."""
    first, *others = list_commands()
    lines = [_HEAD, ".SH SYNOPSIS\n", f".B {_escape(first.usage)}\n", ".SH DESCRIPTION\n", *_describe(first)]
    lines += [".SH COMMANDS\n"]
    for page in others:
        lines += [f'.SS "{_escape(page.path)}"\n', f".B {_escape(page.usage)}\n.PP\n", *_describe(page)]
    lines += [".SH FILES\n", *_list_records(_FILES.items())]
    lines += [".SH ENVIRONMENT\n", *_list_records(_VARIABLES.items())]
    return "".join(lines)


def _describe(page: CommandPage) -> Iterator[str]:
    for paragraph in page.text:
        if is_example(paragraph):
            lines = re.sub("^    ", "", paragraph, flags=re.MULTILINE).split("\n")
            indent = min(4, _COLUMNS - max(map(len, lines)))
            yield f".RS {indent}\n.nf\n{_escape_lines(lines)}\n.fi\n.RE\n.PP\n"
        else:
            yield f"{_escape(' '.join(paragraph.split()))}\n.PP\n"
    for heading, records in page.options:
        yield f"{_escape(heading)}:\n.RS 2\n"
        yield from _list_records(records)
        yield ".RE\n.PP\n"
    if page.commands:
        yield "Commands:\n.RS 2\n"
        yield from _list_records(page.commands)
        yield ".RE\n.PP\n"


def _list_records(records: Iterable[Record]) -> Iterator[str]:
    for name, meaning in records:
        yield f".TP\n.B {_escape(name)}\n{_escape(' '.join(meaning.split()))}\n"


def _escape_lines(lines: Iterable[str]) -> str:
    return "\n".join(map(_escape, lines))


def _escape(text: str) -> str:
    """Return a line as text that man prints as it is: hyphens that can be copied, no line that is a request."""
    text = text.translate(_CHARACTERS).rstrip(" ")
    return f"\\&{text}" if text.startswith(".") else text


_CHARACTERS = str.maketrans({"\\": "\\e", "-": "\\-", "`": "\\(ga", "'": "\\(aq", '"': "\\(dq"})
