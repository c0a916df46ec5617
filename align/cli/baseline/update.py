"""`aligncheck baseline update PATH...`."""

from align.cli.baseline.writing import write_baselines
from align.cli.options import as_command
from align.cli.runs import RunOptions


@as_command("update", RunOptions)
def command(options: RunOptions) -> int:
    """Bring a baseline up to date with what is found in PATHS: add what is new, drop what is no longer there.

    Entries of files that are not in PATHS stay.
    """
    return write_baselines(options, "update")
