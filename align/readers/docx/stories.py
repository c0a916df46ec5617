"""The stories of a DOCX file (its body, notes, headers, boxes of text) -> blocks (ECMA-376-1, 17).

Text that a change deleted is not read, inserted text is; of a field the result, not the instruction.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from align.errors import ReadError
from align.model import Origin, Role, Span
from align.readers import ReadOptions
from align.readers.assembly import Assembly
from align.readers.docx.package import name_shortly
from align.readers.docx.styles import Style, Styles, is_on, note
from align.readers.hypertext.tokens import Value, tokenize
from align.readers.pieces import Piece, trim_pieces
from align.readers.places import Places
from align.readers.xml.events import Event, Start, Text, local_name, parse

Attributes = Mapping[str, str]

_NAMES_SKIPPED = """
w:del w:moveFrom w:delText w:instrText w:delInstrText w:rt w:sdtPr w:tblPrEx w:pPrChange w:rPrChange
w:tblPrChange w:trPrChange w:tcPrChange w:sectPrChange w:numberingChange mc:Fallback"""
_SKIPPED = frozenset(_NAMES_SKIPPED.split())
"""Elements whose text no one sees, or which say what was before a change."""
_SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
_SPACES = {ord(char): " " for char in "\t\n\r"}
"""What Word shows as a space in a text."""
_PRESERVED = "{http://www.w3.org/XML/1998/namespace}space"
_PRIVATE = range(0xE000, 0xF900)
_DESCRIPTIONS = frozenset({"title", "descr"})
"""The attributes of a picture that describe it."""


@dataclass
class _Paragraph:
    """An open paragraph: its style, what it says itself, and whether the next continues it, for its end was deleted."""

    style: str = ""
    own: Style = field(default_factory=Style)
    continues: bool = False


@dataclass
class _Run:
    """The properties of the open run: a style, and whether it is hidden."""

    style: str = ""
    is_hidden: bool = False


@dataclass
class _State:
    """What is open in a story.

    `has_left_out` says whether the paragraph holds text that a person sees and that is left out.
    Of each open field `fields` says whether its result has begun; `instructions` counts those where it has not.
    """

    paragraph: _Paragraph | None = None
    run: _Run = field(default_factory=_Run)
    fields: list[bool] = field(default_factory=list)
    instructions: int = 0
    in_header_row: bool = False
    is_code: bool = False
    is_left_out: bool = False
    has_left_out: bool = False

    @property
    def is_visible(self) -> bool:
        """Return whether a person sees the text that comes."""
        return not (self.run.is_hidden or self.instructions)


class Walk:
    """Walks through the stories of a document, and adds their text to it.

    `references` are the ids of headers and footers, and of notes, that the body refers to, in order.
    """

    def __init__(self, assembly: Assembly, styles: Styles, options: ReadOptions) -> None:
        self.references: defaultdict[str, list[str]] = defaultdict(list)
        self._assembly, self._styles = assembly, styles
        self._reads_contents = "navigation" in options.parts
        self._reads_attributes = "attributes" in options.parts
        self._places = Places()
        self._part = self._xml = ""
        self._tag = Span(0, 0)
        self._state, self._around = _State(), list[_State]()
        self._is_note = False
        self._skipped = 0
        self._properties: list[str] = []
        self._texts: list[Text] | None = None
        self._is_preserved = False

    def read_body(self, part: str, xml: str) -> None:
        """Read the body. Raises ReadError where the part is none of Word's."""
        root = next((event for event in parse(xml) if isinstance(event, Start)), None)
        if root is None or name_shortly(root.name) != "w:document":
            raise ReadError("holds no Word document; give it the suffix of what it is, or save it again")
        self._read(part, xml)

    def read_notes(self, kind: str, part: str, xml: str) -> None:
        """Read footnotes or endnotes that the body refers to, numbered in the order in which it does."""
        numbers = {id_: number for number, id_ in enumerate(dict.fromkeys(self.references[kind]), 1)}
        self._part, self._xml, self._is_note = part, xml, True
        for event in parse(xml):
            is_note = not isinstance(event, Text) and name_shortly(event.name) == f"w:{kind}"
            if is_note and isinstance(event, Start):
                number = numbers.get(_get(event.attributes, "id"))
                self._skipped = int(number is None)
                self._places.open_story(f"{kind} {number}")
            elif is_note:
                self._flush()
                self._skipped = 0
                self._places.close_story()
            else:
                self._take(event)
        self._is_note = False

    def read_story(self, name: str, part: str, xml: str) -> None:
        """Read a header or a footer."""
        self._places.open_story(name)
        self._read(part, xml)
        self._places.close_story()

    def _read(self, part: str, xml: str) -> None:
        self._part, self._xml = part, xml
        for event in parse(xml):
            self._take(event)
        self._flush()

    def _take(self, event: Event) -> None:
        if isinstance(event, Text):
            if self._texts is not None and not self._skipped:
                self._texts.append(event)
            return
        name = name_shortly(event.name)
        if isinstance(event, Start):
            self._tag = event.span
            self._enter(name, event.attributes)
        elif self._skipped:
            self._skipped -= 1
        elif (name in _PROPERTIES or not self._properties) and (leave := _ENDS.get(name)):
            leave(self)

    def _enter(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._skipped:
            self._skipped += 1
        elif self._properties and name not in _PROPERTIES:
            self._note_property(name, attributes)
            self._skipped = int(name in _SKIPPED)
        elif name in _SKIPPED:
            self._skipped = 1
        elif enter := _STARTS.get(name):
            enter(self, name, attributes)

    def _open_properties(self, name: str, _: Attributes) -> None:
        self._properties.append(name)

    def _close_properties(self) -> None:
        name = self._properties.pop()
        paragraph = self._state.paragraph
        if name == "w:pPr" and paragraph:
            self._state.is_code = self._styles.describe(paragraph.style, paragraph.own)[0] is Role.CODE
            is_contents = not self._reads_contents and self._styles.is_contents(paragraph.style)
            self._state.is_left_out = self._state.is_code or is_contents

    def _note_property(self, name: str, attributes: Attributes) -> None:
        value, state = _get(attributes, "val"), self._state
        if self._properties == ["w:rPr"]:
            if name == "w:rStyle":
                state.run.style = value
            elif name == "w:vanish":
                state.run.is_hidden = is_on(value)
        elif name == "w:tblHeader":
            state.in_header_row = is_on(value)
        elif name == "w:gridBefore" and value.isdecimal():
            self._places.widen_cell(int(value) + 1)
        elif name in _REFERENCES:
            self._refer(name, attributes)
        elif state.paragraph:
            self._note_paragraph(state.paragraph, name, value)

    def _note_paragraph(self, paragraph: _Paragraph, name: str, value: str) -> None:
        if name == "w:pStyle":
            paragraph.style = value
        elif self._properties == ["w:pPr", "w:rPr"]:
            paragraph.continues = paragraph.continues or name in ("w:del", "w:moveFrom")
        else:
            note(paragraph.own, name, value)

    def _open_paragraph(self, _: str, __: Attributes) -> None:
        self._state.paragraph = _Paragraph()
        self._state.is_code = self._state.is_left_out = self._state.has_left_out = False

    def _close_paragraph(self) -> None:
        paragraph, self._state.paragraph = self._state.paragraph, None
        if paragraph is None or paragraph.continues:
            return
        if not self._state.is_left_out:
            self._close_block(*self._styles.describe(paragraph.style, paragraph.own))
        elif self._state.has_left_out:
            self._flush()
            self._places.pass_paragraph()
            self._assembly.add_element(Role.CODE if self._state.is_code else Role.MARKUP)

    def _flush(self) -> None:
        """End what deleted ends of paragraphs have left open."""
        self._close_block(Role.PARAGRAPH, 0)

    def _close_block(self, role: Role, level: int) -> None:
        if self._assembly.is_blank:
            self._assembly.close_block()
            return
        unit, cell = self._places.pass_paragraph(), self._places.cell
        if self._is_note:
            self._assembly.close_block(Role.FOOTNOTE, unit=unit)
        elif cell:
            role = Role.HEADER if self._state.in_header_row else Role.CELL
            row, column = cell.row_in_document, max(cell.column - 1, 0)
            self._assembly.close_block(role, row=row, column=column, unit=unit)
        else:
            self._assembly.close_block(role, level=level, unit=unit)

    def _open_run(self, _: str, __: Attributes) -> None:
        self._state.run = _Run()

    def _close_run(self) -> None:
        self._state.run = _Run()

    def _open_text(self, _: str, attributes: Attributes) -> None:
        self._texts, self._is_preserved = [], attributes.get(_PRESERVED) == "preserve"

    def _close_text(self) -> None:
        self._add_text(masked=self._styles.is_code(self._state.run.style))

    def _close_formula(self) -> None:
        self._add_text(masked=True)

    def _add_text(self, *, masked: bool) -> None:
        texts, self._texts = self._texts or [], None
        pieces = [Piece(text, Origin(*span, self._part, notation), masked) for text, span, notation in texts]
        for piece in pieces if self._is_preserved else trim_pieces(pieces):
            self._add(piece.text.translate(_SPACES), piece.origin, masked=masked)

    def _add(self, text: str, origin: Origin | None = None, *, masked: bool = False) -> None:
        if not self._state.is_visible:
            return
        if self._state.is_left_out:
            self._state.has_left_out = True
        else:
            self._assembly.add(text, origin, masked=masked)

    def _add_sign(self, name: str, _: Attributes) -> None:
        self._add(_SIGNS[name])

    def _add_symbol(self, _: str, attributes: Attributes) -> None:
        """Add a character of a font; those of Wingdings and the like say nothing to a rule."""
        try:
            code = int(_get(attributes, "char"), 16)
        except ValueError:
            return
        if 0x20 <= code < 0x110000 and not 0xD800 <= code < 0xE000:
            self._add(chr(code), masked=code in _PRIVATE)

    def _mark_field(self, _: str, attributes: Attributes) -> None:
        state, kind = self._state, _get(attributes, "fldCharType")
        if kind == "begin":
            state.fields.append(False)
            state.instructions += 1
        elif state.fields and (kind == "end" or not state.fields[-1]):
            state.instructions -= not state.fields.pop()
            state.fields.extend([True] * (kind == "separate"))

    def _open_table(self, _: str, __: Attributes) -> None:
        self._flush()
        self._places.open_table()

    def _close_table(self) -> None:
        self._places.close_table()

    def _open_row(self, _: str, __: Attributes) -> None:
        self._state.in_header_row = False
        self._places.open_row()

    def _open_cell(self, _: str, __: Attributes) -> None:
        self._places.open_cell()

    def _widen_cell(self, _: str, attributes: Attributes) -> None:
        value = _get(attributes, "val")
        if value.isdecimal():
            self._places.widen_cell(int(value))

    def _open_box(self, _: str, __: Attributes) -> None:
        self._open_story("")

    def _open_story(self, name: str) -> None:
        """Enter what is inside a paragraph and is none of its text; an empty name is a box of text."""
        self._assembly.open_aside()
        self._around.append(self._state)
        self._state = _State()
        self._places.open_story(name)

    def _close_box(self) -> None:
        self._flush()
        self._places.close_story()
        self._state = self._around.pop()
        self._assembly.close_aside()

    def _add_descriptions(self, _: str, __: Attributes) -> None:
        """Add what a picture says to those who do not see it, where that is asked for."""
        if not self._reads_attributes or self._state.is_left_out or not self._state.is_visible:
            return
        start, end = self._tag
        for token in tokenize(self._xml[start:end], _DESCRIPTIONS):
            if isinstance(token, Value) and token.pieces:
                self._open_story(self._places.name_description())
                for text, span, notation in token.pieces:
                    placed = Text(text, Span(start + span.start, start + span.end), notation)
                    self._assembly.add_characters(placed, self._part)
                self._close_box()

    def _refer(self, name: str, attributes: Attributes) -> None:
        self.references[name.removeprefix("w:").removesuffix("Reference")].append(_get(attributes, "id"))

    def _refuse(self, _: str, __: Attributes) -> None:
        raise ReadError("holds another file that Word would read in (altChunk); open it in Word, and save it again")


_REFERENCES = frozenset({"w:headerReference", "w:footerReference", "w:footnoteReference", "w:endnoteReference"})
_PROPERTIES = frozenset({"w:pPr", "w:rPr", "w:trPr"})
_STARTS: dict[str, Callable[[Walk, str, Attributes], None]] = {
    **dict.fromkeys(_PROPERTIES, Walk._open_properties),
    **dict.fromkeys(_SIGNS, Walk._add_sign),
    **dict.fromkeys(_REFERENCES, Walk._refer),
    "w:p": Walk._open_paragraph,
    "w:r": Walk._open_run,
    "w:t": Walk._open_text,
    "m:t": Walk._open_text,
    "w:sym": Walk._add_symbol,
    "w:fldChar": Walk._mark_field,
    "w:tbl": Walk._open_table,
    "w:tr": Walk._open_row,
    "w:tc": Walk._open_cell,
    "w:gridSpan": Walk._widen_cell,
    "w:txbxContent": Walk._open_box,
    "wp:docPr": Walk._add_descriptions,
    "w:altChunk": Walk._refuse,
}
_ENDS: dict[str, Callable[[Walk], None]] = {
    **dict.fromkeys(_PROPERTIES, Walk._close_properties),
    "w:p": Walk._close_paragraph,
    "w:r": Walk._close_run,
    "w:t": Walk._close_text,
    "m:t": Walk._close_formula,
    "w:tbl": Walk._close_table,
    "w:tc": Walk._flush,
    "w:txbxContent": Walk._close_box,
}


def _get(attributes: Attributes, name: str) -> str:
    """Return an attribute, whatever its namespace; empty where there is none."""
    return next((value for key, value in attributes.items() if local_name(key) == name), "")
