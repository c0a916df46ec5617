"""Between a record's fields and XML elements, losing nothing of an element but its text.

A field that has an element of its own (a definition, a status) is read from it. What that element says besides the
field's text, such as the source of a definition or markup inside a term, stays as a *frame*: an extra named `as:` and
the field, which holds the element without the text. The field is written into its frame. Elements that no field
stands for are extras, named by their category (`termNote:termType`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from glossary.formats.markup_text import flat, serialise, text

FRAME = "as:"


class Field(NamedTuple):
    """A field of the model and the element that says it.

    `shell` is what stands before and after the text, `empty` the element without any, in short form. `read` gives the
    value a text means, None where it means none; `write` the text for a value, "" where there is none.
    """

    name: str
    shell: tuple[str, str] = ("", "")
    empty: str = ""
    read: Callable[[str], str | None] = str
    write: Callable[[str], str] = str


Fields = Mapping[str, tuple[Field, ...]]
"""What the elements of a level say, by category; where two fields share one, the first that knows the text has it."""


def category(element: Element) -> str:
    """What an element is about: its name and its `type`, or the type of what stands first in a group.

    >>> from xml.etree.ElementTree import XML
    >>> category(XML('<descripGrp><descrip type="context"/><admin type="source"/></descripGrp>'))
    'descripGrp:context'
    """
    subject = element
    if element.tag.endswith("Grp") and len(element):
        subject = element[0]
    kind = subject.get("type", "")
    if kind == "transactionType":
        kind = (subject.text or "").strip()
    return f"{element.tag}:{kind}" if kind else element.tag


def carrier(element: Element) -> Element | None:
    """The element inside another (or itself) that holds the text of a field."""
    if element.tag == "transacGrp":
        return element.find("date")
    if element.tag.endswith("Grp"):
        return element[0] if len(element) else None
    return element


def fields_of(element: Element, fields: Fields) -> tuple[Field, ...]:
    """The fields that an element may say."""
    name = category(element)
    kind, colon, rest = name.partition(":")
    key = kind.removesuffix("Grp") + colon + rest if kind != "transacGrp" else name
    return fields.get(key, ())


def saying(element: Element, fields: Fields) -> tuple[Field, str] | None:
    """The field an element says, and the value; None where it says none."""
    holder = carrier(element)
    if holder is None:
        return None
    for field in fields_of(element, fields):
        value = field.read(flat(holder))
        if value:
            return field, value
    return None


def frame(element: Element, field: Field, value: str) -> str:
    """The element without the text of its field, "" where it is nothing but the field's own element.

    The text stays where it says more than the value: markup, or another word for the same. Changes the element.
    """
    holder = carrier(element)
    if holder is not None and not len(holder) and (type(value) is str or field.write(value) == holder.text):
        holder.text = None
    shape = serialise(element)
    return "" if shape == field.empty else shape


def filled(element: Element, field: Field, value: str, fields: Fields) -> str | None:
    """A frame with the text of a field in it; None where it is no frame for this value. May change the element."""
    holder = carrier(element)
    if holder is None or field.name not in [known.name for known in fields_of(element, fields)]:
        return None
    if len(holder) or holder.text:
        said = saying(element, fields)
        if said is not None and (said[0].name, said[1]) == (field.name, value):
            return serialise(element)
    if field not in fields_of(element, fields):  # another category's words, which this value does not have
        return None
    for child in list(holder):
        holder.remove(child)
    holder.text = field.write(value)
    return serialise(element) if holder.text else None


def plain(field: Field, value: str) -> str:
    """The element of a field, "" where the value has no word in it."""
    content = field.write(value)
    return f"{field.shell[0]}{text(content)}{field.shell[1]}" if content else ""
