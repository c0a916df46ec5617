"""Resources of Android: `<string>` (or `<item type="string">`), the items of `<plurals>` (key `files/one`) and of
`<string-array>` and `<array>` (`days/0`).

Tags in a text take no room in it, and what is in `<xliff:g>` is not checked. Source: Android developers, "String
resources"
"""

import re
from collections.abc import Iterator

from align.model import Notation, Origin
from align.readers import OtherContentError
from align.readers.escapes import C_ESCAPE, decode_c_escape
from align.readers.units import Content
from align.readers.xml.events import End, Event, Start, Text, local_name, parse

_LISTS = frozenset({"plurals", "string-array", "array"})
_PART = re.compile(rf'[ \t\r\n]+|"|{C_ESCAPE.pattern}', re.DOTALL)


def read_entries(path: str, text: str) -> Iterator[Content]:
    """Yield the texts in order. Raises ReadError where it is no XML, OtherContentError where it holds other
    resources.
    """
    reader = _Reader(text)
    for event in parse(text):
        if (content := reader.read(event)) is not None:
            yield content


class _Reader:
    """Reads the texts of a file, event by event."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._depth = 0
        self._list = ""
        self._count = 0
        self._skips = False
        self._content: Content | None = None
        self._depth_of_content = 0
        self._protected = 0
        self._quoted = False

    def read(self, event: Event) -> Content | None:
        """Take the next event; return a text where it ends."""
        if isinstance(event, Start):
            self._depth += 1
            self._start(event)
        elif isinstance(event, End):
            self._depth -= 1
            return self._end(event)
        elif self._content is not None:
            self._add_text(self._content, event)
        return None

    def _start(self, event: Start) -> None:
        name, attributes = local_name(event.name), event.attributes
        if self._depth == 1 and name != "resources":
            raise OtherContentError(f"XML with the root <{name[:40]}>, no strings of Android")
        if self._content is not None:
            self._open_tag(self._content, name)
            return
        if self._depth == 2:
            self._skips = attributes.get("translatable") == "false"
            self._list, self._count = (attributes.get("name", "") if name in _LISTS else ""), 0
        if self._skips:
            return
        if self._depth == 2 and (name == "string" or (name == "item" and attributes.get("type") == "string")):
            self._open(attributes.get("name", ""), event)
        elif name == "item" and self._list and self._depth == 3:
            self._open(f"{self._list}/{attributes.get('quantity', self._count)}", event)
            self._count += 1

    def _open(self, key: str, event: Start) -> None:
        self._content = Content(key, event.span.end)
        self._depth_of_content, self._protected, self._quoted = self._depth, 0, False

    def _open_tag(self, content: Content, name: str) -> None:
        if self._protected or name == "g":
            self._protected += 1
        else:
            content.add_code(name, f"<{name}>")

    def _end(self, event: End) -> Content | None:
        content = self._content
        if content is None:
            return None
        if self._depth < self._depth_of_content:
            self._content = None
            if event.span.end > event.span.start:
                content.end_at(event.span.start, Notation.ANDROID)
            return content
        if self._protected:
            self._protected -= 1
        else:
            name = local_name(event.name)
            content.add_code(f"/{name}", f"</{name}>")
        return None

    def _add_text(self, content: Content, event: Text) -> None:
        start, end = event.span
        is_exact = end - start == len(event.text) and self._text[start:end] == event.text
        if not is_exact:
            is_line_end = self._text[start:end].isspace()
            text = self._decode(content, event.text) if is_line_end else event.text
            content.add(text, Origin(start, end, "", Notation.ANDROID), masked=self._protected > 0)
            return
        notation = Notation.CDATA if event.notation is Notation.CDATA else Notation.ANDROID
        position = start
        for match in _PART.finditer(self._text, start, end):
            self._add(content, self._text[position : match.start()], position, match.start(), notation)
            self._add(content, self._decode(content, match[0]), *match.span(), notation)
            position = match.end()
        self._add(content, self._text[position:end], position, end, notation)

    def _add(self, content: Content, text: str, start: int, end: int, notation: Notation) -> None:
        content.add(text, Origin(start, end, "", notation), masked=self._protected > 0)

    def _decode(self, content: Content, part: str) -> str:
        """Return what an escape, white space or a quotation mark means: white space is kept between the marks only."""
        if part == '"':
            self._quoted = not self._quoted
            return ""
        if part.startswith("\\"):
            return decode_c_escape(part)
        if self._quoted:
            return part
        return "" if content.pieces and content.pieces[-1].text.endswith(" ") else " "
