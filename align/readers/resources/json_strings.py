"""JSON and ARB: each string is a text, its key the path to it (`menu.file.open`, `steps.0`).

Sources: RFC 8259; Application Resource Bundle specification (keys with an @ describe others); Chrome's
messages.json; Docusaurus, "i18n - Tutorial"
"""

import os
import re
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from align.errors import ReadError
from align.model import Notation
from align.model.formats import suffix
from align.readers.escapes import C_ESCAPE, add_escaped, decode_c_escape
from align.readers.units import Content

DEEPEST = 100
"""How many objects and lists may be in each other."""

_TOKEN = re.compile(
    r"""(?P<sign>[{}\[\],:])
      | "(?P<string>(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*+)(?P<end>"?)
      | (?P<other>true|false|null|NaN|-?Infinity|-?(?:0|[1-9]\d*+)(?:\.\d++)?(?:[eE][-+]?\d++)?)(?![-+.\w])""",
    re.VERBOSE | re.ASCII,
)
_WITH_DESCRIPTIONS = re.compile(
    r"/(?:_locales/[^/]+/[^/]+|i18n/[^/]+/(?:code(?:\.json)+|docusaurus-(?:theme|plugin)-[^/]+/[^/]+\.json))\Z"
)
"""The absolute path of a file of messages of Chrome, or of a site (`i18n/en/code.json`): each has a description."""
_BLANKS = re.compile(r"[ \t\r\n]*+")


class Scalar(NamedTuple):
    """A string, another scalar, or an object or list with nothing in it: the keys and numbers that lead to it, and
    where it is, quotation marks aside.
    """

    path: tuple[str, ...]
    start: int
    end: int
    is_string: bool = True


def read_entries(path: str, text: str) -> Iterator[Content]:
    """Yield the texts in order. Raises ReadError where it is no JSON, or too deep.

    Extensions of Chrome and sites of Docusaurus have a description of each message next to it, for translators.
    """
    is_bundle = suffix(path) == ".arb"
    absolute = Path(os.path.normpath(Path(path).absolute())).as_posix()
    has_descriptions = _WITH_DESCRIPTIONS.search(absolute) is not None
    for string in filter(attrgetter("is_string"), scan(text)):
        is_remark = is_bundle and string.path and string.path[0].startswith("@")
        if not is_remark and (not has_descriptions or string.path[-1:] == ("message",)):
            yield read_string(text, string, ".".join(string.path))


def read_string(text: str, string: Scalar, unit: str) -> Content:
    """Return a string as a side of a unit."""
    content = Content(unit, string.start)
    add_escaped(content, text, string.start, string.end, Notation.JSON, C_ESCAPE, decode_c_escape)
    return content


def scan(text: str) -> Iterator[Scalar]:
    """Yield the values that hold no other, in order. Raises ReadError with the line where it is no JSON, or too
    deep.
    """
    scanner = _Scanner(text)
    while not scanner.is_done:
        if string := scanner.read_token():
            yield string
    if end := text[_find_content(text, scanner.position) :][:1]:
        raise scanner.make_error(f"{end!r} follows the end of the value")


def _find_content(text: str, position: int) -> int:
    match = _BLANKS.match(text, position)
    return match.end() if match else position


class _Level:
    """An object or a list that is open: the key or number of what is being read in it."""

    def __init__(self, closing: str) -> None:
        self.closing = closing
        self.key = ""
        self.count = 0


class _Scanner:
    """Reads token by token; `expected` is `value`, `first` (or nothing at all), `key`, `colon` or `comma`."""

    def __init__(self, text: str) -> None:
        self.position = 0
        self.is_done = False
        self._text = text
        self._levels: list[_Level] = []
        self._expected = "value"

    def make_error(self, what: str) -> ReadError:
        """Return an error at the place that is being read."""
        line = self._text.count("\n", 0, _find_content(self._text, self.position)) + 1
        return ReadError(f"not JSON ({what}); correct it or export it again", line)

    def read_token(self) -> Scalar | None:
        """Read the next token; return it where it is a value and nothing is in it."""
        match = _TOKEN.match(self._text, _find_content(self._text, self.position))
        if not match or match["end"] == "":
            raise self._make_token_error(match)
        string = None
        if match["string"] is not None:
            string = self._read_string(match)
        elif match["sign"]:
            string = self._read_sign(match["sign"])
        elif self._expects_value():
            string = self._make_scalar(match, "other")
        else:
            raise self.make_error(f"{match['other'][:20]!r} is unexpected")
        self.position = match.end()
        return string

    def _make_token_error(self, match: re.Match[str] | None) -> ReadError:
        """Return an error for what is no token; where a string has a backslash that begins no escape, that is named."""
        if match and self._text.startswith("\\", match.end()) and (escaped := self._text[match.end() + 1 :][:1]):
            return self.make_error(f"a backslash before {escaped!r} begins no escape; double it")
        found = self._text[_find_content(self._text, self.position) :][:1]
        return self.make_error(f"{found!r} is unexpected" if found else "it ends too early")

    def _read_string(self, match: re.Match[str]) -> Scalar | None:
        level = self._levels[-1] if self._levels else None
        if level and level.closing == "}" and self._expected in ("key", "first"):
            level.key, self._expected = (
                re.sub(C_ESCAPE, lambda found: decode_c_escape(found[0]), match["string"]),
                "colon",
            )
            return None
        if not self._expects_value():
            raise self.make_error("a string is unexpected; escape quotation marks in texts with a backslash")
        return self._make_scalar(match, "string")

    def _make_scalar(self, match: re.Match[str], group: str) -> Scalar:
        self._end_value()
        return Scalar(self._find_path(), *match.span(group), group == "string")

    def _read_sign(self, sign: str) -> Scalar | None:
        """Take a sign; return the object or list that it ends, where nothing is in it."""
        if sign in "{[" and self._expects_value():
            if len(self._levels) == DEEPEST:
                raise self.make_error(f"more than {DEEPEST} objects and lists are nested")
            self._levels.append(_Level("}" if sign == "{" else "]"))
            self._expected = "first"
        elif self._levels and sign == self._levels[-1].closing and self._expected in ("first", "comma"):
            is_empty, place = self._expected == "first", self.position
            self._levels.pop()
            self._end_value()
            return Scalar(self._find_path(), place, place, is_string=False) if is_empty else None
        elif sign == "," and self._expected == "comma" and self._levels:
            self._levels[-1].count += 1
            self._expected = "key" if self._levels[-1].closing == "}" else "value"
        elif sign == ":" and self._expected == "colon":
            self._expected = "value"
        else:
            raise self.make_error(f"{sign!r} is unexpected")
        return None

    def _find_path(self) -> tuple[str, ...]:
        return tuple(level.key if level.closing == "}" else str(level.count) for level in self._levels)

    def _expects_value(self) -> bool:
        is_first = self._expected == "first" and self._levels[-1].closing == "]"
        return self._expected == "value" or is_first

    def _end_value(self) -> None:
        self._expected = "comma"
        self.is_done = not self._levels
