"""Markdown and MDX: paragraphs, headings, list items and table cells are the blocks.

Code, markup and addresses are masked, and in MDX what is JavaScript.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from align.model import Document, Element, Role, Span
from align.model.front_matter import FRONT_MATTER
from align.model.offsets import split_lines
from align.readers import OtherContentError, ReadOptions
from align.readers.building import build_document
from align.readers.front_matter import Value, find_values
from align.readers.markdown_outline import Outline
from align.readers.markup import html_masks, inline_masks
from align.readers.mdx import blank, find_scripts
from align.readers.own_reports import is_report
from align.readers.sizes import LARGEST_PLAIN, decode_limited

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

_NOTE = re.compile(r"\[\^[^\[\]\s]{1,40}+\]:")
_CONTAINER = re.compile(
    r":{3,}[ \t]*(?:[\w-]{1,40}|(?=\{)|$)(?:\{[^{}\n]{0,200}\})?[ \t]*\[?(?P<title>[^\]\n]*)\]?[ \t]*"
)
"""A line that begins or ends a container, with the title that it may have: `:::warning Mind the gap`, `:::`."""
_BOX = re.compile(
    r"""(?:(?:!!!|\?\?\?\+?)[ \t]+[\w-]{1,40}(?:[ \t]+[\w-]{1,40}){0,4}(?:[ \t]+"(?P<title>[^"\n]*)")?
    |===[+!]?[ \t]+"(?P<tab>[^"\n]*)")[ \t]*""",
    re.VERBOSE,
)
"""The head of a box or a tab of MkDocs, with the title that it may have: `!!! note "Mind the gap"`, `=== "Linux"`."""
_INDENT = 4
"""By how many columns what is in such a box is indented at least."""
_NAMES = re.compile(
    r"""\{:?[ \t]{0,9}\#[\w:.-]{1,200}(?:[ \t]{1,9}[^\s{}]{1,100}){0,9}[ \t]{0,9}\}(?=[ \t]*$)
      | \{%-?[ \t]{0,9}[a-z_]{1,40}
        (?:[ \t]{1,9}+(?:"[!\#-~]{0,200}+"|'[!-&(-~]{0,200}+'|(?:(?!-?%\})[!\#$&(-z|~]){1,200}+)){0,9}+[ \t]{0,9}-?%\}
      | \{\{[<%][ \t]{0,9}/?[a-z][a-zA-Z0-9_-]{0,40}+
        (?:[ \t]{1,9}+(?:[a-zA-Z0-9_]{1,40}+=)?+(?:"[!\#-~]{0,200}+"|(?:(?!/?[>%]\}\})[!\#-z|~]){1,200}+)){0,9}+
        [ \t]{0,9}/?[>%]\}\}
      | ^import[ \t][^\n"']{1,200}[ \t]from[ \t]{1,9}(?:"[^"\s]{1,200}"|'[^'\s]{1,200}');?(?=[ \t]*$)""",
    re.VERBOSE | re.MULTILINE,
)
"""What names something and is not shown: `## Start {#start}`, `{% post_url 2024-05-01-start %}`, `{{< ref "start" >}}`,
an import of MDX. Readers see what a tag has in Chinese: `{% tab 安装步骤 %}`."""
_HARD_BREAK = re.compile(r"(?: {2,}|\\)\Z")
_BETWEEN = {"fence": Role.CODE, "code_block": Role.CODE, "html_block": Role.CODE, "hr": Role.RULE}
_DEEPEST = 100
"""How deep quotations and lists may be nested; a list counts twice. The parser calls itself for each level."""
_OUTER = frozenset(("box_open", "blockquote_open", "bullet_list_open", "ordered_list_open", "list_item_open"))
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_VERBATIM = re.compile(r"\s*<(?:script|style|pre|textarea)\b", re.IGNORECASE)


class Prose(NamedTuple):
    """What is prose in a text: blocks, their lines without the marks before them, and HTML to look at.

    `elements` are the blocks, and what is between them; `escapes` are signs written otherwise than they read. `unread`
    are the lines that are nested too deep, and are no prose therefore.
    """

    blocks: list[Span]
    rows: list[Span]
    html: list[Span]
    elements: list[Element]
    escapes: list[Span]
    unread: list[int]

    def add_values(self, values: Iterable[Value]) -> None:
        """Add what readers see of front matter."""
        for rows, element, escapes in values:
            self.rows.extend(rows)
            self.blocks.append(element.span)
            self.elements.append(element)
            self.escapes.extend(escapes)

    def add(self, blocks: Iterable[Span], outline: Outline) -> None:
        """Add some blocks, at a place in the outline."""
        for block in blocks:
            self.blocks.append(block)
            self.elements.append(outline.describe(block))


def read(path: str, data: bytes, options: ReadOptions) -> Iterator[Document]:
    """Yield the one document of a Markdown file (CommonMark with tables; of front matter, title and description are
    read).
    """
    text = decode_limited(data, options.encoding, most=LARGEST_PLAIN)
    if is_report(text):
        raise OtherContentError("report of aligncheck")
    front = FRONT_MATTER.match(text)
    body = front.end() if front else 0
    scripts = find_scripts(text, body) if options.find_suffix(path) == ".mdx" else None
    prose = find_prose(blank(text, scripts or []), body, has_indented_code=scripts is None)
    masks = [*(scripts or []), *find_masks(text, prose)]
    document = build_document(path, options.target_language, text, prose.blocks, masked=masks, elements=prose.elements)
    yield replace(document, notes=tuple(tell_unread(path, prose.unread)))


def tell_unread(path: str, lines: Sequence[int], cell: str = "") -> Iterator[str]:
    """Yield what a person has to know of the lines of a file, or of a `cell` of it, that are nested too deep."""
    if lines:
        yield f"{path}: nested deeper than {_DEEPEST} levels and not read, first in {cell}line {lines[0]:,}"


def find_masks(text: str, prose: Prose) -> Iterator[Span]:
    """Yield what is markup in a text, addresses aside."""
    yield from find_marks(text, prose.rows)
    if "{" in text or "import " in text:
        for row in prose.rows:
            yield from (Span(*match.span()) for match in _NAMES.finditer(text, *row))
    yield from inline_masks(text, prose.blocks)
    yield from html_masks(text, prose.html)
    yield from prose.escapes


def find_prose(text: str, body: int = 0, *, has_indented_code: bool = True) -> Prose:
    """Return the prose of a text whose front matter ends at `body` (0: it has none)."""
    prose, outline, rows = Prose([], [], [], [], [], []), Outline(), list(split_lines(text))
    if body:
        rows = [row for row in rows if row.start > body]
        prose.add_values(find_values(text, Span(0, body)))
    plain = text.replace("\0", "\ufffd")  # as the parser does
    content = "\n".join(plain[row.start : row.end] for row in rows)
    for token in _parse_blocks(content, has_indented_code=has_indented_code):
        covered = rows[slice(*token.map)] if token.map else []
        outline.enter(token)
        if token.nesting == 1 and token.level == _DEEPEST - 1 and token.type in _OUTER and covered:
            prose.unread.append(text.count("\n", 0, covered[0].start) + 1)
        if token.type == "html_block" and not _VERBATIM.match(token.content):
            filled = list(_find_shown(text, covered))
            prose.html.append(Span(covered[0].start, covered[-1].end))
            prose.rows.extend(filled)
            prose.add(filled, outline)
        elif token.type == "inline":
            placed = list(_place_rows(plain, covered, token.content, prose.rows[-1].end if prose.rows else 0))
            prose.rows.extend(placed)
            prose.add(_join_soft_lines(text, placed), outline)
        elif token.type in _BETWEEN and covered:
            prose.elements.append(Element(Span(covered[0].start, covered[-1].end), _BETWEEN[token.type]))
    return prose


def _find_shown(text: str, rows: Sequence[Span]) -> Iterator[Span]:
    """Yield the rows of a block of HTML that hold more than white space and comments."""
    start, end = rows[0].start, rows[-1].end
    shown = _COMMENT.sub(lambda comment: " " * len(comment[0]), text[start:end])
    for row in rows:
        if shown[row.start - start : row.end - start].strip():
            yield row


def _parse_blocks(body: str, *, has_indented_code: bool) -> "list[Token]":
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table")
    parser.block.ruler.at("reference", _read_reference)
    for name, before, rule in (("container", "paragraph", _read_container), ("box", "table", _read_box)):
        parser.block.ruler.before(before, name, rule, {"alt": ["paragraph", "reference", "blockquote"]})
    if not has_indented_code:
        parser.disable("code")
    tokens: list[Token] = []
    parser.block.parse(body, parser, {}, tokens)
    return tokens


def _read_reference(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
    """Read the target of a link; a note of one word, as one in Chinese is, has none: [^1]: 数据为初步统计。"""
    from markdown_it.rules_block import reference

    is_note = state.src.startswith("[^", state.bMarks[start] + state.tShift[start])
    return not is_note and reference(state, start, end, silent)


def _read_container(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
    """Read a line that begins or ends a container: what is in it is read as if it were alone."""
    found = _CONTAINER.fullmatch(state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]])
    if not found or silent:
        return found is not None
    state.line = start + 1
    _push_title(state, start, found["title"])
    return True


def _read_box(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
    """Read a box or a tab whose head is here: its title, then what is indented below it, as blocks of its own."""
    found = _BOX.fullmatch(state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]])
    indent = state.sCount[start]
    if not found or silent or indent - state.blkIndent >= _INDENT:
        return found is not None and silent
    last = start + 1
    while last < end and (state.isEmpty(last) or state.sCount[last] >= indent + _INDENT):
        last += 1
    state.push("box_open", "", 1).map = [start, last]
    _push_title(state, start, found["title"] or found["tab"] or "")
    outer = state.blkIndent, state.lineMax, state.parentType
    state.blkIndent, state.lineMax, state.parentType = indent + _INDENT, last, "blockquote"
    state.md.block.tokenize(state, start + 1, last)
    state.blkIndent, state.lineMax, state.parentType = outer
    state.push("box_close", "", -1)
    state.line = last
    return True


def _push_title(state: "StateBlock", line: int, title: str) -> None:
    if title := title.strip():
        state.push("paragraph_open", "p", 1)
        token = state.push("inline", "", 0)
        token.content, token.map = title, [line, line + 1]
        state.push("paragraph_close", "p", -1)


def _place_rows(text: str, rows: list[Span], content: str, position: int) -> Iterator[Span]:
    """Yield where the lines of a block's content lie in the rows that it covers, from `position` on."""
    for row, wanted in zip(rows, content.split("\n"), strict=False):
        spellings = (wanted, wanted.replace("|", "\\|"))  # the parser takes the escape off a bar in a cell
        found = [(text.find(spelling, max(row.start, position), row.end), spelling) for spelling in spellings]
        start, spelling = max(found, key=lambda pair: pair[0])
        if start < 0:
            yield row
        elif wanted.strip():
            yield Span(start, start + len(spelling))


def _join_soft_lines(text: str, rows: list[Span]) -> Iterator[Span]:
    """Yield the rows joined to one block, except where a line is broken on purpose, or a note begins."""
    start = None
    for row, following in zip_longest(rows, rows[1:]):
        start = row.start if start is None else start
        ends = following is None or _NOTE.match(text, following.start)
        if ends or _HARD_BREAK.search(text[row.start : row.end]):
            yield Span(start, row.start + len(text[row.start : row.end].rstrip(" \\")))
            start = None


def find_marks(text: str, rows: list[Span]) -> Iterator[Span]:
    """Yield what lies between the rows of prose: marks, code, rules; not the white space around it."""
    position = 0
    for row in (*rows, Span(len(text), len(text))):
        gap = text[position : row.start]
        if marks := gap.strip():
            start = position + gap.index(marks)
            yield Span(start, row.start if "\n" not in text[start + len(marks) : row.start] else start + len(marks))
        position = row.end
