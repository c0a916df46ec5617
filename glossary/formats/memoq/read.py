"""The rows of a term base of memoQ -> concepts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import BinaryIO, NamedTuple

from glossary.formats.base import FormatError
from glossary.formats.identifiers import assign_ids
from glossary.formats.memoq.names import DEFINITION, ENTRY, INFO, find_code
from glossary.formats.memoq.terms import build_term
from glossary.formats.tables import cells
from glossary.formats.tables.cells import Row, check_width
from glossary.model import Concept, Glossary


class _TermColumns(NamedTuple):
    """The columns of one term: its language, the index of its text, and the index of each property by name."""

    language: str
    text: int
    properties: dict[str, int]


def read(stream: BinaryIO) -> Glossary:
    """Read a term base. Raises FormatError."""
    rows = cells.read(stream, guarded=False)
    header = next(rows, None)
    if header is None:
        return Glossary(())
    titles = [title.strip() for title in header.cells]
    groups = [*_find_columns(titles)]
    if not groups:
        raise FormatError("no column of terms: one is expected before each Term_Info", header.line)
    return Glossary(assign_ids(_build_concept(row, titles, groups) for row in rows))


def _find_columns(titles: Sequence[str]) -> Iterator[_TermColumns]:
    """Yield the columns of each term: a text is in the column before `Term_Info`."""
    starts = [at - 1 for at, title in enumerate(titles) if title == INFO and at]
    for start, end in pairwise([*starts, len(titles)]):
        own = [at for at in range(start + 1, end) if not titles[at].endswith(DEFINITION)]
        yield _TermColumns(find_code(titles[start]), start, {titles[at]: at for at in own})


def _build_concept(row: Row, titles: Sequence[str], groups: Sequence[_TermColumns]) -> Concept:
    check_width(row.cells, len(titles), row.line)
    values = row.cells + [""] * (len(titles) - len(row.cells))
    terms = [
        build_term(values[group.text], group.language, {name: values[at] for name, at in group.properties.items()})
        for group in groups
        if values[group.text].strip()
    ]
    of_terms = {at for group in groups for at in (group.text, *group.properties.values())}
    others = [(title, values[at]) for at, title in enumerate(titles) if at not in of_terms and values[at]]
    of_languages = {titles[group.text] + DEFINITION for group in groups}
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
