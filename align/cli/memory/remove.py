"""`aligncheck memory remove PATH...`."""

from dataclasses import dataclass

from align.cli.memory.options import find_memory
from align.cli.messages import tell
from align.cli.options import Config, Memory, Paths, as_command


@dataclass(frozen=True, slots=True)
class RemoveOptions:
    """The options of `memory remove`."""

    paths: Paths
    memory: Memory
    config: Config


@as_command("remove", RemoveOptions)
def command(options: RemoveOptions) -> int:
    """Remove the texts in PATHS from a memory, with all that is known of them.

    PATHS are files, folders, or documents by the names that `memory find` shows; the files need not exist any more.
    """
    from align.cli.glossary.options import use_dictionary_for
    from align.commands.memory.keeping import remove_texts
    from align.report.summary import tell_amount

    path = find_memory(options.memory, options.config)
    with use_dictionary_for(path):
        gone = remove_texts(path, options.paths)
    pairs = tell_amount(sum(one.pairs for one in gone), "pair")
    tell([f"{path}: {tell_amount(len(gone), 'document')} removed, with {pairs}"])
    return 0
