"""What options and keys may say beside names of files and rules. It imports nothing: `--help` needs it."""

NOTHING = "none"
"""What a person writes in place of a file that would count else, such as the configuration or the baseline."""

FAIL_ON = ("error", "warning", "info", "never")
"""The values of `fail-on`: the least severity that makes a run fail, or none."""

MOST_JOBS = 256
"""How many processes may be asked for."""
