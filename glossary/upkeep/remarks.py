"""What a file says of a term or a concept beyond the fields of the model, as people read it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from glossary.formats.tables.titles import normalize_name
from glossary.formats.xml.parser import parse_fragment
from glossary.formats.xml.text import flatten
from glossary.model import Extra

_INNER = re.compile(r"(?:.*[/:])?(?:x-)?(.*)", re.DOTALL)
"""The name of an extra: the language, the element and the prefix before it are those of the format."""
_OF_FORMATS = re.compile(r"(?:[^/]*/)?(?:[@#]|as:|transac)")
"""Before the name of an extra that is for programs: an attribute, the frame of a field, who changed it and when."""
_GAP = re.compile(r"_+|(?<=[a-z])(?=[A-Z])")
_LAST = re.compile(r"([^\W\d_]+)[\W\d_]*$")
_EXAMPLE = "example"


class Remark(NamedTuple):
    """A value without a field of its own: what its file calls it, the text, and whether it shows the term in use."""

    label: str
    text: str
    is_example: bool = False


def list_remarks(extra: Extra) -> Iterator[Remark]:
    """Yield what extras say to people, in the order of the file; of a piece of XML its text.

    >>> [*list_remarks((("en/descrip:context", "<descrip>They mine <hi>ore</hi>.</descrip>"),))]
    [Remark(label='context', text='They mine ore.', is_example=True)]
    """
    for name, value in extra:
        text = _read(value)
        if text and not _OF_FORMATS.match(name):
            label = _GAP.sub(" ", _INNER.sub(r"\1", name)).strip()
            label = label.lower() if ":" in name else label  # termNote:termType, as TBX has it
            last = _LAST.search(label)
            yield Remark(label, text, last is not None and normalize_name(last[1]) == _EXAMPLE)


def _read(value: str) -> str:
    element = parse_fragment(value) if value.startswith("<") and value.endswith(">") else None
    if element is None:
        return value.strip()
    parts = [flatten(part) for part in element] if element.tag.endswith("Grp") else [flatten(element)]
    return " – ".join(filter(None, (" ".join(part.split()) for part in parts)))
