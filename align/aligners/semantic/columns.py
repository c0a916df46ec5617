"""The length of texts in columns."""

_WIDE = "\u2e80"
"""The first of the characters that are two columns wide."""


def count_columns(text: str) -> int:
    """Return how many columns a text takes; a wide character takes two."""
    return len(text) if text.isascii() else sum(2 if char > _WIDE else 1 for char in text)
