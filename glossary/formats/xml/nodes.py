"""Where the elements of an XML text are in it, so that a file can be changed by its ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

_START_TAG = re.compile(rb"<[^\s/>]+(?:\s+[^\s=]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*/?>")


@dataclass(slots=True)
class Node:
    """An element and its offsets in bytes: its start tag from `start` to `opened`, its end tag from `closed` to `end`.

    One without content has no end tag: all three are the same.
    """

    tag: str
    attributes: dict[str, str]
    start: int
    opened: int
    closed: int = 0
    end: int = 0
    children: list[Node] = field(default_factory=list)

    def list_all(self) -> Iterator[Node]:
        """Yield this element and those inside it."""
        yield self
        for child in self.children:
            yield from child.list_all()


def parse_nodes(data: bytes, deepest: int = 20) -> Node:
    """Parse a well-formed document in UTF-8; elements nested deeper are left out. The root counts as 1."""
    top = Node("", {}, 0, 0)
    open_nodes = [top]
    depth = 0
    parser = expat.ParserCreate()

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth <= deepest:
            at = parser.CurrentByteIndex
            tagged = _START_TAG.match(data, at)
            node = Node(tag, attributes, at, tagged.end() if tagged else at)
            open_nodes[-1].children.append(node)
            open_nodes.append(node)

    def end(_tag: str) -> None:
        nonlocal depth
        if depth <= deepest:
            node = open_nodes.pop()
            is_empty = data[node.opened - 2 : node.opened] == b"/>"
            node.closed = node.opened if is_empty else parser.CurrentByteIndex
            node.end = node.opened if is_empty else data.index(b">", node.closed) + 1
        depth -= 1

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(data.decode(), True)
    return top.children[0]


def find_space_before(data: bytes, offset: int, start: int = 0) -> str:
    """Return the white space before an offset, as far as `start`."""
    piece = data[start:offset]
    return piece[len(piece.rstrip()) :].decode()
