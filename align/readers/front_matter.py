"""The front matter of a text: the few values of YAML or TOML in it that readers see.

Read are `title`, `description` and the like, as a string on one line, or, in YAML, on lines that are indented; in YAML
also below `hero` and `features`, as the first page of a site has them. Source: YAML 1.2.2, chapter 7; TOML 1.0
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from align.model import Element, Role, Span

_READ = frozenset(
    (
        *("title", "subtitle", "description", "summary", "excerpt", "tagline", "text", "details"),
        *("heroText", "actionText", "linkText", "sidebar_label"),
    )
)
_NESTED = frozenset(("hero", "features", "actions"))
"""Keys at the top level below which others are read."""
_KEY = re.compile(r"^((?:[ \t]*-[ \t]+|[ \t]+)?)([\w-]+)[ \t]*([:=])(?=\s)[ \t]*", re.MULTILINE)
_QUOTED = re.compile(r"""(?:"((?:[^"\\\r\n]|\\[^\r\n])*+)"|'((?:[^'\r\n]|'')*+)')[ \t]*+(?:#.*)?$""", re.MULTILINE)
_PLAIN = re.compile(r"(?:[^\s\"'\[\]{}&*!|>%@`#,?:-]|[-?:](?=\S))[^\r\n]*?(?=[ \t]+#|[ \t]*$)", re.MULTILINE)
_HEADER = re.compile(r"[|>][0-9+-]{0,2}[ \t]*(?:#.*)?$", re.MULTILINE)
_INDENTED = re.compile(r"(?:\r\n|\n|\r)([ \t]++)([^\s#][^\r\n]*?)[ \t]*(?=\r|\n|\Z)")
_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|.)")
_DOUBLED = re.compile("''")
_ROLES = {"title": (Role.HEADING, 1), "subtitle": (Role.HEADING, 2)}


class Value(NamedTuple):
    """A value: its lines in the text, what it is, and what is written in it otherwise than it reads."""

    rows: list[Span]
    element: Element
    escapes: list[Span]


def find_values(text: str, front: Span) -> Iterator[Value]:
    """Yield the values that are read, in order."""
    end = max(text.rfind("\n", front.start, front.end), text.rfind("\r", front.start, front.end))
    is_yaml, last, above = text.startswith("---", front.start), front.start, ""
    for key in _KEY.finditer(text, front.start, end):
        lead, name, sign = key.groups()
        if (sign == ":") is not is_yaml or (lead and not is_yaml) or key.start() < last:
            continue
        above = above if lead else name
        if name not in _READ or (lead and above not in _NESTED):
            if header := _HEADER.match(text, key.end(), end):  # what looks like a key in it is none
                last = max((row.end for row in _find_indented(text, header.end(), end, len(lead))), default=last)
        elif rows := _find_rows(text, key.end(), end, len(lead), is_yaml=is_yaml):
            role, level = (Role.PARAGRAPH, 0) if lead else _ROLES.get(name, (Role.PARAGRAPH, 0))
            block = Span(rows[0].start, last := rows[-1].end)
            yield Value(rows, Element(block, role, level), list(_find_escapes(text, block)))


def _find_rows(text: str, start: int, end: int, column: int, *, is_yaml: bool) -> list[Span]:
    """Return where the lines of a value are whose key is in a column; none where it is no string for readers, or
    empty.
    """
    if quoted := _QUOTED.match(text, start, end):
        span = Span(*quoted.span(1 if quoted[1] is not None else 2))
        return [span] if text[slice(*span)].strip() else []
    if not is_yaml or text.startswith("{{", start):
        return []
    if header := _HEADER.match(text, start, end):
        return list(_find_indented(text, header.end(), end, column))
    plain = _PLAIN.match(text, start, end)
    return [Span(*plain.span()), *_find_indented(text, plain.end(), end, column)] if plain else []


def _find_indented(text: str, position: int, end: int, column: int) -> Iterator[Span]:
    while (match := _INDENTED.match(text, position, end)) and len(match[1]) > column:
        yield Span(*match.span(2))
        position = match.end(2)


def _find_escapes(text: str, block: Span) -> Iterator[Span]:
    quote = text[block.start - 1]
    if quote == '"':
        yield from (Span(*match.span()) for match in _ESCAPE.finditer(text, *block))
    elif quote == "'":
        yield from (Span(match.start(), match.start() + 1) for match in _DOUBLED.finditer(text, *block))
