"""Deletions in plain text and Markdown: with a whole line, or paragraph, go its line breaks, and with words a space."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from align.model import Edit
from align.model.front_matter import FRONT_MATTER

_MARK = re.compile(r"[ \t]*(?:(?:[-*+]|[0-9]{1,9}[.)]|#{1,6}|>)[ \t]+)*")
"""What a line of Markdown begins with where it is an item of a list, a heading or a quotation."""

_BLANK = re.compile(r"[ \t]*\r?\n")
_REST_OF_LINE = re.compile(r"[ \t\r]*(?:\n|\Z)")
_INDENTED = re.compile(r"[ \t]+\S")


class _Deletion(NamedTuple):
    """Where something is deleted, and by which edit of which correction."""

    start: int
    end: int
    mend: int
    edit: int


def tidy_deletions(text: str, mends: Sequence[Sequence[Edit]], *, is_markdown: bool = False) -> list[tuple[Edit, ...]]:
    """Return corrections of a text so that what they delete leaves no empty line and no space at the end of one.

    Together they may delete all of a line. The lines of the text are those of its file.
    """
    tidied = [list(edits) for edits in mends]
    front = FRONT_MATTER.match(text) if is_markdown else None
    first = front.end() if front else 0
    lead = len(text) - len(text[first:].lstrip())
    found = sorted(
        _Deletion(edit.start, edit.end, number, index)
        for number, edits in enumerate(mends)
        for index, edit in enumerate(edits)
        if not edit.text and first <= edit.start < edit.end
    )
    groups = list[list[_Deletion]]()
    for one in found:
        if groups and not text[groups[-1][-1].end : one.start].strip():
            groups[-1].append(one)
        else:
            groups.append([one])
    for group in groups:
        start, end = _widen(text, group[0].start, group[-1].end, lead, is_markdown=is_markdown)
        for one, other in zip(group, [*group[1:], None], strict=True):
            begin = start if one is group[0] else one.start
            stop = end if other is None else max(one.end, other.start)
            tidied[one.mend][one.edit] = Edit(begin, max(stop, begin), "")
    return [tuple(edits) for edits in tidied]


def _widen(text: str, start: int, end: int, lead: int, *, is_markdown: bool) -> tuple[int, int]:
    """Return from where to where is deleted, where this is: whole lines with their breaks, else a space with words.

    `lead` is where the words of the text begin.
    """
    has_words, rest = any(map(str.isalnum, text[start:end])), _REST_OF_LINE.match(text, end)
    if not rest or not text[start:end].strip():
        is_between = has_words and text[end] == " " and (start <= lead or text[start - 1] in " \n")
        return start, end + is_between
    line = text.rfind("\n", 0, start) + 1
    before = text[line:start]
    is_item = is_markdown and _MARK.fullmatch(before) and not _INDENTED.match(text, rest.end())
    if before.strip() and not is_item:
        return start - has_words * (len(before) - len(before.rstrip(" "))), end
    end, is_first = rest.end(), line <= lead
    is_after_blank = is_first or text.endswith(("\n\n", "\n\r\n"), 0, line)
    while is_after_blank and (blank := _BLANK.match(text, end)):
        end = blank.end()
    if end == len(text) and not is_first:  # what was before the last lines is the last line now, and ends as it did
        line = len(text[:line].rstrip())
        line = text.find("\n", line) + 1 if text.endswith("\n") else line
    return line, end
