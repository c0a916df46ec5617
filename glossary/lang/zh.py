"""Chinese words: segmentation, and words split into known parts.

Segmentation is that of jieba (MIT): through `rjieba` where it is installed, which gives identical output, else through
a tokenizer of our own that reads the dictionary anew and keeps no cache: the one in jieba is global and mutable.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Protocol

from glossary.lang.zh_function_words import ZH_WORDS


def segment(text: str, guess: bool = True) -> list[str]:
    """Return the words of `text`, which joined are the text.

    What the dictionary lacks is cut by a hidden Markov model where `guess` is set, else into single characters.
    """
    try:
        import rjieba
    except ImportError:
        return list(_load_tokenizer().cut(text, HMM=guess))
    try:
        return list(rjieba.cut(text, guess))
    except UnicodeEncodeError:  # a lone surrogate
        return list(text)


class _Tokenizer(Protocol):
    def cut(self, sentence: str, *, HMM: bool) -> Iterator[str]:  # noqa: N803
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
