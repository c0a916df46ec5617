"""Where comments are in source code. Linear: a comment or a string is passed over before the next one is sought."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_OPENING = "([{,=+-*/%&|<>\\"
"""What is before a string that is a value, if nothing else does on its line."""
_PLAIN_PREFIXES = ("", "r", "u")
_PREFIX = re.compile(r"(?<!\w)[bBfFrRuU]{1,2}\Z")
"""The letters before a string that say how it is written."""


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
    """Yield the comments of a text in order."""
    before = 0
    for match in syntax.finditer(text):
        group = match.lastgroup or ""
        if group.startswith("text"):
            if _documents(text, match, before):
                yield Comment(match.start(), *match.span(group), is_text=True)
        elif group.startswith(("line", "block")):
            yield Comment(match.start(), *match.span(group), is_line=group.startswith("line"))
        if not group.startswith(("line", "block")):
            before = match.end()


class String(NamedTuple):
    """A string: where its text is, and its first and last sign; `is_raw`: a backslash in it is one."""

    mark: int
    start: int
    end: int
    close: int
    is_raw: bool


def find_strings(text: str, syntax: re.Pattern[str]) -> Iterator[String]:
    """Yield the strings of a text in order, those aside that document code or hold bytes."""
    before = 0
    for match in syntax.finditer(text):
        group = match.lastgroup or ""
        is_string = group.startswith(("string", "raw")) or (
            group.startswith("text") and not _documents(text, match, before)
        )
        if is_string:
            found = _PREFIX.search(text, max(match.start() - 3, 0), match.start())
            prefix = (found[0] if found else "") + (match["prefix"] if group.startswith("text") else "")
            if "b" not in prefix.lower():
                is_raw = group.startswith("raw") or "r" in prefix.lower()
                yield String(match.start() - len(found[0] if found else ""), *match.span(group), match.end(), is_raw)
        if not group.startswith(("line", "block")):
            before = match.end()


def _documents(text: str, match: re.Match[str], before: int) -> bool:
    """Return whether a string is alone: nothing goes before it on its line, nor does what goes before ask for a
    value.
    """
    line = text.rfind("\n", 0, match.start()) + 1
    code = text[max(before, line - 200) : line].rstrip()
    is_alone = not text[line : match.start()].strip() and match["prefix"].lower() in _PLAIN_PREFIXES
    return is_alone and not code.endswith(tuple(_OPENING))
