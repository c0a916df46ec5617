"""Recurring terms: words of Chinese texts that are likely to be terms, where no glossary says so.

A term recurs, and is a noun: a compound whose words occur together more often than apart, a long word, or one that the
texts have much more often than Chinese in general ("weirdness", Ahmad et al. 1999). Precision counts, not completeness:
a general word is rightly rendered in many ways.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from glossary.dictionary.cedict import load_dictionary
from glossary.dictionary.glosses import find_glosses
from glossary.dictionary.script_folding import simplify
from glossary.lang.function_words import ZH_WORDS, is_function_word, list_characters
from glossary.lang.scripts import HAN
from glossary.lang.zh import LexiconEntry, look_up_words, segment
from glossary.pack.patterns import compile_late
from glossary.word_alignment.tokenization import Token, tokenize_chinese

Stretch = tuple[str, ...]
"""Words in a row."""

_LONGEST = 4  # words
_WITHIN = 0.75  # a stretch with so large a share of its occurrences inside a longer one is no term
_SHORT = 1000  # characters of texts together, below which to look for repetitions is faster than to cut words
_PAIR = 2  # words, of which the first may be a verb
_LONG = 3  # characters of a word that is no compound
_TOGETHER = 0.4  # the share of the rarer word's occurrences that are in the compound, at least
_WEIRD = 60  # times more frequent than in general
_PRIOR = 1000  # words added to the size of the texts, so that in short ones not every word is frequent
_HAN = compile_late(f"[{HAN}]{{2,}}")
_HEADS = compile_late("n|nz|nt|vn|j|l|nrt")
_MODIFIERS = compile_late("n|nz|nt|ns|vn|a|an|b|j|l|nrt")


@cache
def _list_edges() -> frozenset[str]:
    """Return the characters that hardly begin or end a term: most function words, and a few more."""
    return list_characters().difference(ZH_WORDS.words("edge_of_term")).union(ZH_WORDS.words("edge_of_no_term"))


def find_recurring_terms(texts: Iterable[str], least: int = 3) -> list[str]:
    """Return the words and compounds that occur at least `least` times and are likely to be terms, longer ones first.

    Texts may be in either script; terms are in simplified script. Occurrences inside longer terms do not count.
    """
    runs = [run for text in texts for run in _find_runs(tokenize_chinese(text))]
    return choose_terms(_count_recurring(runs, least), sum(map(len, runs)), least)


def count_stretches(texts: Iterable[str]) -> tuple[Counter[Stretch], int]:
    """Count the stretches of up to four words that may be terms, and all the words: counts of texts can be added up."""
    runs = [run for text in texts for run in _find_runs(tokenize_chinese(text))]
    return Counter(stretch for run in runs for stretch in _list_stretches(run)), sum(map(len, runs))


def choose_terms(counts: Mapping[Stretch, int], number: int, least: int) -> list[str]:
    """Return the likely terms, as `find_recurring_terms`, of texts with so many words.

    `counts` are those of `count_stretches` that are at least `least`.
    """
    size = number + _PRIOR
    words = look_up_words({word for stretch in counts for word in stretch})
    likely = [s for s in counts.keys() - _find_nested(counts) if _is_likely(s, counts, words, size)]
    left, found = Counter(counts), list[str]()
    for stretch in sorted(likely, key=lambda s: (-len(s), -counts[s], s)):
        if left[stretch] >= least:
            found.append("".join(stretch))
            for inner in _list_stretches(stretch):
                left[inner] -= left[stretch] if inner != stretch else 0
    return sorted(dict.fromkeys(found), key=lambda term: (-len(term), term))


class PossibleTerm(NamedTuple):
    """A word or a compound that may be a term, in simplified script, and where it is in a text.

    `is_part`: it is inside a longer one, not only after a verb.
    """

    text: str
    start: int
    end: int
    is_part: bool


def find_possible_terms(text: str) -> list[PossibleTerm]:
    """Return the words and compounds of a text that may be terms by their form, however often they occur.

    They are nouns by their head, and hold no vague word: how often one occurs, and where, shows whether it is a term.
    Of two words the first may be a verb (开采配额), which often has the noun as its object: see `has_noun_form`.
    """
    found = list[PossibleTerm]()
    for run in _cut_runs(tokenize_chinese(text)):
        stretches = [(first, last) for first in range(len(run)) for last in _list_ends(first, len(run))]
        texts = {at: [word.text for word in run[slice(*at)]] for at in stretches}
        known = frozenset(at for at in stretches if _has_form(texts[at]))
        fitting = [at for at in stretches if at in known or _has_form(texts[at], after_verb=True)]
        for first, last in fitting:
            around = (
                (one, end) for one in range(max(last - _LONGEST, 0), first + 1) for end in _list_ends(one, len(run))
            )
            is_part = any(at in known and last <= at[1] and at != (first, last) for at in around)
            start, end = run[first].start, run[last - 1].end
            found.append(PossibleTerm(simplify(text[start:end]), start, end, is_part))
    return found


def has_noun_form(term: str) -> bool:
    """Return whether a word or compound is a noun by its form, without a verb in it."""
    return _has_form(segment(term))


def may_have_recurring_terms(texts: Sequence[str], least: int, length: int) -> bool:
    """Return whether terms of so many characters or more may occur so often: short texts hardly ever repeat as much.

    Only a short text is looked at; a long one may.
    """
    if sum(map(len, texts)) >= _SHORT:
        return True
    found = [text[at : at + length] for text in map(simplify, texts) for at in range(len(text) - length + 1)]
    return len(found) - len(set(found)) >= least - 1 and max(Counter(found).values(), default=0) >= least


def _count_recurring(runs: Sequence[Sequence[str]], least: int) -> Counter[Stretch]:
    """Count the stretches of up to four words that occur often enough, building on those of one word less."""
    found: Counter[Stretch] = Counter()
    for size in range(1, _LONGEST + 1):
        stretches = (tuple(run[at : at + size]) for run in runs for at in range(len(run) - size + 1))
        grown = Counter(s for s in stretches if size == 1 or (s[1:] in found and s[:-1] in found))
        found.update({stretch: count for stretch, count in grown.items() if count >= least})
    return found


def _find_runs(tokens: Sequence[Token]) -> Iterator[list[str]]:
    """Yield the runs of adjacent content words of two characters and more."""
    return ([token.text for token in run] for run in _cut_runs(tokens))


def _cut_runs(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    run: list[Token] = []
    for token in tokens:
        fits = _HAN.fullmatch(token.text) and not is_function_word(token.text, "zh")
        if run and not (fits and token.start == run[-1].end):
            yield run
            run = []
        if fits:
            run.append(token)
    if run:
        yield run


def _list_stretches(run: Sequence[str]) -> Iterator[Stretch]:
    for start in range(len(run)):
        for end in _list_ends(start, len(run)):
            yield tuple(run[start:end])


def _list_ends(start: int, size: int) -> range:
    """Return where stretches of a run of so many words may end that begin at `start`."""
    return range(start + 1, min(start + _LONGEST, size) + 1)


def _find_nested(counts: Mapping[Stretch, int]) -> frozenset[Stretch]:
    """Return the stretches that mostly occur inside one that is longer by a word."""
    return frozenset(
        inner
        for stretch, count in counts.items()
        for inner in (stretch[1:], stretch[:-1])
        if inner and count >= _WITHIN * counts[inner]
    )


def _is_likely(stretch: Stretch, counts: Mapping[Stretch, int], words: Mapping[str, LexiconEntry], size: int) -> bool:
    if not _has_form(stretch):
        return False
    if len(stretch) == 1:
        return _is_term(stretch[-1], counts[stretch] / size, words.get(stretch[-1]))
    return counts[stretch] >= _TOGETHER * min(counts[(word,)] for word in stretch)


def _has_form(stretch: Sequence[str], *, after_verb: bool = False) -> bool:
    """Return whether words in a row are a noun, or a compound of one, without a vague word.

    `after_verb`: of two words, the first may be any.
    """
    head, words = stretch[-1], look_up_words(stretch)
    if not _list_vague().isdisjoint(stretch) or any(_is_miscut(word, words) for word in stretch):
        return False
    if not _HEADS.fullmatch(words[head].tag) if head in words else len(stretch) > 2:
        return False
    if after_verb and len(stretch) == _PAIR:
        return True
    return all(_is_possible_modifier(word, words.get(word)) for word in stretch[:-1])


@cache
def _list_vague() -> frozenset[str]:
    return frozenset((*ZH_WORDS.words("vague_noun"), *ZH_WORDS.words("vague_head")))


def _is_miscut(word: str, words: Mapping[str, LexiconEntry]) -> bool:
    """Return whether a word unknown to the dictionary is likely to hold a function word at an end."""
    return word not in words and not _list_edges().isdisjoint((word[0], word[-1]))


def _is_possible_modifier(word: str, general: LexiconEntry | None) -> bool:
    """Return whether a word may modify a noun: not one that the dictionary has as a verb only."""
    if general is None or general.tag != "v":
        return general is None or _MODIFIERS.fullmatch(general.tag) is not None
    return any(not gloss.verb for gloss in find_glosses(load_dictionary(), word))


def _is_term(word: str, share: float, general: LexiconEntry | None) -> bool:
    if general is None:
        return len(word) >= _LONG
    weird = share >= _WEIRD * general.share
    return weird and (len(word) >= _LONG or general.tag in ("n", "nz", "j"))
