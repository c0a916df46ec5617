"""Lexical evidence that two words render each other: keys of the source word that the target word has too.

A key is a lemma, or a form that both languages write: a figure (#), a month (@), the pinyin of a name (~), text (=).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from glossary.dictionary.files import cache_by_dictionary
from glossary.dictionary.glosses import Gloss
from glossary.lang.function_words import GLOSS_STOP_WORDS, ZH_WORDS, is_function_word, load_renderings
from glossary.lang.scripts import has_han
from glossary.pack.patterns import compile_late

_FORM, _WORD, _PART = 0.7, 0.5, 0.3
"""What is added to a cosine: for a form, for a gloss or a function word of the table, for a word of a longer gloss."""

_FIGURE = compile_late(r"\d[\d.,]*")
_CARDINALS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
_MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september"]
_MONTHS += ["october", "november", "december"]
_MAGNITUDES = {
    "hundred_million": ("billion", "million"),
    "ten_thousand": ("million", "thousand"),
    "thousand": ("thousand",),
}
_LONGEST_NAME = 4  # characters


@cache_by_dictionary(1 << 13)
def find_source_bonus(word: str) -> dict[str, float]:
    """Return the keys of a Chinese word, and what each adds to the similarity with a target word that has it."""
    found = {f"={word.lower()}": _FORM}
    found.update(dict.fromkeys(_find_figures(word), _FORM))
    if known := load_renderings().get(word):
        return found | dict.fromkeys((f"={text}" for text in known), _WORD)
    if has_han(word):
        glosses = _find_glosses(word)
        if not glosses or any(gloss.is_proper for gloss in glosses):
            found.update(dict.fromkeys(_spell_names(word), _FORM))
        for gloss in glosses:
            lemmas = _find_lemmas(gloss.text)
            value = _WORD if len(lemmas) == 1 else _PART
            for key in lemmas:
                found[key] = max(found.get(key, 0.0), value)
    return found


@lru_cache(maxsize=1 << 13)
def find_target_keys(word: str) -> tuple[str, ...]:
    """Return the keys of an English word."""
    from glossary.lang.en import find_lemma

    lower = word.lower()
    found = [f"={lower}", lower, find_lemma(lower), *_find_english_figures(lower)]
    if word[:1].isupper():
        found.append(f"~{lower}")
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=1 << 13)
def is_content(word: str, language: str) -> bool:
    """Return whether a word of Chinese (`zh`) or English (`en`) carries content."""
    return not is_function_word(word, language)


def _find_figures(word: str) -> Iterator[str]:
    if figure := _FIGURE.search(word):
        yield f"#{_find_mantissa(figure[0])}"
        if word.endswith(ZH_WORDS.words("month")) and figure[0].isdigit():
            yield f"@{int(figure[0])}"
        for name, english in _MAGNITUDES.items():
            if word.endswith(ZH_WORDS.words(name)):
                yield from (f"={magnitude}" for magnitude in english)
        return
    ordinal, numerals = word.startswith(ZH_WORDS.words("ordinal")), ZH_WORDS.words("numeral")
    numeral = word[ordinal : ordinal + 1]
    if numeral in numerals:
        yield f"#{_find_mantissa(str(numerals.index(numeral) + 1))}"


def _find_english_figures(lower: str) -> Iterator[str]:
    if figure := _FIGURE.search(lower):
        yield f"#{_find_mantissa(figure[0])}"
    for names, mark in ((_CARDINALS, "#"), (_ORDINALS, "#"), (_MONTHS, "@")):
        if lower in names:
            number = str(names.index(lower) + 1)
            yield mark + (_find_mantissa(number) if mark == "#" else number)


def _find_mantissa(figure: str) -> str:
    """Return the digits of a figure that are the same in other units: 5 of 50亿 and of 5 billion."""
    return figure.replace(",", "").replace(".", "").strip("0") or "0"


def _spell_names(word: str) -> Iterator[str]:
    """Yield the pinyin of a name as a whole, of its characters but the first, and of the first."""
    if 1 < len(word) <= _LONGEST_NAME:
        readings = [_find_readings(character) for character in word]
        for part in (readings, readings[1:], readings[:1]):
            yield from (f"~{''.join(syllables)}" for syllables in product(*part))


@cache_by_dictionary(1 << 13)
def _find_readings(character: str) -> tuple[str, ...]:
    """Return the first two readings of a character, in pinyin without tones."""
    from glossary.dictionary.cedict import load_dictionary

    spelled = (entry.pinyin.lower().replace("u:", "u") for entry in load_dictionary().look_up(character))
    return tuple(dict.fromkeys(pinyin.rstrip("12345") for pinyin in spelled if pinyin.isalnum()))[:2]


def _find_glosses(word: str) -> tuple[Gloss, ...]:
    from glossary.dictionary.cedict import load_dictionary
    from glossary.dictionary.glosses import find_glosses

    return find_glosses(load_dictionary(), word)


@lru_cache(maxsize=1 << 13)
def _find_lemmas(text: str) -> tuple[str, ...]:
    """Return the lemmas of the content words of a gloss."""
    from glossary.lang.en import find_lemma, split_words

    return tuple(find_lemma(part.removesuffix("'s")) for part in split_words(text) if part not in GLOSS_STOP_WORDS)
