"""`aligncheck review status FILE...`."""

import sys
from dataclasses import dataclass

from align.cli.messages import complain
from align.cli.options import TextOrJson, as_command
from align.cli.runs import RunOptions, build_request
from align.cli.streams import write_json


@dataclass(frozen=True, slots=True)
class StatusOptions:
    """The options of `review status`; the paths of the run are files of decisions."""

    run: RunOptions
    output_format: TextOrJson


@as_command("status", StatusOptions)
def command(options: StatusOptions) -> int:
    """Say who has decided how much in PATHS, files of decisions, and which findings of their texts are open.

    Where two people have decided on the same findings, their agreement is reported as `score --agreement` computes it.
    Options that `check` was given are given again. Exit code: 0, or 1 where reviewers contradict each other.
    """
    from align.commands.review_places import check_places, list_places
    from align.commands.review_status import find_status
    from align.config.review import read_reviews
    from align.inputs.earlier import be_since
    from align.report.review_status import describe_status, render_status

    reviews = read_reviews(options.run.paths)
    request = be_since(build_request(options.run), reviews.since)
    check_places(list_places(reviews, request), "check")
    status = find_status(request, reviews)
    if options.output_format == "json":
        write_json(describe_status(status))
    else:
        sys.stdout.writelines(f"{line}\n" for line in render_status(status))
        for line in status.contradictions:
            complain(line)
    return int(bool(status.contradictions))
