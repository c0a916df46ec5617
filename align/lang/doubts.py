"""Words that say that something is suspected, possible or expected, and what may say so in English.

`zh/doubts` has the words by what they say: a `suspicion`, a `possibility`, an `expectation`. Where `past` is `yes`,
only a sentence in the past states a fact for them. Words of the kind `saying` introduce what is said, and those
of the kind `open` are of questions and conditions, which English may say without a word of doubt.

`en/doubts` is long on purpose: where a translation has none of its words of a kind, it says it as a fact. Its words of
the kind `saying` leave no doubt of what is said where they render a Chinese one.
"""

import re
from itertools import groupby
from typing import NamedTuple

from align.lang.exchanged_tenses import find_english_past
from align.lang.patterns import CHINESE_COLUMNS, build_chinese, compile_english, find_pattern
from align.model import Span
from glossary.dictionary.script_folding import simplify
from glossary.pack.tables import Form, cache_by_packs, read_rows

DOUBTS = Form(
    "align",
    "zh/doubts",
    ("kind", "past", *CHINESE_COLUMNS),
    key=("words",),
    chinese=CHINESE_COLUMNS,
    choices=(("kind", ("suspicion", "possibility", "expectation", "saying", "open")), ("past", ("", "no", "yes"))),
)
ENGLISH_DOUBTS = Form("align", "en/doubts", ("words", "kinds"), key=("words",), needed=("kinds",))
_LONGEST = 400


class Doubt(NamedTuple):
    """A word of a source that leaves something open, its place, and what it is."""

    span: Span
    name: str


def may_doubt(text: str) -> bool:
    """Return whether a Chinese text, in either script, has one of the words."""
    simple = simplify(text)
    return any(chinese.search(simple) for chinese, *_ in _compile())


def find_lost_doubt(source: str, target: str) -> Doubt | None:
    """Return the first word of a sentence that leaves something open, where nothing in its translation does.

    >>> find_lost_doubt("他涉嫌受贿。", "He took bribes.")
    Doubt(span=Span(start=1, end=3), name='a suspicion')
    """
    if max(len(source), len(target)) > _LONGEST:
        return None
    source = simplify(source)
    if find_pattern(DOUBTS, "open").search(source):
        return None
    if find_pattern(DOUBTS, "saying").search(source):
        target = compile_english(ENGLISH_DOUBTS, "saying", flags=re.IGNORECASE).sub(" ", target)
    for chinese, kind, is_of_past in _compile():
        match = chinese.search(source)
        is_fact = not is_of_past or find_english_past(target)
        if match and is_fact and not compile_english(ENGLISH_DOUBTS, kind, flags=re.IGNORECASE).search(target):
            return Doubt(Span(*match.span()), f"an {kind}" if kind[0] in "aeiou" else f"a {kind}")
    return None


@cache_by_packs
def _compile() -> list[tuple[re.Pattern[str], str, bool]]:
    """Return what finds the words of each kind, the kind, and whether only a sentence in the past states a fact."""
    rows = [row for row in read_rows(DOUBTS) if row.cells[0] not in ("saying", "open")]
    groups = groupby(rows, key=lambda row: (row.cells[0], row.cells[1] == "yes"))
    return [(re.compile("|".join(build_chinese(DOUBTS, row) for row in some)), *key) for key, some in groups]
