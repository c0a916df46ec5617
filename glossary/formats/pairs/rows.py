"""The rows of a file of pairs: the header, and the terms of a concept in a source and a target column."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from glossary.formats.base import FormatError, Languages
from glossary.formats.identifiers import assign_ids
from glossary.formats.tables.cells import Row
from glossary.formats.tables.detection import detect_table_of_rows
from glossary.formats.tables.headers import choose_columns
from glossary.formats.tables.heading import read_heading
from glossary.formats.tables.layout import Layout
from glossary.formats.tables.titles import normalize_name
from glossary.model import Concept, Glossary, Term, matches_language


class Sides(NamedTuple):
    """The terms of a concept by side; `left_out` are those in other languages and repeated source terms."""

    source: tuple[Term, ...]
    target: tuple[Term, ...]
    left_out: tuple[Term, ...]


_MOST = 1000
"""How many terms of a concept are searched for one of which another is a part."""

Pairing = Mapping[str, Mapping[str, Sequence[str]]]
"""The id of a concept -> its target terms -> the source terms that are next to each in a file, in their order."""

UNPAIRED: Pairing = {}


def find_pairing(rows: Sequence[Row], languages: Languages) -> Pairing:
    """Find which source term is next to each target: a concept may have several, without ids but for spaces."""
    if not rows:
        return UNPAIRED
    names = [*map(normalize_name, rows[0].cells)]
    heading = read_heading([row._replace(cells=[*row.cells]) for row in rows], languages)
    places = [column.place for column in heading.columns[:2]]
    if "concept" in names:
        places.insert(0, names.index("concept"))
    found: dict[str, dict[str, list[str]]] = {}
    for _, cells in heading.rows:
        *ids, source, target = (cells[place] if place < len(cells) else "" for place in places)
        name = ids[0] if ids else ""
        home = found.setdefault(name.strip() or source.strip() or target.strip(), {})
        home.setdefault(target, []).append(source)
    return found


def dump_rows(
    glossary: Glossary, languages: Languages, like: Sequence[str] = (), pairing: Pairing = UNPAIRED
) -> Iterator[list[str]]:
    """Yield the rows of the pairs, the header first; `like` is the first row of the file as it was.

    `pairing` is how the file paired terms; others are next to the first source term of their concept.

    A file without ids gets those that it needs. One that had no header gets none as long as two columns hold the
    glossary and say what they hold.
    """
    languages, places = _read_like(glossary, languages, like)
    sides = [split_sides(concept, languages) for concept in glossary.concepts]
    titles, old = _choose_titles(detect_languages(sides, languages), languages, [*like] if places else [], places)
    needs, repeated = _find_needs(glossary.concepts, sides)
    with_ids = any(needs)
    own = [*titles, *(["concept"] if with_ids else [])]
    layout = Layout(glossary.concepts, [term for side in sides for term in side.target], own, old)
    rows = [
        layout.build_row(
            [*_get_texts(*pair), concept.id if needed or not places else ""],
            pair[1],
            None if number and concept.id not in repeated else concept,
        )
        for concept, side, needed in zip(glossary.concepts, sides, needs, strict=True)
        for number, pair in enumerate(_pair_terms(side, pairing.get(concept.id, {})))
    ]
    if not (like and not places and layout.header == ["source", "target"] and _are_read([], rows, languages)):
        yield layout.header if _are_read(layout.header, rows, languages) else [*languages, *layout.header[2:]]
    yield from rows


def _read_like(glossary: Glossary, languages: Languages, like: Sequence[str]) -> tuple[Languages, list[int]]:
    """Return the languages to write, and the columns of both sides in the file as it was; none where it had no titles.

    The languages that its titles name hold as long as no term is in another one.
    """
    columns = choose_columns(like, languages)[:2]
    if not columns:
        return languages, []
    named = Languages(*(column.language for column in columns))
    terms = (term for concept in glossary.concepts for term in concept.terms)
    fitting = all(any(matches_language(term.language, code) for code in named) for term in terms)
    return named if fitting else languages, [column.place for column in columns]


def _are_read(header: Sequence[str], rows: Sequence[Sequence[str]], languages: Languages) -> bool:
    """Return whether rows are read below a header, or as pairs of these languages without one."""
    table = [Row(line, [*cells]) for line, cells in enumerate([header, *rows] if header else rows, 1)]
    try:
        told = detect_table_of_rows(table) == "pairs"
        return not table or (told and (read_heading(table, languages).at is None) != bool(header))
    except FormatError:
        return False


def _choose_titles(
    used: Languages, languages: Languages, old: list[str], places: Sequence[int]
) -> tuple[list[str], list[str]]:
    """Return the titles of the two columns, and the header of the file as it was with these titles in it."""
    if not old:
        return ["source", "target"] if used == languages else [*used], []
    if used != languages:
        for place, code in zip(places, used, strict=True):
            old[place] = code
    return [old[place] for place in places], old


def _get_texts(source: Term | None, target: Term | None) -> list[str]:
    return [source.text if source else "", target.text if target else ""]


def _pair_terms(sides: Sides, pairing: Mapping[str, Sequence[str]]) -> Iterator[tuple[Term | None, Term | None]]:
    """Yield each target term with its source term, and the other source terms alone."""
    if sides == ((), (), ()):  # a row that has an id alone
        yield None, None
    places = {term.text: place for place, term in enumerate(sides.source)}
    counts = Counter[str]()
    pairs = []
    for target in sides.target:
        pairs.append((_find_source(target.text, places, pairing, counts[target.text]), target))
        counts[target.text] += 1
    beside = {place for place, _ in pairs}
    alone = deque(place for place in places.values() if place not in beside)
    for place, target in pairs:  # a source term alone is written at its turn, so that the terms keep their order
        while alone and place is not None and alone[0] < place:
            yield sides.source[alone.popleft()], None
        yield None if place is None else sides.source[place], target
    yield from ((sides.source[place], None) for place in alone)


def _find_source(target: str, places: Mapping[str, int], pairing: Mapping[str, Sequence[str]], copy: int) -> int | None:
    """Find the source term that a file has next to a target, or next to one of which this is a part; else the first.

    `places` are the indexes of the source terms by their texts. None where the target is alone.
    """
    first = 0 if places else None
    near = (text for text in islice(pairing, _MOST) if target in text)
    beside = pairing.get(target) or pairing.get(next(near, target), ())
    text = beside[min(copy, len(beside) - 1)] if beside else ""
    if beside and not text.strip():
        return None
    parts = (place for part, place in islice(places.items(), _MOST) if text and part in text)
    return places[text] if text in places else next(parts, first)


def _find_needs(concepts: Sequence[Concept], sides: Sequence[Sides]) -> tuple[list[bool], set[str]]:
    """Return which concepts have to be given with their ids, since a reader would call them otherwise.

    Also return the ids of those that are called alike but for a number, as their fields differ: all rows need these.
    """
    names = [*map(_find_name, sides)]
    alike: dict[str, list[Concept]] = {}
    for concept, name in zip(concepts, names, strict=True):
        alike.setdefault(name, []).append(concept)
    apart = {name for name, group in alike.items() if name and len(group) > 1 and _differ(group)}
    pairs = [*zip(concepts, names, strict=True)]
    told = assign_ids(concept._replace(id=name) if name in apart else concept for concept, name in pairs)
    needs = [one.id != other.id or name not in {one.id, *apart} for (one, name), other in zip(pairs, told, strict=True)]
    return needs, {concept.id for name in apart for concept in alike[name]}


def _find_name(sides: Sides) -> str:
    """Find what a reader calls a concept that is given without its id; "" where its rows would be taken apart."""
    names = {term.text.strip() for term in sides.source or sides.target}
    return names.pop() if len(names) == 1 else ""


def _differ(concepts: Sequence[Concept]) -> bool:
    """Return whether a field is another one in each of these concepts."""
    columns = zip(*((concept.subject, concept.definition, concept.note) for concept in concepts), strict=True)
    return any(all(values) and len({*values}) == len(values) for values in columns)


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
    """Return the languages of the two columns: that of all terms of a side, or where these differ the one given."""
    source = {term.language for side in sides for term in side.source}
    target = {term.language for side in sides for term in side.target}
    return Languages(
        source.pop() if len(source) == 1 else languages.source, target.pop() if len(target) == 1 else languages.target
    )
