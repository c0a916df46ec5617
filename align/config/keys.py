"""Every key of the configuration: what reads its value, and what it means."""

from align.config.checklists import CHECKLIST
from align.config.model import GlossaryFile
from align.config.rule_options import RULE_OPTIONS
from align.config.source_patterns import SOURCE
from align.config.values import (
    FAIL_ON_KIND,
    JOBS,
    LANGUAGE,
    PARTS_KIND,
    PATH,
    PATTERNS,
    RULES,
    RULES_OF_PATHS,
    SEVERITIES,
    TEXT,
    WEIGHTS,
    Key,
    Kind,
    describe_list,
    describe_table,
    read_path,
    read_table,
    read_text,
    read_texts,
)
from align.errors import ConfigError, ReadError
from align.linter.suppression import Allow


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
        GlossaryFile(**read_table(entry, _GLOSSARY_KEYS)) if isinstance(entry, dict) else GlossaryFile(read_path(entry))
        for entry in value
    )
    if any(not entry.path for entry in found):
        raise ConfigError("needs a path")
    return found


def _read_packs(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ConfigError('must be a list of folders, such as ["house-pack/"]')
    return tuple(map(read_path, value))


def _read_columns(value: object) -> str:
    from glossary.formats.base import FormatError
    from glossary.formats.tables.choice import parse_choice

    try:
        parse_choice(read_text(value))
    except FormatError as error:
        raise ConfigError(str(error)) from None
    return read_text(value)


def _read_text_columns(value: object) -> str:
    from align.readers.tables.columns import parse_columns

    try:
        parse_columns(read_text(value))
    except ReadError as error:
        raise ConfigError(str(error)) from None
    return read_text(value)


_COLUMNS = {"type": "string", "pattern": "^[^=,]+=[^=,]+(,[^=,]+=[^=,]+)*$"}

_GLOSSARY_KEYS = {
    "path": Key(PATH, "The file, relative to this one, or builtin:news."),
    "columns": Key(
        Kind(_read_columns, _COLUMNS),
        "What its columns hold (zh=2,en=3), its sheet (sheet=A), what statuses mean (可=admitted).",
    ),
}

_ALLOW_KEYS = {
    "text": Key(TEXT, "Findings inside this text are right."),
    "rules": Key(RULES, "Only findings of these rules (default: all)."),
    "paths": Key(PATTERNS, "Only in these files: patterns as in a .gitignore (default: all)."),
    "reason": Key(TEXT, "Why they are right."),
}

_GLOSSARIES = {"anyOf": [PATH.schema, describe_table(_GLOSSARY_KEYS, required=["path"])]}
_ALLOWS = describe_table(_ALLOW_KEYS, anyOf=[{"required": ["text"]}, {"required": ["paths"]}])

KEYS = {
    "extend": Key(PATH, "Another configuration, relative to this one, which holds where this one says nothing."),
    "select": Key(RULES, "The rules to run (default: those that are on by default)."),
    "ignore": Key(RULES, "Rules not to run."),
    "extend-select": Key(RULES, "Rules to run as well as those selected, or as well as the default ones."),
    "extend-ignore": Key(RULES, "Rules not to run, as well as those ignored in the file that this one extends."),
    "include": Key(PATTERNS, "The files of a folder to check: patterns as in a .gitignore (default: all texts)."),
    "exclude": Key(PATTERNS, "Files and folders not to check: patterns as in a .gitignore."),
    "per-file-ignores": Key(RULES_OF_PATHS, "Rules not to run on some files: a pattern, and the rules."),
    "fail-on": Key(FAIL_ON_KIND, "The least severity that makes the exit code 1 (default: warning)."),
    "severity": Key(SEVERITIES, "The severity of a rule, instead of its own."),
    "source-lang": Key(LANGUAGE, "The language translated from (default: zh)."),
    "target-lang": Key(LANGUAGE, "The language translated into (default: en)."),
    "source": Key(SOURCE, "Where the source of a text is: a pattern with {name}, {folder}, {lang}, or several."),
    "glossaries": Key(
        Kind(_read_glossaries, describe_list(_GLOSSARIES)),
        "Glossaries to check against, the first ranks highest.",
    ),
    "packs": Key(
        Kind(_read_packs, describe_list(PATH.schema)),
        "Folders with tables of the team's own, laid over the built-in ones (docs/packs.md).",
    ),
    "rule-packages": Key(
        Kind(read_texts, describe_list({"type": "string", "minLength": 1})),
        "Installed packages whose rules run as well as the built-in ones (docs/configuration.md).",
    ),
    "dictionary": Key(PATH, "A file of CC-CEDICT (default: the installed one)."),
    "baseline": Key(PATH, "The file of findings that are known already."),
    "checklist": Key(CHECKLIST, "What must, or must not, occur in a translation: entries, or files with them."),
    "allow": Key(Kind(_read_allows, describe_list(_ALLOWS)), "Findings that are right."),
    "weights": Key(WEIGHTS, "The penalty of a severity or a rule, for scores of translations."),
    "parts": Key(PARTS_KIND, "What to read of a file besides the text proper (default: nothing)."),
    "text-columns": Key(
        Kind(_read_text_columns, _COLUMNS),
        "What the columns of tables of pairs hold, where their titles do not say so: source=C,target=D,id=A.",
    ),
    "rules": Key(RULE_OPTIONS, "Options of a rule."),
    "jobs": Key(JOBS, "How many processes may check files (default: as many as there are processors)."),
}
"""Every key with its reader: the one place to add one (and a field to `Config`)."""
