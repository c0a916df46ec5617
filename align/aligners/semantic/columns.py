"""The length of texts in columns."""

_WIDE = "\u2e80"
"""The first of the characters that are two columns wide."""


def count_columns(text: str) -> int:
    """Return how many columns a text takes; a wide character takes two."""
    return len(text) if text.isascii() else len(text) + sum(map(_WIDE.__lt__, text))
