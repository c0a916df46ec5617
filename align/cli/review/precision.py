"""`aligncheck review precision FILE...`."""

import sys
from dataclasses import dataclass

from align.cli.options import Paths, TextOrJson, as_command
from align.cli.streams import write_json


@dataclass(frozen=True, slots=True)
class PrecisionOptions:
    """The options of `review precision`."""

    paths: Paths
    output_format: TextOrJson


@as_command("precision", PrecisionOptions)
def command(options: PrecisionOptions) -> int:
    """Say how often each rule was right, after the verdicts in PATHS, samples that `corpus sample` drew.

    What is unsure or open does not count. The limits are those of an interval of 95 % (Wilson's).
    """
    from align.config.review_tables import read_rows
    from align.corpora.sampling import add_verdicts, count_verdicts
    from align.report.sample import describe_precision, render_precision

    found = add_verdicts(one for path in options.paths for one in count_verdicts(path, read_rows(path)))
    if options.output_format == "json":
        write_json(describe_precision(found))
    else:
        sys.stdout.writelines(render_precision(found))
    return 0
