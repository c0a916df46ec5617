"""Markers: notes that hold a value for which TBX-Basic has no word, such as `aligncheck:status=forbidden`.

A note is the one element that TBX-Basic allows in every section with any text; other tools show it as it is.
"""

from __future__ import annotations

from glossary.formats.xml.text import escape_text

PREFIX = "aligncheck:"
_EXTRA = "extra:"


def write_marker(name: str, value: str) -> str:
    """Write a note that gives a field, or an extra, and its value."""
    return f"<note>{PREFIX}{escape_text(name)}={escape_text(value)}</note>"


def escape_name(name: str) -> str:
    """Turn the name of an extra into a name for a marker, which no field has."""
    return _EXTRA + name.replace("%", "%25").replace("=", "%3D")


def parse_marker(note: str) -> tuple[str, str] | None:
    """Read the name and the value that a note gives; None where it is an ordinary note.

    >>> parse_marker("aligncheck:status=forbidden"), parse_marker("see a=b")
    (('status', 'forbidden'), None)
    """
    if not note.startswith(PREFIX):
        return None
    name, equals, value = note[len(PREFIX) :].partition("=")
    return (name, value) if equals else None


def unescape_name(name: str) -> str | None:
    """Undo `escape_name`; None where the name is that of a field.

    >>> unescape_name(escape_name("a=b")), unescape_name("status")
    ('a=b', None)
    """
    if not name.startswith(_EXTRA):
        return None
    return name[len(_EXTRA) :].replace("%3D", "=").replace("%25", "%")
