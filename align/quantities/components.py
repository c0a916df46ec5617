"""Quantities split for comparison: the single numbers in them, each with the other ways to say it."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from align.quantities.figures import FOOTNOTED
from align.quantities.model import (
    AD,
    BC,
    CENT,
    EXACT,
    IMPLIED,
    LETTERS,
    LUNAR,
    NOMINAL,
    REIGN,
    SECOND_DAY,
    SHARE,
    SPLIT,
    SPOKEN,
    Kind,
    Moment,
    Number,
    Part,
    Precision,
    Quantity,
    parse_digits,
    simplify,
)
from align.quantities.units import find_ratio
from glossary.pack.patterns import compile_late

Form = tuple[str, Number]
"""A way to say a number: what it is then ("number", "multiple", "second" ...), and its value there."""

NAMING_ASPECTS = frozenset(("year", "month", "day", "weekday", "time", "label", "decade", "century", "ordinal"))
"""Aspects whose numbers name something and do not count it: they are never rounded."""

_ASPECTS = {kind: kind.value for kind in Kind}
_RUN = compile_late(r"\d+")
_DATE = compile_late(r"(?P<first>[0-3]?\d)(?P<sign>[./-])[0-3]?\d(?P=sign)(?:19|20)\d\d")
_BASES = ("second", "month")
"""Periods are compared in one of these units."""

_SMALL, _FEW, _IDIOMATIC, _LAST_MONTH, _LABEL, _WHOLE = 1, 5, 10, 12, 99, 100
_DAYS = 30
"""The days of a month, as notice is given and payments are due."""
_REPUBLICAN = range(60, 140)
"""What may be a year of the republic that goes without its name in Taiwan: 98年."""
_HALF_A_DAY, _SECONDS_OF_DAY = 720, 86400
_PARTS_OF_YUAN = {"CNY": 1, "jiao": 10, "fen": 100}
_MONTHS_OF = {"half": 6, "quarter": 3}
_SHARES = {Kind.PERCENTAGE, Kind.PERCENTAGE_POINT}

_INTERCHANGEABLE = ({"chi", "ft"}, {"cun", "in"}, {"liang", "oz"}, {"nmi", "nm"}, {"zhang", "yd"}, {"jin", "lb"})
_DOLLARS = {"$", "USD", "HKD", "TWD", "AUD", "CAD", "SGD", "NZD"}


class _Fields(NamedTuple):
    aspect: str
    value: Number
    quantity: Quantity


class Component(_Fields):
    """One number of a quantity: an end of a range, a part of a date, the digits of a label.

    `aspect` is the kind of the quantity, or the name of the part: "year", "month", "day", "weekday", "shift", "time".
    """

    @cached_property
    def forms(self) -> frozenset[Form]:
        """The ways to say this number: two components that share one can say the same."""
        return frozenset(_find_forms(self))

    @property
    def is_notable(self) -> bool:
        """Whether a warning is worth it where this is missing: small numbers and words like 百 are often idiom."""
        if _may_be_left_out(self):
            return False
        if self.quantity.worded:
            return (
                self.quantity.high is None
                and (self.aspect not in ("month", "day", "time") or (self.aspect, self.quantity.unit) == ("day", LUNAR))
                and self.value > _IDIOMATIC
                and not _is_power_of_ten(self.value)
            )
        if self.aspect == "label":
            return self.value > _LABEL
        return (
            self.value > _SMALL
            or (self.value != 1 and self.aspect in ("percentage", "month"))
            or self.quantity.kind in (Kind.DURATION, Kind.MEASURE)
            or _is_fraction(self.value)
        )


def _may_be_left_out(component: Component) -> bool:
    """Return whether a translation may say nothing of a component: it is vague, or named by something else."""
    quantity = component.quantity
    return (
        quantity.precision is Precision.ROUNDED
        or quantity.optional
        or quantity.unit == IMPLIED
        or quantity.unit.startswith(REIGN)
        or component.aspect in ("weekday", "shift", "whole")
        or (quantity.worded and component.aspect == "century")
        or (quantity.high is not None and quantity.high <= _FEW)
    )


def _is_fraction(value: Number) -> bool:
    return value != int(value)


def _is_power_of_ten(value: Number) -> bool:
    return str(value).rstrip("0") == "1"


def split_into_components(quantities: Iterable[Quantity]) -> list[Component]:
    """Return the components of some quantities, in order."""
    return [component for quantity in quantities for component in _split(quantity)]


def _split(quantity: Quantity) -> Iterator[Component]:
    for value in (quantity.value, quantity.high):
        if value is not None:
            yield Component(_ASPECTS[quantity.kind], value, quantity)
    if quantity.kind in (Kind.DATE, Kind.TIME):
        for moment in (quantity.moment, quantity.until):
            yield from _split_moment(quantity, moment) if moment else ()
    if quantity.unit.startswith(SHARE):
        yield Component("whole", int(quantity.unit.removeprefix(SHARE)), quantity)
    if quantity.label:
        yield from (Component("label", parse_digits(run), quantity) for run in _RUN.findall(quantity.label))


def _split_moment(quantity: Quantity, moment: Moment) -> Iterator[Component]:
    for name in ("year", "month", "day", "weekday", "shift"):
        value = getattr(moment, name)
        if value is not None:
            yield Component(name, value, quantity)
    if moment.hour is not None:
        yield Component("time", moment.hour * 60 + (moment.minute or 0), quantity)


def _find_forms(component: Component) -> Iterator[Form]:
    aspect, value = component.aspect, component.value
    if aspect in ("month", "weekday", "shift"):
        yield aspect, value
        if component.quantity.unit == LUNAR:
            yield "number", value
        if component.quantity.unit == SECOND_DAY:
            yield "number", 2
    elif aspect == "time":
        yield from _find_forms_of_time(value)
    else:
        yield "number", value
        if component.quantity.unit == CENT:
            yield "number", value * 100
        if component.quantity.unit == "other":
            yield "number", value + 1
        yield from _FORMS_OF_ASPECT.get(aspect, _find_no_forms)(component)
    quantity = component.quantity
    is_vague = quantity.precision is not Precision.EXACT and quantity.unit != EXACT
    if is_vague and (quantity.worded or _is_power_of_ten(value)):
        yield "order", len(str(int(value)))


def _find_forms_of_time(value: Number) -> Iterator[Form]:
    yield "time", value % _HALF_A_DAY
    if value % 60 == 0:
        yield from (("number", value // 60), ("number", value // 60 % 12), ("number", (value // 60 - 1) % 12 + 1))


def is_same_time(one: Component, other: Component) -> bool:
    """Return whether two times of day are the same; where one does not say which half of the day, its hour counts."""
    period = _HALF_A_DAY if None in (_find_half(one), _find_half(other)) else 2 * _HALF_A_DAY
    return (one.value - other.value) % period == 0


def _find_half(time: Component) -> str | None:
    """Return the half of the day that a time names."""
    moments = (time.quantity.moment, time.quantity.until)
    return next((one.half for one in moments if one and one.hour == time.value // 60), None)


def _find_no_forms(_: Component) -> Iterator[Form]:
    return iter(())


def _find_forms_of_percentage(component: Component) -> Iterator[Form]:
    share = simplify(Fraction(component.value) / 100)
    yield from (("number", share), ("multiple", share), ("multiple", share + 1))
    if component.quantity.unit == "price":
        yield from (("number", 100 - component.value), ("number", simplify(Fraction(component.value) / 10)))


def _find_forms_of_multiple(component: Component) -> Iterator[Form]:
    yield "multiple", component.value
    if component.quantity.unit != EXACT:
        yield "multiple", component.value + 1


def _find_forms_of_duration(component: Component) -> Iterator[Form]:
    for base in _BASES:
        factor = find_ratio(component.quantity.unit, base)
        if factor is not None:
            yield base, simplify(component.value * factor)
    if component.quantity.unit == "month" and Fraction(component.value).denominator == 2:
        yield from (("second", simplify(component.value * days * _SECONDS_OF_DAY)) for days in (28, 30))
    if component.quantity.unit == "day" and component.value % _DAYS == 0 and component.value <= 6 * _DAYS:
        yield "month", component.value // _DAYS
    low, high = component.quantity.value, component.quantity.high
    if component.quantity.unit == "year" and low is not None and high is not None and high - low in (9, 10):
        yield "age", low
    if component.quantity.unit == "year" and _IDIOMATIC < component.value < 100:
        yield from (("number", 1900 + component.value), ("number", 2000 + component.value))
    if component.quantity.unit == "year" and component.value in _REPUBLICAN:
        yield "number", 1911 + component.value


def _find_forms_of_year(component: Component) -> Iterator[Form]:
    if component.quantity.unit.startswith(REIGN):
        yield "number", int(component.quantity.unit.removeprefix(REIGN))
    if component.quantity.worded:
        yield "number", simplify(Fraction(component.value) / 100)  # "nineteen ninety" is a price, too


def _find_forms_of_decade(component: Component) -> Iterator[Form]:
    yield from (("number", component.value % 100), ("age", component.value % 100), ("decade", component.value))


def _find_forms_of_century(component: Component) -> Iterator[Form]:
    yield "decade", component.value * 100 - 100  # the 1800s are the 19th century


def _find_forms_of_count(component: Component) -> Iterator[Form]:
    unit = component.quantity.unit
    if unit == FOOTNOTED:
        yield "number", int(str(component.value)[:4])
    if 0 < component.value < 1:
        yield "multiple", simplify(Fraction(component.value) + 1)
    if unit == NOMINAL:
        yield from (("number", component.value - 1), ("number", component.value - 2))
    if unit in LETTERS:
        yield "number", simplify(Fraction(component.value) / LETTERS[unit])
    if unit == SPOKEN:
        hour, minute = divmod(int(component.value), 100)
        yield from (("number", simplify(Fraction(component.value) / 100)), ("time", (hour * 60 + minute) % _HALF_A_DAY))
    if unit == SPLIT:
        value = Fraction(component.value)
        yield from (("number", simplify(value / 10)), ("number", simplify(value / (_WHOLE - value))))
    if unit.startswith(SHARE):
        yield "number", Fraction(component.value) / int(unit.removeprefix(SHARE))


def _find_forms_of_ordinal(component: Component) -> Iterator[Form]:
    if component.quantity.unit == "month":
        yield "month", component.value


def _find_forms_of_label(component: Component) -> Iterator[Form]:
    """Yield forms of a label: its number times what a B (billions) or a K (thousands) says, or the month of a date.

    A date in digits is 17/9/2001.
    """
    if _DATE.fullmatch(component.quantity.label) and component.value <= _LAST_MONTH:
        yield "month", component.value
    if component.quantity.label == f"{component.value}B":
        yield "number", component.value * LETTERS["B"]
    if component.quantity.label.lower() == f"{component.value}k":
        yield "number", component.value * 1000


def _find_forms_of_measure(component: Component) -> Iterator[Form]:
    """Yield the other forms of a measure: basis points are also hundredths, and 10m may be ten million."""
    if component.quantity.unit == "bp":
        yield "number", simplify(Fraction(component.value) / 100)
    if component.quantity.unit == "m":
        yield "number", component.value * LETTERS["M"]


def _find_forms_of_money(component: Component) -> Iterator[Form]:
    parts = _PARTS_OF_YUAN.get(component.quantity.unit)
    if parts:
        yield "yuan", simplify(Fraction(component.value) / parts)
    if component.quantity.unit == "jiao":
        yield from (("number", component.value * 10), ("number", simplify(Fraction(component.value) / 10)))


_FORMS_OF_ASPECT = {
    "money": _find_forms_of_money,
    "label": _find_forms_of_label,
    "ordinal": _find_forms_of_ordinal,
    "measure": _find_forms_of_measure,
    "percentage": _find_forms_of_percentage,
    "multiple": _find_forms_of_multiple,
    "duration": _find_forms_of_duration,
    "year": _find_forms_of_year,
    "decade": _find_forms_of_decade,
    "century": _find_forms_of_century,
    "cardinal": _find_forms_of_count,
}


def _have_conflicting_shares(first: Component, second: Component) -> bool:
    """Return the same where one is a percentage: percent and points, a price and what is off, basis points."""
    one, other = first.quantity, second.quantity
    if {one.unit, other.unit} == {"price", "off"}:
        return first.value + second.value != _WHOLE
    if "bp" in (one.unit, other.unit):
        return first.value == second.value
    return {one.kind, other.kind} == _SHARES


def is_named_otherwise(source: Component, target: Component) -> bool:
    """Return whether the target names months of the source as a part of a year, or the years of a life for an age."""
    if _is_year_end(source, target) or _is_life(source, target):
        return True
    months = _MONTHS_OF.get(target.quantity.unit, 0) if target.aspect == "ordinal" else 0
    first, last = source.quantity.moment, source.quantity.until
    if not (months and first and last):
        return False
    return (first.month, last.month) == (months * (int(target.value) - 1) + 1, months * target.value)


def _is_life(age: Component, years: Component) -> bool:
    """Return whether one who lived from one year to another reached an age: 享年九十七岁, 1927–2024."""
    born, died = years.quantity.value, years.quantity.high
    is_age = age.aspect == "duration" and age.quantity.unit == "year"
    return bool(is_age and years.aspect == "year" and born and died and 0 <= died - born - age.value <= 1)


def _is_year_end(month: Component, year: Component) -> bool:
    """Return whether a year with its end says a month: end-2020 is 2020年12月底."""
    is_late = all(one.quantity.moment and one.quantity.moment.part is Part.LATE for one in (month, year))
    return is_late and (month.aspect, month.value, year.aspect) == ("month", _LAST_MONTH, "year")


def _have_conflicting_dollars(first: Component, second: Component) -> bool:
    """Return the same where one is in dollars or cents of any country."""
    units = {first.quantity.unit, second.quantity.unit}
    if CENT in units:
        return "fen" not in units and first.value == second.value * 100
    return not units <= _DOLLARS


_WEIGHTS = frozenset(("kg", "g", "t"))
"""Weights that no pounds are so many of; pounds may be money, too."""


def have_conflicting_units(first: Component, second: Component) -> bool:
    """Return whether the units of two components cannot both be right: percent and points, yuan and dollars."""
    one, other = first.quantity, second.quantity
    if {one.kind, other.kind} & _SHARES:
        return _have_conflicting_shares(first, second)
    if {one.unit, other.unit} == {BC, AD}:
        return True
    if one.kind is not other.kind or one.unit == other.unit or not (one.unit and other.unit):
        return one.unit in _WEIGHTS and other.unit == "GBP"
    if other.unit in one.others or "degree" in (one.unit, other.unit) or {one.unit, other.unit} in _INTERCHANGEABLE:
        return False
    if {CENT, "$"} & {one.unit, other.unit}:
        return _have_conflicting_dollars(first, second)
    return one.kind in (Kind.MONEY, Kind.DURATION, Kind.MEASURE)
