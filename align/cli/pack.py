"""`aligncheck pack check`."""

from dataclasses import dataclass
from typing import Annotated

import click

from align.cli.options import argument, as_command


@dataclass(frozen=True, slots=True)
class PackOptions:
    """The options of `pack`."""

    action: Annotated[str, argument(kind=click.Choice(["check"]))]
    folder: Annotated[str, argument(default="", kind=str)]


@as_command("pack", PackOptions)
def command(options: PackOptions) -> int:
    """Try out each row of the tables in FOLDER: what it should find, and what it should leave alone.

    FOLDER is a pack, whose rows are laid over the built-in tables; without it, the built-in tables are checked. Rows
    that are written twice, or can never be found, are named. Exit code 1 where a row has a fault.
    """
    from align.commands.pack import check_packs
    from align.report.terminal import visible

    report = check_packs(options.folder)
    for fault in report.faults:
        click.echo(visible(f"{fault.place}: {fault.message}"))
    rows = f"{report.rows:,} row{'s' * (report.rows != 1)} in {report.tables} table{'s' * (report.tables != 1)}"
    faults = f"{len(report.faults):,} fault{'s' * (len(report.faults) != 1)}" if report.faults else "no faults"
    click.echo(f"{rows}: {faults}")
    return 1 if report.faults else 0
