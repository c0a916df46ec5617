"""What holds for one text: what was asked for, over its configuration, over the defaults."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from align.config.builtin_glossaries import is_builtin
from align.config.file import FAIL_ON, Config, ConfigFinder
from align.errors import ConfigError, UnknownRuleError
from align.linter.registry import find_rule, select_rules
from align.linter.rule import Rule
from align.linter.suppression import Allow
from align.model import Severity


@dataclass(frozen=True)
class Request:
    """What a person asks for; what is None or empty is taken from the configuration, else from the defaults."""

    paths: tuple[str, ...]
    source: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str | None = None
    source_lang: str | None = None
    target_lang: str | None = None
    glossary: tuple[str, ...] = ()
    dictionary: str | None = None
    columns: str = ""
    encoding: str | None = None
    parts: tuple[str, ...] = ()
    config: Path | None = None
    isolated: bool = False
    strict: bool = False
    baseline: str | None = None
    ignore_baseline: bool = False
    strict_baseline: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for a text: plain data, which can be compared, hashed and pickled.

    `rules` are the names of the rules to run (None: those on by default); `threshold` is the least severity that makes
    a run fail (None: nothing does). `glossaries` are files, the one that ranks highest first; `columns` are those that
    have to be told what their columns hold, and what they hold; `dictionary` is a file of CC-CEDICT (empty: that of an
    installed package). What `allow` says is right holds for paths below `folder`, the folder of the configuration.
    `weights` are penalties by severity or rule, for scores of translations.
    `parts` are what is read besides the text proper (see `align.readers.PARTS`).
    `configuration` is its file as a person in the current folder writes it (both empty: there is none). `baseline` is
    the file of findings that are known already (empty: none is).
    """

    rules: tuple[str, ...] | None = None
    severities: tuple[tuple[str, Severity], ...] = ()
    allow: tuple[Allow, ...] = ()
    glossaries: tuple[str, ...] = ()
    dictionary: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    source_lang: str = "zh"
    target_lang: str = "en"
    encoding: str | None = None
    parts: tuple[str, ...] = ()
    threshold: Severity | None = Severity.WARNING
    weights: tuple[tuple[str, float], ...] = ()
    folder: str = ""
    configuration: str = ""
    baseline: str = ""

    def find_rules(self) -> tuple[Rule, ...]:
        """The rules to run; those that need a glossary only where there is one. Raises UnknownRuleError."""
        chosen = select_rules((), ()) if self.rules is None else map(find_rule, self.rules)
        return tuple(rule for rule in chosen if self.glossaries or not rule.needs_glossary)

    def sign(self, digests: Sequence[str]) -> str:
        """The settings in short, equal for equal settings; `digests` are those of the glossaries."""
        severities = dict(self.severities)
        rules = [(rule.name, str(severities.get(rule.name, ""))) for rule in self.find_rules()]
        given = (rules, self.source_lang, self.target_lang, self.allow, tuple(digests), *self.columns, *self.parts)
        return sha256(repr(given).encode()).hexdigest()[:12]

    def name_in_fingerprints(self, path: str) -> str:
        """A path relative to its base: the same in every clone, and wherever the program runs."""
        return Path(os.path.relpath(path, self.find_base(path))).as_posix()

    def find_base(self, path: str) -> str:
        """The folder of the configuration, else the root of the git repository of a path, else the working folder."""
        if self.folder:
            return self.folder
        absolute = Path(path).absolute()
        return str(next((folder for folder in absolute.parents if os.path.lexists(folder / ".git")), Path.cwd()))


@dataclass
class SettingsFinder:
    """Finds the settings of files: what each configuration says is worked out once."""

    request: Request
    configs: ConfigFinder = field(init=False)
    _of_file: dict[Path | None, Settings] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.configs = ConfigFinder(self.request.config, self.request.isolated)

    def find(self, path: str | Path) -> Settings:
        """The settings of a file or folder. Raises ConfigError, UnknownRuleError."""
        config = self.configs.find(path)
        if config.path not in self._of_file:
            self._of_file[config.path] = resolve(self.request, config)
        return self._of_file[config.path]


def resolve(request: Request, config: Config) -> Settings:
    """The settings that a request and a configuration give.

    Rules selected on the command line run whatever the configuration ignores. Raises ConfigError and UnknownRuleError
    for a rule that does not exist.
    """
    _check_rules(config)
    if request.select:
        rules = select_rules(request.select, request.ignore)
    else:
        rules = select_rules(config.select, (*config.ignore, *request.ignore))
    configured = {_name_glossary(config, entry.path): entry.columns for entry in config.glossaries}
    columns = configured | (dict.fromkeys(request.glossary, request.columns) if request.columns else {})
    return Settings(
        rules=tuple(rule.name for rule in rules),
        severities=tuple((_rule_name(name), severity) for name, severity in config.severity.items()),
        allow=tuple(
            replace(entry, rules=tuple(find_rule(name).name for name in entry.rules)) for entry in config.allow
        ),
        glossaries=tuple(dict.fromkeys((*request.glossary, *configured))),
        dictionary=choose_dictionary(request.dictionary, config),
        columns=tuple((path, text) for path, text in columns.items() if text),
        source_lang=request.source_lang or config.source_lang or "zh",
        target_lang=request.target_lang or config.target_lang or "en",
        encoding=request.encoding,
        parts=tuple(sorted({*request.parts, *config.parts})),
        weights=tuple((_name_weight(name), weight) for name, weight in config.weights.items()),
        threshold=FAIL_ON[request.fail_on or config.fail_on or "warning"],
        folder=str(config.folder.absolute()) if config.path else "",
        configuration=_path_from_here(config.path) if config.path else "",
        baseline=_choose_baseline(request, config),
    )


def _choose_baseline(request: Request, config: Config) -> str:
    """The baseline that a person names, else the configuration."""
    if request.baseline or not config.baseline:
        return request.baseline or ""
    return _path_from_here(config.folder / config.baseline)


def choose_dictionary(named: str | None, config: Config) -> str:
    """The file of CC-CEDICT that a person names, else the configuration; empty: that of an installed package."""
    if named or not config.dictionary:
        return named or ""
    return _path_from_here(config.folder / config.dictionary)


def _name_glossary(config: Config, path: str) -> str:
    """A glossary of a configuration as a person in the current folder names it."""
    return path if is_builtin(path) else _path_from_here(config.folder / path)


def _rule_name(name: str) -> str:
    """The name that a rule has today."""
    return find_rule(name).name


def _name_weight(name: str) -> str:
    """What a weight is for: a severity, or a rule by the name it has today."""
    return name if _is_severity(name) else _rule_name(name)


def _is_severity(name: str) -> bool:
    return name.upper() in Severity.__members__ and name.islower()


def _path_from_here(path: Path) -> str:
    """A path as a person in the current folder writes it."""
    here, path = Path.cwd(), Path(os.path.normpath(path))
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def _check_rules(config: Config) -> None:
    """See that every rule that a configuration names exists. Raises ConfigError."""
    allowed = (name for entry in config.allow for name in entry.rules)
    weighed = (name for name in config.weights if not _is_severity(name))
    try:
        for name in (*config.select, *config.ignore, *config.severity, *weighed, *allowed):
            find_rule(name)
    except UnknownRuleError as error:
        raise ConfigError(f"{config.path}: {error}") from None
