"""The words that people write above the columns of a glossary and in its cells, and what each means."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from glossary.model import State, Status
from glossary.pack.tables import Form, split_cell

COLUMN_TITLES = Form(
    "glossary",
    "zh_en/column_titles",
    ("meaning", "kind", "words"),
    key=("meaning",),
    needed=("words",),
    choices=(("kind", ("field", "language", "variety", "side", "noun", "status", "filler")),),
)
"""Words of titles, in lower case: for a field (`number`: a row's number, `other`: what no field of a glossary holds), a
language, a script or a country, a side of a pair, a term itself, the status of the terms in a column; and words that
add nothing: “term(s)”, “English 2”."""

CELL_WORDS = Form("glossary", "zh_en/cell_words", ("meaning", "words"), key=("meaning",), needed=("words",))
"""Words of cells, in lower case: for a status or a state, whose own names are not among them, for the type of a term,
and for yes and no.
"""

TERM_TYPES = ("full form", "abbreviation", "acronym", "short form", "variant", "phrase")
"""The types of terms that are known, after TBX-Basic."""

STANDINGS: Mapping[str, Status | State] = {word.value: word for word in (*Status, *State)}
"""The name of each status and state."""


@cache
def load_titles(*kinds: str) -> Mapping[str, str]:
    """Return what each word of titles means, of some kinds or, without any, of all."""
    rows = (row.cells for row in COLUMN_TITLES.read_built_in())
    return {word: meaning for meaning, kind, words in rows if kind in (kinds or (kind,)) for word in words.split("|")}


@cache
def load_cells() -> Mapping[str, str]:
    """Return what each word of cells means."""
    rows = (row.cells for row in CELL_WORDS.read_built_in())
    return {word: meaning for meaning, words in rows for word in split_cell(words, "|")}


@cache
def load_term_types() -> Mapping[str, str]:
    """Return what each word for the type of a term means, the usual ones among them."""
    others = {word: meaning for word, meaning in load_cells().items() if meaning in TERM_TYPES}
    return {**others, **dict(zip(TERM_TYPES, TERM_TYPES, strict=True))}
