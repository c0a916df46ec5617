"""The cues of a file of subtitles: their names and their lines, each as pieces of text between tags.

Sources: WebVTT (W3C, 4 April 2019); Advanced SubStation Alpha, Aegisub manual; SubRip has no standard
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from align.model import Notation, Origin, Span
from align.model.offsets import split_lines
from align.readers.hypertext.tokens import read_text
from align.readers.pieces import Piece, trim_pieces

_TIME = r"((?:\d{1,4}:)?\d{1,2}:\d{1,2}[,.]\d{1,3})"
_TIMING = re.compile(rf"{_TIME}[ \t]*-->[ \t]*{_TIME}")
_WEB_TAG = re.compile(r"</?[A-Za-z][^<>\r\n]{0,200}>|<\d[\d:.]{0,20}>|</?>|\{\\[^{}\r\n]{0,1000}\}")
_SUBRIP_TAG = re.compile(r"</?(?:[bius]|font)(?:[ \t][^<>\r\n]{0,200})?/?>|\{\\[^{}\r\n]{0,1000}\}", re.IGNORECASE)
_SCRIPTED_PART = re.compile(r"\{[^{}\r\n]{0,2000}\}|\\[Nnh]")
_DRAWING = re.compile(r"\{[^{}]{0,2000}\\p[1-9]")
_FORMAT = re.compile(r"Format:(.*)")
_EVENT = re.compile(r"Dialogue:[ \t]*")


class Cue(NamedTuple):
    """A cue: its number and time, its lines, and when it begins and ends."""

    name: str
    lines: list[list[Piece]]
    start: str = ""
    end: str = ""


def parse_timed(text: str, *, is_web: bool) -> Iterator[Cue]:
    """Yield the cues of SubRip or WebVTT, in order. The lines up to a blank one belong to a cue, in SubRip those after
    it too, up to the next cue.
    """
    lines = list(split_lines(text))
    starts = [index for index, line in enumerate(lines) if _match_timing(text, line)]
    for number, (index, following) in enumerate(pairwise([*starts, len(lines)]), 1):
        body = lines[index + 1 : following]
        timing = _match_timing(text, lines[index])
        name = text[slice(*lines[index - 1])].strip() if index else ""
        body = _cut_at_blank(text, body) if is_web else _cut_number(text, body, is_last=following == len(lines))
        label = name if name.isdigit() else str(number)
        start, end = timing.groups() if timing else ("", "")
        pieces = [_read_line(text, line, is_web=is_web) for line in body]
        yield Cue(f"{label} {start}", pieces, *map(_write_time, (start, end)))


def _write_time(time: str) -> str:
    """Return a time as both formats may write it."""
    return time.replace(",", ".").removeprefix("00:")


def _match_timing(text: str, line: Span) -> re.Match[str] | None:
    return _TIMING.match(text[slice(*line)].lstrip()) if text.find("-->", *line) >= 0 else None


def _is_blank(text: str, line: Span) -> bool:
    return not text[slice(*line)].strip()


def _cut_at_blank(text: str, lines: list[Span]) -> list[Span]:
    end = next((index for index, line in enumerate(lines) if _is_blank(text, line)), len(lines))
    return lines[:end]


def _cut_number(text: str, lines: list[Span], *, is_last: bool) -> list[Span]:
    """Return the lines of a cue of SubRip, without the number of the next one and what is blank."""
    if not is_last and lines and text[slice(*lines[-1])].strip().isdigit():
        lines = lines[:-1]
    return [line for line in lines if not _is_blank(text, line)]


def _read_line(text: str, line: Span, *, is_web: bool) -> list[Piece]:
    pieces, position = list[Piece](), line.start
    for match in (_WEB_TAG if is_web else _SUBRIP_TAG).finditer(text, *line):
        pieces += _read_between(text, position, match.start(), is_web=is_web)
        position = match.end()
    return _trim([*pieces, *_read_between(text, position, line.end, is_web=is_web)])


def _read_between(text: str, start: int, end: int, *, is_web: bool) -> Iterator[Piece]:
    """Yield what is between two tags; in WebVTT references mean characters."""
    if not is_web:
        yield _cut(text, start, end)
        return
    for content, span, notation in read_text(text, start, end):
        yield Piece(content.replace("\r", " ").replace("\n", " "), Origin(*span, "", notation))


def _cut(text: str, start: int, end: int) -> Piece:
    return Piece(text[start:end], Origin(start, end, "", Notation.PLAIN))


def _trim(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces that hold text, without the white space at both ends."""
    return list(trim_pieces([piece for piece in pieces if piece.text], None))


def parse_scripted(text: str) -> Iterator[Cue]:
    """Yield the cues of Advanced SubStation Alpha, in the order of the file."""
    fields, number = ["Layer", "Start", "End", "Style", "Name", "MarginL", "MarginR", "MarginV", "Effect", "Text"], 0
    is_events = False
    for line in split_lines(text):
        if text.startswith("[", *line):
            is_events = text[slice(*line)].strip().lower() == "[events]"
        elif is_events and (match := _FORMAT.match(text, *line)):
            fields = [field.strip() for field in match[1].split(",")]
        elif is_events and (match := _EVENT.match(text, *line)):
            number += 1
            yield _read_event(text, Span(match.end(), line.end), fields, number)


def _read_event(text: str, line: Span, fields: list[str], number: int) -> Cue:
    values = text[slice(*line)].split(",", len(fields) - 1)
    known = dict(zip(fields, values, strict=False))
    start, end = (known.get(name, "").strip() for name in ("Start", "End"))
    name = f"{number} {start}".strip()
    if len(values) < len(fields) or fields[-1] != "Text" or _DRAWING.search(values[-1]):
        return Cue(name, [])
    return Cue(name, list(_read_scripted_lines(text, Span(line.end - len(values[-1]), line.end))), start, end)


def _read_scripted_lines(text: str, line: Span) -> Iterator[list[Piece]]:
    """Yield the lines of a text: `\\N` and `\\n` end one, `\\h` is a space, what is in braces is a tag."""
    pieces, position = list[Piece](), line.start
    for match in _SCRIPTED_PART.finditer(text, *line):
        pieces.append(_cut(text, position, match.start()))
        position = match.end()
        if match[0] == "\\h":
            pieces.append(Piece(" ", Origin(*match.span())))
        elif match[0].startswith("\\"):
            yield _trim(pieces)
            pieces = []
    yield _trim([*pieces, _cut(text, position, line.end)])
