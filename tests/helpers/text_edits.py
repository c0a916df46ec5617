"""Edits of a text as a slow, clear oracle makes them."""

import codecs

from align.model import Edit

MARKS = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}


def apply(text: str, edits: list[Edit]) -> str:
    """The oracle: each edit, from the last one on."""
    for one in sorted(edits, key=lambda one: (one.start, one.end))[::-1]:
        text = text[: one.start] + one.text + text[one.end :]
    return text
