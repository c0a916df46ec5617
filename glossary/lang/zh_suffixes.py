"""Characters that end Chinese words as suffixes do, and what English has for them.

Behind a word, 值 is a value and no worth, 率 a rate and no leader: the first senses of a character in a dictionary are
those of the word that it is by itself. What English has is a noun behind the other ("exchange rate"), or a word made
of the other ("user", "stability", "digitization").
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from glossary.lang.en_formation import Formation
from glossary.pack.tables import Form, split_cell

SUFFIXES = Form(
    "glossary",
    "zh_en/suffixes",
    ("suffix", "nouns", "formation", "adjective"),
    key=("suffix",),
    choices=(("formation", ("", *Formation)), ("adjective", ("", "yes"))),
)


class Suffix(NamedTuple):
    """The nouns that render a character behind a word, the commonest first, and the suffix that does, if any.

    `is_adjective`: an adjective that renders the other word renders both.
    """

    nouns: tuple[str, ...] = ()
    formation: Formation | None = None
    is_adjective: bool = False


@cache
def load_suffixes() -> Mapping[str, Suffix]:
    """Return what each such character is called behind a word of two characters or more."""
    return {
        suffix: Suffix(split_cell(nouns, "|"), Formation(formation) if formation else None, bool(adjective))
        for suffix, nouns, formation, adjective in (row.cells for row in SUFFIXES.read_built_in())
    }
