"""The blocks of a page of Markdown: what a translation keeps one by one, with what each is called.

The reader of Markdown says what is prose. This reads what is around it: fences with their info strings, admonitions of
MkDocs (`!!! note`), Docusaurus and VitePress (`:::note`), GitHub (`> [!NOTE]`) and MyST (```{note}), tabs, shortcodes
and components. It goes through the lines once.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from align.lang.directives import look_up_directive
from align.model import Span
from align.model.front_matter import FRONT_MATTER
from align.model.offsets import split_lines
from glossary.pack.patterns import compile_late


class Kind(StrEnum):
    """What a block of a page is, as messages call it."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "list item"
    TABLE = "table"
    CODE = "code block"
    NOTE = "admonition"
    TAB = "tab"
    IMAGE = "image"
    HTML = "HTML block"
    SHORTCODE = "shortcode"
    INCLUDE = "include"
    DIRECTIVE = "directive"


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A block of a page: its lines, from the first character to the last.

    `text` is what it says without its marks; of code, its lines. `name` is what a program knows it by: the id of a
    heading, the info string of code, the kind of an admonition, the name of a shortcode, the line of an include.
    `level` is that of a heading, else how deep it is nested. `rows` are the lines of code, and the rows of a table,
    which has so many `columns`.
    """

    kind: Kind
    span: Span
    text: str
    name: str = ""
    level: int = 0
    rows: tuple[Span, ...] = ()
    columns: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its text, its blocks in order, the keys of its front matter, and the targets of its named links.

    `body` is where its front matter ends. `fence` is a fence that the whole page is in. `has_labels`: links know its
    headings by labels alone, of which each may have several.
    """

    text: str
    blocks: tuple[PageBlock, ...]
    keys: dict[str, Span]
    body: int
    targets: dict[str, str]
    fence: Span | None = None
    has_labels: bool = False


_ID = compile_late(r"(?<![ \t])[ \t]*+\{:?[ \t]*+#([^\s{}]{1,200})[^{}\n]{0,200}\}[ \t]*+$")
_HEADING = compile_late(r" {0,3}(#{1,6})(?:[ \t]++(.*))?$")
_SETEXT = compile_late(r" {0,3}(=+|-+)[ \t]*+$")
_RULE = compile_late(r"[ \t]*+([-*_])(?:[ \t]*+\1){2,}[ \t]*+$")
_FENCE = compile_late(r"(?P<indent>[ \t]*+)(?P<run>`{3,}|~{3,})[ \t]*+(?P<info>[^\n]*)$")
_DIRECTIVE = compile_late(r"\{([a-z][\w:-]*)\}")
_NOTE = compile_late(r"[ \t]*+(?:!!!|\?\?\?\+?)[ \t]++([\w-]+)(.*)$|[ \t]*+:{3,}[ \t]*+\{?([A-Za-z][\w-]*)\}?(.*)$")
_NOTE_END = compile_late(r"[ \t]*+:{3,}[ \t]*+$")
_ALERT = compile_late(r"[ \t]*+\[!(\w+)\][+-]?(.*)$")
_TAB = compile_late(r'[ \t]*+===[+!]?[ \t]++"([^"\n]*)"')
_ITEM = compile_late(r"([ \t]*+)([-*+]|\d{1,9}[.)])(?:[ \t]++(.*)|$)")
_QUOTE = compile_late(r"[ \t]*+>[ \t]?")
_SHORTCODE = compile_late(
    r"[ \t]*+(?:\{\{[<%][ \t]*+(/?[\w/.-]++)[^\n]*[>%]\}\}|\{%-?[ \t]*+(/?\w++)[^\n]*%\})[ \t]*+$"
)
_INCLUDE = compile_late(
    r"[ \t]*+(?:-+8<-+[ \t]++\S.*|\{![^\n]*!\}|\{\{#include[^\n]*\}\}|<<<[ \t]*+@?/?\S.*|[!@]include[ \t].*)$"
)
_HTML = compile_late(r"[ \t]*+</?[A-Za-z][\w.-]*(?=[\s/>]|$)|[ \t]*+<!--|[ \t]*+\{/\*")
_OF_CODE = 4
"""How many spaces before a line make it code."""
_COMMENT_END = {"<!--": "-->", "{/*": "*/}"}
_VERBATIM = compile_late(r"[ \t]*+<(script|style|pre|textarea)\b", re.IGNORECASE)
_DELIMITER = compile_late(r"[ \t]*+\|?[ \t]*+:?-+:?[ \t]*+(?:\|[ \t]*+:?-+:?[ \t]*+)*\|?[ \t]*+$")
_DEFINITION = compile_late(r" {0,3}\[([^\]^\n][^\]\n]{0,200})\]:[ \t]*+<?(\S+?)>?(?:[ \t]++[\"'(].*)?[ \t]*+$")
_MODULE = compile_late(r"(?:import|export)[ \t{*]")
_IMAGES = compile_late(
    r"""(?:[ \t]*+\[?!\[[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\])
    (?:\{[^}\n]*\})?(?:\]\([^)\n]*\))?)+[ \t]*+$""",
    re.VERBOSE,
)
_KEY = compile_late(r"""["']?([A-Za-z_][\w.-]*)["']?[ \t]*+[:=]|\[([\w.-]+)\][ \t]*+$""")
_FENCED_PAGE = compile_late(r"\s*(?P<run>`{3,}|~{3,})[ \t]*+(?P<info>markdown|md|mdx)?[ \t]*+\n")


def read_page(text: str, *, is_mdx: bool = False) -> Page:
    """Return the blocks of a page of Markdown, and what its front matter holds."""
    front = FRONT_MATTER.match(text)
    body = front.end() if front else 0
    fence = find_page_fence(text, body)
    rows = [row for row in split_lines(text) if row.start >= body]
    reader = _Reader(text, rows, is_mdx)
    blocks = tuple(reader.read()) if fence is None else ()
    return Page(text, blocks, dict(_find_keys(text, body)), body, reader.targets, fence)


def _find_keys(text: str, body: int) -> Iterator[tuple[str, Span]]:
    for row in split_lines(text[:body]):
        line = text[row.start : row.end]
        if found := _KEY.match(line):
            yield found[1] or found[2], row


def find_page_fence(text: str, body: int) -> Span | None:
    """Return the line of a fence that opens a page and ends with it, as models wrap what they write; code in it may
    have fences of its own, even as short ones, if it says that it is Markdown.
    """
    found = _FENCED_PAGE.match(text, body)
    if not found:
        return None
    *inner, last = [line.strip() for line in text[found.end() :].rstrip().split("\n")]
    fences = sum(line.startswith(found["run"]) for line in inner)
    is_whole = last == found["run"] and (not fences or bool(found["info"] and fences % 2 == 0))
    return Span(found.start("run"), found.end() - 1) if is_whole and any(map(_HEADING.match, inner)) else None


@dataclass
class _Reader:
    """Goes through the lines of a page. `indents` are those of the items, admonitions and tabs that are open."""

    text: str
    rows: Sequence[Span]
    is_mdx: bool
    targets: dict[str, str] = field(default_factory=dict)
    at: int = 0
    indents: list[int] = field(default_factory=list)
    directives: list[str] = field(default_factory=list)

    def line(self, at: int) -> str:
        """Return a line without the marks of quotations; empty behind the last one."""
        if at >= len(self.rows):
            return ""
        line = self.text[self.rows[at].start : self.rows[at].end]
        while found := _QUOTE.match(line):
            line = line[found.end() :]
        return line.expandtabs(4) if "\t" in line else line

    def read(self) -> Iterator[PageBlock]:
        """Yield the blocks."""
        while self.at < len(self.rows):
            line = self.line(self.at)
            if not line.strip():
                self.at += 1
                continue
            indent = len(line) - len(line.lstrip())
            while self.indents and indent <= self.indents[-1]:
                self.indents.pop()
            block = self._read_block(line, indent)
            if block is not None:
                yield block

    def _make(self, kind: Kind, first: int, text: str, name: str = "", level: int | None = None) -> PageBlock:
        """Return the block that goes from a line to the one before the present one."""
        last = self.rows[max(self.at - 1, first)]
        start = self.rows[first].start
        row = self.text[start : self.rows[first].end]
        start += len(row) - len(row.lstrip())
        inner = tuple(self.rows[first : self.at]) if kind in (Kind.TABLE, Kind.CODE) else ()
        end = start + len(self.text[start : last.end].rstrip())
        return PageBlock(kind, Span(start, end), text, name, len(self.indents) if level is None else level, inner)

    def _read_block(self, line: str, indent: int) -> PageBlock | None:
        first = self.at
        self.at += 1
        if self.directives and line.strip() == self.directives[-1]:
            self.directives.pop()
            return None
        if found := _FENCE.match(line):
            return self._read_fence(found, first)
        if _RULE.match(line) or _NOTE_END.match(line) or self._skip(line, indent):
            return None
        return self._read_marked(line, first, indent) or self._read_text(line, first, indent)

    def _skip(self, line: str, indent: int) -> bool:
        """Skip what nobody reads: the end of a shortcode, the target of a link, a module of MDX, a comment."""
        if (found := _SHORTCODE.match(line)) and (found[1] or found[2]).startswith(("/", "end")):
            return True
        if found := _DEFINITION.match(line):
            self.targets[" ".join(found[1].casefold().split())] = found[2]
            return True
        if self.is_mdx and not indent and _MODULE.match(line):
            while self.line(self.at).strip():
                self.at += 1
            return True
        for opening, closing in _COMMENT_END.items():
            if line.lstrip().startswith(opening):
                self._skip_past(closing)
                return True
        found = _VERBATIM.match(line)
        if found and found[1].lower() != "pre":
            self._skip_past(f"</{found[1]}>")
        return found is not None and found[1].lower() != "pre"

    def _skip_past(self, closing: str) -> None:
        """Go on behind the first line, from the one before the present one on, that has a text."""
        self.at -= 1
        while self.at < len(self.rows) and closing not in self.line(self.at):
            self.at += 1
        self.at += 1

    def _read_marked(self, line: str, first: int, indent: int) -> PageBlock | None:
        """Return the block of one line that its first signs make: a heading, the head of a box or a tab, an include."""
        if found := _HEADING.match(line):
            return self._make_heading(first, _drop_closing(found[2] or ""), len(found[1]))
        if found := _NOTE.match(line):
            name, title = (found[1], found[2]) if found[1] else (found[3], found[4])
            block = self._make(Kind.NOTE, first, title.strip(), name.lower())
            self.indents += [indent] if found[1] else []
            return block
        if (found := _ALERT.match(line)) and _QUOTE.match(self.text, self.rows[first].start):
            return self._make(Kind.NOTE, first, found[2].strip(), found[1].lower())
        if found := _TAB.match(line):
            block = self._make(Kind.TAB, first, found[1])
            self.indents.append(indent)
            return block
        if found := _SHORTCODE.match(line):
            return self._make(Kind.SHORTCODE, first, line.strip(), found[1] or found[2])
        return self._make(Kind.INCLUDE, first, line.strip(), line.strip()) if _INCLUDE.match(line) else None

    def _make_heading(self, first: int, text: str, level: int) -> PageBlock:
        own = _ID.search(text)
        return self._make(Kind.HEADING, first, _ID.sub("", text), own[1] if own else "", level)

    def _read_text(self, line: str, first: int, indent: int) -> PageBlock | None:
        """Return a block of several lines that begins here."""
        if _HTML.match(line):
            return self._read_html(line, first)
        if "|" in line and "-" in self.line(self.at) and _DELIMITER.match(self.line(self.at)):
            while "|" in self.line(self.at):
                self.at += 1
            table = self._make(Kind.TABLE, first, self._join(first))
            rows = (table.rows[0], *table.rows[2:])
            return replace(table, rows=rows, columns=_count_columns(self.text[slice(*rows[0])]))
        if found := _ITEM.match(line):
            return self._read_item(found, first)
        if indent >= _OF_CODE and not self.indents:
            while self.line(self.at).startswith(" " * _OF_CODE):
                self.at += 1
            return self._make(Kind.CODE, first, self._join(first), "")
        return self._read_paragraph(first)

    def _read_fence(self, found: re.Match[str], first: int) -> PageBlock | None:
        run, info = found["run"], found["info"].strip()
        if run[0] == "`" and "`" in info:
            return self._read_paragraph(first)
        directive = _DIRECTIVE.match(info)
        if directive and "fence" not in look_up_directive(directive[1]).flags:
            self.directives.append(run)
            return self._make(Kind.NOTE, first, info[directive.end() :].strip(), directive[1])
        lines = []
        while self.at < len(self.rows):
            line = self.line(self.at)
            self.at += 1
            bare = line.strip()
            if bare.startswith(run) and not bare.strip(run[0]):
                break
            lines.append(line)
        code = self._make(Kind.CODE, first, "\n".join(lines), info)
        return replace(code, rows=code.rows[1 : 1 + len(lines)])

    def _read_html(self, line: str, first: int) -> PageBlock:
        if _VERBATIM.match(line):
            self._skip_past("</pre>")
            return self._make(Kind.HTML, first, "")
        while self.line(self.at).strip() and not _begins(self.line(self.at)):
            self.at += 1
        return self._make(Kind.HTML, first, self._join(first))

    def _read_item(self, found: re.Match[str], first: int) -> PageBlock | None:
        level = len(self.indents)
        self.indents.append(len(found[1]))
        inner = _FENCE.match(found[3] or "")
        if inner and "`" not in inner["info"]:
            return self._read_fence(inner, first)
        while self.line(self.at).strip() and not _begins(self.line(self.at)):
            self.at += 1
        return self._make(Kind.ITEM, first, self._join(first)[len(found[0]) - len(found[3] or "") :], level=level)

    def _read_paragraph(self, first: int) -> PageBlock:
        while self.line(self.at).strip() and not _begins(self.line(self.at)):
            if _SETEXT.match(self.line(self.at)) and self.at > first:
                level = 1 if "=" in self.line(self.at) else 2
                text = self._join(first)
                self.at += 1
                return self._make_heading(first, text, level)
            if "|" in self.line(self.at) and _DELIMITER.match(self.line(self.at + 1)):
                break
            self.at += 1
        text = self._join(first)
        return self._make(Kind.IMAGE if _IMAGES.match(text) else Kind.PARAGRAPH, first, text)

    def _join(self, first: int) -> str:
        return "\n".join(self.line(at) for at in range(first, self.at))


def _count_columns(row: str) -> int:
    bare = row.replace("\\|", "").strip().strip("|")
    return bare.count("|") + 1


def _begins(line: str) -> bool:
    """Return whether a line begins a block, so that it cannot go on with the paragraph before it."""
    if _HEADING.match(line) or _NOTE.match(line) or _NOTE_END.match(line) or _TAB.match(line) or _ALERT.match(line):
        return True
    if _SHORTCODE.match(line) or _INCLUDE.match(line):
        return True
    fence = _FENCE.match(line)
    if fence:
        return fence["run"][0] == "~" or "`" not in fence["info"]
    item = _ITEM.match(line)
    return item is not None and bool(item[3]) and not _RULE.match(line)


def _drop_closing(text: str) -> str:
    """Return the text of a heading without the signs that may close it."""
    bare = text.rstrip()
    open_end = bare.rstrip("#")
    return open_end.rstrip() if not open_end or open_end[-1] in " \t" else bare
