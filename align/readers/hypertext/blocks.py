"""The blocks of a page: headings, paragraphs, items, cells. Code is masked; what is not the text's own is left out."""

from collections.abc import Callable, Iterable

from align.model import Notation, Origin, Role
from align.readers.assembly import Assembly
from align.readers.hypertext.elements import BLOCKS, Opened, Page
from align.readers.hypertext.tokens import VOID, Remark, Token, Value
from align.readers.xml.events import End, Start, Text, local_name

_DEEPEST = 200
"""Open elements that an end tag may close: more is no page that a person wrote, and would make the work quadratic."""
_CLOSES_PARAGRAPH = BLOCKS - {"label", "option", "optgroup"}
_SIBLINGS = {
    "li": ("li",),
    **dict.fromkeys(("dt", "dd"), ("dt", "dd")),
    **dict.fromkeys(("td", "th"), ("td", "th")),
    "tr": ("tr", "td", "th"),
    "option": ("option",),
}
"""What a start tag closes: items, cells and rows of the same list or table."""

SOFT_HYPHEN = "\u00ad"
"""Where a word may be broken: nothing that a person sees."""

NameUnit = Callable[[], str]


def add_blocks(assembly: Assembly, tokens: Iterable[Token], page: Page, name_unit: NameUnit | None = None) -> None:
    """Add the visible text of a page, or of a member of an archive, to a document.

    `name_unit` gives the unit of each block that holds text.
    """
    walk = _Walk(assembly, page, name_unit)
    for token in tokens:
        if isinstance(token, Start):
            walk.enter(token)
        elif isinstance(token, End):
            walk.close(token)
        else:
            walk.add(token)
    walk.end_block()


class _Walk:
    """Walks through a page and knows what is open."""

    def __init__(self, assembly: Assembly, page: Page, name_unit: NameUnit | None) -> None:
        self._assembly, self._page, self._name_unit = assembly, page, name_unit
        self._open = [Opened()]
        self._rows = -1
        self._cells = [[-1, -1]]
        self._is_markup = False
        self._after_break = False

    def enter(self, tag: Start) -> None:
        """Enter an element."""
        name = local_name(tag.name).lower()
        if name in _CLOSES_PARAGRAPH:
            self.end_block()
            self._close_implied(name)
        self._enter_table(name)
        if name == "br":
            self._break_line()
        elif name in ("pre", "hr"):
            self.end_block()
            self._assembly.add_element(Role.CODE if name == "pre" else Role.RULE)
        if name not in VOID:
            self._open.append(self._open[-1].enter(name, tag.attributes, self._page, tag.span.start))

    def _enter_table(self, name: str) -> None:
        if name == "table":
            self._cells.append([-1, -1])
        elif name == "tr":
            self._rows += 1
            self._cells[-1] = [self._rows, -1]
        elif name in ("td", "th"):
            self._cells[-1][1] += 1

    def _break_line(self) -> None:
        """Break the line; a second break ends the paragraph."""
        if not self._is_visible():
            return
        if self._after_break:
            self.end_block()
        elif not self._assembly.is_blank:
            self._assembly.add("\n", None)
            self._after_break = True

    def _close_implied(self, name: str) -> None:
        """Close what a start tag closes: an open paragraph, and siblings."""
        if self._open[-1].name == "p":
            self._open.pop()
        while self._open[-1].name in _SIBLINGS.get(name, ()):
            self._open.pop()

    def close(self, tag: End) -> None:
        """Leave an element, and those inside it that were not closed; an end tag without a start is passed over."""
        name = local_name(tag.name).lower()
        if name in BLOCKS:
            self.end_block()
        for index in range(len(self._open) - 1, max(len(self._open) - 1 - _DEEPEST, 0), -1):
            if self._open[index].name == name:
                del self._open[index:]
                if name == "table" and len(self._cells) > 1:
                    self._cells.pop()
                return

    def _is_visible(self) -> bool:
        """Return whether the text of the open element belongs to that of the page."""
        top = self._open[-1]
        return not top.is_left_out and (top.is_main or top.name == "title" or not self._page.only_main)

    def add(self, token: Text | Remark | Value) -> None:
        """Add characters of the open element, or of an attribute."""
        if not self._is_visible():
            return
        if isinstance(token, Text):
            self._add_text(token)
        elif isinstance(token, Remark):
            self._is_markup = self._is_markup or self._assembly.is_blank
            self._assembly.add(token.text, Origin(*token.span, self._page.part, Notation.XML), masked=True)
        else:
            self._assembly.open_aside()
            for text in token.pieces:
                self._add_text(text)
            self._close_block()
            self._assembly.close_aside()

    def _add_text(self, text: Text) -> None:
        if not text.text.isspace():
            self._after_break = self._is_markup = False
        if text.text != SOFT_HYPHEN:
            self._assembly.add_characters(text, self._page.part, masked=self._open[-1].is_masked)

    def end_block(self) -> None:
        """End the open block."""
        self._close_block(Role.MARKUP if self._is_markup else None)
        self._is_markup = self._after_break = False

    def _close_block(self, role: Role | None = None) -> None:
        """End a block as what the innermost element with a role says it is."""
        top = self._open[-1]
        row, column = self._cells[-1] if top.role in (Role.CELL, Role.HEADER) else (0, 0)
        unit = self._name_unit() if self._name_unit and not self._assembly.is_blank else None
        self._assembly.close_block(role or top.role, level=top.level, row=max(row, 0), column=max(column, 0), unit=unit)
