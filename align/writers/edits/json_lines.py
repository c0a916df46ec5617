r"""JSON lines: the target is a literal, some of whose characters are escaped (`\n`, `\u4e2d`); others stay as they are.

What is new is escaped as JSON requires, and beyond ASCII where all of the file is ASCII, or its encoding has no such
character.
"""

import json
import re
from collections.abc import Sequence
from itertools import accumulate

from align.model import Edit, Span
from align.writers.edits import Edited, Mend
from align.writers.edits.text_files import Locate, TextFile, edit_text
from align.writers.edits.units import find_lines, shift_edits

_CHARACTER = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|[^\\]", re.DOTALL
)
"""How one character of a text is in a literal; the first form has two halves."""

_BLANK = re.compile(r"[ \t\r\n]*")
_KEY = "target"


def edit(data: bytes, mends: Sequence[Mend], encoding: str | None, gap: int) -> Edited:
    """Return the bytes with the corrections made (see `align.writers.edits.edit`)."""
    return edit_text(data, mends, encoding, gap, _prepare)


def _prepare(file: TextFile) -> Locate:
    lines, ascii_only = find_lines(file.text), file.text.isascii()

    def locate(mend: Mend) -> tuple[Edit, ...]:
        start, end = lines[mend.line - 1]
        literal = find_literal(file.text[start:end])
        written = _CHARACTER.findall(file.text, start + literal.start, start + literal.end)
        offsets = list(accumulate(map(len, written), initial=start + literal.start))
        return shift_edits((_escape(edit, file, ascii_only) for edit in mend.list_unit_edits()), offsets)

    return locate


def _escape(edit: Edit, file: TextFile, ascii_only: bool) -> Edit:
    text = json.dumps(edit.text, ensure_ascii=ascii_only or not file.is_storable(edit.text))[1:-1]
    return Edit(edit.start, edit.end, text)


def find_literal(line: str) -> Span:
    """Return where the target of an object is in its line, between the quotation marks; of several, the last counts.

    >>> find_literal('{"id": 1, "target": "a"}')
    Span(start=21, end=22)
    """
    decode, found = json.JSONDecoder().raw_decode, Span(0, 0)
    position = _skip(line, _skip(line, 0) + 1)
    while line[position] != "}":
        key, end = decode(line, position)
        start = _skip(line, _skip(line, end) + 1)
        _, end = decode(line, start)
        if key == _KEY:
            found = Span(start + 1, end - 1)
        position = _skip(line, end)
        position = _skip(line, position + 1) if line[position] == "," else position
    return found


def _skip(line: str, position: int) -> int:
    """Return the offset after white space."""
    match = _BLANK.match(line, position)
    return match.end() if match else position
