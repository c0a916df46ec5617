"""Chinese numbers: digits, numerals, and both mixed."""

import re
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from align.quantities.model import LONGEST, Number, Precision, parse_digits, simplify
from align.quantities.patterns import ZH_NUMBERS

_MIXED, _LISTED, _COUNTED = (ZH_NUMBERS.late(name) for name in ("mixed", "listed", "counted_scale"))
_UNDER, _RUN, _MORE, _AND_ONES = (ZH_NUMBERS.late(name) for name in ("denominator", "run", "behind_scale", "and_ones"))
_TOO_LONG, _ADJACENT = ZH_NUMBERS.late("too_long"), ZH_NUMBERS.late("adjacent")
_TWICE, _ASCENDING = ZH_NUMBERS.late("twice"), ZH_NUMBERS.late("ascending")
_TEN, _THOUSAND = 10, 1000
_LONGEST_PAIR = 3
"""Digits alone, more than these, are read one by one: a year, 二〇二三."""
_VALUES = {"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
_VALUES |= {"ten": 10, "hundred": 100, "thousand": 1000}
_VALUES |= {"ten_thousand": 10**4, "hundred_million": 10**8, "trillion": 10**12}
"""What the numerals of each row are worth."""


class Numerals(NamedTuple):
    """The values of numerals, and how those are written out that are short for others (廿 is 二十)."""

    digits: dict[str, int]
    small: dict[str, int]
    large: dict[str, int]
    scales: dict[str, int]
    plain: dict[int, str]


@cache
def load_numerals() -> Numerals:
    """Return what each numeral of the table is worth."""
    values = {word: value for name, value in _VALUES.items() for word in ZH_NUMBERS.words(name)}
    digits, small, large = (
        {word: value for word, value in values.items() if low <= value < high}
        for low, high in ((0, _TEN), (_TEN, 10**4), (10**4, 10**13))
    )
    zero, two, three, four, ten = (ZH_NUMBERS.words(name)[0] for name in ("zero", "two", "three", "four", "ten"))
    written = {"zero_in_hundreds": zero, "twenty": two + ten, "thirty": three + ten, "forty": four + ten}
    plain = {word: numerals for name, numerals in written.items() for word in ZH_NUMBERS.words(name)}
    letters = dict.fromkeys(ZH_NUMBERS.words("ten_thousand_in_letters"), 10**4)
    return Numerals(digits, small, large, small | large | letters, str.maketrans(plain))


class ChineseNumber(NamedTuple):
    """A number that was read, and where it ends in the text; `high` is the upper one where it names two (五六百).

    `scaled` is what 万 and the like multiplied it by, `worded` says that it is in numerals, `text` is how it reads.
    """

    value: Number
    end: int
    high: Number | None = None
    precision: Precision = Precision.EXACT
    scaled: Number = 1
    worded: bool = False
    text: str = ""


def read_number(text: str, start: int) -> ChineseNumber | None:
    """Read the number that begins at `start`; None where none does."""
    mixed = _MIXED.match(text, start)
    found = _read_mixed(text, mixed) if mixed else _read_numerals(text, start)
    counted = _COUNTED.match(text, found.end) if found else None
    return _count_scales(found, counted) if found and counted else found


def _count_scales(found: ChineseNumber, counted: re.Match[str]) -> ChineseNumber:
    """Return a number of scales that are counted like things: 三个亿, 两个多亿, 两个半亿."""
    scale, half = multiply(counted["scale"]), Fraction(1, 2) if counted["half"] else 0
    high = None if found.high is None else simplify(found.high * scale)
    precision = Precision.MORE_THAN if counted["more"] else found.precision
    value = simplify((found.value + half) * scale)
    text = found.text + counted["scale"]
    return found._replace(value=value, high=high, end=counted.end(), precision=precision, scaled=scale, text=text)


def skip_numerals(text: str, start: int) -> int:
    """Return where a run of numerals that begins at `start` and is too long for a number ends, or `start`."""
    run = _TOO_LONG.match(text, start)
    return run.end() if run else start


def _read_mixed(text: str, match: re.Match[str]) -> ChineseNumber:
    """Read digits with the numerals after them: 11万7015, 1亿2000万, 100多万."""
    listed = _LISTED.match(text, match.start()) if "," in match["digits"] or "，" in match["digits"] else None
    if listed and _ascends(listed[0]):
        return ChineseNumber(parse_digits(match["digits"][:3]), match.start() + 3, text=match["digits"][:3])
    is_named = text.endswith(ZH_NUMBERS.words("names_part"), 0, match.start())  # 第1/3页 is the first of three
    under = None if match["scale"] or is_named else _UNDER.match(text, match.end("digits"))
    if (
        under
        and "." not in match["digits"]
        and 0 < (over := parse_digits(match["digits"])) < parse_digits(under["under"])
    ):
        return ChineseNumber(
            Fraction(over) / parse_digits(under["under"]), under.end(), None, Precision.ROUNDED, text=match[0]
        )
    scale = multiply(match["scale"])
    value = simplify(parse_digits(match["digits"]) * scale)
    precision = Precision.MORE_THAN if match["more"] else Precision.EXACT
    end = match.end() if match["scale"] else match.end("digits")
    rest = _MIXED.match(text, end + text.startswith(ZH_NUMBERS.words("zero"), end)) if match["scale"] else None
    if (
        rest
        and (added := parse_digits(rest["digits"]) * multiply(rest["scale"])) < scale
        and "." not in match["digits"]
    ):
        return ChineseNumber(
            simplify(value + added), rest.end() if rest["scale"] else rest.end("digits"), None, precision, scale
        )
    return ChineseNumber(value, end, None, precision, scale, False, match["digits"])


def _ascends(listed: str) -> bool:
    """Return whether digits in groups of three are numbers in a list: each is larger than the one before."""
    numbers = re.split("[,，]", listed)
    return numbers == sorted(set(numbers))


def multiply(scales: str) -> int:
    """Return what the scales after a number multiply it by: 百万, k, w (万)."""
    known, product = load_numerals().scales, 1
    for scale in scales:
        product *= known.get(scale, _THOUSAND)
    return product


def _read_numerals(text: str, start: int) -> ChineseNumber | None:
    """Read numerals alone, or with 数 or 几 before them and 点, 多 or 几 after them."""
    match = _RUN.match(text, start)
    if not match or (match["vague"] and match["run"][0] not in load_numerals().scales):
        return None
    bounds = parse_numerals(match["run"])
    if bounds is None:
        return None
    (low, high), end, scale = bounds, match.end(), _find_last_scale(match["run"])
    if match["vague"] or match["run"].startswith(ZH_NUMBERS.words("hundred_or_so")):
        order = low if match["vague"] else 100 * (scale if scale > _TEN else 1)
        return ChineseNumber(order, end, None, Precision.ROUNDED, scale, True, match[0])
    if match["point"]:
        fraction = parse_digits("0." + "".join(str(load_numerals().digits[char]) for char in match["point"]))
        factor = multiply(match["scale"])
        return ChineseNumber(simplify((low + fraction) * factor), end, None, Precision.EXACT, factor, True, match[0])
    number = ChineseNumber(low, end, high, Precision.EXACT, scale, True, match[0])
    ones = _AND_ONES.match(text, end) if scale == _TEN and high is None else None
    if ones and not text.endswith(ZH_NUMBERS.words("no_tens_before_and_ones"), 0, start):
        return number._replace(
            value=low + load_numerals().digits[ones["ones"]], end=ones.end(), text=text[start : ones.end()]
        )
    return _add_more(text, number)


def _add_more(text: str, number: ChineseNumber) -> ChineseNumber:
    """Add what 多 or 几 after a number say: 十多, 十几, 一百多万."""
    match = _MORE.match(text, number.end)
    if not match or number.text[-1] not in load_numerals().scales:
        return number
    if match["several"]:
        factor = multiply(match["much"])
        return number._replace(
            value=number.value * factor,
            end=match.end(),
            precision=Precision.ROUNDED if factor == _THOUSAND else Precision.MORE_THAN,
            scaled=factor,
        )
    if not match["scale"]:
        return number
    factor = multiply(match["scale"])
    return number._replace(value=number.value * factor, end=match.end(), precision=Precision.MORE_THAN, scaled=factor)


def _find_last_scale(run: str) -> int:
    return load_numerals().scales.get(run[-1], 1)


def parse_numerals(run: str) -> tuple[int, int | None] | None:
    """Return the value of numerals, and the upper one where they name two; None where they are no number.

    >>> parse_numerals("一万二千三百")
    (12300, None)
    >>> parse_numerals("五六百")
    (500, 600)
    >>> parse_numerals("十万八万")
    (80000, 100000)
    >>> parse_numerals("五千一万")
    (5000, 10000)
    >>> parse_numerals("二〇二三")
    (2023, None)
    >>> parse_numerals("四万万")
    (400000000, None)
    >>> parse_numerals("一亿亿")
    (10000000000000000, None)
    """
    digits, *_, plain = load_numerals()
    if len(run) == 1 and run in digits:
        return digits[run], None
    (doubled, *_), (single, *_) = ZH_NUMBERS.words("ten_thousand_twice"), ZH_NUMBERS.words("hundred_million")
    written = run.translate(plain).replace(doubled, single)
    pair = _ADJACENT.search(written)
    is_spelt = digits.keys() >= set(run) and (len(run) > _LONGEST_PAIR or 0 in map(digits.get, run))
    if pair and not is_spelt:
        low, high = (_parse_one(written[: pair.start()] + digit + written[pair.end() :]) for digit in pair[0])
        return None if low is None or high is None else (low, high)
    twice = _TWICE.fullmatch(written)
    ascending = _ASCENDING.fullmatch(written)
    if twice or ascending:
        ends = twice.group("one", "other") if twice else (written[:2], written[2:])
        low, high = sorted(_parse_one(one) or 0 for one in ends)
        return low, high
    if len(run) > 2 and "".join(map(str, (digits.get(char, 0) for char in run))) in "123456789":
        return digits[run[0]], digits[run[-1]]
    value = _parse_one(written)
    return None if value is None else (value, None)


def read_digits(run: str) -> int | None:
    """Return the number whose digits numerals are, one by one; None where one of them is no digit.

    >>> read_digits("一二"), read_digits("十二")
    (12, None)
    """
    digits = load_numerals().digits
    return int("".join(str(digits[char]) for char in run)) if digits.keys() >= set(run) else None


def _parse_one(run: str) -> int | None:
    """Return the value of numerals that name one number."""
    digits, small, large, *_ = load_numerals()
    if digits.keys() >= set(run):
        return int("".join(str(digits[char]) for char in run[:LONGEST]))
    total = section = 0
    digit: int | None = None
    scale = _TEN
    for char in run:
        if char in digits:
            if digit:
                return None
            digit, scale = digits[char], scale if digits[char] else _TEN
        elif char in small:
            section += (1 if digit is None or (digit == 0 and small[char] == _TEN) else digit) * small[char]
            digit, scale = None, small[char]
        else:
            here, last, scale, digit = section + (digit or 0), scale, large[char], None
            multiplies = scale > total or (not here and last in large.values())
            total = (total + here or 1) * scale if multiplies else total + (here or 1) * scale
            section = 0
    return total + section + (digit or 0) * (scale // 10 if scale >= 100 else 1)
