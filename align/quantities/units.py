"""Units of measure and periods: which measure the same thing, and how many of one make another."""

from fractions import Fraction

from align.quantities.model import Number

_Units = dict[str, int | str]

_LENGTH: _Units = {"mm": "1/1000", "cm": "1/100", "m": 1, "km": 1000, "in": "0.0254", "ft": "0.3048", "mi": "1609.344"}
_LENGTH |= {
    "um": "1/1000000",
    "nm": "1/1000000000",
    "nmi": 1852,
    "yd": "0.9144",
    "li": 500,
    "zhang": "10/3",
    "chi": "1/3",
    "cun": "1/30",
}
_MASS: _Units = {
    "mg": "1/1000000",
    "g": "1/1000",
    "kg": 1,
    "t": 1000,
    "kt": 10**6,
    "Mt": 10**9,
    "jin": "1/2",
    "liang": "1/20",
    "qian": "1/200",
    "lb": "0.45359237",
}
_MASS |= {"oz": "0.028349523125", "ug": "1/1000000000"}
OLD_MEASURES = {
    "jin": (("3/5", "kg"),),
    "liang": (("3/80", "kg"), ("1/32", "kg"), ("3/100", "kg")),
    "qian": (("3/800", "kg"), ("1/320", "kg"), ("3/1000", "kg")),
    "chi": (("0.231", "m"),),
    "zhang": (("2.31", "m"),),
}
"""What some units are besides: weights in Taiwan, in China with sixteen liang to a jin, and for herbs; lengths under
the Han, by which tales still measure their heroes.
"""
_AREA: _Units = {"cm2": "1/10000", "m2": 1, "km2": 1_000_000, "ha": 10_000, "mu": "2000/3", "acre": "4046.8564224"}
_AREA |= {"ft2": "0.09290304", "mi2": "2589988.110336", "ping": "400/121"}
_VOLUME: _Units = {"mL": "1/1000", "dL": "1/10", "L": 1, "m3": 1000, "bcm": 10**12, "gal": "3.785411784"}
_VOLUME |= {"cup": "6/25", "tbsp": "3/200", "tsp": "1/200"}
_CLOCK: _Units = {"millisecond": "1/1000", "second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}
_CALENDAR: _Units = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}
_POWER: _Units = {"W": 1, "kW": 1000, "MW": 1_000_000, "GW": 10**9}
_ENERGY: _Units = {
    "kJ": "1/1000",
    "kcal": "0.004184",
    "kWh": "3.6",
    "MJ": 1,
    "MWh": 3600,
    "GWh": 3_600_000,
    "TWh": 3_600_000_000,
}
_FREQUENCY: _Units = {"Hz": 1, "kHz": 1000, "MHz": 10**6, "GHz": 10**9}
_PRESSURE: _Units = {"Pa": 1, "hPa": 100, "kPa": 1000, "MPa": 10**6, "mmHg": "133.322"}
_YUAN: _Units = {"CNY": 100, "jiao": 10, "fen": 1}
_DATA: _Units = {"KB": 1, "MB": 1000, "GB": 10**6, "TB": 10**9}
_DIMENSIONS = (
    *(_LENGTH, _MASS, _AREA, _VOLUME, _CLOCK, _CALENDAR, _POWER, _ENERGY),
    *(_FREQUENCY, _PRESSURE, _DATA, _YUAN),
)

_FACTORS = {
    unit: (number, Fraction(factor)) for number, units in enumerate(_DIMENSIONS) for unit, factor in units.items()
}


def find_ratio(first: str, second: str) -> Fraction | None:
    """How many of the second unit one of the first is; None where they do not measure the same thing.

    >>> find_ratio("li", "km")
    Fraction(1, 2)
    """
    (one, factor), (other, divisor) = _FACTORS.get(first, (-1, Fraction(1))), _FACTORS.get(second, (-2, Fraction(1)))
    return factor / divisor if one == other else None


def is_same_measure(value: Number, unit: str, other: Number, other_unit: str, tolerance: Fraction) -> bool:
    """Whether two measures are the same, up to the share `tolerance` of the second."""
    factor = find_ratio(unit, other_unit)
    if factor is None:
        return False
    return abs(value * factor - other) <= tolerance * abs(Fraction(other))
