"""What stdout is: how wide, and whether colours are wanted there."""

import os
import shutil
import sys


def measure_width() -> int:
    """Return the width of the terminal in columns, 40 at least; 80 where stdout is none."""
    return max(shutil.get_terminal_size((80, 24)).columns, 40) if sys.stdout.isatty() else 80


def is_colored(choice: str) -> bool:
    """Return whether stdout gets colours, by the choice of `--color`: auto, always or never."""
    if choice == "auto":
        return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return choice == "always"
