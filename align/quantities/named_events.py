"""Years that only date an event with a name of its own: 2008年全球金融危机 is "the global financial crisis"."""

import re

from align.quantities.model import Kind, Quantity
from align.quantities.patterns import ZH_SENSES
from align.quantities.zh_idioms import expand
from glossary.pack.tables import Form, cache_by_packs, read_rows

NAMED_EVENTS = Form(
    "align",
    "zh_en/named_events",
    ("words", "english", "example", "counter_example"),
    key=("words",),
    needed=("english",),
)
"""What the name of an event ends with, and English words of which its translation has one."""


def dates_event(source: str, quantity: Quantity, text: str) -> bool:
    """Return whether a year of a source is right before the name of an event that the translation names as well."""
    if quantity.kind is not Kind.YEAR:
        return False
    return any(named.match(source, quantity.span.end) and english.search(text) for named, english in _compile_events())


@cache_by_packs
def _compile_events() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    before, behind = ZH_SENSES.source("before_event_name"), ZH_SENSES.source("behind_event_name")
    return tuple(
        (
            re.compile(f"{before}(?:{'|'.join(map(re.escape, expand(words)))}){behind}"),
            re.compile(rf"\b(?:{'|'.join(map(_match_word, english.split('|')))})\b", re.IGNORECASE),
        )
        for words, english, *_ in (row.cells for row in read_rows(NAMED_EVENTS))
    )


def _match_word(word: str) -> str:
    """Return the expression of an English word, in which a blank may be a hyphen as well."""
    return ".".join(map(re.escape, word.split()))
