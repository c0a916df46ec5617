"""What stdout is: how wide, and whether colours are wanted there."""

import os
import shutil
import sys


def measure_width() -> int:
    """Return the width of the terminal in columns, 40 at least; 80 where stdout is none."""
    return max(shutil.get_terminal_size((80, 24)).columns, 40) if sys.stdout.isatty() else 80


def is_colored(choice: str = "auto") -> bool:
    """Return whether stdout gets colours, by the choice of `--color`: auto, always or never.

    With auto, NO_COLOR and then FORCE_COLOR decide where one is set, else the terminal.
    """
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")
