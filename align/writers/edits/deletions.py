"""Makes deletions in plain text and Markdown tidy: a line that is deleted whole goes with its line break, words go with
a space.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from align.model import Edit
from align.model.front_matter import FRONT_MATTER

_BREAK = re.compile(r"[ \t]*(?:\r?\n|\Z)")
_BLANK_LINE = re.compile(r"[ \t]*\r?\n")


def tidy_deletions(
    text: str, mends: Sequence[Sequence[Edit]], *, has_front_matter: bool = False
) -> list[tuple[Edit, ...]]:
    """Return corrections of a text so that what they delete leaves no empty line and no space at the end of one.

    A deletion grows over blanks and line breaks alone, and over none that another edit touches, so that each can be
    made, or taken back, without the others. What holds no letter or digit goes with its line only where an empty line
    is left before it. The lines of the text are those of its file.
    """
    front = FRONT_MATTER.match(text) if has_front_matter else None
    first = front.end() if front else 0
    lead = len(text) - len(text[first:].lstrip())
    edits = [edit for mend in mends for edit in mend]
    starts, ends = sorted(edit.start for edit in edits), sorted(edit.end for edit in edits)
    written = sorted(place for edit in edits if edit.text for place in (edit.start, edit.end))
    grown, reached = dict[Edit, Edit](), 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        grown[edit] = edit
        if not edit.text and edit.start >= first and text[edit.start : edit.end].strip():
            for start, end in _list_stretches(text, edit.start, edit.end, lead):
                is_alone = bisect_left(starts, end) - bisect_right(ends, start) == 1
                if start >= reached and is_alone and bisect_left(written, start) == bisect_right(written, end):
                    grown[edit] = Edit(start, end, "")
                    break
        reached = max(reached, grown[edit].end)
    return [tuple(grown[edit] for edit in mend) for mend in mends]


def _list_stretches(text: str, start: int, end: int, lead: int) -> Iterator[tuple[int, int]]:
    """Yield what may be deleted in place of a stretch of a text whose words begin at `lead`, the most tidy first."""
    line = text.rfind("\n", 0, start) + 1
    is_whole = not text[line:start].strip(" \t")
    rest = _BREAK.match(text, end)
    is_apart = text.endswith(("\n\n", "\n\r\n"), 0, line)
    has_words = any(map(str.isalnum, text[start:end]))
    if not has_words and not (is_whole and rest and is_apart):  # it may be what parts two paragraphs
        return
    if is_whole and rest:
        after = before = rest.end()
        is_first = line <= lead
        if is_first or is_apart:
            while blank := _BLANK_LINE.match(text, after):
                after = blank.end()
        if after == len(text) and not is_first:  # the line before is the last one now, and ends as the last one did
            kept = len(text[:line].rstrip())
            yield (text.find("\n", kept) + 1 if text.endswith("\n") else kept), after
        yield line, after
        yield line, before
    elif rest:
        left = start - (len(text[line:start]) - len(text[line:start].rstrip(" \t")))
        yield left, end
    elif text[end] == " " and (is_whole or text[start - 1] in " \t"):
        yield start, end + 1
