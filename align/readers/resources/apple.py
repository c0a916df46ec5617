"""Strings of Apple: `"key" = "text";`.

Source: Apple, Resource Programming Guide, "String Resources"
"""

import re
from collections.abc import Iterator

from align.errors import ReadError
from align.model import Notation
from align.readers.escapes import C_ESCAPE, add_escaped, decode_c_escape
from align.readers.units import Content

_BLANK = re.compile(r"(?:\s++|//[^\r\n]*+|/\*(?:[^*]|\*(?!/))*+(?:\*/|\Z))*+")
_TOKEN = r'(?:"(?:[^"\\]|\\.)*+(?:"|\Z)|[\w.$:/-]++)'
_ENTRY = re.compile(
    rf"(?P<key>{_TOKEN}){_BLANK.pattern}(?:={_BLANK.pattern}(?P<value>{_TOKEN}){_BLANK.pattern})?(?P<end>;?)", re.DOTALL
)


def read_entries(path: str, text: str) -> Iterator[Content]:
    """Yield the texts in order. Raises ReadError with the line that is none of such a file."""
    if text.startswith("bplist"):
        raise ReadError("a binary property list: convert it with plutil -convert strings")
    position = _skip(text, 0)
    while position < len(text):
        match = _ENTRY.match(text, position)
        if not match or not match["end"]:
            line = text.count("\n", 0, position) + 1
            raise ReadError('“"key" = "text";” is expected: escape quotation marks in texts with a backslash', line)
        yield _read_entry(text, match)
        position = _skip(text, match.end())


def _skip(text: str, position: int) -> int:
    match = _BLANK.match(text, position)
    return match.end() if match else position


def _read_entry(text: str, match: re.Match[str]) -> Content:
    """Return a text; where there is only a key, it is that."""
    start, end = match.span("value") if match["value"] else match.span("key")
    key = re.sub(C_ESCAPE, lambda found: decode_c_escape(found[0]), match["key"].strip('"'))
    quoted = text[start] == '"'
    content = Content(key, start + quoted)
    notation = Notation.C_STRING
    add_escaped(content, text, start + quoted, end - quoted, notation, C_ESCAPE, decode_c_escape)
    return content
