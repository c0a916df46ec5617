"""Check the tables of packs: what each row finds, and what it must leave alone."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from align.config.packs import list_forms, read_pack
from align.errors import FileError
from align.lang.agencies import AGENCIES
from align.lang.exchanged_roles import DEEDS, find_exchanged_roles
from align.lang.exchanged_words import TABLES, find_all_meanings, find_exchanges, fold, load_meanings, parse_meaning
from align.lang.literal_renderings import LITERAL_RENDERINGS, find_words, parse_rendering
from align.lang.zh_boilerplate import BOILERPLATE, is_boilerplate, is_salutation
from align.lang.zh_notes import NOTES, compile_expression, strip_note
from align.linter.families.patterns import Pattern
from align.linter.families.wordings import (
    ADVICE,
    WORDING_PARTS,
    WORDINGS,
    load_parts,
    load_patterns,
    parse_wording,
)
from align.names.known_names import KNOWN_NAMES
from glossary.lang.scripts import has_han
from glossary.pack.tables import REMOVES, Form, Row, split_cell, use_packs
from glossary.storage.reading import is_folder


class Fault(NamedTuple):
    """What is wrong with a row: where it is written, and what to do."""

    place: str
    message: str


@dataclass(frozen=True)
class PackReport:
    """How many tables and rows were checked, and what is wrong."""

    tables: int
    rows: int
    faults: tuple[Fault, ...]


def check_packs(folder: str = "") -> PackReport:
    """Check the pack in a folder, laid over the built-in tables; without a folder, check the built-in tables.

    Raises FileError where the folder does not exist, and PackError for a table that cannot be read.
    """
    if folder and not is_folder(folder):
        raise FileError(folder, "no such folder: name the folder of a pack")
    pack = read_pack(Path(folder)) if folder else None
    forms = list_forms() if pack else (*list_forms(), BOILERPLATE, WORDINGS, WORDING_PARTS, ADVICE)
    tables = [(form, pack.list_rows(form.name) if pack else form.read_built_in()) for form in forms]
    tables = [(form, rows) for form, rows in tables if rows]
    with use_packs((pack,) if pack else ()):
        faults = tuple(fault for form, rows in tables for fault in _check_table(form, rows, is_built_in=pack is None))
    return PackReport(len(tables), sum(len(rows) for _, rows in tables), faults)


def _check_table(form: Form, rows: Sequence[Row], *, is_built_in: bool) -> Iterator[Fault]:
    known = set() if is_built_in else {row.cells for row in form.read_built_in()}
    counts = Counter(form.get_key(row) for row in rows)
    for row in rows:
        key = form.get_key(row)
        if counts[key] > 1:
            yield Fault(row.place, f"“{key}” has {counts[key]} rows: keep one")
        elif row.cells in known:
            yield Fault(row.place, f"“{key}” has the same row in the built-in table: take this one out")
        elif not key.startswith(REMOVES):
            yield from (Fault(row.place, message) for message in _CHECKS[form](row))


def _check_rendering(row: Row) -> Iterator[str]:
    """Find each word and each wording of a row, and none of the renderings; see that longer words hold the word."""
    entry = parse_rendering(row)
    for word in entry.words:
        if [one.entry for one in find_words(word)] != [entry]:
            yield f"“{word}” is found as another word, or as a part of one: take it out of that row or of this one"
    for longer in entry.within:
        if not any(word in longer for word in entry.words):
            yield f"column “not_within”: “{longer}” does not hold the word: take it out"
    for wording in entry.wordings:
        if not entry.find_wording(f"They said {wording.replace('*', '')} today."):
            yield f"column “wordings”: “{wording}” is not found in a text: write * behind a word for its endings"
    for rendering in entry.renderings:
        if entry.find_wording(f"They said {rendering} today."):
            yield f"column “renderings”: “{rendering}” would be reported: take it out, or mend the wordings"


_OF_ROLES = ("places", "bearers", "opposites")
"""Tables whose meanings can also do something, or suffer it, so that a kind may have one row."""


def _check_meaning(table: str) -> Callable[[Row], Iterator[str]]:
    """Return what finds each word of a row in either language, and an exchange for another meaning of its kind."""

    def check(row: Row) -> Iterator[str]:
        meaning = parse_meaning(row)
        for word in meaning.words:
            if [one for one, _ in find_all_meanings(table, word)] != [meaning]:
                yield f"column “words”: “{word}” is found as another word: take it out of that row or of this one"
        for word in meaning.english:
            if not meaning.is_shown(fold(f"They said {word.replace('*', '')} today.")):
                yield f"column “english”: “{word}” is not found in a text"
        others = [one for one in load_meanings(table) if one.kind == meaning.kind and one != meaning and one.english]
        if meaning.words and meaning.english and not others and table not in _OF_ROLES:
            yield f"column “kind”: no other row is of the kind “{meaning.kind}”, so nothing can be exchanged"
        for word in meaning.words if meaning.english else ():
            own = f"They said {meaning.english[0].replace('*', '')} today."
            if list(find_exchanges(table, (f"他们说{word}。", own))):
                yield f"“{word}” with “{meaning.english[0]}” would be reported, though that is what it means"

    return check


def _check_deed(row: Row) -> Iterator[str]:
    """Find who does what to whom where it is exchanged, and nothing where it is right."""
    verbs, past, _ = row.cells
    for verb in split_cell(verbs, "/"):
        for active in split_cell(past, "|"):
            source = f"中国{verb}日本。"
            if not list(find_exchanged_roles((source, f"Japan {active} China."))):
                yield f"“{source}” and “Japan {active} China.”: the exchange is not found"
            if list(find_exchanged_roles((source, f"China {active} Japan."))):
                yield f"“{source}” and “China {active} Japan.”: an exchange is reported"


def _check_name(row: Row) -> Iterator[str]:
    """See that a name is Chinese in one column and English in the other."""
    name, english = row.cells
    if not has_han(name) or has_han(english):
        yield f"“{name}”, “{english}”: write the Chinese name first, and the English one behind it"


def _check_note(row: Row) -> Iterator[str]:
    """Find the example of a note, and not its counter-example."""
    _, _, expression, example, counter = row.cells
    try:
        pattern = compile_expression(expression)
    except re.error as error:
        yield f"column “expression”: {error}"
        return
    if not pattern.fullmatch(strip_note(example)):
        yield f"column “example”: “{example}” is not found by the expression"
    if counter and pattern.fullmatch(strip_note(counter)):
        yield f"column “counter_example”: “{counter}” is found by the expression"


_MARK = re.compile("⟦(.*)⟧")


def _check_wording(row: Row) -> Iterator[str]:
    """Find what is marked in the example of a wording, and nothing in its counter-example."""
    pattern, example, counter = parse_wording(row), *row.cells[-2:]
    text = _MARK.sub(r"\1", example)
    match = next(iter(_find_wordings(pattern, text)), None)
    group = "mark" if match and "mark" in match.re.groupindex else 0
    if not match or f"{text[: match.start(group)]}⟦{match[group]}⟧{text[match.end(group) :]}" != example:
        yield f"column “example”: “{example}”: what is marked is not what is found"
    elif not any(word in text[match.start() : match.end() + 1].lower() for word in pattern.literals):
        yield f"column “words”: none of them is in “{match[0]}”, which is found"
    if any(_find_wordings(pattern, counter)):
        yield f"column “counter_example”: “{counter}” is found"


def _find_wordings(pattern: Pattern, text: str) -> Iterator[re.Match[str]]:
    small = text.lower()
    hits = [start for word in pattern.literals if (start := small.find(word)) >= 0]
    yield from pattern.find(text, hits) if hits and pattern.may_match(small) else ()


def _check_part(row: Row) -> Iterator[str]:
    """Find a part in its example, and see that a wording or another part has it."""
    name, example = row.cells[0], row.cells[-1]
    if example and not any(match[0] for match in re.finditer(load_parts()[name].expression, example, re.IGNORECASE)):
        yield f"column “example”: “{example}” does not have the part"
    rows = (*WORDINGS.read_built_in(), *WORDING_PARTS.read_built_in())
    if not any(f"{{{name}}}" in cell for one in rows for cell in one.cells):
        yield f"column “name”: no expression has the part {{{name}}}"


def _check_advice(row: Row) -> Iterator[str]:
    """See that a wording has the advice."""
    if not any(f"{{{row.cells[0]}}}" in one.cells for one in WORDINGS.read_built_in()):
        yield f"column “name”: no wording has {{{row.cells[0]}}}"


def _check_agency(row: Row) -> Iterator[str]:
    """Find the names of an agency as credits: English ones behind a caption, and a Chinese one in brackets."""
    words, english, kind = row.cells
    patterns = load_patterns("photo-credit")
    texts = [f"A view of the port of Dalian {name}" for name in split_cell(english, "|")]
    if kind == "picture":
        texts += [f"A view of the port of Dalian （{name}）" for name in split_cell(words, "/") if has_han(name)]
    for text in texts:
        if not any(any(_find_wordings(pattern, text)) for pattern in patterns):
            yield f"“{text}”: the credit is not found"


def _check_boilerplate(row: Row) -> Iterator[str]:
    """Find the example of boilerplate, and not its counter-example."""
    where, _, _, example, counter = row.cells
    is_found = is_salutation if where == "address" else is_boilerplate
    if not is_found(example):
        yield f"column “example”: “{example}” is not found"
    if is_found(counter):
        yield f"column “counter_example”: “{counter}” is found"


_CHECKS: Mapping[Form, Callable[[Row], Iterator[str]]] = {
    NOTES: _check_note,
    LITERAL_RENDERINGS: _check_rendering,
    DEEDS: _check_deed,
    KNOWN_NAMES: _check_name,
    BOILERPLATE: _check_boilerplate,
    WORDINGS: _check_wording,
    WORDING_PARTS: _check_part,
    ADVICE: _check_advice,
    AGENCIES: _check_agency,
    **{form: _check_meaning(name) for name, form in TABLES.items()},
}
"""What tries out the rows of each table."""
