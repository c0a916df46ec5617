"""The values of a row as texts."""

from align.corpora.formats.lines import LONGEST
from align.errors import ReadError
from glossary.storage.surrogates import replace_surrogates

_KINDS: dict[type, str] = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}


def to_text(value: object, field: str, row: int) -> str:
    """Return a text; empty where there is none. Half a character becomes U+FFFD. Raises ReadError for what is
    no text.
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        kind = _KINDS.get(type(value), f"of type {type(value).__name__}")
        raise ReadError(f"row {row + 1:,}: “{field}” is {kind}, not a text")
    if len(value) > LONGEST:
        raise ReadError(f"row {row + 1:,}: “{field}” has more than {LONGEST // 1_000_000} million characters")
    return replace_surrogates(value)


def to_name(value: object, field: str, row: int) -> str | None:
    """Return a text or a whole number as a text; None where it is empty. Raises ReadError."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return to_text(value, field, row) or None
