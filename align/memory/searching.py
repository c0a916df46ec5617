"""What a memory is searched by: the characters of Chinese and Japanese texts, the words of all others.

Chinese has no spaces, so that a word is found only if any stretch of characters is. Each text is indexed as the pairs
of characters that begin at each of its characters, and a stretch is a row of such pairs: two characters are enough, and
nothing is missed. Width, script and white space are folded as for terms, case too. Other languages are indexed by
words, and a query in English is looked for in all its forms.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from operator import add
from typing import NamedTuple

from align.model import Span
from glossary.dictionary.files import cache_by_dictionary
from glossary.dictionary.script_folding import fold_scripts
from glossary.lang.en_variants import list_variants
from glossary.matching.folding import fold
from glossary.pack.patterns import compile_late

_WORD = compile_late(r"\w+")
_WIDE_MARK = compile_late("[\u3000-\u303f\uff00-\uff0f\uff1a-\uff20]")
_BETWEEN = " \u2400 "
"""What keeps two texts of one entry apart: no query holds it."""
_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_SPACE = compile_late(r"\s")


class Entry(NamedTuple):
    """What is indexed of a pair: tokens, separated by blanks."""

    characters: str
    words: str


def has_characters(language: str) -> bool:
    """Return whether texts of a language are searched by characters."""
    return language[:2].lower() in ("zh", "ja")


def make_entry(source: str, source_lang: str, target: str, target_lang: str) -> Entry:
    """Return what is indexed of a pair."""
    sides = ((source, source_lang), (target, target_lang))
    characters = [_cut_characters(text) for text, language in sides if has_characters(language)]
    words = [_join_words(text) for text, language in sides if not has_characters(language)]
    return Entry(_BETWEEN.join(characters), _BETWEEN.join(words))


@cache_by_dictionary(4)
def _build_folds() -> list[str]:
    """Return what each code point is compared as, in texts that are searched by characters: one of the same length."""
    table = list(map(chr, range(0x10000)))
    kept = [character for character in table if not character.isspace()]
    for character, plain in zip(kept, fold_scripts(fold("".join(kept), "zh").plain), strict=True):
        small = plain.lower()
        table[ord(character)] = small if len(small) == 1 else plain
    return table


@cache_by_dictionary(4)
def identify_folds() -> str:
    """Return what an index depends on: a digest of how each character is compared, by the dictionary in use."""
    return sha256("".join(_build_folds()).encode(errors="surrogatepass")).hexdigest()[:16]


@cache_by_dictionary(4)
def _build_tokens() -> list[str]:
    """Return the same with each character, which may be a mark or a blank, a part of a token."""
    table = _build_folds()
    parts = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F) if not chr(code).isalnum()}
    parts |= {" ": "\u3000", "\u2400": "\ufffd"} | {chr(code): "\ufffd" for code in (*range(0x20), 0x7F)}
    return [parts.get(character, character) for character in table]


def _cut_characters(text: str) -> str:
    """Return the pairs of characters of a text, one for each character; the last has but one."""
    is_plain = not _SPACE.search(text)  # each character is folded by itself
    line = (text if is_plain else fold(text, "zh").plain).translate(_build_tokens())
    return " ".join([*map(add, line, line[1:]), line[-1:]])


def _join_words(text: str) -> str:
    """Return the words of a text, between which may be what the tokenizer, which is one for ASCII, passes over."""
    return text if text.isascii() and "_" not in text else " ".join(_cut_words(text))


def _cut_words(text: str) -> list[str]:
    found: list[str] = _WORD.findall(text.lower() if text.isascii() else fold(text, "en").text.translate(_LOWER))
    return found


class Query:
    """What a person looks for: a stretch of characters, or words."""

    def __init__(self, text: str) -> None:
        self.text = " ".join(text.split())
        self._stretch = fold(self.text, "zh").plain.translate(_build_folds())
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
        line = self._stretch.translate(_build_tokens())
        pairs = [line[at : at + 2] for at in range(len(line) - 1)]
        stretch = f'(characters : "{" ".join(pairs)}")' if pairs else f'(characters : "{line}" *)'
        return " OR ".join((stretch, *(f'(words : "{" ".join(phrase)}")' for phrase in self._phrases)))

    def find(self, text: str, language: str) -> Iterator[Span]:
        """Yield where it is in a text, from left to right; no stretch overlaps another."""
        if has_characters(language):
            folded = fold(text, "zh")
            found = self._find_stretches(folded.plain.translate(_build_folds()))
        else:
            folded = fold(text, "en")
            found = self._find_words(folded.text.translate(_LOWER))
        for span in found:
            yield Span(*folded.find_original(*span))

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
