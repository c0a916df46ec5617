"""What a sum of money is paid for: 每月9.9元 is no "9.9 yuan a year", but 一斤60元 is "120 yuan a kilo".

So it is with what land yields: 亩产1200斤 is "nine tonnes a hectare".
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from align.model import Span
from align.quantities.model import Kind, Quantity
from align.quantities.units import find_ratio
from glossary.pack.patterns import compile_late, join_words

_CHINESE = {
    **{"斤": "jin", "市斤": "jin", "公斤": "kg", "千克": "kg", "克": "g", "吨": "t", "噸": "t", "磅": "lb"},
    **{"升": "L", "公升": "L", "加仑": "gal", "平方米": "m2", "平米": "m2", "平方英尺": "ft2", "亩": "mu", "畝": "mu"},
    **{"公顷": "ha", "英亩": "acre", "公里": "km", "千米": "km", "英里": "mi", "小时": "hour", "小時": "hour"},
    **{"个小时": "hour", "個小時": "hour", "天": "day", "日": "day", "周": "week", "星期": "week", "个星期": "week"},
    **{"L": "L", "dL": "dL", "dl": "dL", "mL": "mL", "ml": "mL", "毫升": "mL", "分升": "dL", "平方厘米": "cm2"},
    **{"月": "month", "个月": "month", "個月": "month", "季度": "quarter", "年": "year"},
}
_PAYMENTS = {"月薪": "month", "月租": "month", "月供": "month", "月费": "month", "年薪": "year", "年费": "year"}
_PAYMENTS |= {"时薪": "hour", "日薪": "day", "周薪": "week"}
_ENGLISH = {
    **{"jin": "jin", "catty": "jin", "kilo": "kg", "kilogram": "kg", "kg": "kg", "gram": "g", "g": "g", "ton": "t"},
    **{"tonne": "t", "pound": "lb", "lb": "lb", "litre": "L", "liter": "L", "gallon": "gal", "square metre": "m2"},
    **{"square meter": "m2", "square foot": "ft2", "mu": "mu", "hectare": "ha", "acre": "acre", "kilometre": "km"},
    **{"kilometer": "km", "km": "km", "mile": "mi", "hour": "hour", "day": "day", "week": "week", "month": "month"},
    **{"L": "L", "dL": "dL", "mL": "mL", "l": "L", "dl": "dL", "ml": "mL", "decilitre": "dL", "deciliter": "dL"},
    **{"millilitre": "mL", "milliliter": "mL"},
    **{"quarter": "quarter", "year": "year"},
}
_NAMES = {unit: name for name, unit in reversed(_ENGLISH.items())}
_PERIODS = frozenset(("hour", "day", "week", "month", "quarter", "year"))
_ALIKE = frozenset(("jin", "lb"))
"""A translation may call the one the other."""
_BEFORE = compile_late(
    rf"(?:(?:每|一|(?<![0-9])1)(?P<unit>{join_words(_CHINESE)})|(?P<pay>{join_words(_PAYMENTS)}))"
    r"[^，。；：、！？,;:每0-9一二三四五六七八九十百千万]{0,6}\Z"
)
_BEHIND = compile_late(rf" ?(?:[/／每一]|1(?![0-9]))(?P<unit>{join_words(_CHINESE)})(?![年月日天薪])")
_ENGLISH_BEHIND = re.compile(rf"(?: (?:a|an|per|each|every) | ?/ ?)(?P<unit>{join_words(_ENGLISH)})(?![A-Za-z-])")
_ALL = {**_CHINESE, **_PAYMENTS, "亩产": "mu", "畝產": "mu"}
_ANY_CHINESE = compile_late(rf"(?:(?<=[/／每一1])|(?=亩产|畝產|[月年时日周][薪租供费]))({join_words(_ALL)})")
_ANY_ENGLISH = compile_late(rf"(?:\b(?:[Aa]n?|[Pp]er|[Ee]ach|[Ee]very)[ -]|/ ?)({join_words(_ENGLISH)})(?![A-Za-z-])")
"""What anything in a text is paid or yielded for."""
_TOLERANCE = Fraction(4, 100)


class _Rate(NamedTuple):
    unit: str
    span: Span


def find_other_units(
    source: str, target: str, left: Sequence[Quantity], right: Sequence[Quantity]
) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield what a sum is paid for in the source and the other thing it is paid for in the translation, as labels."""
    for one in left if any(quantity.kind is Kind.MONEY for quantity in right) else ():
        alike = [other for other in right if _is_same_sum(one, other)]
        if len(alike) != 1 or sum(_is_same_sum(another, alike[0]) for another in left) != 1:
            continue
        given, found = _read_rate(source, one), _read_english_rate(target, alike[0])
        if given and found and _is_other(given.unit, found.unit):
            yield _make_label(given), _make_label(found)


def _is_same_sum(one: Quantity, other: Quantity) -> bool:
    return one.kind is other.kind is Kind.MONEY and one[2:4] == other[2:4]


def _is_other(unit: str, other: str) -> bool:
    if unit == other or {unit, other} == _ALIKE:
        return False
    return {unit, other} <= _PERIODS or find_ratio(unit, other) is not None


def _make_label(rate: _Rate) -> Quantity:
    return Quantity(rate.span, Kind.LABEL, label=_NAMES[rate.unit])


def is_same_rate(source: str, target: str, one: Quantity, other: Quantity) -> bool:
    """Whether two amounts for different units are the same rate: 60 yuan for a jin, 120 for a kilo."""
    factor = 1 if one.kind is other.kind is Kind.MONEY else find_ratio(one.unit, other.unit)
    if factor is None or one.value is None or not other.value:
        return False
    found = {_ENGLISH[match[1].lower()] for match in _ANY_ENGLISH.finditer(target)}
    ratios = (find_ratio(_ALL[match[1]], unit) for match in _ANY_CHINESE.finditer(source) for unit in found)
    tolerance = _TOLERANCE * Fraction(other.value)
    return any(ratio and abs(one.value * factor / ratio - other.value) <= tolerance for ratio in ratios)


def _read_rate(text: str, price: Quantity) -> _Rate | None:
    """Read what a sum is paid for in Chinese, before it or behind it."""
    start, end = price.span
    match = _BEHIND.match(text, end) or _BEFORE.search(text, max(start - 14, 0), start)
    if not match:
        return None
    pay = match.groupdict().get("pay")
    span = Span(*match.span("pay" if pay else "unit"))
    return _Rate(_PAYMENTS[pay] if pay else _CHINESE[match["unit"]], span)


def _read_english_rate(text: str, price: Quantity) -> _Rate | None:
    match = _ENGLISH_BEHIND.match(text, price.span.end)
    return _Rate(_ENGLISH[match["unit"]], Span(*match.span("unit"))) if match else None
