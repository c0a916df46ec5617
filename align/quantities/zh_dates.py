"""Chinese dates, times of day, weekdays, decades and centuries."""

import re
from collections.abc import Mapping
from functools import cache

from align.model import Span
from align.quantities.figures import is_score
from align.quantities.model import IMPLIED, LUNAR, Kind, Moment, Number, Part, Quantity, parse_digits
from align.quantities.patterns import ZH_DATES, Reader, index_by_first
from align.quantities.zh_calendar import follows_lunar_year, load_months, read_era_year, read_short_year
from align.quantities.zh_idioms import load_events
from align.quantities.zh_numbers import parse_numerals, read_digits

_DATE, _DAYS_COUNTED, _EVENT = (ZH_DATES.late(name) for name in ("date", "days_counted", "event_day"))
_SLASHED, _ENDS_IN, _ENDS_FROM, _SAYS_DAY = (
    ZH_DATES.late(name) for name in ("slashed_day", "ends_at_slashed_day", "begins_at_slashed_day", "says_slashed_day")
)
_OCCASION, _DOTTED, _FULL_MOON = (ZH_DATES.late(name) for name in ("occasion", "dotted_day", "full_moon"))
_YEARS, _AGE = ZH_DATES.late("years"), ZH_DATES.late("age")
_OPTIONAL, _EXPLAINING = ZH_DATES.late("may_be_left_out"), ZH_DATES.late("explains_day")
_TIME, _BEFORE_TIME, _BEGINS_PERIOD = (
    ZH_DATES.late(name) for name in ("time", "part_of_day", "part_of_day_begins_period")
)
_BEHIND_ONE = ZH_DATES.late("behind_time_at_one")
_MINUTES_TO_HOUR, _HOUR_LESS_MINUTES = ZH_DATES.late("minutes_to_hour"), ZH_DATES.late("hour_less_minutes")
_WEEKDAY, _FOLLOWS_EVERY = ZH_DATES.late("weekday"), ZH_DATES.late("follows_every_weekday")
_MONTHS, _LONGEST_MONTH = 12, 31
_LATEST, _END_OF_DAY, _MORNING_BEGINS = 2100, 24, 5


@cache
def _load_parts() -> dict[str | None, Part | None]:
    """Return the parts of a month, a year or a century, and what each is called."""
    parts = ((Part.EARLY, "early_part"), (Part.MID, "middle_part"), (Part.LATE, "late_part"))
    return {None: None, **{word: part for part, name in parts for word in ZH_DATES.words(name)}}


def parse_number(digits: str) -> int:
    """Return the value of the digits or numerals of a date; -1 where they make no number."""
    if digits[0].isdecimal():
        return int(parse_digits(digits.replace(" ", "")))
    value = parse_numerals(digits.replace("○", "〇"))
    return value[0] if value else -1


def read_date(text: str, start: int) -> Quantity | None:
    """Read the date that begins at `start`."""
    match = _DATE.match(text, start)
    if not match:
        return None
    group = match.groupdict()
    if group["only"] and _DAYS_COUNTED.search(text, max(start - 3, 0), start):
        return None
    year, month = group["year"] or group["y"], group["m"] or group["month"] or group["dotted"]
    lunar_day = group["first"] or group["later"]
    day = group["d"] or group["day"] or group["only"] or group["of_dotted"] or lunar_day
    first, second, third = (parse_number(one) if one else None for one in (year, month, day))
    second = load_months()[group["named"]] if group["named"] else second
    moment = Moment(first, second, third, _load_parts()[group["part"]])
    if not (1 <= (moment.month or 1) <= 12 and 1 <= (moment.day or 1) <= 31):
        return None
    optional = bool(_OPTIONAL.match(text, match.end()) or _EXPLAINING.search(text, max(start - 3, 0), start))
    names_lunar_day = bool(group["named"] or lunar_day)
    unit = LUNAR if names_lunar_day or (second and follows_lunar_year(text, start)) else ""
    span, worded = Span(start, match.end()), names_lunar_day or _is_worded(text, start)
    return Quantity(span, Kind.DATE, unit=unit, moment=moment, worded=worded, optional=optional)


def read_years(text: str, start: int) -> Quantity | None:
    """Read the year, decade or century that begins at `start`."""
    match = _YEARS.match(text, start)
    period = _find_period(match) if match else None
    if not match or not period or (period[0] is Kind.YEAR and _counts_years(text, match)):
        return None
    part = _load_parts()[match["part"]]
    moment, span = Moment(part=part) if part else None, Span(start, match.end())
    return Quantity(span, *period, moment=moment, worded=_is_worded(text, start))


def _counts_years(text: str, match: re.Match[str]) -> bool:
    """Return whether digits say how many years, not which: 3000年历史, but not 1949年的历史 or 公元前3000年."""
    year, begin = parse_number(match["year"]), match.start("year")
    if text.endswith(ZH_DATES.words("before_common_era"), 0, begin):
        return False
    is_round = year > _LATEST or (year % 100 == 0 and text.endswith(ZH_DATES.words("counts_years"), 0, begin))
    return is_round and bool(_AGE.match(text, match.end("year")))


def _find_period(match: re.Match[str]) -> tuple[Kind, Number, Number | None] | None:
    century = (
        parse_number(match["century"]) if match["century"] else 20 if match["last"] else 21 if match["this"] else 0
    )
    if match["decade"]:
        digits = match["decade"]
        low, high = (int(parse_digits(digits)), None) if digits[0].isdecimal() else parse_numerals(digits) or (0, None)
        first = 100 * ((century or 20) - 1) if low < 1000 else 0
        return Kind.DECADE, first + low, first + high if high else None
    if match["year"]:
        return Kind.YEAR, parse_number(match["year"]), None
    return (Kind.CENTURY, century, None) if century else None


def read_time(text: str, start: int) -> Quantity | None:
    """Read the time of day that begins at `start`; 下午 and the like may be before it, and must be before 三点."""
    match = _TIME.match(text, start)
    if not match or (match["h"] and is_score(text, match.start(), match.end())):
        return None
    hour, minute = parse_number(match["hour"] or match["zero"] or match["h"]), _parse_minute(match)
    before = _BEFORE_TIME.search(text, max(start - 3, 0), start)
    if match["bare"] and not (before or _BEGINS_PERIOD.search(text, max(start - 12, 0), start)):
        return None
    is_moment = match["hour"] in ZH_DATES.words("one") and not before and match.end() == match.end("hour") + 1
    if is_moment and not _BEHIND_ONE.match(text, match.end()):
        return None  # 一时 is "for a moment"
    half = _find_half(before["word"], hour) if before else ("pm" if hour > 12 else None)
    if hour > 24 or minute > 59:
        return None
    hour = hour + 12 if half == "pm" and hour < 12 else 0 if half == "am" and hour == 12 else hour
    begin = before.start() if before else start
    moment = Moment(hour=hour, minute=minute, half=half)
    span, worded = Span(begin, match.end()), _is_worded(text, start)
    return Quantity(span, Kind.TIME, moment=moment, worded=worded, optional=hour == _END_OF_DAY)


def read_time_to(text: str, start: int) -> Quantity | None:
    """Read a time that is some minutes before an hour: 差五分八点, 八点差五分 are 7:55."""
    match = _MINUTES_TO_HOUR.match(text, start) or _HOUR_LESS_MINUTES.match(text, start)
    if not match:
        return None
    early = 15 * parse_number(match["quarters"]) if match["quarters"] else parse_number(match["minutes"])
    time = parse_number(match["hour"]) * 60 - early
    moment = Moment(hour=time // 60, minute=time % 60)
    is_valid = 0 <= time <= _END_OF_DAY * 60
    return Quantity(Span(start, match.end()), Kind.TIME, moment=moment, worded=True) if is_valid else None


def _parse_minute(match: re.Match[str]) -> int:
    if match["quarters"]:
        return 15 * parse_number(match["quarters"])
    digits = match["minute"] or match["min"] or match["tens"]
    return 30 if match["semi"] else parse_number(digits) if digits else 0


def _find_half(word: str, hour: int) -> str:
    if word in ZH_DATES.words("noon"):
        return "am" if hour == 11 else "pm"
    is_after_midnight = word in ZH_DATES.words("night") and (hour == 12 or hour < _MORNING_BEGINS)
    return "am" if word in ZH_DATES.words("morning") or is_after_midnight else "pm"


def read_weekday(text: str, start: int) -> Quantity | None:
    """Read the day of the week that begins at `start`."""
    match = _WEEKDAY.match(text, start)
    if not match or (match["week"] and not _is_day_of_week(text, *match.span())):
        return None
    moment = Moment(weekday=min(ZH_DATES.words("weekdays").index(match["weekday"]) + 1, 7))
    return Quantity(Span(start, match.end()), Kind.DATE, moment=moment, worded=True)


def _is_day_of_week(text: str, start: int, end: int) -> bool:
    """Return whether 周 and a numeral name a day, by what is around them: 每周三次 does not."""
    before = text[max(start - 1, 0) : start]
    if before in ZH_DATES.words("every"):
        return bool(_FOLLOWS_EVERY.match(text, end))
    return before not in ZH_DATES.words("counts_weeks")


def _is_worded(text: str, start: int) -> bool:
    return not text[start].isdecimal()


def read_occasion(text: str, start: int) -> Quantity | None:
    """Read the day by which an event is called, in numerals: 七七事变, 一二·九运动; and 三五, when the moon is full."""
    end, moment = _read_named_day(text, start) or _read_dotted_day(text, start) or (0, Moment())
    moon = None if end else _FULL_MOON.match(text, start)
    if moon:
        end, moment = moon.end(), Moment(day=15)
    return Quantity(Span(start, end), Kind.DATE, unit=IMPLIED, moment=moment, worded=True) if end else None


def _read_named_day(text: str, start: int) -> tuple[int, Moment] | None:
    events = load_events()
    name = next((text[start : start + length] for length in (3, 2) if text[start : start + length] in events), "")
    return (start + len(name), events[name]) if name and _OCCASION.match(text, start + len(name)) else None


def _read_dotted_day(text: str, start: int) -> tuple[int, Moment] | None:
    match = _DOTTED.match(text, start)
    if not match:
        return None
    month, day = (read_digits(one) or parse_number(one) for one in match.groups())
    return (match.end(), Moment(None, month, day)) if month <= _MONTHS and day <= _LONGEST_MONTH else None


def read_event(text: str, start: int) -> Quantity | None:
    """Read the day by which an event is called: “5·12”."""
    match = _EVENT.match(text, start)
    if not match or not (1 <= int(match["month"]) <= 12 and 1 <= int(match["day"]) <= 31):
        return None
    moment = Moment(month=int(match["month"]), day=int(match["day"]))
    return Quantity(Span(*match.span()), Kind.DATE, unit=IMPLIED, moment=moment)


def read_slashed_day(text: str, start: int) -> Quantity | None:
    """Read a month and a day with a stroke, where a period begins or ends there, or a weekday follows: 8/1至8/31."""
    match = _SLASHED.match(text, start)
    if not match:
        return None
    other = _ENDS_IN.match(text, match.end()) or _ENDS_FROM.search(text, max(start - 8, 0), start)
    month, day = int(match["month"]), int(match["day"])
    is_share = month < day <= _MONTHS and not (other and max(map(int, re.findall("[0-9]+", other[0]))) > _MONTHS)
    if is_share or not (other or _SAYS_DAY.match(text, match.end())):
        return None
    return Quantity(Span(*match.span()), Kind.DATE, moment=Moment(month=month, day=day))


@cache
def load_readers() -> Mapping[str, tuple[Reader, ...]]:
    """Return the functions that read what may begin with a character, in the order in which they are tried."""
    readers = (
        ("era_year", read_era_year),
        ("short_year", read_short_year),
        ("time_to", read_time_to),
        ("weekday", read_weekday),
        ("date", read_date),
        ("event", read_event),
        ("slashed_day", read_slashed_day),
        ("occasion", read_occasion),
        ("years", read_years),
        ("time", read_time),
    )
    return index_by_first([(read, ZH_DATES.characters(f"begins_{name}")) for name, read in readers])
