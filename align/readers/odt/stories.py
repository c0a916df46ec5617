"""The stories of an ODT file (its body, notes, headers, boxes of text) -> blocks (OpenDocument 1.3, part 3)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from align.errors import ReadError
from align.model import Role
from align.readers import ReadOptions
from align.readers.assembly import Assembly
from align.readers.odt.styles import Styles
from align.readers.places import Places
from align.readers.xml.events import Event, Start, Text, parse

Attributes = Mapping[str, str]

_NAMESPACE = "{urn:oasis:names:tc:opendocument:xmlns:"
_PREFIXES = {"drawing": "draw"}
"""Namespaces whose usual prefix is another one than their name."""
_NAMES_SKIPPED = """
text:tracked-changes text:note-citation text:ruby-text text:hidden-text office:annotation office:forms
office:scripts text:table-of-content-source text:illustration-index-source text:table-index-source
text:object-index-source text:user-index-source text:alphabetical-index-source text:bibliography-source"""
_SKIPPED = frozenset(_NAMES_SKIPPED.split())
"""Elements whose text no one sees."""
_INDEXES = "illustration table object user alphabetical"
_CONTENTS = frozenset(f"text:{kind}" for kind in ("table-of-content", *(f"{what}-index" for what in _INDEXES.split())))
_SHAPES = """
text-box custom-shape rect ellipse circle line polyline polygon regular-polygon path connector caption measure"""
_BOXES = frozenset(f"draw:{name}" for name in _SHAPES.split())
_DESCRIPTIONS = frozenset({"svg-compatible:title", "svg-compatible:desc"})
"""What a picture says to those who do not see it."""
_STORIES = frozenset(f"style:{kind}{page}" for kind in ("header", "footer") for page in ("", "-left", "-first"))
_MOST_SPACES = 8
"""How many spaces one element means at most: a few bytes of a hostile file could say any number."""
_MOST_REPEATED = 1_000_000


@lru_cache(maxsize=4096)
def name_shortly(name: str) -> str:
    """Return a name with the usual prefix of its namespace; without any where it is no namespace of OpenDocument.

    >>> name_shortly("{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"), name_shortly("{urn:x}p")
    ('text:p', ':p')
    """
    if not name.startswith(_NAMESPACE):
        return ":" + name.rpartition("}")[2]
    namespace, _, local = name.removeprefix(_NAMESPACE).rpartition("}")
    prefix = namespace.partition(":")[0]
    return f"{_PREFIXES.get(prefix, prefix)}:{local}"


@dataclass
class _State:
    """What is open in a story: a paragraph or a heading with its role, lists, and spans with their styles.

    `depth` is how many paragraphs are open: text is in one of them.
    """

    role: Role = Role.PARAGRAPH
    level: int = 0
    depth: int = 0
    lists: int = 0
    in_header_row: bool = False
    in_note: bool = False
    spans: list[str] = field(default_factory=list)


class Walk:
    """Walks through the stories of a document, and adds their text to it."""

    def __init__(self, assembly: Assembly, options: ReadOptions) -> None:
        self._assembly = assembly
        self._skips = _SKIPPED if "navigation" in options.parts else _SKIPPED | _CONTENTS
        if "attributes" not in options.parts:
            self._skips |= _DESCRIPTIONS
        self._styles = Styles()
        self._places = Places()
        self._part = ""
        self._state, self._around = _State(), list[_State]()
        self._skipped = 0
        self._counts: dict[str, int] = {}
        self._style = ""
        self._reads = self._has_code = False
        self._repeated = 1

    def read_styles(self, part: str, xml: str) -> None:
        """Read the named styles."""
        self._read(part, xml, reads=False)
        self._styles.shared, self._styles.local = self._styles.local, {}
        self._places = Places()

    def read_body(self, part: str, xml: str) -> None:
        """Read the body. Raises ReadError where the part is no text."""
        self._counts["text"] = 0
        self._read(part, xml, reads=True)
        if not self._counts["text"]:
            raise ReadError("holds no OpenDocument text; give it the suffix of what it is, or save it again")

    def read_headers(self, part: str, xml: str) -> None:
        """Read headers and footers."""
        self._styles.local = {}
        self._read(part, xml, reads=True)

    def _read(self, part: str, xml: str, *, reads: bool) -> None:
        self._part, self._reads = part, reads
        for event in parse(xml):
            self._take(event)
        self._assembly.close_block()

    def _take(self, event: Event) -> None:
        if isinstance(event, Text):
            if self._state.depth and not self._skipped and self._reads:
                if self._state.role is Role.CODE:
                    self._has_code = self._has_code or not event.text.isspace()
                    return
                masked = any(map(self._styles.is_code, self._state.spans))
                self._assembly.add_characters(event, self._part, masked=masked)
            return
        name = name_shortly(event.name)
        if isinstance(event, Start):
            self._enter(name, event.attributes)
        elif self._skipped:
            self._skipped -= 1
        elif leave := _ENDS.get(name):
            leave(self, name)

    def _enter(self, name: str, attributes: Attributes) -> None:
        if self._skipped:
            self._skipped += 1
        elif name in self._skips or self._is_hidden(name, attributes):
            self._skipped = 1
        elif enter := _STARTS.get(name):
            enter(self, name, attributes)

    def _is_hidden(self, name: str, attributes: Attributes) -> bool:
        if name in ("text:section", "text:hidden-paragraph"):
            return _get(attributes, "text:display") == "none"
        return name == "text:span" and self._styles.is_hidden(_get(attributes, "text:style-name"))

    def _note_style(self, _: str, attributes: Attributes) -> None:
        self._style = _get(attributes, "style:name")
        self._styles.local[self._style] = _get(attributes, "style:parent-style-name")

    def _note_display(self, _: str, attributes: Attributes) -> None:
        if _get(attributes, "text:display") == "none":
            self._styles.hidden.add(self._style)

    def _open_text(self, _: str, __: Attributes) -> None:
        self._counts["text"] = 1

    def _open_heading(self, _: str, attributes: Attributes) -> None:
        level = _get(attributes, "text:outline-level")
        self._state.role, self._state.level = Role.HEADING, int(level) if level in set("123456789") else 1
        self._state.depth += 1

    def _open_paragraph(self, _: str, attributes: Attributes) -> None:
        state = self._state
        state.role, state.level = self._styles.describe(_get(attributes, "text:style-name"))
        if state.role is Role.PARAGRAPH and state.lists:
            state.role, state.level = Role.ITEM, state.lists
        state.depth += 1

    def _close_paragraph(self, _: str) -> None:
        self._state.depth -= 1
        if self._has_code:
            self._places.pass_paragraph()
            self._assembly.add_element(Role.CODE)
            self._has_code = False
        self._close_block()

    def _close_block(self) -> None:
        state, cell = self._state, self._places.cell
        unit = None if self._assembly.is_blank else self._places.pass_paragraph()
        if state.in_note:
            self._assembly.close_block(Role.FOOTNOTE, unit=unit)
        elif cell:
            role = Role.HEADER if state.in_header_row else Role.CELL
            column = max(cell.column - 1, 0)
            self._assembly.close_block(role, row=cell.row_in_document, column=column, unit=unit)
        else:
            self._assembly.close_block(state.role, level=state.level, unit=unit)

    def _open_span(self, _: str, attributes: Attributes) -> None:
        self._state.spans.append(_get(attributes, "text:style-name"))

    def _close_span(self, _: str) -> None:
        self._state.spans[-1:] = []

    def _add_sign(self, name: str, attributes: Attributes) -> None:
        if self._state.depth and self._reads:
            count = _count(_get(attributes, "text:c"), _MOST_SPACES) if name == "text:s" else 1
            self._assembly.add(_SIGNS[name] * count, None)

    def _open_list(self, _: str, __: Attributes) -> None:
        self._state.lists += 1

    def _close_list(self, _: str) -> None:
        self._state.lists -= 1

    def _open_table(self, _: str, __: Attributes) -> None:
        self._places.open_table()

    def _close_table(self, _: str) -> None:
        self._places.close_table()

    def _open_header_rows(self, _: str, __: Attributes) -> None:
        self._state.in_header_row = True

    def _close_header_rows(self, _: str) -> None:
        self._state.in_header_row = False

    def _open_row(self, _: str, attributes: Attributes) -> None:
        self._places.open_row()
        self._repeated = _count(_get(attributes, "table:number-rows-repeated"), _MOST_REPEATED)

    def _close_row(self, _: str) -> None:
        self._places.skip_rows(self._repeated - 1)

    def _open_cell(self, _: str, attributes: Attributes) -> None:
        self._places.open_cell(_count(_get(attributes, "table:number-columns-repeated"), _MOST_REPEATED))

    def _open_note(self, _: str, attributes: Attributes) -> None:
        self._open_story(_get(attributes, "text:note-class") or "footnote")
        self._state.in_note = True

    def _open_box(self, _: str, __: Attributes) -> None:
        self._open_story("")

    def _open_description(self, _: str, __: Attributes) -> None:
        self._enter_story(self._places.name_description())
        self._state.depth = 1

    def _open_header(self, name: str, _: Attributes) -> None:
        self._open_story(name.removeprefix("style:").partition("-")[0])

    def _open_story(self, kind: str) -> None:
        """Enter a note, a header or, where the kind is empty, a box of text."""
        self._counts[kind] = self._counts.get(kind, 0) + self._reads
        self._enter_story(kind and f"{kind} {self._counts[kind]}")

    def _enter_story(self, name: str) -> None:
        self._places.open_story(name)
        self._assembly.open_aside()
        self._around.append(self._state)
        self._state = _State(in_note=self._state.in_note)

    def _close_description(self, name: str) -> None:
        self._close_block()
        self._close_story(name)

    def _close_story(self, _: str) -> None:
        self._assembly.close_block()
        self._assembly.close_aside()
        self._places.close_story()
        self._state = self._around.pop()


_SIGNS = {"text:s": " ", "text:tab": "\t", "text:line-break": "\n"}
_STARTS: dict[str, Callable[[Walk, str, Attributes], None]] = {
    **dict.fromkeys(_SIGNS, Walk._add_sign),
    **dict.fromkeys(_BOXES, Walk._open_box),
    **dict.fromkeys(_STORIES, Walk._open_header),
    **dict.fromkeys(_DESCRIPTIONS, Walk._open_description),
    "style:style": Walk._note_style,
    "style:text-properties": Walk._note_display,
    "office:text": Walk._open_text,
    "text:h": Walk._open_heading,
    "text:p": Walk._open_paragraph,
    "text:span": Walk._open_span,
    "text:list": Walk._open_list,
    "text:note": Walk._open_note,
    "table:table": Walk._open_table,
    "table:table-header-rows": Walk._open_header_rows,
    "table:table-row": Walk._open_row,
    "table:table-cell": Walk._open_cell,
    "table:covered-table-cell": Walk._open_cell,
}
_ENDS: dict[str, Callable[[Walk, str], None]] = {
    **dict.fromkeys((*_BOXES, *_STORIES, "text:note"), Walk._close_story),
    **dict.fromkeys(_DESCRIPTIONS, Walk._close_description),
    "text:h": Walk._close_paragraph,
    "text:p": Walk._close_paragraph,
    "text:span": Walk._close_span,
    "text:list": Walk._close_list,
    "table:table": Walk._close_table,
    "table:table-header-rows": Walk._close_header_rows,
    "table:table-row": Walk._close_row,
}


def _get(attributes: Attributes, name: str) -> str:
    """Return an attribute; empty where there is none."""
    prefix, _, local = name.partition(":")
    return attributes.get(f"{_NAMESPACE}{prefix}:1.0}}{local}", "")


def _count(value: str, most: int) -> int:
    """Return a number from 1 to `most`; 1 where there is none."""
    return max(min(int(value), most), 1) if value.isdecimal() and len(value) < 10 else 1
