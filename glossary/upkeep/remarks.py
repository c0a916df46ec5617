"""What a file says of a term or a concept beyond the fields of the model, as people read it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from glossary.formats.base import FormatError
from glossary.formats.tables.titles import normalize_name
from glossary.formats.xml.parser import parse_fragment, strip_prefix
from glossary.formats.xml.text import flatten
from glossary.model import HISTORY, Extra

_OF_FORMATS = ("@", "as:")
"""Before the name of an extra that is for programs, behind its language if it has one: an attribute, the frame of a
field.
"""
_TRANSACTION = "transacGrp"
_GAP = re.compile(r"_|(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"[^\W\d_]+")
_EXAMPLE = "example"


class Remark(NamedTuple):
    """A value without a field of its own: what its file calls it, the text, and whether it shows the term in use."""

    label: str
    text: str
    is_example: bool = False


def list_remarks(extra: Extra) -> Iterator[Remark]:
    """Yield what extras say to people, in the order of the file; of a piece of XML its text.

    The history of a concept, with names and reasons of the house, is left out, as transactions of TBX are.

    >>> [*list_remarks((("en/descrip:context", "<descrip>They mine <hi>ore</hi>.</descrip>"),))]
    [Remark(label='context', text='They mine ore.', is_example=True)]
    """
    for name, value in extra:
        if name == HISTORY or name.startswith(_OF_FORMATS) or name.partition("/")[2].startswith(_OF_FORMATS):
            continue
        tag, text = _read(value)
        if tag:  # descrip:context, en/termNote:termType
            label = _GAP.sub(" ", name.replace("/", ":").rpartition(":")[2]).lower()
        else:
            label = name.removeprefix("x-").replace("_", " ").strip()
        if text and tag != _TRANSACTION:
            words = _WORD.findall(label)
            yield Remark(label, text, bool(words) and normalize_name(words[-1]) == _EXAMPLE)


def _read(value: str) -> tuple[str, str]:
    """Return the tag and the text of what a format keeps as XML; of another value no tag, and the value."""
    element = parse_fragment(value) if value.startswith("<") and value.endswith(">") else None
    if element is None:
        return "", value.strip()
    tag = strip_prefix(element.tag)
    try:
        parts = [flatten(part) for part in element] if tag.endswith("Grp") else [flatten(element)]
    except FormatError:  # deeper than in any format
        return "", value
    return tag, " – ".join(filter(None, (" ".join(part.split()) for part in parts)))
