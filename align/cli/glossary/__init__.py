"""`aligncheck glossary ...`: one file a sub-command, imported when used."""

from align.cli.groups import SubCommands

COMMANDS = {
    "lint": "Check glossaries for mistakes.",
    "convert": "Write a glossary in another format.",
    "merge": "Merge two glossaries, or three as a git merge driver.",
    "diff": "Compare two glossaries concept by concept.",
    "find": "Look up a word, or show where it occurs in texts.",
    "add": "Add a term and its rendering.",
    "set": "Change the status or another field of terms; accept or reject candidates.",
    "remove": "Remove terms or concepts.",
    "rename": "Change the wording of a term.",
    "sort": "Put concepts and terms in order.",
    "extract": "Find term candidates in texts and their translations.",
    "suggest": "Suggest renderings for a word, or for Chinese words left in a file.",
    "stats": "Count concepts, terms, languages, statuses.",
    "page": "Make a page of glossaries to search, send round and print.",
}
"""Each sub-command, a module of this package, and its line in the help."""

command = SubCommands(
    "glossary",
    __name__,
    COMMANDS,
    """Manage a glossary: concepts and their terms, in any common format.

    \b
        aligncheck glossary lint terms.csv
        aligncheck glossary convert terms.csv terms.tbx
        aligncheck glossary find 关键矿产 -g terms.csv --in articles/

    Formats are recognised by name and content. Exit code: 0 done, 1 problems, differences or conflicts, 2 not done.
    """,
)
