"""What `check --show-settings` prints: the settings that hold, and for which texts."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from align.config.settings import Request, Settings

_SHOWN = 5
"""How many texts are named for one set of settings."""


def print_settings(request: "Request") -> None:
    """Print each set of settings with the texts it holds for, in the order they are met.

    Raises MissingPathError, ConfigError, UnknownRuleError.
    """
    from align.inputs.tasks import Task, plan_tasks

    paths: dict[Settings, list[str]] = {}
    for task in plan_tasks(request):
        if isinstance(task, Task):
            paths.setdefault(task.settings, []).append(task.path)
    for number, (settings, texts) in enumerate(paths.items()):
        click.echo("\n" * bool(number) + "\n".join(_describe(settings, texts)))


def _describe(settings: "Settings", texts: list[str]) -> Iterator[str]:
    """The lines for one set of settings."""
    from align.cli.terminal import measure_width
    from align.report.terminal import visible, wrap

    more = [f"and {len(texts) - _SHOWN:,} more"] if len(texts) > _SHOWN else []
    severities = [f"{rule} {severity}" for rule, severity in settings.severities]
    values = {
        "texts": ", ".join(texts[:_SHOWN] + more),
        "configuration": settings.configuration or "none",
        "glossaries": ", ".join(settings.glossaries) or "none",
        "dictionary": settings.dictionary or "the installed CC-CEDICT",
        "languages": f"{settings.source_lang} into {settings.target_lang}",
        "encoding": settings.encoding or "found out for each text",
        **({"parts": ", ".join(settings.parts)} if settings.parts else {}),
        "fail-on": str(settings.threshold or "never"),
        "rules": ", ".join(rule.name for rule in settings.find_rules()) or "none",
        **({"baseline": settings.baseline} if settings.baseline else {}),
        "severity": ", ".join(severities) or "as the rules have it",
        "allow": ", ".join(f"line {entry.line} ({entry.text or ' '.join(entry.paths)})" for entry in settings.allow)
        or "none",
    }
    for name, value in values.items():
        yield wrap(f"{name:<15}{visible(value)}", measure_width(), " " * 15)
