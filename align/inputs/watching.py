"""What a run depends on, and when any of it changes."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from align.config.file import CONFIGURATION_NAMES
from align.config.settings import Request, Settings
from align.inputs.fixed_pairs import name_file
from align.inputs.tasks import Task, plan_tasks
from align.model import Skipped
from glossary.storage.reading import is_folder

Stamps = dict[str, tuple[object, ...]]
"""Of each file, when it was changed (in ns) and its size; of a folder, the names in it; nothing where it is not there.

The time of a folder would change with each report that is written into it.
"""


def list_watched(request: Request, items: Sequence[Task | Skipped] | None = None) -> tuple[str, ...]:
    """Return the files that a run reads, and the folders in which further ones may appear.

    `items` are those of the run, where they are known. Raises MissingPathError, ConfigError, UnknownRuleError.
    """
    items = list(plan_tasks(request)) if items is None else items
    tasks = [item for item in items if isinstance(item, Task)]
    settings = dict.fromkeys(task.settings for task in tasks)
    files = [item.path for item in items] + [name for task in tasks for name in (task.source, name_file(task.path))]
    named = (name for one in settings for name in list_settings_files(one))
    roots = (*request.paths, *filter(None, [request.source]))
    return tuple(dict.fromkeys(filter(None, (*files, *named, *_list_folders(roots)))))


def list_settings_files(settings: Settings) -> Iterator[str]:
    """Yield the files that settings come from or name; some names are empty."""
    yield from (settings.configuration, *settings.glossaries, settings.dictionary, settings.baseline)
    yield from (settings.memory, *settings.checklist_files)
    yield from (file for _, files in settings.origins for file in files)
    for pack in settings.packs:
        yield from (pack.path, *(str(path) for path in Path(pack.path).glob("*")))
        yield from (str(path) for path in Path(pack.path).glob("*/*.tsv"))


def list_configurations(folder: str) -> Iterator[str]:
    """Yield the files in which the configuration of a folder may be, by absolute paths: those above it count, too."""
    here = Path(folder).absolute()
    return (str(above / name) for above in (here, *here.parents) for name in CONFIGURATION_NAMES)


def _list_folders(roots: Iterable[str]) -> Iterator[str]:
    """Yield the folders in which files are sought: those that are named, and all below them that are not hidden."""
    for root in roots:
        yield root if is_folder(root) else str(Path(root).parent)
        for folder, inner, _ in os.walk(root):
            inner[:] = [name for name in inner if not name.startswith(".")]
            yield from (str(Path(folder, name)) for name in inner)


def stamp(paths: Iterable[str]) -> Stamps:
    """Return the stamps of these paths as they are now."""
    return {path: _stamp(path) for path in paths}


def _stamp(path: str) -> tuple[object, ...]:
    try:
        if is_folder(path):
            return tuple(sorted(os.listdir(path)))  # noqa: PTH208 - names are all that is needed
        status = Path(path).stat()
    except (OSError, ValueError):
        return ()
    return status.st_mtime_ns, status.st_size
