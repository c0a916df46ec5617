"""Words between which a space is missing: one written twice ("provinceprovince"), or one of grammar after another
("nationalthe", "causeof").
"""

import re
from collections.abc import Mapping
from itertools import chain
from typing import NamedTuple

from align.lang.en_doubled_words import list_doubled
from align.lang.pinyin import is_pinyin
from glossary.lang.en import find_lemmas
from glossary.lang.words import Words
from glossary.pack.patterns import compile_late
from glossary.pack.tables import Form, cache_by_packs, read_rows, split_cell

_SHORTEST = 5
_SYLLABLES = 5
"""Up to how many letters a word may be a name in pinyin that is doubled: Dingding, LongLong."""

_BEFORE, _BEHIND = r"(?<![\w@#&/\\.:_'’=-])", r"(?![\w@/\\_'’=-]|\.\w|://)"
GLUED_WORDS = Form(
    "align",
    "en/glued_words",
    ("word", "least", "shorter", "example", "counter_example"),
    key=("word",),
    needed=("word", "least", "example"),
    choices=(("least", tuple("23456789")),),
)
"""The words of grammar that others are glued to.

`least` is how many letters come before one at least, for shorter words are parts of others (elastin), but for the words
in `shorter`.
"""
_DOUBLED = (4, frozenset[str]())
"""How many letters a word that is doubled has at least, and shorter ones."""
_LETTERS = compile_late("[A-Za-z]{2,}")
_QUOTED = ('""', "“”", "‘’", "''")


def find_glued_words(words: Words) -> tuple[re.Match[str], ...]:
    """Find what is no word of English but two, with groups `word` and `second`: the same word again, or one of grammar.

    The first is a word of English in small letters; one that is doubled may have a capital. No names, no sounds
    ("knockknock"), and nothing in quotation marks.
    """
    known, pieces = _load_glued(), set[str]()
    distinct = [piece for piece in words.distinct if len(piece) >= _SHORTEST]
    likely = set(filter(known.may_end, _LETTERS.findall(" ".join(distinct))))
    likely_pieces = [one for one in distinct if not likely.isdisjoint(_LETTERS.findall(one))] if likely else []
    for match in known.pattern.finditer(" ".join(likely_pieces)):
        if _is_glued(match):
            text, end = match.string, match.string.find(" ", match.end())
            pieces.add(text[text.rfind(" ", 0, match.start()) + 1 : end if end >= 0 else len(text)])
    spans = [(0, len(words.text))] if pieces else []
    if pieces and words.is_long:
        spans = words.numbered.find_spans(words.numbered.find_members(pieces))
    matches = chain.from_iterable(known.pattern.finditer(words.text, *span) for span in spans)
    return tuple(match for match in matches if _is_glued(match) and not _is_quoted(match))


class _Glued(NamedTuple):
    """What finds a word twice or before a word of grammar, and for each of those how short the first may be.

    What is found ends in one of `endings` and has `fewest` letters at least, or is a word twice.
    """

    pattern: re.Pattern[str]
    first: Mapping[str, tuple[int, frozenset[str]]]
    endings: tuple[str, ...]
    fewest: int

    def may_end(self, letters: str) -> bool:
        """Return whether letters in a row may be found: it is asked of each word, before the expression is."""
        if letters.endswith(self.endings) and len(letters) >= self.fewest:
            return True
        return letters[: len(letters) // 2] * 2 == letters


@cache_by_packs
def _load_glued() -> _Glued:
    rows = [row.cells for row in read_rows(GLUED_WORDS)]
    known = {word: (int(least), frozenset(split_cell(shorter, "|"))) for word, least, shorter, *_ in rows}
    words = "|".join(map(re.escape, known))
    pattern = rf"{_BEFORE}(?P<word>[A-Za-z]{{2,30}}?)(?P<second>(?P=word)|{words}){_BEHIND}"
    fewest = min((len(word) + min((least, *map(len, short))) for word, (least, short) in known.items()), default=0)
    endings = tuple(known) if all(word.isascii() and word.isalpha() for word in known) else ("",)
    return _Glued(re.compile(pattern), known, endings, fewest)


def _is_glued(match: re.Match[str]) -> bool:
    """Return whether a match is no word; what is cheap is asked first, for the lexicon takes its time to load."""
    first, second, small = match["word"], match["second"], match["word"].lower()
    least, shorter = _load_glued().first.get(second, _DOUBLED)
    if len(first) < least:
        return first in shorter
    if first == second:
        is_name = len(small) <= _SYLLABLES and is_pinyin(small)
        is_intended = is_name or small in list_doubled("said twice", "half of a word")
        is_likely = first[1:].islower() and not is_intended
    else:
        is_likely = match[0].islower()
    if not is_likely or match[0] in list_doubled("ends in a small word"):
        return False
    return bool(find_lemmas(small)) and not find_lemmas(match[0].lower())


def _is_quoted(match: re.Match[str]) -> bool:
    text, (start, end) = match.string, match.span()
    return text[max(0, start - 1) : start] + text[end : end + 1] in _QUOTED
