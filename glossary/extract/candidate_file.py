"""Files of candidates: new ones are added, and nothing that the file holds is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from glossary.extract import TermPair
from glossary.extract.verdicts import normalize_source, normalize_target
from glossary.formats import choose_format
from glossary.formats.base import DEFAULT_LANGUAGES, Languages
from glossary.formats.files import edit, explain_errors
from glossary.formats.identifiers import find_free_id
from glossary.formats.pairs.rows import dump_rows
from glossary.formats.tables import cells
from glossary.formats.tables.cells import FOR_PEOPLE, PLAIN, Dialect
from glossary.formats.tables.titles import normalize_name
from glossary.formats.writing import write_verified
from glossary.model import Concept, Extra, Glossary, State, Term, matches_language
from glossary.storage.locks import lock
from glossary.storage.reading import is_there


class Candidate(NamedTuple):
    """A candidate for a file: its source, its target, its extras, and what is written for the target in short.

    The source is empty where there is none, and so is the short form.
    """

    source: str
    target: str
    fields: Extra
    abbreviation: str = ""


def make_candidate(pair: TermPair) -> Candidate:
    """Return a term and its rendering as an entry of a file."""
    fields = {
        "count": str(pair.count),
        "documents": str(pair.documents),
        "score": f"{pair.score:.2f}",
        "source_example": pair.source_example,
        "target_example": pair.target_example,
    }
    return Candidate(pair.source, pair.target, tuple(fields.items()), pair.abbreviation)


def write_candidates(
    path: Path, entries: Sequence[Candidate], languages: Languages = DEFAULT_LANGUAGES, force: bool = False
) -> Glossary:
    """Add candidates to a glossary file of any format, or to a new file of pairs, and return what it then holds.

    `force` is that of `edit`. Raises GlossaryError; the file is then as it was.
    """
    with explain_errors(path):
        if not is_there(path) and choose_format(path.name) == "csv":
            with lock(path):
                if not is_there(path):
                    return _write_new(path, merge_candidates(Glossary(()), entries, languages), languages)
    with edit(path, None, languages, create=True, force=force) as draft:
        draft.glossary = merge_candidates(draft.glossary, entries, languages)
    return draft.glossary


def _write_new(path: Path, glossary: Glossary, languages: Languages) -> Glossary:
    """Write a new file of pairs, which are easier to review than the native table."""
    write_verified(path, [dump_pairs(glossary, languages, _choose_dialect(path))], glossary, "pairs", languages)
    return glossary


def _choose_dialect(path: Path) -> Dialect:
    return FOR_PEOPLE._replace(delimiter="\t") if path.suffix.lower() == ".tsv" else FOR_PEOPLE


def dump_pairs(
    glossary: Glossary, languages: Languages = DEFAULT_LANGUAGES, dialect: Dialect = PLAIN
) -> Iterator[bytes]:
    """Yield the bytes of a file of pairs. States are written into the column of the status, where there is room."""
    return cells.write(_merge_state_column([*dump_rows(glossary, languages, dialect.header)]), dialect)


def _merge_state_column(rows: list[list[str]]) -> Iterable[list[str]]:
    titles = [normalize_name(title) for title in rows[0]] if rows else []
    if "state" not in titles:
        return rows
    at = titles.index("state")
    if "status" not in titles:
        return [[*rows[0][:at], "status", *rows[0][at + 1 :]], *rows[1:]]
    status = titles.index("status")
    if any(row[at] and row[status] for row in rows[1:]):
        return rows
    for row in rows[1:]:
        row[status] = row[status] or row[at]
    return [[*row[:at], *row[at + 1 :]] for row in rows]


def merge_candidates(old: Glossary, entries: Iterable[Candidate], languages: Languages = DEFAULT_LANGUAGES) -> Glossary:
    """Return a glossary with these candidates first, in their order, and then all other concepts that it had.

    The extras of a candidate that was there are updated; its other fields stay, and no other term changes.
    """
    concepts = {concept.id: concept for concept in old.concepts}
    names = _index_concepts(old, languages)
    first: dict[str, None] = {}
    for entry in entries:
        own = _build_key(entry, languages)
        if own not in names:
            names[own] = find_free_id(entry.source or entry.target, concepts)
            source = (Term(entry.source, languages.source),) if entry.source else ()
            concepts[names[own]] = Concept(names[own], source)
        name = names[own]
        first.setdefault(name)
        concepts[name] = _add_candidate(concepts[name], entry, languages)
    order = [*first, *(name for name in concepts if name not in first)]
    return old._replace(concepts=tuple(concepts[name] for name in order))


def _index_concepts(glossary: Glossary, languages: Languages) -> dict[tuple[str, str], str]:
    """Map the key of each source term to the id of its concept; that of a target where the concept has no source."""
    found: dict[tuple[str, str], str] = {}
    for concept in glossary.concepts:
        sources = concept.terms_in(languages.source)
        for term in sources:
            found.setdefault((normalize_source(term.text, languages.source), ""), concept.id)
        for term in () if sources else concept.terms_in(languages.target):
            found.setdefault(("", normalize_target(term.text)), concept.id)
    return found


def _build_key(entry: Candidate, languages: Languages) -> tuple[str, str]:
    return (
        (normalize_source(entry.source, languages.source), "") if entry.source else ("", normalize_target(entry.target))
    )


def _add_candidate(concept: Concept, entry: Candidate, languages: Languages) -> Concept:
    """Add a candidate to a concept, or update the extras of the candidate that it has already."""
    terms = list(concept.terms)
    for place, term in enumerate(terms):
        if matches_language(term.language, languages.target) and normalize_target(term.text) == normalize_target(
            entry.target
        ):
            if term.state is State.CANDIDATE:
                new = {name for name, _ in entry.fields}
                kept = tuple(pair for pair in term.extra if pair[0] not in new)
                terms[place] = term._replace(extra=(*entry.fields, *kept))
            break
    else:
        terms.append(Term(entry.target, languages.target, state=State.CANDIDATE, extra=entry.fields))
    texts = {term.text for term in terms if matches_language(term.language, languages.target)}
    if entry.abbreviation and entry.abbreviation not in texts:
        short = Term(entry.abbreviation, languages.target, state=State.CANDIDATE, term_type="abbreviation")
        terms.append(short)
    return concept._replace(terms=tuple(terms))
