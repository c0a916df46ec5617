"""From edits of a document's text to edits of the file, or of the part of it, that holds the text."""

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from align.model.documents import Document
from align.model.findings import Edit
from align.model.offsets import Notation, Origin, Stretch
from align.model.spans import Span, is_wide

_XML = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"}
_C_STRING = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_PROPERTIES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\f": "\\f"}
_ANDROID = {**_XML, **_C_STRING, '"': '\\"', "'": "\\'"}
_WRITERS: Mapping[Notation, Callable[[str], str]] = {
    Notation.PLAIN: str,
    Notation.CDATA: str,
    Notation.XML: lambda text: re.sub("[&<>]", lambda match: _XML[match[0]], text),
    Notation.XML_ATTRIBUTE: lambda text: re.sub("[&<>\"']", lambda match: _XML[match[0]], text),
    Notation.JSON: lambda text: json.dumps(text, ensure_ascii=False)[1:-1],
    Notation.CSV: str,
    Notation.CSV_QUOTED: lambda text: text.replace('"', '""'),
    Notation.TSV: str,
    Notation.TEX: lambda text: re.sub(r"[%&$#_{}]", r"\\\g<0>", text),
    Notation.BLOCK_COMMENT: str,
    Notation.C_STRING: lambda text: "".join(_C_STRING.get(char, char) for char in text),
    Notation.PROPERTIES: lambda text: "".join(_PROPERTIES.get(char, char) for char in text),
    Notation.ANDROID: lambda text: "".join(_ANDROID.get(char, char) for char in text),
    Notation.YAML: str,
    Notation.YAML_QUOTED: lambda text: text.replace("'", "''"),
    Notation.FIXED_WIDTH: str,
    Notation.STRING: str,
}
_FORBIDDEN = {
    Notation.CDATA: re.compile(r"]]>"),
    Notation.CSV: re.compile(r'[",;\t\r\n]'),
    Notation.TSV: re.compile(r"[\t\r\n]"),
    Notation.TEX: re.compile(r"[\\^~]|\n\s*\n"),
    Notation.BLOCK_COMMENT: re.compile(r"[\"'`\\\r\n]|\*/|-->"),
    Notation.YAML: re.compile(r"[:#\"'\[\]{}&*!|>%@`\r\n]"),
    Notation.YAML_QUOTED: re.compile(r"[\r\n]"),
    Notation.FIXED_WIDTH: re.compile(r"[|\t\r\n]"),
}
_PLACES = {
    Notation.CDATA: "section",
    Notation.TEX: "paragraph",
    Notation.BLOCK_COMMENT: "comment",
    Notation.YAML: "value",
    Notation.YAML_QUOTED: "value",
}


class UnwritableError(ValueError):
    """An edit of a text that its file cannot take; the message says why."""


def locate_edits(
    document: Document, edits: Iterable[Edit], *, goes_behind: bool = False
) -> tuple[tuple[str, Edit], ...]:
    """Return the same edits of the file, each with the part that it goes to (empty: the file itself).

    A replacement that covers several stretches (the runs of a paragraph) goes into the first of them, and the others
    lose what it covers. What is put in between two stretches goes into the first, with `goes_behind` into the second.
    Raises UnwritableError where a part of the text is nowhere in the file as it is.
    """
    return tuple(chain.from_iterable(_locate(document, edit, goes_behind=goes_behind) for edit in edits))


def _locate(document: Document, edit: Edit, *, goes_behind: bool) -> Iterator[tuple[str, Edit]]:
    if document.stretches is None:
        yield "", edit
        return
    span = Span(edit.start, edit.end)
    first, *others = _find_origins(document.stretches, document.offsets.starts, span, goes_behind=goes_behind)
    if first.notation is Notation.STRING:
        raise UnwritableError("it is in a string of a program; edit it by hand")
    if first.notation is Notation.FIXED_WIDTH:
        _check_width(document.text[edit.start : edit.end], edit.text, first, is_whole=not others)
    yield first.part, Edit(first.start, first.end, _write(edit.text, first.notation))
    for origin in others:
        yield origin.part, Edit(origin.start, origin.end, "")


def _check_width(old: str, new: str, origin: Origin, *, is_whole: bool) -> None:
    """Raise UnwritableError where an edit would move what is after it on the line."""
    if not is_whole or origin.end - origin.start != len(old) or _measure(old) != _measure(new):
        raise UnwritableError("it would change the width of a cell of a table that is drawn; edit the table by hand")


def _measure(text: str) -> int:
    """Return how many columns of a screen a text takes."""
    return sum(1 + is_wide(char) for char in text)


def _write(text: str, notation: Notation) -> str:
    if notation in _FORBIDDEN and (found := _FORBIDDEN[notation].search(text)):
        raise UnwritableError(f"{found[0]!r} would end the {_PLACES.get(notation, 'cell')} it is in")
    return _WRITERS[notation](text)


def _find_origins(
    stretches: Sequence[Stretch], starts: Sequence[int], span: Span, *, goes_behind: bool
) -> list[Origin]:
    """Return where the file holds the characters of a span, or the place where something can be put in.

    With them goes the white space after them that the text does not show, for there is some before it.
    """
    if span.end == span.start and goes_behind:
        index = bisect_right(starts, span.start) - 1
        return [_cut(stretches[index], span)]
    if span.end == span.start:
        index = max(bisect_left(starts, span.start) - 1, 0)
        found = [_find_place(stretches, index, span.start)]
    else:
        index = max(bisect_right(starts, span.start) - 1, 0)
        found = list(_find_characters(stretches, index, span))
    return list(_merge([*found, *_find_hidden(stretches, bisect_left(starts, span.end), span.end)]))


def _find_hidden(stretches: Sequence[Stretch], index: int, offset: int) -> Iterator[Origin]:
    """Yield the white space at an offset that is not shown; it is in stretches without characters."""
    while index < len(stretches) and stretches[index].span == (offset, offset):
        if origin := stretches[index].origin:
            yield origin
        index += 1


def _find_characters(stretches: Sequence[Stretch], index: int, span: Span) -> Iterator[Origin]:
    """Yield the origins of characters, the first of which is in the stretch of that index."""
    position = span.start
    while position < span.end:
        stretch = stretches[index] if index < len(stretches) else None
        if stretch is None or not stretch.span.start <= position <= stretch.span.end:
            raise UnwritableError("it reaches beyond its paragraph")
        end = min(span.end, stretch.span.end)
        yield _cut(stretch, Span(position, end))
        position, index = end, index + 1


def _find_place(stretches: Sequence[Stretch], index: int, offset: int) -> Origin:
    """Return the place between two characters: after the one before it, where a stretch ends there."""
    if stretches[index].span.end < offset and index + 1 < len(stretches):
        index += 1
    stretch = stretches[index]
    if not stretch.span.start <= offset <= stretch.span.end:
        raise UnwritableError("it is between two paragraphs")
    return _cut(stretch, Span(offset, offset))


def _cut(stretch: Stretch, span: Span) -> Origin:
    """Return the origin of a part of a stretch."""
    origin, (start, end) = stretch.origin, stretch.span
    if origin is None:
        raise UnwritableError("it is in no place of the file that can be edited")
    if origin.end - origin.start == end - start:
        return _move(origin, origin.start + span.start - start, origin.start + span.end - start)
    if span == stretch.span:
        return origin
    if span.start == span.end == start:
        return _move(origin, origin.start, origin.start)
    if span.start == span.end == end:
        return _move(origin, origin.end, origin.end)
    raise UnwritableError("a part of one escaped sign would be cut off")


def _move(origin: Origin, start: int, end: int) -> Origin:
    """Return the same origin with another range."""
    return origin._replace(start=start, end=end)


def _merge(origins: Iterable[Origin]) -> Iterator[Origin]:
    """Origins that follow each other without a gap as one."""
    last: Origin | None = None
    for origin in origins:
        if last and last.end == origin.start and last[2:] == origin[2:]:
            last = _move(last, last.start, origin.end)
            continue
        if last:
            yield last
        last = origin
    if last:
        yield last
