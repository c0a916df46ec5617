"""Patterns of paths in a configuration, as in a .gitignore, relative to the folder of their file."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from align.linter.suppression import compile_patterns


@dataclass(frozen=True, slots=True)
class Patterns:
    """Patterns of paths, and the folder that they are relative to, absolute."""

    patterns: tuple[str, ...]
    folder: str

    def match(self, path: str | os.PathLike[str]) -> bool:
        """Return whether a file is included; none outside of the folder is."""
        absolute = Path(os.path.normpath(Path(path).absolute()))
        inside = absolute.is_relative_to(self.folder)
        return inside and compile_patterns(self.patterns).match_file(absolute.relative_to(self.folder))


@dataclass(frozen=True, slots=True)
class RulesOfPaths:
    """Rules that do not run on some files."""

    paths: Patterns
    rules: tuple[str, ...]


def find_ignored(entries: Iterable[RulesOfPaths], path: str | os.PathLike[str]) -> frozenset[str]:
    """Return the rules that do not run on a file."""
    return frozenset(rule for entry in entries if entry.paths.match(path) for rule in entry.rules)
