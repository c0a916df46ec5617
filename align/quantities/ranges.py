"""Ranges: two quantities with a dash or a "to" between them, as one."""

from fractions import Fraction

from align.model import Span
from align.quantities.model import Kind, Moment, Number, Precision, Quantity
from align.quantities.patterns import FIGURES

_COUNTED = frozenset(
    {Kind.CARDINAL, Kind.PERCENTAGE, Kind.PERCENTAGE_POINT, Kind.MULTIPLE, Kind.MONEY, Kind.DURATION, Kind.MEASURE}
)
_PRECISIONS = tuple(Precision)
_LAST_DIGIT = 9
_BOX, _TIMES = FIGURES.late("box"), FIGURES.late("times")


def join_range(first: Quantity, second: Quantity, scale: Number = 1) -> Quantity | None:
    """Return the range from one quantity to the next (8-10日, "five to six million"); None where they make none.

    `scale` is what the second number was multiplied by (million): it counts for a bare first number too.
    """
    span = Span(first.span.start, second.span.end)
    if second.kind in (Kind.DATE, Kind.TIME) or first.kind is Kind.DATE:
        return _join_dates(first, second, span)
    if first.kind is Kind.YEAR or _starts_season(first, second):
        year = _complete_year(first, second)
        return _make_range(first, year, span, first.value) if year.kind is Kind.YEAR else None
    if _is_share(first) and second.kind in (Kind.MONEY, Kind.CARDINAL) and (second.value or 0) >= 1:
        return None
    if first.kind is Kind.MONEY and scale > 1 and _is_bare(second):
        first, second = first._replace(kind=Kind.CARDINAL, unit=""), second._replace(kind=Kind.MONEY, unit=first.unit)
    if first.kind is second.kind is Kind.MONEY and second.others:
        second = second._replace(unit=first.unit, others=first.others)
    if second.kind not in _COUNTED or second.high is not None or not _fit(first, second):
        return None
    value = first.value
    is_scaled = first.kind is Kind.MONEY or _is_bare(first)
    if value is not None and second.value is not None and is_scaled and value * scale < second.value:
        value = value * _find_scale(first, second, scale)
    return _make_range(first, second, span, value)


def carry_units_back(text: str, found: list[Quantity]) -> None:
    """Give the bare sides of a rectangle or a box the unit that is after the last, in place: 0.6×0.5cm."""
    for index in range(len(found) - 2, -1, -1) if _BOX.search(text) else ():
        first, second = found[index : index + 2]
        if (
            second.kind is Kind.MEASURE
            and _is_bare(first)
            and _TIMES.fullmatch(text, first.span.end, second.span.start)
        ):
            found[index] = first._replace(kind=second.kind, unit=second.unit)


def _find_scale(first: Quantity, second: Quantity, scale: Number) -> Number:
    """Return what the first of two numbers is multiplied by: in "four to five hundred million" a hundred, too."""
    for more in (1000, 100):
        digit = Fraction(second.value or 0) / scale / more
        if scale > more and first.worded and second.worded and first.value and first.value < digit <= _LAST_DIGIT:
            return scale * more if digit.denominator == 1 else scale
    return scale


def _starts_season(first: Quantity, second: Quantity) -> bool:
    """Return whether a bare number is a year because of the next one, 2019-20, or the end of a range, 1997-98年."""
    value = first.value
    if not _is_bare(first) or not isinstance(value, int) or not 1900 <= value < 2100:
        return False
    if _is_short_year(second):
        return True
    return _is_bare(second) and second.value in ((value + 1) % 100, value + 1)


def _is_short_year(quantity: Quantity) -> bool:
    """Return whether a number of years after a year and a dash is the end of a range: 1997-98年."""
    is_count = quantity.kind is Kind.DURATION and quantity.unit == "year" and not quantity.worded
    return is_count and quantity.high is None and isinstance(quantity.value, int) and quantity.value < 100


def _complete_year(first: Quantity, second: Quantity) -> Quantity:
    """Return the year that "58" is in 1957-58; other quantities stay what they are."""
    digits = second.label or (str(second.value) if _is_bare(second) and not second.worded else "")
    digits = f"{second.value:02}" if _is_short_year(second) else digits
    if first.value is None or not (len(digits) == 2 and digits.isdecimal()):
        return second
    return second._replace(kind=Kind.YEAR, value=first.value // 100 * 100 + int(digits), label="", unit="")


def _make_range(first: Quantity, second: Quantity, span: Span, low: Number | None) -> Quantity | None:
    if low is None or second.value is None or not low < second.value or first.high is not None:
        return None
    precision = max(first.precision, second.precision, key=_PRECISIONS.index)
    return second._replace(span=span, value=low, high=second.value, precision=precision)


def _fit(first: Quantity, second: Quantity) -> bool:
    return _is_bare(first) or (first.kind, first.unit or second.unit) == (second.kind, second.unit)


def _is_bare(quantity: Quantity) -> bool:
    return quantity.kind is Kind.CARDINAL and quantity.unit == ""


def _is_share(quantity: Quantity) -> bool:
    """Return whether a quantity is a part of a whole, in words, which begins no range: "cut by half to 6,900 yuan"."""
    return _is_bare(quantity) and quantity.worded and 0 < (quantity.value or 0) < 1


def _join_dates(first: Quantity, second: Quantity, span: Span) -> Quantity | None:
    """Return the range of two dates, 8-10日, 7月8日至10日, 9:30-11:00; the first may be a bare number."""
    if second.until or first.until:
        return None
    if first.kind is second.kind and first.moment and second.moment:
        return first._replace(span=span, until=second.moment)
    if first.moment and first.moment.day and _is_bare(second) and isinstance(second.value, int) and second.value <= 31:
        return first._replace(span=span, until=Moment(day=second.value))
    if _is_bare(first) and isinstance(first.value, int) and second.kind is Kind.DATE and second.moment:
        moment = _find_start(second.moment, first.value)
        return second._replace(span=span, moment=moment, until=second.moment) if moment else None
    return None


def start_date(number: Quantity, date: Quantity) -> Quantity | None:
    """Return the date that a bare number before another date is: in 9及10月 a month; None where it is none."""
    moment = date.moment if date.kind is Kind.DATE else None
    if not moment or not isinstance(number.value, int) or not _is_bare(number) or number.high is not None:
        return None
    start = _find_start(moment, number.value)
    return number._replace(kind=Kind.DATE, value=None, moment=start) if start else None


def _find_start(moment: Moment, value: int) -> Moment | None:
    """Return what a bare number before a date is: its day (8-10日), else its month; None where it can be neither."""
    if moment.year or moment.part or not 1 <= value <= 31:
        return None
    if moment.day:
        return Moment(day=value)
    return Moment(month=value) if moment.month and not moment.day and value <= 12 else None
