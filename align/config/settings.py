"""What holds for one text: what was asked for, over its configuration, over the defaults."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from align.config.choices import FAIL_ON, NOTHING
from align.config.file import ConfigFinder
from align.config.glossaries import is_builtin
from align.config.model import Config
from align.config.rule_options import read_options
from align.config.values import find_threshold
from align.errors import ConfigError, UnknownRuleError
from align.linter.checklist import Checklist, Entry, compile_checklist
from align.linter.registry import find_rule, list_files, select_rules, use_package
from align.linter.rule import Given, Rule
from align.linter.suppression import Allow
from align.model import Severity
from align.readers import holds_program_texts
from glossary.dictionary.cedict import use_dictionary
from glossary.formats.base import Languages
from glossary.pack.tables import Pack, use_packs
from glossary.storage.reading import read_file


@dataclass(frozen=True)
class Request:
    """What a person asks for; what is None or empty is taken from the configuration, else from the defaults.

    `jobs` processes check files (None: as many as is best); `use_cache`: what was found before is looked up. `since` is
    a revision of git: what has not changed since is left out, and with `changed_lines` findings on other lines, too;
    what the sources were then shows what is stale, and what is recorded of them if that is `stored`. `input_format` is
    the suffix that shows the format of the files that are named. `with_pages`: results hold the texts themselves, for a
    report that shows them. `written` are the absolute paths of the reports, which are no texts.
    The `config`, the `baseline` and the `memory` may be `NOTHING`: then none counts, though the file is no text either.
    """

    paths: tuple[str, ...]
    source: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str | None = None
    source_lang: str | None = None
    target_lang: str | None = None
    glossary: tuple[str, ...] = ()
    dictionary: str | None = None
    memory: str | None = None
    columns: str = ""
    text_columns: str = ""
    encoding: str | None = None
    input_format: str = ""
    parts: tuple[str, ...] = ()
    config: str | Path | None = None
    strict: bool = False
    baseline: str | None = None
    force_exclude: bool = False
    written: tuple[str, ...] = ()
    jobs: int | None = 1
    use_cache: bool = False
    since: str | None = None
    stored: bool = False
    changed_lines: bool = False
    with_pages: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for a text: plain data, which can be compared, hashed and pickled.

    `rules` are the names of the rules to run (None: those on by default); `threshold` is the least severity that makes
    a run fail (None: nothing does). `glossaries` are files, the one that ranks highest first; `columns` are those that
    have columns to be named, and what they hold; `text_columns` say it of tables of pairs.
    `dictionary` is a file of CC-CEDICT (empty: that of an installed package). What `allow` says is right holds for
    paths below `folder`, the folder of the configuration. `weights` are penalties by severity or rule, for scores of
    translations. `parts` are what is read besides the text proper (see `align.readers.PARTS`). `configuration` is its
    file as a person in the current folder writes it (both empty: there is none). `memory` is that of the house's
    published translations (empty: there is none). `baseline` is the file of findings that are known already (empty:
    none is). `source` are patterns of the paths of sources (none: they are found by their names). `checklist` are the
    entries of checklists, `checklist_files` those they come from; `options` those of rules that are set. `origins` are
    the files that each key of the configuration comes from. `jobs`: how many processes may check files (0: any).
    `packs` are laid over the built-in tables. `rule_packages` are installed
    packages, whose rules run besides the built-in ones. `preview`: rules in preview are on by default, too.
    """

    rules: tuple[str, ...] | None = None
    severities: tuple[tuple[str, Severity], ...] = ()
    allow: tuple[Allow, ...] = ()
    glossaries: tuple[str, ...] = ()
    dictionary: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    text_columns: str = ""
    source_lang: str = "zh"
    target_lang: str = "en"
    targets: tuple[str, ...] = ()
    encoding: str | None = None
    parts: tuple[str, ...] = ()
    threshold: Severity | None = Severity.WARNING
    weights: tuple[tuple[str, float], ...] = ()
    folder: str = ""
    configuration: str = ""
    memory: str = ""
    baseline: str = ""
    source: tuple[str, ...] = ()
    checklist: tuple[Entry, ...] = ()
    checklist_files: tuple[str, ...] = ()
    options: tuple[object, ...] = ()
    origins: tuple[tuple[str, tuple[str, ...]], ...] = ()
    jobs: int = 0
    packs: tuple[Pack, ...] = ()
    rule_packages: tuple[str, ...] = ()
    preview: bool = False

    def find_rules(self, path: str = "") -> tuple[Rule, ...]:
        """Return the rules to run on a file; those that need a glossary, a checklist or a memory only where there is
        one.

        Raises UnknownRuleError.
        """
        for package in self.rule_packages:
            use_package(package)
        given = {Given.GLOSSARY: self.glossaries, Given.CHECKLIST: self.checklist, Given.MEMORY: self.memory}
        missing = frozenset(one for one, files in given.items() if not files)
        return _choose_rules(self.rules, self.rule_packages, self.preview, missing, holds_program_texts(path))

    def list_chosen(self) -> tuple[Rule, ...]:
        """Return the rules that are selected, else those on by default, whatever they need. Raises UnknownRuleError."""
        return _choose_rules(self.rules, self.rule_packages, self.preview, frozenset(), is_of_program=False)

    def compile_checklist(self) -> Checklist:
        """Return the checklist, worked out once for equal settings."""
        return compile_checklist(self.checklist)

    def sign(self, digests: Sequence[str]) -> str:
        """Return the settings in short, equal for equal settings; `digests` are those of the glossaries."""
        files = tuple((name, tuple(read_file(path) for path in list_files(name))) for name in self.rule_packages)
        return _sign(self, tuple(digests), files)

    def name_glossary_languages(self) -> Languages:
        """Return what the two sides of a glossary are in that does not say it."""
        return Languages(self.source_lang, self.target_lang)

    @contextmanager
    def use_knowledge(self) -> Iterator[None]:
        """Let the dictionary and the packs of the settings count within the block. Raises DictionaryError."""
        with use_dictionary(self.dictionary), use_packs(self.packs):
            yield

    def name_in_fingerprints(self, path: str) -> str:
        """Return a path relative to its base: the same in every clone, and wherever the program runs."""
        return os.path.relpath(path, self.find_base(path)).replace(os.sep, "/")

    def find_base(self, path: str) -> str:
        """Return the folder of the configuration, else the root of the git repository of a path, else the working
        folder.
        """
        if self.folder:
            return self.folder
        return find_repository(path) or str(Path.cwd())


@lru_cache(maxsize=16)
def _choose_rules(
    names: tuple[str, ...] | None,
    packages: tuple[str, ...],
    preview: bool,
    missing: frozenset[Given],
    is_of_program: bool,
) -> tuple[Rule, ...]:
    """Return the rules that are named, else those on by default; not those that need what is missing."""
    chosen = select_rules((), (), packages, preview) if names is None else map(find_rule, names)
    return tuple(rule for rule in chosen if not (rule.needs & missing or (rule.of_articles and is_of_program)))


@lru_cache(maxsize=8)
def _sign(settings: Settings, digests: tuple[str, ...], of_packages: tuple[tuple[str, tuple[bytes, ...]], ...]) -> str:
    """Return the digest of settings; `of_packages` are the packages of rules, and what their files hold."""
    severities = dict(settings.severities)
    rules = [(rule.name, str(severities.get(rule.name, ""))) for rule in settings.find_rules()]
    given = (rules, settings.source_lang, settings.target_lang, settings.allow, digests, *settings.columns)
    given += tuple(filter(None, (settings.checklist, settings.options, settings.text_columns, settings.parts)))
    given += tuple(pack.digest for pack in settings.packs)
    given += tuple((name, list(files)) for name, files in of_packages)
    return sha256(repr(given).encode()).hexdigest()[:12]


def find_repository(path: str) -> str:
    """Return the root of the git repository that a file is in; empty where there is none."""
    folder = str(Path(path).absolute().parent)
    while folder and not os.path.lexists(f"{folder}{os.sep}.git"):
        folder = folder.rpartition(os.sep)[0]
    return folder


@dataclass
class SettingsFinder:
    """Finds the settings of files: what each configuration says is worked out once."""

    request: Request
    configs: ConfigFinder = field(init=False)
    _of_file: dict[tuple[Path | None, frozenset[str]], Settings] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.configs = ConfigFinder(self.request.config)

    def find(self, path: str | Path) -> Settings:
        """Return the settings of a file or folder. Raises ConfigError, UnknownRuleError."""
        config, ignored = self.configs.find(path), frozenset[str]()
        if not self.request.select:
            entries = config.per_file_ignores
            ignored = frozenset(rule for entry in entries if entry.paths.match(path) for rule in entry.rules)
        key = config.path, ignored
        if key not in self._of_file:
            whole = config.path, frozenset[str]()
            if whole not in self._of_file:
                self._of_file[whole] = resolve(self.request, config)
            settings = self._of_file[whole]
            if ignored:
                names = {find_rule(name).name for name in ignored}
                chosen = (rule.name for rule in settings.list_chosen())
                self._of_file[key] = replace(settings, rules=tuple(name for name in chosen if name not in names))
        return self._of_file[key]

    def is_excluded(self, path: str | Path) -> bool:
        """Return whether the configuration leaves a file out that is in a folder to check. Raises ConfigError."""
        config = self.configs.find(path)
        included = config.include is None or config.include.match(path)
        return not included or (config.exclude is not None and config.exclude.match(path))


def resolve(request: Request, config: Config) -> Settings:
    """Return the settings that a request and a configuration give.

    Rules selected on the command line run whatever the configuration ignores. Raises ConfigError and UnknownRuleError
    for a rule that does not exist.
    """
    fail_on = request.fail_on or config.fail_on or "warning"
    if fail_on not in FAIL_ON:
        raise ConfigError(f"fail_on has to be one of {', '.join(FAIL_ON)}, not {fail_on!r}")
    _check_rules(config)
    with _naming_files(config, "rules"):
        options = tuple(read_options(config.rules))
    own = {one.path if is_builtin(one.path) else _from_here(config.folder / one.path): one for one in config.glossaries}
    configured = {path: one.columns for path, one in own.items()}
    columns = configured | (dict.fromkeys(request.glossary, request.columns) if request.columns else {})
    baseline = "" if request.baseline == NOTHING else request.baseline
    if not baseline and config.baseline:
        baseline = _from_here(config.folder / config.baseline)
    allow = (replace(one, rules=tuple(find_rule(name).name for name in one.rules)) for one in config.allow)
    weights = (
        (name if _is_severity(name) else find_rule(name).name, weight) for name, weight in config.weights.items()
    )
    return Settings(
        rules=_select_rules(request, config),
        severities=tuple((find_rule(name).name, severity) for name, severity in config.severity.items()),
        allow=tuple(allow),
        glossaries=tuple(dict.fromkeys((*request.glossary, *configured))),
        dictionary=choose_dictionary(request.dictionary, config),
        columns=tuple((path, text) for path, text in columns.items() if text),
        text_columns=request.text_columns or config.text_columns or "",
        source_lang=request.source_lang or config.source_lang or "zh",
        target_lang=request.target_lang or next(iter(config.target_lang), "en"),
        targets=() if request.target_lang else config.target_lang[1:] and config.target_lang,
        encoding=request.encoding,
        parts=tuple(sorted({*request.parts, *config.parts})),
        weights=tuple(weights),
        threshold=find_threshold(fail_on),
        folder=str(config.folder.absolute()) if config.path else "",
        configuration=_from_here(config.path) if config.path else "",
        memory=choose_memory(request.memory, config),
        baseline=baseline or "",
        source=() if request.source else tuple(_from_here(config.folder / pattern) for pattern in config.source),
        checklist=config.checklist,
        checklist_files=config.checklist_files,
        options=options,
        origins=tuple((key, tuple(map(_from_here, files))) for key, files in config.origins.items()),
        jobs=config.jobs or 0,
        packs=config.packs,
        rule_packages=config.rule_packages,
        preview=config.preview,
    )


def choose_dictionary(named: str | None, config: Config) -> str:
    """Return the file of CC-CEDICT that a person names, else the configuration; empty: that of an installed package."""
    return named or (_from_here(config.folder / config.dictionary) if config.dictionary else "")


def choose_memory(named: str | None, config: Config) -> str:
    """Return the memory that a person names, else the configuration; empty: there is none."""
    if named:
        return "" if named == NOTHING else named
    return _from_here(config.folder / config.memory) if config.memory else ""


def find_memory_here(named: str | None, config: str | None = None) -> str:
    """Return the memory that a person names, else that of a configuration file, or of that for the current folder;
    empty: there is none. Raises ConfigError.
    """
    return choose_memory(named, ConfigFinder(config).find("."))


def _select_rules(request: Request, config: Config) -> tuple[str, ...] | None:
    """Return the rules that a person selects, else those of the configuration, without those that are ignored.

    None where no one says anything: then no rule is imported before it is to run. Raises UnknownRuleError.
    """
    if request.select:
        return tuple(rule.name for rule in select_rules(request.select, request.ignore))
    ignored = (*config.ignore, *config.extend_ignore, *request.ignore)
    if not (config.select or config.extend_select or ignored):
        return None
    selected = [rule.name for rule in select_rules(config.select, (), config.rule_packages, config.preview)]
    return tuple(rule.name for rule in select_rules((*selected, *config.extend_select), ignored))


def _check_rules(config: Config) -> None:
    """See that every package and every rule that a configuration names exists. Raises ConfigError."""
    with _naming_files(config, "rule-packages"):
        for package in config.rule_packages:
            use_package(package)
    named = {
        "select": config.select,
        "ignore": config.ignore,
        "extend-select": config.extend_select,
        "extend-ignore": config.extend_ignore,
        "severity": config.severity,
        "weights": [name for name in config.weights if not _is_severity(name)],
        "allow": [name for entry in config.allow for name in entry.rules],
        "per-file-ignores": [name for entry in config.per_file_ignores for name in entry.rules],
        "rules": config.rules,
    }
    for key, names in named.items():
        with _naming_files(config, key):
            for name in names:
                find_rule(name)


@contextmanager
def _naming_files(config: Config, key: str) -> Iterator[None]:
    """Have an error within the block say which files a key comes from. Raises ConfigError."""
    try:
        yield
    except (ConfigError, UnknownRuleError) as error:
        files = ", ".join(map(str, config.origins.get(key, (config.path,))))
        raise ConfigError(f"{files}: {error}") from None


def _is_severity(name: str) -> bool:
    return name.upper() in Severity.__members__ and name.islower()


def _from_here(path: Path) -> str:
    """Return a path as a person in the current folder writes it."""
    here, path = Path.cwd(), Path(os.path.normpath(path))
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()
