"""Try out the rows of patterns, and of notes, wordings and boilerplate: of newsrooms, platforms and machines."""

import re
from collections.abc import Iterator, Mapping
from functools import partial

from align.commands.pack.trying import CHECKS, fill, tries
from align.lang import patterns as of_words
from align.lang.zh_notes import (
    AGENCIES,
    BOILERPLATE,
    NOTES,
    compile_expression,
    find_notes,
    is_boilerplate,
    is_salutation,
    strip_note,
)
from align.linter.families.patterns import Pattern
from align.linter.families.wordings import (
    ADVICE,
    WORDING_PARTS,
    WORDINGS,
    load_parts,
    load_patterns,
    parse_wording,
)
from align.quantities import patterns as of_quantities
from glossary.lang import function_words
from glossary.lang.scripts import has_han
from glossary.pack.patterns import PatternTable
from glossary.pack.tables import Form, PackError, Row, split_cell

_BRACKETS = ("（）", "()", "【】", "〔〕", "[]")
_MARK = re.compile("⟦([^⟦⟧]*+)⟧")
_DIVIDES = " | "


def check_pattern(table: PatternTable, row: Row) -> Iterator[str]:
    """Compile a pattern, and see that it finds what is marked in each example, and nothing in a counter-example."""
    name, *_, examples, counter_examples = row.cells
    try:
        pattern = table.compile(name)
    except PackError as error:
        yield str(error)
        return
    for example in filter(None, examples.split(_DIVIDES)):
        marked, text = _MARK.search(example), _MARK.sub(r"\1", example)
        found = pattern.search(text)
        if not marked:
            yield f"column “examples”: “{example}” marks no match: write ⟦ and ⟧ around it"
        elif not found or found.span() != (marked.start(), marked.start() + len(marked[1])):
            yield f"column “examples”: in “{text}” “{found[0] if found else ''}” is found in place of “{marked[1]}”"
    for example in filter(None, counter_examples.split(_DIVIDES)):
        found = pattern.search(example)
        if found:
            yield f"column “counter_examples”: “{found[0]}” is found in “{example}”"
    if not examples and not table.is_list(name):
        yield "column “examples” is empty: show what the pattern finds, between ⟦ and ⟧"


TABLES: Mapping[Form, PatternTable] = {
    table.form: table
    for module in (of_words, of_quantities, function_words)
    for table in vars(module).values()
    if isinstance(table, PatternTable)
}
"""All tables of patterns that these modules have."""

CHECKS.update({form: partial(check_pattern, table) for form, table in TABLES.items()})


@tries(WORDINGS)
def check_wording(row: Row) -> Iterator[str]:
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


@tries(WORDING_PARTS)
def check_part(row: Row) -> Iterator[str]:
    """Find a part in its example, and see that a wording or another part has it."""
    name, example = row.cells[0], row.cells[-1]
    if example and not any(match[0] for match in re.finditer(load_parts()[name].expression, example, re.IGNORECASE)):
        yield f"column “example”: “{example}” does not have the part"
    rows = (*WORDINGS.read_built_in(), *WORDING_PARTS.read_built_in())
    if not any(f"{{{name}}}" in cell for one in rows for cell in one.cells):
        yield f"column “name”: no expression has the part {{{name}}}"


@tries(ADVICE)
def check_advice(row: Row) -> Iterator[str]:
    """See that a wording has the advice."""
    if not any(f"{{{row.cells[0]}}}" in one.cells for one in WORDINGS.read_built_in()):
        yield f"column “name”: no wording has {{{row.cells[0]}}}"


@tries(AGENCIES)
def check_agency(row: Row) -> Iterator[str]:
    """Find the names of an agency as credits: English ones after a caption, and a Chinese one in brackets."""
    words, english, kind = row.cells
    patterns = load_patterns("photo-credit")
    texts = [f"A view of the port of Dalian {name}" for name in split_cell(english, "|")]
    if kind == "picture":
        texts += [f"A view of the port of Dalian （{name}）" for name in split_cell(words, "/") if has_han(name)]
    for text in texts:
        if not any(any(_find_wordings(pattern, text)) for pattern in patterns):
            yield f"“{text}”: the credit is not found"


@tries(BOILERPLATE)
def check_boilerplate(row: Row) -> Iterator[str]:
    """Find the example of boilerplate, and not its counter-example."""
    where, _, _, example, counter = row.cells
    is_found = is_salutation if where == "address" else is_boilerplate
    if not is_found(example):
        yield f"column “example”: “{example}” is not found"
    if is_found(counter):
        yield f"column “counter_example”: “{counter}” is found"


@tries(NOTES)
def check_note(row: Row) -> Iterator[str]:
    """Find the example of a note, and not its counter-example."""
    place, _, expression, example, counter = row.cells
    try:
        pattern = compile_expression(expression)
    except re.error as error:
        yield f"column “expression”: {error}"
        return
    text, stripped = fill(f"note_in_{place}", example), strip_note(example)
    begin = text.index(stripped)
    end = begin + len(stripped)
    if place == "bracket" and stripped[:1] + stripped[-1:] in _BRACKETS:
        yield "columns “expression”, “example”: leave out the brackets: a note “bracket” is what is in them"
    elif not pattern.fullmatch(stripped):
        yield f"column “example”: “{example}” is not found by the expression, which must match all of it"
    elif not any(note.start <= begin and end <= note.end for note in find_notes(text)):
        yield f"column “example”: “{example}” is found by the expression, but not as a note in “{text}”"
    if counter and pattern.fullmatch(strip_note(counter)):
        yield f"column “counter_example”: “{counter}” is found by the expression"
