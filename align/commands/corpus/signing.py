"""The settings of a corpus, the same for all its rows, and their signature."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from align import __version__
from align.commands.cached_results import find_basis
from align.config.glossaries import Glossaries
from align.config.settings import Request, Settings, SettingsFinder
from align.corpora.manifest import Signature
from align.corpora.presets import ALIGN, choose_rules
from glossary.dictionary.files import find_dictionary_file


def resolve_settings(request: Request, *, aligns: bool) -> Settings:
    """Return what holds for each row: the configuration of the current folder, with the rules that are selected; none
    where rows are documents that are aligned.

    Nothing is in them that has no say in what is found. Raises ConfigError, UnknownRuleError.
    """
    rules = () if aligns else choose_rules(request.select, request.ignore)
    found = SettingsFinder(replace(request, select=rules, ignore=())).find(Path.cwd() / "corpus")
    return replace(
        found,
        rules=rules,
        threshold=None,
        configuration="",
        baseline="",
        source=(),
        checklist_files=(),
        origins=(),
        jobs=0,
    )


def sign(settings: Settings, selected: Sequence[str], *, aligns: bool) -> Signature:
    """Return the signature of settings. Raises GlossaryError, DictionaryError."""
    glossaries = Glossaries()
    with settings.use_knowledge():
        find_dictionary_file()
        glossaries.matcher(settings.glossaries, settings.columns)
    basis = find_basis(settings, glossaries)
    assert basis
    return Signature(
        digest=basis.key,
        version=__version__,
        preset=ALIGN if aligns else ",".join(selected) or "default",
        rules=tuple(rule.name for rule in settings.find_rules()),
        source_lang=settings.source_lang,
        target_lang=settings.target_lang,
        settings=basis.signature,
        dictionary=basis.dictionary,
        glossaries=tuple((path, glossaries.digest(path)) for path in settings.glossaries),
    )
