"""What a report is made of, whatever it is about: headings, lines, tables and quotations; one writer a format.

A command describes what it found once, as a `ReportDocument`; `render` writes it for people (text, Markdown) or for
programs (JSON, CSV). Text from a file is made harmless here, for each format in its own way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from align.report.tables import clip, lay_out, wrap_anywhere
from align.report.terminal import paint, shade, tail, visible, width, wrap

if TYPE_CHECKING:
    from align.report.style import Style

_ACTIVE = re.compile(r"[\\`*_\[\]<>#|~@:&$]|^[-+=]|(?:(?<=^\d)|(?<=^\d\d)|(?<=^\d{3}))[.)](?=\s|$)")
"""What Markdown takes for markup."""


class Heading(NamedTuple):
    """The title of what follows; bold where there are colours."""

    text: str


class Line(NamedTuple):
    """A sentence, or several, `indent` columns from the margin, and `hang` columns more where it is wrapped.

    `tone`: "added", "removed" or "changed", which have colours of their own.
    """

    text: str
    indent: int = 0
    hang: int = 2
    tone: str = ""


class Verbatim(NamedTuple):
    """A text that people copy, such as a signature: never wrapped."""

    text: str
    indent: int = 0


class Context(NamedTuple):
    """A word in its line, cut to the window; words of several contexts are under each other."""

    number: int
    left: str
    word: str
    right: str
    digits: int = 1


class Quote(NamedTuple):
    """A text from a file, after a bar."""

    text: str
    indent: int = 2


class Gap(NamedTuple):
    """An empty line."""


Cell = str | tuple[str, ...]
"""A text, or, at the end of a row, pieces that lines may end between."""


class Table(NamedTuple):
    """Rows of cells, under the titles of `head` if it has any.

    The columns `numbers` end under each other. A last cell of pieces is wrapped between them; other last cells where
    `wraps` says so. A table with a head that is wider than the window is written "rows" or "columns" one after the
    other, if `splits` says so. The rows `strong`, by their numbers, are bold where there are colours.
    """

    rows: Sequence[Sequence[Cell]]
    head: tuple[str, ...] = ()
    indent: int = 0
    numbers: frozenset[int] = frozenset()
    wraps: bool = False
    splits: str = ""
    strong: frozenset[int] = frozenset()


Block = Heading | Line | Verbatim | Context | Quote | Gap | Table


@dataclass(frozen=True, slots=True)
class ReportDocument:
    """What a command reports; each part is made when a format needs it.

    `blocks` are for people; `data` is the object of the JSON document, a contract; `records` are the rows of a table
    for a spreadsheet, its head first; `page` is HTML.
    """

    blocks: Callable[[], Iterable[Block]]
    data: Callable[[], object]
    records: Callable[[], Iterable[Sequence[str]]] = tuple
    page: Callable[[], Iterable[str]] = tuple


def render(document: ReportDocument, output_format: str, style: Style) -> Iterator[str]:
    """Yield a report as text, json, csv, markdown or html, in pieces."""
    if output_format == "json":
        from align.report.json_document import dump

        yield dump(document.data(), indent=2) + "\n"
    elif output_format == "csv":
        from glossary.formats.tables.cells import PLAIN, write

        yield from (piece.decode() for piece in write(document.records(), PLAIN))
    elif output_format == "html":
        yield from document.page()
    else:
        write_block = _write_markdown if output_format == "markdown" else _write_text
        for block in document.blocks():
            yield from (f"{line}\n" for line in write_block(block, style))


def to_object(value: object) -> dict[str, object]:
    """Return a dataclass, a named tuple or a mapping as an object of JSON, as `to_data` does."""
    data = to_data(value)
    assert isinstance(data, dict)
    return data


def to_data(value: object) -> object:
    """Return dataclasses and named tuples as objects of JSON, by the names of their fields, and what is in them.

    An enumeration is its text, or its name in lower case where it has none.
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_data(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: to_data(item) for name, item in value._asdict().items()}
    if isinstance(value, Enum):
        return str(value) if isinstance(value.value, str) else value.name.lower()
    if isinstance(value, Mapping):
        return {str(to_data(name)): to_data(item) for name, item in value.items()}
    return list(map(to_data, value)) if isinstance(value, list | tuple | set | frozenset) else value


def _write_text(block: Block, style: Style) -> Iterator[str]:
    """Yield the lines of a block for a terminal or a log."""
    match block:
        case Heading(text):
            yield paint(_wrap(text, style.width, ""), None, style.color)
        case Line(text, indent, hang, tone):
            yield shade(_wrap(" " * indent + text, style.width, " " * (indent + hang)), tone, style.color)
        case Verbatim(text, indent):
            yield " " * indent + visible(text)
        case Context():
            yield _cut(block, style)
        case Quote(text, indent):
            margin = " " * indent + "| "
            yield margin + wrap_anywhere(text, style.width - len(margin), margin)
        case Gap():
            yield ""
        case Table():
            yield from _lay_out(block, style)


def _lay_out(table: Table, style: Style) -> Iterator[str]:
    """Yield the lines of a table; one that splits, and is wider than the window, a part after the other."""
    rows, head = table.rows, table.head
    lines = lay_out([*([head] if head else []), *rows], style.width, table.indent, table.numbers, table.wraps)
    if table.splits and head and any(width(line) > style.width for line in lines):
        whole = [head, *rows] if table.splits == "rows" else list(zip(head, *rows, strict=True))
        (_, *titles), *parts = whole
        for name, *cells in parts:
            yield " " * table.indent + visible(str(name))
            yield from lay_out(list(zip(titles, cells, strict=True)), style.width, table.indent + 2)
    else:
        for number, line in enumerate(lines, len(rows) - len(lines)):
            yield paint(line, None, style.color and number in table.strong)


def _wrap(text: str, columns: int, indent: str) -> str:
    """Return a text in lines; a word, such as a path, is kept whole to be copied, but for text without spaces."""
    shown = visible(text)
    return wrap_anywhere(text, columns, indent) if width(shown) > len(shown) else wrap(shown, columns, indent)


def _cut(context: Context, style: Style) -> str:
    """Return a line cut to the window, the word at a third of it or before: bold, or in brackets."""
    room = style.width - context.digits - 4
    word = clip(visible(context.word.replace("\n", " ").replace("\r", "")), max(room // 2, 1))
    word = word if style.color else f"[{word}]"
    space = (room - min(width(word), room // 3)) // 2
    left = visible(context.left).lstrip()
    if width(left) > space:
        left = "…" + tail(left, space - 1).lstrip()
    right = clip(visible(context.right).rstrip(), max(room - space - width(word), 1))
    margin = " " * (space - width(left))
    return f"  {context.number:{context.digits}}  {margin}{left}{paint(word, None, style.color)}{right}"


def _write_markdown(block: Block, style: Style) -> Iterator[str]:
    """Yield the lines of a block as Markdown; nothing in a text from a file is markup."""
    match block:
        case Heading(text):
            yield from (f"### {escape_markdown(text)}", "")
        case Line(text) | Verbatim(text):
            yield from (escape_markdown(text), "")
        case Context(number, left, word, right):
            yield from (
                escape_markdown(f"{number}: {left}") + f"**{escape_markdown(word)}**{escape_markdown(right)}",
                "",
            )
        case Quote(text):
            yield from (f"> {escape_markdown(text)}", "")
        case Table(rows, head):
            cells = [[" ".join(cell) if isinstance(cell, tuple) else cell for cell in row] for row in rows]
            widest = max(map(len, (head, *cells)))
            titles, *body = ([escape_markdown(cell) for cell in row] for row in (head or ("",) * widest, *cells))
            yield from (f"| {' | '.join(row)} |" for row in (titles, ["---"] * widest, *body))
            yield ""


def escape_markdown(text: str) -> str:
    """Return a text in which nothing is markup, nor acts on a terminal.

    >>> print(escape_markdown("a_b | <c>"))
    a\\_b \\| \\<c\\>
    """
    return _ACTIVE.sub(r"\\\g<0>", visible(text))
