"""The numbers of list items and notes, which count nothing: 三、, （二）, "2.", "(2)" and "[2]"."""

import re

from align.lang.patterns import LIST_MARKS
from align.model import Span

_ITEM, _CITED = LIST_MARKS.late("item"), LIST_MARKS.late("cited")
_LINE, _CLAUSE = LIST_MARKS.late("begins_line"), LIST_MARKS.late("begins_clause_with_item")
_ONLY_AHEAD, _OPENS = LIST_MARKS.late("item_ahead_only"), LIST_MARKS.late("opens_item")
_OTHER, _HEADING, _ENDS = (LIST_MARKS.late(name) for name in ("other_mark", "heading", "ends_heading"))
_SECTION = LIST_MARKS.late("numbered_heading")
_REACH, _LONGEST_HEADING = 12, 24


def blank_marks(text: str) -> str:
    """Return a text with blanks for the numbers of its list items.

    >>> blank_marks("三、物价。四、工资")
    '  物价。  工资'
    """
    return _ITEM.sub(lambda match: " " * len(match[0]) if _begins_item(match) else match[0], text)


def is_mark(text: str, number: Span) -> bool:
    """Return whether a number in a text is that of a list item or of a note in square brackets.

    >>> is_mark("2. Wages rose.", Span(0, 1)), is_mark("2.5 million", Span(0, 3)), is_mark("as [12] says", Span(4, 6))
    (True, False, True)
    """
    start = _find_start(text, number)
    cited = _CITED.match(text, start)
    return bool(cited and cited.end() >= number.end) or is_item(text, number)


def is_item(text: str, number: Span) -> bool:
    """Return whether a number in a text is that of a list item, or in square brackets at the head of a line or clause.

    >>> is_item("[2] Wages rose.", Span(1, 2)), is_item("as [12] says", Span(4, 6))
    (True, False)
    """
    start = _find_start(text, number)
    item = _CITED.match(text, start) or _ITEM.match(text, start)
    return bool(item and item.end() >= number.end and _begins_item(item))


def _find_start(text: str, number: Span) -> int:
    """Return where the bracket before a number is, or the number."""
    opening = _OPENS.search(text, max(number.start - 2, 0), number.start)
    return opening.start() if opening else number.start


def is_heading(text: str, number: Span) -> bool:
    """Return whether a number in an English text is that of a heading: "Step 3:", "Chapter 2" alone in its line."""
    reach = max(number.start - _LONGEST_HEADING, 0)
    heading = _HEADING.search(text, reach, number.start)
    is_line = heading and (heading.start() == 0 or text[heading.start()] == "\n")
    return bool(is_line and _ENDS.match(text, number.end))


def is_numbered_heading(text: str, number: Span) -> bool:
    """Return whether a Chinese text is a heading that begins with a number and a blank.

    >>> is_numbered_heading("3.1 概述", Span(0, 3)), is_numbered_heading("3 人来过。", Span(0, 1))
    (True, False)
    """
    return number.start == 0 and text[number.end : number.end + 1] == " " and bool(_SECTION.fullmatch(text))


def has_mark(before: str, text: str, number: str) -> bool:
    """Return whether a text, or its line before it, has a letter or a dot for a list item, or before it that number.

    >>> has_mark("(b) ", "Open the file.", "2"), has_mark("2. ", "Open the file.", "3")
    (True, False)
    """
    line = before.rpartition("\n")[2]
    return bool(_OTHER.search(line + text) or re.search(rf"(?<![\d.]){re.escape(number)}(?:[.)）、]|\s*\Z)", line))


def _begins_item(match: re.Match[str]) -> bool:
    """Return whether a mark is at the head of a line, or of a clause inside it."""
    text, start = match.string, match.start()
    reach = max(start - _REACH, 0)
    if _LINE.search(text, reach, start) and (reach == 0 or "\n" in text[reach:start]):
        return True
    return bool(_CLAUSE.search(text, reach, start)) and not _ONLY_AHEAD.fullmatch(match[0])
