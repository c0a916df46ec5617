"""Which words of Chinese texts are likely to be terms, where no glossary says so.

A term recurs, and is a noun: a compound whose words stand together more often than apart, a long word, or one that the
texts have much more often than Chinese in general ("weirdness", Ahmad et al. 1999). Precision counts, not
completeness: a general word is rightly rendered in many ways.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from glossary.dictionary.cedict import default_dictionary
from glossary.dictionary.glosses import word_glosses
from glossary.lang.zh_lexicon import Known, known
from glossary.word_alignment.function_words import is_function_word
from glossary.word_alignment.tokens import Token, chinese_tokens

Stretch = tuple[str, ...]
"""Words in a row."""

_LONGEST = 4  # words
_WITHIN = 0.75  # the share of its occurrences that a stretch may have in one longer one
_LONG = 3  # characters of a word that is no compound
_TOGETHER = 0.4  # the share of the rarer word's occurrences that are in the compound, at least
_WEIRD = 60  # times more frequent than in general
_PRIOR = 1000  # words that any texts are taken to have besides, so that in short ones not every word is frequent
_HAN = re.compile("[\u3400-\u9fff]{2,}")
_HEADS = re.compile("n|nz|nt|vn|j|l|nrt")
_MODIFIERS = re.compile("n|nz|nt|ns|vn|a|an|b|j|l|nrt")
_EDGES = frozenset(
    "的之和与及或并而但是为将对这那该此其他她它已曾从自由被向于以因不未也还都中上下后前内可要会等则如就有至到各"
)
_EDGES |= frozenset("说称通了着过个次只属须")
_VAGUE_WORDS = """
方面 情况 问题 工作 活动 时间 时候 地方 人员 部分 内容 原因 结果 过程 方式 方法 作用 关系 水平 程度 年代 世纪 月份
作为 有关 当局 整体
"""
_VAGUE = frozenset(_VAGUE_WORDS.split())
"""Nouns that make no term, nor the head of one: what they are called hangs on the sentence."""


def recurring_terms(texts: Iterable[str], least: int = 3) -> list[str]:
    """Return the words and compounds that occur at least `least` times and are likely to be terms, longer ones first.

    A text is read in either script; terms are in simplified script. One inside longer terms counts without them.
    """
    runs = [run for text in texts for run in _runs(chinese_tokens(text))]
    size = sum(map(len, runs)) + _PRIOR
    counts = _recurring(runs, least)
    words = known({word for stretch in counts for word in stretch})
    likely = [s for s in counts.keys() - _cut(counts) if _is_likely(s, counts, words, size)]
    left, found = Counter(counts), list[str]()
    for stretch in sorted(likely, key=lambda s: (-len(s), -counts[s], s)):
        if left[stretch] >= least:
            found.append("".join(stretch))
            for inner in _stretches(stretch):
                left[inner] -= left[stretch] if inner != stretch else 0
    return sorted(dict.fromkeys(found), key=lambda term: (-len(term), term))


def _recurring(runs: Sequence[Sequence[str]], least: int) -> Counter[Stretch]:
    """The stretches of up to four words that occur often enough, told from those of one word less."""
    found: Counter[Stretch] = Counter()
    for size in range(1, _LONGEST + 1):
        stretches = (tuple(run[at : at + size]) for run in runs for at in range(len(run) - size + 1))
        grown = Counter(s for s in stretches if size == 1 or (s[1:] in found and s[:-1] in found))
        found.update({stretch: count for stretch, count in grown.items() if count >= least})
    return found


def _runs(tokens: Sequence[Token]) -> Iterator[list[str]]:
    """The stretches of words of two characters and more that touch each other."""
    run: list[str] = []
    end = -1
    for token in tokens:
        fits = _HAN.fullmatch(token.text) and not is_function_word(token.text, "zh")
        if run and not (fits and token.start == end):
            yield run
            run = []
        if fits:
            run.append(token.text)
            end = token.end
    if run:
        yield run


def _stretches(run: Sequence[str]) -> Iterator[Stretch]:
    for start in range(len(run)):
        for end in range(start + 1, min(start + _LONGEST, len(run)) + 1):
            yield tuple(run[start:end])


def _cut(counts: Mapping[Stretch, int]) -> frozenset[Stretch]:
    """The stretches that hardly occur but in one longer by a word."""
    return frozenset(
        inner
        for stretch, count in counts.items()
        for inner in (stretch[1:], stretch[:-1])
        if inner and count >= _WITHIN * counts[inner]
    )


def _is_likely(stretch: Stretch, counts: Mapping[Stretch, int], words: Mapping[str, Known], size: int) -> bool:
    head = stretch[-1]
    if any(word in _VAGUE or _is_miscut(word, words) for word in stretch):
        return False
    if not _HEADS.fullmatch(words[head].tag) if head in words else len(stretch) > 2:
        return False
    if len(stretch) == 1:
        return _is_term(head, counts[stretch] / size, words.get(head))
    if not all(_may_modify(word, words.get(word)) for word in stretch[:-1]):
        return False
    return counts[stretch] >= _TOGETHER * min(counts[(word,)] for word in stretch)


def _is_miscut(word: str, words: Mapping[str, Known]) -> bool:
    """Whether a guessed word is likely to be a function word and what follows it, or the reverse."""
    return word not in words and (word[0] in _EDGES or word[-1] in _EDGES)


def _may_modify(word: str, general: Known | None) -> bool:
    """Whether a word may stand before a noun: not one that the dictionary has as a verb alone."""
    if general is None or general.tag != "v":
        return general is None or _MODIFIERS.fullmatch(general.tag) is not None
    return any(not gloss.verb for gloss in word_glosses(default_dictionary(), word))


def _is_term(word: str, share: float, general: Known | None) -> bool:
    if general is None:
        return len(word) >= _LONG
    weird = share >= _WEIRD * general.share
    return weird and (len(word) >= _LONG or general.tag in ("n", "nz", "j"))
