"""The cues of a file of subtitles: their names and their lines, each as runs of text between tags.

Sources: WebVTT (W3C, 4 April 2019); Advanced SubStation Alpha, Aegisub manual; SubRip has no standard
"""

import html
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from align.model import Notation, Origin

_LINE = re.compile(r"([^\r\n]*+)(?:\r\n|\n|\r|\Z)")
_TIME = r"((?:\d{1,4}:)?\d{1,2}:\d{1,2}[,.]\d{1,3})"
_TIMING = re.compile(rf"{_TIME}[ \t]*-->[ \t]*{_TIME}")
_WEB_TAG = r"</?[A-Za-z][^<>\r\n]{0,200}>|<\d[\d:.]{0,20}>|</?>|\{\\[^{}\r\n]{0,1000}\}"
_SUBRIP_TAG = re.compile(r"</?(?:[bius]|font)(?:[ \t][^<>\r\n]{0,200})?/?>|\{\\[^{}\r\n]{0,1000}\}", re.IGNORECASE)
_WEB_PART = re.compile(rf"(?P<tag>{_WEB_TAG})|(?P<entity>&(?:#\d{{1,7}}|#x[\da-fA-F]{{1,6}}|[A-Za-z]{{2,8}});)")
_SCRIPTED_PART = re.compile(r"\{[^{}\r\n]{0,2000}\}|\\[Nnh]")
_DRAWING = re.compile(r"\{[^{}]{0,2000}\\p[1-9]")
_FORMAT = re.compile(r"Format:(.*)")
_EVENT = re.compile(r"Dialogue:[ \t]*")


class Run(NamedTuple):
    """Characters without a tag between them, and where the file has them."""

    text: str
    origin: Origin | None


class Cue(NamedTuple):
    """A cue: its number and time, and its lines."""

    name: str
    lines: list[list[Run]]


class _Line(NamedTuple):
    """A line of the file without its end, and where it starts."""

    text: str
    start: int


def parse_timed(text: str, *, is_web: bool) -> Iterator[Cue]:
    """The cues of SubRip or WebVTT, in order. The lines up to a blank one belong to a cue, in SubRip those behind it
    too, up to the next cue.
    """
    lines = list(_split(text))
    starts = [index for index, line in enumerate(lines) if "-->" in line.text and _TIMING.match(line.text.lstrip())]
    for number, (index, following) in enumerate(pairwise([*starts, len(lines)]), 1):
        body = lines[index + 1 : following]
        timing = _TIMING.match(lines[index].text.lstrip())
        name = lines[index - 1].text.strip() if index else ""
        body = _cut_at_blank(body) if is_web else _cut_number(body, is_last=following == len(lines))
        label = name if name.isdigit() else str(number)
        yield Cue(f"{label} {timing[1] if timing else ''}", [_read_line(line, is_web=is_web) for line in body])


def _split(text: str) -> Iterator[_Line]:
    position = 0
    while position < len(text) and (match := _LINE.match(text, position)):
        yield _Line(match[1], position)
        position = match.end()


def _cut_at_blank(lines: list[_Line]) -> list[_Line]:
    end = next((index for index, line in enumerate(lines) if not line.text.strip()), len(lines))
    return lines[:end]


def _cut_number(lines: list[_Line], *, is_last: bool) -> list[_Line]:
    """The lines of a cue of SubRip, without the number of the next one and what is blank."""
    if not is_last and lines and lines[-1].text.strip().isdigit():
        lines = lines[:-1]
    return [line for line in lines if line.text.strip()]


def _read_line(line: _Line, *, is_web: bool) -> list[Run]:
    notation = Notation.XML if is_web else Notation.PLAIN
    runs, position = list[Run](), 0
    for match in (_WEB_PART if is_web else _SUBRIP_TAG).finditer(line.text):
        runs.append(_cut(line, position, match.start(), notation))
        if is_web and match["entity"]:
            decoded = html.unescape(match[0]).replace("\r", " ").replace("\n", " ")
            runs.append(Run(decoded, Origin(line.start + match.start(), line.start + match.end(), "", notation)))
        position = match.end()
    runs.append(_cut(line, position, len(line.text), notation))
    return _trim(runs)


def _cut(line: _Line, start: int, end: int, notation: Notation = Notation.PLAIN) -> Run:
    return Run(line.text[start:end], Origin(line.start + start, line.start + end, "", notation))


def _trim(runs: list[Run]) -> list[Run]:
    """The runs that hold text, without the white space at both ends."""
    runs = [run for run in runs if run.text]
    while runs and not runs[0].text.strip():
        runs.pop(0)
    while runs and not runs[-1].text.strip():
        runs.pop()
    if runs:
        runs[0] = _strip(runs[0], len(runs[0].text) - len(runs[0].text.lstrip()), len(runs[0].text))
        runs[-1] = _strip(runs[-1], 0, len(runs[-1].text.rstrip()))
    return runs


def _strip(run: Run, left: int, right: int) -> Run:
    text, origin = run
    if origin is None or origin.end - origin.start != len(text):
        return Run(text[left:right], origin)
    return Run(text[left:right], origin._replace(start=origin.start + left, end=origin.start + right))


def parse_scripted(text: str) -> Iterator[Cue]:
    """The cues of Advanced SubStation Alpha, in the order of the file."""
    fields, number = ["Layer", "Start", "End", "Style", "Name", "MarginL", "MarginR", "MarginV", "Effect", "Text"], 0
    is_events = False
    for line in _split(text):
        if line.text.startswith("["):
            is_events = line.text.strip().lower() == "[events]"
        elif is_events and (match := _FORMAT.match(line.text)):
            fields = [field.strip() for field in match[1].split(",")]
        elif is_events and (match := _EVENT.match(line.text)):
            number += 1
            yield _read_event(line, match.end(), fields, number)


def _read_event(line: _Line, position: int, fields: list[str], number: int) -> Cue:
    values = line.text[position:].split(",", len(fields) - 1)
    start = values[fields.index("Start")].strip() if "Start" in fields[: len(values)] else ""
    name = f"{number} {start}".strip()
    if len(values) < len(fields) or fields[-1] != "Text" or _DRAWING.search(values[-1]):
        return Cue(name, [])
    first = len(line.text) - len(values[-1])
    return Cue(name, list(_read_scripted_lines(line, first)))


def _read_scripted_lines(line: _Line, position: int) -> Iterator[list[Run]]:
    """The lines of a text: `\\N` and `\\n` end one, `\\h` is a space, what stands in braces is a tag."""
    runs = list[Run]()
    for match in _SCRIPTED_PART.finditer(line.text, position):
        runs.append(_cut(line, position, match.start()))
        position = match.end()
        if match[0] == "\\h":
            runs.append(Run(" ", Origin(line.start + match.start(), line.start + position)))
        elif match[0].startswith("\\"):
            yield _trim(runs)
            runs = []
    yield _trim([*runs, _cut(line, position, len(line.text))])
