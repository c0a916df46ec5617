"""Settings in `aligncheck.toml`, or under `[tool.aligncheck]` in `pyproject.toml`: the nearest to a text counts."""

import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from align.config.checklists import ChecklistFile, load_entries
from align.config.choices import NOTHING
from align.config.glossaries import is_builtin
from align.config.model import KEYS, Config, Patterns, RulesOfPaths
from align.config.packs import load_packs
from align.config.values import read_table
from align.deprecations import replace as replace_name
from align.errors import ConfigError
from glossary.storage.reading import LARGEST_SETTINGS, is_file, is_folder, read_file

_ALLOW_HEADING = re.compile(
    r"^[ \t]*\[\[[ \t]*(?:tool[ \t]*\.[ \t]*aligncheck[ \t]*\.[ \t]*)?allow[ \t]*\]\]", re.MULTILINE
)
_ON_LINE = re.compile(r"at line (\d+)")
_STRING = re.compile("\"[^\"]*\"|'[^']*'")
_QUOTE = ("a curly quotation mark", 'write a straight one (")')
_TYPOGRAPHY = {
    **dict.fromkeys("“”„‟«»＂", _QUOTE),
    **dict.fromkeys("‘’‚‛＇", ("a curly apostrophe", "write a straight one (')")),
    **dict.fromkeys("［【〔", ("a full-width bracket", "write [")),
    **dict.fromkeys("］】〕", ("a full-width bracket", "write ]")),
    "＝": ("a full-width equals sign", "write ="),
    "，": ("a full-width comma", "write ,"),
    "＃": ("a full-width number sign", "write #"),
    "\xa0": ("a no-break space", "write a plain space"),
    "\u3000": ("a full-width space", "write a plain space"),
    "\u200b": ("an invisible character, U+200B", "delete it"),
    "\ufeff": ("an invisible character, U+FEFF", "delete it"),
}
"""Characters that word processors and input methods put where TOML wants another: their name, and what to write."""

CONFIGURATION_NAMES = ("aligncheck.toml", "pyproject.toml")
"""What the files are called in which a configuration is found."""

_LISTS_OF_RULES = ("select", "ignore", "extend-select", "extend-ignore")


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
    own, project = (folder / name for name in CONFIGURATION_NAMES)
    if os.path.lexists(own):
        return own
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

    Raises ConfigError for a file, a key, a value, a checklist or a pack that cannot be used.
    """
    text = _read(path)
    data = _parse(path, text)
    project = path.name == "pyproject.toml"
    if not project and list(data) == ["tool"]:
        raise ConfigError(f"{path}: [tool.aligncheck] is for a pyproject.toml: here, write its keys without it")
    table = _find_tools(data, path).get("aligncheck", {}) if project else data
    try:
        values = read_table(_replace_names(table), KEYS)
        parent = _find_parent(path, values.get("extend"), (*trail, path))
    except ConfigError as error:
        raise ConfigError(f"{path}: {error}") from None
    folder = str(path.parent.absolute())
    origins: dict[str, tuple[Path, ...]] = {name.replace("_", "-"): (path,) for name in values}
    ignored, items = values.get("per_file_ignores", {}), values.get("checklist", ())
    files = (os.path.normpath(Path(folder, item.path)) for item in items if isinstance(item, ChecklistFile))
    # entries that are not written under [[allow]], one heading each, are all on line 1
    allow, headings = values.get("allow", ()), _ALLOW_HEADING.finditer(text)
    lines = [text.count("\n", 0, match.start()) + 1 for match in headings]
    lines = lines if len(lines) == len(allow) else [1] * len(allow)
    values |= {name: Patterns(values[name], folder) for name in ("include", "exclude") if name in values}
    values |= {
        "per_file_ignores": tuple(RulesOfPaths(Patterns((one,), folder), rules) for one, rules in ignored.items()),
        "checklist": tuple(load_entries(items, path)),
        "checklist_files": tuple(files),
        "packs": tuple(load_packs(values["packs"], path)) if "packs" in values else (),
        "allow": tuple(replace(entry, line=line) for entry, line in zip(allow, lines, strict=True)),
    }
    config = Config(path=path, **values, origins=origins)
    return _extend(config, load_config(parent, (*trail, path))) if parent else config


def _replace_names(table: object, of: str = "") -> object:
    """Return a table with today's names in place of deprecated ones, and so the tables in it; `of` is its key.

    Raises ConfigError where both are there.
    """
    if isinstance(table, str):
        return replace_name("rule" if of in _LISTS_OF_RULES else "value", table, of)
    if not isinstance(table, dict) or of.count(".") > 1:
        return table
    replaced = dict[str, object]()
    for key, value in table.items():
        new = replace_name("key", key, of)
        if new != key and new in table:
            raise ConfigError(f"{key}: is called {new!r} now, which is there, too: delete it")
        inner = f"{of}.{new}" if of else new
        is_list = isinstance(value, list)
        replaced[new] = [_replace_names(one, inner) for one in value] if is_list else _replace_names(value, inner)
    return replaced


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


def _extend(child: Config, parent: Config) -> Config:
    """Return what a configuration says, and, where it says nothing, what the one says that it extends.

    Lists are replaced; what is written as tables is added. A rule that the child names to run is run though the parent
    ignores it, and the other way round. The paths of the parent are made absolute, for its folder is another one.
    """
    folder = parent.folder.absolute()

    def find(path: str) -> str:
        return path if is_builtin(path) else os.path.normpath(folder / path)

    run, ignored = {*child.select, *child.extend_select}, {*child.ignore, *child.extend_ignore}
    parent = replace(
        parent,
        ignore=tuple(name for name in parent.ignore if name not in run),
        extend_ignore=tuple(name for name in parent.extend_ignore if name not in run),
        extend_select=tuple(name for name in parent.extend_select if name not in ignored),
        glossaries=tuple(replace(one, path=find(one.path)) for one in parent.glossaries),
        dictionary=parent.dictionary and find(parent.dictionary),
        baseline=parent.baseline and find(parent.baseline),
        source=tuple(map(find, parent.source)),
        allow=tuple(replace(one, folder=one.folder or str(folder)) for one in parent.allow),
    )
    values, origins = dict[str, Any](), {**parent.origins, **child.origins}
    for key, (_, _, join) in KEYS.items():
        name = key.replace("-", "_")
        if join:
            values[name] = join(getattr(child, name), getattr(parent, name))
            if key in child.origins and key in parent.origins:
                origins[key] = child.origins[key] + parent.origins[key]
        elif key not in child.origins:
            values[name] = getattr(parent, name)
    assert parent.path
    origins["extend"] = (*child.origins["extend"], parent.path, *parent.origins.get("extend", ())[1:])
    files = child.checklist_files + parent.checklist_files
    return replace(child, **values, checklist_files=files, origins=origins)


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
        reason = _explain_toml_error(text, str(error))
    except ValueError:  # Python turns only so many digits into a number
        reason = "a number has too many digits: shorten it"
    except RecursionError:
        reason = "its brackets are nested too deep: write lists without lists in them"
    raise ConfigError(f"{path}: is not valid TOML: {reason}")


def _explain_toml_error(text: str, error: str) -> str:
    """Return what is wrong with a text that is not TOML: in words where it was typed in a word processor."""
    at = _ON_LINE.search(error)
    line = text.split("\n")[int(at[1]) - 1] if at else ""
    for char in _STRING.sub("", line):
        if at and char in _TYPOGRAPHY:
            name, right = _TYPOGRAPHY[char]
            return f"line {at[1]} has {name}{f' ({char})' if char.isprintable() else ''}: {right}"
    return error


def _read(path: Path) -> str:
    try:
        return read_file(path, LARGEST_SETTINGS).decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: is not UTF-8: save it as UTF-8") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ConfigError(f"{path}: {reason}: give the path of a file that can be read") from None
