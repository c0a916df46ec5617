"""What the tokens of Markdown say of a block: heading, list item, quotation or cell, and where it is nested."""

from typing import TYPE_CHECKING

from align.model import Element, Role, Span

if TYPE_CHECKING:
    from markdown_it.token import Token

_CELLS = {"td": Role.CELL, "th": Role.HEADER}


class Outline:
    """The place in a sequence of block tokens."""

    def __init__(self) -> None:
        self._role = Role.PARAGRAPH
        self._level = 0
        self._items = 0
        self._quotations = 0
        self._row = self._column = -1

    def enter(self, token: "Token") -> None:
        """Go on to the next token."""
        if token.nesting < 0:
            self._items -= token.type == "list_item_close"
            self._quotations -= token.type == "blockquote_close"
            return
        self._items += token.type == "list_item_open"
        self._quotations += token.type == "blockquote_open"
        if token.type == "html_block":
            self._role = Role.MARKUP
        elif token.type == "tr_open":
            self._row, self._column = self._row + 1, -1
        elif token.tag in _CELLS:
            self._role, self._column = _CELLS[token.tag], self._column + 1
        elif token.type == "heading_open":
            self._role, self._level = Role.HEADING, int(token.tag[1:])
        elif token.type == "paragraph_open":
            self._role = self._choose_container()

    def describe(self, block: Span) -> Element:
        """Return what a block at this place is."""
        if self._role in _CELLS.values():
            return Element(block, self._role, row=self._row, column=self._column)
        level = {Role.HEADING: self._level, Role.ITEM: self._items, Role.QUOTATION: self._quotations}
        return Element(block, self._role, level.get(self._role, 0))

    def _choose_container(self) -> Role:
        if self._items:
            return Role.ITEM
        return Role.QUOTATION if self._quotations else Role.PARAGRAPH
