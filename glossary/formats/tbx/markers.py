"""Notes that say what TBX-Basic has no word for, so that it comes back: `aligncheck:status=forbidden`.

A note is the one element that TBX-Basic allows at every level with any text; other tools show it as it is.
"""

from __future__ import annotations

from glossary.formats.markup_text import text

PREFIX = "aligncheck:"
_EXTRA = "extra:"


def marker(name: str, value: str) -> str:
    """A note that says the value of a field."""
    return f"<note>{PREFIX}{text(name)}={text(value)}</note>"


def extra_name(name: str) -> str:
    """The name, in a marker, of something that no field stands for."""
    return _EXTRA + name.replace("%", "%25").replace("=", "%3D")


def marked(note: str) -> tuple[str, str] | None:
    """The name and the value a note says; None where it is an ordinary one.

    >>> marked("aligncheck:status=forbidden"), marked("see a=b")
    (('status', 'forbidden'), None)
    """
    if not note.startswith(PREFIX):
        return None
    name, equals, value = note[len(PREFIX) :].partition("=")
    return (name, value) if equals else None


def extra_of(name: str) -> str | None:
    """What `extra_name` was given; None where the name is a field's.

    >>> extra_of(extra_name("a=b")), extra_of("status")
    ('a=b', None)
    """
    if not name.startswith(_EXTRA):
        return None
    return name[len(_EXTRA) :].replace("%3D", "=").replace("%25", "%")
