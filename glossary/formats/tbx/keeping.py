"""Extras on their way back into a TBX file: those that came from one as elements, the others as markers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from xml.etree.ElementTree import Element

from glossary.formats.framed import FRAME, Field, Fields, carrier, category, fields_of, filled, frame, plain, saying
from glossary.formats.markup import fragment
from glossary.formats.markup_text import attribute, flat, serialise
from glossary.formats.tbx.canonical import as_written, canonical
from glossary.formats.tbx.fields import NOTHING
from glossary.formats.tbx.markers import extra_name, marked, marker
from glossary.formats.tbx.names import AUXILIARY
from glossary.model import Extra


class Level:
    """The elements of one section. `values` are the fields to write, in order; an empty one is not written.

    `before` names the fields that an element before the section says.

    After `keep`: `elements` hold the fields, `term_notes` and `others` what came from TBX, `markers` the rest.
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
        self._fields, self._parent, self._before = fields, parent, before
        self._values = {field.name: (field, value) for field, value in values if value}

    def keep(self, extra: Extra, claim: Callable[[str], bool] | None = None) -> None:
        """Sort the extras. `claim` says whether the section may have an id."""
        if not extra:
            self._write_fields({})
            return
        frames, rest = self._frames(extra)
        self._write_fields(frames)
        for name, value in rest:
            if name == "@id" and claim is not None and not self.attributes and claim(value):
                self.attributes = f' id="{attribute(value)}"'
            elif (element := self._sound(name, value)) is None:
                self.unplaced.append((name, value))
            elif element.tag.startswith("termNote") and self._parent == "termSec":
                self.term_notes.append(value)
            else:
                self.others.append(value)

    def marked(self) -> list[str]:
        """The markers: of fields TBX-Basic has no word for, then of extras that are no elements of TBX."""
        return self.markers + [marker(extra_name(name), value) for name, value in self.unplaced]

    def _frames(self, extra: Extra) -> tuple[Mapping[str, str], list[tuple[str, str]]]:
        """The fields in their frames, by name, and the extras that are no frames."""
        frames: dict[str, str] = {}
        rest = []
        for name, value in extra:
            said = self._values.get(name.removeprefix(FRAME)) if name.startswith(FRAME) else None
            if said is None or said[0].name in frames:
                if not is_frame(name, value, self._fields, self._parent):
                    rest.append((name, value))
                continue
            element = self._in_frame(value, *said)
            if element is None:
                rest.append((name, value))
            else:
                frames[said[0].name] = element
        return frames, rest

    def _in_frame(self, shape: str, field: Field, value: str) -> str | None:
        """A field in its frame, "" where the frame no longer fits it; None where the extra is no frame."""
        element = _element(shape, self._parent)
        holder = None if element is None else carrier(element)
        if element is None or holder is None or field.name not in {f.name for f in fields_of(element, self._fields)}:
            return None
        said = saying(element, self._fields)
        stale = (len(holder) or holder.text) and (said is None or said[1] != value or said[0].name != field.name)
        written = filled(element, field, value, self._fields) or ""
        return written if stale or self._shape(written) == shape else None

    def _shape(self, written: str) -> str | None:
        """The frame a reader finds in what is written."""
        element = fragment(written)
        said = None if element is None else saying(element, self._fields)
        if element is None or said is None:
            return None
        return frame(element, *said) or (said[0].empty if self._parent == "langSec" else "")

    def _write_fields(self, frames: Mapping[str, str]) -> None:
        for name, (field, value) in self._values.items():
            if written := frames.get(name) or plain(field, value):
                self.elements[name] = written
            if not _says(written, field, value, self._fields, framed=bool(frames.get(name))):
                self.markers.append(marker(name, value))

    def _sound(self, name: str, value: str) -> Element | None:
        """An extra as an element of this section that a reader takes for the same extra; None where it is none."""
        element = _element(value, self._parent) if "<" in value[:1] else None
        if element is None or category(element) != name or element.tag not in AUXILIARY or value in NOTHING:
            return None
        if element.tag == "note" and self._parent != "langSec" and marked(flat(element)) is not None:
            return None
        said = saying(element, self._fields)
        return element if said is None or said[0].name in self.elements or said[0].name in self._before else None


def is_frame(name: str, value: str, fields: Fields, parent: str) -> bool:
    """Whether an extra is a frame for the field it is named after."""
    element = _element(value, parent) if name.startswith(FRAME) else None
    return element is not None and name[len(FRAME) :] in {field.name for field in fields_of(element, fields)}


def _element(value: str, parent: str) -> Element | None:
    """A canonical element of TBX; None for any other text, MultiTerm's elements of the same names among them."""
    element = fragment(value)
    if element is None or serialise(canonical(element, parent, as_written)) != value:
        return None
    if any(transac.get("type") != "transactionType" for transac in element.iter("transac")):
        return None
    return None if element.find("descripGrp") is not None else element


def _says(written: str, field: Field, value: str, fields: Fields, framed: bool) -> bool:
    """Whether the element written gives the value back."""
    if not framed:
        return bool(written) and field.read(field.write(value)) == value
    element = fragment(written)
    said = None if element is None else saying(element, fields)
    return said is not None and said[1] == value
