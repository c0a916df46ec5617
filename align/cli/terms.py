"""`aligncheck terms PATH...`: its options, and its exit code."""

import sys
from typing import TYPE_CHECKING, Any

import click

from align.cli.messages import complain, fail
from align.cli.progress import status
from align.cli.terminal import columns

if TYPE_CHECKING:
    from align.commands.terms import TermReport

_LEAST = 3


@click.command("terms", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=str))
@click.option("--source", metavar="PATH", type=click.Path(path_type=str),
              help="The source text, or a folder of them (else found beside).")  # fmt: skip
@click.option("--glossary", metavar="FILE", multiple=True, type=click.Path(path_type=str),
              help="Glossary whose terms are looked at, beside those that recur (repeatable).")  # fmt: skip
@click.option("--memory", metavar="FILE", type=click.Path(path_type=str),
              help="Translation memory (.tmx): counts as earlier documents.")  # fmt: skip
@click.option("--min-count", type=click.IntRange(2), default=_LEAST, show_default=True,
              help="How often a term occurs that no glossary names.")  # fmt: skip
@click.option("--output-format", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
@click.option("--fail-under", metavar="X", type=click.FloatRange(0, 1),
              help="Exit with 1 if the LTCR of all texts is below (0 to 1).")  # fmt: skip
@click.option("--all", "everything", is_flag=True, help="Text: show steady terms too.")
@click.option("--source-lang", metavar="CODE", help="Language translated from [zh].")
@click.option("--target-lang", metavar="CODE", help="Language translated into [en].")
@click.option("--encoding", metavar="NAME", help="Encoding of the files (else found out).")
@click.option("--isolated", is_flag=True, help="Use no configuration file.")
def command(
    memory: str | None, min_count: int, output_format: str, fail_under: float | None, everything: bool, **asked: Any
) -> None:
    """Report how steadily the terms of the translations in PATHS are rendered, least steady first."""
    with status("comparing terms ..."):
        report = _report(asked, memory, min_count)
    sys.stdout.writelines(_rendered(report, output_format, everything))
    for skipped in report.skipped:
        if skipped.failed:
            complain(f"{skipped.path}: {skipped.reason}")
    if any(skipped.failed for skipped in report.skipped):
        raise click.exceptions.Exit(2)
    if not report.documents:
        fail(_nothing(report))
    value = report.total.ltcr.value
    if fail_under is not None and value is not None and value < fail_under:
        complain(f"the LTCR of all texts, {value:.4f}, is below {fail_under:g}")
        raise click.exceptions.Exit(1)


def _report(asked: dict[str, Any], memory: str | None, least: int) -> "TermReport":
    from align.commands.terms import report_terms
    from align.config.settings import Request
    from align.errors import ConfigError, EncoderUnavailableError, MissingPathError, TermsError, UnknownRuleError
    from glossary.dictionary.cedict import DictionaryNotFoundError
    from glossary.formats.files import GlossaryError

    try:
        return report_terms(Request(**asked), memory, least)
    except MissingPathError as error:
        fail(f"{error.path}: no such file or folder")
    except (ConfigError, UnknownRuleError, EncoderUnavailableError, GlossaryError, TermsError) as error:
        fail(str(error))
    except DictionaryNotFoundError as error:
        fail(str(error))


def _rendered(report: "TermReport", output_format: str, everything: bool) -> list[str]:
    from align.cli import terms_data, terms_text

    if output_format == "json":
        return [terms_data.as_json(report)]
    if output_format == "csv":
        return [terms_data.as_csv(report)]
    return [f"{line}\n" for line in terms_text.lines(report, columns(), everything)]


def _nothing(report: "TermReport") -> str:
    shown = ", ".join(f"{entry.path} ({entry.reason})" for entry in report.skipped[:3])
    reason = f": skipped {shown}{' ...' if len(report.skipped) > 3 else ''}" if shown else ""
    return f"no translation with its source{reason}; name the source with --source, or give a bitext (.jsonl, .tsv)"
