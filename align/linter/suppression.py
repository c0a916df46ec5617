"""What an editor has said is right is not reported, but counted."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from align.model import Finding

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


@dataclass(frozen=True, slots=True)
class Allow:
    """What an editor says is right: findings inside this text, of these rules, in these paths (all where empty).

    The paths are patterns as in a .gitignore, relative to the folder of the configuration; to `folder`, where it comes
    from another configuration that this one extends. `line` is where it is in its configuration.
    """

    text: str = ""
    rules: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    reason: str = ""
    line: int = field(default=1, compare=False, repr=False)
    folder: str = field(default="", repr=False)

    def concerns(self, path: Path, folder: Path) -> bool:
        """Return whether it holds for a file, where `folder` is that of the configuration."""
        if not self.paths:
            return True
        absolute, folder = path.absolute(), Path(self.folder) if self.folder else folder.absolute()
        return absolute.is_relative_to(folder) and compile_patterns(self.paths).match_file(absolute.relative_to(folder))

    def permits(self, finding: Finding, text: str) -> bool:
        """Return whether a finding is of its rules and lies inside an occurrence of its text."""
        if self.rules and finding.rule not in self.rules:
            return False
        start, end = finding.span
        length = len(self.text)
        return not length or (end - start <= length and self.text in text[max(0, end - length) : start + length])


@lru_cache(maxsize=64)
def compile_patterns(paths: tuple[str, ...]) -> "GitIgnoreSpec":
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(paths)


@dataclass
class Suppressor:
    """Drops the findings of one file that its configuration allows, and keeps count of the entries that did so.

    `folder` is that of the configuration.
    """

    allow: Sequence[Allow]
    path: Path
    folder: Path
    suppressed: int = 0
    used: set[Allow] = field(default_factory=set)

    def drop_allowed(self, findings: Iterable[Finding], text: str) -> Iterator[Finding]:
        """Yield the findings in a text that no entry permits."""
        concerned = [entry for entry in self.allow if entry.concerns(self.path, self.folder)]
        for finding in findings:
            permitting = [entry for entry in concerned if entry.permits(finding, text)]
            if permitting:
                self.used.update(permitting)
                self.suppressed += 1
            else:
                yield finding

    @property
    def unused(self) -> tuple[Allow, ...]:
        """Return the entries of the configuration itself that no finding needed so far."""
        return tuple(entry for entry in self.allow if not entry.folder and entry not in self.used)
