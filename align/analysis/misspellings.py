"""Words that are most likely misspelled: no list has them, and one slip away is a word that fits where they are.

The evidence for a slip is, in nats, how usual the right word is, after the words before it and before the one behind it
(`glossary.lang.fluency`), and what kind of slip it is: hardly anyone gets the first letter wrong, and a long word that
differs from another in one letter is seldom a word of its own.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from align.lang.pinyin import is_pinyin
from align.model import MASK, Document, Span
from glossary.lang import fluency
from glossary.lang.function_words import (
    ARTICLES,
    BASIC_PREPOSITIONS,
    BE,
    CONJUNCTIONS,
    DEMONSTRATIVES,
    FINITE_BE,
    HAVE,
    RELATIVE_PRONOUNS,
    make_word_set,
)
from glossary.lang.spelling import Kind, Slip, find_unlisted, is_formed, list_slips, load_misspellings
from glossary.lang.words import Words
from glossary.pack.tables import Pack, get_packs

_SHORTEST, _LONGEST = 4, 40
_PARTS = rf"\-\w@/\\_'’=*+~<>{{}}|{MASK}"
WORD = re.compile(rf"(?<![{_PARTS}#&.:$%`])[a-z]{{{_SHORTEST},{_LONGEST}}}(?![{_PARTS}(`]|[.:]\w|://)")
"""A word in small letters that is by itself: no part of an address, a name of a file, a compound or code."""
_LETTERS = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(rf"[A-Za-z]{{{_SHORTEST},}}")
_SHARED = make_word_set("a an as in is on or to")
"""Those that are words of other languages as well, or names in programs."""
_FEWEST_OF_GRAMMAR = 2
_QUOTES = frozenset(('""', "“”", "''", "‘’", "«»"))
_GRAMMAR = ARTICLES | BASIC_PREPOSITIONS | CONJUNCTIONS | BE | HAVE | FINITE_BE | DEMONSTRATIVES | RELATIVE_PRONOUNS

_REACH = 80
"""How many characters on either side show whether a word is in an English sentence."""
_HISTORY = 200
_MOST_UNKNOWN = 1
"""How many other words may be unknown there; more are names, codes, or another language."""
_FEWEST_WORDS = 8
"""From how many words on a sentence in English has a word of grammar."""
_FOREIGN_FROM, _FOREIGN_SHARE = 12, 0.2
"""From how many unlisted words on, and from which share of its words, a text is in another language."""

_LEAST = -11.5
"""The least evidence for a slip; chosen on half of the texts that are named in the docs of `misspelled-word`."""
_OFTEN, _MORE_IF_OFTEN = 3, 4.0
"""How often a word may be in a text at most, and how much more evidence there must be if it is there twice: what comes
back is a word of its own."""
_USUAL_LENGTH, _OF_LETTER = 6, 1.3
_OF_SHORTEST, _OF_PINYIN, _OF_NEIGHBOUR = -3.0, -3.0, 1.5
_OF_FIRST_LETTER, _OF_DOUBLED, _OF_SWAPPED, _OF_VOWEL, _OF_OTHER_LETTER = -4.0, 1.0, 1.0, -1.0, -2.0
_CERTAIN = 99.0
_VOWELS = frozenset("aeiou")


class Misspelling(NamedTuple):
    """Where a misspelled word is, what it should be, and how much speaks for that, in nats."""

    span: Span
    right: str
    evidence: float


def find_misspellings(document: Document, words: Words, source: str) -> Iterator[Misspelling]:
    """Yield the words that are most likely misspelled; `words` are those of the prose, `source` is what is translated.

    A word of the source, or of the code in the text, is right.
    """
    slips = _find_slips(words)
    if not slips:
        return
    pieces = Counter(_LETTERS.findall(" ".join(words.distinct).lower()))
    masked = " ".join(document.text[start:end] for start, end in document.masked)
    known = {word.lower() for text in (source, masked) for word in _LATIN.findall(text)}
    places = dict[str, list[int]]()
    for start, word in _locate(words, slips):
        places.setdefault(word, []).append(start)
    for word, starts in places.items():
        count = max(len(starts), pieces[word])
        if word in known or count > _OFTEN:
            continue
        least = _LEAST if count == 1 else _LEAST + _MORE_IF_OFTEN
        for start in starts:
            slip, evidence = _weigh(words.text, start, word, slips[word], pieces)
            if evidence >= least and _is_in_english(words.text, start, start + len(word), slips):
                yield Misspelling(Span(start, start + len(word)), slip.word, evidence)


def _find_slips(words: Words) -> dict[str, tuple[Slip, ...]]:
    """Return the words of a text that no list has and that are not made of words, with what they may have been."""
    pieces = fluency.find_unknown(words.distinct)
    pieces += filter(load_misspellings().__contains__, words.distinct)
    unlisted = list(find_unlisted(dict.fromkeys(WORD.findall(" ".join(pieces)))))
    if len(unlisted) >= _FOREIGN_FROM and len(unlisted) >= len(words.distinct) * _FOREIGN_SHARE:
        return {}
    packs = get_packs()
    return {word: slips for word in unlisted if (slips := _explain(word, packs))}


@lru_cache(maxsize=16384)
def _explain(word: str, _: tuple[Pack, ...]) -> tuple[Slip, ...]:
    """Return what a word may have been; nothing of one that is made of words, some of which packs may have."""
    return () if is_formed(word) else tuple(list_slips(word))


def _locate(words: Words, wanted: Mapping[str, object]) -> Iterator[tuple[int, str]]:
    """Yield where some words are in a text."""
    spans: Sequence[tuple[int, int]] = [(0, len(words.text))]
    if words.is_long:
        numbered = words.numbered
        spans = numbered.find_spans(numbered.ask(lambda piece: any(map(wanted.__contains__, WORD.findall(piece)))))
    for span in spans:
        for match in WORD.finditer(words.text, *span):
            if match[0] in wanted:
                yield match.start(), match[0]


def _weigh(text: str, start: int, word: str, slips: Sequence[Slip], pieces: Mapping[str, int]) -> tuple[Slip, float]:
    """Return what a word most likely was, and the evidence for it."""
    past = fluency.find_history(text[max(0, start - _HISTORY) : start])
    behind = start + len(word)
    future = fluency.find_future(text[behind : behind + _HISTORY])[:1]
    after = [one for one in future if one != fluency.END and fluency.is_known(one)]
    alone = sum(fluency.compute_log_probability(one) or 0.0 for one in after)

    def fit(slip: Slip) -> float:
        first, *rest = fluency.score_sequence(past, [slip.word, *after])
        likelihood = first if fluency.is_known(slip.word) else slip.likelihood
        return likelihood + sum(rest) - alone + (_OF_NEIGHBOUR if slip.word in pieces else 0.0)

    slip = max(slips, key=lambda slip: (fit(slip), slip.word))
    evidence = fit(slip) + (len(word) - _USUAL_LENGTH) * _OF_LETTER + _judge_slip(word, slip)
    if len(word) == _SHORTEST:
        evidence += _OF_SHORTEST
    return slip, evidence + (_OF_PINYIN if is_pinyin(word) else 0.0)


def _judge_slip(word: str, slip: Slip) -> float:
    """Return how likely people are to make a slip: seldom in the first letter, often in doubled ones and vowels."""
    if slip.kind is Kind.LISTED:
        return _CERTAIN
    if slip.place == 0:
        return _OF_FIRST_LETTER
    longer = slip.word if slip.kind is Kind.MISSING else word
    is_in_pair = longer[slip.place] in longer[slip.place - 1 : slip.place] + longer[slip.place + 1 : slip.place + 2]
    if slip.kind in (Kind.MISSING, Kind.ADDED):
        return _OF_DOUBLED if is_in_pair else 0.0
    if slip.kind is Kind.SWAPPED:
        return _OF_SWAPPED
    vowels = {word[slip.place], slip.word[slip.place]} <= _VOWELS
    return _OF_VOWEL if vowels else _OF_OTHER_LETTER


def _is_in_english(text: str, start: int, end: int, slips: Mapping[str, object]) -> bool:
    """Return whether what is round a word is English, as far as it is long enough to tell.

    A list of codes is not, and a word by itself in quotation marks is only quoted.
    Other words that may be misspelled count as known between words of grammar that only English has.
    """
    if text[max(0, start - 1) : start] + text[end : end + 1] in _QUOTES:
        return False
    around = _LETTERS.findall(text[max(0, start - _REACH) : start]), _LETTERS.findall(text[end : end + _REACH])
    near = [word for word in (*around[0][1:], *around[1][:-1]) if word.islower()]
    grammar = _GRAMMAR.intersection(near)
    unknown = fluency.find_unknown(near)
    if len(unknown) > _MOST_UNKNOWN and len(grammar - _SHARED) >= _FEWEST_OF_GRAMMAR:
        unknown = [word for word in unknown if word not in slips]
    return len(unknown) <= _MOST_UNKNOWN and (len(near) < _FEWEST_WORDS or bool(grammar))
