"""What the tokens of LaTeX print, put together to blocks."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from align.model import Notation, Origin, Role
from align.readers.assembly import Assembly
from align.readers.prose.latex_commands import (
    ARGUMENTS,
    ENDING,
    ENVIRONMENTS,
    LEVELS,
    LISTS,
    QUOTATIONS,
    SIGNS,
    TABLES,
)
from align.readers.prose.latex_tokens import Kind, Token
from align.readers.remarks import is_remark, write_remark

_SIGNS = (" ", "‘")
"""What one other sign of the file may mean."""


class _Piece(NamedTuple):
    """What is printed, and where the file holds it."""

    text: str
    start: int
    end: int
    masked: bool


class _Expected(NamedTuple):
    """The arguments that a command has still to come, and where it begins."""

    name: str
    arguments: str
    start: int


class _Group(NamedTuple):
    """A group that is open: the sign that ends it, what the argument is, and the arguments after it."""

    closing: str
    argument: str
    rest: _Expected | None


@dataclass
class Typesetter:
    """Takes tokens in order and adds blocks; `finish` ends the last one."""

    assembly: Assembly
    has_ended_title: bool = False
    _pieces: list[_Piece] = field(default_factory=list)
    _around: list[list[_Piece]] = field(default_factory=list)
    _notes: list[list[_Piece]] = field(default_factory=list)
    _groups: list[_Group] = field(default_factory=list)
    _silent: int = 0
    _expected: _Expected | None = None
    _environments: list[str] = field(default_factory=list)
    _row: int = 0
    _column: int = 0

    def enter(self, token: Token) -> None:
        """Take the next token."""
        expected, self._expected = self._expected, None
        match token.kind:
            case Kind.GROUP:
                self._enter_group(token, expected)
            case Kind.NOTHING:
                self._expected = expected
                self._enter_comment(token)
            case Kind.BREAK:
                self._end_silence()
                self._end_paragraph(token)
            case _ if not self._silent:
                self._print(token)

    def _enter_comment(self, token: Token) -> None:
        """Keep a comment that is intended for this program."""
        body = token.text.strip().lstrip("%")
        if not self._silent and is_remark(body):
            self._pieces.append(_Piece(write_remark(body), token.start, token.end, masked=True))

    def finish(self) -> None:
        """End the last block, and groups that are open."""
        while self._groups:
            self._close_group(0, 0)
        self._close_block()

    def _print(self, token: Token) -> None:
        match token.kind:
            case Kind.TEXT:
                self._pieces.append(_Piece(token.text, token.start, token.end, masked=False))
            case Kind.COMMAND:
                self._enter_command(token)
            case Kind.SILENT:
                self._pieces.append(_Piece("", token.start, token.end, masked=True))
            case Kind.CODE:
                self._end_paragraph(token)
                self.assembly.add_element(Role.CODE)
            case Kind.BEGIN | Kind.END:
                self._enter_edge(token)
            case Kind.CELL | Kind.ROW:
                self._separate(token)

    def _enter_command(self, token: Token) -> None:
        name = token.text
        if name in SIGNS:
            self._pieces.append(_Piece(SIGNS[name], token.start, token.end, masked=False))
        elif name == "item":
            self._close_unless_aside(token)
        elif name in ENDING:
            self._end_paragraph(token)
        if name == "item":
            self._expected = _Expected(name, "", token.start)
        elif name not in SIGNS:
            self._expected = _Expected(name, ARGUMENTS.get(name, ""), token.start)

    def _enter_group(self, token: Token, expected: _Expected | None) -> None:
        if token.text == "{":
            self._open_group("}", expected)
        elif token.text == "[" and expected:
            is_term = expected.name == "item"
            self._groups.append(_Group("]", "i" if is_term else "-", expected))
            self._silent += not is_term
        elif self._groups and self._groups[-1].closing == token.text:
            self._close_group(token.start, token.end)
        elif token.text in "[]" and not self._silent:
            self._pieces.append(_Piece(token.text, token.start, token.end, masked=False))

    def _open_group(self, closing: str, expected: _Expected | None) -> None:
        argument, rest = "t", None
        if expected and expected.arguments and not self._silent:
            argument, rest = expected.arguments[0], expected._replace(arguments=expected.arguments[1:])
        self._groups.append(_Group(closing, "-" if self._silent else argument, rest))
        if self._groups[-1].argument in "-p":
            self._silent += 1
        elif argument in "hc":
            self._close_unless_aside(None)
        elif argument == "n":
            self._around.append(self._pieces)
            self._pieces = []

    def _close_group(self, start: int, end: int) -> None:
        group = self._groups.pop()
        self._silent -= group.argument in "-p"
        self._expected = group.rest
        if group.argument == "p" and group.rest and not group.rest.arguments:
            self._pieces.append(_Piece("", group.rest.start, max(end, group.rest.start), masked=True))
        elif group.argument == "h" and not self._around:
            self._close_block(Role.HEADING, LEVELS.get(group.rest.name if group.rest else "", 3))
            self.has_ended_title = True
        elif group.argument in "ci" and not self._around:
            self._close_block(Role.CAPTION if group.argument == "c" else Role.ITEM)
        elif group.argument == "n":
            self._notes.append(self._pieces)
            self._pieces = self._around.pop()

    def _end_silence(self) -> None:
        """Leave the arguments that are not printed: a paragraph does not end in one."""
        while self._silent:
            self._close_group(0, 0)
        self._expected = None

    def _enter_edge(self, token: Token) -> None:
        self._end_paragraph(token)
        if token.kind is Kind.BEGIN:
            self._environments.append(token.text)
            self._row, self._column = self._row + 1, 0
            self._expected = _Expected(token.text, ENVIRONMENTS.get(token.text, ""), token.start)
        elif token.text in self._environments[-20:]:
            while self._environments.pop() != token.text:
                pass

    def _separate(self, token: Token) -> None:
        """End a cell, a row or a line."""
        if self._groups or self._around:
            self._pieces.append(_Piece(" ", token.start, token.end, masked=False))
        else:
            self._close_block()
        if token.kind is Kind.ROW:
            self._row, self._column = self._row + 1, 0
            self._expected = _Expected("\\", "", token.start)
        else:
            self._column += 1

    def _end_paragraph(self, token: Token) -> None:
        self._close_unless_aside(token)

    def _close_unless_aside(self, token: Token | None) -> None:
        """End the block; inside a note a paragraph only goes on after a space."""
        if not self._around:
            self._close_block()
        elif token:
            self._pieces.append(_Piece(" ", token.start, token.end, masked=False))

    def _close_block(self, role: Role | None = None, level: int = 0) -> None:
        """End the open block, and add the notes to it."""
        own, depth = self._find_role()
        if not any(piece.text.strip() for piece in self._pieces):
            if any(piece.masked for piece in self._pieces):
                self.assembly.add_element(Role.CODE)
            self._pieces = []
        self._add(self._pieces)
        if self._pieces and all(piece.masked or not piece.text.strip() for piece in self._pieces):
            self.assembly.close_block(Role.MARKUP)
        elif role is None and own is Role.CELL:
            self.assembly.close_block(own, row=self._row, column=self._column)
        else:
            self.assembly.close_block(role or own, level=level if role else depth)
        notes, self._pieces, self._notes = self._notes, [], []
        for note in notes:
            self._add(note)
            self.assembly.close_block(Role.FOOTNOTE)

    def _find_role(self) -> tuple[Role, int]:
        """Return what a block is by the environments around it, and how deep it is nested."""
        for name in reversed(self._environments[-20:]):
            for names, role in ((TABLES, Role.CELL), (LISTS, Role.ITEM), (QUOTATIONS, Role.QUOTATION)):
                if name in names:
                    return role, sum(other in names for other in self._environments[-20:])
        return Role.PARAGRAPH, 0

    def _add(self, pieces: list[_Piece]) -> None:
        for text, start, end, masked in _join(pieces):
            if masked:
                self.assembly.add(text or "￼", Origin(start, end, "", Notation.TEX), masked=True)
            elif len(text) == end - start:
                self.assembly.add_collapsed(text, start, Notation.TEX)
            else:
                self.assembly.add(text, Origin(start, end, "", Notation.TEX))


def _join(pieces: list[_Piece]) -> Iterator[_Piece]:
    """Yield the pieces, those as one that follow each other in the file and are written there as they are."""
    run = list[_Piece]()
    for piece in pieces:
        if run and not (run[-1].end == piece.start and _is_written(run[-1]) and _is_written(piece)):
            yield _merge(run)
            run = []
        run.append(piece)
    if run:
        yield _merge(run)


def _merge(run: list[_Piece]) -> _Piece:
    return run[0]._replace(text="".join(piece.text for piece in run), end=run[-1].end)


def _is_written(piece: _Piece) -> bool:
    """Return whether a piece is in the file as it is."""
    is_sign = piece.text in _SIGNS or len(piece.text) != piece.end - piece.start
    return not (piece.masked or is_sign)
