"""Subtitles (SubRip, WebVTT, Advanced SubStation Alpha): the text of the cues, each known by its number and its time.

A sentence that goes on in the next cue is one block with it; blocks that begin at the same time are counterparts. Tags
take no room in the text.
"""

import re
from collections.abc import Iterator

from align.errors import ReadError
from align.model import Document, Element, Origin, Role, Span, StretchTable
from align.model import Stretch as _Stretch
from align.readers import ReadOptions
from align.readers.assembly import LinePlaces
from align.readers.building import build_document
from align.readers.pieces import Piece
from align.readers.sizes import decode_limited
from align.readers.subtitles.cues import Cue, parse_scripted, parse_timed

_GOES_ON = re.compile(r"[,，、;；]\s*$")
_ENDS = re.compile(r"[.!?…。！？:：♪]\W*$")
_DIALOGUE = re.compile(r"[-–—‐]\s?\S")
_MOST = 20
"""How many cues a block has at most."""
_LINE_END = re.compile(r"(?:[\r\n]|\\[Nn])\s*+")
_WITHOUT_SPACES = ("zh", "ja")


def read(path: str, data: bytes, options: ReadOptions) -> Iterator[Document]:
    """Yield the one document of a file. Raises ReadError where there is no cue in it."""
    text = decode_limited(data, options.encoding)
    form = options.find_suffix(path)
    if form == ".vtt" and not text.startswith("WEBVTT"):
        raise ReadError("not WebVTT: its first line is not WEBVTT", 1)
    cues = list(parse_scripted(text) if form == ".ass" else parse_timed(text, is_web=form == ".vtt"))
    if not cues and form != ".vtt":
        raise ReadError("there is no cue with a time in it: give a file of subtitles")
    composer = _Composer(text, options.target_language)
    for cue in cues:
        composer.add(cue)
    yield composer.build(path)


class _Composer:
    """Puts the text together: blocks of cues, each a line or several of its file."""

    def __init__(self, file: str, language: str) -> None:
        self._file, self._places, self._language = file, LinePlaces(file), language
        self._joint = "" if language.lower().startswith(_WITHOUT_SPACES) else " "
        self._parts: list[str] = []
        self._size = self._start = self._cues = 0
        self._last = self._shown = self._until = ""
        self._blocks: list[Span] = []
        self._elements: list[Element] = []
        self._stretches = StretchTable()

    def add(self, cue: Cue) -> None:
        """Add a cue: a block of its own, unless it goes on with the sentence of the one before it."""
        for number, line in enumerate(cue.lines):
            text = "".join(piece.text for piece in line)
            if not text:
                continue
            if number and not _DIALOGUE.match(text):
                self._append(Piece(self._joint, self._find_line_end(line[0].origin, cue.name)), cue.name)
            elif self._size and self._cues < _MOST and number == 0 and self._goes_on(text):
                self._append(Piece(self._joint, None), cue.name)
                self._cues += 1
                self._until = cue.end
            else:
                self._open_block("" if number else cue.start, cue.end)
            for piece in line:
                self._append(piece, cue.name)
            self._last = text

    def _find_line_end(self, following: Origin | None, unit: str) -> Origin | None:
        """Return the end of a line before the next one of its cue, with the white space around it."""
        last = self._stretches[-1] if self._stretches else None
        if not (last and last.origin and following and last.unit == unit):
            return None
        match = _LINE_END.search(self._file, last.origin.end, following.start)
        return self._widen(match, last.origin) if match else None

    def _widen(self, match: re.Match[str], last: Origin) -> Origin:
        """Return a line end, with the white space before it where there is nothing else after the last piece."""
        is_near = not self._file[last.end : match.start()].strip()
        return last._replace(start=last.end if is_near else match.start(), end=match.end())

    def _goes_on(self, text: str) -> bool:
        """Return whether a line goes on with the sentence of the last one."""
        if _DIALOGUE.match(text) or _ENDS.search(self._last):
            return False
        return bool(_GOES_ON.search(self._last)) or text[0].islower()

    def _open_block(self, shown: str, until: str) -> None:
        """Begin a block that is shown from one time to another; with no time it shares the cue of the one before."""
        self._shown = self._shown if shown else ""
        self._close_block()
        if self._size:
            self._append(Piece("\n", None), "")
        self._start, self._cues, self._shown, self._until = self._size, 1, shown, until
        self._mark(Span(self._size, self._size), shown)

    def _close_block(self) -> None:
        if self._size > self._start:
            self._blocks.append(Span(self._start, self._size))
            self._mark(self._blocks[-1], f"{self._shown} {self._until}" if self._shown else "")

    def _mark(self, span: Span, key: str) -> None:
        """Note when a block begins, or from when to when it is shown; nothing of lines that share a cue."""
        if key:
            self._elements.append(Element(span, Role.CUE, key=key))

    def _append(self, piece: Piece, unit: str) -> None:
        if piece.text:
            span = Span(self._size, self._size + len(piece.text))
            line, column = self._places.locate(piece.origin.start) if piece.origin else self._find_last()
            self._stretches.append(_Stretch(span, line, column, unit or None, piece.origin))
            self._parts.append(piece.text)
            self._size = span.end

    def _find_last(self) -> tuple[int, int]:
        """Return the end of the last stretch."""
        if not self._stretches:
            return 1, 1
        span, line, column, *_ = self._stretches[-1]
        return line or 1, column + span.end - span.start

    def build(self, path: str) -> Document:
        """Return the document."""
        self._close_block()
        text = "".join(self._parts)
        if not text:
            self._stretches.append(_Stretch(Span(0, 0), 1))
        stretches, elements = self._stretches, self._elements
        return build_document(path, self._language, text, self._blocks, stretches=stretches, elements=elements)
