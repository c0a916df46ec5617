"""Checklists in a configuration: tables under `[[checklist]]`, or CSV files with a header."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from align.config.values import (
    FLAG,
    PATH,
    SEVERITY,
    TEXT,
    Key,
    Kind,
    advise,
    check_placeholders,
    describe_list,
    describe_placeholders,
    describe_table,
    make_text,
    read_table,
    read_under,
)
from align.errors import ConfigError
from align.linter.checklist import Entry, PatternError, check_patterns
from glossary.storage.reading import read_file

_MUST = {"occur": True, "not occur": False}
_FLAGS = {"yes": True, "true": True, "1": True, "x": True, "no": False, "false": False, "0": False}
_PLACEHOLDERS = ("source", "target")
_OF_FLAGS = ("regex", "match-case", "whole-words")


@dataclass(frozen=True)
class ChecklistFile:
    """A file with entries, relative to the configuration."""

    path: str


def _read_must(value: object) -> bool:
    if not isinstance(value, str) or value not in _MUST:
        raise ConfigError('must be "occur" or "not occur"')
    return _MUST[value]


ENTRY_KEYS = {
    "name": Key(TEXT, "A short name, which messages begin with."),
    "source": Key(TEXT, "What the source has; without it, the entry is about the translation alone."),
    "target": Key(TEXT, "What must, or must not, occur in the translation."),
    "must": Key(Kind(_read_must, {"enum": list(_MUST)}), "Whether the target must occur, or must not occur."),
    "message": Key(
        make_text(lambda text: check_placeholders(text, _PLACEHOLDERS), describe_placeholders(_PLACEHOLDERS)),
        "What is said; {source} and {target} are the matched texts.",
    ),
    "severity": Key(SEVERITY, "How severe it is (default: warning)."),
    "suggestion": Key(TEXT, "What to write."),
    "regex": Key(FLAG, "Whether source and target are regular expressions of RE2 (default: false)."),
    "match-case": Key(FLAG, "Whether capitals must be equal (default: false)."),
    "whole-words": Key(FLAG, "Whether only whole words are found (default: false)."),
}

_NEEDED = [
    {"required": ["target", "source", "must"]},
    {"required": ["target"], "not": {"required": ["source"]}, "properties": {"must": {"const": "not occur"}}},
]
_ENTRY = describe_table(ENTRY_KEYS, anyOf=_NEEDED)
_FILE = describe_table({"file": Key(PATH, "A CSV file with entries.")}, required=["file"])


def _read_checklist(value: object) -> tuple[Entry | ChecklistFile, ...]:
    if isinstance(value, str):
        return (ChecklistFile(PATH.read(value)),)
    if not isinstance(value, list):
        raise ConfigError('must be written as [[checklist]], with two brackets, or name a file: "checks.csv"')
    items = list[Entry | ChecklistFile]()
    for number, item in enumerate(value, 1):
        if isinstance(item, str):
            items.append(ChecklistFile(PATH.read(item)))
        elif isinstance(item, dict) and "file" in item:
            items.append(ChecklistFile(read_table(item, {"file": Key(PATH, "")})["file"]))
        else:
            items.append(read_under(f"entry {number} of {len(value)}", _read_entry, item))
    return tuple(items)


def _read_entry(value: object) -> Entry:
    """Return an entry from its table. Raises ConfigError."""
    values = read_table(value, ENTRY_KEYS)
    if "target" not in values:
        raise ConfigError("needs a target: what must, or must not, occur in the translation")
    if "source" in values and "must" not in values:
        raise ConfigError('needs must = "occur" or must = "not occur"')
    if "source" not in values and values.get("must"):
        raise ConfigError('must: needs a source: without one, write must = "not occur"')
    entry = Entry(must_occur=values.pop("must", False), **values)
    try:
        check_patterns(entry)
    except PatternError as error:
        raise ConfigError(f"{entry.label}: {error}") from None
    return entry


def load_entries(items: Iterable[Entry | ChecklistFile], configuration: Path) -> Iterator[Entry]:
    """Yield all the entries of a checklist, those in files among them. Raises ConfigError, which names file and line.

    `configuration` is the file that names them.
    """
    from glossary.formats.base import FormatError

    for item in items:
        if isinstance(item, Entry):
            yield item
            continue
        path = configuration.parent / item.path
        try:
            yield from read_rows(BytesIO(read_file(path)), str(path))
        except FormatError as error:
            raise ConfigError(f"{path}: {error}") from None
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            advice = "give the path of a file that can be read, relative to the configuration"
            raise ConfigError(f"{configuration}: checklist: {path}: {reason}: {advice}") from None


def read_rows(stream: BinaryIO, path: str) -> Iterator[Entry]:
    """Yield the entries of a CSV; `path` is its name in messages. Raises ConfigError, FormatError.

    The titles are keys, however they are written: `Match case`, `match_case`.
    """
    from glossary.formats.tables.cells import read

    rows, titles = read(stream), list[str]()
    for cell in header.cells if (header := next(rows, None)) else ():
        title = "-".join(cell.strip().lower().replace("_", " ").replace("-", " ").split())
        if title and title not in ENTRY_KEYS:
            raise ConfigError(f"{path}:1: unknown column {cell.strip()!r}: {advise(title, ENTRY_KEYS)}")
        titles.append(title)
    if "target" not in titles:
        listed = ", ".join(ENTRY_KEYS)
        raise ConfigError(f"{path}:1: has no column “target”: its first row must be titles, among {listed}")
    for row in rows:
        place = f"{path}:{row.line}"
        if any(map(str.strip, row.cells[len(titles) :])):
            advice = "put quotation marks round a text that holds a delimiter"
            raise ConfigError(f"{place}: more cells than titles: {advice}")
        table = dict[str, object]()
        for title, cell in zip(titles, row.cells, strict=False):
            if title and (text := cell.strip()):
                table[title] = read_under(f"{place}: {title}", _read_flag, text) if title in _OF_FLAGS else text
        yield read_under(place, _read_entry, table)


def _read_flag(text: str) -> bool:
    flag = _FLAGS.get(text.lower())
    if flag is None:
        raise ConfigError("must be yes or no")
    return flag


CHECKLIST = Kind(
    _read_checklist,
    {"anyOf": [PATH.schema, describe_list({"anyOf": [PATH.schema, _FILE, _ENTRY]})]},
)
