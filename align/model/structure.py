"""What the format of a text says of its blocks, whatever the format: HTML and office files have the same few kinds."""

from enum import StrEnum
from typing import NamedTuple

from align.model.spans import Span


class Role(StrEnum):
    """What a block is. Markup, code and rules hold no prose: they are between blocks."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTATION = "quotation"
    HEADER = "header"
    CELL = "cell"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    MARKUP = "markup"
    CODE = "code"
    RULE = "rule"
    CUE = "cue"


class Element(NamedTuple):
    """A block of a document, or what is between two blocks, as the format describes it.

    `level` is that of a heading, from 1, or how deep a list item or a quotation is nested. A cell is in a `row` and a
    `column`, both from 0; no two rows of a document have the same number. The `key` of cues is when they are shown;
    where their span is empty, they are the place at which one begins.
    """

    span: Span
    role: Role
    level: int = 0
    row: int = 0
    column: int = 0
    key: str = ""
