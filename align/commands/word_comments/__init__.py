"""Findings as comments in a document of Word: on the marked characters, beside the comments of others.

Comments of an earlier run are replaced. Nothing else changes, but a run is cut in two at the edge of what is marked.
What stands in a note is marked at the reference to it; in a header, a footer or a box of text, where Word has no
comments, at the start of the text or around the box.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice

from align.commands.word_comments.marking import Note, mark
from align.commands.word_comments.outline import Outline, read_outline
from align.commands.word_comments.parts import WordFile
from align.config.settings import Request
from align.errors import CommandError, FileError, ReadError
from align.inputs.files import read_bytes
from align.inputs.loading import load_task
from align.inputs.tasks import Task, plan_tasks
from align.model import Diagnostic, Document, Origin, Report, Span
from align.readers import READERS, suffix
from align.report.style import Style


def review_document(request: Request, report: Report, style: Style) -> bytes:
    """The one document of Word that was checked, with a comment for each finding that is shown.

    Raises CommandError where it is not one document of Word, FileError where it cannot be read or changed, or has
    changed since it was checked.
    """
    tasks = [item for item in plan_tasks(request) if isinstance(item, Task)]
    if len(tasks) != 1 or READERS[suffix(tasks[0].path)].module != "docx":
        raise CommandError("--output docx-comments: name one document of Word (.docx) to check")
    path = tasks[0].path
    try:
        data = read_bytes(path)
        documents = [one for one in load_task(tasks[0], data, with_source=False).texts if isinstance(one, Document)]
        return add_comments(data, documents[0], list(style.shown(report)))
    except (ReadError, IndexError) as error:
        raise FileError(path, error) from error


def add_comments(data: bytes, document: Document, found: Sequence[Diagnostic]) -> bytes:
    """The file with a comment for each finding. Raises ReadError."""
    if any(not _stands(document, one) for one in found):
        raise ReadError("has changed since it was checked: run this again")
    file = WordFile(data)
    outline = read_outline(file.xml, file.main, file.list_own_comments())
    notes = list(_make_notes(document, outline, found))
    first = file.replace_comments([note.lines for note in notes])
    file.xml = mark(file.xml, outline, notes, first)
    return file.build()


def _stands(document: Document, found: Diagnostic) -> bool:
    start, end = found.finding.span
    return end <= len(document.text) and document.text[start:end].startswith(found.text)


def _make_notes(document: Document, outline: Outline, found: Sequence[Diagnostic]) -> Iterator[Note]:
    for one in found:
        start, end = one.finding.span
        spans = (Span(start, max(end, start + 1)), Span(max(start - 1, 0), start))
        origins = next(filter(None, (list(_find_origins(document, span)) for span in spans)), [])
        here = [origin for origin in origins if origin.part == outline.part]
        if here:
            # a box stands inside the paragraph that its text follows
            first, last = min(origin.start for origin in here), max(origin.end for origin in here)
            yield Note(first, last, tuple(_describe(one)))
        else:
            place = outline.find_reference(one.start.segment or "")
            yield Note(*place, (f"{one.start.describe()}: {one.text}", *_describe(one)))


def _find_origins(document: Document, span: Span) -> Iterator[Origin]:
    """Where the characters of a span stand that stand anywhere."""
    index = max(bisect_right(document.offsets.starts, span.start) - 1, 0)
    for (start, end), *_, origin in islice(document.stretches or (), index, None):
        if start >= span.end:
            return
        first, last = max(span.start, start), min(span.end, end)
        if first >= last:
            continue
        if origin and origin.end - origin.start == end - start:
            yield origin._replace(start=origin.start + first - start, end=origin.start + last - start)
        elif origin:
            yield origin


def _describe(found: Diagnostic) -> Iterator[str]:
    """The lines of a comment."""
    finding = found.finding
    yield f"{finding.message} [{finding.rule}]"
    if finding.suggestions:
        yield "Suggestions: " + "; ".join(one.text for one in finding.suggestions)
    if finding.source_text:
        yield f"Source: {finding.source_text}"
