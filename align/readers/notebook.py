"""Notebooks of Jupyter: their cells of Markdown, and, where asked for, comments and strings of their cells of code.

Source: The Notebook file format (nbformat 4; 3 is read too). What was put out by code is not read.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise

from align.errors import ReadError
from align.model import MASK, Document, Element, Notation, Origin, Role, Span, Stretch
from align.readers import COMMENTS, OF_CODE, STRINGS, ReadOptions
from align.readers.assembly import MOST_STRETCHES, LinePlaces
from align.readers.building import build_document
from align.readers.code import find_blocks, find_markup
from align.readers.code.strings import find_string_blocks, is_escaped
from align.readers.escapes import C_ESCAPE, decode_c_escape, split_escapes
from align.readers.markdown import Prose, find_marks, find_masks, find_prose, tell_unread
from align.readers.resources.json_strings import Scalar, scan
from align.readers.sizes import decode_limited

_BETWEEN = "\n\n"
_SUFFIXES = {"r": ".r", "julia": ".jl", "javascript": ".js", "typescript": ".ts", "ruby": ".rb", "bash": ".sh",
             "sql": ".sql", "scala": ".scala", "c++": ".cpp", "c#": ".cs", "go": ".go", "rust": ".rs"}  # fmt: skip
"""Language of code, as a notebook names it -> the suffix of its files; Python where it is none of them."""


@dataclass
class _Cell:
    """A cell: its number from 1, what it is (`markdown`, `code`, `raw`), and the strings that it consists of."""

    number: int
    kind: str = ""
    strings: list[Scalar] = field(default_factory=list)


def read(path: str, data: bytes, options: ReadOptions) -> Iterator[Document]:
    """Yield the one document of a notebook. Raises ReadError where it is none."""
    file = decode_limited(data, options.encoding)
    language, cells = _find_cells(file)
    builder = _Builder(file, LinePlaces(file))
    for cell in cells:
        if cell.kind in ("markdown", "heading"):
            builder.add_markdown(cell)
        elif cell.kind == "code":
            builder.add_code(cell, _SUFFIXES.get(language, ".py"), OF_CODE & options.parts)
    yield builder.build(path, options.target_language)


def _find_cells(file: str) -> tuple[str, list[_Cell]]:
    """Return the language of the code, and the cells in order."""
    language, is_notebook, cells = "", False, dict[tuple[str, ...], _Cell]()
    for scalar in scan(file):
        path = scalar.path
        is_notebook = is_notebook or path == ("nbformat",)
        if path == ("metadata", "language_info", "name"):
            language = file[scalar.start : scalar.end].lower()
        depth = 3 if path[:1] == ("worksheets",) else 1
        if path[depth - 1 : depth] == ("cells",) and len(path) > depth + 1:
            cell = cells.setdefault(path[: depth + 1], _Cell(len(cells) + 1))
            _enter(file, cell, path[depth + 1 :], scalar)
    if not is_notebook:
        raise ReadError("not a notebook of Jupyter (it has no “nbformat”); export it again")
    return language, list(cells.values())


def _enter(file: str, cell: _Cell, key: tuple[str, ...], scalar: Scalar) -> None:
    if key == ("cell_type",):
        cell.kind = file[scalar.start : scalar.end]
    elif key[0] in ("source", "input") and len(key) < 3 and scalar.is_string:
        cell.strings.append(scalar)


def _find_strings(text: str, suffix: str) -> Iterator[list[Span]]:
    """Yield the texts in strings of code, each as what is between its escapes."""
    for spans, _ in find_string_blocks(text, suffix):
        if rows := [span for span in spans if not is_escaped(text[slice(*span)])]:
            yield rows


def _mask_between(text: str, rows: Sequence[Span]) -> str:
    """Return a block of code from its first row to its last, with what is between them masked."""
    gaps = (MASK * (row.start - before.end) for before, row in pairwise(rows))
    return "".join(text[slice(*row)] + gap for row, gap in zip(rows, (*gaps, ""), strict=True))


@dataclass
class _Builder:
    """Puts the document together, cell by cell; `file` is the notebook, `places` are its lines."""

    file: str
    places: LinePlaces
    size: int = 0
    texts: list[str] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    blocks: list[Span] = field(default_factory=list)
    masks: list[Span] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    unread: dict[str, list[int]] = field(default_factory=dict)

    def add_markdown(self, cell: _Cell) -> None:
        """Add the prose of a cell."""
        start, text = self._add_text(cell)
        prose = find_prose(text)
        if prose.unread:
            self.unread.setdefault(f"cell {cell.number}, ", prose.unread)
        self._add_prose(start, prose, list(find_masks(text, prose)))

    def add_code(self, cell: _Cell, suffix: str, parts: frozenset[str]) -> None:
        """Add these parts of a cell of code of this suffix; without any, that code is there."""
        if not parts:
            self.elements.append(Element(Span(self.size, self.size), Role.CODE))
            return
        text = "".join(piece for piece, _ in self._split(cell))
        strings = list(_find_strings(text, suffix)) if STRINGS in parts else []
        comments = [rows for rows, _ in find_blocks(text, suffix)] if COMMENTS in parts else []
        start, _ = self._add_text(cell, [row for rows in strings for row in rows])
        prose, markup = Prose([], [], [], [], [], []), list[Span]()
        for rows in sorted(comments + strings):
            block = Span(rows[0].start, rows[-1].end)
            prose.rows.extend(rows)
            prose.blocks.append(block)
            prose.elements.append(Element(block, Role.PARAGRAPH))
            markup += (span.move(block.start) for span in find_markup(_mask_between(text, rows)))
        self._add_prose(start, prose, [*find_marks(text, prose.rows), *markup])

    def _add_prose(self, start: int, prose: Prose, masks: list[Span]) -> None:
        self.blocks += (block.move(start) for block in prose.blocks)
        self.masks += (mask.move(start) for mask in masks)
        self.elements += (element._replace(span=element.span.move(start)) for element in prose.elements)

    def _add_text(self, cell: _Cell, strings: Sequence[Span] = ()) -> tuple[int, str]:
        """Add the text of a cell; return where it starts, and the text. Lines with `strings` cannot be fixed."""
        if self.texts and any(string.end > string.start for string in cell.strings):
            self.texts.append(_BETWEEN)
            self.size += len(_BETWEEN)
        start, first, line = self.size, len(self.texts), 1
        ends = [string.end for string in strings]
        for text, origin in self._split(cell):
            near = bisect_right(ends, self.size - start)
            is_string = near < len(strings) and strings[near].start < self.size - start + len(text)
            place = origin._replace(notation=Notation.STRING) if is_string else origin
            line = self._add_piece(text, place, cell.number, line)
        return start, "".join(self.texts[first:])

    def _split(self, cell: _Cell) -> Iterator[tuple[str, Origin]]:
        """Yield the text of a cell in pieces, and where each is in the file."""
        for string in cell.strings:
            yield from split_escapes(self.file, string.start, string.end, Notation.JSON, C_ESCAPE, decode_c_escape)

    def _add_piece(self, text: str, origin: Origin, number: int, line: int) -> int:
        """Add a stretch of a cell; return the number of the line in the cell that follows it."""
        span = Span(self.size, self.size + len(text))
        if len(self.stretches) == MOST_STRETCHES:
            raise ReadError(f"holds more than {MOST_STRETCHES:,} pieces of text; split the file")
        place = self.places.locate(origin.start)
        self.stretches.append(Stretch(span, *place, f"cell {number}, line {line}", origin))
        self.texts.append(text)
        self.size = span.end
        return line + text.count("\n")

    def build(self, path: str, language: str) -> Document:
        """Return the document."""
        text = "".join(self.texts)
        stretches = tuple(self.stretches) or (Stretch(Span(0, 0), 1),)
        document = build_document(
            path, language, text, self.blocks, masked=self.masks, stretches=stretches, elements=self.elements
        )
        notes = (note for cell, lines in self.unread.items() for note in tell_unread(path, lines, cell))
        return replace(document, notes=tuple(islice(notes, 1)))
