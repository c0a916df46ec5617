"""White space at the edges of a text in Office files: no one sees it unless the element says that it is to be kept."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from align.model import Edit, Span
from align.writers.edits import Mend
from align.writers.edits.text_files import Locate, TextFile, apply_edits, sort_edits

_ATTRIBUTE = re.compile(r"""(?<!\s)\s+xml:space\s*=\s*["']default["']""")
_OPEN = re.compile(rf"<(?:\w+:)?t(?:{_ATTRIBUTE.pattern})?\s*>")
"""A start tag of `t` (WordprocessingML, SpreadsheetML) that says nothing else."""
_SPACE = r"[ \t\r\n]|&#(?:0{0,8}(?:9|10|13|32)|x0{0,8}(?:9|[aAdD]|20));"
_LEADING, _TRAILING = re.compile(f"(?:{_SPACE})*+"), re.compile(f"(?:{_SPACE})\\Z")
_LONGEST_SPACE = 14
_WORD = "wordprocessingml"
"""What the names of WordprocessingML have in their namespace."""
_FindSeen = Callable[[str, Span], Span]
KEPT = ' xml:space="preserve"'
"""What says that white space is to be kept."""


def find_seen(xml: str, content: Span) -> Span:
    """Return what a person sees of the content of an element that does not keep the white space at its edges."""
    start, end = content
    leading = _LEADING.match(xml, start, end)
    start = leading.end() if leading else start
    while trailing := _TRAILING.search(xml, max(start, end - _LONGEST_SPACE), end):
        end = trailing.start()
    return Span(start, end)


def locate_keeping_spaces(file: TextFile) -> Locate:
    """Return what locates the edits of a correction: as they are, and more for each text that then starts or ends in a
    space.

    Such a text gets the attribute, and loses the white space at its edges that no one saw, as in Word. What is read of
    a workbook has all of its white space.
    """
    return partial(_locate, file.text, find_seen if _WORD in file.text else _return_content)


def _return_content(_: str, content: Span) -> Span:
    return content


def _locate(xml: str, find: _FindSeen, mend: Mend) -> tuple[Edit, ...]:
    return tuple(sort_edits((*_find_texts(xml, find, mend.edits), *mend.edits)))


def _find_texts(xml: str, find: _FindSeen, edits: Sequence[Edit]) -> Iterator[Edit]:
    by_tag = dict[Span, list[Edit]]()
    for edit in edits:
        start = xml.rfind("<", 0, edit.start)
        by_tag.setdefault(Span(start, xml.find(">", start) + 1), []).append(edit)
    for tag, inside in by_tag.items():
        if _OPEN.fullmatch(xml, *tag):
            yield from _find_text(xml, find, tag, inside)


def _find_text(xml: str, find: _FindSeen, tag: Span, edits: Sequence[Edit]) -> Iterator[Edit]:
    content = Span(tag.end, xml.find("<", tag.end))
    seen = find(xml, content) if xml.startswith("</", content.end) else content
    moved = (Edit(edit.start - seen.start, edit.end - seen.start, edit.text) for edit in edits)
    shown = apply_edits(xml[slice(*seen)], sort_edits(moved))
    if find_seen(shown, Span(0, len(shown))) != (0, len(shown)):
        yield from keep_spaces(xml, tag, content, seen)


def keep_spaces(xml: str, tag: Span, content: Span, seen: Span) -> Iterator[Edit]:
    """Have an element keep white space, but not that at the edges of its content, which no one saw."""
    attribute = _ATTRIBUTE.search(xml, *tag)
    yield Edit(*(attribute.span() if attribute else (tag.end - 1, tag.end - 1)), KEPT)
    if content.start < seen.start:
        yield Edit(content.start, seen.start, "")
    if seen.end < content.end:
        yield Edit(seen.end, content.end, "")
