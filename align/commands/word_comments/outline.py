"""Where the runs of a document of Word stand in its XML, and the marks of comments between them."""

from bisect import bisect_right
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from align.model import Span
from align.readers.docx.package import name_shortly
from align.readers.xml.events import End, Start, Text, local_name, parse

_MARKS = frozenset({"w:commentRangeStart", "w:commentRangeEnd", "w:commentReference"})
_NOWHERE = Span(0, 0)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class TextElement(NamedTuple):
    """A `w:t`: its start tag, its content, where it ends, and whether white space at its edges is kept."""

    tag: Span
    content: Span
    end: int
    is_preserved: bool


@dataclass
class Run:
    """A run that stands in no other: its element, its properties, and the texts in it.

    `is_plain`: it holds nothing but texts and signs, so that it can be cut in two. `first` and `last` are where its
    content starts and ends.
    """

    start: int
    end: int = 0
    properties: Span = _NOWHERE
    texts: list[TextElement] = field(default_factory=list)
    is_plain: bool = True
    first: int = 0
    last: int = 0
    is_own: bool = False


@dataclass
class Outline:
    """The runs of a part in order, the runs that refer to notes, by place, and what is to be removed.

    `prefix` is that of the names of Word's elements, with a colon.
    """

    part: str
    prefix: str = ""
    runs: list[Run] = field(default_factory=list)
    references: dict[str, Run] = field(default_factory=dict)
    removed: list[Span] = field(default_factory=list)

    def find_run(self, offset: int) -> Run | None:
        """The run that holds an offset."""
        index = bisect_right(self.runs, offset, key=lambda run: run.start) - 1
        return self.runs[index] if index >= 0 and offset < self.runs[index].end else None

    def find_reference(self, place: str) -> Span:
        """The run that refers to a note; for another place the start of the text. Raises IndexError for no run."""
        run = self.references.get(place)
        return Span(run.start, run.end) if run else Span(self.runs[0].start, self.runs[0].start)


def read_outline(xml: str, part: str, own: Container[str]) -> Outline:
    """The outline of a part; `own` are the ids of comments whose marks are to be removed."""
    reader = _Reader(xml, part, own)
    for event in parse(xml):
        reader.take(event)
    return reader.outline


class _Reader:
    """Reads the events of a part."""

    def __init__(self, xml: str, part: str, own: Container[str]) -> None:
        self.outline = Outline(part)
        self._xml, self._own = xml, own
        self._run: Run | None = None
        self._depth = 0
        self._opened = _NOWHERE
        self._is_preserved = False
        self._text: Span | None = None
        self._notes: dict[str, list[str]] = {"footnote": [], "endnote": []}

    def take(self, event: Start | End | Text) -> None:
        """Go on to the next event."""
        if isinstance(event, Start):
            self._start(name_shortly(event.name), event)
        elif isinstance(event, End):
            self._end(name_shortly(event.name), event)

    def _start(self, name: str, event: Start) -> None:
        if name == "w:document":
            self.outline.prefix = self._find_prefix(event.span)
        if name in _MARKS and _get(event.attributes, "id") in self._own:
            self._remove(name, event)
        if self._run is None:
            if name == "w:r":
                self._run, self._depth = Run(event.span.start, first=event.span.end), 0
            return
        self._depth += 1
        if name in ("w:r", "w:p", "mc:AlternateContent", "w:drawing", "w:pict", "w:object"):
            self._run.is_plain = False
        elif name == "w:rPr" and self._depth == 1:
            self._opened = event.span
        elif name == "w:t" and self._depth == 1:
            self._text, self._is_preserved = event.span, event.attributes.get(_SPACE) == "preserve"
        elif name in ("w:footnoteReference", "w:endnoteReference"):
            self._refer(name[2:-9], _get(event.attributes, "id"))

    def _remove(self, name: str, event: Start) -> None:
        """Take down a mark that is to be removed: its element, or the run that it stands in."""
        if name == "w:commentReference" and self._run:
            self._run.is_own = True
        elif name != "w:commentReference":
            self.outline.removed.append(event.span)

    def _refer(self, kind: str, id_: str) -> None:
        known = self._notes[kind]
        if id_ not in known and self._run:
            known.append(id_)
            self.outline.references[f"{kind} {len(known)}"] = self._run

    def _end(self, name: str, event: End) -> None:
        run = self._run
        if run is None:
            return
        if self._depth:
            self._close_inner(run, name, event)
            self._depth -= 1
            return
        run.end, run.last, self._run = event.span.end, event.span.start, None
        if run.is_own:
            self.outline.removed.append(Span(run.start, run.end))
        else:
            self.outline.runs.append(run)

    def _close_inner(self, run: Run, name: str, event: End) -> None:
        if name == "w:rPr" and self._depth == 1:
            run.properties, run.first = Span(self._opened.start, event.span.end), event.span.end
        elif name == "w:t" and self._depth == 1 and self._text:
            content = Span(self._text.end, event.span.start)
            if "<" not in self._xml[content.start : content.end]:
                run.texts.append(TextElement(self._text, content, event.span.end, self._is_preserved))

    def _find_prefix(self, tag: Span) -> str:
        name = self._xml[tag.start + 1 : tag.end].split(maxsplit=1)[0].rstrip(">")
        return name[: -len("document")]


def _get(attributes: Mapping[str, str], name: str) -> str:
    return next((value for key, value in attributes.items() if local_name(key) == name), "")
