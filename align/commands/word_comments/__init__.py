"""Findings as comments in a Word document: on the marked characters, next to the comments of others.

Comments of an earlier run are replaced. Nothing else changes, but a run is cut in two at the edge of what is marked.
Fixes are tracked changes, where they are asked for: those of an earlier run count as accepted, and stay. What is in a
note is marked at the reference to it; in a header, a footer or a box of text, where Word has no comments, at the start
of the text or around the box.
"""

import os
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path, PurePath
from types import MappingProxyType

from align.commands.check import make_baselines
from align.commands.fix import Wish, fix_item, read_documents
from align.commands.word_comments.changes import Change, Shift, holds_all, number_changes, track
from align.commands.word_comments.marking import Note, mark
from align.commands.word_comments.outline import Outline, read_outline
from align.commands.word_comments.parts import WordFile
from align.config.settings import Request
from align.errors import CommandError, FileError, ReadError
from align.inputs.earlier_outputs import is_foreign
from align.inputs.files import read_bytes, same_file
from align.inputs.tasks import Task, plan_tasks
from align.model import Diagnostic, Document, Edit, Origin, Report, Span, list_hints
from align.model.origins import UnwritableError, locate_edits
from align.readers import is_of_word
from align.report.style import Style
from align.writers.edits.composition import compose_edits
from align.writers.edits.text_files import apply_edits

Remarks = Mapping[tuple[str, str], tuple[str, ...]]
"""What reviewers commented on a finding, by its path and fingerprint."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A document with comments; how many fixes are tracked changes in it, and how many could not be.

    `target`: where it is to be written; empty for one alone, whose file the caller knows.
    """

    path: str
    data: bytes
    tracked: int = 0
    left: int = 0
    target: str = ""


def review_document(request: Request, report: Report, style: Style, wish: Wish | None = None) -> Reviewed:
    """Return the one Word document that was checked, with a comment for each finding that is shown.

    What a person wishes to be fixed is a tracked change in it. Raises CommandError where it is not one document of
    Word, FileError where it cannot be read or changed, or has changed since it was checked.
    """
    tasks = [item for item in plan_tasks(request) if isinstance(item, Task)]
    if len(tasks) != 1 or not is_of_word(tasks[0].path):
        several = "name one Word document (.docx) to check, or end the name of a folder for several with /"
        raise CommandError(f"--output: {several}")
    return _review(tasks[0], list(style.shown(report)), request, report.remarks, wish)


def review_documents(
    request: Request, report: Report, style: Style, folder: str, wish: Wish | None = None
) -> Iterator[Reviewed | FileError]:
    """Yield each Word document that was checked, as `review_document`, to be written into a folder.

    It is to be where it was under what a person named. A document that has changed or cannot be changed, or that would
    replace somebody's file, is yielded as an error; one that could not be checked is left out. Raises CommandError
    where there is none, or two would be in one place.
    """
    tasks = [item for item in plan_tasks(request) if isinstance(item, Task) and is_of_word(item.path)]
    if not tasks:
        raise CommandError("--output: no Word document (.docx) was checked: name one, or its folder")
    found, targets = defaultdict[str, list[Diagnostic]](list), dict[str, str]()
    for one in style.shown(report):
        found[one.path].append(one)
    named = [Path(os.path.normpath(Path(one).absolute())) for one in request.paths]
    for path in (task.path for task in tasks):
        file = Path(path).absolute()
        above = max((one for one in named if one in file.parents), key=lambda one: len(one.parts), default=file.parent)
        target = (Path(folder) / file.relative_to(above)).as_posix()
        if other := targets.get(target):
            both = f"{other} and {path} would both be {target}"
            raise CommandError(f"--output: {both}: check one folder at a time")
        targets[target] = path
    unread = {one.path for one in report.skipped if one.failed}
    for task, target in zip(tasks, targets, strict=True):
        if task.path in unread:
            continue
        try:
            if same_file(task.path, target) or is_foreign(target, "docx-comments"):
                raise FileError(target, "is not an earlier document of aligncheck with comments: name another folder")
            yield replace(_review(task, found[task.path], request, report.remarks, wish), target=target)
        except FileError as error:
            yield error


def _review(task: Task, found: Sequence[Diagnostic], request: Request, remarks: Remarks, wish: Wish | None) -> Reviewed:
    path = task.path
    try:
        data = read_bytes(path)
        document = _load(task, data)
        if wish is None:
            return Reviewed(path, add_comments(data, document, found, remarks))
        fixed = fix_item(task, wish, make_baselines(request), data=data)
        edits = list(compose_edits(fixed.passes, len(document.text)))
        commented, made = add_comments_and_changes(data, document, found, edits, remarks)
        if apply_edits(document.text, made).split() != _load(task, commented).text.split():
            raise ReadError("would be read as another text with its changes tracked: write docx-comments=FILE instead")
        return Reviewed(path, commented, len(made), len(edits) - len(made) + len(fixed.refused))
    except (ReadError, IndexError) as error:
        raise FileError(path, error) from error


def _load(task: Task, data: bytes) -> Document:
    return next(one for one in read_documents(task, data))


def add_comments(
    data: bytes, document: Document, found: Sequence[Diagnostic], remarks: Remarks = MappingProxyType({})
) -> bytes:
    """Return the file with a comment for each finding, in which the remarks of reviewers are, too. Raises ReadError."""
    return add_comments_and_changes(data, document, found, (), remarks)[0]


def add_comments_and_changes(
    data: bytes,
    document: Document,
    found: Sequence[Diagnostic],
    edits: Sequence[Edit],
    remarks: Remarks = MappingProxyType({}),
) -> tuple[bytes, list[Edit]]:
    """Return the file with a comment for each finding and the edits as tracked changes, and those that could be made.

    Raises ReadError.
    """
    for one in found:
        start, end = one.finding.span
        if end > len(document.text) or not document.text[start:end].startswith(one.text):
            raise ReadError("has changed since it was checked: run this again")
    file = WordFile(data)
    shift, made = _track_changes(file, document, edits)
    outline = read_outline(file.xml, file.main, file.list_own_comments())
    notes = list(_make_notes(document, outline, found, shift, remarks))
    first = file.replace_comments([note.lines for note in notes])
    file.xml = mark(file.xml, outline, notes, first)
    return file.build(PurePath(document.path).name), made


def _track_changes(file: WordFile, document: Document, edits: Iterable[Edit]) -> tuple[Shift | None, list[Edit]]:
    """Write edits as tracked changes; return the way to the new XML of the main part, and the edits that were made."""
    located = []
    for edit in edits:
        with suppress(UnwritableError):  # the file cannot take it
            if found := locate_edits(document, [edit]):
                located.append((edit, found))
    xml = {name: file.read(name) for name in dict.fromkeys(part for _, found in located for part, _ in found)}
    outlines = {name: read_outline(text, name) for name, text in xml.items()}
    made = [(edit, found) for edit, found in located if all(holds_all(outlines[part], [one]) for part, one in found)]
    by_part = defaultdict[str, list[Edit]](list)
    for part, one in chain.from_iterable(found for _, found in made):
        by_part[part].append(one)
    ids, shift = number_changes({**xml, file.main: file.xml}), None
    for part, inside in by_part.items():
        tracked = track(xml[part], outlines[part], map(Change, inside), lambda _: next(ids))
        file.replace(part, tracked.xml)
        shift = tracked.shift if part == file.main else shift
    return shift, [edit for edit, _ in made]


def _make_notes(
    document: Document, outline: Outline, found: Sequence[Diagnostic], shift: Shift | None, remarks: Remarks
) -> Iterator[Note]:
    for one in found:
        finding = one.finding
        lines = [f"{finding.message} [{finding.rule}]"]
        if finding.suggestions:
            label = "Hints" if list_hints(one) else "Suggestions"
            lines.append(f"{label}: " + "; ".join(offer.label for offer in finding.suggestions))
        if finding.source_text:
            lines.append(f"Source: {finding.source_text}")
        lines.extend(remarks.get((one.path, one.fingerprint), ()))
        start, end = finding.span
        spans = (Span(start, max(end, start + 1)), Span(max(start - 1, 0), start))
        origins = next(filter(None, (list(_find_origins(document, span)) for span in spans)), [])
        here = [origin for origin in origins if origin.part == outline.part]
        if here:
            # a box is inside the paragraph that its text follows
            marked = Span(min(origin.start for origin in here), max(origin.end for origin in here))
            yield Note(*(shift.move(marked) if shift else marked), tuple(lines))
        else:
            place = outline.find_reference(one.start.segment or "")
            yield Note(*place, (f"{one.start.describe()}: {one.text}", *lines))


def _find_origins(document: Document, span: Span) -> Iterator[Origin]:
    """Yield where the characters of a span are, of those that are anywhere."""
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
