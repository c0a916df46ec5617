"""AsciiDoc: headings, paragraphs, items, titles of blocks and cells of tables are the blocks.

Listings, literal and passed-through blocks, comments, attributes and block macros are left out. Source: AsciiDoc
Language Documentation (Eclipse Foundation)
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from align.model import Document, Role, Span
from align.readers import ReadOptions
from align.readers.prose.asciidoc_inline import find_markup
from align.readers.prose.lines import LineScanner
from align.readers.remarks import is_remark, write_remark
from align.readers.sizes import decode_limited

_HEADING = re.compile(r"(={1,6}+|#{1,6}+)[ \t]+(?=\S)")
_ATTRIBUTE = re.compile(r":!?[\w][\w-]*+!?:(?:[ \t]|\Z)")
_VERBATIM = re.compile(r"(?:-{4,}+|\.{4,}+|\+{4,}+|/{4,}+|`{3}[\w-]*+)\Z")
_CONTAINER = re.compile(r"(?:={4,}+|\*{4,}+|_{4,}+|--|~{4,}+)\Z")
_TABLE = re.compile(r"[|,:!]={3,}+\Z")
_CELL = re.compile(r"(?<!\\)(?:(?<!\S)(?:\d{1,4}(?:\.\d{1,4})?\+|\.\d{1,4}\+|\d{1,4}\*)?[<^>.]{0,3}[adehlmsv]?)?\|")
_STYLE = re.compile(r"\[(?:[^\[\]\n]|\[[^\[\]\n]*+\])*+\]\Z")
_LITERAL_STYLE = re.compile(
    r"\[(?:source|listing|literal|stem|latexmath|asciimath|pass|comment|mermaid|plantuml|ditaa|graphviz)\b"
)
_COLUMNS = re.compile(r"""\bcols\s*=\s*"?([^"\]]*)""")
_MACRO = re.compile(r"[A-Za-z][\w-]*+::[^\s\[]*+\[.*\]\Z")
_TITLE = re.compile(r"\.(?=[^\s.])")
_RULE = re.compile(r"(?:'{3,}|-{3}|\*{3}|<{3,})\Z")
_ITEM = re.compile(
    r"[ \t]*+(?:(\*{1,5}|-|\.{1,5}|\d{1,4}\.|[A-Za-z]\.|<(?:\d{1,4}|\.)>)[ \t]+(?=\S))(?:\[[ xX*]\][ \t]+)?"
)
_TERM = re.compile(r"[ \t]*+(?=\S)(?:(?!:{2,4}(?:\s|\Z)|;;(?:\s|\Z)).)++(:{2,4}|;;)(?:[ \t]+|\Z)")
_ADMONITION = re.compile(r"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+")


def read(path: str, data: bytes, options: ReadOptions) -> Iterator[Document]:
    """Yield the one document of a file. Raises ReadError where it is too large."""
    text = decode_limited(data, options.encoding)
    scanner = _Scanner(text)
    scanner.scan()
    yield scanner.build(path, options.target_language, find_markup)


class _Scanner(LineScanner):
    """Finds the blocks; `is_literal`: the block that follows is no prose, as the line of attributes before it says."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._is_literal = False
        self._in_list = False
        self._columns = 0

    def scan(self) -> None:
        """Add all blocks to the assembly."""
        while not self.is_at_end:
            line = self.get_line(self.index)
            if not line or line == "+":
                self.index += 1
            elif not (self._read_apart(line) or self._read_line(line)):
                self._read_prose(line)

    def _read_apart(self, line: str) -> bool:
        """Read what holds no prose, where it is here; return whether."""
        if _VERBATIM.match(line):
            self.index += 1
            self.skip_past("```" if line.startswith("`") else line)
            self._end_code(is_comment=line.startswith("/"))
        elif self._is_literal and _CONTAINER.match(line):
            self.index += 1
            self.skip_past(line)
            self._end_code()
        elif self._is_literal_paragraph(line):
            self.skip_written()
            self._end_code()
        else:
            return False
        return True

    def _is_literal_paragraph(self, line: str) -> bool:
        if self._is_literal:
            return not line.startswith((".", "[", "//"))
        return line[0].isspace() and not self._in_list and not (_ITEM.match(line) or _TERM.match(line))

    def _end_code(self, *, is_comment: bool = False) -> None:
        self._is_literal = False
        if not is_comment:
            self.assembly.add_element(Role.CODE)

    def _read_line(self, line: str) -> bool:
        """Read a line that is a block of its own or none at all, where it is one; return whether."""
        if line.startswith("//") and is_remark(line[2:]):
            self.add_remark(write_remark(line[2:]), self.lines[self.index])
            self.index += 1
        elif line.startswith("//") or _ATTRIBUTE.match(line) or _MACRO.match(line) or _CONTAINER.match(line):
            self.index += 1
        elif _STYLE.match(line):
            self._is_literal = self._is_literal or _LITERAL_STYLE.match(line) is not None
            if columns := _COLUMNS.search(line):
                self._columns = _count_columns(columns[1])
            self.index += 1
        elif _RULE.match(line):
            self.assembly.add_element(Role.RULE)
            self.index += 1
        elif heading := _HEADING.match(line):
            self._read_heading(heading)
        elif _TITLE.match(line):
            self._add_line(1, Role.CAPTION)
        elif _TABLE.match(line):
            self._read_table(line)
        else:
            return False
        return True

    def _read_heading(self, heading: re.Match[str]) -> None:
        level, is_first = len(heading[1]), self._in_list is False and self.index == self._find_first()
        self._in_list = False
        self._add_line(heading.end(), Role.HEADING, level)
        if is_first and level == 1:
            self.skip_written()  # authors, revision and attributes

    def _find_first(self) -> int:
        """Return the index of the first line that is neither blank nor a comment nor an attribute."""
        index = 0
        while index < self.index and (
            not self.get_line(index) or self.get_line(index).startswith(("//", "[")) or self.get_line(index)[0] == ":"
        ):
            index += 1
        return index

    def _add_line(self, start: int, role: Role, level: int = 0) -> None:
        line = self.lines[self.index]
        self.add_block([Span(line.start + start, line.end)], role, level=level)
        self.index += 1

    def _read_prose(self, line: str) -> None:
        """Read an item, a term and what explains it, or a paragraph."""
        start = self.lines[self.index].start
        role, level = Role.PARAGRAPH, 0
        if item := _ITEM.match(line):
            self._in_list, role, level = True, Role.ITEM, len(item[1]) if item[1][0] in "*." else 1
            start += item.end()
        elif term := _TERM.match(line):
            self._in_list, role, level = True, Role.ITEM, 1
            self.add_block([Span(start, start + term.start(1))], role, level=level)
            start += term.end()
        elif not line[0].isspace() and self.get_line(self.index - 1) != "+":
            self._in_list = False
        label = _ADMONITION.match(self.text, start)
        end = self._find_end()
        self.add_block([Span(min(label.end() if label else start, end), end)], role, level=level)

    def _find_end(self) -> int:
        """Go on after the paragraph; return the offset at which it ends."""
        self.index += 1
        while (line := self.get_line(self.index)) and not _ends_paragraph(line):
            self.index += 1
        last = self.index - 1
        return self.lines[last].start + len(self.get_line(last).removesuffix(" +"))

    def _read_table(self, border: str) -> None:
        """Read the cells of a table; a row is a line that starts cells."""
        self.index += 1
        if not border.startswith("|"):
            self.skip_past(border)
            self._end_code()
            return
        first = self.index
        self.skip_past(border)
        last = min(self.index - 1, len(self.lines))
        begin = self.lines[first].start if first < len(self.lines) else len(self.text)
        end = self.lines[last].start if last < len(self.lines) else len(self.text)
        self._add_cells(begin, end)

    def _add_cells(self, begin: int, end: int) -> None:
        marks = list(_CELL.finditer(self.text, begin, end))
        cells = [
            [Span(mark.end(), after)]
            for mark, after in zip(marks, [*(mark.start() for mark in marks[1:]), end], strict=False)
        ]
        size = self._columns or sum(mark.end() <= self.lines[self._find_line(begin)].end for mark in marks) or 1
        self._columns = 0
        for start in range(0, len(cells), size):
            self.add_row(cells[start : start + size])

    def _find_line(self, offset: int) -> int:
        """Return the index of the first written line from an offset on, at which a line starts."""
        index = bisect_left(self.lines, (offset, offset))
        while index < len(self.lines) - 1 and not self.get_line(index):
            index += 1
        return min(index, len(self.lines) - 1)


def _count_columns(columns: str) -> int:
    """Return how many columns an attribute `cols` names: `1,2a`, `3*`."""
    names = [name.strip() for name in re.split("[,;]", columns)]
    repeats = [re.match(r"(\d{1,3})\*", name) for name in names]
    return sum(int(repeat[1]) if repeat else 1 for repeat in repeats)


def _ends_paragraph(line: str) -> bool:
    """Return whether a line cannot go on with the paragraph before it."""
    return (
        line == "+"
        or any(pattern.match(line) for pattern in (_ITEM, _TERM, _VERBATIM, _CONTAINER, _TABLE, _STYLE, _MACRO))
        or line.startswith("//")
    )
