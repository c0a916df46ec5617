"""Edits of a TBX file: entries and terms that change are written again, in the form of the file; all else stays."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from io import BytesIO
from itertools import pairwise
from typing import NamedTuple
from xml.parsers import expat

from glossary.formats.tbx.form import Form, UnfitError
from glossary.formats.tbx.names import ENTRIES, LANGUAGE, LANGUAGE_SECTIONS, TERM_SECTIONS
from glossary.formats.tbx.read import read
from glossary.formats.tbx.write import write_entry, write_term
from glossary.formats.tbx.xml_ids import XmlIds
from glossary.formats.xml.nodes import Node, find_space_before, parse_nodes
from glossary.formats.xml.parser import parse_fragment, strip_prefix
from glossary.formats.xml.text import escape_attribute
from glossary.model import Concept, Glossary, Term
from glossary.storage.decoding import DecodedText, DecodeError, decode_with_encoding

_DECLARED = re.compile(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]+)")
_MARKED = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"))
"""How what is no element begins and ends: a comment, an instruction, text in which neither means anything."""
_ENTRY_DEPTH = 4
"""How deep entries are: tbx, text, body, conceptEntry."""


class _File(NamedTuple):
    """A file in UTF-8, its root, the element that holds the entries, and those."""

    data: bytes
    root: Node
    body: Node
    entries: list[Node]


def edit(data: bytes, glossary: Glossary) -> Iterator[list[bytes]]:
    """Yield a draft of a file in which only what differs is written again; nothing where that cannot be."""
    old, decoded = read(BytesIO(data)), _decode(data)
    file = _parse(decoded.text) if decoded else None
    if decoded is None or file is None or old.extra != glossary.extra or len(file.entries) != len(old.concepts):
        return
    with suppress(UnfitError):
        text = _Editor(file, old, glossary).edit()
        yield [decoded.encoding.mark, text.encode(decoded.encoding.codec, "xmlcharrefreplace")]


def describe_form(data: bytes) -> str:
    """Name the form of a file that would be written in another one if it were written again; "" for the usual form."""
    decoded = _decode(data)
    file = _parse(decoded.text) if decoded else None
    form = Form(file.root, None, file.data) if file else None
    return "" if form is None or form.is_usual else form.describe()


def _decode(data: bytes) -> DecodedText | None:
    declared = _DECLARED.match(data)
    try:
        return decode_with_encoding(data, declared=declared[1].decode() if declared else None)
    except DecodeError:
        return None


def _parse(text: str) -> _File | None:
    """Find the entries of a file; None where it has no place for them, or is not in the encoding that it names."""
    data = text.encode()
    try:
        root = parse_nodes(data, _ENTRY_DEPTH)
    except expat.ExpatError:
        return None
    body = next((node for node in root.list_all() if strip_prefix(node.tag) == "body"), None)
    if body is None or body.opened == body.end:
        return None
    return _File(data, root, body, [node for node in body.children if strip_prefix(node.tag) in ENTRIES])


class _Editor:
    """Writes the entries of a file for another glossary."""

    def __init__(self, file: _File, old: Glossary, new: Glossary) -> None:
        self._file, self._old, self._new = file, old, new
        self._places = {concept.id: place for place, concept in enumerate(old.concepts)}
        self._ids = XmlIds(new, [entry.attributes.get("id", "") for entry in file.entries])

    def edit(self) -> str:
        """Return the text of the file. Raises UnfitError."""
        data, body, entries = self._file.data, self._file.body, self._file.entries
        starts = [body.opened, *(entry.end for entry in entries)]
        leads = [data[start : entry.start].decode() for start, entry in zip(starts, entries, strict=False)]
        usual = find_space_before(data, entries[-1].start) if entries else "\n"
        parts = [data[: body.opened].decode()]
        for concept in self._new.concepts:
            place = self._places.get(concept.id)
            if concept.terms or place is not None:
                parts += [usual if place is None else leads[place], self._write_concept(concept, place)]
        return "".join(parts) + data[starts[-1] :].decode()

    def _write_concept(self, concept: Concept, place: int | None) -> str:
        """Write a concept that is in an entry of the file; None for a new one."""
        entries = self._file.entries
        model = entries[-1 if place is None else place] if entries else None
        data = self._file.data[model.start : model.end] if model else b""
        if place is not None and concept == self._old.concepts[place]:
            return data.decode()
        node = parse_nodes(data) if model else None
        form = Form(self._file.root, node, data)
        if place is not None and node is not None:
            old = self._old.concepts[place]
            edited = _TermEditor(node, data, form, self._ids).edit(old, concept) if old[2:] == concept[2:] else None
            if edited is not None:
                return edited
        text = _write(form, write_entry(concept, self._ids))
        return text if place is None else _keep_comments(data.decode(), text)


class _Slot(NamedTuple):
    """A term in its entry: its section, as an index, and the text before it and of it."""

    section: int
    lead: str
    text: str


class _TermEditor:
    """Writes the terms of an entry whose concept has other terms now, and is else the same."""

    def __init__(self, entry: Node, data: bytes, form: Form, ids: XmlIds) -> None:
        self._data, self._form, self._ids = data, form, ids
        self._sections = [node for node in entry.children if strip_prefix(node.tag) in LANGUAGE_SECTIONS]
        self._terms = [
            [node for node in section.children if strip_prefix(node.tag) in TERM_SECTIONS] for section in self._sections
        ]
        self._slots = [
            _Slot(at, self._read(self._find_lead(section, node, before), node.start), self._read(node.start, node.end))
            for at, (section, nodes) in enumerate(zip(self._sections, self._terms, strict=True))
            for before, node in pairwise([None, *nodes])
            if node
        ]

    def _read(self, start: int, end: int) -> str:
        return self._data[start:end].decode()

    @staticmethod
    def _find_lead(section: Node, node: Node, before: Node | None) -> int:
        """Find where that begins which is before a term and belongs to it, after the term before."""
        if before:
            return before.end
        return max((child.end for child in section.children if child.end <= node.start), default=section.opened)

    def edit(self, old: Concept, new: Concept) -> str | None:
        """Return the text of the entry; None where its terms are not placed as usual. Raises UnfitError."""
        if len(self._slots) != len(old.terms) or not all(self._terms):
            return None
        written: list[list[str]] = [[] for _ in self._sections]
        homes = {_get_language(section): at for at, section in reversed([*enumerate(self._sections)])}
        added: dict[str, list[Term]] = defaultdict(list)
        lasts: dict[str, int] = {}
        for term, place in zip(new.terms, _match(old.terms, new.terms), strict=True):
            slot = None if place is None else self._slots[place]
            if slot is None and term.language not in homes:
                added[term.language].append(term)
                continue
            at = homes[term.language] if slot is None else slot.section
            if at < lasts.get(term.language, at):
                return None  # its terms of that language would come in another order
            homes[term.language] = lasts[term.language] = at
            lead = self._find_space(at) if slot is None else slot.lead
            is_same = slot is not None and place is not None and old.terms[place] == term
            if slot is None or not is_same:
                text = _write(self._form, write_term(term, self._ids))
                text = _keep_comments(slot.text, text) if slot else text
            else:
                text = slot.text
            written[at].append(lead + text)
        return self._assemble(written, added) if all(written) else None

    def _find_space(self, section: int) -> str:
        """Find the white space before a new term of a section."""
        return find_space_before(self._data, self._terms[section][-1].start)

    def _assemble(self, written: Sequence[Sequence[str]], added: dict[str, list[Term]]) -> str:
        parts, end = [], 0
        first = iter(self._slots)
        for section, nodes, texts in zip(self._sections, self._terms, written, strict=True):
            slots = [next(first) for _ in nodes]
            parts += [self._read(end, nodes[0].start - len(slots[0].lead.encode())), *texts]
            end = nodes[-1].end
            if section is self._sections[-1]:
                space = find_space_before(self._data, section.start)
                parts += [self._read(end, section.end), *(space + self._write_section(*pair) for pair in added.items())]
                end = section.end
        return "".join(parts) + self._read(end, len(self._data))

    def _write_section(self, language: str, terms: list[Term]) -> str:
        lines = [line for term in terms for line in write_term(term, self._ids)]
        return _write(self._form, [f'<langSec xml:lang="{escape_attribute(language)}">', *lines, "</langSec>"])


def _get_language(section: Node) -> str:
    return section.attributes.get(LANGUAGE) or section.attributes.get("lang", "")


def _write(form: Form, lines: Iterator[str] | list[str]) -> str:
    """Write an element, given by its lines, in the form of a file. Raises UnfitError."""
    element = parse_fragment("".join(lines))
    if element is None:
        raise UnfitError
    return form.write(element)


def _keep_comments(old: str, new: str) -> str:
    """Return an element that was written again, with the comments that it had, at its beginning."""
    comments = "".join(_list_comments(old))
    if not comments:
        return new
    data = new.encode()
    opened = parse_nodes(data).opened
    return data[:opened].decode() + comments + data[opened:].decode()


def _list_comments(text: str) -> Iterator[str]:
    """Yield the comments and instructions in an element that is well formed."""
    place = 0
    while (start := text.find("<", place)) >= 0:
        place = start + 1
        for opening, closing in _MARKED:
            if text.startswith(opening, start):
                place = text.index(closing, start + len(opening)) + len(closing)
                if opening != "<![CDATA[":
                    yield text[start:place]


def _match(old: Sequence[Term], new: Sequence[Term]) -> list[int | None]:
    """Find for each new term the old one that it is or was, as an index; each is taken once, in order."""
    found: list[int | None] = [None] * len(new)
    taken = set[int]()
    for is_same in (True, False):
        places: dict[Term | tuple[str, str], deque[int]] = defaultdict(deque)
        for place, term in enumerate(old):
            if place not in taken:
                places[term if is_same else (term.language, term.text)].append(place)
        for at, term in enumerate(new):
            if found[at] is None and (free := places.get(term if is_same else (term.language, term.text))):
                found[at] = free.popleft()
                taken.add(found[at] or 0)
    return found
