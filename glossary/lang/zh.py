"""Chinese words: segmentation, words split into known parts, and the frequency and part of speech of words.

Segmentation is that of jieba (MIT): through `rjieba` where it is installed, which gives identical output, else through
a tokenizer of our own that reads the dictionary itself and keeps no cache: the one in jieba is global and mutable.
Frequencies and tags are from its dictionary; the tags are those of ICTCLAS: n noun, v verb, vn verbal noun,
a adjective, b attributive, j abbreviation, nz name ...
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator
from functools import cache, lru_cache
from importlib.abc import FileLoader
from pathlib import Path
from typing import NamedTuple, Protocol, cast

from glossary.lang.function_words import ZH_WORDS

_PAGE = 4096  # bytes that are searched for a word
_LONGEST_KEPT = 500  # characters
TOTAL = 60_101_967
"""The sum of all frequencies in the dictionary, which those of single words are shares of."""


def segment(text: str, guess: bool = True) -> list[str]:
    """Return the words of `text`, which joined are the text.

    What the dictionary lacks is cut by a hidden Markov model where `guess` is set, else into single characters.
    """
    return list(_segment_sentence(text, guess)) if len(text) <= _LONGEST_KEPT else _cut(text, guess)


@lru_cache(maxsize=1024)
def _segment_sentence(text: str, guess: bool) -> tuple[str, ...]:
    """Return the words of a sentence, which are kept for a while: several rules ask for them."""
    return tuple(_cut(text, guess))


def _cut(text: str, guess: bool) -> list[str]:
    try:
        import rjieba
    except ImportError:
        return list(_load_tokenizer().cut(text, HMM=guess))
    try:
        return list(rjieba.cut(text, guess))
    except UnicodeEncodeError:  # a lone surrogate
        return list(text)


class _Tokenizer(Protocol):
    def cut(self, sentence: str, *, HMM: bool) -> Iterator[str]:  # noqa: N803 - the name in jieba
        """Yield the words of a sentence."""


@cache
def _load_tokenizer() -> _Tokenizer:
    from jieba import Tokenizer

    tokenizer = Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    segmenter: _Tokenizer = tokenizer
    return segmenter


def trim(word: str) -> str:
    """Return `word` without blanks inside and without punctuation at either end."""
    joined = "".join(word.split())
    start, end = 0, len(joined)
    while start < end and not joined[start].isalnum():
        start += 1
    while end > start and not joined[end - 1].isalnum():
        end -= 1
    return joined[start:end]


def split_known(word: str, known: Callable[[str], bool]) -> list[str]:
    """Return the fewest words that `word` can be split into and that are `known`; [] where there are none.

    Particles do not count; of equally few parts, those of like lengths go first. Time grows with the square of the
    length of `word`.
    """
    particles = (*ZH_WORDS.words("link"), *ZH_WORDS.words("aspect"))
    best: list[tuple[int, int, list[str]] | None] = [(0, 0, [])]
    for end in range(1, len(word) + 1):
        options = []
        for start in range(end):
            before, part = best[start], word[start:end]
            if before is not None and known(part):
                weight = 0 if part in particles else 1
                options.append((before[0] + weight, before[1] + len(part) ** 2, [*before[2], part]))
        best.append(min(options) if options else None)
    found = best[-1]
    return found[2] if found else []


class LexiconEntry(NamedTuple):
    """A word's frequency, as a share of all words, and its tag."""

    share: float
    tag: str


def look_up_words(words: Collection[str]) -> dict[str, LexiconEntry]:
    """Return the entries of those words that the dictionary has; none where it is not installed."""
    return {word: entry for word in dict.fromkeys(words) if (entry := _look_up_word(word))}


@lru_cache(maxsize=1 << 16)
def _look_up_word(word: str) -> LexiconEntry | None:
    table, pages = _read_table()
    entry = f"\n{word} ".encode("utf-8", "surrogatepass")
    page = bisect_left(pages, entry, hi=len(pages) - 1, key=lambda start: table[start : start + len(entry)])
    start = table.find(entry, pages[max(page - 1, 0)], pages[page] + len(entry))
    if start < 0:
        return None
    first = start + len(entry)
    count, _, tag = table[first : table.index(b"\n", first)].decode().partition(" ")
    return LexiconEntry(int(count) / TOTAL, tag.strip())


@cache
def _read_table() -> tuple[bytes, list[int]]:
    """Return the lines of the dictionary, sorted, each with a newline before it, and where some 4 kB of them begin.

    The last offset is that of the newline after them all.
    """
    table = b"\n".join([b"", *sorted(_read_dictionary().splitlines()), b""])
    starts = (table.rfind(b"\n", 0, end) for end in range(_PAGE, len(table), _PAGE))
    return table, sorted({*starts, 0, len(table) - 1})


def _read_dictionary() -> bytes:
    """Return the bytes of the dictionary in the package jieba, which is not imported; none where it is missing."""
    from importlib.util import find_spec

    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        return b""
    try:
        return cast(FileLoader, spec.loader).get_data(str(Path(spec.origin).with_name("dict.txt")))
    except OSError:
        return b""
