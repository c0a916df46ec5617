"""Translation memories: TMX 1.1 to 1.4b. The units that have both languages, in order, as one bitext.

Source: TMX 1.4b, OSCAR recommendation of 26 April 2005
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from align.errors import ReadError
from align.model import Bitext, UnitRecord
from align.readers import ReadOptions
from align.readers.assembly import LinePlaces
from align.readers.confidences import parse_confidence
from align.readers.units import BitextAssembly, Content
from align.readers.xml.events import End, Event, Start, decode_xml, local_name, parse
from align.readers.xml.inline import InlineReader, keeps_space
from align.readers.xml.languages import choose_language, describe_languages, expect_root

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_PROPERTIES = {
    "x-confidence": "confidence",
    "x-document": "document",
    "x-domain": "domain",
    "domain": "domain",
}
"""The properties of a unit that are read: of aligncheck, and of memoQ."""
_IDS = ("x",)
"""What distinguishes a code of one variant from others, and is the same in all variants."""


def read(path: str, data: bytes, options: ReadOptions) -> Iterator[Bitext]:
    """Yield the one bitext of a memory. Raises ReadError where no unit has both languages."""
    text = decode_xml(data, options.encoding)
    reader = _Reader(BitextAssembly(path, options, LinePlaces(text)), options)
    for event in expect_root(parse(text), "tmx"):
        reader.read(event)
    yield reader.finish()


@dataclass(eq=False)
class _Unit:
    """A unit that is being read: its id, its variants as (language, text), its date and its properties."""

    id: str
    start: int
    variants: list[tuple[str, Content]] = field(default_factory=list)
    date: str = ""
    properties: dict[str, str] = field(default_factory=dict)


class _Reader:
    """Reads the units of a memory and adds those that have both languages."""

    def __init__(self, assembly: BitextAssembly, options: ReadOptions) -> None:
        self._assembly = assembly
        self._source, self._target = options.source_language, options.target_language
        self._unit = _Unit("", 0)
        self._count = 0
        self._language = ""
        self._inline: InlineReader | None = None
        self._property: list[str] | None = None
        self._property_name = ""
        self._known = Counter[str]()

    def read(self, event: Event) -> None:
        """Take the next event."""
        if self._inline is not None:
            self._read_segment(self._inline, event)
        elif isinstance(event, Start):
            self._start(event)
        elif isinstance(event, End):
            self._end(event)
        elif self._property is not None:
            self._property.append(event.text)

    def _read_segment(self, inline: InlineReader, event: Event) -> None:
        if isinstance(event, End) and local_name(event.name) == "seg":
            inline.end(event)
            self._unit.variants.append((self._language, inline.content))
            self._inline = None
        else:
            inline.read(event)

    def _start(self, event: Start) -> None:
        name = local_name(event.name)
        if name == "tu":
            self._count += 1
            of_unit = event.attributes
            self._unit = _Unit(of_unit.get("tuid") or str(self._count), event.span.start, date=_find_date(of_unit))
        elif name == "tuv":
            self._unit.date = max(self._unit.date, _find_date(event.attributes))
            self._language = event.attributes.get(_LANG) or event.attributes.get("lang", "")
        elif name == "seg":
            content = Content(self._unit.id, event.span.end)
            self._inline = InlineReader(content, _IDS, keeps_space=keeps_space(event.attributes, inherited=False))
        elif name == "prop" and event.attributes.get("type") in _PROPERTIES:
            self._property, self._property_name = [], _PROPERTIES[event.attributes["type"]]

    def _end(self, event: End) -> None:
        name = local_name(event.name)
        if name == "tu":
            self._add_unit(self._unit)
        elif name == "prop" and self._property is not None:
            self._unit.properties[self._property_name] = "".join(self._property)
            self._property = None

    def _add_unit(self, unit: _Unit) -> None:
        codes = [code for code, _ in unit.variants]
        source, target = (choose_language(codes, wanted) for wanted in (self._source, self._target))
        if source is None or target is None:
            self._known.update(set(codes))
            self._assembly.leave_out(f"without {self._source} or {self._target}")
        else:
            one, other = unit.variants[source][1], unit.variants[target][1]
            said = unit.properties
            confidence = parse_confidence(said["confidence"]) if "confidence" in said else 1.0
            record = UnitRecord(said.get("document", "").strip(), said.get("domain", "").strip(), unit.date)
            self._assembly.add(one, other, confidence=confidence, record=record)

    def finish(self) -> Bitext:
        """Return the bitext. Raises ReadError where nothing is in it."""
        if self._assembly.is_empty and self._known:
            raise ReadError(describe_languages(sorted(self._known), self._source, self._target))
        return self._assembly.build()


def _find_date(attributes: Mapping[str, str]) -> str:
    """Return the day when a unit or a variant was changed, else made, as 2017-04-26; empty where that is not said."""
    text = attributes.get("changedate") or attributes.get("creationdate", "")
    try:
        return datetime.strptime(text.strip(), "%Y%m%dT%H%M%SZ").date().isoformat()
    except ValueError:
        return ""
