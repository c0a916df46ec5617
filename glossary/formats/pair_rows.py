"""The rows of a file of pairs: its header, and how a concept is laid out in a source and a target column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from glossary.formats.base import FormatError, Languages
from glossary.formats.headers import key, language_of, missing
from glossary.formats.layout import Layout
from glossary.model import Concept, Glossary, Term, speaks


class Sides(NamedTuple):
    """The terms of a concept in the two languages, and those in others or said twice in the source."""

    source: tuple[Term, ...]
    target: tuple[Term, ...]
    left_out: tuple[Term, ...]


def header_of(row: Sequence[str], languages: Languages) -> tuple[list[str], Languages]:
    """The header with its languages called source and target, empty where the row is none, and the languages."""
    codes = [language_of(cell) for cell in row[:2]]
    if len(codes) > 1 and codes[0] and codes[1] and codes[0] != codes[1]:
        return ["source", "target", *row[2:]], Languages(codes[0], codes[1])
    if {"source", "target"}.intersection(map(key, row)):
        if error := missing(("source", "target"), row):
            raise error
        return [*row], languages
    if any(map(str.strip, row[2:])):
        raise FormatError("more than two columns and no header: write one such as source,target,status above them", 1)
    return [], languages


def dump_rows(glossary: Glossary, languages: Languages, like: Sequence[str] = ()) -> Iterator[list[str]]:
    """The rows of the pairs, the header first; `like` is the first row of the file as it was.

    A file that had no header gets none, where two columns hold the glossary.
    """
    sides = [sides_of(concept, languages) for concept in glossary.concepts]
    used = languages_of(sides, languages)
    titles, old = _titles(used, languages, like)
    with_ids = any(_needs_id(*pair) for pair in zip(glossary.concepts, sides, strict=True))
    own = [*titles, *(["concept"] if with_ids else [])]
    layout = Layout(glossary.concepts, [term for side in sides for term in side.target], own, old)
    first = next((_texts(*pair) for side in sides for pair in _rows(side)), ["", ""])
    if not (like and not old and used == languages and layout.header == titles and not header_of(first, languages)[0]):
        yield layout.header
    for concept, side in zip(glossary.concepts, sides, strict=True):
        about: Concept | None = concept
        for source, target in _rows(side):
            yield layout.row([*_texts(source, target), concept.id], target, about)
            about = None


def _titles(used: Languages, languages: Languages, like: Sequence[str]) -> tuple[list[str], list[str]]:
    """The titles of the two columns, and the header of the file as it was with these titles in it."""
    old, said = header_of(like, languages) if like else ([], languages)
    others = [title for title in old if key(title) not in {"source", "target"}]
    if used != said:
        return [*used], [*used, *others] if old else []
    if old == [*like] or not old:
        return ["source", "target"], old
    return [*like[:2]], [*like]


def _texts(source: Term | None, target: Term | None) -> list[str]:
    return [source.text if source else "", target.text if target else ""]


def _rows(sides: Sides) -> Iterator[tuple[Term | None, Term | None]]:
    """The first source with each of the targets, then the other sources alone."""
    first = sides.source[0] if sides.source else None
    for target in sides.target:
        yield first, target
    for source in sides.source[1:] if sides.target else sides.source:
        yield source, None


def _needs_id(concept: Concept, sides: Sides) -> bool:
    """Whether the concept could not be told from its rows without its id."""
    terms = sides.source or sides.target
    named = terms[:1] if sides.source else terms
    return len(sides.source) > 1 or any(term.text.strip() != concept.id for term in named)


def sides_of(concept: Concept, languages: Languages) -> Sides:
    """The terms of a concept by the column that they stand in."""
    source: dict[str, Term] = {}
    target, left_out = [], []
    for term in concept.terms:
        if speaks(term.language, languages.target):
            target.append(term)
        elif speaks(term.language, languages.source) and term.text not in source:
            source[term.text] = term
        else:
            left_out.append(term)
    return Sides(tuple(source.values()), tuple(target), tuple(left_out))


def languages_of(sides: Sequence[Sides], languages: Languages) -> Languages:
    """The languages of the two columns: the only one of a side's terms, or the one asked for."""
    source = {term.language for side in sides for term in side.source}
    target = {term.language for side in sides for term in side.target}
    return Languages(
        source.pop() if len(source) == 1 else languages.source, target.pop() if len(target) == 1 else languages.target
    )
