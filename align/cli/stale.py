"""What `check --stale` prints: what is stale in translations, for their sources have changed."""

from typing import TYPE_CHECKING

from align.cli.messages import complain_of_failures, list_skipped, tell
from align.cli.outputs import print_document
from align.cli.progress import show_status
from align.errors import CommandError

if TYPE_CHECKING:
    from align.config.settings import Request


def list_stale(request: "Request", output_format: str, color: str, *, quiet: bool) -> int:
    """Print what is stale in the translations; return the exit code.

    Exit code: 0 nothing is stale, 1 something is, 2 something could not be compared.
    """
    if request.stored and request.since is not None:
        raise CommandError("--stored does not go with --since: leave one out")
    from align.commands.stale import find_stale
    from align.report.stale import describe_stale

    with show_status("comparing sources ..."):
        report = find_stale(request, request.since, stored=request.stored)
    if not report.texts and not any(entry.failed for entry in report.skipped):
        raise CommandError(f"nothing to compare{list_skipped(report.skipped)}; give a translation with its source")
    print_document(describe_stale(report, summary=not quiet), output_format, color)
    if complain_of_failures(report.skipped):
        return 2
    return 1 if any(text.found for text in report.texts) else 0


def record_sources(request: "Request", *, quiet: bool) -> int:
    """Record the sources of the translations as up to date; return the exit code."""
    from align.commands.stale import record_sources as record
    from align.report.summary import tell_amount

    if request.stored or request.since is not None:
        raise CommandError("--record records the sources as they are: leave --since and --stored out")
    recorded, skipped = record(request)
    if not recorded and not any(entry.failed for entry in skipped):
        raise CommandError(f"nothing to record{list_skipped(skipped)}; give a translation with its source")
    if not quiet:
        tell(f"recorded in {path}: {tell_amount(count, 'source')}" for path, count in recorded.items())
    return 2 if complain_of_failures(skipped) else 0
