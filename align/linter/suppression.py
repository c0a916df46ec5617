"""What an editor has said is right is not reported, but counted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from align.model import Finding, Span

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


@dataclass(frozen=True)
class Allowance:
    """What an editor says is right: findings inside `text`, of `rules`, in files that `paths` name; all where empty.

    The paths are patterns as in a .gitignore, relative to `folder`.
    """

    text: str
    rules: frozenset[str]
    paths: tuple[str, ...]
    folder: Path

    def concerns(self, path: Path) -> bool:
        """Whether it holds for this file."""
        if not self.paths:
            return True
        absolute, folder = path.absolute(), self.folder.absolute()
        return absolute.is_relative_to(folder) and self._spec.match_file(absolute.relative_to(folder))

    def permits(self, finding: Finding, text: str) -> bool:
        """Whether a finding is of its rules and lies inside an occurrence of its text."""
        if self.rules and finding.rule not in self.rules:
            return False
        return not self.text or _lies_in(finding.span, self.text, text)

    @cached_property
    def _spec(self) -> "GitIgnoreSpec":
        from pathspec import GitIgnoreSpec

        return GitIgnoreSpec.from_lines(self.paths)


def _lies_in(span: Span, wanted: str, text: str) -> bool:
    """Whether some occurrence of `wanted` covers the span: it would have to start and end within this window."""
    window = text[max(0, span.end - len(wanted)) : span.start + len(wanted)]
    return span.end - span.start <= len(wanted) and wanted in window


def without_allowed(
    findings: Iterable[Finding], text: str, path: Path, allowances: Sequence[Allowance]
) -> list[Finding]:
    """The findings that no allowance permits."""
    concerned = [allowance for allowance in allowances if allowance.concerns(path)]
    return [finding for finding in findings if not any(entry.permits(finding, text) for entry in concerned)]
