"""What stdout is: how wide, and whether colours are wanted there."""

import os
import shutil
import sys

import click

color_option = click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Colours; auto obeys NO_COLOR and the terminal.",
)
"""The option `--color`; see `colored`."""


def columns() -> int:
    """The width of the terminal; 80 where stdout is none, 40 at least."""
    return max(shutil.get_terminal_size((80, 24)).columns, 40) if sys.stdout.isatty() else 80


def colored(color: str) -> bool:
    """Whether the choice of `--color` asks for colours on stdout."""
    if color == "auto":
        return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return color == "always"
