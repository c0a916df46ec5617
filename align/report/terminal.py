"""What text needs on its way to a terminal: nothing in it may act, and its width must be known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glossary.pack.patterns import compile_late

if TYPE_CHECKING:
    from align.model import Severity

UNSEEN = (
    "\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ue000-\uf8ff\ufeff\uffa0\ufff0-\ufffb"
    "\U000110bd\U000110cd\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff"
)
"""What a terminal obeys, reorders by or hides, beyond the ASCII controls: the body of a character class."""

_UNSEEN = compile_late(f"[\x00-\x08\x0a-\x1f{UNSEEN}]")
_WORD = re.compile("(?<! ) *[^ ]+")
_LOG_COMMAND = re.compile(r"##(?=\[|vso\[|teamcity\[)|section_(?:start|end)(?=:\d)", re.IGNORECASE)
_LINE_COMMAND = re.compile(r"(^|\r)((?:\s|\x1b\[[\d;]*m)*)(?=::)")

_COLORS = {"ERROR": "\x1b[1;31m", "WARNING": "\x1b[1;33m", "INFO": "\x1b[1;34m"}
_TONES = {"added": "\x1b[32m", "removed": "\x1b[31m", "changed": "\x1b[33m"}
_BOLD, _CYAN, _RESET = "\x1b[1m", "\x1b[36m", "\x1b[0m"


_QUOTED = 60
"""How many characters of a text are quoted."""


def visible(text: str) -> str:
    """Return the text with whatever a terminal would obey or hide written out (`<U+200B>`), a tab as a space.

    A CI log obeys `##[`, `##vso[`, `##teamcity[` and `section_start:` in the midst of a line: a backslash breaks them.
    """
    if not (text.isascii() and text.isprintable()):
        text = _UNSEEN.sub(lambda match: f"<U+{ord(match[0]):04X}>", text.replace("\t", " "))
    return _break_log_commands(text)


def quote(text: str, otherwise: str = "") -> str:
    """Return a text on a line and in quotation marks, as a message shows it: a long one is cut.

    >>> quote("1,860 miles")
    '“1,860 miles”'
    """
    line = shorten(text)
    return f"“{line}”" if line else otherwise


def shorten(text: str) -> str:
    """Return a text on a line, what is not seen written out, and cut where it is long."""
    from align.model.spans import on_one_line

    line = visible(" ".join(on_one_line(text).split()))
    return line if len(line) <= _QUOTED else f"{line[:_QUOTED]}…"


def tame(line: str) -> str:
    """Return a finished line, without the line break, as a CI log takes it for nothing but text.

    GitHub obeys `::` at the start of a line, blanks and colours apart, where a wrapped text may have it.

    >>> print(tame("  ::error file=x::y"))
      \\::error file=x::y
    """
    line = _break_log_commands(line)
    return _LINE_COMMAND.sub(r"\1\2\\", line) if "::" in line else line


def _break_log_commands(text: str) -> str:
    """Return the text with a backslash in what a CI log obeys in the midst of a line; each such has a `#` or a `_`."""
    return _LOG_COMMAND.sub(r"\g<0>\\", text) if "#" in text or "_" in text else text


def width(text: str) -> int:
    """Return how many columns a visible text takes: two for a wide character, none for a combining one."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    return max(wcswidth(text), 0)


def head(text: str, columns: int) -> str:
    """Return the longest beginning of a visible text that fits."""
    low, high = 0, min(len(text), columns)
    if width(text) <= columns:
        return text
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if width(text[:middle]) <= columns else (low, middle - 1)
    return text[:low]


def tail(text: str, columns: int) -> str:
    """Return the longest end of a visible text that fits."""
    text = text[-columns:] if columns else ""
    while width(text) > columns:
        text = text[1:]
    return text


def wrap(text: str, columns: int, indent: str) -> str:
    """Return a text in lines of at most `columns`, all but the first indented; a long word is kept whole, to be
    copied.
    """
    lines, line = list[str](), ""
    for word in _WORD.findall(text):
        if line.strip() and width(line + word) > columns:
            lines.append(line)
            line = indent + word.lstrip(" ")
        else:
            line += word
    return "\n".join([*lines, line])


def paint(text: str, severity: Severity | None, color: bool) -> str:
    """Return the text in the colour of a severity; bold without one."""
    return f"{_COLORS[severity.name] if severity else _BOLD}{text}{_RESET}" if color else text


def tint(text: str, color: bool) -> str:
    """Return the text in the colour of what is offered."""
    return f"{_CYAN}{text}{_RESET}" if color else text


def shade(text: str, tone: str, color: bool) -> str:
    """Return the text in the colour of what is added, removed or changed; as it is without a tone."""
    return f"{_TONES[tone]}{text}{_RESET}" if color and tone else text
