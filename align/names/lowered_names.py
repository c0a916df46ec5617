"""Names of a source that its translation writes in small letters: 谢云, "xie yun"; 北京, "beijing"."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from align.lang.exchanged_words import find_all_meanings
from align.lang.pinyin import is_pinyin
from align.model import Span
from align.names.chinese_names import find_chinese_names
from align.names.comparison import Misspelling, Texts
from align.names.spellings import find_readings, find_surname_pinyin, fold_spelling, list_surname_pinyin
from glossary.lang import fluency

_WORD = re.compile(r"(?<![\w@#./:\\_'’&=-])[a-z]{2,12}(?:['’](?!s\b)[a-z]{1,6})?(?![\w@=-]|[./:\\(]\w|['’]t\b)")
_SHORTEST_PLACE, _MOST_WORDS, _LONGEST = 5, 3, 2000


def find_lowered_names(texts: Texts) -> Iterator[Misspelling]:
    """Yield the persons and places of a source that begin with a small letter in its translation, in no order.

    >>> [(tuple(one.span), one.right) for one in find_lowered_names(("他在北京。", "He is in beijing."))]
    [((9, 16), 'Beijing')]
    """
    if max(map(len, texts)) > _LONGEST:
        return
    words = list(_WORD.finditer(texts[1]))
    yield from _find_places(texts, words)
    likely = list(_find_likely(words, texts[1]))
    for name in find_chinese_names(texts[0]) if likely else ():
        for spelled in likely:
            surname, given = fold_spelling(spelled[0][0]), "".join(fold_spelling(word[0]) for word in spelled[1:])
            readings = {"".join(map(fold_spelling, one)) for one in find_readings(name.given)}
            if surname in find_surname_pinyin(name.surname) and given in readings:
                right = f"{spelled[0][0].capitalize()} {''.join(word[0] for word in spelled[1:]).capitalize()}"
                yield Misspelling(Span(spelled[0].start(), spelled[-1].end()), name.span, right)
                return


def _find_places(texts: Texts, found: Sequence[re.Match[str]]) -> Iterator[Misspelling]:
    """Yield the places of the table that are words in small letters, but for those named with a capital as well."""
    from glossary.dictionary.script_folding import simplify

    meanings = find_all_meanings("places", simplify(texts[0])) if found else []
    words = {word[0]: word for word in reversed(found) if len(word[0]) >= _SHORTEST_PLACE} if meanings else {}
    for meaning, span in meanings if words else ():
        name = meaning.english[0] if meaning.english else ""
        word = words.get(name.lower())
        # in “Chinese china” it is no name
        if word and name.isalpha() and name[0].isupper() and not meaning.said.search(texts[1]):
            yield Misspelling(Span(*word.span()), span, name)
            return


def _find_likely(words: list[re.Match[str]], text: str) -> Iterator[list[re.Match[str]]]:
    """Yield a surname and one or two syllables after it, longer rows first; one at least is no English word."""
    surnames = list_surname_pinyin(rare=True)
    starts = [start for start, word in enumerate(words[:-1]) if word[0] in surnames]
    for count in (_MOST_WORDS, 2):
        for start in starts:
            row = words[start : start + count]
            if len(row) < count:
                continue
            apart = any(text[one.end() : other.start()] != " " for one, other in pairwise(row))
            if not apart and all(_is_syllables(word[0]) for word in row) and any(_is_foreign(word[0]) for word in row):
                yield row


@lru_cache(maxsize=1 << 14)
def _is_syllables(word: str) -> bool:
    return is_pinyin(fold_spelling(word))


@lru_cache(maxsize=1 << 14)
def _is_foreign(word: str) -> bool:
    """Return whether a word is none that English has, or hardly ever."""
    chance = fluency.compute_log_probability(word)
    return chance is None or chance < _RARE


_RARE = -12.0
"""The logarithm of the chance below which a word is rare: names are, too."""
