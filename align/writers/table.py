"""A table for people: the beads in two columns, source on the left and target on the right, with their confidence."""

from collections.abc import Iterator
from itertools import zip_longest
from unicodedata import category, east_asian_width

from align.model import Alignment, Bead, Severity
from align.report.terminal import head, paint, tint, visible, width

_LABEL = 6
_BAR = " | "
_NOTHING = "∅"
_LEAST = 10  # columns a side: below, no text can be read
_DOUBTFUL = 0.5  # a bead that is more likely wrong than right
_CLOSING = frozenset({"Pe", "Pf", "Po", "Mn", "Mc", "Me"})
_OPENING = frozenset({"Ps", "Pi"})


def render(alignment: Alignment, columns: int = 80, color: bool = False) -> Iterator[str]:
    """Yield the paths of the two documents, a line, and the beads, in lines of at most `columns` (never fewer than 29).

    With `color` a confidence below one half has the colour of warnings. An empty side is shown as ∅.
    """
    room = max(columns - _LABEL - len(_BAR), 2 * _LEAST)
    sides = room // 2, room - room // 2
    for line in _lay_out((alignment.source.path, alignment.target.path), sides):
        yield " " * _LABEL + paint(line, None, color) + "\n"
    yield "-" * (_LABEL + sides[0]) + "-+-" + "-" * sides[1] + "\n"
    for bead in alignment.beads:
        label = _format_label(bead, color)
        for line in _lay_out((alignment.source_text(bead), alignment.target_text(bead)), sides, color):
            yield label + line + "\n"
            label = " " * _LABEL


def _format_label(bead: Bead, color: bool) -> str:
    severity = Severity.WARNING if bead.confidence < _DOUBTFUL else None
    return paint(f"{bead.confidence:.2f}", severity, color) + "  "


def _lay_out(texts: tuple[str, str], sides: tuple[int, int], color: bool = False) -> Iterator[str]:
    """Yield two texts side by side, line by line."""
    cells = (_wrap(visible(text), side) for text, side in zip(texts, sides, strict=True))
    for left, right in zip_longest(*cells, fillvalue=""):
        padding = " " * (sides[0] - width(left))
        yield f"{_tint(left, color)}{padding}{_BAR}{_tint(right, color)}".rstrip(" ")


def _tint(cell: str, color: bool) -> str:
    return tint(cell, color) if cell == _NOTHING else cell


def _wrap(text: str, columns: int) -> Iterator[str]:
    """Yield a visible text in lines of at most `columns`: broken at spaces and between wide characters, else
    anywhere.
    """
    start = 0
    if not text:
        yield _NOTHING
    while start < len(text):
        end = start + len(head(text[start : start + columns], columns))
        if end < len(text):
            end = next((place for place in range(end, start, -1) if _may_break(*text[place - 1 : place + 1])), end)
        yield text[start:end].rstrip(" ")
        start = next((place for place in range(end, len(text)) if text[place] != " "), len(text))


def _may_break(before: str, after: str) -> bool:
    """Return whether a line may end between two characters: no line starts with closing punctuation or ends with
    opening.
    """
    if " " in (before, after):
        return True
    wide = east_asian_width(before) in "WF" or east_asian_width(after) in "WF"
    return wide and category(after) not in _CLOSING and category(before) not in _OPENING
