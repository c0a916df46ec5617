"""Words between which a space is missing: one written twice ("provinceprovince"), or "the" behind another
("nationalthe").
"""

import re

from align.lang.en_doubled_words import ENDING_IN_THE, REDUPLICATED, SOUNDS
from align.lang.pinyin import is_pinyin
from glossary.lang.en import find_lemmas
from glossary.lang.late_patterns import compile_late
from glossary.lang.words import Words

_SHORTEST = 7
_SYLLABLES = 5
"""Up to how many letters a word may be a name in pinyin that is doubled: Dingding, LongLong."""

_BEFORE, _BEHIND = r"(?<![\w@#&/\\.:_'’=-])", r"(?![\w@/\\_'’=-]|\.\w|://)"
_GLUED = compile_late(rf"{_BEFORE}(?P<word>[A-Za-z]{{4,30}})(?P<second>(?P=word)|the){_BEHIND}")
_QUOTED = ('""', "“”", "‘’", "''")


def find_glued_words(words: Words) -> tuple[re.Match[str], ...]:
    """Find what is no word of English but two, with groups `word` and `second`: the same word again, or "the".

    The first is a word of English in small letters; one that is doubled may have a capital. No names, no sounds
    ("knockknock"), and nothing in quotation marks.
    """
    distinct = " ".join([piece for piece in words.distinct if len(piece) >= _SHORTEST])
    if not any(map(_is_glued, _GLUED.finditer(distinct))):  # spares most texts the second look
        return ()
    return tuple(match for match in _GLUED.finditer(words.text) if _is_glued(match) and not _is_quoted(match))


def _is_glued(match: re.Match[str]) -> bool:
    """What is cheap is asked first: the lexicon takes its time to load."""
    first, small = match["word"], match["word"].lower()
    is_likely = match[0].islower() if match["second"] == "the" else first[1:].islower() and _may_be_doubled(small)
    if not is_likely or match[0] in ENDING_IN_THE:
        return False
    return bool(find_lemmas(small)) and not find_lemmas(match[0].lower())


def _may_be_doubled(small: str) -> bool:
    """Whether a word that stands there twice is likely a slip."""
    return not (small in REDUPLICATED or small in SOUNDS or (len(small) <= _SYLLABLES and is_pinyin(small)))


def _is_quoted(match: re.Match[str]) -> bool:
    text, (start, end) = match.string, match.span()
    return text[max(0, start - 1) : start] + text[end : end + 1] in _QUOTED
