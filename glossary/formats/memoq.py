"""Term bases of memoQ as CSV: a row an entry, a group of columns a term, repeated for further terms of a language.

    Entry_ID;Entry_Subject;Entry_Note;Chinese_PRC_Def;Chinese_PRC;Term_Info;Term_Example;English_Def;English;Term_Info;...

`Term_Info` holds words: the case rule (CaseSense, CasePermissive, CaseInsense), the matching (NoPrefix is exact,
HalfPrefix the default) and NonTerm for a forbidden term. Other words, other columns and `Term_Example` are kept as
extras. Deprecated and superseded terms, which memoQ would have a translator use, are written as forbidden.
Source: https://docs.memoq.com/current/api-docs/wsapi/memoqservices/tbservice.importexport.csv.html
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO, NamedTuple

from glossary.formats import cells
from glossary.formats.base import FormatError, Languages
from glossary.formats.cells import Dialect, Row, dialect, too_many
from glossary.formats.identifiers import named
from glossary.formats.losses import counted, of_fields, of_the_glossary
from glossary.formats.memoq_names import code_of, name_of
from glossary.formats.memoq_rows import DEFINITION, ENTRY, entry_of, groups_of, rows_of, written
from glossary.formats.memoq_terms import INFO, WRITTEN_AS_FORBIDDEN, is_held, term_of
from glossary.model import Concept, Glossary, Match, Status

__all__ = ["dialect", "dump", "load", "losses"]

_USUAL = Dialect(delimiter=";")


class _Place(NamedTuple):
    """A term column: its language, the columns of its properties by name."""

    language: str
    text: int
    properties: dict[str, int]


def load(stream: BinaryIO, languages: Languages) -> Glossary:
    """Read a term base. Raises FormatError."""
    rows = cells.read(stream, guarded=False)
    header = next(rows, None)
    if header is None:
        return Glossary(())
    titles = [title.strip() for title in header.cells]
    places = [*_places(titles)]
    if not places:
        raise FormatError("no column of terms: one is expected before each Term_Info", header.line)
    return Glossary(named(_concept(row, titles, places) for row in rows))


def _places(titles: Sequence[str]) -> Iterator[_Place]:
    """The term columns: those that `Term_Info` follows."""
    starts = [at - 1 for at, title in enumerate(titles) if title == INFO and at]
    for start, end in zip(starts, [*starts[1:], len(titles)], strict=True):
        own = [at for at in range(start + 1, end) if not titles[at].endswith(DEFINITION)]
        yield _Place(code_of(titles[start]), start, {titles[at]: at for at in own})


def _concept(row: Row, titles: Sequence[str], places: Sequence[_Place]) -> Concept:
    if len(row.cells) > len(titles) and any(row.cells[len(titles) :]):
        raise too_many(len(row.cells), len(titles), row.line)
    values = row.cells + [""] * (len(titles) - len(row.cells))
    terms = [
        term_of(values[place.text], place.language, {name: values[at] for name, at in place.properties.items()})
        for place in places
        if values[place.text].strip()
    ]
    of_terms = {at for place in places for at in (place.text, *place.properties.values())}
    others = [(title, values[at]) for at, title in enumerate(titles) if at not in of_terms and values[at]]
    of_languages = {titles[place.text] + DEFINITION for place in places}
    fields = {ENTRY[title]: value for title, value in others if title in ENTRY}
    definitions = [pair for pair in others if pair[0] in of_languages]
    extra = [pair for pair in others if pair[0] not in ENTRY and pair not in definitions[:1]]
    return Concept(
        fields.get("id", ""),
        tuple(terms),
        fields.get("subject", ""),
        definitions[0][1] if definitions else "",
        fields.get("note", ""),
        tuple(extra),
    )


def dump(glossary: Glossary, languages: Languages, dialect: Dialect = _USUAL) -> Iterator[bytes]:
    """The bytes of a term base."""
    return cells.write(rows_of(glossary, languages), dialect, guarded=False)


def losses(glossary: Glossary, languages: Languages) -> Sequence[str]:
    """States, all statuses but forbidden, and most of what is said of a term beside its case and matching."""
    terms = [term for concept in glossary.concepts for term in written(concept)]
    plain = sum(term.status in {Status.PREFERRED, Status.ADMITTED} for term in terms)
    worse = sum(term.status in WRITTEN_AS_FORBIDDEN - {Status.FORBIDDEN} for term in terms)
    groups = groups_of(glossary, languages)
    return [
        *of_the_glossary(glossary),
        *counted(
            sum(not _is_held(concept, groups) for concept in glossary.concepts), "concept", "extra values left out"
        ),
        *counted(
            sum(len(concept.terms) for concept in glossary.concepts) - len(terms), "term", "left out, not accepted"
        ),
        *counted(plain, "term", "the status left out"),
        *counted(worse, "term", "deprecated or superseded becomes forbidden"),
        *counted(sum(term.match in {Match.INFLECTED, Match.PREFIX} for term in terms), "term", "the match left out"),
        *counted(
            sum(code_of(name_of(term.language)) != term.language for term in terms), "term", "the language changes"
        ),
        *counted(sum(not is_held(term) for term in terms), "term", "extra values left out"),
        *of_fields((), terms, (), ("status", "state", "case", "match", "extra")),
    ]


def _is_held(concept: Concept, groups: dict[str, int]) -> bool:
    """Whether all extras of a concept come back, and none as its definition."""
    entry = entry_of(concept, groups)
    titles = {name + DEFINITION for name in groups}
    own = next(iter(groups)) + DEFINITION
    return all(name != own and entry.get(name) == value for name, value in concept.extra if value) and (
        bool(concept.definition) or not any(entry.get(title) for title in titles)
    )
