"""Halves of characters (lone surrogates), which JSON and some encodings may hold, and no file in UTF-8."""

import re

_SURROGATE = re.compile("[\ud800-\udfff]")


def replace_surrogates(text: str) -> str:
    """Return the text with U+FFFD in place of each half of a character."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)
