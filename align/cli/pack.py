"""`aligncheck pack check`."""

from dataclasses import dataclass
from typing import Annotated

import click

from align.cli.messages import tell
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
    from align.report.summary import tell_amount

    report = check_packs(options.folder)
    tell(f"{fault.place}: {fault.message}" for fault in report.faults)
    rows = f"{tell_amount(report.rows, 'row')} in {tell_amount(report.tables, 'table')}"
    tell([f"{rows}: {tell_amount(len(report.faults), 'fault') if report.faults else 'no faults'}"])
    return 1 if report.faults else 0
