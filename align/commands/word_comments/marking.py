"""Marks of comments in the XML of a document: before and after runs, which are cut where a mark is inside one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from align.commands.word_comments.outline import Outline, Run, TextElement
from align.model import Edit
from align.writers.edits.preserved_spaces import KEPT, keep_spaces


class Note(NamedTuple):
    """A comment: the characters of the XML that it is on, or its place, and its lines."""

    start: int
    end: int
    lines: tuple[str, ...]


@dataclass
class _Marks:
    """The comments that end, are and start at one place, by number; `text` is what has to be cut there, in `run`."""

    ends: list[int] = field(default_factory=list)
    points: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    run: Run | None = None
    text: TextElement | None = None


def mark(xml: str, outline: Outline, notes: Sequence[Note], first: int) -> str:
    """Return the XML with marks for the notes, whose ids count from `first`, and without those that are to be
    removed.
    """
    marks = dict[int, _Marks]()
    for number, note in enumerate(notes, first):
        first_mark = _find(outline, marks, note.start, is_end=False)
        if note.start == note.end:
            first_mark.points.append(number)
        else:
            first_mark.starts.append(number)
            _find(outline, marks, note.end, is_end=True).ends.append(number)
    edits = [Edit(span.start, span.end, "") for span in outline.removed]
    edits += [edit for offset, one in marks.items() for edit in _write(xml, outline.prefix, offset, one)]
    pieces, position = list[str](), 0
    for (start, end), text in sorted({(edit.start, edit.end): edit.text for edit in edits}.items()):
        pieces += xml[position:start], text
        position = end
    return "".join((*pieces, xml[position:]))


def _find(outline: Outline, marks: dict[int, _Marks], offset: int, *, is_end: bool) -> _Marks:
    """Return the marks of a place: inside a text, or the edge of the run where nothing is to be cut."""
    run = outline.find_run(offset - is_end)
    if run is None:
        return marks.setdefault(offset, _Marks())
    texts = (one for one in run.texts if run.is_plain and one.content.start <= offset <= one.content.end)
    text = next(texts, None)
    if text is None:
        is_edge = True
    elif is_end:
        is_edge = offset == text.content.end and text.end == run.last
    else:
        is_edge = offset == text.content.start and text.tag.start == run.first
    if is_edge:
        return marks.setdefault(run.end if is_end else run.start, _Marks())
    found = marks.setdefault(offset, _Marks())
    found.run, found.text = run, text
    return found


def _write(xml: str, prefix: str, offset: int, marks: _Marks) -> Iterator[Edit]:
    inside = ""
    for numbers, starts, ends in ((marks.ends, False, True), (marks.points, True, True), (marks.starts, True, False)):
        for number in numbers:
            id_ = f'{prefix}id="{number}"'
            inside += f"<{prefix}commentRangeStart {id_}/>" if starts else ""
            if ends:
                inside += f"<{prefix}commentRangeEnd {id_}/>"
                inside += f"<{prefix}r><{prefix}commentReference {id_}/></{prefix}r>"
    if marks.run is None or marks.text is None:
        yield Edit(offset, offset, inside)
        return
    properties = xml[marks.run.properties.start : marks.run.properties.end]
    close, reopen = f"</{prefix}t></{prefix}r>", f"<{prefix}r>{properties}<{prefix}t{KEPT}>"
    yield Edit(offset, offset, close + inside + reopen)
    if not marks.text.is_preserved:
        yield from keep_spaces(xml, marks.text.tag, marks.text.content, marks.text.find_seen(xml))
