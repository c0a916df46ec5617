"""Fields of the model <-> elements of TBX, so that nothing of an element is lost.

A field that has an element of its own (a definition, a status) is read from it. What the element holds besides the
field's text, such as the source of a definition or markup inside a term, is kept as a *frame*: an extra named `as:` and
the field, which is the element without the text. On writing, the text is put into the frame again. Elements for which
there is no field are extras, named by their category (`termNote:termType`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from glossary.formats.xml.text import escape_text, flatten, serialise

FRAME = "as:"


class Field(NamedTuple):
    """A field of the model and its element.

    `shell` is what is written before and after the text, `empty` the element without a text, in short form. `read`
    turns a text into a value, None where it is none; `write` turns a value into a text, "" where there is none.
    """

    name: str
    shell: tuple[str, str] = ("", "")
    empty: str = ""
    read: Callable[[str], str | None] = str
    write: Callable[[str], str] = str


Fields = Mapping[str, tuple[Field, ...]]
"""The fields of a section by the category of their element; of several, the first to read the text counts."""


def categorize(element: Element) -> str:
    """Return the category of an element: its name and its `type`, for a group the type of its first element.

    >>> from xml.etree.ElementTree import XML
    >>> categorize(XML('<descripGrp><descrip type="context"/><admin type="source"/></descripGrp>'))
    'descripGrp:context'
    """
    subject = element
    if element.tag.endswith("Grp") and len(element):
        subject = element[0]
    kind = subject.get("type", "")
    if kind == "transactionType":
        kind = (subject.text or "").strip()
    return f"{element.tag}:{kind}" if kind else element.tag


def find_carrier(element: Element) -> Element | None:
    """Find the element, the given one or one inside it, that holds the text of a field."""
    if element.tag == "transacGrp":
        return element.find("date")
    if element.tag.endswith("Grp"):
        return element[0] if len(element) else None
    return element


def find_fields(element: Element, fields: Fields) -> tuple[Field, ...]:
    """Find the fields that an element may hold, by its category."""
    name = categorize(element)
    kind, colon, rest = name.partition(":")
    key = kind.removesuffix("Grp") + colon + rest if kind != "transacGrp" else name
    return fields.get(key, ())


def read_field(element: Element, fields: Fields) -> tuple[Field, str] | None:
    """Read the field that an element holds, and its value; None where it holds none."""
    holder = find_carrier(element)
    if holder is None:
        return None
    for field in find_fields(element, fields):
        value = field.read(flatten(holder))
        if value:
            return field, value
    return None


def make_frame(element: Element, field: Field, value: str) -> str:
    """Return the frame of a field: its element without the text; "" where that is the usual element of the field.

    The text is kept where it is more than the value: markup, or another word for it. Changes the element.
    """
    holder = find_carrier(element)
    if holder is not None and not len(holder) and (type(value) is str or field.write(value) == holder.text):
        holder.text = None
    shape = serialise(element)
    return "" if shape == field.empty else shape


def fill_frame(element: Element, field: Field, value: str, fields: Fields) -> str | None:
    """Write a value into a frame; None where the frame does not fit the value. May change the element."""
    holder = find_carrier(element)
    if holder is None or field.name not in [known.name for known in find_fields(element, fields)]:
        return None
    if len(holder) or holder.text:
        found = read_field(element, fields)
        if found is not None and (found[0].name, found[1]) == (field.name, value):
            return serialise(element)
    if field not in find_fields(element, fields):  # the element of another category, with words of its own
        return None
    for child in list(holder):
        holder.remove(child)
    holder.text = field.write(value)
    return serialise(element) if holder.text else None


def write_field(field: Field, value: str) -> str:
    """Write the usual element of a field, "" where it has no word for the value."""
    content = field.write(value)
    return f"{field.shell[0]}{escape_text(content)}{field.shell[1]}" if content else ""
