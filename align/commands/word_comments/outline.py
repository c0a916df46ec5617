"""Where the runs of a Word document are in its XML, and the marks of comments between them."""

import re
from bisect import bisect_right
from collections.abc import Container
from dataclasses import dataclass, field
from typing import NamedTuple

from align.model import Span
from align.readers.docx.package import name_shortly
from align.readers.xml.events import End, Start, local_name, parse
from align.writers.edits.preserved_spaces import find_seen

_MARKS = frozenset({"w:commentRangeStart", "w:commentRangeEnd", "w:commentReference"})
_NOWHERE = Span(0, 0)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class TextElement(NamedTuple):
    """A `w:t`: its start tag, its content, where it ends, and whether white space at its edges is kept."""

    tag: Span
    content: Span
    end: int
    is_preserved: bool

    def find_seen(self, xml: str) -> Span:
        """Return what a person sees of the content."""
        return self.content if self.is_preserved else find_seen(xml, self.content)


@dataclass
class Run:
    """A run: its element, its properties, and the texts in it.

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


@dataclass
class Outline:
    """The runs of a part that are in no other, in order, those that refer to notes, by place, and what is to go.

    `prefix` is that of the names of Word's elements, with a colon. `texts` are those of all runs, in order.
    """

    part: str
    prefix: str = ""
    runs: list[Run] = field(default_factory=list)
    texts: list[tuple[TextElement, Run]] = field(default_factory=list)
    references: dict[str, Run] = field(default_factory=dict)
    removed: list[Span] = field(default_factory=list)

    def find_run(self, offset: int) -> Run | None:
        """Return the run that holds an offset."""
        index = bisect_right(self.runs, offset, key=lambda run: run.start) - 1
        return self.runs[index] if index >= 0 and offset < self.runs[index].end else None

    def find_text(self, offset: int) -> int | None:
        """Return the index of the text that holds an offset, or ends there."""
        index = bisect_right(self.texts, offset, key=lambda one: one[0].content.start) - 1
        return index if index >= 0 and offset <= self.texts[index][0].content.end else None

    def find_reference(self, place: str) -> Span:
        """Return the run that refers to a note; for another place the start of the text. Raises IndexError for
        no run.
        """
        run = self.references.get(place)
        return Span(run.start, run.end) if run else Span(self.runs[0].start, self.runs[0].start)


def read_outline(xml: str, part: str, own: Container[str] = frozenset()) -> Outline:
    """Return the outline of a part; `own` are the ids of comments whose marks are to be removed."""
    reader = _Reader(xml, part, own)
    for event in parse(xml):
        if isinstance(event, Start):
            reader.start(name_shortly(event.name), event)
        elif isinstance(event, End):
            reader.end(name_shortly(event.name), event)
    return reader.outline


@dataclass
class _Open:
    """A run that is open: how deep in it the reader is, its properties and its text, where they are open."""

    run: Run
    depth: int = 0
    properties: Span = _NOWHERE
    text: Span = _NOWHERE
    is_preserved: bool = False
    is_own: bool = False


class _Reader:
    """Reads the events of a part."""

    def __init__(self, xml: str, part: str, own: Container[str]) -> None:
        self.outline = Outline(part)
        self._xml, self._own = xml, own
        self._is_root = True
        self._open: list[_Open] = []
        self._notes: dict[str, list[str]] = {"footnote": [], "endnote": []}

    def start(self, name: str, event: Start) -> None:
        """Take down what starts: a run, what is in one, a mark that is to be removed."""
        if self._is_root:
            self._is_root, self.outline.prefix = False, find_prefix(self._xml, event)
        if name in _MARKS and _find_id(event) in self._own:
            if name != "w:commentReference":
                self.outline.removed.append(event.span)
            elif self._open:
                self._open[-1].is_own = True
        if self._open:
            self._open[-1].depth += 1
            self._enter(self._open[-1], name, event)
        if name == "w:r":
            self._open.append(_Open(Run(event.span.start, first=event.span.end)))

    def _enter(self, inside: _Open, name: str, event: Start) -> None:
        """Take down what starts in a run."""
        if name in ("w:r", "w:p", "mc:AlternateContent", "w:drawing", "w:pict", "w:object"):
            self._open[0].run.is_plain = False
        elif name == "w:rPr" and inside.depth == 1:
            inside.properties = event.span
        elif name == "w:t" and inside.depth == 1:
            inside.text, inside.is_preserved = event.span, event.attributes.get(_SPACE) == "preserve"
        elif name in ("w:footnoteReference", "w:endnoteReference"):
            kind, id_ = name[2:-9], _find_id(event)
            if id_ not in self._notes[kind]:
                self._notes[kind].append(id_)
                self.outline.references[f"{kind} {len(self._notes[kind])}"] = self._open[0].run

    def end(self, name: str, event: End) -> None:
        """Take down what ends."""
        if not self._open:
            return
        inside = self._open[-1]
        if inside.depth:
            if name == "w:rPr" and inside.depth == 1:
                inside.run.properties, inside.run.first = Span(inside.properties.start, event.span.end), event.span.end
            elif name == "w:t" and inside.depth == 1:
                content = Span(inside.text.end, event.span.start)
                if content.start <= content.end and "<" not in self._xml[content.start : content.end]:
                    text = TextElement(inside.text, content, event.span.end, inside.is_preserved)
                    inside.run.texts.append(text)
                    self.outline.texts.append((text, inside.run))
            inside.depth -= 1
            return
        self._open.pop()
        inside.run.end, inside.run.last = event.span.end, event.span.start
        if inside.is_own:
            self.outline.removed.append(Span(inside.run.start, inside.run.end))
        elif not self._open:
            self.outline.runs.append(inside.run)
        if self._open:
            self._open[-1].depth -= 1


def find_prefix(xml: str, start: Start) -> str:
    """Return the prefix of the name of an element, with its colon; empty where there is none."""
    name = re.split(r"[\s/>]", xml[start.span.start + 1 : start.span.end], maxsplit=1)[0]
    return name[: -len(local_name(start.name))]


def _find_id(start: Start) -> str:
    return next((value for key, value in start.attributes.items() if local_name(key) == "id"), "")
