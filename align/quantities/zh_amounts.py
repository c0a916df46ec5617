"""Chinese amounts: a number with the sign before it, the unit after it, and the words that say how exact it is."""

import re
from fractions import Fraction
from typing import NamedTuple

from align.model import Span
from align.quantities.currencies import load_currency_signs
from align.quantities.figures import is_footnote
from align.quantities.model import CENT, EXACT, IMPLIED, NOMINAL, SPLIT, Kind, Number, Precision, Quantity, simplify
from align.quantities.patterns import ZH_AMOUNTS
from align.quantities.zh_calendar import follows_era
from align.quantities.zh_numbers import ChineseNumber, read_digits, read_number
from align.quantities.zh_surroundings import (
    ANY_DOLLAR,
    DEGREES,
    add_others,
    add_parts,
    ends_list,
    find_precision,
    load_units,
    read_more,
    read_temperature,
    read_unit,
)
from glossary.pack.patterns import join_words
from glossary.pack.tables import cache_by_packs

_SHARE, _TENTHS, _STATE, _DISCOUNT = (
    ZH_AMOUNTS.late(name) for name in ("share_of", "tenths", "tenths_of_state", "discount")
)
_SPLIT, _PARTS_OF_TEN, _OF_ALL, _TASTE, _FULL_UP = (
    ZH_AMOUNTS.late(name) for name in ("split_in_two", "parts_of_ten", "parts_of_all", "parts_of_taste", "full_up")
)
_AS_MUCH, _TURN, _FAR = (ZH_AMOUNTS.late(name) for name in ("says_how_much_it_is", "turn", "name_with_li"))
_INTEREST, _RATE_BEFORE, _MONTHLY, _QUARTER_POINT = (
    ZH_AMOUNTS.late(name) for name in ("interest_in_tenths", "interest_before", "interest_a_month", "quarter_point")
)
_HALF, _HALF_MORE, _HALF_COUNTED, _BEHIND_HALF = (
    ZH_AMOUNTS.late(name) for name in ("half", "half_more", "half_of_counted", "unit_behind_half")
)
_ORDINAL_SIGN, _QUARTER = ZH_AMOUNTS.late("ordinal_sign"), ZH_AMOUNTS.late("quarter_of_year")
_BEGINS_NAME, _BORN, _YEAR_OF_BIRTH, _ITEM = (
    ZH_AMOUNTS.late(name) for name in ("begins_name_behind", "born_in", "year_of_birth", "item_before_age")
)
_TENS_OF_YEARS, _SCHOOL, _BODY, _GRADES = (
    ZH_AMOUNTS.late(name) for name in ("tens_of_years", "numbered_school", "numbered_body", "grades")
)
_NOMINAL, _NOMINAL_BEHIND = ZH_AMOUNTS.late("nominal_age"), ZH_AMOUNTS.late("nominal_age_behind")
_SMALLER, _LARGER, _SMALLER_ALONE = (
    ZH_AMOUNTS.late(name) for name in ("smaller_unit", "larger_unit", "smaller_unit_alone")
)
_SCALE_OR_SOME, _MORE, _SAYING = (ZH_AMOUNTS.late(name) for name in ("scale_or_some", "more_said", "saying_of_number"))
_CODES, _SLANG = ZH_AMOUNTS.late("slang_figures"), ZH_AMOUNTS.late("follows_slang")
_RATIO_BEHIND, _RATIO_BEFORE, _TO_NUMERAL, _LISTED, _ENUMERATES = (
    ZH_AMOUNTS.late(name)
    for name in ("ratio_behind", "ratio_before", "range_of_numerals", "listed_before_count", "enumerator_between")
)
_COUNTS, _POINT, _HUNDRED_OR_MORE, _TEN_OR_MORE, _IN_RETURN = (
    ZH_AMOUNTS.late(name) for name in ("counts", "decimal_point", "hundred_or_more", "ten_or_more", "given_in_return")
)
_LONGEST_SIGN = 8
_PARTS_OF_YUAN = {"jiao": 10, "fen": 100}
_OLD = range(3, 10)
"""The tens of years that are an age: 八旬."""
_INDENTED, _THIS_CENTURY = 4, 30
_Reading = tuple[Quantity, Number]


def read_amount(text: str, start: int, floor: int) -> _Reading | None:
    """Read the amount whose number begins at `start`, and what that number was multiplied by."""
    if begins_half(text, start):
        half = ChineseNumber(Fraction(1, 2), start + 1, worded=True)
        return _read_quarters(text, half, start) or _read_with_unit(text, half, start)
    found = read_number(text, start)
    if found is None:
        return None
    named = _read_named(text, found, start) if _BEGINS_NAME.match(text, found.end) else None
    if named:
        return named, 1
    sign = _ORDINAL_SIGN.search(text, max(start - 2, floor), start)
    if sign:
        return _make_ordinal(text, found, sign.start()), 1
    share = _SHARE.match(text, found.end)
    other = read_number(text, share.end()) if share else None
    if share and other:
        return _read_share_of_period(text, found, other, start) or _make_share(text, found, other, start)
    return (
        _read_tenths(text, found, start)
        or _read_interest(text, found, start)
        or _read_quarters(text, found, start)
        or _read_price(text, found, start, floor)
        or _read_plain(text, found, start)
    )


def _read_named(text: str, found: ChineseNumber, start: int) -> Quantity | None:
    """Read what a word after the digits makes no count of: 90后, the 7 of an item 7.49岁, the grades of 二四五年级."""
    split = _SPLIT.match(text, start)
    if split:
        low, high = sorted(divmod(read_digits(split[0][:2]) or 0, 10))
        return Quantity(Span(*split.span()), Kind.CARDINAL, 10 * low, 10 * high, unit=SPLIT, worded=True)
    if found.worded and found.value < 10 and _PARTS_OF_TEN.match(text, found.end):
        has_taste = bool(_TASTE.match(text, found.end) or _FULL_UP.search(text, max(start - 9, 0), start))
        if has_taste or _OF_ALL.search(text, max(start - 20, 0), start):
            span, tenths = Span(start, found.end + 1), found.value * 10
            return Quantity(span, Kind.CARDINAL, tenths, unit=SPLIT, worded=True, optional=has_taste)
    born = _BORN.match(text, found.end)
    if born and _YEAR_OF_BIRTH.fullmatch(text, start, found.end):
        year = (1900 if found.value >= _THIS_CENTURY else 2000) + int(found.value)
        return Quantity(Span(start, born.end()), Kind.DECADE, year, unit=IMPLIED)
    return _read_body(text, found, start) or _read_grades(text, start)


def _read_body(text: str, found: ChineseNumber, start: int) -> Quantity | None:
    """Read an age in tens of years, or what names a round, a school, a hospital or a part of an army: 一一三师."""
    if found.worded and found.value in _OLD and _TENS_OF_YEARS.match(text, found.end):
        span = Span(start, found.end + 1)
        return Quantity(span, Kind.DURATION, found.value * 10, None, Precision.ROUNDED, "year", worded=True)
    if text.startswith(ZH_AMOUNTS.words("round_of_so_many"), found.end):
        return Quantity(Span(start, found.end), Kind.CARDINAL, found.value, unit=IMPLIED, worded=found.worded)
    if found.worded and _SCHOOL.match(text, found.end):
        return Quantity(Span(start, found.end + 1), Kind.ORDINAL, found.value, unit=IMPLIED, worded=True)
    body = _BODY.match(text, start)
    if not body or body.end("digits") != found.end:
        return None
    value = read_digits(body["digits"])
    return Quantity(Span(start, found.end), Kind.ORDINAL, value, unit=IMPLIED, worded=True)


def _read_grades(text: str, start: int) -> Quantity | None:
    """Read the number of an item, or the grades of a school that are listed as one number: 二四五年级."""
    item = None if text[max(start - _INDENTED, 0) : start].strip() else _ITEM.match(text, start)
    if item:
        return Quantity(Span(*item.span()), Kind.CARDINAL, int(item[0]), unit=IMPLIED)
    grades = _GRADES.match(text, start)
    values = [read_digits(grade) or 0 for grade in grades[0]] if grades else []
    if not grades or values != sorted(set(values)):
        return None
    return Quantity(Span(*grades.span()), Kind.CARDINAL, values[0], values[-1], worded=True)


def _make_ordinal(text: str, found: ChineseNumber, start: int) -> Quantity:
    """Return the ordinal whose sign is at `start`."""
    quarter = _QUARTER.match(text, found.end)
    end = quarter.end() if quarter else found.end
    return Quantity(
        Span(start, end), Kind.ORDINAL, found.value, found.high, unit="quarter" if quarter else "", worded=found.worded
    )


def begins_half(text: str, start: int) -> bool:
    """Return whether half of a unit begins at `start`: the 半 of 近半个世纪, but not that of 近半数."""
    return bool(_HALF.match(text, start))


def _read_share_of_period(text: str, whole: ChineseNumber, part: ChineseNumber, start: int) -> _Reading | None:
    """Read the share of a period: 四分之一个世纪."""
    named, end = read_unit(text, part.end) if _COUNTS.match(text, part.end) else (None, 0)
    if not named or named[0] is not Kind.DURATION or not whole.value:
        return None
    value = simplify(Fraction(part.value) / whole.value)
    return Quantity(Span(start, end), named[0], value, unit=named[1], worded=part.worded), 1


def _make_share(text: str, whole: ChineseNumber, part: ChineseNumber, start: int) -> _Reading:
    """Return the share that two numbers with 分之 between them make: 百分之五十 a percentage, 三分之二 a fraction."""
    span, precision = Span(start, part.end), find_precision(text, start, part.end, part.precision)
    if whole.value in (100, 1000, 10000):
        value, high = (simplify(Fraction(one or 0) * 100 / whole.value) for one in (part.value, part.high))
        return Quantity(span, Kind.PERCENTAGE, value, high or None, precision, worded=part.worded), 1
    value = simplify(Fraction(part.value) / whole.value) if whole.value else part.value
    return Quantity(span, Kind.CARDINAL, value, None, precision, worded=part.worded), 1


def _read_tenths(text: str, found: ChineseNumber, start: int) -> _Reading | None:
    """Read tenths as percentages: 三成 is 30 %, 八五折 is 85 % of the price."""
    tenths, discount = _TENTHS.match(text, found.end), _DISCOUNT.match(text, found.end)
    end = tenths.end() if tenths else discount.end() if discount else 0
    limit = 100 if discount else 10
    if not end or not 0 < found.value < limit:
        return None
    factor = 1 if found.value > 10 else 10
    low, high = (None if one is None else simplify(Fraction(one) * factor) for one in (found.value, found.high))
    if low is not None and tenths and (tenths["half"] or tenths["more"]):
        low += 5 if tenths["half"] else read_digits(tenths["more"]) or 0
    precision = find_precision(text, start, end, found.precision)
    unit, optional = "price" if discount else "", bool(tenths and _STATE.match(text, end))
    span = Span(start, end)
    return Quantity(span, Kind.PERCENTAGE, low, high, precision, unit, worded=found.worded, optional=optional), 1


def _read_interest(text: str, found: ChineseNumber, start: int) -> _Reading | None:
    """Read a rate of interest, where 厘 is a percent, or a tenth of one a month: 三厘八 is 3.8 %."""
    match, before = _INTEREST.match(text, found.end), text[max(start - 10, 0) : start]
    if not match or not (
        _RATE_BEFORE.search(before) or text.startswith(ZH_AMOUNTS.words("interest_behind"), match.end())
    ):
        return None
    more = Fraction(read_digits(match["more"]) or 0, 10 ** len(match["more"])) if match["more"] else 0
    value = found.value + (Fraction(1, 2) if match["half"] else more)
    value = simplify(Fraction(value) / (10 if _MONTHLY.search(before) else 1))
    return Quantity(Span(start, match.end()), Kind.PERCENTAGE, value, found.high, worded=found.worded), 1


def _read_quarters(text: str, found: ChineseNumber, start: int) -> _Reading | None:
    """Read how much a rate of interest changed in quarters of a percentage point, as Taiwan counts: 升息3碼."""
    is_counted = _QUARTER_POINT.match(text, found.end)
    if not is_counted or not _RATE_BEFORE.search(text, max(start - 10, 0), start):
        return None
    span, points = Span(start, found.end + 1), simplify(Fraction(found.value) * 25)
    return Quantity(span, Kind.MEASURE, points, unit="bp", worded=found.worded), 1


class _Signs(NamedTuple):
    """The signs and the names of currencies that may be before a number.

    `units` has what each means, `pattern` finds one before a number, and `ends` are the characters it ends with.
    """

    units: dict[str, str]
    pattern: re.Pattern[str]
    ends: frozenset[str]


@cache_by_packs
def _load_signs() -> _Signs:
    signs, codes, countries = load_currency_signs()
    names, between = codes | load_units().currencies, ZH_AMOUNTS.words("between_currency_and_number")
    pattern = (
        rf"(?:(?P<country>{join_words(countries)})?(?P<sign>{join_words(signs)})"
        rf"|(?P<name>{join_words(name for name in names if len(name) > 1)})) ?(?P<between>{join_words(between)})?\Z"
    )
    ends = frozenset(sign[-1] for sign in (*signs, *names, *between))
    return _Signs(signs | names, re.compile(pattern), ends)


def _read_price(text: str, found: ChineseNumber, start: int, floor: int) -> _Reading | None:
    """Read the sign or the name of a currency before a number."""
    before = text[start - 1 : start].strip() or text[max(start - 2, 0) : start - 1]
    signs = _load_signs()
    sign = signs.pattern.search(text, max(start - _LONGEST_SIGN, floor), start) if before in signs.ends else None
    if not sign:
        return None
    unit = signs.units[sign["sign"] or sign["name"]]
    unit = load_currency_signs().countries[sign["country"]] if unit == ANY_DOLLAR and sign["country"] else unit
    behind, more = read_more(text, found.end, found.precision)
    is_cent = text.startswith(ZH_AMOUNTS.words("hundredths_of_dollar"), behind)
    named, end = ((Kind.MONEY, CENT), behind + 1) if is_cent else read_unit(text, behind)
    is_money = named is not None and named[0] is Kind.MONEY
    if sign["name"] and not is_money:
        ends_none = sign["name"].endswith(ZH_AMOUNTS.words("ends_no_currency_alone"))
        if named or sign["between"] or ends_none:
            return None
    value, end = add_parts(text, end, named[1], found) if named and is_money else (found.value, found.end)
    value = simplify(Fraction(value) / _PARTS_OF_YUAN.get(named[1], 1)) if named else value
    unit += CENT if named and named[1].endswith(CENT) else ""
    begin = start if sign["between"] else sign.start()
    precision = find_precision(text, begin, end, more)
    span = Span(begin, end)
    return Quantity(span, Kind.MONEY, value, found.high, precision, unit, worded=found.worded), found.scaled


def _read_plain(text: str, found: ChineseNumber, start: int) -> _Reading | None:
    """Read a number with nothing before it that says what it is; an age may be counted in the old way: 虚岁九十."""
    read = _read_with_unit(text, found, start)
    if not read:
        return None
    amount = add_others(text, read[0])
    begin, end = amount.span
    is_nominal = _NOMINAL.search(text, max(begin - 4, 0), begin) or _NOMINAL_BEHIND.match(text, end)
    return amount._replace(kind=Kind.CARDINAL, unit=NOMINAL) if is_nominal else amount, read[1]


def _read_with_unit(text: str, found: ChineseNumber, start: int) -> _Reading | None:
    """Read the unit after a number; without one, numerals count only where they can be nothing else."""
    end, precision = read_more(text, found.end, found.precision)
    (named, end_of_unit), half = _read_smaller_unit(text, start, end) or read_unit(text, end), False
    if named is None and not _counts_alone(text, found, start):
        return None
    if found.worded and len(found.text) == 2 and found.high is None and not _SCALE_OR_SOME.search(found.text):
        return None
    kind, unit = named or (Kind.CARDINAL, "")
    if unit == "quarter" and text.endswith(ZH_AMOUNTS.words("periods_before"), 0, start):
        kind = Kind.DURATION
    if unit == "‰":
        return Quantity(Span(start, end_of_unit), kind, simplify(Fraction(found.value) / 10)), found.scaled
    if kind is Kind.CARDINAL:
        counted = _HALF_COUNTED.match(text, end)
        half, end_of_unit = counted is not None, counted.end() if counted else end
        named, further = _read_unit_of_half(text, end_of_unit) if half else (None, end)
        kind, unit, end_of_unit = (*named, further) if named else (kind, unit, end_of_unit)
    elif kind in (Kind.DURATION, Kind.MULTIPLE, Kind.MEASURE, Kind.MONEY) and _HALF_MORE.match(text, end_of_unit):
        half, end_of_unit = True, end_of_unit + 1
    whole = add_parts(text, end_of_unit, unit, found)
    value, end_of_unit = (found.value + Fraction(1, 2), end_of_unit) if half else whole
    if kind is Kind.MULTIPLE and _AS_MUCH.search(text, max(start - 16, 0), start):
        unit = EXACT
    precision = Precision.ROUNDED if _is_vague(text, found, unit, start, end) else precision
    after = read_unit(text, end)[1] if kind is Kind.CARDINAL and not half else end_of_unit
    more = Precision.MORE_THAN if _MORE.search(text, end, end_of_unit) else precision
    precision = find_precision(text, start, after, more)
    span, saying = Span(start, end_of_unit), _SAYING.match(text, start)
    optional = (saying is not None and saying[0] == found.text) or (
        kind is Kind.CARDINAL and _is_optional(text, found, start)
    )
    quantity = Quantity(span, kind, value, found.high, precision, unit, worded=found.worded, optional=optional)
    return read_temperature(text, quantity) if unit in DEGREES else quantity, found.scaled


def _is_vague(text: str, found: ChineseNumber, unit: str, start: int, end: int) -> bool:
    """Return whether a number with its unit need not be said: of a year of an era, of a turn, in 百里."""
    if unit == "year":
        return follows_era(text, start)
    if unit == "li":
        return found.text in ZH_AMOUNTS.words("hundred") or bool(_FAR.match(text, end))
    return unit == "degree" and bool(_TURN.match(text, end))


def _read_unit_of_half(text: str, end: int) -> tuple[tuple[Kind, str] | None, int]:
    """Read the unit after 个半, where 世纪 and 月 are units, too: 一个半世纪."""
    period = _BEHIND_HALF.match(text, end)
    return ((Kind.DURATION, period.lastgroup or ""), period.end()) if period else read_unit(text, end)


def _read_smaller_unit(text: str, start: int, end: int) -> tuple[tuple[Kind, str], int] | None:
    """Read a unit that is one after the larger unit only: 两小时三十分, 六斤八两; or where it can be nothing else."""
    smaller = _SMALLER.match(text, end)
    if not smaller:
        return None
    unit, larger = smaller.lastgroup or "", _LARGER.search(text, max(start - 3, 0), start)
    if not (larger and larger.lastgroup == unit) and not _SMALLER_ALONE.match(text, end):
        return None
    return (Kind.DURATION if unit == "minute" else Kind.MEASURE, unit), end + 1


def _is_optional(text: str, found: ChineseNumber, start: int) -> bool:
    """Return whether a translation may leave out a count: it is that of a list, the figure of a footnote, or slang."""
    return (
        ends_list(text, start, found.value)
        or is_footnote(text, start, found.end)
        or bool(_SLANG.match(text, found.end) and _CODES.fullmatch(found.text))
    )


def _counts_alone(text: str, found: ChineseNumber, start: int) -> bool:
    """Return whether a number without a unit counts something, or a range of it and the next one does: 六至八人."""
    if found.worded and (_RATIO_BEHIND.match(text, found.end) or _RATIO_BEFORE.search(text, max(start - 5, 0), start)):
        return True
    is_named = found.worded and text.endswith(ZH_AMOUNTS.words("named_before"), 0, start)
    if is_named or (found.worded and _LISTED.match(text, max(start - 1, 0))):
        return True
    around = (text[max(start - 1, 0) : start] or " ") + text[found.end : found.end + 1]
    if _ENUMERATES.fullmatch(around) or _TO_NUMERAL.match(text, found.end):
        return True
    return text.endswith(ZH_AMOUNTS.words("periods_before"), 0, start) or _stands_alone(text, found, start)


def _stands_alone(text: str, found: ChineseNumber, start: int) -> bool:
    """Return whether a number counts something whatever is after it: a numeral may be a part of a word."""
    if not found.worded or found.precision is Precision.ROUNDED:
        return True
    if found.high is not None and len(found.text) > 2:
        return True
    if _POINT.search(found.text) and text.endswith(ZH_AMOUNTS.words("magnitude_before"), 0, start):
        return True
    if _HUNDRED_OR_MORE.match(found.text):
        return (
            found.text in ZH_AMOUNTS.words("round_number")
            or bool(_IN_RETURN.search(text, max(start - 3, 0), start))
            or text.endswith(ZH_AMOUNTS.words("round_number_after"), 0, start)
        )
    return len(found.text) > 1 and bool(_TEN_OR_MORE.search(found.text))
