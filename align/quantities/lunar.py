"""Days of the Chinese lunar calendar, which a translation may give in the solar one: 八月十九 of 1911 is 10 October."""

from functools import cache

from align.quantities.eras import follows_imperial_year
from align.quantities.model import Moment
from align.quantities.patterns import ZH_DATES

_CALENDAR = ZH_DATES.late("lunar_calendar")
_LONGEST, _YEAR, _MONTH = 5, 365, 30
_FIRST, _LAST = 8, 62
"""How many days later the same day of the solar year may be: few before 1582, many behind a leap month."""


@cache
def load_months() -> dict[str, int]:
    """Return the months of this calendar that have names."""
    names = (("first_month", 1), ("eleventh_month", 11), ("twelfth_month", 12))
    return {word: month for name, month in names for word in ZH_DATES.words(name)}


def follows_lunar_year(text: str, start: int) -> bool:
    """Whether what stands before a month at `start` says that it is one of this calendar: 农历, 闰, 光绪三年."""
    return bool(_CALENDAR.search(text, max(start - _LONGEST, 0), start)) or follows_imperial_year(text, start)


def may_fall_on(lunar: Moment, solar: Moment) -> bool:
    """Whether a day or a month of this calendar may be one of the solar calendar; the year is not looked at.

    >>> may_fall_on(Moment(month=8, day=19), Moment(1911, 10, 10)), may_fall_on(Moment(month=8), Moment(month=12))
    (True, False)
    """
    if not (lunar.month and solar.month):
        return False
    if not (lunar.day and solar.day):
        return (solar.month - lunar.month) % 12 <= _LAST // _MONTH
    days = (solar.month - lunar.month) * _YEAR // 12 + solar.day - lunar.day
    return _FIRST <= days % _YEAR <= _LAST
