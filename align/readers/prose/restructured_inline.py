"""The markup inside a block of reStructuredText."""

import re
from collections.abc import Iterator

from align.model import Span

_READ_NAMES = "abbr abbreviation abc dfn emphasis guilabel menuselection strong sub subscript sup superscript t term"
_READ_ROLES = frozenset(_READ_NAMES.split())
"""Roles whose text is read as it is."""
_MARKUP = re.compile(
    r"""(?P<escape>\\.)
    |(?P<literal>``.{1,2000}?``)
    |(?P<role>(?:(?::[A-Za-z][\w+.-]{0,40}+){1,3}+:)?)(?:_(?=`))?`(?P<text>[^`]{1,2000}+)`(?P<suffix>(?::[A-Za-z][\w+.-]{0,40}+){1,3}+:|_{0,2}+)
    |(?P<note>\[(?:\d{1,4}|[\#*]|\#?[A-Za-z][\w.-]{0,60}+)\]_)
    |(?P<substitution>(?<![\w|])\|(?![\s|])[^|\s]{1,80}+(?:[ ][^|\s]{1,80}+){0,10}+\|_{0,2})
    |(?P<reference>(?<=[A-Za-z0-9])__?(?![\w\\]))
    |(?P<strong>(?<![*\w])\*{1,2}+(?=[^\s*])|(?<=[^\s*])\*{1,2}+(?![*\w]))""",
    re.VERBOSE | re.DOTALL,
)
_TARGET = re.compile(r"\s*+<[^<>]{1,2000}+>\Z")


def find_markup(text: str) -> Iterator[Span]:
    """Yield what is markup in a block."""
    for match in _MARKUP.finditer(text):
        if match["escape"]:
            yield Span(match.start(), match.start() + 1 + match[0][1].isspace())
        elif match["text"] is not None:
            yield from _find_in_quoted(match)
        else:
            yield Span(*match.span())


def _find_in_quoted(match: re.Match[str]) -> Iterator[Span]:
    """Yield what is markup where a text is between backticks: with a target, or in a role for prose, the rest
    is not.
    """
    start, end = match.span("text")
    role = (match["role"] or match["suffix"]).strip(":_").rpartition(":")[2]
    target = _find_target(match["text"])
    is_read = role in _READ_ROLES or match["suffix"].startswith("_") or (not role and " " in match["text"])
    if target is not None or is_read:
        yield Span(match.start(), start)
        yield Span(end if target is None else start + target, match.end())
    else:
        yield Span(*match.span())


def _find_target(text: str) -> int | None:
    """Return where the target of a link starts, with the white space before it."""
    opening = text.rfind("<")
    start = len(text[: max(opening, 0)].rstrip())
    return start if opening > 0 and start and _TARGET.match(text, start) else None
