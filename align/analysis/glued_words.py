"""Words between which a space is missing: one written twice ("provinceprovince"), or one of grammar after another
("nationalthe", "causeof").
"""

import re
from itertools import chain

from align.lang.en_doubled_words import ENDING_IN_LITTLE_WORDS, REDUPLICATED, SOUNDS
from align.lang.pinyin import is_pinyin
from glossary.lang.en import find_lemmas
from glossary.lang.words import Words
from glossary.pack.patterns import compile_late

_SHORTEST = 5
_SYLLABLES = 5
"""Up to how many letters a word may be a name in pinyin that is doubled: Dingding, LongLong."""

_BEFORE, _BEHIND = r"(?<![\w@#&/\\.:_'’=-])", r"(?![\w@/\\_'’=-]|\.\w|://)"
_LITTLE_WORDS = "the|with|from|that|were|have|which|their|of|and|for|are|in|to|by|be"
_GLUED = compile_late(rf"{_BEFORE}(?P<word>[A-Za-z]{{2,30}}?)(?P<second>(?P=word)|{_LITTLE_WORDS}){_BEHIND}")
_SHORT = {
    "the": frozenset(["of", "in", "to", "on", "at", "by", "for", "and", "is", "as"]),
    "be": frozenset(("to", "can")),
}
"""Short words that others are often glued to."""
_FEWEST = 4
_FEWEST_BEFORE = {"of": 5, "and": 5, "for": 5, "are": 5, "in": 6, "to": 5, "by": 5}
"""How many letters come before such a word at least: shorter ones are parts of other words (elastin)."""
_QUOTED = ('""', "“”", "‘’", "''")


def find_glued_words(words: Words) -> tuple[re.Match[str], ...]:
    """Find what is no word of English but two, with groups `word` and `second`: the same word again, or one of grammar.

    The first is a word of English in small letters; one that is doubled may have a capital. No names, no sounds
    ("knockknock"), and nothing in quotation marks.
    """
    distinct = " ".join([piece for piece in words.distinct if len(piece) >= _SHORTEST])
    pieces = set[str]()
    for match in _GLUED.finditer(distinct):
        if _is_glued(match):
            end = distinct.find(" ", match.end())
            pieces.add(distinct[distinct.rfind(" ", 0, match.start()) + 1 : end if end >= 0 else len(distinct)])
    spans = [(0, len(words.text))] if pieces else []
    if pieces and words.is_long:
        spans = words.numbered.find_spans(words.numbered.find_members(pieces))
    matches = chain.from_iterable(_GLUED.finditer(words.text, *span) for span in spans)
    return tuple(match for match in matches if _is_glued(match) and not _is_quoted(match))


def _is_glued(match: re.Match[str]) -> bool:
    """Return whether a match is no word; what is cheap is asked first, for the lexicon takes its time to load."""
    first, second, small = match["word"], match["second"], match["word"].lower()
    if len(first) < _FEWEST_BEFORE.get(second, _FEWEST):
        return first in _SHORT.get(second, ())
    if first == second:
        is_intended = small in REDUPLICATED or small in SOUNDS or (len(small) <= _SYLLABLES and is_pinyin(small))
        is_likely = first[1:].islower() and not is_intended
    else:
        is_likely = match[0].islower()
    if not is_likely or match[0] in ENDING_IN_LITTLE_WORDS:
        return False
    return bool(find_lemmas(small)) and not find_lemmas(match[0].lower())


def _is_quoted(match: re.Match[str]) -> bool:
    text, (start, end) = match.string, match.span()
    return text[max(0, start - 1) : start] + text[end : end + 1] in _QUOTED
