"""`aligncheck memory ...`: one file a sub-command, imported when used."""

from align.cli.groups import SubCommands

COMMANDS = {
    "add": "Add published translations with their sources.",
    "status": "Say what is in the memory.",
    "find": "Show where words occur, with their translations.",
    "terms": "List the terms and how they are rendered.",
    "remove": "Remove texts.",
    "export": "Write the pairs as a translation memory (TMX).",
}
"""Each sub-command, a module of this package, and its line in the help."""

command = SubCommands(
    "memory",
    __name__,
    COMMANDS,
    """Keep the house's published translations, to search them and to check new ones against them.

    \b
        aligncheck memory add articles/ --memory house.sqlite
        aligncheck memory find 钠离子电池 --memory house.sqlite

    With memory = "house.sqlite" in the configuration, --memory can be left out. The texts are in the file as they are,
    not encrypted.
    """,
)
