"""Try out the rows of literal renderings, of words that get exchanged, and of deeds."""

from collections.abc import Iterator
from functools import partial

from align.commands.pack.trying import CHECKS, fill, tries
from align.lang.exchanged_roles import DEEDS, find_exchanged_roles
from align.lang.exchanged_words import (
    EXACT_KINDS,
    TABLES,
    find_all_meanings,
    find_exchanges,
    fold,
    load_meanings,
    parse_meaning,
)
from align.lang.literal_renderings import CHINESE_ENGLISH, find_words, make_form, parse_rendering
from glossary.pack.tables import Row, split_cell

_TEXT = "They said {} today."
"""A text round a wording."""


@tries(make_form())
def check_rendering(row: Row, pair: str = CHINESE_ENGLISH) -> Iterator[str]:
    """Find each word and each wording of a row, and none of the renderings; see that longer words hold the word."""
    entry = parse_rendering(row)
    for word in entry.words:
        if [one.entry for one in find_words(word, pair)] != [entry]:
            yield f"“{word}” is found as another word, or as a part of one: take it out of that row or of this one"
    for longer in entry.within:
        if not any(word in longer for word in entry.words):
            yield f"column “not_within”: “{longer}” does not hold the word: take it out"
    for wording in entry.wordings:
        if not entry.find_wording(_TEXT.format(wording.replace("*", ""))):
            yield f"column “wordings”: “{wording}” is not found in a text: write * after a word for its endings"
    for rendering in entry.renderings:
        if entry.find_wording(_TEXT.format(rendering)):
            yield f"column “renderings”: “{rendering}” would be reported: take it out, or correct the wordings"


_OF_ROLES = ("places", "bearers", "opposites")
"""Tables whose meanings can also do something, or suffer it, so that a kind may have one row."""


def check_meaning(table: str, row: Row) -> Iterator[str]:
    """Find each word of a row in either language, and an exchange for another meaning of its kind."""
    meaning = parse_meaning(row)
    for word in meaning.words:
        if [one for one, _ in find_all_meanings(table, word)] != [meaning]:
            yield f"column “words”: “{word}” is found as another word: take it out of that row or of this one"
    for word in meaning.english:
        if not meaning.is_shown(fold(_TEXT.format(word.replace("*", "")))):
            yield f"column “english”: “{word}” is not found in a text"
    others = [one for one in load_meanings(table) if one.kind == meaning.kind and one != meaning and one.english]
    if meaning.words and meaning.english and not others and table not in _OF_ROLES:
        yield f"column “kind”: no other row is of the kind “{meaning.kind}”, so nothing can be exchanged"
    for word in meaning.words if meaning.english else ():
        own = _TEXT.format(meaning.english[0].replace("*", ""))
        if list(find_exchanges(table, (fill("said", word), own))):
            yield f"“{word}” with “{meaning.english[0]}” would be reported, though that is what it means"


CHECKS.update({form: partial(check_meaning, name) for name, form in TABLES.items()})


@tries(EXACT_KINDS)
def check_exact_kind(row: Row) -> Iterator[str]:
    """Find in the example another word of the kind next to the right one."""
    kind, source, target = row.cells
    found = {table for table in TABLES for one, _ in find_all_meanings(table, source) if one.kind == kind}
    if not any(one.meaning.kind == kind for table in found for one in find_exchanges(table, (source, target))):
        yield f"“{source}” and “{target}”: no other word of the kind “{kind}” is found: give an example that has one"


@tries(DEEDS)
def check_deed(row: Row) -> Iterator[str]:
    """Find who does what to whom where it is exchanged, and nothing where it is right."""
    verbs, past, *_ = row.cells
    for verb in split_cell(verbs, "/"):
        for active in split_cell(past, "|"):
            source = fill("done_to_japan", verb)
            if not list(find_exchanged_roles((source, f"Japan {active} China."))):
                yield f"“{source}” and “Japan {active} China.”: the exchange is not found"
            if list(find_exchanged_roles((source, f"China {active} Japan."))):
                yield f"“{source}” and “China {active} Japan.”: an exchange is reported"
