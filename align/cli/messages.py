"""Lines that say what was done, or what is wrong."""

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from align.model import Skipped

_SHOWN = 3
"""How many of the texts that were left out a message names."""


def complain(message: str) -> None:
    """Print one line on stderr; nothing in it can act on a terminal."""
    from align.report.terminal import visible

    click.echo(f"aligncheck: {visible(message)}", err=True)


def tell(lines: "Iterable[str]") -> None:
    """Print lines on stdout; nothing in them, such as the name of a file, can act on a terminal."""
    from align.report.terminal import visible

    sys.stdout.writelines(f"{visible(line)}\n" for line in lines)


def complain_of_failures(skipped: "Iterable[Skipped]") -> bool:
    """Say which texts could not be read, one line each; return whether there are any."""
    failed = [entry for entry in skipped if entry.failed]
    for entry in failed:
        complain(f"{entry.path}: {entry.reason}")
    return bool(failed)


def list_skipped(skipped: "Sequence[Skipped]") -> str:
    """Return the first texts that were left out, and why, to be at the end of a clause; empty where there are none."""
    shown = ", ".join(f"{entry.path} ({entry.reason})" for entry in skipped[:_SHOWN])
    return f": skipped {shown}{' ...' if len(skipped) > _SHOWN else ''}" if skipped else ""


def refuse_nothing(skipped: "Sequence[Skipped]") -> NoReturn:
    """Raise CommandError: there was nothing to check."""
    from align.errors import CommandError

    raise CommandError(f"nothing to check{list_skipped(skipped)}; give a text, or --allow-empty if that is right")
