"""`aligncheck review status FILE...`."""

from dataclasses import dataclass

from align.cli.messages import complain
from align.cli.options import Paths, ReportFormat, as_command
from align.cli.outputs import print_document
from align.cli.review.options import KeptOptions, read_checked


@dataclass(frozen=True, slots=True)
class StatusOptions:
    """The options of `review status`; the paths are files of decisions."""

    paths: Paths
    output_format: ReportFormat
    options: KeptOptions


@as_command("status", StatusOptions)
def command(options: StatusOptions) -> int:
    """Say who has decided how much in PATHS, files of decisions, and which findings of their texts are open.

    Where two people have decided on the same findings, their agreement is that of `score --select agreement`.
    The options that `check` had are in the files. Exit code: 0, or 1 where reviewers contradict each other.
    """
    from align.commands.review.status import find_status
    from align.report.review_status import describe_status

    reviews, request = read_checked(options.paths, options.options)
    status = find_status(request, reviews)
    print_document(describe_status(status), options.output_format)
    if options.output_format != "json":
        for line in status.contradictions:
            complain(line)
    return int(bool(status.contradictions))
