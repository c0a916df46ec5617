"""The names of the model's fields in TMX.

Source: TMX 1.4b, OSCAR recommendation of 26 April 2005.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from glossary.formats.xml.parser import strip_prefix

TERM = {
    "status": "x-status",
    "state": "x-state",
    "part_of_speech": "x-part-of-speech",
    "case": "x-case",
    "match": "x-match",
    "origin": "x-origin",
    "term_type": "x-term-type",
    "example": "x-example",
    "when_source": "x-when-source",
    "created": "x-created",
    "modified": "x-modified",
}
CONCEPT = {"subject": "x-subject", "definition": "x-definition"}
FIELDS = {name: field for field, name in (TERM | CONCEPT).items()}
DATES = {"creationdate": "created", "changedate": "modified"}
STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
ATTRIBUTES = frozenset(
    {"o-encoding", "datatype", "usagecount", "lastusagedate", "creationtool", "creationtoolversion", "segtype"}
    | {"creationdate", "creationid", "changedate", "changeid", "o-tmf"}
)
"""The attributes that the DTD allows on a unit and a variant besides `tuid`, `xml:lang` and `srclang`."""

FRAME = "as:text"
"""The extra that holds a segment with inline codes."""

NOTE = "note"


def strip_prefixes(element: Element) -> Element:
    """Remove all prefixes in an element, but for `xml:`, as their declarations are not kept. Returns the element."""
    for part in element.iter():
        part.tag = strip_prefix(part.tag)
        part.attrib = {k: v for k, v in part.attrib.items() if ":" not in k or k.startswith("xml:")}
    return element
