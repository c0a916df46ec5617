"""XLIFF 1.2 and 2.0 to 2.2, as standards and as Trados (.sdlxliff) and memoQ (.mqxliff) write it: a bitext a `<file>`.

A unit is a segment: what the sides of a translation unit are cut into where they are, else the unit. What is locked or
not to be translated is left out.
Sources: XLIFF 1.2 (OASIS, 1 February 2008); XLIFF 2.1 (OASIS, 13 February 2018); Trados Studio SDK, file type support;
memoQ documentation, bilingual formats
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PureWindowsPath

from align.errors import ReadError
from align.model import Bitext
from align.readers import ReadOptions
from align.readers.assembly import LinePlaces
from align.readers.confidences import parse_confidence
from align.readers.units import BitextAssembly, Content
from align.readers.xml.events import End, Event, Start, decode_xml, local_name, parse
from align.readers.xml.inline import InlineReader, keeps_space
from align.readers.xml.languages import describe_languages, expect_root, fits_language

LOCKED, UNTRANSLATABLE, FOREIGN = "locked", "not to be translated", "in other languages"
"""Why units are left out."""
_IDS = ("id", "startRef", "rid")
_WALKED = frozenset({"xliff", "file", "body", "group", "trans-unit", "unit", "segment", "seg-defs", "seg"})
_METADATA = frozenset({"metadata", "metaGroup", "meta"})
"""Elements whose children are looked at; what is in others, such as alternative translations, is no text."""
_SIDES = frozenset({"source", "target", "seg-source"})
_UNITS = frozenset({"trans-unit", "unit"})
_PENDING = frozenset({"new", "needs-translation", "initial", "notstarted"})
"""States, in lower case, in which a segment has no translation yet."""
_UNCONFIRMED = frozenset(
    {
        *("needs-adaptation", "needs-l10n"),
        *("needs-review-adaptation", "needs-review-l10n", "needs-review-translation"),
        *("draft", "rejectedtranslation", "rejectedsignoff"),
        *("assembledfromfragments", "machinetranslated", "partiallyedited", "pretranslated", "rejected"),
        *("fuzzy-match", "leveraged-mt", "mt-suggestion", "tm-suggestion"),
        *("rejected-grammar", "rejected-inaccurate", "rejected-length", "rejected-spelling"),
    }
)
"""States, in lower case, of XLIFF, Trados and memoQ, in which a translation is not confirmed, or was rejected; and what
says so in the `state-qualifier` of a target without a state.
"""
_NOTHING = Content("")


def read(path: str, data: bytes, options: ReadOptions) -> Iterator[Bitext]:
    """Return the bitexts of a file, in order. Raises ReadError where none is in the languages that are checked."""
    text = decode_xml(data, options.encoding)
    reader = _Reader(path, options, LinePlaces(text))
    for event in expect_root(parse(text), "xliff"):
        reader.read(event)
    return reader.finish()


@dataclass(eq=False)
class _Scope:
    """What an element says of all that is in it."""

    translates: bool = True
    keeps_space: bool = False

    def narrow(self, attributes: Mapping[str, str]) -> "_Scope":
        """Return what holds inside an element of this scope."""
        translate = attributes.get("translate")
        return _Scope(
            self.translates if translate is None else translate != "no", keeps_space(attributes, self.keeps_space)
        )


@dataclass(eq=False)
class _Segment:
    """One segment: its sides, and what is said of its state."""

    id: str
    start: int
    state: str = ""
    is_locked: bool = False
    translates: bool = True
    source: Content = _NOTHING
    target: Content = _NOTHING


@dataclass(eq=False)
class _Unit:
    """A translation unit that is being read; `segments` by id, the whole unit first, with an empty id."""

    id: str
    start: int
    translates: bool
    is_approved: bool = False
    confidence: float = 1.0
    segments: dict[str, _Segment] = field(default_factory=dict)

    def segment(self, key: str) -> _Segment:
        """Return the segment of an id, made where it is new."""
        return self.segments.setdefault(key, _Segment(key, self.start))

    def find_parts(self) -> list[_Segment]:
        """Return the segments that the unit is cut into; none where its target is not cut as its source is."""
        parts = [segment for key, segment in self.segments.items() if key]
        is_cut = any(part.target is not _NOTHING for part in parts) or not self.segments[""].target.text.strip()
        return parts if is_cut and any(part.source is not _NOTHING for part in parts) else []


class _SideReader:
    """Reads a `<source>`, a `<target>` or a `<seg-source>`, whole, and each segment that is marked in it."""

    def __init__(self, whole: Content, *, keeps_space: bool) -> None:
        self.whole = whole
        self.parts: dict[str, Content] = {}
        self._keeps_space = keeps_space
        self._readers = [InlineReader(whole, _IDS, keeps_space=keeps_space)]
        self._depth = self._depth_of_part = 0

    def read(self, event: Event) -> bool:
        """Take the next event; return whether it ends the side."""
        self._depth += isinstance(event, Start) - isinstance(event, End)
        if isinstance(event, End) and len(self._readers) > 1 and self._depth < self._depth_of_part:
            self._readers.pop().end(event)
        if self._depth < 0:
            self._readers[0].end(event)
            return True
        for reader in self._readers:
            reader.read(event)
        if isinstance(event, Start) and len(self._readers) == 1 and event.attributes.get("mtype") == "seg":
            self._open_part(event)
        return False

    def _open_part(self, event: Start) -> None:
        key = event.attributes.get("mid", "")
        part = self.parts.setdefault(key, Content("/".join(filter(None, (self.whole.unit, key))), event.span.end))
        self._readers.append(InlineReader(part, _IDS, keeps_space=self._keeps_space))
        self._depth_of_part = self._depth


class _Reader:
    """Reads the files of a document, each into a bitext."""

    def __init__(self, path: str, options: ReadOptions, places: LinePlaces) -> None:
        self._path, self._options, self._places = path, options, places
        self._assemblies: list[BitextAssembly] = []
        self._foreign: list[str] = []
        self._count = self._foreign_units = 0
        self._scopes = [_Scope()]
        self._skipped = 0
        self._languages = ("", "")
        self._is_read = False
        self._file = ""
        self._unit = _Unit("", 0, translates=True)
        self._segment = ""
        self._side: _SideReader | None = None
        self._side_name = ""
        self._confidence: list[str] | None = None

    def read(self, event: Event) -> None:
        """Take the next event."""
        if self._side is not None:
            if self._side.read(event):
                self._close_side(self._side)
        elif self._skipped:
            self._skipped += isinstance(event, Start) - isinstance(event, End)
        elif isinstance(event, Start):
            self._start(event)
        elif isinstance(event, End):
            self._end(event)
        elif self._confidence is not None:
            self._confidence.append(event.text)

    def _start(self, event: Start) -> None:
        name, attributes = local_name(event.name), event.attributes
        if name in _SIDES:
            self._open_side(name, event)
            return
        if name not in _WALKED and name not in _METADATA:
            self._skipped = 1
            return
        self._scopes.append(self._scopes[-1].narrow(attributes))
        if name == "xliff":
            self._languages = (attributes.get("srcLang", ""), attributes.get("trgLang", ""))
        elif name == "file":
            self._open_file(attributes)
        elif name in _UNITS:
            self._open_unit(event)
        elif name == "segment":
            self._open_segment(attributes, event.span.start)
        elif name == "seg":
            self._define_segment(attributes)
        elif name == "meta" and attributes.get("type") == "confidence":
            self._confidence = []

    def _open_file(self, attributes: Mapping[str, str]) -> None:
        source = attributes.get("source-language") or self._languages[0]
        target = attributes.get("target-language") or self._languages[1]
        self._file = PureWindowsPath(attributes.get("original") or attributes.get("id", "")).name
        self._is_read = all(
            not code or fits_language(code, wanted)
            for code, wanted in ((source, self._options.source_language), (target, self._options.target_language))
        )
        if self._is_read:
            self._assemblies.append(BitextAssembly(self._path, self._options, self._places))
        else:
            self._foreign += [code for code in (source, target) if code]

    def _open_unit(self, event: Start) -> None:
        attributes = event.attributes
        self._count += 1
        unit = _Unit(attributes.get("id") or f"{self._count}", event.span.start, self._scopes[-1].translates)
        unit.is_approved = attributes.get("approved") == "yes"
        whole = unit.segment("")
        for name, value in attributes.items():
            if local_name(name) == "locked":
                whole.is_locked = value in ("locked", "true", "yes")
            elif local_name(name) == "status":
                whole.state = value
        self._unit, self._segment = unit, ""

    def _open_segment(self, attributes: Mapping[str, str], start: int) -> None:
        """Begin a segment of XLIFF 2; one without an id is known by its number."""
        self._segment = attributes.get("id") or str(len(self._unit.segments))
        segment = self._unit.segment(self._segment)
        segment.start, segment.state = start, attributes.get("state", "")
        segment.translates = self._scopes[-1].translates

    def _define_segment(self, attributes: Mapping[str, str]) -> None:
        """Take what Trados says of a segment."""
        segment = self._unit.segment(attributes.get("id", ""))
        segment.is_locked = attributes.get("locked") == "true"
        segment.state = attributes.get("conf") or "new"

    def _open_side(self, name: str, event: Start) -> None:
        preserves = keeps_space(event.attributes, self._scopes[-1].keeps_space)
        self._side_name = name
        self._side = _SideReader(Content(self._name_segment(self._segment), event.span.end), keeps_space=preserves)
        state = event.attributes.get("state") or event.attributes.get("state-qualifier")
        if name == "target" and state:
            self._unit.segment(self._segment).state = state

    def _close_side(self, side: _SideReader) -> None:
        """Give a side that was read to its segments."""
        self._side = None
        if self._side_name != "seg-source":
            self._give(self._segment, side.whole)
        for key, part in side.parts.items():
            self._give(key, part)

    def _give(self, key: str, content: Content) -> None:
        segment = self._unit.segment(key)
        if self._side_name == "target":
            segment.target = content
        else:
            segment.source = content

    def _name_segment(self, key: str) -> str:
        """Return the id of a segment as people see it: the file, the unit, the segment."""
        return "/".join(filter(None, (self._file, self._unit.id, key)))

    def _end(self, event: End) -> None:
        name = local_name(event.name)
        self._scopes.pop()
        if name in _UNITS and self._is_read and self._assemblies:
            self._add_unit(self._unit)
        elif name in _UNITS:
            self._foreign_units += 1
        elif name == "segment":
            self._segment = ""
        elif name == "meta" and self._confidence is not None:
            self._unit.confidence = parse_confidence("".join(self._confidence))
            self._confidence = None

    def _add_unit(self, unit: _Unit) -> None:
        whole = unit.segments[""]
        for segment in unit.find_parts() or [whole]:
            segment.is_locked |= whole.is_locked
            self._add_segment(unit, segment, segment.state or whole.state)

    def _add_segment(self, unit: _Unit, segment: _Segment, state: str) -> None:
        name = self._name_segment(segment.id)
        source, target = (
            Content(name, segment.start) if side is _NOTHING else side for side in (segment.source, segment.target)
        )
        is_pending, is_unconfirmed = (
            state.lower() in states and not unit.is_approved for states in (_PENDING, _UNCONFIRMED)
        )
        if is_pending and target.text == source.text:
            target = Content(name, target.start)
        if not (source.text.strip() or target.text.strip()):
            return
        if not (unit.translates and segment.translates):
            self._assemblies[-1].leave_out(UNTRANSLATABLE)
        elif segment.is_locked:
            self._assemblies[-1].leave_out(LOCKED)
        else:
            self._assemblies[-1].add(
                source, target, is_pending=is_pending, confidence=unit.confidence, is_unconfirmed=is_unconfirmed
            )

    def finish(self) -> Iterator[Bitext]:
        """Yield the bitexts. Raises ReadError where there are only files in other languages."""
        if self._foreign and not self._assemblies:
            found = list(dict.fromkeys(self._foreign))
            raise ReadError(describe_languages(found, self._options.source_language, self._options.target_language))
        if self._assemblies and self._foreign_units:
            self._assemblies[0].leave_out(FOREIGN, self._foreign_units)
        return (assembly.build() for assembly in self._assemblies)
