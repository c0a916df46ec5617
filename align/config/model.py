"""Every key of the configuration: what reads its value, what it means, and how it joins that of an extended file."""

import os
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

from align import deprecations
from align.config.checklists import CHECKLIST
from align.config.rule_options import RULE_OPTIONS, describe_options
from align.config.source_patterns import SOURCE
from align.config.values import (
    FAIL_ON_KIND,
    FLAG,
    JOBS,
    LANGUAGE,
    LANGUAGES,
    PARTS_KIND,
    PATH,
    PATTERNS,
    RULES,
    RULES_OF_PATHS,
    SEVERITIES,
    TEXT,
    TEXTS,
    WEIGHTS,
    Key,
    Kind,
    describe_list,
    describe_table,
    make_text,
    read_table,
)
from align.errors import ConfigError
from align.linter.checklist import Entry
from align.linter.registry import all_rules
from align.linter.suppression import Allow, compile_patterns
from align.model import Severity
from glossary.pack.tables import Pack


@dataclass(frozen=True, slots=True)
class Patterns:
    """Patterns of paths as in a .gitignore, and the folder that they are relative to, absolute."""

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


@dataclass(frozen=True)
class GlossaryFile:
    """A glossary: its file, and what the columns of its table hold, empty where the table itself shows it."""

    path: str = ""
    columns: str = ""


def _read_allows(value: object) -> tuple[Allow, ...]:
    if not isinstance(value, list):
        raise ConfigError("must be written as [[allow]], with two brackets")
    allows = tuple(Allow(**read_table(entry, _ALLOW_KEYS)) for entry in value)
    if any(not entry.text and not entry.paths for entry in allows):
        raise ConfigError("needs a text or paths")
    return allows


def _read_glossaries(value: object) -> tuple[GlossaryFile, ...]:
    if not isinstance(value, list):
        raise ConfigError('must be a list of files, such as ["one.csv", {path = "two.csv", columns = "zh=2,en=3"}]')
    found = tuple(
        GlossaryFile(**read_table(entry, _GLOSSARY_KEYS)) if isinstance(entry, dict) else GlossaryFile(PATH.read(entry))
        for entry in value
    )
    if any(not entry.path for entry in found):
        raise ConfigError("needs a path")
    return found


def _read_packs(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ConfigError('must be a list of folders, such as ["house-pack/"]')
    return tuple(map(PATH.read, value))


def _check_columns(text: str) -> None:
    from glossary.formats.tables.choice import parse_choice

    parse_choice(text)


def _check_text_columns(text: str) -> None:
    from align.readers.tables.columns import parse_columns

    parse_columns(text)


_COLUMNS = {"type": "string", "pattern": "^[^=,]+=[^=,]+(,[^=,]+=[^=,]+)*$"}

_GLOSSARY_KEYS = {
    "path": Key(PATH, "The file, relative to this one, or builtin:news."),
    "columns": Key(
        make_text(_check_columns, _COLUMNS),
        "What its columns hold (zh=2,en=3), its sheet (sheet=A), what statuses mean (可=admitted).",
    ),
}
_GLOSSARIES = Kind(
    _read_glossaries, describe_list({"anyOf": [PATH.schema, describe_table(_GLOSSARY_KEYS, required=["path"])]})
)

_ALLOW_KEYS = {
    "text": Key(TEXT, "Findings inside this text are right."),
    "rules": Key(RULES, "Only findings of these rules (default: all)."),
    "paths": Key(PATTERNS, "Only in these files: patterns as in a .gitignore (default: all)."),
    "reason": Key(TEXT, "Why they are right."),
}
_ALLOWS = Kind(
    _read_allows,
    describe_list(describe_table(_ALLOW_KEYS, anyOf=[{"required": ["text"]}, {"required": ["paths"]}])),
)


def _add(own: tuple[Any, ...], inherited: tuple[Any, ...]) -> tuple[Any, ...]:
    return own + inherited


def _merge(own: dict[str, Any], inherited: dict[str, Any]) -> dict[str, Any]:
    """Return a table over another one; the tables in it are merged, too."""
    merged = {**inherited, **own}
    for name, value in own.items():
        if isinstance(value, dict):
            merged[name] = {**inherited.get(name, {}), **value}
    return merged


@dataclass(frozen=True)
class Config:
    """The settings of one file and of those it extends; what they do not set is None or empty.

    `path` is the file, None for the defaults. Paths in it are relative to its folder; those from a file that it extends
    are absolute. `source` holds patterns of paths, the first of which to lead to a file counts. `rules` are the options
    of each rule as they are written. `checklist_files` are those that entries come from, absolute. `origins` are the
    files that each key comes from, the nearest first.
    """

    path: Path | None = None
    extend: Annotated[
        str | None,
        Key(
            PATH,
            "Another configuration, relative to this one, which holds where this one says nothing.",
            lambda own, _: own,
        ),
    ] = None
    select: Annotated[tuple[str, ...], Key(RULES, "The rules to run (default: those that are on by default).")] = ()
    ignore: Annotated[tuple[str, ...], Key(RULES, "Rules not to run.")] = ()
    extend_select: Annotated[
        tuple[str, ...], Key(RULES, "Rules to run as well as those selected, or as well as the default ones.", _add)
    ] = ()
    extend_ignore: Annotated[
        tuple[str, ...],
        Key(RULES, "Rules not to run, as well as those ignored in the file that this one extends.", _add),
    ] = ()
    preview: Annotated[
        bool, Key(FLAG, "Whether rules in preview, which are new, run where no rules are selected (default: false).")
    ] = False
    include: Annotated[
        Patterns | None,
        Key(PATTERNS, "The files of a folder to check: patterns as in a .gitignore (default: all texts)."),
    ] = None
    exclude: Annotated[
        Patterns | None, Key(PATTERNS, "Files and folders not to check: patterns as in a .gitignore.")
    ] = None
    per_file_ignores: Annotated[
        tuple[RulesOfPaths, ...], Key(RULES_OF_PATHS, "Rules not to run on some files: a pattern, and the rules.", _add)
    ] = ()
    fail_on: Annotated[
        str | None, Key(FAIL_ON_KIND, "The least severity that makes the exit code 1 (default: warning).")
    ] = None
    severity: Annotated[dict[str, Severity], Key(SEVERITIES, "The severity of a rule, instead of its own.", _merge)] = (
        field(default_factory=dict)
    )
    source_lang: Annotated[str | None, Key(LANGUAGE, "The language translated from (default: zh).")] = None
    target_lang: Annotated[
        tuple[str, ...],
        Key(
            LANGUAGES, "The language translated into (default: en); of several, the one that the path of a text names."
        ),
    ] = ()
    source: Annotated[
        tuple[str, ...],
        Key(SOURCE, "Where the source of a text is: a pattern with {name}, {folder}, {lang}, or several."),
    ] = ()
    glossaries: Annotated[
        tuple[GlossaryFile, ...], Key(_GLOSSARIES, "Glossaries to check against, the first ranks highest.")
    ] = ()
    packs: Annotated[
        tuple[Pack, ...],
        Key(
            Kind(_read_packs, describe_list(PATH.schema)),
            "Folders with tables of the team's own, laid over the built-in ones (docs/packs.md).",
        ),
    ] = ()
    rule_packages: Annotated[
        tuple[str, ...],
        Key(TEXTS, "Installed packages whose rules run as well as the built-in ones (docs/configuration.md)."),
    ] = ()
    dictionary: Annotated[str | None, Key(PATH, "A file of CC-CEDICT (default: the installed one).")] = None
    memory: Annotated[
        str | None,
        Key(PATH, "The memory of the house's published translations, such as house.sqlite (docs/memory.md)."),
    ] = None
    baseline: Annotated[str | None, Key(PATH, "The file of findings that are known already.")] = None
    checklist: Annotated[
        tuple[Entry, ...],
        Key(CHECKLIST, "What must, or must not, occur in a translation: entries, or files with them.", _add),
    ] = ()
    allow: Annotated[tuple[Allow, ...], Key(_ALLOWS, "Findings that are right.", _add)] = ()
    weights: Annotated[
        dict[str, float], Key(WEIGHTS, "The penalty of a severity or a rule, for scores of translations.", _merge)
    ] = field(default_factory=dict)
    parts: Annotated[
        tuple[str, ...], Key(PARTS_KIND, "What to read of a file besides the text proper (default: nothing).")
    ] = ()
    text_columns: Annotated[
        str | None,
        Key(
            make_text(_check_text_columns, _COLUMNS),
            "What the columns of tables of pairs hold, where their titles do not say so: source=C,target=D,id=A.",
        ),
    ] = None
    rules: Annotated[dict[str, dict[str, object]], Key(RULE_OPTIONS, "Options of a rule.", _merge)] = field(
        default_factory=dict
    )
    jobs: Annotated[
        int | None, Key(JOBS, "How many processes may check files (default: as many as there are processors).")
    ] = None
    checklist_files: tuple[str, ...] = ()
    origins: dict[str, tuple[Path, ...]] = field(default_factory=dict, compare=False)

    @property
    def folder(self) -> Path:
        """Return what the paths in the file are relative to."""
        return self.path.parent if self.path else Path()


KEYS: dict[str, Key] = {
    one.name.replace("_", "-"): get_args(one.type)[1] for one in fields(Config) if get_origin(one.type) is Annotated
}
"""Every key with what reads it, as a person writes it."""


def build_schema() -> dict[str, Any]:
    """Return the JSON schema of an `aligncheck.toml`, for editors that complete and check it."""
    old = {row.old: row for row in deprecations.DEPRECATED if row.kind == "key" and not row.of}
    keys = {**KEYS, **{name: KEYS[row.new]._replace(meaning=row.describe()) for name, row in old.items()}}
    names = sorted({*all_rules(), *(row.old for row in deprecations.DEPRECATED if row.kind == "rule")})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "aligncheck.toml",
        "description": "The configuration of aligncheck.",
        **describe_table(keys),
        "$defs": {"rule": {"enum": names}, "options": describe_options()},
    }
