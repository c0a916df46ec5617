"""What TMX calls the fields of the model.

Source: TMX 1.4b, OSCAR recommendation of 26 April 2005.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from glossary.formats.markup import local

TERM = {
    "status": "x-status",
    "state": "x-state",
    "part_of_speech": "x-part-of-speech",
    "case": "x-case",
    "match": "x-match",
    "origin": "x-origin",
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
"""What the DTD allows on a unit and a variant beside `tuid`, `xml:lang` and `srclang`."""
FRAME = "as:text"
NOTE = "note"


def without_prefixes(element: Element) -> Element:
    """An element that stands alone: no prefix without its declaration."""
    for part in element.iter():
        part.tag = local(part.tag)
        part.attrib = {k: v for k, v in part.attrib.items() if ":" not in k or k.startswith("xml:")}
    return element
