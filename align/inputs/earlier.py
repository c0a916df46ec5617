"""What the sources of translations were, put next to the tasks of a run that is to report what is stale."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from align.errors import CommandError, FileError, ReadError
from align.inputs.files import read_bytes
from align.inputs.recorded_sources import SOURCES_NAME, RecordedSource, read_sources
from align.inputs.tasks import Task
from align.model import Skipped
from align.readers import encode, gives_bitexts
from glossary.storage.reading import is_there

if TYPE_CHECKING:
    from align.config.settings import Request
    from align.inputs.history import Version

RECORDED = "recorded"
"""The time since which a run says what is stale, where that is what is recorded of the sources."""


def add_versions(items: Sequence[Task | Skipped], request: Request) -> list[Task | Skipped]:
    """Return the items of a run; where it says what is stale, each task whose source has changed with what that was.

    Raises FileError for a record that cannot be read, CommandError for what cannot be a revision.
    """
    tasks = [one for one in items if isinstance(one, Task) and one.source and not gives_bitexts(one.path)]
    if request.stored:
        versions = find_recorded(tasks)
    elif request.since is not None:
        versions = _find_committed(tasks, request.since)
    else:
        return list(items)
    return [_add_version(one, versions) if isinstance(one, Task) else one for one in items]


def name_time(request: Request) -> str:
    """Return since when a run says what is stale, so that it can be asked for later; empty where it does not.

    `recorded`, or the commit; the revision as it was named, where the working folder is in no repository.
    """
    if request.stored or request.since is None:
        return RECORDED if request.stored else ""
    from align.inputs.changes import find_base

    try:
        return find_base(".", request.since)
    except CommandError:
        return request.since


def _find_committed(tasks: Iterable[Task], revision: str) -> dict[str, Version]:
    """Return what git has of the source of each translation. Raises CommandError."""
    from align.inputs.history import Pair, find_versions

    pairs = {Pair(task.path, task.source): task.path for task in tasks}
    return {pairs[pair]: version for pair, version in find_versions(list(pairs), revision, strict=False).items()}


def _add_version(task: Task, versions: dict[str, Version]) -> Task:
    version = versions.get(task.path)
    if not version or version.is_new or (not version.problem and _is_as_it_was(task, version)):
        return task
    return replace(task, earlier=version)


def _is_as_it_was(task: Task, version: Version) -> bool:
    try:
        return read_bytes(task.source) == version.source
    except ReadError:  # who reads it for the check reports it
        return True


def find_recorded(tasks: Sequence[Task]) -> dict[str, Version]:
    """Return what is recorded of the source of each translation. Raises FileError."""
    from align.inputs.history import Version

    files: dict[str, dict[str, RecordedSource]] = {}
    versions: dict[str, Version] = {}
    for task in tasks:
        path = str(Path(task.settings.find_base(task.path), SOURCES_NAME))
        if path not in files:
            if not is_there(path):
                raise FileError(path, "no sources are recorded: record them with `aligncheck PATHS --stale --record`")
            files[path] = read_sources(path)
        source = files[path].get(task.settings.name_in_fingerprints(task.path))
        problem = (
            ""
            if source
            else f"its source is not recorded in {path}: record it with `aligncheck PATHS --stale --record`"
        )
        versions[task.path] = Version(RECORDED, encode(source.text) if source else b"", problem=problem, is_text=True)
    return versions
