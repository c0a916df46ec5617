"""The formats of the characters in the markup of a file: links, bold type and the like, in Office files and pages.

Names of elements and attributes are those of HTML, of WordprocessingML and SpreadsheetML (ECMA-376-1, 17.3.2, 18.4) and
of OpenDocument (1.3, part 3, 16.29).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import NamedTuple

LINK = "the link"
_BOLD, _ITALICS, _UNDERLINING, _OTHER = "the bold type", "the italics", "the underlining", "the formatting"
_TAG = re.compile(
    r"<!--(?:(?!-->).)*+(?:-->|\Z)|<!\[CDATA\[(?:(?!\]\]>).)*+(?:\]\]>|\Z)"
    r"|<(/?)([A-Za-z_][\w.:-]*+)((?:[^<>\"']|\"[^\"<]*+\"|'[^'<]*+')*+)>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""(?<![\w.:-])([\w.:-]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)')""")
_OTHER_ELEMENTS = "span font s strike del sub sup code kbd mark small big q cite abbr g pc"
_OTHER_PROPERTIES = "strike dstrike color highlight shd vertAlign caps smallCaps em sz rStyle"
_OTHER_OF_STYLES = "color background-color font-size text-position font-variant text-transform text-line-through-style"
_NAMES_OF_BLOCKS = "p h h1 h2 h3 h4 h5 h6 li dt dd td th div section article blockquote si tc"
_BLOCKS = frozenset(_NAMES_OF_BLOCKS.split())
_ELEMENTS = {
    **dict.fromkeys(("a", "hyperlink"), LINK),
    **dict.fromkeys(("b", "strong"), _BOLD),
    **dict.fromkeys(("i", "em"), _ITALICS),
    "u": _UNDERLINING,
    **dict.fromkeys(_OTHER_ELEMENTS.split(), _OTHER),
}
_NOTHING_ALONE = frozenset({"a", "hyperlink", "span", "font"})
"""Elements that say nothing without attributes."""
_RUN, _PROPERTIES, _BEFORE_CHANGE = "r", "rPr", "rPrChange"
_DEEPEST = 64
"""How many elements are open in each other at most; what is deeper is none of a text that people write."""
_OF_RUNS = {
    "b": _BOLD,
    "i": _ITALICS,
    "u": _UNDERLINING,
    **dict.fromkeys(_OTHER_PROPERTIES.split(), _OTHER),
}
_OFF = frozenset({"0", "false", "off", "none", "auto", "baseline"})
_OF_STYLES = {
    "font-weight": _BOLD,
    "font-style": _ITALICS,
    "text-underline-style": _UNDERLINING,
    **dict.fromkeys(_OTHER_OF_STYLES.split(), _OTHER),
}
_NORMAL = frozenset({"normal", "none", "transparent"})
_NAMED = {
    "Strong_20_Emphasis": _BOLD,
    "Emphasis": _ITALICS,
    **dict.fromkeys(("Hyperlink", "Internet_20_link", "Internet_20_Link"), LINK),
}


class Format(NamedTuple):
    """What a format is called, and what distinguishes it from others of that name: an address, a colour."""

    name: str
    detail: str = ""


_Formats = frozenset[Format]
_NONE: _Formats = frozenset()


class _Open(NamedTuple):
    """An element that is open, and what it gives to the characters in it; a run is given it by its properties."""

    name: str
    formats: set[Format]


class FormatMap:
    """Which formats the characters of a text with markup have."""

    def __init__(self, xml: str) -> None:
        self._starts, self._formats = [0], [_NONE]
        self._open = list[_Open]()
        self._styles = dict[str, set[Format]]()
        self._style = ""
        self._in_properties = self._in_change = False
        for tag in _TAG.finditer(xml):
            if tag[2]:
                self._take(tag[2].rpartition(":")[2], tag[3], is_end=bool(tag[1]))
                self._note(tag.end())

    def find(self, offset: int) -> _Formats:
        """Return the formats of the character at an offset."""
        return self._formats[bisect_right(self._starts, offset) - 1]

    def _note(self, offset: int) -> None:
        found = frozenset[Format]().union(*(one.formats for one in self._open))
        if found != self._formats[-1]:
            self._starts.append(offset)
            self._formats.append(found)

    def _take(self, name: str, attributes: str, *, is_end: bool) -> None:
        is_alone = attributes.endswith("/")
        if name == _BEFORE_CHANGE:
            self._in_properties, self._in_change = False, not is_end
        elif self._in_change:
            return
        elif self._in_properties:
            self._take_property(name, attributes, is_end=is_end)
        elif is_end:
            self._close(name)
        elif name == _PROPERTIES:
            self._in_properties = not is_alone and bool(self._open) and self._open[-1].name == _RUN
        elif name in _BLOCKS:
            self._open.clear()
        elif name in ("style", "text-properties"):
            self._take_style(name, _read(attributes))
        elif not is_alone and (name == _RUN or name in _ELEMENTS) and len(self._open) < _DEEPEST:
            self._open.append(_Open(name, set(self._describe(name, attributes))))

    def _close(self, name: str) -> None:
        if name in _BLOCKS:
            self._open.clear()
            return
        index = next((at for at in reversed(range(len(self._open))) if self._open[at].name == name), None)
        if index is not None:
            del self._open[index:]

    def _describe(self, name: str, attributes: str) -> Iterator[Format]:
        said = _read(attributes)
        if name == "span" and (style := said.get("style-name")):
            known = self._styles.get(style)
            yield from {Format(_NAMED.get(style, _OTHER), style)} if known is None else known
        elif name in _ELEMENTS and (said or name not in _NOTHING_ALONE):
            is_told = _ELEMENTS[name] in (LINK, _OTHER)
            yield Format(_ELEMENTS[name], f"{name}{sorted(said.items())}" if is_told else "")

    def _take_property(self, name: str, attributes: str, *, is_end: bool) -> None:
        """Take down what the properties of a run say."""
        if name == _PROPERTIES:
            self._in_properties = False
        elif not is_end and name in _OF_RUNS:
            value = _read(attributes).get("val", "")
            kind = _NAMED.get(value, _OTHER) if name == "rStyle" else _OF_RUNS[name]
            if value not in _OFF:
                self._open[-1].formats.add(Format(kind, f"{name} {value}" if kind == _OTHER else ""))

    def _take_style(self, name: str, said: Mapping[str, str]) -> None:
        """Take down what a style of OpenDocument says of characters."""
        if name == "style":
            self._style = said.get("name", "")
            if self._style and said.get("family") == "text":
                self._styles[self._style] = set()
        elif self._style in self._styles:
            found = ((_OF_STYLES[key], key, value) for key, value in said.items() if key in _OF_STYLES)
            told = ((kind, f"{key} {value}") for kind, key, value in found if value not in _NORMAL)
            formats = {Format(kind, detail if kind == _OTHER else "") for kind, detail in told}
            self._styles[self._style].update(formats)


def _read(attributes: str) -> dict[str, str]:
    """Return the attributes of a tag, by their names without prefixes."""
    found = _ATTRIBUTE.findall(attributes)
    return {name.rpartition(":")[2]: double or single for name, double, single in found}
