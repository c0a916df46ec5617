"""Settings in `aligncheck.toml`, or under `[tool.aligncheck]` in `pyproject.toml`: the nearest to a text counts."""

import math
import os
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from align.config.typography import explain_toml_error
from align.errors import ConfigError, LanguageCodeError
from align.lang.codes import check_language_code
from align.linter.suppression import Allow
from align.model import Severity
from align.readers import PARTS
from glossary.storage.reading import LARGEST_SETTINGS, is_folder, read_file

FAIL_ON: dict[str, Severity | None] = {"error": Severity.ERROR, "warning": Severity.WARNING, "info": Severity.INFO}
FAIL_ON["never"] = None
"""The values of `fail-on`: the least severity that makes a run fail; `never` is None."""


_ALLOW_HEADING = re.compile(
    r"^[ \t]*\[\[[ \t]*(?:tool[ \t]*\.[ \t]*aligncheck[ \t]*\.[ \t]*)?allow[ \t]*\]\]", re.MULTILINE
)


@dataclass(frozen=True)
class GlossaryFile:
    """A glossary: its file, and what the columns of its table hold, empty where the table itself tells."""

    path: str = ""
    columns: str = ""


@dataclass(frozen=True)
class Config:
    """The settings of one file; what it does not set is None or empty. `path` is the file, None for the defaults."""

    path: Path | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str | None = None
    severity: Mapping[str, Severity] = field(default_factory=dict)
    source_lang: str | None = None
    target_lang: str | None = None
    glossaries: tuple[GlossaryFile, ...] = ()
    dictionary: str | None = None
    baseline: str | None = None
    allow: tuple[Allow, ...] = ()
    weights: Mapping[str, float] = field(default_factory=dict)
    parts: tuple[str, ...] = ()

    @property
    def folder(self) -> Path:
        """What the paths in the file are relative to."""
        return self.path.parent if self.path else Path()


@dataclass
class ConfigFinder:
    """Finds the configuration that counts for a file: the nearest one at or above it, else the defaults.

    `given` counts for all files, where it is given; `isolated`: none does. Each file is read once, whatever the number
    of folders below it.
    """

    given: Path | None = None
    isolated: bool = False
    _in_folder: dict[Path, Config] = field(default_factory=dict)
    _loaded: dict[Path | None, Config] = field(default_factory=lambda: {None: Config()})

    def find(self, path: str | Path) -> Config:
        """The configuration for a file or folder. Raises ConfigError where it cannot be used."""
        if self.isolated or self.given:
            return self._load(None if self.isolated else self.given)
        place = Path(path).absolute()
        folder = place if is_folder(place) else place.parent
        passed = []
        while folder not in self._in_folder:
            passed.append(folder)
            found = _find_in(folder)
            if found or folder.parent == folder:
                self._in_folder[folder] = self._load(found)
            else:
                folder = folder.parent
        self._in_folder.update(dict.fromkeys(passed, self._in_folder[folder]))
        return self._in_folder[folder]

    def _load(self, file: Path | None) -> Config:
        if file not in self._loaded:
            assert file is not None
            self._loaded[file] = load_config(file)
        return self._loaded[file]


def _find_in(folder: Path) -> Path | None:
    """The configuration in a folder: its `aligncheck.toml`, else its `pyproject.toml` where that has a table for it."""
    own = folder / "aligncheck.toml"
    if os.path.lexists(own):
        return own
    project = folder / "pyproject.toml"
    if not os.path.lexists(project):
        return None
    return project if "aligncheck" in _find_tools(_parse(project, _read(project)), project) else None


def load_config(path: Path) -> Config:
    """Read one configuration file. Raises ConfigError for a file, a key or a value that cannot be used."""
    text = _read(path)
    data = _parse(path, text)
    table = _find_tools(data, path).get("aligncheck", {}) if path.name == "pyproject.toml" else data
    try:
        config = Config(path=path, **_values(_a_table(table), _KEYS))
    except ConfigError as error:
        raise ConfigError(f"{path}: {error}") from None
    return replace(config, allow=tuple(_number(config.allow, text)))


def _number(allow: Sequence[Allow], text: str) -> Iterator[Allow]:
    """The entries with their lines; all on line 1 where they are not written under `[[allow]]`, one heading each."""
    lines = [text.count("\n", 0, match.start()) + 1 for match in _ALLOW_HEADING.finditer(text)]
    for number, entry in enumerate(allow):
        yield replace(entry, line=lines[number] if len(lines) == len(allow) else 1)


def _find_tools(data: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """The tables of all tools in a `pyproject.toml`. Raises ConfigError."""
    tools = data.get("tool", {})
    if not isinstance(tools, dict):
        raise ConfigError(f"{path}: tool: must be a table, written as [tool.aligncheck]")
    return tools


def _parse(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        reason = explain_toml_error(text, str(error))
    except ValueError:  # Python turns only so many digits into a number
        reason = "a number has too many digits: shorten it"
    except RecursionError:
        reason = "its brackets are nested too deep: write lists without lists in them"
    raise ConfigError(f"{path}: is not valid TOML: {reason}")


def _read(path: Path) -> str:
    try:
        return read_file(path, LARGEST_SETTINGS).decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: is not UTF-8: save it as UTF-8") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ConfigError(f"{path}: {reason}: give the path of a file that can be read") from None


def _values(table: Mapping[str, object], keys: Mapping[str, Callable[[object], Any]]) -> dict[str, Any]:
    """The table's values, each read by its key's reader, under names that Python can use."""
    values = {}
    for key, value in table.items():
        if key not in keys:
            near = get_close_matches(key, keys, n=1, cutoff=0)
            raise ConfigError(f"unknown key {key!r}: did you mean {near[0]!r}?")
        try:
            values[key.replace("-", "_")] = keys[key](value)
        except ConfigError as error:
            raise ConfigError(f"{key}: {error}") from None
    return values


def _a_table(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise ConfigError("must be a table")
    return value


def _a_text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise ConfigError("must be a text in quotes")
    return value


def _language(value: object) -> str:
    code = _a_text(value)
    try:
        check_language_code(code)
    except LanguageCodeError as error:
        raise ConfigError(str(error)) from None
    return code


def _path(value: object) -> str:
    path = _a_text(value)
    if "\0" in path:
        raise ConfigError(f"{path!r} holds a NUL character: write the path of a file")
    return path


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ConfigError('must be a list of texts, such as ["one", "two"]')
    return tuple(_a_text(entry) for entry in value)


def _patterns(value: object) -> tuple[str, ...]:
    """Patterns of paths, each of which can be used."""
    from pathspec import GitIgnoreSpec

    patterns = _texts(value)
    for pattern in patterns:
        try:
            GitIgnoreSpec.from_lines([pattern])
        except (ValueError, re.error):
            raise ConfigError(f"{pattern!r} is no pattern of paths: write it as in a .gitignore") from None
    return patterns


def _fail_on(value: object) -> str:
    if not isinstance(value, str) or value not in FAIL_ON:
        raise ConfigError(f"must be one of {', '.join(FAIL_ON)}")
    return value


def _parts(value: object) -> tuple[str, ...]:
    names = _texts(value)
    if any(name not in PARTS for name in names):
        raise ConfigError(f"must be a list of {', '.join(PARTS)}")
    return names


def _severities(value: object) -> dict[str, Severity]:
    severities = {}
    for rule, name in _a_table(value).items():
        if not isinstance(name, str) or name.upper() not in Severity.__members__:
            raise ConfigError(f"{rule}: must be one of error, warning, info")
        severities[rule] = Severity[name.upper()]
    return severities


def _weights(value: object) -> dict[str, float]:
    weights = {}
    for name, weight in _a_table(value).items():
        if isinstance(weight, bool) or not isinstance(weight, int | float) or not 0 <= weight < math.inf:
            raise ConfigError(f"{name}: must be a number from 0 up")
        weights[name] = float(weight)
    return weights


def _allows(value: object) -> tuple[Allow, ...]:
    if not isinstance(value, list):
        raise ConfigError("must be written as [[allow]], with two brackets")
    allows = tuple(Allow(**_values(_a_table(entry), _ALLOW_KEYS)) for entry in value)
    if any(not entry.text and not entry.paths for entry in allows):
        raise ConfigError("needs a text or paths")
    return allows


def _glossaries(value: object) -> tuple[GlossaryFile, ...]:
    if not isinstance(value, list):
        raise ConfigError('must be a list of files, such as ["one.csv", {path = "two.csv", columns = "zh=2,en=3"}]')
    found = tuple(
        GlossaryFile(**_values(entry, _GLOSSARY_KEYS)) if isinstance(entry, dict) else GlossaryFile(_path(entry))
        for entry in value
    )
    if any(not entry.path for entry in found):
        raise ConfigError("needs a path")
    return found


def _columns(value: object) -> str:
    from glossary.formats.base import FormatError
    from glossary.formats.tables.choice import parse_choice

    try:
        parse_choice(_a_text(value))
    except FormatError as error:
        raise ConfigError(str(error)) from None
    return _a_text(value)


_GLOSSARY_KEYS: dict[str, Callable[[object], Any]] = {"path": _path, "columns": _columns}

_ALLOW_KEYS: dict[str, Callable[[object], Any]] = {
    "text": _a_text,
    "rules": _texts,
    "paths": _patterns,
    "reason": _a_text,
}

_KEYS: dict[str, Callable[[object], Any]] = {
    "select": _texts,
    "ignore": _texts,
    "fail-on": _fail_on,
    "severity": _severities,
    "source-lang": _language,
    "target-lang": _language,
    "glossaries": _glossaries,
    "dictionary": _path,
    "baseline": _path,
    "allow": _allows,
    "weights": _weights,
    "parts": _parts,
}
"""Every key of the configuration with what reads its value: the one place to add a key (and a field to `Config`)."""
