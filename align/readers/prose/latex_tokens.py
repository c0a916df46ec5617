"""LaTeX as tokens: characters of text, commands, groups, environments, and what holds no prose.

Linear: each token begins where the last one ended. What holds no prose (mathematics, verbatim text, comments) is one
token.
"""

import re
import unicodedata
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

_VERBATIM = (
    *("verbatim", "verbatim*", "Verbatim", "Verbatim*", "BVerbatim", "SaveVerbatim", "lstlisting", "minted", "alltt"),
    *("comment", "filecontents", "filecontents*", "tikzpicture", "pgfpicture", "picture", "thebibliography"),
    *("algorithm", "algorithmic", "algorithm2e"),
)
_STARRED = ("equation", "align", "alignat", "gather", "multline", "eqnarray", "flalign", "dmath")
_MATH = ("math", "displaymath", "array", *_STARRED, *(f"{name}*" for name in _STARRED))
_TOKEN = re.compile(
    r"""(?P<comment>%[^\n\r]*+(?:(?:\r\n|\n|\r)[ \t]*+(?![\r\n])|(?=[\r\n])|\Z))
    |\\(?P<edge>begin|end)[ \t]*+\{(?P<name>[^{}\\\n]{1,60}+)\}
    |\\(?P<verb>verb|lstinline|mintinline)(?![A-Za-z])
    |\\(?P<accent>['`^"~=.]|[cvHkurdb](?![A-Za-z@]))[ \t]*+
     (?:\{(?P<braced>[A-Za-z]|\\[ij])\}|(?P<letter>[A-Za-z]|\\[ij](?![A-Za-z])))
    |\\(?P<command>[A-Za-z@]++)(?P<star>\*?)(?P<space>[ \t]*+)
    |\\(?P<opening>[(\[])
    |\\(?P<symbol>.)
    |(?P<math>\$\$?)
    |(?P<group>[{}\[\]])
    |(?P<break>(?:[ \t]*+(?:\r\n|\n|\r)){2,}+[ \t]*+)
    |(?P<dashes>-{2,3}+|``|''|[~`])
    |(?P<cell>&)
    |(?P<text>[^\\%${}\[\]\n\r~&`'\-]++|[\n\r'\-])""",
    re.VERBOSE | re.DOTALL,
)


class Kind(Enum):
    """What a token is."""

    TEXT = auto()
    COMMAND = auto()
    GROUP = auto()
    BEGIN = auto()
    END = auto()
    BREAK = auto()
    CELL = auto()
    ROW = auto()
    SILENT = auto()
    """Something that is printed and no prose: mathematics, a stretch of code."""
    CODE = auto()
    """A block that is no prose: verbatim text."""
    NOTHING = auto()
    """A comment."""


class Token(NamedTuple):
    """A token, where it is, and what it is: its text, or the name of a command or an environment."""

    kind: Kind
    text: str
    start: int
    end: int


_SYMBOLS = {",": "\u2009", ";": " ", ":": " ", " ": " ", "\n": " ", "-": "", "/": "", "!": "", "@": "", "(": ""}
_SIGNS = {"---": "—", "--": "–", "``": "“", "''": "”", "~": " ", "`": "‘"}
_ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "c": "\u0327", "v": "\u030c", "H": "\u030b", "k": "\u0328", "u": "\u0306", "r": "\u030a", "d": "\u0323",
    "b": "\u0331",
}  # fmt: skip


_KINDS = {"group": Kind.GROUP, "break": Kind.BREAK, "cell": Kind.CELL, "symbol": Kind.ROW, "comment": Kind.NOTHING}
"""Part of the expression -> what it finds, where that is no text."""


def tokenize(text: str, start: int, end: int) -> Iterator[Token]:
    """Yield the tokens between two offsets."""
    closings = _Closings(text, end)
    position = start
    while position < end and (match := _TOKEN.match(text, position, end)):
        token = _make_token(match, closings)
        yield token
        position = max(token.end, position + 1)


class _Closings:
    """Finds what closes mathematics and verbatim text; what was sought in vain is not sought again."""

    def __init__(self, text: str, end: int) -> None:
        self._text = text
        self._end = end
        self._missing: set[str] = set()

    def find(self, closing: str, start: int, most: int = 1 << 60) -> int:
        """Return the offset after the next such text; -1 where there is none, or not within so many characters."""
        if closing in self._missing:
            return -1
        found = self._text.find(closing, start, min(self._end, start + most))
        if found < 0 and start + most >= self._end:
            self._missing.add(closing)
        return found + len(closing) if found >= 0 else -1

    def find_math(self, opening: str, start: int) -> int:
        """Return the offset after the dollars that end mathematics, on the same paragraph; -1 where there are none."""
        match = _DOLLARS[opening].match(self._text, start, min(self._end, start + _LONGEST_FORMULA))
        return match.end() if match else -1

    def find_verb(self, start: int) -> int:
        """Return the offset after `|code|` or `{code}`, options before it aside; -1 where it does not end on
        its line.
        """
        match = _VERB.match(self._text, start, self._end)
        return match.end() if match else -1


_LONGEST_FORMULA = 5_000
_DOLLARS = {
    "$": re.compile(r"(?:[^$\\\n]|\\.|\n(?![ \t]*\n))*+\$", re.DOTALL),
    "$$": re.compile(r"(?:[^$\\\n]|\\.|\n(?![ \t]*\n)|\$(?!\$))*+\$\$", re.DOTALL),
}
_VERB = re.compile(
    r"\*?(?:\[[^\]\n]{0,200}\])?(?:\{[A-Za-z0-9+#-]{1,30}\}(?=[{|!]))?(?:\{[^{}\n]*\}|([^\sA-Za-z*{])[^\n]{0,500}?\1)"
)


def _make_token(match: re.Match[str], closings: _Closings) -> Token:
    if match["edge"]:
        return _make_edge(match, closings)
    if match["verb"] or match["opening"] or match["math"]:
        return _make_silent(match, closings)
    return Token(*_describe(match), *match.span())


def _describe(match: re.Match[str]) -> tuple[Kind, str]:
    """Return what a token is, and its text."""
    if match["command"]:
        return Kind.COMMAND, match["command"]
    if match["accent"]:
        return Kind.TEXT, _compose(match["braced"] or match["letter"], match["accent"])
    if match["symbol"] and match["symbol"] != "\\":
        return Kind.TEXT, _SYMBOLS.get(match["symbol"], match["symbol"])
    return _KINDS.get(match.lastgroup or "", Kind.TEXT), _SIGNS.get(match[0], match[0])


def _make_edge(match: re.Match[str], closings: _Closings) -> Token:
    name, start = match["name"], match.start()
    if match["edge"] == "begin" and name in (*_VERBATIM, *_MATH):
        end = closings.find(f"\\end{{{name}}}", match.end())
        if end >= 0:
            return Token(Kind.SILENT if name in _MATH else Kind.CODE, name, start, end)
    return Token(Kind.BEGIN if match["edge"] == "begin" else Kind.END, name, start, match.end())


def _make_silent(match: re.Match[str], closings: _Closings) -> Token:
    """Mathematics or a stretch of code, where it ends; else a sign alone."""
    if match["verb"]:
        end = closings.find_verb(match.end())
    elif match["math"]:
        end = closings.find_math(match["math"], match.end())
    else:
        end = closings.find({"(": "\\)", "[": "\\]"}[match["opening"]], match.end())
    return Token(Kind.SILENT, match[0], match.start(), max(end, match.end()))


def _compose(letter: str, accent: str) -> str:
    return unicodedata.normalize("NFC", letter.lstrip("\\") + _ACCENTS[accent])
