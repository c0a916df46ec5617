"""Listings on stdout."""

import sys
from collections.abc import Iterable, Sequence

import click

from align.cli.terminal import measure_width
from align.report.tables import format_hanging_rows, format_rows


def print_listing(cells: Iterable[Sequence[str]]) -> None:
    """Print names and what they are, wrapped on a terminal, and one line each for other programs."""
    for line in format_hanging_rows(cells, measure_width()) if sys.stdout.isatty() else format_rows(cells):
        click.echo(line)
