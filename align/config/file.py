"""Settings in `aligncheck.toml`, or under `[tool.aligncheck]` in `pyproject.toml`: the nearest to a text counts."""

import os
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from align.config.checklists import ChecklistFile, load_entries
from align.config.extending import extend_config
from align.config.keys import KEYS
from align.config.model import Config
from align.config.packs import load_packs
from align.config.patterns import Patterns, RulesOfPaths
from align.config.typography import explain_toml_error
from align.config.values import read_table
from align.errors import ConfigError
from align.linter.suppression import Allow
from glossary.storage.reading import LARGEST_SETTINGS, is_file, is_folder, read_file

_ALLOW_HEADING = re.compile(
    r"^[ \t]*\[\[[ \t]*(?:tool[ \t]*\.[ \t]*aligncheck[ \t]*\.[ \t]*)?allow[ \t]*\]\]", re.MULTILINE
)

NOTHING = "none"
"""What a person writes in place of a file that would count else, such as the configuration or the baseline."""


@dataclass
class ConfigFinder:
    """Finds the configuration that counts for a file: the nearest one at or above it, else the defaults.

    `given` counts for all files, where it is given; none does where that is `NOTHING`. Each file is read once, whatever
    the number of folders below it.
    """

    given: str | Path | None = None
    _in_folder: dict[Path, Config] = field(default_factory=dict)
    _loaded: dict[Path | None, Config] = field(default_factory=lambda: {None: Config()})

    def find(self, path: str | Path) -> Config:
        """Return the configuration for a file or folder. Raises ConfigError where it cannot be used."""
        if self.given:
            return self._load(None if self.given == NOTHING else Path(self.given))
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
    """Return the configuration in a folder: its `aligncheck.toml`, else its `pyproject.toml` where that has a table for
    it.
    """
    own = folder / "aligncheck.toml"
    if os.path.lexists(own):
        return own
    project = folder / "pyproject.toml"
    if not os.path.lexists(project):
        return None
    tools = _find_tools(_parse(project, _read(project)), project)
    if "aligncheck" in tools:
        return project
    if near := get_close_matches("aligncheck", tools, n=1, cutoff=0.85):
        raise ConfigError(f"{project}: [tool.{near[0]}]: did you mean [tool.aligncheck]?")
    return None


def load_config(path: Path, trail: tuple[Path, ...] = ()) -> Config:
    """Read a configuration file, and those that it extends; `trail` are the files on the way to it.

    Raises ConfigError for a file, a key or a value that cannot be used.
    """
    text = _read(path)
    data = _parse(path, text)
    project = path.name == "pyproject.toml"
    if not project and list(data) == ["tool"]:
        raise ConfigError(f"{path}: [tool.aligncheck] is for a pyproject.toml: here, write its keys without it")
    table = _find_tools(data, path).get("aligncheck", {}) if project else data
    try:
        values = read_table(table, KEYS)
        parent = _find_parent(path, values.get("extend"), (*trail, path))
    except ConfigError as error:
        raise ConfigError(f"{path}: {error}") from None
    config = _build(path, values, text)
    return extend_config(config, load_config(parent, (*trail, path))) if parent else config


def _build(path: Path, values: dict[str, Any], text: str) -> Config:
    """Return a configuration from the values of its file. Raises ConfigError for a checklist or a pack that cannot be
    used.
    """
    folder = str(path.parent.absolute())
    origins = {name.replace("_", "-"): (path,) for name in values}
    ignored, items = values.get("per_file_ignores", {}), values.get("checklist", ())
    files = (os.path.normpath(Path(folder, item.path)) for item in items if isinstance(item, ChecklistFile))
    values |= {name: Patterns(values[name], folder) for name in ("include", "exclude") if name in values}
    values |= {
        "per_file_ignores": tuple(RulesOfPaths(Patterns((one,), folder), rules) for one, rules in ignored.items()),
        "checklist": tuple(load_entries(items, path)),
        "checklist_files": tuple(files),
        "packs": tuple(load_packs(values["packs"], path)) if "packs" in values else (),
        "allow": tuple(_number(values.get("allow", ()), text)),
    }
    return Config(path=path, **values, origins=origins)


def _find_parent(path: Path, extended: str | None, trail: Sequence[Path]) -> Path | None:
    """Return the file that a configuration extends. Raises ConfigError for one that is missing, or leads back to it."""
    if not extended:
        return None
    parent = Path(os.path.normpath(path.parent / extended))
    if not is_file(parent):
        raise ConfigError(f"extend: {parent}: no such file: name a configuration, relative to this one")
    if any(parent.samefile(other) for other in trail):
        ways = " -> ".join(map(str, (*trail, parent)))
        raise ConfigError(f"extend: forms a circle ({ways}): take it out of one of them")
    return parent


def _number(allow: Sequence[Allow], text: str) -> Iterator[Allow]:
    """Yield the entries with their lines; all on line 1 where they are not written under `[[allow]]`, one
    heading each.
    """
    lines = [text.count("\n", 0, match.start()) + 1 for match in _ALLOW_HEADING.finditer(text)]
    for number, entry in enumerate(allow):
        yield replace(entry, line=lines[number] if len(lines) == len(allow) else 1)


def _find_tools(data: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Return the tables of all tools in a `pyproject.toml`. Raises ConfigError."""
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
