"""`aligncheck corpus ...`: one file a sub-command, imported when used."""

from align.cli.groups import SubCommands

COMMANDS = {
    "check": "Check all pairs of a corpus, in units that can be done anywhere and are never done twice.",
    "align": "Align documents with their translations: sentence pairs to check.",
    "report": "Say how often each rule flags pairs; how terms are rendered; what repeats.",
    "filter": "Copy a corpus without the pairs that some rules flag.",
    "extract": "Find candidates for terms in all of a corpus.",
    "sample": "Draw findings at random for people to judge, and count their verdicts.",
}
"""Each sub-command, a module of this package, and its line in the help."""

command = SubCommands(
    "corpus",
    __name__,
    COMMANDS,
    """Check corpora: millions of pairs, on one machine or many.

    \b
        aligncheck corpus check memory.tmx.gz pairs/*.parquet --to checked/
        aligncheck corpus check memory.tmx.gz --to checked/ --select numbers
        aligncheck corpus report checked/ --output html=rates.html
        aligncheck corpus filter checked/ --drop number-mismatch --to clean/

    Needs another package: pip install 'aligncheck[corpus]'.
    """,
)
