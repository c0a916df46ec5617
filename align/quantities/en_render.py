"""Writes a quantity in English, as a suggestion."""

from fractions import Fraction

from align.lang.en_months import MONTHS
from align.quantities.en_dates import WEEKDAYS
from align.quantities.model import AD, BC, LUNAR, NOMINAL, Kind, Moment, Number, Part, Precision, Quantity, simplify

_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_ORDERS: dict[Number, str] = {
    10: "dozens",
    100: "hundreds",
    1000: "thousands",
    10**4: "tens of thousands",
    10**5: "hundreds of thousands",
}
_ORDERS |= {10**6: "millions", 10**7: "tens of millions", 10**8: "hundreds of millions", 10**9: "billions"}
_ORDERS |= {10**10: "tens of billions", 10**11: "hundreds of billions", 10**12: "trillions"}
_MONEY = {"CNY": "yuan", "USD": "US dollars", "HKD": "Hong Kong dollars", "EUR": "euros", "GBP": "pounds", "JPY": "yen"}
_MONEY |= {"$": "dollars", "KRW": "won", "RUB": "rubles", "INR": "rupees", "AUD": "Australian dollars"}
_MONEY |= {"CAD": "Canadian dollars", "SGD": "Singapore dollars", "TWD": "New Taiwan dollars", "CHF": "Swiss francs"}
_MONEY |= {"THB": "baht", "MYR": "ringgit", "BRL": "reais", "VND": "dong", "TRY": "lira", "IDR": "rupiah"}
_MONEY |= {"MOP": "patacas", "MXN": "Mexican pesos"}
_UNITS = {"km2": "square kilometers", "m2": "square meters", "m3": "cubic meters", "t": "tons", "ha": "hectares"}
_UNITS |= {"m": "meters", "km": "kilometers", "kg": "kilograms", "li": "li", "mu": "mu", "jin": "jin", "acre": "acres"}
_UNITS |= {"mi": "miles", "ft": "feet", "in": "inches", "L": "liters", "lb": "pounds", "degree": "degrees"}
_UNITS |= {"bp": "basis points", "um": "micrometers", "nm": "nanometers", "ug": "micrograms", "liang": "taels"}
_UNITS |= {NOMINAL: "sui"}
_SAID_AS_IT_IS = frozenset(Precision) - {Precision.EXACT, Precision.ROUNDED}
_PARTS = {Part.EARLY: "early ", Part.MID: "mid-", Part.LATE: "late "}
_PLACES = 10_000


def render(quantity: Quantity) -> str:
    """Write a quantity as English does: "251 billion yuan", "May 12", "more than 18.5%"."""
    if quantity.kind is Kind.LABEL:
        return quantity.label
    if quantity.kind in (Kind.DATE, Kind.TIME):
        return _render_moments(quantity)
    if quantity.precision is Precision.ROUNDED and quantity.value in _ORDERS:
        return " ".join(filter(None, (f"{_ORDERS[quantity.value]} of", _render_unit(quantity)))).removesuffix(" of")
    return f"{quantity.precision} " * (quantity.precision in _SAID_AS_IT_IS) + _render_value(quantity)


def _render_value(quantity: Quantity) -> str:
    value = quantity.value or 0
    if quantity.kind in (Kind.YEAR, Kind.DECADE, Kind.CENTURY, Kind.ORDINAL):
        return _render_name(quantity, value)
    number = (
        _render_number(value)
        if quantity.high is None
        else f"{_render_number(value)} to {_render_number(quantity.high)}"
    )
    if quantity.kind is Kind.DURATION and quantity.value == Fraction(1, 2):
        return f"half {'an' if quantity.unit == 'hour' else 'a'} {quantity.unit}"
    if quantity.unit == "price" and quantity.high is None:
        return f"{_render_number(100 - value)}% off"
    if quantity.kind is Kind.PERCENTAGE:
        return f"{number}%"
    if (quantity.kind, quantity.unit) == (Kind.MONEY, "GBP") and value < 1 and quantity.high is None:
        return f"{_render_number(Fraction(value) * 100)} pence"
    return f"{number} {_render_unit(quantity)}".rstrip()


def _render_name(quantity: Quantity, value: Number) -> str:
    part = _PARTS[quantity.moment.part] if quantity.moment and quantity.moment.part else ""
    if quantity.kind is Kind.DECADE:
        return f"the {part}{value}s"
    if quantity.kind is Kind.CENTURY:
        return f"the {part}{_render_ordinal(value)} century"
    if quantity.unit in (BC, AD):
        return f"{value} BC" if quantity.unit == BC else f"AD {value}"
    if quantity.kind is Kind.YEAR:
        return f"{part}{value}" if quantity.high is None else f"{value} to {quantity.high}"
    return f"{_render_ordinal(value)} {quantity.unit}".rstrip()


def _render_ordinal(value: Number) -> str:
    last = int(value) % 100
    ending = "th" if 10 < last < 14 else {1: "st", 2: "nd", 3: "rd"}.get(last % 10, "th")
    return f"{int(value):,}{ending}"


def _render_unit(quantity: Quantity) -> str:
    unit, one = quantity.unit, quantity.value == 1 and quantity.high is None
    if quantity.kind is Kind.MONEY:
        return _MONEY.get(unit, unit)
    if quantity.kind is Kind.DURATION:
        return unit if one else unit[:-1] + "ies" if unit == "century" else unit + "s"
    if quantity.kind is Kind.PERCENTAGE_POINT:
        return "percentage point" if one else "percentage points"
    return "times" if quantity.kind is Kind.MULTIPLE else _UNITS.get(unit, unit)


def _render_number(value: Number) -> str:
    """Digits, with the millions and more as a word where few digits are left.

    >>> _render_number(251_000_000_000)
    '251 billion'
    """
    for scale, word in _SCALES:
        scaled = simplify(Fraction(value) / scale)
        if value >= scale and _PLACES % Fraction(scaled).denominator == 0:
            return f"{_render_digits(scaled)} {word}"
    return _render_digits(value)


def _render_digits(value: Number) -> str:
    if isinstance(value, int):
        return f"{value:,}"
    if _PLACES % value.denominator == 0:
        whole, rest = divmod(value, 1)
        return f"{whole:,}." + f"{int(rest * _PLACES):04}".rstrip("0")
    return f"{value.numerator}/{value.denominator}"


def _render_lunar_day(quantity: Quantity) -> str:
    moment = quantity.moment or Moment()
    day = f"the {_render_ordinal(moment.day)} day of " if moment.day else ""
    return f"{day}the {_render_ordinal(moment.month or 0)} lunar month"


def _render_moments(quantity: Quantity) -> str:
    if quantity.unit == LUNAR:
        return _render_lunar_day(quantity)
    first, second = quantity.moment or Moment(), quantity.until
    if second and first.month and first.day and second.day and not second.month and not second.year:
        year = f", {first.year}" if first.year else ""
        return f"{_render_moment(first._replace(year=None))}–{second.day}{year}"
    return _render_moment(first) + (f" to {_render_moment(second)}" if second else "")


def _render_moment(moment: Moment) -> str:
    if moment.hour is not None:
        return _render_clock(moment.hour, moment.minute or 0, moment.half)
    if moment.weekday:
        return WEEKDAYS[moment.weekday - 1]
    if moment.shift:
        return "the next day"
    if not moment.month:
        return f"the {_render_ordinal(moment.day or 0)}"
    month = MONTHS[moment.month - 1] + (f" {moment.day}" if moment.day else "")
    part = _PARTS[moment.part] if moment.part else ""
    return part + month + (f"{',' if moment.day else ''} {moment.year}" if moment.year else "")


def _render_clock(hour: int, minute: int, half: str | None) -> str:
    if hour == 24:
        return "midnight"
    ending = f" {half[0]}.m." if half else ""
    return f"{(hour - 1) % 12 + 1 if half else hour}:{minute:02}{ending}"
