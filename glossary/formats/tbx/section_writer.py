"""Writes a section of TBX: its fields, the extras that are elements of TBX as they were, the others as markers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from xml.etree.ElementTree import Element

from glossary.formats.tbx.canonical import canonicalize, keep_text
from glossary.formats.tbx.fields import NOTHING
from glossary.formats.tbx.frames import (
    FRAME,
    Field,
    Fields,
    categorize,
    fill_frame,
    find_carrier,
    find_fields,
    make_frame,
    read_field,
    write_field,
)
from glossary.formats.tbx.markers import escape_name, parse_marker, write_marker
from glossary.formats.tbx.names import AUXILIARY
from glossary.formats.xml.parser import parse_fragment
from glossary.formats.xml.text import escape_attribute, flatten, serialise
from glossary.model import Extra


class SectionWriter:
    """The elements of one section, in several lists, after `fill`.

    `values` are the fields to write, in order; an empty one is not written. `before` names the fields that have an
    element before the section.

    `elements` are those of the fields by name, `term_notes` and `others` the extras that are elements of TBX, `markers`
    those of values that TBX-Basic lacks, `unplaced` the extras that are no elements of TBX. `stale` are the frames that
    no longer fit, for their field has another value now, or none, each with the number of equal extras before it;
    `renewed` those that a reader will find instead.
    """

    def __init__(
        self, fields: Fields, values: Iterable[tuple[Field, str]], parent: str, before: Collection[str] = ()
    ) -> None:
        self.attributes = ""
        self.elements: dict[str, str] = {}
        self.term_notes: list[str] = []
        self.others: list[str] = []
        self.markers: list[str] = []
        self.unplaced: list[tuple[str, str]] = []
        self.stale: list[tuple[str, str, int]] = []
        self.renewed: list[tuple[str, str]] = []
        self._fields, self._parent, self._before = fields, parent, before
        self._values = {field.name: (field, value) for field, value in values if value}

    def fill(self, extra: Extra, claim: Callable[[str], bool] | None = None) -> None:
        """Write the fields, and sort the extras. `claim` says whether the section may have an id.

        A marker is read after all elements, so that what follows one of its name becomes a marker too: extras of one
        name keep their order.
        """
        if not extra:
            self._write_fields({})
            return
        frames, rest = self._fill_frames(extra)
        self._write_fields(frames)
        marked = set[str]()
        for name, value in rest:
            element = None
            if name == "@id" and claim is not None and not self.attributes and name not in marked and claim(value):
                self.attributes = f' id="{escape_attribute(value)}"'
            elif name in marked or (element := self._parse_extra(name, value)) is None:
                self.unplaced.append((name, value))
                marked.add(name)
            elif element.tag.startswith("termNote") and self._parent == "termSec":
                self.term_notes.append(value)
            else:
                self.others.append(value)

    def write_markers(self) -> list[str]:
        """Return the markers: those of values that TBX-Basic lacks, then those of the unplaced extras."""
        return self.markers + [write_marker(escape_name(name), value) for name, value in self.unplaced]

    def _fill_frames(self, extra: Extra) -> tuple[Mapping[str, str], list[tuple[str, str]]]:
        """Return the fields in their frames, by name, and the extras that are no frames.

        An extra that is named as a frame and is none, and all that follow of its name, are no frames.
        """
        frames: dict[str, str] = {}
        rest = []
        others, seen = set[str](), Counter[tuple[str, str]]()
        for name, value in extra:
            frame = name, value, seen[name, value]
            seen[name, value] += 1
            if name in others or not is_frame(name, value, self._fields, self._parent):
                rest.append((name, value))
                others.add(name)
            elif (found := self._values.get(name.removeprefix(FRAME))) is None or found[0].name in frames:
                self.stale.append(frame)
            else:
                frames[found[0].name] = self._fill_frame(value, *found)
                shape = self._read_frame(frames[found[0].name] or write_field(*found))
                if shape != value:
                    self.stale.append(frame)
                    self.renewed += [(name, shape)] if shape else []
        return frames, rest

    def _fill_frame(self, shape: str, field: Field, value: str) -> str:
        """Write a field into its frame, without the markup of another value; "" where they do not fit."""
        element = _parse_element(shape, self._parent)
        holder = None if element is None else find_carrier(element)
        if element is None or holder is None:
            return ""
        found = read_field(element, self._fields)
        is_stale = (len(holder) or holder.text) and (found is None or found[1] != value or found[0].name != field.name)
        written = fill_frame(element, field, value, self._fields) or ""
        return written if is_stale or self._read_frame(written) == shape else ""

    def _read_frame(self, written: str) -> str | None:
        """Return the frame that a reader would find in an element."""
        element = parse_fragment(written)
        found = None if element is None else read_field(element, self._fields)
        if element is None or found is None:
            return None
        return make_frame(element, *found) or (found[0].empty if self._parent == "langSec" else "")

    def _write_fields(self, frames: Mapping[str, str]) -> None:
        for name, (field, value) in self._values.items():
            if written := frames.get(name) or write_field(field, value):
                self.elements[name] = written
            if not _is_readable(written, field, value, self._fields, framed=bool(frames.get(name))):
                self.markers.append(write_marker(name, value))

    def _parse_extra(self, name: str, value: str) -> Element | None:
        """Parse an extra as an element that a reader would take for the same extra; None where it is none."""
        element = _parse_element(value, self._parent) if "<" in value[:1] else None
        if element is None or categorize(element) != name or element.tag not in AUXILIARY or value in NOTHING:
            return None
        if element.tag == "note" and self._parent != "langSec" and parse_marker(flatten(element)) is not None:
            return None
        found = read_field(element, self._fields)
        return element if found is None or found[0].name in self.elements or found[0].name in self._before else None


def is_frame(name: str, value: str, fields: Fields, parent: str) -> bool:
    """Return whether an extra is a frame for the field it is named after."""
    element = _parse_element(value, parent) if name.startswith(FRAME) else None
    if element is None or find_carrier(element) is None:
        return False
    return name[len(FRAME) :] in {field.name for field in find_fields(element, fields)}


def _parse_element(value: str, parent: str) -> Element | None:
    """Parse a canonical element of TBX; None for any other text, as for MultiTerm's elements of the same names."""
    element = parse_fragment(value)
    if element is None or serialise(canonicalize(element, parent, keep_text)) != value:
        return None
    if any(transac.get("type") != "transactionType" for transac in element.iter("transac")):
        return None
    return None if element.find("descripGrp") is not None else element


def _is_readable(written: str, field: Field, value: str, fields: Fields, framed: bool) -> bool:
    """Return whether a reader would find the value in the element that is written."""
    if not framed:
        return bool(written) and field.read(field.write(value)) == value
    element = parse_fragment(written)
    found = None if element is None else read_field(element, fields)
    return found is not None and found[1] == value
