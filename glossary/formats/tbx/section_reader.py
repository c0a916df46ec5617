"""Reads an entry, a language section or a term section of TBX, element by element."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from glossary.formats.tbx.canonical import Tidy, canonicalize
from glossary.formats.tbx.fields import (
    CASE,
    CONCEPT_ORDER,
    MARKED,
    MATCH,
    NOTHING,
    PART_OF_SPEECH,
    STATE,
    STATUS,
    TERM_ORDER,
    TERM_PLAN,
    TERM_TYPE,
    TEXT,
    VALUES,
    Plan,
)
from glossary.formats.tbx.frames import FRAME, Field, categorize, make_frame, read_field
from glossary.formats.tbx.markers import PREFIX, parse_marker, unescape_name
from glossary.formats.xml.text import flatten, serialise

_ATTRIBUTE, _TERM_NOTE, _OTHER = 0, 50, 100
_ORDER = {
    field.name: number
    if field in (TEXT, STATUS, STATE, PART_OF_SPEECH, TERM_TYPE, CASE, MATCH)
    else number + _TERM_NOTE
    for number, field in enumerate((*TERM_ORDER, *CONCEPT_ORDER[:-1]), 1)
}
"""The order of extras is that in which they are written: frames as their fields, notes on a term first."""
_LAST = 1 << 30
"""The place of an extra that came as a marker: after all sections."""


class SectionReader:
    """Collects the fields and the extras of a concept or a term."""

    __slots__ = ("_extra", "_marked", "values")

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self._marked: dict[str, str] = {}
        self._extra: list[tuple[int, int, str, str]] = []

    def keep_attribute(self, name: str, value: str, place: int = 0, prefix: str = "") -> None:
        """Keep an attribute as an extra. `place` and `prefix` are those of its language section, if it is of one."""
        self._extra.append((place, _ATTRIBUTE, f"{prefix}@{name}", value))

    def take(self, element: Element, plan: Plan, tidy: Tidy, place: int = 0, prefix: str = "") -> None:
        """Take an element: as a field, as a marker, or as an extra."""
        if not self._take_usual(element, plan, tidy):
            self._take_canonical(canonicalize(element, plan.parent, tidy), plan, place, prefix)

    def _take_usual(self, element: Element, plan: Plan, tidy: Tidy) -> bool:
        """Take an element that holds a field and nothing else, as most do; False where it holds more."""
        attributes = element.attrib
        kind = attributes.get("type", "")
        if len(element) or len(attributes) != bool(kind):
            return False
        field = plan.usual.get((element.tag, kind))
        if field is None or field.name in self.values:
            return False
        text = tidy(element.text or "")
        value = field.read(text)
        if not value or (type(value) is not str and field.write(value) != text) or text.startswith(PREFIX):
            return False
        self.values[field.name] = value
        return True

    def _take_canonical(self, element: Element, plan: Plan, place: int, prefix: str) -> None:
        if element.tag == "note" and self._take_marker(flatten(element), plan.marked):
            return
        found = read_field(element, plan.fields)
        if found is not None and found[0].name not in self.values:
            self._take_field(element, *found, place=place, prefix=prefix)
            return
        if found is None and serialise(element) in NOTHING:
            return
        name = prefix + categorize(element)
        if element.tag == "note" and plan.marked and self._is_ambiguous(flatten(element)):
            place = _LAST  # written as it is, it could be taken for a marker, or for the note of the section
        rank = _TERM_NOTE if plan is TERM_PLAN and element.tag.startswith("termNote") else _OTHER
        self._extra.append((place, 0 if place == _LAST else rank, name, serialise(element)))

    def _is_ambiguous(self, note: str) -> bool:
        """Return whether a further note, or the note of the section, reads as a marker."""
        return any(parse_marker(text) is not None for text in (note, self.values.get("note", "")))

    def list_extra(self) -> tuple[tuple[str, str], ...]:
        """Return the extras in the order in which they are written."""
        if len(self._extra) > 1:
            self._extra.sort(key=lambda item: item[:2])
        return tuple(item[2:] for item in self._extra)

    def list_values(self) -> dict[str, Any]:
        """Return the fields. A marker counts where the element next to it still has the value it was written for."""
        for name, value in self._marked.items():
            field = MARKED[name]
            beside = field.write(self.values[name]) if name in self.values else ""
            if field.write(value) == beside:
                self.values[name] = VALUES[name](value) if name in VALUES else value
        return self.values

    def _take_field(self, element: Element, field: Field, value: str, place: int, prefix: str) -> None:
        self.values[field.name] = value
        shape = make_frame(element, field, value)
        if shape or prefix:
            rank = _ORDER[field.name]
            self._extra.append((place, rank, f"{prefix}{FRAME}{field.name}", shape or field.empty))

    def _take_marker(self, note: str, names: frozenset[str]) -> bool:
        """Take a note that is a marker; False where it is an ordinary note."""
        found = parse_marker(note) if names else None
        if found is None:
            return False
        name, value = found
        if (extra := unescape_name(name)) is not None:
            self._extra.append((_LAST, 0, extra, value))
            return True
        if name not in names or name in self._marked or not _is_value(name, value):
            return False
        self._marked[name] = value
        return True


def _is_value(name: str, value: str) -> bool:
    return name not in VALUES or value in list(VALUES[name])
