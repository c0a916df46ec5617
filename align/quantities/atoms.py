"""Quantities taken apart for comparison: one number each, with the other ways to say it."""

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from align.quantities.model import Kind, Moment, Number, Precision, Quantity, exact, simple
from align.quantities.units import ratio

Form = tuple[str, Number]
"""A way to say a number: what is said, and the value."""

_RUN = re.compile(r"\d+")
_BASES = ("second", "month")
_SMALL, _FEW, _IDIOMATIC, _DAY, _LABEL = 3, 5, 10, 24, 99
_ASIDE = ("dateline", "festival")
_LOOSE_UNITS = ({"chi", "ft"}, {"cun", "in"})


class _Fields(NamedTuple):
    aspect: str
    value: Number
    quantity: Quantity


class Atom(_Fields):
    """One number of a quantity: an end of a range, or a part of a date; `aspect` is the kind or the part's name."""

    @cached_property
    def forms(self) -> frozenset[Form]:
        """The ways to say this number that say the same."""
        return frozenset(_forms(self))

    @property
    def notable(self) -> bool:
        """Whether its absence is worth a warning: small numbers and words like 百 are often idiom."""
        if (
            self.quantity.precision is Precision.ROUNDED
            or self.aspect in ("weekday", "shift")
            or self.quantity.unit in _ASIDE
        ):
            return False
        if self.quantity.worded and self.aspect == "century":
            return False
        if self.quantity.unit == "hour" and self.value == _DAY:
            return False
        if self.quantity.worded:
            return (
                self.quantity.high is None
                and self.aspect not in ("month", "day", "time")
                and self.value > _IDIOMATIC
                and not _power(self.value)
            )
        if self.aspect == "label":
            return self.value > _LABEL
        return (
            self.value > (_FEW if self.aspect == "cardinal" else _SMALL)
            or (self.value != 1 and self.aspect in ("percentage", "month"))
            or _fraction(self.value)
        )


def _fraction(value: Number) -> bool:
    return value != int(value)


def _power(value: Number) -> bool:
    return str(value).rstrip("0") == "1"


def atoms(quantities: Iterable[Quantity]) -> list[Atom]:
    """All atoms of some quantities, in order."""
    return [atom for quantity in quantities for atom in _atoms(quantity)]


def _atoms(quantity: Quantity) -> Iterator[Atom]:
    for value in (quantity.value, quantity.high):
        if value is not None:
            yield Atom(quantity.kind.value, value, quantity)
    if quantity.kind in (Kind.DATE, Kind.TIME):
        for moment in (quantity.moment, quantity.until):
            yield from _parts(quantity, moment) if moment else ()
    if quantity.label:
        yield from (Atom("label", exact(run), quantity) for run in _RUN.findall(quantity.label))


def _parts(quantity: Quantity, moment: Moment) -> Iterator[Atom]:
    for name in ("year", "month", "day", "weekday", "shift"):
        value = getattr(moment, name)
        if value is not None:
            yield Atom(name, value, quantity)
    if moment.hour is not None:
        yield Atom("time", moment.hour * 60 + (moment.minute or 0), quantity)


def _forms(atom: Atom) -> Iterator[Form]:
    aspect, value = atom.aspect, atom.value
    if aspect in ("month", "weekday", "shift"):
        yield aspect, value
    elif aspect == "time":
        yield from _times(value)
    else:
        yield "number", value
        if atom.quantity.unit == "other":
            yield "number", value + 1
        yield from _OTHER.get(aspect, _none)(atom)
    if atom.quantity.precision is not Precision.EXACT and (atom.quantity.worded or _power(value)):
        yield "order", len(str(int(value)))


def _times(value: Number) -> Iterator[Form]:
    yield "time", value % 720
    if value % 60 == 0:
        yield from (("number", value // 60), ("number", value // 60 % 12))


def _none(_: Atom) -> Iterator[Form]:
    return iter(())


def _percentages(atom: Atom) -> Iterator[Form]:
    share = simple(Fraction(atom.value) / 100)
    yield from (("number", share), ("multiple", share), ("multiple", share + 1))
    if atom.quantity.unit == "price":
        yield from (("number", 100 - atom.value), ("number", simple(Fraction(atom.value) / 10)))


def _multiples(atom: Atom) -> Iterator[Form]:
    yield from (("multiple", atom.value), ("multiple", atom.value + 1))


def _durations(atom: Atom) -> Iterator[Form]:
    for base in _BASES:
        factor = ratio(atom.quantity.unit, base)
        if factor is not None:
            yield base, simple(atom.value * factor)
    if atom.quantity.unit == "year" and _IDIOMATIC < atom.value < 100:
        yield from (("number", 1900 + atom.value), ("number", 2000 + atom.value))


def _eras(atom: Atom) -> Iterator[Form]:
    yield "number", atom.value % 100


def _measures(atom: Atom) -> Iterator[Form]:
    if atom.quantity.unit == "bp":
        yield "number", simple(Fraction(atom.value) / 100)


_OTHER = {
    "measure": _measures,
    "percentage": _percentages,
    "multiple": _multiples,
    "duration": _durations,
    "decade": _eras,
}


def conflict(first: Atom, second: Atom) -> bool:
    """Whether two atoms measure in units that cannot both be right: percent and points, yuan and dollars."""
    one, other = first.quantity, second.quantity
    if {one.kind, other.kind} == {Kind.PERCENTAGE, Kind.PERCENTAGE_POINT}:
        return True
    if one.kind is not other.kind or one.unit == other.unit or not (one.unit and other.unit):
        return False
    if "degree" in (one.unit, other.unit) or {one.unit, other.unit} in _LOOSE_UNITS:
        return False
    if "$" in (one.unit, other.unit):
        return not {one.unit, other.unit} <= _DOLLARS
    return one.kind in (Kind.MONEY, Kind.DURATION, Kind.MEASURE)


_DOLLARS = {"$", "USD", "HKD", "TWD", "AUD", "CAD", "SGD", "NZD"}
