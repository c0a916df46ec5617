"""What a memory is searched by: the characters of Chinese and Japanese texts, the words of all others.

Chinese has no spaces, so that a word is found only if any stretch of characters is. Each text is indexed as the pairs
of characters that begin at each of its characters, and a stretch is a row of such pairs: two characters are enough, and
nothing is missed. Width, script and white space are folded as for terms, ASCII case too. Other languages are indexed by
words, and a query in English is looked for in all its forms.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from glossary.lang.en_variants import list_variants
from glossary.matching.folding import FoldedText, fold
from glossary.pack.patterns import compile_late

_WORD = compile_late(r"\w+")
_WIDE_MARK = compile_late("[\u3000-\u303f\uff00-\uff0f\uff1a-\uff20]")
_BETWEEN = " \u2400 "
"""What keeps two texts of one entry apart: no query holds it."""
_LOWER = str.maketrans({chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)})
_PLAIN = str.maketrans(
    {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F) if not chr(code).isalnum()}
    | {chr(code): "\ufffd" for code in (*range(0x20), 0x7F)}
    | {" ": "\u3000", "\u2400": "\ufffd"}
)
"""Makes each character a part of a token: ASCII marks and blanks end one."""


class Entry(NamedTuple):
    """What is indexed of a pair: tokens, separated by blanks."""

    characters: str
    words: str


class Span(NamedTuple):
    """A stretch of a text."""

    start: int
    end: int


def has_characters(language: str) -> bool:
    """Return whether texts of a language are searched by characters."""
    return language[:2].lower() in ("zh", "ja")


def make_entry(source: str, source_lang: str, target: str, target_lang: str) -> Entry:
    """Return what is indexed of a pair."""
    sides = ((source, source_lang), (target, target_lang))
    characters = [_cut_characters(text) for text, language in sides if has_characters(language)]
    words = [" ".join(_cut_words(text)) for text, language in sides if not has_characters(language)]
    return Entry(_BETWEEN.join(characters), _BETWEEN.join(words))


def _fold_characters(text: str) -> FoldedText:
    return fold(text, "zh")


def _cut_characters(text: str) -> str:
    """Return the pairs of characters of a text, one for each character; the last has but one."""
    line = _fold_characters(text).text.translate(_LOWER).translate(_PLAIN)
    return " ".join([line[at : at + 2] for at in range(len(line))])


def _cut_words(text: str) -> list[str]:
    found: list[str] = _WORD.findall(fold(text, "en").text.translate(_LOWER))
    return found


class Query:
    """What a person looks for: a stretch of characters, or words."""

    def __init__(self, text: str) -> None:
        self.text = " ".join(text.split())
        self._stretch = _fold_characters(self.text).text.translate(_LOWER)
        forms = list_variants(self.text) if self.text.isascii() else [self.text]
        if _WIDE_MARK.search(self.text):  # of no language that is searched by words
            forms = []
        phrases = dict.fromkeys(tuple(_cut_words(form)) for form in forms)
        self._phrases = sorted(filter(None, phrases), key=len, reverse=True)

    @property
    def is_empty(self) -> bool:
        """Return whether there is nothing to look for."""
        return not self._stretch

    @property
    def expression(self) -> str:
        """Return the expression of FTS5 for it; each alternative is a phrase, so that a match needs no other test."""
        line = self._stretch.translate(_PLAIN)
        pairs = [line[at : at + 2] for at in range(len(line) - 1)]
        stretch = f'(characters : "{" ".join(pairs)}")' if pairs else f'(characters : "{line}" *)'
        return " OR ".join((stretch, *(f'(words : "{" ".join(phrase)}")' for phrase in self._phrases)))

    def find(self, text: str, language: str) -> Iterator[Span]:
        """Yield where it is in a text, from left to right; no stretch overlaps another."""
        folded = _fold_characters(text) if has_characters(language) else fold(text, "en")
        line = folded.text.translate(_LOWER)
        for start, end in self._find_stretches(line) if has_characters(language) else self._find_words(line):
            yield Span(*folded.find_original(start, end))

    def _find_stretches(self, line: str) -> Iterator[tuple[int, int]]:
        start = line.find(self._stretch)
        while start >= 0:
            end = start + len(self._stretch)
            yield start, end
            start = line.find(self._stretch, end)

    def _find_words(self, line: str) -> Iterator[tuple[int, int]]:
        found, passed = list(_WORD.finditer(line)), 0
        words = tuple(word[0] for word in found)
        for first, word in enumerate(found):
            here = (phrase for phrase in self._phrases if words[first : first + len(phrase)] == phrase)
            if word.start() >= passed and (phrase := next(here, None)):
                passed = found[first + len(phrase) - 1].end()
                yield word.start(), passed
