"""The numbers of list items and footnotes, which count nothing: 三、, （二）, "2." and "(2)"."""

import re

from align.lang.patterns import LIST_MARKS

_ITEM, _CITED = LIST_MARKS.late("item"), LIST_MARKS.late("cited")
_LINE, _CLAUSE = LIST_MARKS.late("begins_line"), LIST_MARKS.late("begins_clause_with_item")
_ONLY_AHEAD = LIST_MARKS.late("item_ahead_only")
_REACH = 12


def blank_marks(text: str) -> str:
    """Return a text with blanks for the numbers of its list items, and for those of notes in square brackets.

    >>> blank_marks("三、物价。四、工资")
    '  物价。  工资'
    >>> blank_marks("2. Wages rose by 2.5%; (3) prices fell [12].")
    '   Wages rose by 2.5%;     prices fell     .'
    """
    return _CITED.sub(_blank, _ITEM.sub(_blank_item, text))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _blank_item(match: re.Match[str]) -> str:
    """Return blanks for a mark at the head of a line, or of a clause inside it."""
    text, start = match.string, match.start()
    reach = max(start - _REACH, 0)
    if _LINE.search(text, reach, start) or (_CLAUSE.search(text, reach, start) and not _ONLY_AHEAD.fullmatch(match[0])):
        return _blank(match)
    return match[0]
