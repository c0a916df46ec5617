"""Where comments stand in source code. Linear: a comment or a string is passed over before the next one is sought."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_OPENING = "([{,=+-*/%&|<>\\"
"""What stands before a string that is a value, if nothing else does on its line."""
_PLAIN_PREFIXES = ("", "r", "u")


class Comment(NamedTuple):
    """The text of a comment, without the marks around it, the first of which is at `mark`.

    `is_line`: it ends with its line; `is_text`: it is a string that documents code.
    """

    mark: int
    start: int
    end: int
    is_line: bool = False
    is_text: bool = False


def find_comments(text: str, syntax: re.Pattern[str]) -> Iterator[Comment]:
    """The comments of a text in order."""
    before = 0
    for match in syntax.finditer(text):
        group = match.lastgroup or ""
        if group.startswith("text"):
            if _documents(text, match, before):
                yield Comment(match.start(), *match.span(group), is_text=True)
        elif group:
            yield Comment(match.start(), *match.span(group), is_line=group.startswith("line"))
        if not group.startswith(("line", "block")):
            before = match.end()


def _documents(text: str, match: re.Match[str], before: int) -> bool:
    """Whether a string stands alone: nothing goes before it on its line, nor does what goes before ask for a value."""
    line = text.rfind("\n", 0, match.start()) + 1
    code = text[max(before, line - 200) : line].rstrip()
    is_alone = not text[line : match.start()].strip() and match["prefix"].lower() in _PLAIN_PREFIXES
    return is_alone and not code.endswith(tuple(_OPENING))
