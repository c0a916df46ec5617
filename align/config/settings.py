"""What holds for one file: what was asked for, over its configuration, over the defaults."""

import os
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from align.config.file import FAIL_ON, Config, load_config, nearest_config
from align.config.glossaries import digests, matcher_of
from align.errors import ConfigError, UnknownRuleError
from align.linter.registry import find_rule, select_rules
from align.linter.rule import CorpusRule, PairRule, Rule, TextRule
from align.linter.suppression import Allowance
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
    encoding: str | None = None
    config: Path | None = None
    isolated: bool = False

    def settings_for(self, path: Path) -> "Settings":
        """The settings of one file. Raises ConfigError, UnknownRuleError."""
        if self.isolated:
            return Settings(self, Config())
        return Settings(self, _checked(load_config(self.config) if self.config else nearest_config(path)))


@dataclass(frozen=True)
class Settings:
    """A request and a configuration, resolved."""

    request: Request
    config: Config

    @cached_property
    def source_lang(self) -> str:
        """The language translated from."""
        return self.request.source_lang or self.config.source_lang or "zh"

    @cached_property
    def target_lang(self) -> str:
        """The language translated into."""
        return self.request.target_lang or self.config.target_lang or "en"

    @cached_property
    def threshold(self) -> Severity | None:
        """The least severity that makes the run fail; None: nothing does."""
        return FAIL_ON[self.request.fail_on or self.config.fail_on or "warning"]

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules to run; those selected on the command line run whatever the configuration ignores.

        Rules that need a glossary are among them only where there is one. Raises UnknownRuleError, GlossaryError.
        """
        if self.request.select:
            chosen = select_rules(self.request.select, self.request.ignore)
        else:
            chosen = select_rules(self.config.select, (*self.config.ignore, *self.request.ignore))
        if not self.glossaries:
            return tuple(rule for rule in chosen if not rule.needs_glossary)
        matcher = matcher_of(self.glossaries)
        return tuple(rule.with_glossary(matcher) for rule in chosen)

    @cached_property
    def glossaries(self) -> tuple[str, ...]:
        """The files of the glossaries, the one that ranks highest first."""
        configured = (_from_here(self.config.folder / name) for name in self.config.glossaries)
        return tuple(dict.fromkeys((*self.request.glossary, *configured)))

    @cached_property
    def text_rules(self) -> tuple[TextRule, ...]:
        """Those of the rules that look at the translation alone."""
        return tuple(rule for rule in self.rules if isinstance(rule, TextRule))

    @cached_property
    def pair_rules(self) -> tuple[PairRule, ...]:
        """Those of the rules that look at it beside its source."""
        return tuple(rule for rule in self.rules if isinstance(rule, PairRule))

    @cached_property
    def corpus_rules(self) -> tuple[CorpusRule, ...]:
        """Those of the rules that look at all the pairs of a file."""
        return tuple(rule for rule in self.rules if isinstance(rule, CorpusRule))

    @property
    def looks_at_pairs(self) -> bool:
        """Whether any rule needs the source."""
        return bool(self.pair_rules or self.corpus_rules)

    @cached_property
    def severities(self) -> dict[str, Severity]:
        """The severities that the configuration gives to rules."""
        return {find_rule(name).name: severity for name, severity in self.config.severity.items()}

    @cached_property
    def allowances(self) -> tuple[Allowance, ...]:
        """What the configuration says is right."""
        return tuple(
            Allowance(
                entry.text, frozenset(find_rule(name).name for name in entry.rules), entry.paths, self.config.folder
            )
            for entry in self.config.allow
        )

    @cached_property
    def signature(self) -> str:
        """The settings in short: equal for equal settings."""
        rules = [(rule.name, str(self.severities.get(rule.name, ""))) for rule in self.rules]
        given = (rules, self.source_lang, self.target_lang, self.config.allow, digests(self.glossaries))
        return sha256(repr(given).encode()).hexdigest()[:12]


def _from_here(path: Path) -> str:
    """A path as a person in the current folder writes it."""
    here, path = Path.cwd(), Path(os.path.normpath(path))
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def _checked(config: Config) -> Config:
    """The configuration, all of whose rules exist. Raises ConfigError."""
    named = [
        *config.select,
        *config.ignore,
        *config.severity,
        *(name for entry in config.allow for name in entry.rules),
    ]
    try:
        for name in named:
            find_rule(name)
    except UnknownRuleError as error:
        raise ConfigError(f"{config.path}: {error}") from None
    return config
