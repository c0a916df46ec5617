"""What a configuration file says, before it is put together with what was asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from align.config.patterns import Patterns, RulesOfPaths
from align.linter.checklist import Entry
from align.linter.suppression import Allow
from align.model import Severity
from glossary.pack.tables import Pack


@dataclass(frozen=True)
class GlossaryFile:
    """A glossary: its file, and what the columns of its table hold, empty where the table itself shows it."""

    path: str = ""
    columns: str = ""


@dataclass(frozen=True)
class Config:
    """The settings of one file and of those it extends; what they do not set is None or empty.

    `path` is the file, None for the defaults. Paths in it are relative to its folder; those from a file that it extends
    are absolute. `source` holds patterns of paths, the first of which to lead to a file counts. `rules` are the options
    of each rule as they are written. `checklist_files` are those that entries come from, absolute. `origins` are the
    files that each key comes from, the nearest first.
    """

    path: Path | None = None
    extend: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    extend_ignore: tuple[str, ...] = ()
    include: Patterns | None = None
    exclude: Patterns | None = None
    per_file_ignores: tuple[RulesOfPaths, ...] = ()
    fail_on: str | None = None
    severity: Mapping[str, Severity] = field(default_factory=dict)
    source_lang: str | None = None
    target_lang: str | None = None
    source: tuple[str, ...] = ()
    glossaries: tuple[GlossaryFile, ...] = ()
    packs: tuple[Pack, ...] = ()
    rule_packages: tuple[str, ...] = ()
    dictionary: str | None = None
    baseline: str | None = None
    checklist: tuple[Entry, ...] = ()
    checklist_files: tuple[str, ...] = ()
    allow: tuple[Allow, ...] = ()
    weights: Mapping[str, float] = field(default_factory=dict)
    parts: tuple[str, ...] = ()
    text_columns: str | None = None
    jobs: int | None = None
    rules: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    origins: Mapping[str, tuple[Path, ...]] = field(default_factory=dict, compare=False)

    @property
    def folder(self) -> Path:
        """Return what the paths in the file are relative to."""
        return self.path.parent if self.path else Path()
