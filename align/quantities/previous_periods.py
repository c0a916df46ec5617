"""Months and quarters that a translation names by the one behind them: 12月比11月, "in December ... month on month"."""

from collections.abc import Iterable, Iterator, Sequence

from align.quantities.model import Kind, Number, Quantity
from align.quantities.patterns import EN_SENSES

_EARLIER = EN_SENSES.late("earlier_period")
_LAST = {"month": 12, "quarter": 4}


def find_previous_periods(target: str, missing: Iterable[Quantity], left: Sequence[Quantity]) -> Iterator[Quantity]:
    """Yield the periods of a source next before one that it names, where the translation calls them the one before."""
    units = {match["unit"].lower() for match in _EARLIER.finditer(target)}
    given = {_read_period(one) for one in left} if units else set()
    for one in missing if units else ():
        unit, number = _read_period(one)
        if unit in units and (unit, number % _LAST[unit] + 1) in given:
            yield one


def _read_period(quantity: Quantity) -> tuple[str, Number]:
    """The unit and the number of a month or a quarter; none of any other quantity."""
    moment = quantity.moment
    if moment and moment.month and not moment.day and not quantity.until:
        return "month", moment.month
    is_quarter = quantity.kind is Kind.ORDINAL and quantity.unit == "quarter" and quantity.high is None
    return ("quarter", quantity.value or 0) if is_quarter else ("", 0)
