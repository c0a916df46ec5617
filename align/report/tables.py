"""Text in columns: everything from a file made visible, widths those of the terminal."""

from collections.abc import Iterable, Iterator, Sequence

from align.report.terminal import head, visible, width


def pad(text: str, columns: int) -> str:
    """Return a text filled up with spaces to a width."""
    return text + " " * max(columns - width(text), 0)


def clip(text: str, columns: int) -> str:
    """Return a visible text cut to a width, with an ellipsis where something is gone."""
    return text if width(text) <= columns else head(text, columns - 1).rstrip() + "…"


def format_rows(cells: Iterable[Sequence[str]], indent: str = "") -> Iterator[str]:
    """Yield lines whose cells are under each other, made visible."""
    table = [[visible(cell) for cell in row] for row in cells]
    widths = [max(width(cell) for cell in column) for column in zip(*table, strict=True)]
    for row in table:
        yield (indent + "  ".join(map(pad, row, widths))).rstrip()


def format_hanging_rows(cells: Iterable[Sequence[str]], columns: int, indent: str = "") -> Iterator[str]:
    """Yield lines whose cells are under each other, the last of them wrapped under itself, or under the line where the
    others leave it less than a third of `columns`.
    """
    rows = list(cells)
    heads, edge = _align_heads([row[:-1] for row in rows], columns, indent)
    for head_of_row, row in zip(heads, rows, strict=True):
        yield wrap_anywhere((head_of_row + row[-1]).rstrip(), columns, " " * edge)


def format_listing_rows(
    rows: Iterable[tuple[Sequence[str], Sequence[str]]], columns: int, indent: str = ""
) -> Iterator[str]:
    """Yield lines as of `format_hanging_rows`, with pieces as the last cell: lines end between them."""
    listed = list(rows)
    heads, edge = _align_heads([cells for cells, _ in listed], columns, indent)
    for head_of_row, (_, pieces) in zip(heads, listed, strict=True):
        yield wrap_pieces(head_of_row, pieces, columns, " " * edge)


def _align_heads(cells: Sequence[Sequence[str]], columns: int, indent: str) -> tuple[list[str], int]:
    """Return what is before the last cell of each row, and where the lines below it begin."""
    table = [[visible(cell) for cell in row] for row in cells]
    widths = [max(width(cell) for cell in column) for column in zip(*table, strict=True)]
    edge = width(indent) + sum(widths) + 2 * len(widths)
    heads = [indent + "  ".join([*map(pad, row, widths), ""]) for row in table]
    return heads, edge if edge <= columns * 2 // 3 else width(indent) + 4


def wrap_pieces(start: str, pieces: Iterable[str], columns: int, indent: str) -> str:
    """Return a start and pieces after it, made visible, in lines of at most `columns`; only a piece that is longer by
    itself goes beyond them, so that each can be copied. All lines but the first are indented.
    """
    lines, between = wrap_anywhere(start, columns, indent).split("\n"), ""
    for piece in map(visible, pieces):
        if width(f"{lines[-1]}{between}{piece}") <= columns:
            lines[-1] += between + piece
        else:
            lines.append(indent + piece)
        between = " "
    return "\n".join(line.rstrip() for line in lines)


def wrap_anywhere(text: str, columns: int, indent: str) -> str:
    """Return a text made visible, in lines of at most `columns`; a line ends at a space, or between any two characters
    where no space is near. All but the first are indented.
    """
    rest = visible(text)
    lines: list[str] = []
    while width(rest) > columns - (len(indent) if lines else 0):
        piece = head(rest, columns - (len(indent) if lines else 0))
        space = piece.rfind(" ", len(piece) // 2)
        piece = piece[:space] if space > 0 else piece
        lines.append(piece.rstrip())
        rest = rest[len(piece) :].lstrip()
    return f"\n{indent}".join([*lines, rest])
