"""Which files a review may change: those below the folder that it runs in, whatever a file from a stranger names."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from align.config.review import Reviews
from align.config.settings import Request, SettingsFinder
from align.errors import FileError
from glossary.storage.reading import is_folder


def check_places(named: Iterable[tuple[str, str]], command: str) -> None:
    """See that each file is below the folder of the run, and not hidden; given with the file that names it.

    The folder is that in which `command` has run. Raises FileError.
    """
    root = _find_root()
    for path, by in named:
        if why := _find_fault(path, root):
            raise FileError(by, f"{path} {why}: nothing was done; run this in the folder that `{command}` ran in")


def list_places(reviews: Reviews, request: Request) -> Iterator[tuple[str, str]]:
    """The files that decisions are about, each with the file of decisions that names it.

    Not the glossaries that the request or the configuration of the working folder names, wherever these are. Raises
    ConfigError, UnknownRuleError.
    """
    own = find_own_glossaries(request)
    for by, decisions in reviews.all.items():
        for path, is_term in dict.fromkeys((one.path, one.kind == "term") for one in decisions):
            if not (is_term and os.path.realpath(path) in own):
                yield path, by


def find_own_glossaries(request: Request) -> frozenset[str]:
    """Where the glossaries of the configuration and the request are. Raises ConfigError, UnknownRuleError."""
    return frozenset(os.path.realpath(path) for path in SettingsFinder(request).find(".").glossaries)


def _find_fault(path: str, root: Path) -> str:
    """Why a file is none that may be changed; empty where it is one."""
    place = Path(os.path.realpath(path))
    if not place.is_relative_to(root):
        return f"is not below {root}"
    if any(part.startswith(".") for part in place.parts[len(root.parts) :]):
        return "is hidden"
    return "is a folder" if is_folder(path) else ""


def _find_root() -> Path:
    """The nearest folder, from the working folder upwards, that has a configuration or is a repository of git."""
    here = Path(os.path.realpath(Path.cwd()))
    marks = ("aligncheck.toml", ".git")
    return next((one for one in (here, *here.parents) if any(os.path.lexists(one / mark) for mark in marks)), here)
