"""What an entry, a language section or a term section says, read element by element."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from glossary.formats.framed import FRAME, Field, category, frame, saying
from glossary.formats.markup_text import flat, serialise
from glossary.formats.tbx.canonical import Tidy, canonical
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
    TEXT,
    VALUES,
    Plan,
)
from glossary.formats.tbx.markers import PREFIX, extra_of, marked

_ATTRIBUTE, _TERM_NOTE, _OTHER = 0, 50, 100
_ORDER = {
    field.name: number if field in (TEXT, STATUS, STATE, PART_OF_SPEECH, CASE, MATCH) else number + _TERM_NOTE
    for number, field in enumerate((*TERM_ORDER, *CONCEPT_ORDER[:-1]), 1)
}
"""The order things are written in: the frames have that of their fields, notes on a term come first."""
_PLAIN = 1 << 30
"""The place of what came as a marker: behind all sections."""


class Section:
    """Collects the fields and the extras of one record."""

    __slots__ = ("_extra", "_marked", "values")

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self._marked: dict[str, str] = {}
        self._extra: list[tuple[int, int, str, str]] = []

    def attribute(self, name: str, value: str, place: int = 0, prefix: str = "") -> None:
        """Keep an attribute that no field stands for. `place` and `prefix` tell the language section it is of."""
        self._extra.append((place, _ATTRIBUTE, f"{prefix}@{name}", value))

    def take(self, element: Element, plan: Plan, tidy: Tidy, place: int = 0, prefix: str = "") -> None:
        """Take an element: the field it says, a marker, or an extra."""
        if not self._usual(element, plan, tidy):
            self._canonical(canonical(element, plan.parent, tidy), plan, place, prefix)

    def _usual(self, element: Element, plan: Plan, tidy: Tidy) -> bool:
        """Take an element that is nothing but a field's own, as most are; False where it is more."""
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

    def _canonical(self, element: Element, plan: Plan, place: int, prefix: str) -> None:
        if element.tag == "note" and self._marker(flat(element), plan.marked):
            return
        said = saying(element, plan.fields)
        if said is not None and said[0].name not in self.values:
            self._field(element, *said, place=place, prefix=prefix)
            return
        if said is None and serialise(element) in NOTHING:
            return
        name = prefix + category(element)
        if element.tag == "note" and plan.marked and marked(flat(element)) is not None:
            place = _PLAIN  # written as it is, it could be taken for a marker
        rank = _TERM_NOTE if plan is TERM_PLAN and element.tag.startswith("termNote") else _OTHER
        self._extra.append((place, 0 if place == _PLAIN else rank, name, serialise(element)))

    def extra(self) -> tuple[tuple[str, str], ...]:
        """The extras in the order they are written in."""
        if len(self._extra) > 1:
            self._extra.sort(key=lambda item: item[:2])
        return tuple(item[2:] for item in self._extra)

    def settle(self) -> dict[str, Any]:
        """The fields; a marker counts where its element still says what was written beside it."""
        for name, value in self._marked.items():
            field = MARKED[name]
            beside = field.write(self.values[name]) if name in self.values else ""
            if field.write(value) == beside:
                self.values[name] = VALUES[name](value) if name in VALUES else value
        return self.values

    def _field(self, element: Element, field: Field, value: str, place: int, prefix: str) -> None:
        self.values[field.name] = value
        shape = frame(element, field, value)
        if shape or prefix:
            rank = _ORDER[field.name]
            self._extra.append((place, rank, f"{prefix}{FRAME}{field.name}", shape or field.empty))

    def _marker(self, note: str, names: frozenset[str]) -> bool:
        """Take a note that is a marker; False where it is an ordinary one."""
        said = marked(note) if names else None
        if said is None:
            return False
        name, value = said
        if (extra := extra_of(name)) is not None:
            self._extra.append((_PLAIN, 0, extra, value))
            return True
        if name not in names or name in self._marked or not _is_value(name, value):
            return False
        self._marked[name] = value
        return True


def _is_value(name: str, value: str) -> bool:
    return name not in VALUES or value in list(VALUES[name])
