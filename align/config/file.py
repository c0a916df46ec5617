"""Settings in `aligncheck.toml`, or under `[tool.aligncheck]` in `pyproject.toml`: the nearest to a text counts."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from align.errors import ConfigError
from align.model import Severity

FAIL_ON: dict[str, Severity | None] = {"error": Severity.ERROR, "warning": Severity.WARNING, "info": Severity.INFO}
FAIL_ON["never"] = None
"""The values of `fail-on`: the least severity that makes a run fail; `never` is None."""


@dataclass(frozen=True, slots=True)
class Allow:
    """What an editor says is right: findings inside this text, of these rules, in these paths (all where empty)."""

    text: str = ""
    rules: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    reason: str = ""


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
    glossaries: tuple[str, ...] = ()
    allow: tuple[Allow, ...] = ()

    @property
    def folder(self) -> Path:
        """What the paths in the file are relative to."""
        return self.path.parent if self.path else Path()


def nearest_config(path: Path) -> Config:
    """The configuration that counts for a file or folder: the nearest one at or above it, else the defaults.

    Raises ConfigError where the nearest one cannot be used.
    """
    folder = path.absolute()
    return _config_in(folder if folder.is_dir() else folder.parent)


def _config_in(folder: Path) -> Config:
    own = folder / "aligncheck.toml"
    if own.is_file():
        return load_config(own)
    project = folder / "pyproject.toml"
    if project.is_file() and "aligncheck" in _parse(project).get("tool", {}):
        return load_config(project)
    return Config() if folder.parent == folder else _config_in(folder.parent)


def load_config(path: Path) -> Config:
    """Read one configuration file. Raises ConfigError for a file, a key or a value that cannot be used."""
    data = _parse(path)
    table = data.get("tool", {}).get("aligncheck", {}) if path.name == "pyproject.toml" else data
    try:
        return Config(path=path, **_values(_a_table(table), _KEYS))
    except ConfigError as error:
        raise ConfigError(f"{path}: {error}") from None


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror or error}: give the path of a file that can be read") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: is not UTF-8: save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: is not valid TOML: {error}") from None


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


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ConfigError('must be a list of texts, such as ["one", "two"]')
    return tuple(_a_text(entry) for entry in value)


def _fail_on(value: object) -> str:
    if not isinstance(value, str) or value not in FAIL_ON:
        raise ConfigError(f"must be one of {', '.join(FAIL_ON)}")
    return value


def _severities(value: object) -> dict[str, Severity]:
    severities = {}
    for rule, name in _a_table(value).items():
        if not isinstance(name, str) or name.upper() not in Severity.__members__:
            raise ConfigError(f"{rule}: must be one of error, warning, info")
        severities[rule] = Severity[name.upper()]
    return severities


def _allows(value: object) -> tuple[Allow, ...]:
    if not isinstance(value, list):
        raise ConfigError("must be written as [[allow]], with two brackets")
    allows = tuple(Allow(**_values(_a_table(entry), _ALLOW_KEYS)) for entry in value)
    if any(not entry.text and not entry.paths for entry in allows):
        raise ConfigError("needs a text or paths")
    return allows


_ALLOW_KEYS: dict[str, Callable[[object], Any]] = {
    "text": _a_text,
    "rules": _texts,
    "paths": _texts,
    "reason": _a_text,
}

_KEYS: dict[str, Callable[[object], Any]] = {
    "select": _texts,
    "ignore": _texts,
    "fail-on": _fail_on,
    "severity": _severities,
    "source-lang": _a_text,
    "target-lang": _a_text,
    "glossaries": _texts,
    "allow": _allows,
}
"""Every key of the configuration with what reads its value: the one place to add a key (and a field to `Config`)."""
