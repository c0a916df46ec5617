"""`aligncheck baseline create PATH...`."""

from align.cli.baseline.writing import write_baselines
from align.cli.options import as_command
from align.cli.runs import RunOptions


@as_command("create", RunOptions)
def command(options: RunOptions) -> int:
    """Write all findings in PATHS into a new baseline.

    In a git repository it is also named in the file .gitattributes next to it, so that git merges the entries that two
    branches have added.
    """
    return write_baselines(options, "create")
