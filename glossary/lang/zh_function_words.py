"""Chinese function words and marks by kind, with the English words that render them; other words by what they are."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from glossary.pack.patterns import PatternTable
from glossary.pack.tables import Form, split_cell

ZH_WORDS = PatternTable("glossary", "zh/words")
"""Lists of words and characters: `link` between a modifier and its head, `aspect` behind a verb, and so on."""

FUNCTION_WORDS = Form(
    "glossary",
    "zh_en/function_words",
    ("word", "kind", "english"),
    key=("word",),
    needed=("english",),
    choices=(("kind", ("particle", "conjunction", "preposition", "pronoun", "adverb", "verb", "place", "mark")),),
)


@cache
def load_renderings() -> Mapping[str, frozenset[str]]:
    """Return the function words, simplified, and the marks, each with what renders it in English, in lower case."""
    rows = (row.cells for row in FUNCTION_WORDS.read_built_in())
    return {word: frozenset(split_cell(english, "|")) for word, _, english in rows}


@cache
def list_characters(*kinds: str) -> frozenset[str]:
    """Return the function words of one character, of some kinds or, without any, of all; marks are none."""
    rows = (row.cells for row in FUNCTION_WORDS.read_built_in())
    return frozenset(word for word, kind, _ in rows if len(word) == 1 and kind != "mark" and kind in (kinds or (kind,)))
