"""The check of white space and invisible characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.upkeep.problems import Fault
from glossary.upkeep.view import GlossaryView

_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
"""Controls, soft hyphen, zero-width space, direction marks, byte order mark; not joiners, which some scripts need."""

_BREAK = re.compile("[\t\n\x0b\x0c\r\u2028\u2029]")


def find_stray_spaces(view: GlossaryView) -> Iterator[Fault]:
    """Find white space at an end or doubled, line breaks, tabs, and invisible characters."""
    for index, _, term in view.list_terms():
        what = _describe_stray(term.text) if term.text.strip() else ""
        if what:
            yield Fault(index, term.text, f"“{term.text.strip()}” has {what}: take it out, or the term is not found.")


def _describe_stray(text: str) -> str:
    if unseen := _INVISIBLE.search(text):
        return f"a character that is not seen (U+{ord(unseen[0]):04X})"
    if text != text.strip():
        return "a space at its " + ("start" if text[0].isspace() else "end")
    if _BREAK.search(text):
        return "a line break or a tab inside"
    return "two spaces in a row" if re.search(r"\s\s", text) else ""
