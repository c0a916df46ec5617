"""reStructuredText: headings, paragraphs, items, notes and cells of tables are the blocks.

Code, targets and the lines of directives with their options are between them, masked. Comments and substitutions are
left out. Source: reStructuredText Markup Specification (docutils), and the directives of Sphinx
"""

import re
from collections.abc import Iterator

from align.lang.directives import look_up_directive
from align.model import Document, Role, Span
from align.readers import ReadOptions
from align.readers.prose.lines import LineScanner
from align.readers.prose.restructured_inline import find_markup
from align.readers.prose.restructured_tables import is_table, read_table
from align.readers.remarks import is_remark, write_remark
from align.readers.sizes import decode_limited

_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1*+")
_DIRECTIVE = re.compile(r"\.\.[ \t]+(?:\|[^|]{1,100}+\|[ \t]+)?([\w:.+-]{1,80}?)::(?:[ \t]+|\Z)")
_NOTE = re.compile(r"\.\.[ \t]+\[[^\]\s]{1,80}+\](?:[ \t]+|\Z)")
_TARGET = re.compile(r"\A(?:\.\.[ \t]+_(?:`[^`]{1,200}`|(?:[^:\\]|\\.){1,200}+|_):|__)(?:[ \t]|\Z)")
_EXPLICIT = re.compile(r"(?:\.\.|__)(?:[ \t]|\Z)")
_OPTION = re.compile(r":[^:\s][^:]{0,80}+:(?:[ \t]|\Z)")
_ITEM = re.compile(
    r"(?:[-*+•‣⃁]|(?:\d{1,4}|#|[A-Za-z]|[ivxlcdmIVXLCDM]{1,8})[.)]|\((?:\d{1,4}|#|[A-Za-z])\)|\|"
    r"|:(?![ \t:])[^:`]{1,80}+:(?!`))(?:[ \t]+|\Z)"
)
_OPTIONS = re.compile(r"(?:--?|/)[A-Za-z?][^\s]{0,40}+(?:,? [^\s]{1,40}+){0,3}?(?: {2,}|\Z)")


def read(path: str, data: bytes, options: ReadOptions) -> Iterator[Document]:
    """Yield the one document of a file. Raises ReadError where it is too large."""
    text = decode_limited(data, options.encoding)
    scanner = _Scanner(text)
    scanner.scan()
    yield scanner.build(path, options.target_language, find_markup)


class _Scanner(LineScanner):
    """Finds the blocks; `items` are the columns at which the text of the open list items starts."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._items: list[int] = []
        self._styles: list[str] = []

    def scan(self) -> None:
        """Add all blocks to the assembly."""
        self._skip_fields()
        while not self.is_at_end:
            line = self.get_line(self.index)
            if not line:
                self.index += 1
                continue
            indent = self.measure_indent(self.index)
            while self._items and indent < self._items[-1]:
                self._items.pop()
            if not self._read_section(line):
                self._read_body(line.lstrip(), indent)

    def _skip_fields(self) -> None:
        """Go on after the fields that a file begins with: they describe it."""
        while not self.is_at_end and not self.get_line(self.index):
            self.index += 1
        while _OPTION.match(self.get_line(self.index)):
            self.index += 1
            self.skip_deeper(0)

    def _read_section(self, line: str) -> bool:
        """Read a heading or a rule, where one is here; return whether."""
        following = self.get_line(self.index + 1)
        if _ADORNMENT.fullmatch(line):
            if following and len(line) > 1 and self.get_line(self.index + 2) == line:
                self._add_heading(self.index + 1, line[0] * 2)
                self.index += 3
                return True
            if len(line) > 3 and not following:
                self.assembly.add_element(Role.RULE)
                self.index += 1
                return True
        elif (
            _ADORNMENT.fullmatch(following) and len(following) >= min(len(line), 4) and following != "::"
        ) and not line[0].isspace():
            self._add_heading(self.index, following[0])
            self.index += 2
            return True
        return False

    def _add_heading(self, index: int, style: str) -> None:
        if style not in self._styles:
            self._styles.append(style)
        self.add_block([self.lines[index]], Role.HEADING, level=self._styles.index(style) + 1)

    def _read_body(self, line: str, indent: int) -> None:
        start = self.lines[self.index].start + indent
        if _EXPLICIT.match(line):
            self._read_explicit(line, indent, start)
        elif is_table(line):
            read_table(self)
        elif line.startswith(">>> "):
            self._skip_code()
        elif (mark := _ITEM.match(line)) or (mark := _OPTIONS.match(line)):
            self._items.append(indent + len(mark[0]) if mark.end() < len(line) else indent + 1)
            self._read_paragraph(start + mark.end(), indent, is_item=True)
        else:
            self._read_paragraph(start, indent)

    def _skip_code(self) -> None:
        first = self.index
        self.skip_written()
        self.add_code(first, self.index)

    def _read_explicit(self, line: str, indent: int, start: int) -> None:
        """Read what begins with two dots: a directive, a note, a target, a comment."""
        note, directive = _NOTE.match(line), _DIRECTIVE.match(line)
        name = directive[1].rpartition(":")[2] if directive else ""
        if note:
            self._read_paragraph(start + note.end(), indent, Role.FOOTNOTE, is_item=True)
        elif directive and look_up_directive(name).text != "none" and "|" not in directive[0]:
            self._read_directive(name, line[directive.end() :], start + directive.end(), indent)
        elif directive and "|" not in directive[0]:
            self._read_code(name, indent, start)
        else:
            self.index += 1
            if self.skip_deeper(indent) and directive:
                self.assembly.add_element(Role.CODE)
            self._add_explicit(line, start)

    def _read_code(self, name: str, indent: int, start: int) -> None:
        """Read a directive that holds no prose: its line and its options, then its content."""
        first = self.index
        self.index += 1
        self._skip_options(indent)
        self._add_head(name, first, start)
        first = self.index
        if self.skip_deeper(indent):
            self.add_code(first, self.index, name)

    def _add_head(self, name: str, first: int, start: int, end: int = -1) -> None:
        """Add a directive, from where it starts in a line to an offset, or to the line before the present one."""
        lines = (self.lines[index].start for index in range(first, self.index))
        ends = [self.lines[index].start + len(self.get_line(index)) for index in range(first, self.index)]
        starts = [start, *(one + self.measure_indent(first + at) for at, one in enumerate(lines) if at)]
        spans = [Span(start, end)] if end >= 0 else map(Span, starts, ends)
        self.add_between(spans, Role.MARKUP, name)

    def _add_explicit(self, line: str, start: int) -> None:
        """Add what has been passed over, where it is the target of links, or a comment to this program."""
        if _TARGET.match(line):
            self.add_between([Span(start, start + len(line))], Role.MARKUP, "_")
        else:
            self._add_remark(start)

    def _add_remark(self, start: int) -> None:
        """Add what began there and has been passed over, where it is a comment to this program."""
        span = Span(start, self.lines[self.index - 1].end)
        body = self.text[slice(*span)].removeprefix("..")
        if is_remark(body):
            self.add_remark(write_remark(body), span)

    def _read_directive(self, name: str, argument: str, start: int, indent: int) -> None:
        """Read the line of a directive; its content follows like any other text."""
        first, head = self.index, self.lines[self.index].start + indent
        directive = look_up_directive(name)
        if "version" in directive.flags:
            version, _, argument = argument.partition(" ")
            start += len(version) + 1
        if argument and directive.text == "title":
            self._add_head(name, first, head, head + len(self.text[head:start].rstrip()))
            self._read_paragraph(start, indent, is_item=True)
            self._skip_options(indent)
        else:
            self.index += 1
            if argument:
                self._skip_lines(indent)
            self._skip_options(indent)
            self._add_head(name, first, head)

    def _skip_options(self, indent: int) -> None:
        """Go on after the options of a directive, and the lines that they go on in."""
        while (column := self.measure_indent(self.index)) > indent and self._is_option():
            self.index += 1
            self._skip_lines(column)

    def _skip_lines(self, indent: int) -> None:
        """Go on after the lines up to a blank one or an option that are indented more than this."""
        while self.measure_indent(self.index) > indent and not self._is_option():
            self.index += 1

    def _is_option(self) -> bool:
        return _OPTION.match(self.get_line(self.index).lstrip()) is not None

    def _read_paragraph(self, start: int, indent: int, role: Role | None = None, *, is_item: bool = False) -> None:
        """Read the lines of a paragraph; those after the first of an item may be indented more."""
        index = self.index + 1
        while self._continues(index, indent, is_item=is_item):
            index += 1
        end = max(self.lines[index - 1].start + len(self.get_line(index - 1)), start)
        self.index = index
        is_literal = self.text.endswith("::", start, end)
        if is_literal:
            end -= 1 if self.text[start : end - 2][-1:].strip() else 2
        level = len(self._items)
        self.add_block([Span(start, end)], role or (Role.ITEM if level else Role.PARAGRAPH), level=level)
        if is_literal and self.skip_deeper(indent):
            self.add_code(index, self.index)

    def _continues(self, index: int, indent: int, *, is_item: bool) -> bool:
        """Return whether a line goes on with the paragraph before it."""
        line, column = self.get_line(index).lstrip(), self.measure_indent(index)
        if not line or (column <= indent if is_item else column != indent):
            return False
        mark = _ITEM.match(line)
        if is_item and (_OPTION.match(line) or (mark and line[0] in "-*+•|")):
            return False
        return not (mark and line[0] in "|:") and not (_EXPLICIT.match(line) or is_table(line))
