"""English numbers: digits, words, and both mixed."""

import re
from fractions import Fraction
from typing import NamedTuple

from align.quantities.en_words import (
    NUMBER_WORDS,
    load_ordinal_scales,
    load_ordinals,
    load_parts,
    load_scales,
    load_small,
    load_values,
)
from align.quantities.model import Number, Precision, parse_digits, simplify
from align.quantities.patterns import EN_NUMBERS

_DIGITS, _WORD, _NEXT = (EN_NUMBERS.late(name) for name in ("digits", "number_word", "next_word"))
_NOTES, _AGO = EN_NUMBERS.late("counted_note"), EN_NUMBERS.late("behind_sum_without_unit")
_PART, _HALF, _POINT = (EN_NUMBERS.late(name) for name in ("part", "and_half", "point"))
_GRAND, _OF_SCALE = EN_NUMBERS.late("grand"), EN_NUMBERS.late("of_scale")
_PERIODS, _SEVERAL, _ARTICLE = (EN_NUMBERS.late(name) for name in ("begins_period", "several", "article"))
_NO_POINT, _NO_SHARE = EN_NUMBERS.late("before_point_in_place"), EN_NUMBERS.late("before_number_of_place")
_HUNDRED, _ALL_BUT_ONE = 100, 3


class EnglishNumber(NamedTuple):
    """A number that was read, and where it ends in the text.

    `scaled` is what a word like "million" multiplied it by, `text` its digits or words in lower case.
    """

    value: Number
    end: int
    scaled: Number = 1
    ordinal: bool = False
    worded: bool = False
    text: str = ""
    precision: Precision = Precision.EXACT


def read_number(text: str, start: int) -> EnglishNumber | None:
    """Read the number that begins at `start`; "at one point five people" has no decimals. None where none does."""
    digits = _DIGITS.match(text, start)
    found = _read_digits(digits) if digits else _read_words(text, start)
    if not found:
        return None
    half = _HALF.match(text, found.end)
    found = _add_half(found, half) if half else found
    is_plain = found.worded and not found.ordinal and found.scaled == 1
    point = _POINT.match(text, found.end) if is_plain and not _NO_POINT.search(text, max(start - 3, 0), start) else None
    found = _add_point(found, point) if point else found
    grand = _GRAND.match(text, found.end) if not found.ordinal and found.value > 1 else None
    return found._replace(value=found.value * 1000, end=grand.end(), scaled=1000) if grand else found


def _add_point(found: EnglishNumber, point: re.Match[str]) -> EnglishNumber:
    """Return a number with decimals in words: "thirty-eight point seven", "two point five million"."""
    digits = "".join(str(load_small().get(word, 0)) for word in re.split("[ -]", point["digits"]))
    scale = load_scales()[point["scale"].lower()] if point["scale"] else 1
    value = simplify((found.value + Fraction(int(digits), 10 ** len(digits))) * scale)
    return found._replace(value=value, end=point.end(), scaled=scale)


def _add_half(found: EnglishNumber, half: re.Match[str]) -> EnglishNumber:
    """Return a number and a half: "two and a half million", "2 million and a half"."""
    part = Fraction(1, load_parts()[half["half"]])
    if half["scale"] and found.scaled == 1:
        scale = load_scales()[half["scale"].lower()]
        return found._replace(value=simplify((found.value + part) * scale), end=half.end(), scaled=scale)
    end = half.end("half")
    return found._replace(value=simplify(found.value + part * found.scaled), end=end)


def read_scale_of(text: str, end: int) -> tuple[int, int]:
    """Return what a fraction that ends at `end` is a part of, and where that ends: a quarter "of a million"."""
    match = _OF_SCALE.match(text, end)
    return (load_scales()[match["scale"]], match.end()) if match else (1, end)


def _is_fraction(match: re.Match[str], value: int) -> bool:
    """Return whether 1/3 is a third: "page 1/3" and "stage 1/3" have none."""
    is_place = _NO_SHARE.search(match.string, max(match.start() - 6, 0), match.start())
    return int(match["under"]) > value > 0 and not is_place


def _read_digits(match: re.Match[str]) -> EnglishNumber:
    value = parse_digits(match["digits"])
    scaled: Number = 1
    if match["scale"]:
        scaled = load_scales()[match["scale"].lower()]
    elif match["short"] or match["parts"]:
        factors = load_values(NUMBER_WORDS, "thousand_letter", "short_scale", "counted_unit")
        scaled = factors[match["short"] or match["parts"]]
    elif match["odd"]:
        return EnglishNumber(value + load_values(NUMBER_WORDS, "fraction")[match["odd"]], match.end(), text=match[0])
    elif match["under"] and isinstance(value, int) and _is_fraction(match, value):
        return EnglishNumber(Fraction(value) / int(match["under"]), match.end(), text=match[0])
    end = match.end("digits") if match["under"] else match.end()
    return EnglishNumber(simplify(value * scaled), end, scaled, bool(match["ordinal"]), text=match["digits"])


def _read_words(text: str, start: int) -> EnglishNumber | None:
    """Read the longest run of words from `start` on that is one number."""
    first = _WORD.match(text, start)
    if not first:
        return None
    words, end = [first[0].lower()], first.end()
    while words[-1] not in load_ordinals() and (following := _NEXT.match(text, end)) and not _NOTES.match(text, end):
        word = (following["word"] or following["plural"]).lower()
        after_article = len(words) == 1 and _ARTICLE.search(text, max(start - 3, 0), start)
        if not _goes_on(["one", *words] if after_article else words, word, bool(following["and"])):
            break
        if word in load_small() and words[-1] in load_scales() and _AGO.match(text, end):
            break
        words.append(word)
        end = following.end()
    return _make_number(text, words, start, end)


def _goes_on(words: list[str], word: str, joint: bool) -> bool:
    """Return whether a word goes on with the number: twenty + one, hundred + twenty, but not two + three.

    `joint`: an "and" is between. Thousand + first, without it, does not go on.
    """
    last, small, scales, ordinals = words[-1], load_small(), load_scales(), load_ordinals()
    if word in ordinals and not joint and scales.get(last, 0) > _HUNDRED:
        return False
    factor = scales.get(word) or load_ordinal_scales().get(word)
    if factor:
        return not joint and small.get(last) != 0 and (last not in scales or scales[last] < min(factor, 10**6))
    if last in scales:
        return len(words) > 1 or not joint
    return not joint and small.get(last, 0) >= 20 and 0 < small.get(word, ordinals.get(word, 0)) < 10


def _make_number(text: str, words: list[str], start: int, end: int) -> EnglishNumber:
    """Return the number that some words make, or the fraction that it makes with the word after it: two thirds."""
    scales = load_scales()
    ordinal = words[-1] in load_ordinals() or words[-1] in load_ordinal_scales()
    value = _add_up(words)
    part = _PART.match(text, end) if not ordinal and value < 20 else None
    size = load_parts()[part["part"].lower()] if part else 0
    if part and value < size and not _is_period(text, value, part, start):
        scale, end = read_scale_of(text, part.end())
        number = simplify(Fraction(value, size) * scale)
        return EnglishNumber(number, end, scale, worded=True, text=" ".join(words))
    is_vague = words[-1] == "dozen" or (words[0] in scales and _SEVERAL.search(text, max(start - 8, 0), start))
    precision = Precision.ROUNDED if is_vague else Precision.EXACT
    return EnglishNumber(value, end, scales.get(words[-1], 1), ordinal, True, " ".join(words), precision)


def _is_period(text: str, value: int, part: re.Match[str], start: int) -> bool:
    """Return whether quarters are parts of a year: "one quarter", "two quarters", "the last three quarters"."""
    if not part["quarter"] or text.startswith(" of", part.end()):
        return False
    return value < _ALL_BUT_ONE or bool(_PERIODS.search(text, max(start - 10, 0), start))


def _add_up(words: list[str]) -> int:
    values, total, section = load_small() | load_ordinals(), 0, 0
    for word in words:
        scale = load_scales().get(word) or load_ordinal_scales().get(word)
        if scale == _HUNDRED:
            section = (section or 1) * scale
        elif scale:
            total, section = total + (section or 1) * scale, 0
        else:
            section += values[word]
    return total + section
