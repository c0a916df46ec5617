"""The rows of a file of pairs: the header, and the terms of a concept in a source and a target column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from glossary.formats.base import FormatError, Languages
from glossary.formats.tables.headers import check_columns, detect_table_by_header, normalize_name, parse_language
from glossary.formats.tables.layout import Layout
from glossary.model import Concept, Glossary, Term, matches_language


class Sides(NamedTuple):
    """The terms of a concept by side; `left_out` are those in other languages and repeated source terms."""

    source: tuple[Term, ...]
    target: tuple[Term, ...]
    left_out: tuple[Term, ...]


def read_header(row: Sequence[str], languages: Languages) -> tuple[list[str], Languages]:
    """Read the first row of a file: the header, and the languages that it names, else those given.

    In the header that is returned the two languages are called `source` and `target`. It is empty where the row is a
    pair. Raises FormatError where a column is missing, or where there are more than two and no header.
    """
    codes = [parse_language(cell) for cell in row[:2]]
    if len(codes) > 1 and codes[0] and codes[1] and codes[0] != codes[1]:
        return ["source", "target", *row[2:]], Languages(codes[0], codes[1])
    if {"source", "target"}.intersection(map(normalize_name, row)):
        check_columns(("source", "target"), row)
        return [*row], languages
    if any(map(str.strip, row[2:])):
        raise FormatError("more than two columns and no header: write one such as source,target,status above them", 1)
    return [], languages


def dump_rows(glossary: Glossary, languages: Languages, like: Sequence[str] = ()) -> Iterator[list[str]]:
    """Yield the rows of the pairs, the header first; `like` is the first row of the file as it was.

    A file that had no header gets none as long as two columns hold the glossary.
    """
    sides = [split_sides(concept, languages) for concept in glossary.concepts]
    used = detect_languages(sides, languages)
    titles, old = _choose_titles(used, languages, like)
    with_ids = any(_needs_id(*pair) for pair in zip(glossary.concepts, sides, strict=True))
    own = [*titles, *(["concept"] if with_ids else [])]
    layout = Layout(glossary.concepts, [term for side in sides for term in side.target], own, old)
    first = next((_get_texts(*pair) for side in sides for pair in _pair_terms(side)), ["", ""])
    had_none = bool(like) and not old
    is_header = detect_table_by_header(first) != "pairs" or read_header(first, languages)[0]
    if is_header or not (had_none and used == languages and layout.header == titles):
        yield layout.header
    for concept, side in zip(glossary.concepts, sides, strict=True):
        about: Concept | None = concept
        for source, target in _pair_terms(side):
            yield layout.build_row([*_get_texts(source, target), concept.id], target, about)
            about = None


def _choose_titles(used: Languages, languages: Languages, like: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the titles of the two columns, and the header of the file as it was with these titles in it."""
    old, named = read_header(like, languages) if like else ([], languages)
    others = [title for title in old if normalize_name(title) not in {"source", "target"}]
    if used != named:
        return [*used], [*used, *others] if old else []
    if old == [*like] or not old:
        return ["source", "target"], old
    return [*like[:2]], [*like]


def _get_texts(source: Term | None, target: Term | None) -> list[str]:
    return [source.text if source else "", target.text if target else ""]


def _pair_terms(sides: Sides) -> Iterator[tuple[Term | None, Term | None]]:
    """Yield the first source term with each target term, then the other source terms alone."""
    first = sides.source[0] if sides.source else None
    for target in sides.target:
        yield first, target
    for source in sides.source[1:] if sides.target else sides.source:
        yield source, None


def _needs_id(concept: Concept, sides: Sides) -> bool:
    """Whether a reader could not tell the concept and its id from its rows alone."""
    terms = sides.source or sides.target
    naming = terms[:1] if sides.source else terms
    return len(sides.source) > 1 or any(term.text.strip() != concept.id for term in naming)


def split_sides(concept: Concept, languages: Languages) -> Sides:
    """Sort the terms of a concept into the two columns."""
    source: dict[str, Term] = {}
    target, left_out = [], []
    for term in concept.terms:
        if matches_language(term.language, languages.target):
            target.append(term)
        elif matches_language(term.language, languages.source) and term.text not in source:
            source[term.text] = term
        else:
            left_out.append(term)
    return Sides(tuple(source.values()), tuple(target), tuple(left_out))


def detect_languages(sides: Sequence[Sides], languages: Languages) -> Languages:
    """Tell the languages of the two columns: that of all terms of a side, or where these differ the one given."""
    source = {term.language for side in sides for term in side.source}
    target = {term.language for side in sides for term in side.target}
    return Languages(
        source.pop() if len(source) == 1 else languages.source, target.pop() if len(target) == 1 else languages.target
    )
