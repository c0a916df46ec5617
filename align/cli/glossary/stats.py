"""`aligncheck glossary stats FILE`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from align.cli.glossary.files import format_option, language_options, languages, load
from align.cli.terminal import columns

if TYPE_CHECKING:
    from glossary.formats.base import Languages
    from glossary.upkeep.stats import Stats

_MOST = 10
"""How many subjects are shown; JSON has all."""


@click.command("stats", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("path", metavar="FILE", type=click.Path(path_type=str))
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", show_default=True)
@format_option("--format", "format_")
@language_options
def command(path: str, output_format: str, format_: str | None, **asked: Any) -> None:
    """Count what is in a glossary: concepts, terms by language, status and state, subjects, dates, coverage."""
    from glossary.upkeep.stats import stats

    spoken = languages(asked)
    loaded = load(path, format_, spoken)
    counts = stats(loaded.glossary, spoken)
    if output_format == "json":
        from align.report.json_document import dump

        click.echo(dump({"version": 1, "path": path, "format": loaded.format, **counts._asdict()}, indent=2))
        return
    from align.cli.glossary.tables import wrapped

    click.echo(wrapped(f"{path} ({loaded.format})", columns(), "  "))
    for name, value in _lines(counts, spoken):
        click.echo(wrapped(f"  {name:11}{value}", columns(), " " * 13))


def _lines(counts: "Stats", spoken: "Languages") -> list[tuple[str, str]]:
    sides = f"{spoken.source} and {spoken.target}"
    dates = f" from {counts.first} to {counts.last}" if counts.dated else ""
    return [
        ("concepts", f"{counts.concepts:,}"),
        ("terms", f"{counts.terms:,}"),
        ("languages", _table(counts.languages)),
        ("statuses", _table(counts.statuses)),
        ("states", _table(counts.states)),
        ("subjects", _table(counts.subjects)),
        ("covered", f"{_share(counts.covered, counts.concepts)} with terms in {sides} that may stand"),
        ("defined", _share(counts.defined, counts.concepts)),
        ("noted", _share(counts.noted, counts.concepts)),
        ("dated", _share(counts.dated, counts.terms) + dates),
    ]


def _table(counts: Mapping[str, int]) -> str:
    shown = [f"{name} {count:,}" for name, count in list(counts.items())[:_MOST]]
    return ", ".join(shown) + (f" and {len(counts) - _MOST} more" if len(counts) > _MOST else "")


def _share(part: int, whole: int) -> str:
    return f"{part:,} of {whole:,}" + (f" ({100 * part / whole:.0f} %)" if whole else "")
