"""Sources as they were when someone said that their translations were up to date: one file next to the configuration.

It has a line for each translation, in order of path, and below it a line for each line of its source, so that git
merges it as it merges the source itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from align.errors import FileError, refuse_newer
from align.report.json_document import dump
from glossary.storage.atomic import write_atomically
from glossary.storage.reading import is_there, read_file

SOURCES_NAME = "aligncheck-sources.jsonl"
"""The file, next to the configuration."""

VERSION = 1
"""What a line for a translation need not say; a later one it does."""


@dataclass(frozen=True, slots=True)
class RecordedSource:
    """The path of a source, relative to the file's folder, and its text."""

    path: str
    text: str


def read_sources(path: str) -> dict[str, RecordedSource]:
    """Return the source of each translation in a file, by its path relative to the folder; none where there is no file.

    Raises FileError, which names the line that is none.
    """
    if not is_there(path):
        return {}
    try:
        lines = read_file(path).decode("utf-8-sig").split("\n")
    except (OSError, ValueError) as error:
        raise FileError(path, f"cannot be read: {getattr(error, 'strerror', None) or 'is not UTF-8'}") from None
    heads: dict[str, str] = {}
    texts: dict[str, list[str]] = {}
    target = None
    for number, value in _parse_lines(path, lines):
        if isinstance(value, str) and target is not None:
            texts[target].append(value)
        elif isinstance(value, tuple) and value[0] not in texts:
            target = value[0]
            heads[target], texts[target] = value[1], []
        else:
            raise _explain(path, number)
    return {target: RecordedSource(heads[target], "\n".join(texts[target])) for target in heads}


def _parse_lines(path: str, lines: list[str]) -> Iterator[tuple[int, object]]:
    """Yield the lines that are not blank, with their numbers: (translation, source), or a line of a text."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                value = json.loads(line)
                if isinstance(value, dict):
                    refuse_newer(f"{path}:{number}", value.get("version"), VERSION)
                yield number, (str(value["translation"]), str(value["source"])) if isinstance(value, dict) else value
            except (ValueError, KeyError, RecursionError):
                raise _explain(path, number) from None


def _explain(path: str, number: int) -> FileError:
    return FileError(f"{path}:{number}", "is not a line of recorded sources: make the file again with --record")


def write_sources(path: str, sources: Mapping[str, RecordedSource]) -> None:
    """Write the source of each translation. Raises FileError."""
    try:
        write_atomically(Path(path), (f"{dump(line)}\n" for line in _list_lines(sources)))
    except (OSError, ValueError) as error:
        raise FileError(path, f"cannot be written: {getattr(error, 'strerror', None) or error}") from None


def _list_lines(sources: Mapping[str, RecordedSource]) -> Iterator[object]:
    for target, source in sorted(sources.items()):
        yield {"translation": target, "source": source.path}
        yield from source.text.split("\n")
