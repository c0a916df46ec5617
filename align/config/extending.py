"""A configuration over the one that it extends."""

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from align.config.builtin_glossaries import is_builtin
from align.config.model import Config

_REPLACED = (
    "select",
    "ignore",
    "include",
    "exclude",
    "fail_on",
    "source_lang",
    "target_lang",
    "source",
    "glossaries",
    "packs",
    "rule_packages",
    "dictionary",
    "baseline",
    "parts",
    "text_columns",
    "jobs",
)
_ADDED = ("extend_select", "extend_ignore", "per_file_ignores", "checklist", "checklist_files", "allow")
_MERGED: dict[str, Callable[[Any, Any], Any]] = {
    "severity": lambda child, parent: {**parent, **child},
    "weights": lambda child, parent: {**parent, **child},
    "rules": lambda child, parent: {**parent, **{name: {**parent.get(name, {}), **child[name]} for name in child}},
}


def extend_config(child: Config, parent: Config) -> Config:
    """Return what a configuration says, and, where it says nothing, what the one says that it extends.

    Lists are replaced; what is written as tables is added. A rule that the child names to run is run though the parent
    ignores it, and the other way round.
    """
    parent = _locate(_give_way(child, parent))
    values: dict[str, Any] = {
        name: getattr(child if name.replace("_", "-") in child.origins else parent, name) for name in _REPLACED
    }
    values |= {name: getattr(child, name) + getattr(parent, name) for name in _ADDED}
    values |= {name: merge(getattr(child, name), getattr(parent, name)) for name, merge in _MERGED.items()}
    return replace(child, **values, origins=_join_origins(child, parent))


def _give_way(child: Config, parent: Config) -> Config:
    """Return the parent without what it says of the rules that the child turns on or off itself."""
    run, ignored = {*child.select, *child.extend_select}, {*child.ignore, *child.extend_ignore}
    return replace(
        parent,
        ignore=tuple(name for name in parent.ignore if name not in run),
        extend_ignore=tuple(name for name in parent.extend_ignore if name not in run),
        extend_select=tuple(name for name in parent.extend_select if name not in ignored),
    )


def _locate(parent: Config) -> Config:
    """Return a configuration whose paths hold wherever they are read: the folder of another file is another one."""
    folder = parent.folder.absolute()

    def find(path: str) -> str:
        return path if is_builtin(path) else os.path.normpath(folder / path)

    return replace(
        parent,
        glossaries=tuple(replace(one, path=find(one.path)) for one in parent.glossaries),
        dictionary=parent.dictionary and find(parent.dictionary),
        baseline=parent.baseline and find(parent.baseline),
        source=tuple(map(find, parent.source)),
        allow=tuple(replace(one, folder=one.folder or str(folder)) for one in parent.allow),
    )


def _join_origins(child: Config, parent: Config) -> Mapping[str, tuple[Path, ...]]:
    """Return the files that each key comes from."""
    replaced = {name.replace("_", "-") for name in _REPLACED}
    origins = {**parent.origins, **child.origins}
    for key in {*child.origins} & {*parent.origins} - replaced:
        origins[key] = child.origins[key] + parent.origins[key]
    return origins
