"""Keyword in context, the words found under each other."""

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from align.report.terminal import paint, tail, visible, width

if TYPE_CHECKING:
    from glossary.matching.concordance import Line


def in_context(lines: "list[Line]", columns: int, color: bool) -> Iterator[str]:
    """The path of each file, and its lines cut to the width, the words found in one column: bold, or in brackets."""
    for path, group in groupby(lines, key=lambda line: line.path):
        found = list(group)
        digits = len(str(found[-1].number))
        yield paint(visible(path), None, color)
        for line in found:
            yield _shown(line, digits, columns - digits - 4, color)


def _shown(line: "Line", digits: int, room: int, color: bool) -> str:
    from align.cli.glossary.tables import clipped

    word = clipped(visible(line.word.replace("\n", " ").replace("\r", "")), max(room // 2, 1))
    word = word if color else f"[{word}]"
    space = (room - min(width(word), room // 3)) // 2
    left = visible(line.left).lstrip()
    if width(left) > space:
        left = "…" + tail(left, space - 1).lstrip()
    right = clipped(visible(line.right).rstrip(), max(room - space - width(word), 1))
    return f"  {line.number:{digits}}  {' ' * (space - width(left))}{left}{paint(word, None, color)}{right}"
