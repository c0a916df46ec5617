"""`aligncheck memory export --to FILE`."""

from dataclasses import dataclass
from typing import Annotated

from align.cli.memory.options import OnlyDomain, find_memory
from align.cli.messages import tell
from align.cli.options import Config, Memory, as_command, option
from align.errors import CommandError


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """The options of `memory export`."""

    to: Annotated[str, option("The translation memory (.tmx) that is written.", "FILE", required=True)]
    memory: Memory
    domain: OnlyDomain
    config: Config


@as_command("export", ExportOptions)
def command(options: ExportOptions) -> int:
    """Write the pairs of a memory as a translation memory (TMX), with their dates, documents and domains.

    `aligncheck memory add` reads such a file with all of these.
    """
    from align.commands.align import check_output
    from align.commands.memory.keeping import export_pairs
    from align.report.summary import tell_amount

    path = find_memory(options.memory, options.config)
    if not options.to.lower().endswith(".tmx"):
        raise CommandError(f"--to: {options.to}: a memory is written as TMX: name a file that ends in .tmx")
    check_output(options.to, (path,))
    number = export_pairs(path, options.to, options.domain)
    tell([f"{options.to}: {tell_amount(number, 'pair')}"])
    return 0
