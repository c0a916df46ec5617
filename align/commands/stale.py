"""Which parts of translations are stale: their sources have changed since they were last touched."""

from __future__ import annotations

from dataclasses import replace
from os.path import relpath
from pathlib import Path

from align.config.settings import Request
from align.errors import ReadError
from align.inputs.earlier import find_recorded
from align.inputs.files import read_bytes
from align.inputs.history import Pair, Version, find_versions
from align.inputs.loading import make_options
from align.inputs.recorded_sources import SOURCES_NAME, RecordedSource, read_sources, write_sources
from align.inputs.staleness import Versions, has_lines, read_old_source
from align.inputs.tasks import Task, plan_tasks
from align.model import Document, Skipped, on_one_line
from align.model.staleness import SourceChange, Stale, StaleReport, StaleText
from align.readers import gives_bitexts, read_document
from glossary.dictionary.cedict import use_dictionary
from glossary.storage.decoding import decode
from glossary.storage.reading import is_there


def find_stale(request: Request, revision: str | None = None, *, stored: bool = False) -> StaleReport:
    """Return what is stale in the translations that a person names.

    Their sources are compared with what they were when the translations were last touched, as git has it; with
    `revision` with what they were then, with `stored` with what was recorded. Raises MissingPathError, ConfigError,
    CommandError where git does not know, FileError for a record that cannot be read, EncoderUnavailableError.
    """
    tasks, skipped = _plan(request)
    if stored:
        versions = find_recorded(tasks)
    else:
        pairs = {Pair(task.path, task.source): task for task in tasks}
        found = find_versions(list(pairs), revision)
        versions = {task.path: found[pair] for pair, task in pairs.items()}
    results = [_compare(task, versions[task.path]) for task in tasks]
    return StaleReport(
        tuple(one for one in results if isinstance(one, StaleText)),
        (*skipped, *(one for one in results if isinstance(one, Skipped))),
    )


def record_sources(request: Request) -> tuple[dict[str, int], tuple[Skipped, ...]]:
    """Record what the sources of translations say now: how many in each file, and what could not be.

    What is recorded of other translations stays, unless they are gone. Raises FileError, MissingPathError, ConfigError.
    """
    tasks, skipped = _plan(request)
    files: dict[str, dict[str, RecordedSource]] = {}
    for task in tasks:
        base = task.settings.find_base(task.path)
        try:
            data = read_bytes(task.source)
            document = read_document(task.source, data, make_options(task.settings, task.source_language))
            # that of the file itself, where it has lines
            text = decode(data, task.settings.encoding) if has_lines(document) else document.text
        except ReadError as error:
            skipped.append(Skipped(task.source, str(error), failed=True))
            continue
        lines = text.replace("\r\n", "\n").replace("\r", "\n")
        source = RecordedSource(Path(relpath(task.source, base)).as_posix(), lines)
        files.setdefault(base, {})[task.settings.name_in_fingerprints(task.path)] = source
    for base, sources in files.items():
        path = str(Path(base, SOURCES_NAME))
        kept = {name: source for name, source in read_sources(path).items() if is_there(str(Path(base, name)))}
        write_sources(path, kept | sources)
    return {str(Path(base, SOURCES_NAME)): len(sources) for base, sources in files.items()}, tuple(skipped)


def _plan(request: Request) -> tuple[list[Task], list[Skipped]]:
    """Return the translations that have a source, and those that cannot be compared; where there are none, all else,
    too.
    """
    tasks, skipped, others = list[Task](), list[Skipped](), list[Skipped]()
    for item in plan_tasks(request):
        if isinstance(item, Skipped):
            (skipped if item.failed else others).append(item)
        elif item.source:
            tasks.append(item)
        else:
            is_bitext = gives_bitexts(item.path)
            reason = "holds its source itself" if is_bitext else "no source is known: name it with --source"
            skipped.append(Skipped(item.path, reason))
    return tasks, skipped if tasks else skipped + others


def _compare(task: Task, version: Version) -> StaleText | Skipped:
    """Return what is stale in a translation; why it cannot be compared, where it cannot. Raises
    EncoderUnavailableError.
    """
    if version.problem:
        return Skipped(task.path, version.problem, failed=not version.is_new)

    def read_target(data: bytes | None = None) -> Document:
        options = make_options(task.settings, task.language)
        return read_document(task.path, read_bytes(task.path) if data is None else data, options)

    def read_target_before() -> Document | None:
        return None if version.target is None else read_target(version.target)

    options = make_options(task.settings, task.source_language)
    try:
        try:
            data = read_bytes(task.source)
        except ReadError as error:
            raise ReadError(f"its source {task.source} {error}") from None
        new = read_document(task.source, data, options)
        result = StaleText(task.path, task.source, version.since, unchanged=len(new.blocks))
        if data == version.source:
            return result
        old = read_old_source(task.source, version, new, options)
        versions = Versions(version.since, old, new, read_target, read_target_before, task.fixed)
        with use_dictionary(task.settings.dictionary):
            changes = versions.compare()
        found = tuple(_place(one, versions) for one in changes.found)
        return replace(result, found=found, unchanged=changes.unchanged, moved=changes.moved, updated=changes.updated)
    except ReadError as error:
        return Skipped(task.path, str(error), failed=True)


def _place(change: SourceChange, versions: Versions) -> Stale:
    """Return a change with the places where a person finds it."""
    target, new = versions.target, versions.new
    start, end = (target.locate(offset) for offset in change.span) if change.span else (None, None)
    return Stale(
        change.kind,
        start,
        end,
        on_one_line("\n".join(target.segments[index].text for index in change.rendered)),
        change.old,
        change.new,
        change.difference,
        new.locate(new.segments[change.segments[0]].start) if change.segments else None,
        change.position,
        change.is_shared,
    )
