"""What a quantity is, whatever the language it is written in."""

from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from align.model import Span

Number = int | Fraction
"""Exact: never a float. An integral value is an int."""


class Kind(StrEnum):
    """What a quantity says."""

    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    PERCENTAGE = "percentage"
    PERCENTAGE_POINT = "percentage point"
    MULTIPLE = "multiple"
    MONEY = "money"
    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    MEASURE = "measure"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    LABEL = "label"


class Precision(StrEnum):
    """How exact a quantity claims to be; ROUNDED gives the order of magnitude only (数百, "tens of thousands").

    Of two that are joined to a range, the later one in this list counts.
    """

    ABOUT = "about"
    EXACT = "exact"
    AT_LEAST = "at least"
    MORE_THAN = "more than"
    LESS_THAN = "less than"
    NEARLY = "nearly"
    UP_TO = "up to"
    ROUNDED = "rounded"


class Part(StrEnum):
    """The part of a month, a year, a decade or a century."""

    EARLY = "early"
    MID = "mid"
    LATE = "late"


EXACT = "exact"
"""The unit of a multiple that says how much something became, not how much was added: doubled, 翻番."""
IMPLIED = "implied"
"""The unit of a number that a name implies (the day of a festival): it may be left out, and is no other number."""
LUNAR = "lunar"
"""The unit of a date of the Chinese lunar calendar."""
SECOND_DAY = "second day"
"""The unit of 第二天, which is the next day, or the second."""
NOMINAL = "nominal year"
"""The unit of an age as it was counted in China, 虚岁, by one or two more than the years that were lived."""
REIGN = "reign year "
"""How the unit of a year begins that is counted within an era: 1898 is the "reign year 24" of 光绪."""
BC, AD = "BC", "AD"
"""The units of years before the common era, and of those that are said to be in it."""
SPLIT = "split"
"""The unit of two parts, in hundredths, that something is split into: 三七分成 is 30 and 70; or "three to seven"."""
CENT = "¢"
"""How the unit of cents ends; with nothing before it, a part of some dollar, euro or yuan."""
LETTERS = {"M": 10**6, "B": 10**9}
"""What a letter multiplies the number before it by; also the unit of a count with it, which may be none: a room 5B."""
SPOKEN = "spoken"
"""The unit of a price or a time in words that names no unit: "three eighty" is 380, or 3.80; "six thirty" also 6:30."""
SHARE = "of "
"""How the unit of a number begins that is a share of another one: three "of 10"."""


class Moment(NamedTuple):
    """What is said of a day and of a time; None: not said. A week begins with Monday, 1.

    `shift`: so many days after the day before (次日, "the next day").
    `hour` runs from 0 to 24; where it is unknown which half of the day it is, `half` is None.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: Part | None = None
    weekday: int | None = None
    hour: int | None = None
    minute: int | None = None
    half: str | None = None
    shift: int | None = None


class Quantity(NamedTuple):
    """A quantity in a text.

    `value` is what is counted or measured, with `high` from `value` to `high`; a decade's is its first year, a
    century's its number. A date or a time has a `moment` instead, a range of them ends in `until`. `unit` is a unit of
    measure or a period (see `units`), or an ISO 4217 code ("$": dollars of some country), and `others` the codes that
    it may mean as well: 元 is the dollar of Hong Kong, too. `worded`: not in digits.
    `optional`: a translation may leave it out, as it does the date of a dateline or how many there are in a list.
    `cold`: degrees below zero, whose `value` has no sign.
    """

    span: Span
    kind: Kind
    value: Number | None = None
    high: Number | None = None
    precision: Precision = Precision.EXACT
    unit: str = ""
    moment: Moment | None = None
    until: Moment | None = None
    worded: bool = False
    others: tuple[str, ...] = ()
    label: str = ""
    optional: bool = False
    cold: bool = False

    def move(self, offset: int) -> "Quantity":
        """Return the same quantity `offset` characters later in the text."""
        return self._replace(span=Span(self.span.start + offset, self.span.end + offset))


LONGEST = 300
"""How many digits count; Python itself reads no more than 4,300."""
_NARROW = {ord("０") + digit: str(digit) for digit in range(10)} | {ord("，"): "", ord("．"): "."}
_NARROW |= dict.fromkeys(map(ord, ",\u0020\u00a0\u2009\u202f"), "")


def parse_digits(digits: str) -> Number:
    """Return the value of digits with or without separators, blanks too, and a decimal point; full-width ones too.

    >>> parse_digits("1,234.50")
    Fraction(2469, 2)
    """
    plain = (digits if digits.isdecimal() and digits.isascii() else digits.translate(_NARROW))[:LONGEST]
    return simplify(Fraction(plain)) if "." in plain else int(plain or 0)


def simplify(value: Number) -> Number:
    """Return the value, as an int where it is a whole number.

    >>> simplify(Fraction(4, 2))
    2
    """
    return value.numerator if value.denominator == 1 else value


class Problem(StrEnum):
    """What is wrong with a quantity of the target."""

    VALUE = "value"
    MAGNITUDE = "magnitude"
    UNIT = "unit"
    DIRECTION = "direction"
    RESULT = "result"
    LIMIT = "limit"
    SIGN = "sign"
    CURRENCY = "currency"
