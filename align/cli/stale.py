"""`aligncheck stale PATH...`."""

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import click

from align.cli.messages import complain_of_failures, list_skipped, tell
from align.cli.options import (
    Color,
    Config,
    Dictionary,
    Encoding,
    Isolated,
    LanguagesOption,
    Paths,
    Quiet,
    Source,
    TextOrJson,
    as_command,
    refuse_others,
)
from align.cli.progress import show_status
from align.cli.streams import write_data
from align.cli.terminal import is_colored, measure_width
from align.errors import CommandError

if TYPE_CHECKING:
    from align.config.settings import Request
    from align.model.staleness import StaleReport


@dataclass(frozen=True, slots=True)
class StaleOptions:
    """The options of `stale`; None: the configuration says it, else the default."""

    paths: Paths
    source: Source
    since: Annotated[
        str | None,
        click.Option(["--since"], metavar="REV", help="Compare with the sources as they were at this revision of git."),
    ]
    stored: Annotated[
        bool, click.Option(["--stored"], is_flag=True, help="Compare with the sources as they were recorded.")
    ]
    record: Annotated[
        bool,
        click.Option(["--record"], is_flag=True, help="Record the sources: the translations are up to date with them."),
    ]
    output_format: TextOrJson
    quiet: Quiet
    color: Color
    dictionary: Dictionary
    languages: LanguagesOption
    encoding: Encoding
    config: Config
    isolated: Isolated


_OF_RECORDS = ("paths", "source", "record", "quiet", "languages", "encoding", "config", "isolated")


@as_command("stale", StaleOptions)
def command(options: StaleOptions) -> int:
    """List what is stale in the translations in PATHS: their sources have changed since they were last touched.

    \b
        aligncheck stale news/                 since each was last committed
        aligncheck stale news/ --since v1.2    since a revision of git
        aligncheck stale news/ --record        say that all is up to date
        aligncheck stale news/ --stored        since that was said

    Uncommitted changes count. What is only wrapped, spaced or formatted otherwise, or has moved, has not changed.
    Exit code: 0 nothing is stale, 1 something is, 2 something could not be compared.
    """
    if options.record:
        return _record(options)
    if options.stored and options.since is not None:
        raise CommandError("--stored does not go with --since: leave one out")
    from align.commands.stale import find_stale

    with show_status("comparing sources ..."):
        report = find_stale(_build_request(options), options.since, stored=options.stored)
    if not report.texts and not any(entry.failed for entry in report.skipped):
        raise CommandError(f"nothing to compare{list_skipped(report.skipped)}; give a translation with its source")
    _print(report, options)
    if complain_of_failures(report.skipped):
        return 2
    return 1 if any(text.found for text in report.texts) else 0


def _record(options: StaleOptions) -> int:
    from align.commands.stale import record_sources

    refuse_others("--record", *_OF_RECORDS)
    recorded, skipped = record_sources(_build_request(options))
    if not recorded and not any(entry.failed for entry in skipped):
        raise CommandError(f"nothing to record{list_skipped(skipped)}; give a translation with its source")
    if not options.quiet:
        tell(f"recorded in {path}: {count:,} source{'' if count == 1 else 's'}" for path, count in recorded.items())
    return 2 if complain_of_failures(skipped) else 0


def _build_request(options: StaleOptions) -> "Request":
    from align.config.settings import Request

    return Request(
        paths=options.paths,
        source=options.source,
        source_lang=options.languages.source,
        target_lang=options.languages.target,
        dictionary=options.dictionary,
        encoding=options.encoding,
        config=options.config,
        isolated=options.isolated,
    )


def _print(report: "StaleReport", options: StaleOptions) -> None:
    from align.report.stale import render_json, render_text
    from align.report.style import Style

    if options.output_format == "json":
        write_data(render_json(report))
        return
    style = Style(width=measure_width(), color=is_colored(options.color), summary=not options.quiet)
    sys.stdout.writelines(render_text(report, style))
