"""What tells that two words render each other, beside their vectors: keys of source words that target words share.

A key is a lemma, or a form both languages write: a figure (#), a month (@), the pinyin of a name (~), text (=).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from glossary.dictionary.glosses import Gloss
from glossary.word_alignment.function_words import ENGLISH, is_function_word, renderings

_FORM, _WORD, _PART = 0.7, 0.5, 0.3
"""What is added to a cosine: for one form, for a word of a dictionary or the table, for a word of a longer gloss."""

_HAN = re.compile("[\u3007\u3400-\u9fff]")
_FIGURE = re.compile(r"\d[\d.,]*")
_NUMERALS = "一二三四五六七八九十"
_CARDINALS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
_MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september"]
_MONTHS += ["october", "november", "december"]
_MAGNITUDES = {"亿": ("billion", "million"), "万": ("million", "thousand"), "千": ("thousand",)}
_LONGEST_NAME = 4  # characters


@lru_cache(maxsize=1 << 16)
def source_bonus(word: str) -> dict[str, float]:
    """Return what each key that a target word may share with a Chinese word adds to their likeness."""
    found = {f"={word.lower()}": _FORM}
    found.update(dict.fromkeys(_figures(word), _FORM))
    if known := renderings(word):
        return found | dict.fromkeys((f"={text}" for text in known), _WORD)
    if _HAN.search(word):
        glosses = _glosses(word)
        if not glosses or any(gloss.proper for gloss in glosses):
            found.update(dict.fromkeys(_names(word), _FORM))
        for gloss in map(_lemmas, glosses):
            value = _WORD if len(gloss) == 1 else _PART
            for key in gloss:
                found[key] = max(found.get(key, 0.0), value)
    return found


@lru_cache(maxsize=1 << 16)
def target_keys(word: str) -> tuple[str, ...]:
    """Return the keys of an English word."""
    from glossary.lang.en import root

    lower = word.lower()
    found = [f"={lower}", lower, root(lower), *_english_figures(lower)]
    if word[:1].isupper():
        found.append(f"~{lower}")
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=1 << 16)
def is_content(word: str, language: str) -> bool:
    """Whether a word of Chinese (`zh`) or English (`en`) carries content."""
    return not is_function_word(word, language)


def _figures(word: str) -> Iterator[str]:
    if figure := _FIGURE.search(word):
        yield f"#{_mantissa(figure[0])}"
        if word.endswith("月") and figure[0].isdigit():
            yield f"@{int(figure[0])}"
    ordinal = word.startswith("第")
    numeral = word[ordinal : ordinal + 1]
    if numeral and numeral in _NUMERALS and not figure:
        yield f"#{_mantissa(str(_NUMERALS.index(numeral) + 1))}"
    if figure:
        yield from (f"={name}" for name in _MAGNITUDES.get(word[-1], ()))


def _english_figures(lower: str) -> Iterator[str]:
    if figure := _FIGURE.search(lower):
        yield f"#{_mantissa(figure[0])}"
    for names, mark in ((_CARDINALS, "#"), (_ORDINALS, "#"), (_MONTHS, "@")):
        if lower in names:
            number = str(names.index(lower) + 1)
            yield mark + (_mantissa(number) if mark == "#" else number)


def _mantissa(figure: str) -> str:
    """The digits that stay when a figure is told in other units: 5 of 50亿 and of 5 billion."""
    return figure.replace(",", "").replace(".", "").strip("0") or "0"


def _names(word: str) -> Iterator[str]:
    """The pinyin of a name as a whole, of what follows its first character, and of that."""
    if 1 < len(word) <= _LONGEST_NAME:
        readings = [_readings(character) for character in word]
        for part in (readings, readings[1:], readings[:1]):
            yield from (f"~{''.join(syllables)}" for syllables in product(*part))


@lru_cache(maxsize=1 << 13)
def _readings(character: str) -> tuple[str, ...]:
    """The first two readings of a character, in pinyin without tones."""
    from glossary.dictionary.cedict import default_dictionary

    spelled = (entry.pinyin.lower().replace("u:", "u") for entry in default_dictionary().lookup(character))
    return tuple(dict.fromkeys(pinyin.rstrip("12345") for pinyin in spelled if pinyin.isalnum()))[:2]


def _glosses(word: str) -> tuple[Gloss, ...]:
    from glossary.dictionary.cedict import default_dictionary
    from glossary.dictionary.glosses import word_glosses

    return word_glosses(default_dictionary(), word)


def _lemmas(gloss: Gloss) -> tuple[str, ...]:
    """The content words of a gloss."""
    from glossary.lang.en import root, words

    return tuple(root(part.removesuffix("'s")) for part in words(gloss.text) if part not in ENGLISH)
