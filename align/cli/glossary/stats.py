"""`aligncheck glossary stats FILE`."""

from collections.abc import Mapping
from dataclasses import dataclass

from align.cli.glossary.files import load_glossary
from align.cli.glossary.options import File, Format, TableOptions
from align.cli.options import ReportFormat, as_command
from align.cli.outputs import print_document

_MAX_NAMES = 10
"""How many subjects, languages and so on are shown; JSON has all."""


@dataclass(frozen=True, slots=True)
class StatsOptions:
    """The options of `glossary stats`."""

    path: File
    output_format: ReportFormat
    format: Format
    languages: TableOptions


@as_command("stats", StatsOptions)
def command(options: StatsOptions) -> int:
    """Count what is in a glossary: concepts, terms by language, status and state, subjects, dates, coverage."""
    from align.report.document import Line, ReportDocument, Table
    from glossary.upkeep.stats import collect_stats

    languages = options.languages.pair
    loaded = load_glossary(options.path, options.format, options.languages)
    counts = collect_stats(loaded.glossary, languages)
    covered = f"with terms in {languages.source} and {languages.target} that may be used"
    rows = [
        ("concepts", f"{counts.concepts:,}"),
        ("terms", f"{counts.terms:,}"),
        ("languages", _format_table(counts.languages)),
        ("statuses", _format_table(counts.statuses)),
        ("states", _format_table(counts.states)),
        ("subjects", _format_table(counts.subjects)),
        ("covered", f"{_format_share(counts.covered, counts.concepts)} {covered}"),
        ("defined", _format_share(counts.defined, counts.concepts)),
        ("noted", _format_share(counts.noted, counts.concepts)),
        (
            "dated",
            _format_share(counts.dated, counts.terms)
            + (f" from {counts.first} to {counts.last}" if counts.dated else ""),
        ),
    ]
    blocks = (Line(f"{options.path} ({loaded.format})"), Table(rows, indent=2, wraps=True))
    data = {"version": 1, "path": options.path, "format": loaded.format, **counts._asdict()}
    print_document(ReportDocument(lambda: blocks, lambda: data), options.output_format)
    return 0


def _format_table(counts: Mapping[str, int]) -> str:
    shown = [f"{name} {count:,}" for name, count in list(counts.items())[:_MAX_NAMES]]
    return ", ".join(shown) + (f" and {len(counts) - _MAX_NAMES} more" if len(counts) > _MAX_NAMES else "")


def _format_share(part: int, whole: int) -> str:
    return f"{part:,} of {whole:,}" + (f" ({100 * part / whole:.0f} %)" if whole else "")
