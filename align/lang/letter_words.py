"""Words in Latin letters that are Chinese words, and what English says for them: a CEO is a chief executive."""

import re

from glossary.pack.tables import Form, cache_by_packs, read_rows, split_cell

LETTER_WORDS = Form("align", "zh_en/letter_words", ("words", "english"), key=("words",), needed=("english",))


def find_letter_word(word: str, text: str) -> bool:
    """Return whether a text has what English says for a word in Latin letters.

    >>> find_letter_word("CEO", "its chief executive"), find_letter_word("CEO", "its chief engineer")
    (True, False)
    """
    english = _compile_words().get(word.upper())
    return english is not None and english.search(text) is not None


@cache_by_packs
def _compile_words() -> dict[str, re.Pattern[str]]:
    """Return what finds the English words for each word."""
    rows = [row.cells for row in read_rows(LETTER_WORDS)]
    return {
        word.upper(): re.compile(rf"\b(?:{'|'.join(map(re.escape, split_cell(english, '|')))})\b", re.IGNORECASE)
        for words, english in rows
        for word in split_cell(words, "/")
    }
