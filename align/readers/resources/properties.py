r"""Java properties: each value is a text with its key; lines that go on after a backslash, and `\u4f60`.

Source: java.util.Properties, load
"""

import re
from collections.abc import Iterator

from align.model import Notation
from align.readers.escapes import C_ESCAPE, add_escaped, decode_c_escape
from align.readers.units import Content

_LINE = re.compile(
    r"""[ \t\f]*+(?:[\#!][^\r\n]*+
      |(?P<key>(?:[^\\\s:=]|\\[^\r\n])++)[ \t\f]*+[:=]?[ \t\f]*+(?P<value>(?:[^\\\r\n]|\\(?:\r\n|[^\r\n]|[\r\n]))*+\\?)
      |[^\r\n]*+)(?:\r\n|[\r\n]|\Z)""",
    re.VERBOSE,
)
_ESCAPE = re.compile(rf"\\(?:\r\n|[\r\n])[ \t\f]*+|\\\Z|{C_ESCAPE.pattern}", re.DOTALL)
_CHARS = {"n": "\n", "t": "\t", "r": "\r", "f": "\f"}


def read_entries(path: str, text: str) -> Iterator[Content]:
    """Yield the texts in order; whatever a file holds, it can be read so."""
    position = 0
    while position < len(text) and (match := _LINE.match(text, position)):
        if match["key"]:
            content = Content(re.sub(_ESCAPE, lambda found: _decode(found[0]), match["key"]), match.start("value"))
            add_escaped(content, text, *match.span("value"), Notation.PROPERTIES, _ESCAPE, _decode)
            yield content
        position = match.end()


def _decode(escape: str) -> str:
    r"""Return the character of an escape; a line that goes on is no character, and only `\u` has digits."""
    if escape[1:2] in ("", "\r", "\n"):
        return ""
    return decode_c_escape(escape, _CHARS) if escape[1] in "untrf" else escape[1:]
