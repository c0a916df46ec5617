"""Periods and measures that are one of a larger unit, which English names with no number: 7天, "a week"."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from align.quantities.en_amounts import compile_unit, look_up_unit
from align.quantities.model import Kind, Quantity
from align.quantities.patterns import EN_BESIDE
from align.quantities.units import find_ratio

_ARTICLE, _FORTNIGHT, _QUARTER, _OFTEN = (
    EN_BESIDE.late(name) for name in ("article", "fortnight", "quarter", "says_how_often")
)
_LIKE = {(30, "day", "month"), (90, "day", "quarter"), (365, "day", "year"), (15, "day", "fortnight")}
"""Days that make a longer period as people reckon."""
_PARTS = {"fortnight": ("week", Fraction(2)), "half": ("year", Fraction(1, 2))}
"""What is so many, or such a part, of another unit."""
_KINDS = frozenset((Kind.DURATION, Kind.MEASURE))


def find_single_units(target: str, missing: Iterable[Quantity]) -> Iterator[Quantity]:
    """Yield what is missing of a source where the translation names a unit of which it is one."""
    counted = [one for one in missing if one.kind in _KINDS and one.high is None and one.value]
    units = set(_list_single_units(target)) if counted else set()
    yield from (one for one in counted if any(_is_one(one, unit) for unit in units))


def _list_single_units(text: str) -> Iterator[str]:
    if _FORTNIGHT.search(text):
        yield "fortnight"
    if _QUARTER.search(text):
        yield "quarter"
    yield from (match.lastgroup or "" for match in _OFTEN.finditer(text))
    for article in _ARTICLE.finditer(text):
        match = compile_unit().match(text, article.end())
        if match:
            yield look_up_unit(match["unit"])[1]


def _is_one(quantity: Quantity, unit: str) -> bool:
    """Return whether a quantity is one of a unit."""
    if (quantity.value, quantity.unit, unit) in _LIKE:
        return True
    whole, count = _PARTS.get(unit, (unit, 1))
    ratio = find_ratio(quantity.unit, whole)
    return ratio is not None and (quantity.value or 0) * ratio == count
