"""Sources that are where a configuration says: `source = "zh/{name}.md"`."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from align.config.settings import Settings
from align.config.source_patterns import fill_pattern, matches_pattern
from align.inputs.languages import Languages, is_same_language, language_of_path, remove_language_folder, split_tag
from align.inputs.sources import Sources
from align.inputs.walking import absolute_path
from align.model import Skipped
from align.readers import gives_bitexts
from glossary.storage.reading import is_file


def locate_sources(paths: Iterable[str], find_settings: Callable[[str], Settings]) -> Sources:
    """Return the sources of files whose settings have patterns for them.

    The first pattern that leads to a file counts. A file that is the source of another one, or that the patterns could
    lead to, is a source itself.
    """
    files = {absolute_path(path): path for path in paths if not gives_bitexts(path)}
    settings = {path: find_settings(shown) for path, shown in files.items()}
    candidates = {path: list(_list_candidates(path, settings[path])) for path in files}
    found = {path: next(filter(is_file, places), "") for path, places in candidates.items()}
    texts = {
        path for path, source in found.items() if path == source or (not source and _is_source(path, settings[path]))
    }
    texts |= {source for path, source in found.items() if path not in texts}
    partners = {path: source for path, source in found.items() if source and path not in texts}
    missing = {
        path: candidates[path]
        for path in files
        if path not in texts and path not in partners and _may_be_translation(path, settings[path])
    }
    return Sources(
        {files[path]: files.get(source) or _show(source) for path, source in partners.items()},
        frozenset(shown for path, shown in files.items() if path in texts),
        tuple(_describe_missing(files, missing)),
    )


def _list_candidates(path: str, settings: Settings) -> Iterator[str]:
    """Return where the source of a text may be: absolute paths."""
    hints = Languages(settings.source_lang, settings.target_lang)
    below = PurePosixPath(os.path.relpath(path, settings.folder))
    folder = "" if below.parent == PurePosixPath() else f"{below.parent.as_posix()}/"
    values = {
        "name": split_tag(below.name, hints)[0].rpartition(".")[0] or below.stem,
        "folder": remove_language_folder(folder, hints=hints).rstrip("/"),
        "lang": settings.source_lang,
    }
    return (absolute_path(fill_pattern(pattern, values)) for pattern in settings.source)


def _may_be_translation(path: str, settings: Settings) -> bool:
    """Return whether the path of a file names no other language than that of the translations."""
    code = language_of_path(path)
    return code is None or is_same_language(code, settings.target_lang)


def _is_source(path: str, settings: Settings) -> bool:
    """Return whether a pattern could lead to a file, for some text."""
    return any(matches_pattern(absolute_path(pattern), path, settings.source_lang) for pattern in settings.source)


def _describe_missing(files: Mapping[str, str], missing: Mapping[str, list[str]]) -> Iterator[Skipped]:
    for path, places in missing.items():
        looked = " and ".join(map(_show, places))
        reason = f"checked without a source: the configuration says that it is {looked}, which does not exist"
        yield Skipped(files[path], reason, failed=True)


def _show(path: str) -> str:
    """Return a path as a person in the current folder writes it."""
    here = Path.cwd()
    return (Path(path).relative_to(here) if Path(path).is_relative_to(here) else Path(path)).as_posix()
