"""`aligncheck review ...`: one file a sub-command, imported when used."""

from align.cli.groups import SubCommands

COMMANDS = {
    "apply": "Carry out what was decided on the page.",
    "serve": "Show the page in a browser, and keep decisions at once.",
    "status": "Show each reviewer's progress and what is still open.",
    "undo": "Take back what `apply` has done.",
}
"""Each sub-command, a module of this package, and its line in the help."""

command = SubCommands(
    "review",
    __name__,
    COMMANDS,
    """Review findings on a page, and carry out what was decided.

    \b
        aligncheck check articles/ --output html=report.html    write the page
        aligncheck review apply report.review.json              carry it out
        aligncheck review serve articles/                       in a browser
    """,
)
