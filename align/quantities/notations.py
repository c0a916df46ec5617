"""Numbers that the two texts write in different ways, so that each reads something else.

Digits in groups (42 416), products (60*60*24), dates with a point (6.22, 2025.1), short years (24 Winter), sizes of
memory (32g), and numbers that one side has in code, where they are not read.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import prod

from align.quantities.mistakes import is_counted
from align.quantities.model import Kind, Moment, Number, Quantity, parse_digits
from align.quantities.passages import Passage
from align.quantities.patterns import EN_SENSES, FIGURES, ZH_SENSES
from align.quantities.zh_numbers import parse_numerals
from glossary.pack.patterns import compile_late

_GROUPED, _PRODUCT, _FACTOR = (FIGURES.late(name) for name in ("digits_in_groups", "product", "factor"))
_POINT, _SHORT = FIGURES.late("date_with_point"), FIGURES.late("short_year")
_MEGABITS, _IN_MEGABITS = ZH_SENSES.late("megabits"), EN_SENSES.late("in_megabits")
_ADDRESS = compile_late(r"(?:://|\]\(|(?:href|src)=[\"'])[^\s()<>\"']*")
_EQUALS = compile_late(" ?[=＝]")
_BYTES = {"g": "GB", "t": "TB", "m": "MB"}
"""What 32g, 2T and 16m may be short for."""
_LONGEST = 24


def find_digits_in_groups(passage: Passage) -> Iterator[Quantity]:
    """Yield numbers of which one text parts the digits by blanks: 42 416, "42,416"; and their groups in the other."""
    sides = ((passage.source, passage.left, passage.right), (passage.target, passage.right, passage.left))
    for text, parts, wholes in sides:
        for match in _GROUPED.finditer(text):
            same = [one for one in wholes if one.value == parse_digits(match[0])]
            if same:
                yield from same
                yield from (one for one in parts if match.start() <= one.span.start < match.end())


def find_products(passage: Passage) -> Iterator[Quantity]:
    """Yield the factors of a product, and its value in the other text, which has no factor: 60*60*24, "86,400"."""
    sides = ((passage.source, passage.left, passage.right), (passage.target, passage.right, passage.left))
    if all(_PRODUCT.search(text) for text, _, _ in sides):
        return
    for text, factors, values in sides:
        others = {one.value for one in values}
        for match in _PRODUCT.finditer(text):
            parts = [parse_digits(factor) for factor in _FACTOR.findall(match[0])]
            value = prod(parts)
            is_stated = not _EQUALS.match(text, match.end()) and any(one.value == value for one in factors)
            if value in others and others.isdisjoint(parts) and not is_stated:
                yield from (one for one in (*values, *factors) if one.value == value)
                yield from (one for one in factors if match.start() <= one.span.start < match.end())


def find_dates_with_points(passage: Passage) -> Iterator[Quantity]:
    """Yield decimals that are dates in the other text, with those: 2025.1, "January 2025"; and years in short: 24."""
    for text, decimals, dates in (
        (passage.source, passage.left, passage.right),
        (passage.target, passage.right, passage.left),
    ):
        for one in decimals:
            found = [other for other in dates if _names(text, one, other)]
            if found:
                yield from (one, *found)


def _names(text: str, number: Quantity, date: Quantity) -> bool:
    """Return whether a number is a date that is written with a point, or the last two digits of a year."""
    is_days = number.kind is Kind.DURATION and number.unit == "day"  # 6.22 日
    if not (is_days or number.kind in (Kind.CARDINAL, Kind.LABEL)) or number.high is not None:
        return False
    if date.kind is Kind.YEAR:
        is_short = date.value == 2000 + (number.value or 0)
        return is_short and bool(_SHORT.search(text, max(number.span.start - _LONGEST, 0), number.span.end + _LONGEST))
    match = _POINT.match(text, number.span.start)
    if not match or date.kind is not Kind.DATE or text[match.end() : number.span.end] not in ("", "日", " 日"):
        return False
    moments = [moment for moment in (date.moment, date.until) if moment]
    return any(_is_same(moment, int(match["first"]), int(match["last"])) for moment in moments)


def _is_same(moment: Moment, first: int, last: int) -> bool:
    return (first, last) in ((moment.month, moment.day), (moment.year, moment.month))


def find_bytes(passage: Passage) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield sizes of memory of which one text has the first letter only: 32g, "32 GB"."""
    for one, other, _ in passage.comparison.wrong:
        is_short = other.unit == _BYTES.get(one.unit) or one.unit == _BYTES.get(other.unit)
        if is_short and one.value == other.value:
            yield one, other


def find_megabits(passage: Passage) -> Iterator[Quantity | tuple[Quantity, Quantity]]:
    """Yield sizes and speeds of data in 兆, which is no trillion there: 1000兆, "1,000 Mbps"."""
    for match in _MEGABITS.finditer(passage.source):
        size = _read_size(match["size"])
        for other in passage.right:
            english = _IN_MEGABITS.match(passage.target, other.span.start)
            if english and size == Fraction(english["size"].replace(",", "")) * (1000 if english["giga"] else 1):
                yield other
                yield from ((one, other) for one in passage.left if match.start() <= one.span.start < match.end())


def _read_size(written: str) -> Number:
    """Return a number in digits, or in numerals; 0 where these are none."""
    if written.isascii():
        return Fraction(written)
    value = parse_numerals(written)
    return value[0] if value else 0


def find_numbers_in_code(passage: Passage) -> Iterator[Quantity]:
    """Yield numbers that count nothing and that the other text has in code, where none are read."""
    comparison = passage.comparison
    for found, text, other, read in (
        (comparison.missing, passage.source, passage.target, passage.right),
        (comparison.extra, passage.target, passage.source, passage.left),
    ):
        for one in found:
            if not is_counted(text, one) and _has_unread(other, read, text[slice(*one.span)]):
                yield one


def _has_unread(text: str, read: Sequence[Quantity], number: str) -> bool:
    """Return whether a text has the digits of a number outside addresses and all quantities that were read in it."""
    digits = re.escape(number.replace(",", ""))
    if not re.fullmatch(r"[\d.,:/-]+", number):
        return False
    plain = _ADDRESS.sub(lambda match: " " * len(match[0]), text)
    matches = re.finditer(rf"(?<![\w.]){digits}(?!\w|\.\d)", plain)
    return any(
        not any(one.span.start < match.end() and match.start() < one.span.end for one in read) for match in matches
    )
