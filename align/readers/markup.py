"""What is markup inside a block of Markdown: code spans, HTML, link targets, notes."""

import html
import re
from collections.abc import Iterator, Sequence

from align.model import MASK, Span, merge_spans

_BACKTICKS = re.compile(r"\\`|(`++)")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,2000}+>")
_TARGET = re.compile(
    r"""\(\s*+(?:<[^<>\n]{0,2000}+>|[^\s()<]{0,4000}+(?:\([^\s()]{0,1000}+\)[^\s()]{0,1000}+){0,20}+)
        (?:\s++(?:"[^"]{0,1000}+"|'[^']{0,1000}+'))?+\s*+\)""",
    re.VERBOSE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_REFERENCE = re.compile(r"\[[^\[\]\n]{0,200}+\]")
_BRACKET = re.compile(r"\\.|\[\^[^\[\]\s]{1,40}+\]:?|!?\[|\]")


def inline_masks(text: str, blocks: Sequence[Span]) -> Iterator[Span]:
    """Yield what is markup in each block, in offsets of the text."""
    for block in blocks:
        for span in _masks(text[block.start : block.end]):
            yield Span(block.start + span.start, block.start + span.end)


def html_masks(text: str, blocks: Sequence[Span]) -> Iterator[Span]:
    """Yield the tags and comments in each block of HTML, in offsets of the text."""
    for block in blocks:
        for span in _html(text[block.start : block.end]):
            yield Span(block.start + span.start, block.start + span.end)


def _masks(text: str) -> Iterator[Span]:
    if "`" in text:
        spans = list(_code(text))
        yield from spans
        text = _without(text, spans)
    if "<" in text:
        spans = list(_html(text))
        yield from spans
        text = _without(text, spans)
    if "&" in text:
        yield from _entities(text)
    if "]" in text:
        yield from _links(text)


def _html(text: str) -> Iterator[Span]:
    comments = list(_comments(text))
    yield from merge_spans([*comments, *(Span(*match.span()) for match in _TAG.finditer(_without(text, comments)))])


def _entities(text: str) -> Iterator[Span]:
    """Yield the entities that are written for signs and Western letters; one for a Chinese character is prose."""
    for match in _ENTITY.finditer(text):
        if html.unescape(match[0]) < "\u2e80" and html.unescape(match[0]) != match[0]:
            yield Span(*match.span())


def _comments(text: str) -> Iterator[Span]:
    start = text.find("<!--")
    while start >= 0 and (end := text.find("-->", start)) >= 0:
        yield Span(start, end + 3)
        start = text.find("<!--", end + 3)


def _without(text: str, spans: Sequence[Span]) -> str:
    parts: list[str] = []
    position = 0
    for start, end in spans:
        parts += text[position:start], MASK * (end - start)
        position = end
    return "".join((*parts, text[position:]))


def _code(text: str) -> Iterator[Span]:
    """Code spans: from one run of backticks to the next of the same length."""
    runs = [match.span(1) for match in _BACKTICKS.finditer(text) if match[1]]
    following: dict[int, list[int]] = {}
    for index in range(len(runs) - 1, -1, -1):
        following.setdefault(runs[index][1] - runs[index][0], []).append(index)
    index = 0
    while index < len(runs):
        start, end = runs[index]
        same = following[end - start]
        while same and same[-1] <= index:
            same.pop()
        if same:
            index = same[-1]
            yield Span(start, runs[index][1])
        index += 1


def _links(text: str) -> Iterator[Span]:
    """Yield the brackets and targets of links and images, and the numbers of notes; the text of a link is prose."""
    opened: list[Span] = []
    position = 0
    for match in _BRACKET.finditer(text):
        if match.start() < position or match[0].startswith("\\"):
            continue
        if match[0].startswith("[^"):
            yield Span(*match.span())
        elif match[0] != "]":
            opened.append(Span(*match.span()))
        elif opened:
            start = opened.pop()
            target = _TARGET.match(text, match.end()) or _REFERENCE.match(text, match.end())
            if target:
                yield start
                yield Span(match.start(), target.end())
                position = target.end()
