"""What goes to stderr."""

from typing import NoReturn

import click


def complain(message: str) -> None:
    """One line on stderr; nothing in it can act on a terminal."""
    from align.report.terminal import visible

    click.echo(f"aligncheck: {visible(message)}", err=True)


def fail(message: str) -> NoReturn:
    """One line on stderr, and exit code 2."""
    complain(message)
    raise click.exceptions.Exit(2)
