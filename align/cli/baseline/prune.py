"""`aligncheck baseline prune PATH...`."""

from align.cli.baseline.writing import write_baselines
from align.cli.options import as_command
from align.cli.runs import RunOptions


@as_command("prune", RunOptions)
def command(options: RunOptions) -> int:
    """Drop from a baseline what is no longer found in PATHS; what is new stays new."""
    return write_baselines(options, "prune")
