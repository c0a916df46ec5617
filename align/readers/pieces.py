"""Pieces of text, each with the characters of the file that it came from."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from align.model import Origin

EDGES = " \t\n\r\f"
"""White space of the layout of a file, which is no text at the edges of one."""
_BEHIND_LINE_END = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")


class Piece(NamedTuple):
    """A text, where it is, and whether it is masked: no rule may fire in it."""

    text: str
    origin: Origin | None
    masked: bool = False


def cut_piece(piece: Piece, left: int, right: int) -> Piece:
    """Return a part of a piece; the origin is the whole of it where its characters are not those of the text."""
    text, origin, masked = piece
    if left == 0 and right == len(text):
        return piece
    if origin and origin.end - origin.start == len(text):
        origin = origin._replace(start=origin.start + left, end=origin.start + right)
    return Piece(text[left:right], origin, masked)


def trim_pieces(pieces: Sequence[Piece], edges: str | None = EDGES) -> Iterator[Piece]:
    """Yield the pieces without white space at both edges: these characters, or whatever is white space (None)."""
    first, last = 0, len(pieces)
    while first < last and not pieces[first].text.strip(edges):
        first += 1
    while last > first and not pieces[last - 1].text.strip(edges):
        last -= 1
    for index in range(first, last):
        text = pieces[index].text
        left = len(text) - len(text.lstrip(edges)) if index == first else 0
        right = len(text.rstrip(edges)) if index == last - 1 else len(text)
        yield cut_piece(pieces[index], left, right)


def split_into_lines(piece: Piece) -> Iterator[Piece]:
    """Yield a piece in lines, their ends with them, so that each is on one line of the file."""
    text, origin, _ = piece
    if ("\n" not in text and "\r" not in text) or origin is None or origin.end - origin.start != len(text):
        yield piece
        return
    position = 0
    for line in _BEHIND_LINE_END.split(text):
        if line:
            yield cut_piece(piece, position, position + len(line))
        position += len(line)
