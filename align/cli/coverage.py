"""What `check --coverage` prints: pages, sections and stubs without translation."""

from typing import TYPE_CHECKING

from align.cli.messages import complain_of_failures, list_skipped
from align.cli.outputs import print_document
from align.cli.progress import show_status
from align.errors import CommandError

if TYPE_CHECKING:
    from align.config.settings import Request


def list_coverage(request: "Request", output_format: str, color: str, *, quiet: bool) -> int:
    """Print what has no translation; return the exit code.

    Exit code: 0 it was counted, whatever is missing, 2 something could not be read.
    """
    from align.commands.coverage import find_coverage
    from align.report.coverage import describe_coverage

    with show_status("counting pages ..."):
        report = find_coverage(request)
    if not report.pages and not any(entry.failed for entry in report.skipped):
        raise CommandError(f"nothing to count{list_skipped(report.skipped)}; give sources with their translations")
    print_document(describe_coverage(report, summary=not quiet), output_format, color)
    return 2 if complain_of_failures(report.skipped) else 0
