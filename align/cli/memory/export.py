"""`aligncheck memory export --to FILE`."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from align.cli.memory.options import OnlyDomain, find_memory
from align.cli.messages import tell
from align.cli.options import Config, Memory, as_command, option
from align.errors import CommandError


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """The options of `memory export`."""

    to: Annotated[str, option("The file that is written: .tmx, or .parquet.", "FILE", required=True)]
    memory: Memory
    domain: OnlyDomain
    config: Config


@as_command("export", ExportOptions)
def command(options: ExportOptions) -> int:
    """Write the pairs of a memory as a translation memory (TMX) or as Parquet, with their dates, documents and domains.

    `aligncheck memory add` reads a TMX with all of these. Parquet, for other programs, needs another package: pip
    install 'aligncheck[corpus]'.
    """
    from align.commands.align import check_output
    from align.commands.memory.keeping import export_pairs
    from align.report.summary import tell_amount

    path, suffix = find_memory(options.memory, options.config), Path(options.to).suffix.lower()
    if suffix == ".parquet":
        from align.commands.memory.parquet import export_table

        number = export_table(path, options.to, options.domain)
    elif suffix == ".tmx":
        check_output(options.to, (path,))
        number = export_pairs(path, options.to, options.domain)
    else:
        advice = "name a file that ends in .tmx or .parquet"
        raise CommandError(f"--to: {options.to}: a memory is written as TMX or Parquet: {advice}")
    tell([f"{options.to}: {tell_amount(number, 'pair')}"])
    return 0
