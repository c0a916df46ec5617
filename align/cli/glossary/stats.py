"""`aligncheck glossary stats FILE`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from align.cli.glossary.files import load_glossary
from align.cli.glossary.options import File, Format, TableOptions
from align.cli.options import TextOrJson, as_command
from align.cli.streams import write_json
from align.cli.terminal import measure_width
from align.report.tables import wrap_anywhere

if TYPE_CHECKING:
    from glossary.formats.base import Languages
    from glossary.upkeep.stats import Stats

_MAX_NAMES = 10
"""How many subjects, languages and so on are shown; JSON has all."""


@dataclass(frozen=True, slots=True)
class StatsOptions:
    """The options of `glossary stats`."""

    path: File
    output_format: TextOrJson
    format: Format
    languages: TableOptions


@as_command("stats", StatsOptions)
def command(options: StatsOptions) -> int:
    """Count what is in a glossary: concepts, terms by language, status and state, subjects, dates, coverage."""
    from glossary.upkeep.stats import collect_stats

    languages = options.languages.pair
    loaded = load_glossary(options.path, options.format, options.languages)
    counts = collect_stats(loaded.glossary, languages)
    if options.output_format == "json":
        write_json({"version": 1, "path": options.path, "format": loaded.format, **counts._asdict()})
    else:
        _print_text(f"{options.path} ({loaded.format})", _list_counts(counts, languages))
    return 0


def _print_text(title: str, counts: list[tuple[str, str]]) -> None:
    columns = measure_width()
    click.echo(wrap_anywhere(title, columns, "  "))
    for name, value in counts:
        click.echo(wrap_anywhere(f"  {name:11}{value}", columns, " " * 13))


def _list_counts(counts: "Stats", languages: "Languages") -> list[tuple[str, str]]:
    sides = f"{languages.source} and {languages.target}"
    dates = f" from {counts.first} to {counts.last}" if counts.dated else ""
    return [
        ("concepts", f"{counts.concepts:,}"),
        ("terms", f"{counts.terms:,}"),
        ("languages", _format_table(counts.languages)),
        ("statuses", _format_table(counts.statuses)),
        ("states", _format_table(counts.states)),
        ("subjects", _format_table(counts.subjects)),
        ("covered", f"{_format_share(counts.covered, counts.concepts)} with terms in {sides} that may be used"),
        ("defined", _format_share(counts.defined, counts.concepts)),
        ("noted", _format_share(counts.noted, counts.concepts)),
        ("dated", _format_share(counts.dated, counts.terms) + dates),
    ]


def _format_table(counts: Mapping[str, int]) -> str:
    shown = [f"{name} {count:,}" for name, count in list(counts.items())[:_MAX_NAMES]]
    return ", ".join(shown) + (f" and {len(counts) - _MAX_NAMES} more" if len(counts) > _MAX_NAMES else "")


def _format_share(part: int, whole: int) -> str:
    return f"{part:,} of {whole:,}" + (f" ({100 * part / whole:.0f} %)" if whole else "")
