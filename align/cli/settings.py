"""What `check --show-settings` prints: the settings that hold, for which texts, and which file each comes from."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from align.config.settings import Request, Settings

_SHOWN = 5
"""How many texts are named for one set of settings."""

_KEYS = {
    "languages": ("source-lang", "target-lang"),
    "rules": ("select", "ignore", "extend-select", "extend-ignore", "per-file-ignores", "preview"),
    "options": ("rules",),
}
"""The keys of the configuration that a line is about; elsewhere the one of its name."""


def print_settings(request: "Request") -> None:
    """Print each set of settings with the texts it holds for, as they are seen; without a text, those of the first
    path.

    Raises MissingPathError, ConfigError, UnknownRuleError.
    """
    from align.cli.terminal import measure_width
    from align.config.choices import NOTHING
    from align.config.settings import SettingsFinder
    from align.inputs.tasks import Task, plan_tasks
    from align.report.terminal import visible, wrap

    found: dict[Settings, list[str]] = {}
    for task in plan_tasks(request):
        if isinstance(task, Task):
            source = f" (source {task.source})" if task.source else " (no source)" if task.lacks_source else ""
            found.setdefault(task.settings, []).append(f"{task.path}{source}")
    if not found and request.paths:
        found[SettingsFinder(request).find(request.paths[0])] = ["none"]
    for number, (settings, texts) in enumerate(found.items()):
        if number:
            click.echo()
        more = [f"and {len(texts) - _SHOWN:,} more"] if len(texts) > _SHOWN else []
        values = {"texts": ", ".join(texts[:_SHOWN] + more), **_list_values(settings)}
        if request.baseline == NOTHING:
            values["baseline"] = NOTHING
        for name, value in values.items():
            origins = _find_origins(name, settings, request)
            shown = f"{value} ({origins})" if origins else value
            click.echo(wrap(f"{name:<15}{visible(shown)}", measure_width(), " " * 15))


def _list_values(settings: "Settings") -> dict[str, str]:
    """Return what is said of each setting; of those that are seldom used, where they are."""
    severities = [f"{rule} {severity}" for rule, severity in settings.severities]
    allowed = [f"line {entry.line} ({entry.text or ' '.join(entry.paths)})" for entry in settings.allow]
    entries = len(settings.checklist)
    values = {
        "configuration": settings.configuration or "none",
        "glossaries": ", ".join(settings.glossaries) or "none",
        "dictionary": settings.dictionary or "the installed CC-CEDICT",
        "languages": f"{settings.source_lang} into {settings.target_lang}",
        "encoding": settings.encoding or "found out for each text",
        "parts": ", ".join(settings.parts),
        "text-columns": settings.text_columns,
        "fail-on": str(settings.threshold or "never"),
        "rules": ", ".join(rule.name for rule in settings.find_rules()) or "none",
        "severity": ", ".join(severities) or "as the rules have it",
        "allow": ", ".join(allowed) or "none",
        "source": ", ".join(settings.source),
        "packs": ", ".join(pack.path for pack in settings.packs),
        "rule-packages": ", ".join(settings.rule_packages),
        "memory": settings.memory,
        "baseline": settings.baseline,
        "checklist": f"{entries:,} entr{'y' if entries == 1 else 'ies'}" if entries else "",
        "options": "; ".join(map(_describe_options, settings.options)),
        "weights": ", ".join(f"{name} {weight:g}" for name, weight in settings.weights),
        "jobs": str(settings.jobs or ""),
    }
    return {name: value for name, value in values.items() if value}


def _describe_options(options: object) -> str:
    """Return the options of one rule: its name and what is set, as it is written in the configuration."""
    from dataclasses import fields, is_dataclass

    from align.linter.registry import all_rules

    assert is_dataclass(options)
    name = next(rule.name for rule in all_rules().values() if rule.options is type(options))
    given = []
    for field in fields(options):
        value = getattr(options, field.name)
        shown = " ".join(value) or "none" if isinstance(value, tuple) else value
        given.append(f"{field.name.replace('_', '-')} {shown}")
    return f"{name} {', '.join(given)}"


def _find_origins(name: str, settings: "Settings", request: "Request") -> str:
    """Return where a setting comes from: the command line, or files of configuration; empty for a default."""
    asked = {
        "glossaries": request.glossary,
        "dictionary": request.dictionary,
        "languages": request.source_lang or request.target_lang,
        "encoding": request.encoding,
        "fail-on": request.fail_on,
        "text-columns": request.text_columns,
        "rules": request.select or request.ignore,
        "memory": request.memory,
        "baseline": request.baseline,
    }
    files = {} if name == "rules" and request.select else dict(settings.origins)
    from_files = [file for key in _KEYS.get(name, (name,)) for file in files.get(key, ())]
    return ", ".join(dict.fromkeys(("command line", *from_files) if asked.get(name) else from_files))
