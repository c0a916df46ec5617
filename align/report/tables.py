"""Text in columns: everything from a file made visible, widths those of the terminal."""

from collections.abc import Collection, Iterable, Sequence

from align.report.terminal import head, visible, width


def pad(text: str, columns: int) -> str:
    """Return a text filled up with spaces to a width."""
    return text + " " * max(columns - width(text), 0)


def clip(text: str, columns: int) -> str:
    """Return a visible text cut to a width, with an ellipsis where something is gone."""
    return text if width(text) <= columns else head(text, columns - 1).rstrip() + "…"


def lay_out(
    rows: Sequence[Sequence[str | tuple[str, ...]]],
    columns: int = 80,
    indent: int = 0,
    numbers: Collection[int] = (),
    wraps: bool = False,
) -> list[str]:
    """Return lines whose cells are under each other, made visible; `columns` is the width of the window.

    The columns `numbers` end under each other. A last cell is wrapped under itself if `wraps`, or under the line where
    the others leave it less than a third of the window; one that is a tuple of pieces is wrapped between them.
    """
    cells = [[visible(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    listed = any(isinstance(row[-1], tuple) for row in cells)
    widths = [
        max((width(cell) for cell in column if isinstance(cell, str)), default=0) for column in zip(*cells, strict=True)
    ]
    margin = " " * indent
    edge = indent + sum(widths[:-1]) + 2 * (len(widths) - 1)
    under = " " * (edge if edge <= columns * 2 // 3 else indent + 4)
    lines = list[str]()
    for row in cells:
        padded = [
            " " * (widths[place] - width(cell)) + cell if place in numbers else pad(cell, widths[place])
            for place, cell in enumerate(row)
            if isinstance(cell, str)
        ]
        last = row[-1]
        if isinstance(last, tuple) or listed:
            start = margin + "  ".join([*padded[: len(row) - 1], ""])
            lines.append(wrap_pieces(start, (last,) if isinstance(last, str) else last, columns, under))
        elif wraps:
            lines.append(wrap_anywhere((margin + "  ".join(padded)).rstrip(), columns, under))
        else:
            lines.append((margin + "  ".join(padded)).rstrip())
    return lines


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


def wrap_anywhere(text: str, columns: int, indent: str, start: int = 0) -> str:
    """Return a text made visible, in lines of at most `columns`; a line ends at a space, or between any two characters
    where no space is near. All but the first, which begins at column `start`, are indented.
    """
    rest = visible(text)
    lines: list[str] = []
    while width(rest) > (room := columns - (len(indent) if lines else start)):
        piece = head(rest, room)
        space = piece.rfind(" ", len(piece) // 2)
        piece = piece[:space] if space > 0 else piece
        lines.append(piece.rstrip())
        rest = rest[len(piece) :].lstrip()
    return f"\n{indent}".join([*lines, rest])
