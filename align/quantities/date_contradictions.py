"""Dates of a translation that no date of the source allows, though each of their parts stands in it."""

from collections.abc import Iterable, Iterator, Sequence

from align.quantities.model import LUNAR, Kind, Moment, Number, Part, Quantity

_Dated = tuple[Quantity, Moment]


def find_date_contradictions(
    source: Iterable[Quantity], target: Iterable[Quantity]
) -> Iterator[tuple[Quantity, Quantity]]:
    """Pairs of a date of the source and the one of the target that gives it another month or part, or no day."""
    source, target = tuple(source), tuple(target)
    if not any(quantity.moment or quantity.until for quantity in target):
        return
    yield from _find_other_parts(source, target)
    given = list(_find_dates(source))
    months = {moment.month for _, moment in given}
    for quantity, moment in _find_dates(target):
        rival = _find_other_month(given, moment, months) if moment.day else _find_whole_date(given, moment)
        if rival:
            yield rival, quantity


def _find_dates(quantities: Iterable[Quantity]) -> Iterator[_Dated]:
    """The quantities with each moment of theirs that names a month or a day of the solar calendar."""
    for quantity in quantities:
        for moment in (quantity.moment, quantity.until):
            if moment and (moment.month or moment.day) and quantity.unit != LUNAR:
                yield quantity, moment


def _find_other_month(given: Sequence[_Dated], moment: Moment, months: set[int | None]) -> Quantity | None:
    """The date of the source with the same day and a month, where the source never names the target's month."""
    if not moment.month or moment.month in months:
        return None
    return next((one for one, other in given if other.day == moment.day and other.month), None)


def _find_whole_date(given: Sequence[_Dated], moment: Moment) -> Quantity | None:
    """The date of the source with this month and a day, where the source never names the month without one."""
    alike = [(one, other) for one, other in given if other.month == moment.month]
    if moment.part or not alike or any(not other.day or other.part or one.until for one, other in alike):
        return None
    return alike[0][0]


def _find_other_parts(source: Sequence[Quantity], target: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """Pairs of which one is early in a month, year, decade or century and the other is not: 5月初, "late May"."""
    given = {quantity: part for quantity in source if (part := _find_part(quantity))}
    for quantity in target:
        part = _find_part(quantity)
        alike = [one for one in source if part and _name_period(one) == _name_period(quantity)]
        if alike and all(given.get(one, part) != part for one in alike):
            yield alike[0], quantity


def _find_part(quantity: Quantity) -> Part | None:
    return quantity.moment.part if quantity.moment and not quantity.until else None


def _name_period(quantity: Quantity) -> tuple[Kind, Number | None]:
    """The month, year, decade or century that a quantity names."""
    return quantity.kind, quantity.moment.month if quantity.kind is Kind.DATE and quantity.moment else quantity.value
