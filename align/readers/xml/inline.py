"""The text of a segment in XLIFF or TMX, with its inline codes.

Codes that come in pairs (bold) take no room in the text, so that a word with a code in it stays a word. A placeholder
is one masked character, so that the words on both sides of it stay two. What a code holds of another format is no text.
Sources: XLIFF 1.2 (OASIS, 1 February 2008), 2.3; XLIFF 2.1 (OASIS, 13 February 2018), 4.2.3; TMX 1.4b, 3.2
"""

from collections import Counter
from collections.abc import Mapping

from align.model import Notation, Origin
from align.readers.units import Content
from align.readers.xml.events import End, Event, Start, Text, local_name

_PAIRED = frozenset({"g", "pc"})
_OPENING = frozenset({"bpt", "bx", "sc"})
_CLOSING = frozenset({"ept", "ex", "ec"})
_STANDING = frozenset({"x", "ph", "ut", "cp"})
_NATIVE = frozenset({"bpt", "ept", "ph", "it", "ut"})
"""Elements that hold code of another format."""
_DELETED = frozenset({"x-sdl-deleted"})
"""What is marked so was deleted by a reviewer, with changes tracked: it is no text any more."""
_CODES = _PAIRED | _OPENING | _CLOSING | _STANDING | {"it"}
_LONGEST = 40
"""Characters of a code of another format that people are shown."""
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class InlineReader:
    """Reads the content of one segment, event by event, into a `Content`.

    `ids` are the attributes that distinguish a code from others, the best first. `keeps_space`: white space is not that
    of the layout of the file. The text of a `<sub>` in a code is one of its own, but where `is_flow`: the segment is
    one.
    """

    def __init__(self, content: Content, ids: tuple[str, ...], *, keeps_space: bool, is_flow: bool = False) -> None:
        self.content = content
        self._is_flow = is_flow
        self._flow: InlineReader | None = None
        self._flows = Counter[str]()
        self._depth_of_flow = 0
        self._ids, self._keeps_space = ids, keeps_space
        self._native: list[str] | None = None
        self._depth = 0
        self._break = -1
        self._protected = 0
        self._open: list[Start] = []

    def read(self, event: Event) -> None:
        """Take the next event."""
        if self._flow:
            self._read_flow(self._flow, event)
        elif isinstance(event, Text):
            self._add_text(event)
        elif isinstance(event, Start):
            self._start(event)
        else:
            self._end(event)

    def end(self, event: Event) -> None:
        """Take the tag that ends the segment; one that ends in its start tag has none."""
        if event.span.end > event.span.start:
            self.content.end_at(event.span.start, Notation.XML)

    def _open_flow(self, event: Start) -> None:
        """Begin a text in the open code; it is known by the code, and its number in it."""
        code = self._open[self._depth - 1]
        key = self._find_id(code.attributes) or local_name(code.name)
        self._flows[key] += 1
        content = Content(f"{self.content.unit}/sub", event.span.end)
        self.content.flows[f"{key}/{self._flows[key]}"] = content
        self._flow = InlineReader(content, self._ids, keeps_space=self._keeps_space, is_flow=True)
        self._depth_of_flow = 0

    def _read_flow(self, flow: "InlineReader", event: Event) -> None:
        self._depth_of_flow += isinstance(event, Start) - isinstance(event, End)
        if self._depth_of_flow < 0:
            self._flow = None
        else:
            flow.read(event)

    def _add_text(self, event: Text) -> None:
        if self._native is not None:
            self._native.append(event.text)
            return
        text, origin = event.text, Origin(*event.span, "", event.notation)
        if not self._keeps_space:
            text, origin = self._unwrap(text, origin)
        self.content.add(text, origin, masked=self._protected > 0)

    def _unwrap(self, text: str, origin: Origin) -> tuple[str, Origin]:
        """Return one space for a line break of the file's layout and the white space round it; `&#10;` stays."""
        if text == "\n" and origin.end - origin.start <= len("\r\n"):
            start = self.content.cut_blanks(origin.start)
            self._break = origin.end
            return " ", origin._replace(start=start)
        if self._break != origin.start or not text.startswith((" ", "\t")):
            return text, origin
        rest = text.lstrip(" \t")
        self._break = origin.start + len(text) - len(rest)
        start = self.content.cut_blanks(origin.start)
        self.content.add(" ", origin._replace(start=start, end=self._break))
        return rest, origin._replace(start=self._break)

    def _start(self, event: Start) -> None:
        name = local_name(event.name)
        if self._native is not None and name == "sub" and not self._is_flow and self._holds_code():
            self._open_flow(event)
            return
        self._open.append(event)
        if self._native is not None:
            return
        if name in _NATIVE or event.attributes.get("mtype") in _DELETED:
            self._native, self._depth = [], len(self._open)
        elif name in _CODES:
            self._add_code(event, "")
        elif is_protected(event.attributes):
            self._protected += 1

    def _holds_code(self) -> bool:
        """Return whether what is open is code, not text that was deleted."""
        return local_name(self._open[self._depth - 1].name) in _NATIVE

    def _end(self, event: End) -> None:
        start = self._open.pop() if self._open else None
        if start is None:
            return
        name = local_name(event.name)
        if self._native is not None:
            if len(self._open) + 1 == self._depth:
                native, self._native = "".join(self._native).strip(), None
                if name in _NATIVE:
                    self._add_code(start, native)
        elif name in _PAIRED:
            self.content.add_code(f"/{self._find_id(start.attributes)}", f"</{name}>")
        elif name not in _CODES and is_protected(start.attributes):
            self._protected -= 1

    def _add_code(self, event: Start, native: str) -> None:
        name = local_name(event.name)
        key = self._find_id(event.attributes) or (native.split(maxsplit=1)[0] if native and name == "ph" else name)
        shown = native if 0 < len(native) <= _LONGEST else _show(name, event.attributes, self._ids)
        if name in _STANDING:
            self.content.add_placeholder("" if name == "cp" else key, shown, Origin(*event.span))
        else:
            self.content.add_code(f"/{key}" if name in _CLOSING else key, shown)

    def _find_id(self, attributes: Mapping[str, str]) -> str:
        return next((attributes[name] for name in self._ids if name in attributes), "")


def is_protected(attributes: Mapping[str, str]) -> bool:
    """Return whether an element says that what it holds is not to be translated."""
    return attributes.get("translate") == "no" or attributes.get("mtype") == "protected"


def keeps_space(attributes: Mapping[str, str], inherited: bool) -> bool:
    """Return whether an element says that its white space counts."""
    value = attributes.get(_XML_SPACE)
    return inherited if value is None else value == "preserve"


def _show(name: str, attributes: Mapping[str, str], ids: tuple[str, ...]) -> str:
    """Return a code as the file writes it, with its id."""
    found = next((f' {key}="{attributes[key]}"' for key in ids if key in attributes), "")
    return f"<{name}{found}>" if name in _PAIRED else f"<{name}{found}/>"
