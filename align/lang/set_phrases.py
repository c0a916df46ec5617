"""Phrases of documents that English puts into a word of a sentence near them: 不在此限 is “unless” or “except”."""

import re

from glossary.dictionary.script_folding import simplify
from glossary.pack.tables import Form, cache_by_packs, read_rows, split_cell

SET_PHRASES = Form(
    "align", "zh_en/set_phrases", ("words", "english"), key=("words",), needed=("english",), chinese=("words",)
)


def has_set_phrase(source: str, target: str) -> bool:
    """Return whether a source in either script has such a phrase, and a translation what English says for it.

    >>> [has_set_phrase("经海关核准者，不在此限。", target) for target in ("unless he approved it", "He left.")]
    [True, False]
    """
    text = simplify(source)
    return any(word in text and english.search(target) for word, english in _compile_phrases().items())


@cache_by_packs
def _compile_phrases() -> dict[str, re.Pattern[str]]:
    rows = [row.cells for row in read_rows(SET_PHRASES)]
    return {
        word: re.compile(rf"\b(?:{'|'.join(map(re.escape, split_cell(english, '|')))})\b", re.IGNORECASE)
        for words, english in rows
        for word in split_cell(words, "/")
    }
