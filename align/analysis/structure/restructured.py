"""The blocks of a page of reStructuredText, and what is inside them.

The reader of reStructuredText says what is prose, what is code, and where directives are. This says what each is in a
page, so that rules compare it as they do a page of Markdown. Source: reStructuredText Markup Specification (docutils),
and the roles and directives of Sphinx
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from align.analysis.structure.blocks import Kind, Page, PageBlock
from align.analysis.structure.inline import Finder, Inline, Sort
from align.lang.directives import look_up_directive
from align.model import Document, Element, Role, Span
from glossary.pack.patterns import compile_late

_TABLE = (Role.CELL, Role.HEADER)
_SHOWN_OPTIONS = frozenset(["caption", "name", "class", "title", "alt"])
"""Options of code that people read, or that nothing depends on."""
_KINDS = {"code": Kind.CODE, "note": Kind.NOTE, "include": Kind.INCLUDE, "image": Kind.IMAGE, "tab": Kind.TAB}
"""What the directives are; all others are directives."""
_OPTION = compile_late(r":(?P<key>[^:\n]{1,80}):(?P<value>[^\n]*)")
_HEAD = compile_late(r"\.\.\s+(?P<name>[\w:.+-]+?)::\s*(?P<argument>[^\n]*)")
_TARGET = compile_late(
    r"\A(?:\.\.[ \t]++_(?P<name>`[^`]{1,200}`|(?:[^:\\]|\\.){1,200}+|_):(?P<to>.*+)|__[ \t](?P<anonymous>.++))",
    re.DOTALL,
)
_LABELLED = frozenset(["ref", "numref", "any", "term"])
"""Roles that link to a label."""
_PROSE_ROLES = frozenset(
    ["abbr", "abbreviation", "abc", "dfn", "emphasis", "guilabel", "menuselection", "strong", "sub", "subscript", "sup",
     "superscript", "t", "math", "raw", "eq", "footcite", "cite"]
)  # fmt: skip
_CODE_ROLES = frozenset(
    ["attr", "class", "code", "command", "const", "data", "dtype", "enum", "env", "envvar", "exc", "file", "func",
     "function", "kbd", "lit", "literal", "macro", "makevar", "member", "meth", "method", "mod", "module", "obj",
     "option", "property", "program", "regexp", "samp", "struct", "token", "type", "union", "var"]
)  # fmt: skip
_QUOTED = compile_late(
    r"""(?<!\\)(?:``(?P<literal>.{1,2000}?)``
    |(?P<role>(?::[A-Za-z][\w+.-]{0,40}){1,3}:)?`(?P<text>[^`]{1,2000})`
     (?P<suffix>(?::[A-Za-z][\w+.-]{0,40}){1,3}:|_{0,2}))""",
    re.VERBOSE | re.DOTALL,
)
_SUBSTITUTION = compile_late(r"(?<![\w|\\])\|(?![\s|])([^|\s]{1,80}(?:[ ][^|\s]{1,80}){0,10})\|")
_REFERENCE = compile_late(r"(?<![\w`\\.+:-])([^\W_](?:[\w.+:-]{0,78}[^\W_])?)__?(?![\w`])")
_ADDRESS = compile_late(r"https?://[A-Za-z0-9][!#-'*-;=?-Z_a-z~-]{0,2000}")
_TRAILING = ".,;:!?'*_~"
_NAMES_CODE = compile_late(r"[\d._/()-]")


def read_restructured(document: Document) -> Page:
    """Return the blocks of a page of reStructuredText, and the targets of its named links."""
    reader = _Reader(document)
    return Page(document.text, tuple(reader.read()), {}, 0, reader.targets, has_labels=True)


@dataclass
class _Reader:
    """Goes through the elements of a page. `labels` are those in front of the next block, `anonymous` says how many
    targets of links have no name so far.
    """

    document: Document
    targets: dict[str, str] = field(default_factory=dict)
    at: int = 0
    anonymous: int = 0
    labels: list[str] = field(default_factory=list)

    def read(self) -> Iterator[PageBlock]:
        """Yield the blocks."""
        elements = self.document.elements
        while self.at < len(elements):
            element = elements[self.at]
            self.at += 1
            if element.role is Role.MARKUP:
                block = self._read_markup(element)
            elif element.role in _TABLE:
                block = self._read_table(element)
            else:
                block = self._make(element)
            if block is not None:
                self.labels = []
                yield block

    def _get(self, span: Span) -> str:
        return self.document.text[slice(*span)]

    def _make(self, element: Element) -> PageBlock | None:
        text = self._get(element.span)
        if element.role is Role.RULE or not text:
            return None
        if element.role is Role.CODE:
            return PageBlock(Kind.CODE, element.span, text, rows=tuple(self._list_lines(element.span)))
        if element.role is Role.HEADING:
            return PageBlock(Kind.HEADING, element.span, text, " ".join(self.labels), element.level)
        return PageBlock(
            Kind.ITEM if element.role is Role.ITEM else Kind.PARAGRAPH, element.span, text, "", element.level
        )

    def _list_lines(self, span: Span) -> Iterator[Span]:
        start = span.start
        for line in self._get(span).split("\n"):
            yield Span(start, start + len(line))
            start += len(line) + 1

    def _read_table(self, first: Element) -> PageBlock:
        """Return the cells from one on that follow each other."""
        cells, elements = [first], self.document.elements
        while self.at < len(elements) and elements[self.at].role in _TABLE:
            cells.append(elements[self.at])
            self.at += 1
        rows = dict[int, Span]()
        for cell in cells:
            rows[cell.row] = Span(rows.get(cell.row, cell.span).start, cell.span.end)
        span = Span(first.span.start, cells[-1].span.end)
        columns = 1 + max(cell.column for cell in cells)
        return PageBlock(Kind.TABLE, span, self._get(span), rows=tuple(rows.values()), columns=columns)

    def _read_markup(self, element: Element) -> PageBlock | None:
        """Return the block that a directive makes; of the target of links, note where it leads."""
        text, name = self._get(element.span), element.key
        if target := _TARGET.match(text):
            self._add_target(target)
            return None
        content = self._read_content(name)
        if not (head := _HEAD.match(text)) or "unseen" in look_up_directive(name).flags:
            return None
        kind, span = _KINDS.get(look_up_directive(name).kind, Kind.DIRECTIVE), element.span
        if kind in (Kind.CODE, Kind.DIRECTIVE):
            whole = Span(span.start, content.end if content else span.end)
            if kind is Kind.DIRECTIVE:
                return PageBlock(kind, whole, self._get(whole), name)
            lines = tuple(self._list_lines(content)) if content else ()
            return PageBlock(kind, whole, self._get(content) if content else "", _name_code(head, text), rows=lines)
        if kind is Kind.NOTE:
            version = head["argument"] if name.startswith(("version", "deprecated")) else ""
            return PageBlock(kind, span, "", f"{name} {version}".rstrip())
        line = text.partition("\n")[0]
        return PageBlock(kind, span, line, line) if kind is Kind.INCLUDE else PageBlock(kind, span, text)

    def _read_content(self, name: str) -> Span | None:
        """Return where the content of a directive is that holds no prose."""
        elements = self.document.elements
        if self.at < len(elements) and (one := elements[self.at]).role is Role.CODE and one.key == name:
            self.at += 1
            return one.span
        return None

    def _add_target(self, found: re.Match[str]) -> None:
        name, to = (found["name"] or "_").strip("`"), (found["anonymous"] or found["to"] or "").strip()
        if name == "_":
            self.anonymous += 1
            self.targets[f"__{self.anonymous}"] = to
        else:
            self.targets[_fold(name)] = to
            if not to:
                self.labels.append("-".join(name.casefold().split()))


def _name_code(head: re.Match[str], text: str) -> str:
    """Return the info string that a directive would have as a fence: its language, and its options."""
    directive = look_up_directive(head["name"].rpartition(":")[2])
    words = head["argument"].split()
    language = words[0] if words and "language" in directive.flags else directive.language
    options = [(found["key"], found["value"].strip()) for found in _OPTION.finditer(text, head.end())]
    shown = [f"{key}={value}" if value else key for key, value in options if key not in _SHOWN_OPTIONS]
    return " ".join([language, *sorted(shown)]).strip()


@dataclass(frozen=True, slots=True)
class RestructuredFinder(Finder):
    """Finds the inline parts of a page of reStructuredText: literals, links, roles, substitutions, images."""

    anonymous: Iterator[str] = field(default_factory=lambda: iter(()))

    def find(self, text: str, start: int) -> Iterator[Inline]:
        """Yield the inline parts of a text that starts at an offset of its page."""
        if head := _HEAD.match(text):
            yield from self._read_directive(head, text, start)
            return
        for found in _QUOTED.finditer(text):
            if (part := self._read_quoted(found, start)) is not None:
                yield part
        text = _QUOTED.sub(_blank, text)
        for found in _ADDRESS.finditer(text):
            target = found[0].rstrip(_TRAILING)
            yield self._make_link(target, Span(start + found.start(), start + found.start() + len(target)))
        text = _ADDRESS.sub(_blank, text)
        for found in _SUBSTITUTION.finditer(text):
            yield _make_code(found[0], _span(found, start))
        for found in _REFERENCE.finditer(text) if self.targets else ():
            if target := self._find_target(found[1], is_anonymous=found[0].endswith("__")):
                yield self._make_link(target, _span(found, start))

    def _read_directive(self, head: re.Match[str], text: str, start: int) -> Iterator[Inline]:
        name = head["name"].rpartition(":")[2]
        if look_up_directive(name).kind == "image" and head["argument"]:
            yield self._make_image(head["argument"].strip(), Span(start + head.start("argument"), start + head.end()))
        elif name == "toctree":
            place = head.end() + 1
            for line in text[place:].split("\n"):
                if line.strip() and not line.startswith(":"):  # an option of the directive
                    target = line.rpartition("<")[2].rstrip("> ") if line.endswith(">") else line
                    yield self._make_link(target, Span(start + place, start + place + len(line)))
                place += len(line) + 1

    def _read_quoted(self, found: re.Match[str], start: int) -> Inline | None:
        span = _span(found, start)
        if found["literal"]:
            return _make_code(found["literal"], span)
        role = (found["role"] or found["suffix"]).strip(":_").rpartition(":")[2]
        text = found["text"]
        target = text.rpartition("<")[2].rstrip("> \n") if "<" in text[1:] and text.rstrip().endswith(">") else ""
        if found["suffix"].startswith("_"):
            to = target or self._find_target(text, is_anonymous=found["suffix"] == "__")
            to = self.targets.get(_fold(to[:-1]), "") if to.endswith("_") else to
            return self._make_link(to, span) if to else None
        named = target or text
        if role and (role in _PROSE_ROLES or (role == "term" and not target)):
            return None
        return self._read_role(role, named, span)

    def _read_role(self, role: str, named: str, span: Span) -> Inline | None:
        if role in ("doc", "download"):
            return self._make_link(named, span)
        if role in _LABELLED:
            label, is_local = self.locales.strip_label(" ".join(named.casefold().split()))
            return Inline(Sort.LINK, span, f"label {label}", named, is_local)
        if role in _CODE_ROLES:
            return _make_code(named.lstrip("~!."), span)
        is_name = named.isascii() and " " not in named and (not role or _NAMES_CODE.search(named))
        return _make_code(named, span) if is_name else None

    def _find_target(self, name: str, *, is_anonymous: bool) -> str:
        return next(self.anonymous, "") if is_anonymous else self.targets.get(_fold(name), "")


def list_anonymous(page: Page) -> Iterator[str]:
    """Yield the targets of links without a name, in the order in which links refer to them."""
    return (to for name, to in page.targets.items() if name.startswith("__"))


def _make_code(code: str, span: Span) -> Inline:
    shown = " ".join(code.split())
    return Inline(Sort.CODE, span, "".join(shown.split()), shown)


def _span(found: re.Match[str], start: int) -> Span:
    return Span(start + found.start(), start + found.end())


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _fold(name: str) -> str:
    return " ".join(name.replace("\\", "").casefold().split())
