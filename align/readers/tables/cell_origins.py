"""Where the texts of the cells of a workbook are in its XML (ECMA-376-1, 18.3 and 18.4)."""

from collections import Counter
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from align.model import Origin
from align.readers.archive import Archive, open_archive
from align.readers.docx.package import Package
from align.readers.pieces import Piece
from align.readers.tables.columns import format_letters, parse_letters
from align.readers.xml.events import End, Start, Text, local_name, parse


class CellText(NamedTuple):
    """The text of a cell in pieces, and how many cells of the workbook show it."""

    pieces: tuple[Piece, ...]
    users: int = 1


@dataclass
class _Cell:
    """A cell of a sheet: its place (`C12`), its type, what it holds, and whether a formula gives it."""

    place: str
    kind: str
    value: str = ""
    pieces: list[Piece] = field(default_factory=list)
    has_formula: bool = False

    @property
    def index(self) -> int:
        """Return the index of its shared string; -1 where it has none."""
        return _read_number(self.value.strip(), -1) if self.kind == "s" else -1


def find_cell_texts(data: bytes, places: Container[str]) -> dict[str, CellText]:
    """Return the texts of these cells (`C12`; where there are several sheets, `Sheet2!C12`), but for what formulas
    give.

    Raises ReadError.
    """
    archive = open_archive(data)
    package = Package(archive)
    sheets, found, users = list(_list_sheets(archive, package)), dict[str, _Cell](), Counter[int]()
    for name, part in sheets:
        prefix = f"{name}!" if len(sheets) > 1 else ""
        for cell in _read_cells(archive.decode(part), part):
            users[cell.index] += 1
            if f"{prefix}{cell.place}" in places and not cell.has_formula:
                found[f"{prefix}{cell.place}"] = cell
    return dict(_find_texts(archive, package.find_part("sharedStrings"), found, users))


def _find_texts(
    archive: Archive, part: str | None, cells: Mapping[str, _Cell], users: Mapping[int, int]
) -> Iterator[tuple[str, CellText]]:
    wanted = {cell.index for cell in cells.values()}
    strings = dict(_read_strings(archive.decode(part), part, wanted)) if part else {}
    for place, cell in cells.items():
        if cell.kind == "inlineStr":
            yield place, CellText(tuple(cell.pieces))
        elif cell.index in strings:
            yield place, CellText(strings[cell.index], users[cell.index])


def _list_sheets(archive: Archive, package: Package) -> Iterator[tuple[str, str]]:
    """Yield the name of each sheet, and its part, in their order."""
    for event in parse(archive.decode(package.main)):
        if isinstance(event, Start) and local_name(event.name) == "sheet":
            said = {local_name(key): value for key, value in event.attributes.items()}
            for part in package.find_targets([said.get("id", "")]):
                yield said.get("name", ""), part


def _read_cells(xml: str, part: str) -> Iterator[_Cell]:
    """Yield the cells of a sheet; one that does not say where it is follows the one before it."""
    row, column, cell, names = 0, -1, _Cell("", ""), list[str]()
    for event in parse(xml):
        if isinstance(event, Text):
            _take(cell, names, Piece(event.text, Origin(*event.span, part, event.notation)))
            continue
        name = local_name(event.name)
        if isinstance(event, End):
            names.pop()
            if name == "c":
                yield cell
            continue
        names.append(name)
        if name == "row":
            row, column = _read_number(event.attributes.get("r", ""), row + 1), -1
        elif name == "c":
            letters = event.attributes.get("r", "").rstrip("0123456789")
            column = parse_letters(letters) if letters else column + 1
            cell = _Cell(f"{format_letters(column)}{row}", event.attributes.get("t", ""))
        cell.has_formula = cell.has_formula or name == "f"


def _take(cell: _Cell, names: list[str], piece: Piece) -> None:
    """Add some characters to a cell; `names` are the elements that are open."""
    if names[-1:] == ["v"]:
        cell.value += piece.text
    elif names[-2:] in (["is", "t"], ["r", "t"]):
        cell.pieces.append(piece)


def _read_number(text: str, default: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 8 else default


def _read_strings(xml: str, part: str, wanted: Container[int]) -> Iterator[tuple[int, tuple[Piece, ...]]]:
    """Yield the shared strings of these indices, without what only says how they are pronounced."""
    index, pieces, names = -1, list[Piece](), list[str]()
    for event in parse(xml):
        if isinstance(event, Start):
            names.append(local_name(event.name))
            if names[-1] == "si":
                index, pieces = index + 1, []
        elif isinstance(event, End):
            if names.pop() == "si" and index in wanted:
                yield index, tuple(pieces)
        elif names[-2:] in (["si", "t"], ["r", "t"]):
            pieces.append(Piece(event.text, Origin(*event.span, part, event.notation)))
