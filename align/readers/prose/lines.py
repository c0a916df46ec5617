"""What readers of texts share whose markup is a matter of lines: the lines, one after another, and blocks made of them.

White space in a block is read as one space; what is markup inside it is masked once the blocks are put together.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from align.model import Document, Notation, Origin, Role, Span, merge_spans
from align.model.offsets import split_lines
from align.readers.assembly import Assembly, LinePlaces

FindMarkup = Callable[[str], Iterable[Span]]
"""What finds the markup in the text of a block."""


class LineScanner:
    """A text, line by line: `index` is that of the line to read next."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = list(split_lines(text))
        self.index = 0
        self.assembly = Assembly(LinePlaces(text))
        self._rows = 0

    @property
    def is_at_end(self) -> bool:
        """Return whether there is no line left."""
        return self.index >= len(self.lines)

    def get_line(self, index: int) -> str:
        """Return a line without white space at its end; empty after the last one."""
        if not 0 <= index < len(self.lines):
            return ""
        return self.text[slice(*self.lines[index])].rstrip()

    def measure_indent(self, index: int) -> int:
        """Return how many characters of white space a line begins with."""
        line = self.get_line(index)
        return len(line) - len(line.lstrip())

    def skip_deeper(self, indent: int) -> bool:
        """Go on after the lines that are indented more than this, and blank ones; return whether one was written."""
        has_text = False
        while not self.is_at_end and (self.measure_indent(self.index) > indent or not self.get_line(self.index)):
            has_text = has_text or bool(self.get_line(self.index))
            self.index += 1
        return has_text

    def skip_written(self) -> None:
        """Go on after the lines up to the next blank one."""
        while self.get_line(self.index):
            self.index += 1

    def skip_past(self, closing: str) -> None:
        """Go on after the next line that reads like this; to the end where there is none."""
        while not self.is_at_end and self.get_line(self.index) != closing:
            self.index += 1
        self.index += 1

    def add_block(
        self,
        spans: Iterable[Span],
        role: Role,
        *,
        level: int = 0,
        row: int = 0,
        column: int = 0,
        notation: Notation = Notation.PLAIN,
    ) -> None:
        """Add a block: stretches of the file, with a space between two of them."""
        end = -1
        for span in (span for span in spans if span.end > span.start):
            if end >= 0:
                self.assembly.add(" ", Origin(end, span.start, "", notation))
            self.assembly.add_collapsed(self.text[slice(*span)], span.start, notation)
            end = span.end
        self.assembly.close_block(role, level=level, row=row, column=column)

    def add_remark(self, remark: str, span: Span) -> None:
        """Add a comment that is intended for this program, which is in the file there."""
        self.assembly.add(remark, Origin(*span), masked=True)
        self.assembly.close_block(Role.MARKUP)

    def add_between(self, spans: Iterable[Span], role: Role, key: str = "") -> None:
        """Add what is between two blocks of prose, masked: stretches of the file, each on a line of its own."""
        end = -1
        for span in spans:
            if end >= 0:
                self.assembly.add("\n", Origin(end, max(span.start, end)), masked=True)
            self.assembly.add(self.text[slice(*span)], Origin(*span), masked=True)
            end = span.end
        self.assembly.close_between(role, key)

    def add_code(self, first: int, last: int, key: str = "") -> None:
        """Add the lines from one index to another as code, without white space around them and before all of them."""
        while first < last and not self.get_line(first):
            first += 1
        while first < last and not self.get_line(last - 1):
            last -= 1
        written = [index for index in range(first, last) if self.get_line(index)]
        indent = min(map(self.measure_indent, written), default=0)
        starts = (self.lines[index].start for index in range(first, last))
        ends = (self.lines[index].start + len(self.get_line(index)) for index in range(first, last))
        self.add_between(
            (Span(min(one + indent, end), end) for one, end in zip(starts, ends, strict=True)), Role.CODE, key
        )

    def add_row(self, cells: Iterable[Iterable[Span]], notation: Notation = Notation.PLAIN) -> None:
        """Add a row of a table: cells, each as stretches of the file."""
        for column, spans in enumerate(cells):
            self.add_block(spans, Role.CELL, row=self._rows, column=column, notation=notation)
        self._rows += 1

    def build(self, path: str, language: str, find_markup: FindMarkup) -> Document:
        """Return the document, with the markup in its blocks masked."""
        document = self.assembly.build(path, language)
        return replace(document, masked=tuple(merge_spans([*document.masked, *_find_masks(document, find_markup)])))


def _find_masks(document: Document, find_markup: FindMarkup) -> Iterator[Span]:
    for block in document.blocks:
        for start, end in find_markup(document.text[slice(*block)]):
            yield Span(block.start + start, block.start + end)
