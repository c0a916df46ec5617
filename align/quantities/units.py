"""Units of measure and periods: which measure the same thing, and how many of one make another."""

from fractions import Fraction
from typing import NamedTuple

from align.quantities.model import Number
from glossary.pack.tables import Form, Row, cache_by_packs, read_rows, split_cell

MEASURES = Form(
    "align",
    "zh_en/measures",
    ("unit", "dimension", "factor", "other_sizes", "rounding", "example"),
    key=("unit",),
    needed=("dimension", "factor"),
    choices=(("rounding", ("", "halves", "rough")),),
    numbers=("factor", "other_sizes"),
)


class Measure(NamedTuple):
    """A unit of measure.

    `dimension` is what it measures and `factor` its size, by that of the other units there. `others`
    are the sizes that it has had besides, as multiples of its own: weights in Taiwan, in China with sixteen liang to a
    jin, and for herbs; lengths under the Han, by which tales still measure their heroes. `rounding` is how people
    round amounts in it: to halves, as inches, or roughly, as li; empty where they do neither.
    """

    dimension: str
    factor: Fraction
    others: tuple[Fraction, ...] = ()
    rounding: str = ""


@cache_by_packs
def load_measures() -> dict[str, Measure]:
    """Return the units of the table by name. Raises PackError."""
    return {row.cells[0]: parse_measure(row) for row in read_rows(MEASURES)}


def parse_measure(row: Row) -> Measure:
    """Return what a row of the table says."""
    _, dimension, factor, others, rounding, _ = row.cells
    size = Fraction(factor)
    return Measure(dimension, size, tuple(Fraction(other) / size for other in split_cell(others, "|")), rounding)


def find_ratio(first: str, second: str) -> Fraction | None:
    """Return how many of the second unit one of the first is; None where they do not measure the same thing.

    >>> find_ratio("li", "km")
    Fraction(1, 2)
    """
    measures = load_measures()
    one, other = measures.get(first), measures.get(second)
    return one.factor / other.factor if one and other and one.dimension == other.dimension else None


def is_same_measure(value: Number, unit: str, other: Number, other_unit: str, tolerance: Fraction) -> bool:
    """Return whether two measures are the same, up to the share `tolerance` of the second."""
    factor = find_ratio(unit, other_unit)
    if factor is None:
        return False
    return abs(value * factor - other) <= tolerance * abs(Fraction(other))
