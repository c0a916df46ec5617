"""What distinguishes a report for people (`full`, `concise`, `github`) from the texts it is among, with or without
colours.

Nothing but such a report begins with the place and the name of a finding, or with the sentence that closes one.
"""

import re

from glossary.pack.patterns import compile_late

_LABEL = compile_late(r": (?:error|warning|info) [a-z]++(?:-[a-z]++)*+(?:: |$)")
"""What is after the place in the line that a finding begins with; in `concise` the message follows."""

_COMMANDS = ("::error file=", "::warning file=", "::notice file=")
_COUNT = r"\d[\d,]{0,20}+"
_AMOUNT = rf"{_COUNT}\s(?:error|warning|info)s?"
_SUMMARY = compile_late(
    rf"(?:No\s(?:findings|errors(?:\sor\swarnings)?)|{_AMOUNT}(?:(?:,|\sand)\s{_AMOUNT}){{0,2}})"
    rf"\sin\s{_COUNT}\sdocuments?\s\({_COUNT}\swords?\)"
)
_HEADING = compile_late(rf": {_AMOUNT}(?:, {_AMOUNT}){{0,2}} ==$")
"""How the heading of a text ends, which `full` has where there are several."""
_COLOR = re.compile(r"\x1b\[[\d;]*m")
_LONGEST_HEAD = 10_000
"""More characters than a line of a report has: a path and a message, which is bounded."""


def begins_like_report(text: str) -> bool:
    """Return whether a text begins as a report for people does."""
    head = _COLOR.sub("", text[:_LONGEST_HEAD])
    return _is_head(head.partition("\n")[0].rstrip("\r")) or bool(_SUMMARY.match(head))


def is_report(text: str) -> bool:
    """Return whether a text is a report for people, line by line: someone's text that quotes one is not.

    >>> is_report("a.txt:1:1: error doubled-word: Repeated word “the”.\\n"), is_report("The mine closed.\\n")
    (True, False)
    """
    if not begins_like_report(text):
        return False
    lines = _COLOR.sub("", text).splitlines()
    for number, line in enumerate(lines):
        if line and not (line.startswith("  ") or _is_head(line)):
            return _ends_report("\n".join(lines[number:]))
    return True


def _is_head(line: str) -> bool:
    """Return whether a finding, or the findings of a text, begin on a line."""
    if line.startswith("== "):
        return _HEADING.search(line) is not None
    return line.startswith(_COMMANDS) or (line[:1].strip() != "" and _LABEL.search(line, 1) is not None)


def _ends_report(text: str) -> bool:
    """Return whether a text is the sentence that closes a report, with its notes, which have no empty line between
    them.
    """
    return bool(_SUMMARY.match(text)) and "\n\n" not in text.rstrip("\n")
