"""English dates, times of day, weekdays, decades and centuries."""

import re
from collections.abc import Mapping
from functools import cache

from align.lang.en_conventions import list_months
from align.model import Span
from align.quantities.en_words import list_weekdays, load_decades, load_festivals, parse_roman, parse_words
from align.quantities.figures import is_score
from align.quantities.model import AD, BC, IMPLIED, Kind, Moment, Part, Precision, Quantity
from align.quantities.patterns import EN_DATES, Reader, index_by_first
from glossary.pack.tables import cache_by_packs

_DATE, _DAY_IN_WORDS, _YEAR_IN_WORDS = (EN_DATES.late(name) for name in ("date", "day_in_words", "year_in_words"))
_BEFORE_ROCKET, _BEFORE_SHARE, _PART = (EN_DATES.late(name) for name in ("before_rocket", "before_share", "part"))
_TO_MONTH, _BEFORE_MONTH, _BEFORE_ATTRIBUTE, _NOUN = (
    EN_DATES.late(name) for name in ("to_month", "before_ambiguous_month", "before_attribute", "noun_behind")
)
_SHORT_YEAR, _BEFORE_SHORT_YEAR = EN_DATES.late("year_of_two_digits"), EN_DATES.late("before_short_year")
_COMMON_ERA, _ANNO, _GOES_ON = (
    EN_DATES.late(name) for name in ("common_era", "before_common_era", "counts_in_common_era")
)
_ERA, _NEXT_DAY, _WEEKDAY = (EN_DATES.late(name) for name in ("era", "next_day", "weekday"))
_TIME, _NEAR_HOUR, _AFTERNOON = (EN_DATES.late(name) for name in ("time", "near_hour", "afternoon"))
_BEFORE_DATES = frozenset(" -dD")
"""What the words end with that may come before a date: early, mid, late and the like."""


def read_date(text: str, start: int) -> Quantity | None:
    """Read the date that begins at `start`; early, mid or late may come before it."""
    match = _DATE.match(text, start)
    if not match or _BEFORE_ROCKET.search(text, max(start - 5, 0), start):
        return None
    group = match.groupdict()
    name = group["m1"] or group["m2"]
    day, year = (
        next((int(group[key]) for key in keys if group[key]), None)
        for keys in (("d1", "d2", "d3", "n2"), ("y1", "y2", "y3"))
    )
    if name and day is None and year is None and not _is_month(text, match):
        return None
    month = _number_month(name) if name else int(group["n1"])
    begin, part = read_part(text, start)
    moment = Moment(year, month, day, part if day is None else None)
    if not (1 <= month <= 12 and 1 <= (day or 1) <= 31):
        return None
    worded = name is not None and not (day or year)
    return Quantity(Span(begin, match.end()), Kind.DATE, moment=moment, worded=worded)


def read_worded_day(text: str, start: int) -> Quantity | None:
    """Read the date whose day begins at `start` in words: "the eighth of August 2008", but no "third of May's"."""
    match = _DAY_IN_WORDS.match(text, start)
    if not match or _BEFORE_SHARE.search(text, max(start - 4, 0), start):
        return None
    moment = Moment(
        int(match["year"]) if match["year"] else None, _number_month(match["month"]), parse_words(match["day"])
    )
    return Quantity(Span(*match.span()), Kind.DATE, moment=moment, worded=True)


@cache
def _load_months() -> dict[str, int]:
    return {month[:3].upper(): number for number, month in enumerate(list_months(), 1)}


def _number_month(name: str) -> int:
    """Return the number of a month, by its name in full or short."""
    return _load_months()[name[:3].upper()]


def _is_month(text: str, match: re.Match[str]) -> bool:
    """Return whether "May" or "March" is a month: alone in a table, but not at the beginning of a sentence or event.

    It is one, too, where it says when what follows it was: "the March turmoil", but not "the March on Rome".
    """
    start, end = match.span()
    if match["m1"] not in EN_DATES.words("ambiguous_month") or text.strip() == match["m1"]:
        return True
    is_attribute = _BEFORE_ATTRIBUTE.search(text, max(start - 5, 0), start) and _NOUN.match(text, end)
    return bool(_TO_MONTH.match(text, end) or is_attribute or _BEFORE_MONTH.search(text, max(start - 10, 0), start))


def read_part(text: str, start: int) -> tuple[int, Part | None]:
    """Read early, mid or late before a date: where it begins, and what it says."""
    may_follow = text[start - 1 : start] in _BEFORE_DATES
    before = _PART.search(text, max(start - 14, 0), start) if may_follow else None
    return (before.start(), Part(before.lastgroup or "")) if before else (start, None)


def read_era(text: str, start: int) -> Quantity | None:
    """Read the century or the decade that begins at `start`."""
    match = _ERA.match(text, start)
    if not match:
        return None
    begin, part = read_part(text, start)
    span, moment = Span(begin, match.end()), Moment(part=part) if part else None
    if match["century"]:
        worded = not text[start].isdigit()
        return Quantity(span, Kind.CENTURY, _parse_century(match), moment=moment, worded=worded)
    if match["tens"]:
        first = load_decades()[match["tens"].lower()]
        return Quantity(span, Kind.DECADE, first, None, Precision.ROUNDED, moment=moment, worded=True)
    value = int(match["decade"] or match["short"])
    return Quantity(span, Kind.DECADE, value if value > 99 else 1900 + value, moment=moment)


def _parse_century(match: re.Match[str]) -> int:
    if match["number"]:
        return int(match["number"])
    return parse_roman(match["roman"]) if match["roman"] else parse_words(match["century"])


def read_next_day(text: str, start: int) -> Quantity | None:
    """Read the words "next day" or "following day" that begin at `start`."""
    match = _NEXT_DAY.match(text, start)
    return Quantity(Span(start, match.end()), Kind.DATE, moment=Moment(shift=1), worded=True) if match else None


def read_weekday(text: str, start: int) -> Quantity | None:
    """Read the day of the week that begins at `start`."""
    match = _WEEKDAY.match(text, start)
    moment = Moment(weekday=list_weekdays().index(match["day"]) + 1) if match else None
    return Quantity(Span(start, match.end()), Kind.DATE, moment=moment, worded=True) if match else None


@cache_by_packs
def _compile_festival() -> re.Pattern[str]:
    return EN_DATES.compile("festival")


def read_event(text: str, start: int) -> Quantity | None:
    """Read the day that an event or a festival is called by or held on: 9/11, "New Year's Eve"."""
    match = _compile_festival().match(text, start)
    if not match:
        return None
    month, day = load_festivals()[match[0]]
    return Quantity(Span(*match.span()), Kind.DATE, unit=IMPLIED, moment=Moment(month=month, day=day))


def read_short_year(text: str, start: int) -> Quantity | None:
    """Read the year whose last two digits begin at `start`, after an apostrophe: '92."""
    match = _SHORT_YEAR.match(text, start)
    if not match or not _BEFORE_SHORT_YEAR.search(text, max(start - 10, 0), start):
        return None
    year = int(match[0])
    return Quantity(Span(start - 1, match.end()), Kind.YEAR, (1900 if year >= 30 else 2000) + year)


def read_worded_year(text: str, start: int) -> Quantity | None:
    """Read the year in words that begins at `start`: "nineteen forty-nine"."""
    match = _YEAR_IN_WORDS.match(text, start)
    if not match:
        return None
    year = 100 * parse_words(match["century"]) + parse_words(match["rest"])
    return Quantity(Span(*match.span()), Kind.YEAR, year, worded=True)


def read_common_era(text: str, start: int) -> Quantity | None:
    """Read the year that begins at `start` and is said to be before or in the common era: "221 BC", "AD 208"."""
    match = _COMMON_ERA.match(text, start)
    if not match:
        return None
    before = _ANNO.search(text, max(start - 5, 0), start)
    if not match["era"] and (not before or _GOES_ON.match(text, match.end())):
        return None
    unit = BC if (match["era"] or "").startswith("B") else AD
    begin = before.start() if before and not match["era"] else start
    return Quantity(Span(begin, match.end()), Kind.YEAR, int(match["year"].replace(",", "")), unit=unit)


def read_time(text: str, start: int) -> Quantity | None:
    """Read the time of day that begins at `start`."""
    near, match = _NEAR_HOUR.match(text, start), _TIME.match(text, start)
    if near:
        return _read_minutes(near)
    if not match or (match["h"] and is_score(text, start, match.end())):
        return None
    if match["word"]:
        is_noon = match["word"].lower() == "noon"
        moment = Moment(hour=12 * is_noon, minute=0, half="pm" if is_noon else "am")
        return Quantity(Span(start, match.end()), Kind.TIME, moment=moment, worded=True)
    if match["named"] or match["struck"]:
        return _read_half_or_quarter(match) if match["named"] else _read_struck_hour(match)
    if match["hours"]:
        moment = Moment(hour=int(match["hours"]), minute=int(match["minutes"]))
        return Quantity(Span(start, match.end()), Kind.TIME, moment=moment)
    hour, minute, half = int(match["hour"] or match["h"]), int(match["minute"] or match["min"] or 0), match["half"]
    afternoon = bool(half and _AFTERNOON.search(half.lower()))
    named = "pm" if afternoon or hour > 12 else "am" if half and not half.strip().startswith("o") else None
    hour = hour + 12 if afternoon and hour < 12 else 0 if named == "am" and hour == 12 else hour
    return Quantity(Span(start, match.end()), Kind.TIME, moment=Moment(hour=hour, minute=minute, half=named))


def _number_hour(name: str) -> int:
    """Return the hour that a word names; noon is 12, midnight 0."""
    return min(EN_DATES.words("hours").index(name.lower()), 12)


def _read_minutes(match: re.Match[str]) -> Quantity:
    """Read "ten past eight", "twenty to two", "two minutes to eight"."""
    hour = _number_hour(match["past"] or match["next"] or match["at"])
    minutes = parse_words(match["count"] or match["early"] or match["exact"])
    minutes *= -1 if match["early"] or match["way"] == "to" else 1
    moment = Moment(hour=hour, minute=minutes) if minutes > 0 else Moment(hour=(hour - 1) % 12, minute=60 + minutes)
    return Quantity(Span(*match.span()), Kind.TIME, moment=moment, worded=True)


def _read_struck_hour(match: re.Match[str]) -> Quantity:
    """Read "seven o'clock", with the half of the day after it."""
    hour = _number_hour(match["struck"])
    half = "am" if match["am"] else "pm" if match["pm"] else None
    moment = Moment(hour=hour % 12 + 12 if half == "pm" else hour, minute=0, half=half)
    return Quantity(Span(*match.span()), Kind.TIME, moment=moment, worded=True)


def _read_half_or_quarter(match: re.Match[str]) -> Quantity | None:
    """Read "half past eight", "a quarter to noon"."""
    named = match["named"]
    hour = int(named) if named.isdigit() else _number_hour(named)
    minutes = hour * 60 + (30 if match["fraction"].lower() == "half" else 15) * (1 if match["side"] == "past" else -1)
    moment = Moment(hour=minutes // 60 % 12, minute=minutes % 60)
    return Quantity(Span(*match.span()), Kind.TIME, moment=moment) if hour <= 12 else None


@cache_by_packs
def load_readers() -> Mapping[str, tuple[Reader, ...]]:
    """Return the functions that read what may begin with a character, in the order in which they are tried."""
    readers = (
        ("common_era", read_common_era),
        ("next_day", read_next_day),
        ("weekday", read_weekday),
        ("festival", read_event),
        ("date", read_date),
        ("worded_day", read_worded_day),
        ("worded_year", read_worded_year),
        ("era", read_era),
        ("short_year", read_short_year),
        ("time", read_time),
    )
    festivals = "".join(name[0] for name in load_festivals())
    begins = {"festival": festivals}
    return index_by_first([(read, begins.get(name) or EN_DATES.characters(f"begins_{name}")) for name, read in readers])
