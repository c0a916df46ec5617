"""Glossaries of OmegaT: a source, a target and a comment in a line, with tabs between; a line that begins with # is a
remark.

    # Glossary in tab-separated format -*- coding: utf-8 -*-
    关键矿产	critical minerals	the usual name

There is no quoting, and no status: OmegaT shows translators all that it finds, so that terms that should not be used
are left out. Comments are the notes of targets. Source: the manual of OmegaT 6, “Glossaries”.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, NamedTuple

from glossary.formats.base import FormatError, Languages
from glossary.formats.losses import Loss, find_field_losses, find_header_losses, note_id_loss, note_loss
from glossary.formats.tables.heading import refuse_swapped
from glossary.formats.text import decode
from glossary.model import Concept, Glossary, Term, matches_language

_HEAD = "# Glossary in tab-separated format -*- coding: utf-8 -*-\n"
_COMMENT = "#"
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_MOST = 3


class _Entry(NamedTuple):
    """A line: the texts of a source and a target, and the comment."""

    source: str
    target: str
    note: str = ""


def load(stream: BinaryIO, languages: Languages) -> Glossary:
    """Read a glossary of one pair of languages: lines with the same source are one concept.

    Raises FormatError, also where most lines have the two languages the other way round.
    """
    entries = [*_parse(decode(stream.read()).text)]
    refuse_swapped([(one.source, one.target) for one in entries], languages)
    return _build(entries, languages)


def dump(glossary: Glossary, languages: Languages) -> Iterator[bytes]:
    """Yield the bytes of a file in UTF-8: a line for each source with each target that may be used."""
    yield _HEAD.encode()
    yield from (_write(entry).encode() for entry in _list_entries(glossary, languages))


def edit(data: bytes, glossary: Glossary, languages: Languages) -> Iterator[Iterable[bytes]]:
    """Yield a draft of a file in which lines that say what they said stay, and so do remarks and the encoding.

    The remarks above the first entry stay at the top, others above their entry: where that is gone, above the new one
    in its place, else above the next that is left, or at the end.
    """
    text, encoding = decode(data)
    newline = "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"
    entries = [*_list_entries(glossary, languages)]
    lines, tail = _split(text)
    places = {entry: place for place, entry in enumerate(entries)}
    known = {entry for _, entry, _ in lines}
    written = [_write(entry).replace("\n", newline) for entry in entries]
    leads = [""] * len(entries)
    top, pending, following = "", "", 0
    for number, (lead, entry, line) in enumerate(lines):
        top, pending = (lead, "") if not number else (top, pending + lead)
        place = places.pop(entry, None)
        if place is not None:
            written[place] = line
        elif following < len(entries) and entries[following] not in known:
            place = following
        if place is not None:
            leads[place] += pending
            pending, following = "", place + 1
    ended = (line if line.endswith("\n") else line + newline for line in written)
    parts = [top, *(lead + line for lead, line in zip(leads, ended, strict=True)), pending + tail]
    whole = "".join(parts)
    if written and not pending + tail and not written[-1].endswith("\n"):
        whole = whole.removesuffix(newline)
    yield encoding.encode([whole])


def _split(text: str) -> tuple[list[tuple[str, _Entry, str]], str]:
    """Return the entries of a file, each with what is above it and with its line, and what follows the last."""
    lines, lead = list[tuple[str, _Entry, str]](), ""
    for line in _LINE.findall(text):
        entries = [*_parse(line)]
        if entries:
            lines.append((lead, entries[0], line))
        lead = "" if entries else lead + line
    return lines, lead


def keep(glossary: Glossary, languages: Languages) -> Glossary:
    """Return what of a glossary the format holds."""
    return _build(_list_entries(glossary, languages), languages)


def find_losses(glossary: Glossary, languages: Languages) -> Sequence[Loss]:
    """Return what is lost: terms that may not be used, all fields but the notes of targets."""
    pairs = [_pair(concept, languages) for concept in glossary.concepts]
    sources, targets = ([term for pair in pairs for term in pair[side]] for side in (0, 1))
    ids = {id(term) for term in (*sources, *targets)}
    terms = [term for concept in glossary.concepts for term in concept.terms]
    barred = sum(not term.allowed for term in terms)
    others = sum(term.allowed and id(term) not in ids for term in terms)
    shortened = sum(
        term.language != code for code, side in zip(languages, (sources, targets), strict=True) for term in side
    )
    held = [(one, pair[0]) for one, pair in zip(glossary.concepts, pairs, strict=True) if pair[0]]
    kept = [concept for concept, _ in held]
    blanks = sum(term.note != _join_lines(term.note) for term in targets)
    renamed = sum([term.text for term in names] != [concept.id] for concept, names in held)
    return [
        *find_header_losses(glossary),
        *note_loss(barred, "term", "left out, deprecated, forbidden or not accepted"),
        *note_loss(others, "term", "left out, without a counterpart or a remark to OmegaT (#)"),
        *note_loss(sum(not one.terms for one in glossary.concepts), "concept", "left out, without terms"),
        *note_loss(shortened, "term", "the language is shortened"),
        *note_id_loss(renamed),
        *note_loss(blanks, "note", "blanks and line breaks become one blank"),
        *find_field_losses(kept, targets, (), ("note", "state")),
        *find_field_losses((), sources, (), ()),
    ]


def _parse(text: str) -> Iterator[_Entry]:
    for number, line in enumerate(text.split("\n"), 1):
        cells = line.rstrip("\r").split("\t")
        if line.startswith(_COMMENT) or not line.strip():
            continue
        if len(cells) < 2 or not cells[0].strip() or not cells[1].strip():
            what = "no tab" if len(cells) < 2 else "no source" if not cells[0].strip() else "no target"
            raise FormatError(f"{what}: write a source, a tab and a target, or begin the line with #", number)
        yield _Entry(cells[0], cells[1], " ".join(cells[2:_MOST]).strip())


def _build(entries: Iterable[_Entry], languages: Languages) -> Glossary:
    concepts: dict[str, dict[Term, None]] = {}
    for entry in entries:
        terms = concepts.setdefault(entry.source, {Term(entry.source, languages.source): None})
        terms.setdefault(Term(entry.target, languages.target, note=entry.note))
    return Glossary(tuple(Concept(name, tuple(terms)) for name, terms in concepts.items()))


def _list_entries(glossary: Glossary, languages: Languages) -> Iterator[_Entry]:
    """Yield the lines of a glossary, each once."""
    entries = (
        _Entry(source.text, target.text, _join_lines(target.note))
        for concept in glossary.concepts
        for sources, targets in [_pair(concept, languages)]
        for source in sources
        for target in targets
    )
    return iter(dict.fromkeys(entries))


def _join_lines(note: str) -> str:
    """Return a note in a line, with single blanks."""
    return " ".join(note.split())


def _pair(concept: Concept, languages: Languages) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """Return the sources and the targets of a concept that the format holds; none where it lacks one of them."""
    sources = tuple(term for term in concept.renderings(languages.source) if not term.text.startswith(_COMMENT))
    targets = tuple(
        term for term in concept.renderings(languages.target) if not matches_language(term.language, languages.source)
    )
    return (sources, targets) if sources and targets else ((), ())


def _write(entry: _Entry) -> str:
    return "\t".join(entry if entry.note else entry[:2]) + "\n"
