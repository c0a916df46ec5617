"""Dates and times of day as English writes them."""

import re

from align.lang.calendar import MONTH as _NAMES
from align.lang.calendar import MONTHS
from align.lang.quantities.model import Kind, Moment, Part, Quantity
from align.model import Span

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""The days of the week, Monday first."""
OTHER_MONTHS = (
    *(name.upper() for name in MONTHS),
    *(name.lower() for name in MONTHS if name not in ("March", "May", "August")),
)
"""The months as headings and slips write them, but for those that are other words in small letters."""
MONTH = "|".join((_NAMES, *OTHER_MONTHS))
"""An expression for the name of a month, full or short, in capitals or without."""

_MONTHS = {name[:3]: number for number, name in enumerate(MONTHS, 1)}
_WEEKDAYS = {name[:3]: number for number, name in enumerate(WEEKDAYS, 1)}
_DAY = (
    r"(?P<{}>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d,.]\d|\d|%| ?[-–]?(?:year|percent|million|people|billion|day(?! of)))"
)
_YEAR = r"(?:,? (?:of )?(?P<{}>(?:1\d|20)\d\d)(?![\d,]\d|\d| (?:people|yuan|new|cases)))?"
_MONTH_FIRST = (
    rf"(?P<m1>{MONTH})(?![a-z])\.?(?: {_DAY.format('d1')}(?![-–]?[a-z])| the {_DAY.format('d2')})?{_YEAR.format('y1')}"
)
_DAY_FIRST = rf"{_DAY.format('d3')}(?: day)?(?: of)? (?P<m2>{MONTH})(?![a-z])\.?{_YEAR.format('y2')}"
_NUMERIC = r"(?P<y3>(?:19|20)\d\d)(?P<sep>[-/.])(?P<n1>\d{1,2})(?P=sep)(?P<n2>\d{1,2})(?!\d)"
_DATE = re.compile(rf"(?:{_MONTH_FIRST}|{_DAY_FIRST}|{_NUMERIC})")
_PART = re.compile(
    r"(?:(?P<early>early|beginning of|start of)|(?P<mid>mid|middle of)|(?P<late>late|end of|the end of))[ -]\Z",
    re.IGNORECASE,
)
_TO_MONTH = re.compile(f"(?: to | and |[-–/])(?:{MONTH})")
_LOWER = [
    "in",
    "since",
    "last",
    "of",
    "by",
    "until",
    "till",
    "to",
    "and",
    "from",
    "early",
    "late",
    "this",
    "next",
    "through",
    "during",
    "after",
    "before",
    "between",
]
_BEFORE_MONTH = ("-", *(f"{word} " for word in _LOWER), *(f"{word.capitalize()} " for word in _LOWER))
_NEXT_DAY = re.compile("(?:[Nn]ext|[Ff]ollowing|[Ss]econd) day\\b")
_WEEKDAY = re.compile("(?P<day>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\\b")
_ERA = re.compile(
    r"(?P<century>\d{1,2}(?:st|nd|rd|th)|[XVI]{1,5}(?:th|st)?|[Ff]irst|[Ee]ighteenth|[Nn]ineteenth"
    r"|[Tt]wentieth|[Tt]wenty[ -]first|[Ss]eventeenth|[Ss]ixteenth|[Ff]ifteenth)[ -][Cc]entur(?:y|ies)\b"
    r"|(?P<decade>(?:1[5-9]|20)\d0)['’]?s\b|['’]?(?P<short>[2-9]0)['’]?s\b"
)
_WORDED = {
    "first": 1,
    "fifteenth": 15,
    "sixteenth": 16,
    "seventeenth": 17,
    "eighteenth": 18,
    "nineteenth": 19,
    "twentieth": 20,
}
_WORDED |= {"twenty-first": 21, "twenty first": 21}
_TIME = re.compile(
    r"(?P<hour>[01]?\d|2[0-4])(?:[:.](?P<minute>[0-5]\d))?(?::[0-5]\d)?"
    r"(?P<half> ?[aApP]\.?[mM]\b\.?| o['’]clock(?: in the (?:morning|afternoon|evening))?)"
    r"|(?P<h>[01]?\d|2[0-4]) ?: ?(?P<min>[0-5]\d)(?::[0-5]\d)?(?![\d:])|(?P<word>[Nn]oon|[Mm]idnight)\b"
)
_AFTERNOON = re.compile(r"[pP]|in the (?:afternoon|evening)")


def date(text: str, start: int) -> Quantity | None:
    """The date that begins at `start`; early, mid or late may stand before it."""
    match = _DATE.match(text, start)
    if not match:
        return None
    group = match.groupdict()
    name = group["m1"] or group["m2"]
    day, year = (
        next((int(group[key]) for key in keys if group[key]), None)
        for keys in (("d1", "d2", "d3", "n2"), ("y1", "y2", "y3"))
    )
    if name and day is None and year is None and not _is_month(text, match):
        return None
    month = _MONTHS[name[:3].capitalize()] if name else int(group["n1"])
    begin, part = _part(text, start)
    moment = Moment(year, month, day, part if day is None else None)
    valid = 1 <= month <= 12 and 1 <= (day or 1) <= 31
    return (
        Quantity(Span(begin, match.end()), Kind.DATE, moment=moment, worded=name is not None and not (day or year))
        if valid
        else None
    )


def _is_month(text: str, match: re.Match[str]) -> bool:
    """Whether "May" or "March" alone is a month: not where a sentence or the name of an event begins with it."""
    if match["m1"] not in ("May", "March", "Mar", "MAY", "MARCH"):
        return True
    if _TO_MONTH.match(text, match.end()):
        return True
    return text.endswith(_BEFORE_MONTH, max(match.start() - 10, 0), match.start())


def _part(text: str, start: int) -> tuple[int, Part | None]:
    before = _PART.search(text, max(start - 14, 0), start)
    return (before.start(), Part(before.lastgroup or "")) if before else (start, None)


def era(text: str, start: int) -> Quantity | None:
    """The century or the decade that begins at `start`."""
    match = _ERA.match(text, start)
    if not match:
        return None
    begin, part = _part(text, start)
    moment = Moment(part=part) if part else None
    if match["century"]:
        return Quantity(
            Span(begin, match.end()),
            Kind.CENTURY,
            _century(match["century"]),
            moment=moment,
            worded=not text[start].isdigit(),
        )
    value = int(match["decade"] or match["short"])
    return Quantity(Span(begin, match.end()), Kind.DECADE, value if value > 99 else 1900 + value, moment=moment)


def _century(word: str) -> int:
    if word[0].isdigit():
        return int(word[:-2])
    roman = {"I": 1, "V": 5, "X": 10}
    if word[0] in roman:
        values = [roman[char] for char in word if char in roman]
        return sum(-one if one < max(values[index:]) else one for index, one in enumerate(values))
    return _WORDED[word.lower()]


def time(text: str, start: int) -> Quantity | None:
    """The time of day that begins at `start`."""
    match = _TIME.match(text, start)
    if not match:
        return None
    if match["word"]:
        moment = Moment(
            hour=12 if match["word"].lower() == "noon" else 0,
            minute=0,
            half="pm" if match["word"].lower() == "noon" else "am",
        )
        return Quantity(Span(start, match.end()), Kind.TIME, moment=moment, worded=True)
    hour, minute, half = int(match["hour"] or match["h"]), int(match["minute"] or match["min"] or 0), match["half"]
    afternoon = bool(half and _AFTERNOON.search(half.lower()))
    named = "pm" if afternoon or hour > 12 else "am" if half and not half.strip().startswith("o") else None
    hour = hour + 12 if afternoon and hour < 12 else 0 if named == "am" and hour == 12 else hour
    return Quantity(Span(start, match.end()), Kind.TIME, moment=Moment(hour=hour, minute=minute, half=named))


def next_day(text: str, start: int) -> Quantity | None:
    """The words "next day" or "following day"."""
    match = _NEXT_DAY.match(text, start)
    return Quantity(Span(start, match.end()), Kind.DATE, moment=Moment(shift=1), worded=True) if match else None


def weekday(text: str, start: int) -> Quantity | None:
    """The day of the week that begins at `start`."""
    match = _WEEKDAY.match(text, start)
    moment = Moment(weekday=_WEEKDAYS[match["day"][:3]]) if match else None
    return Quantity(Span(start, match.end()), Kind.DATE, moment=moment, worded=True) if match else None


READERS = (next_day, weekday, date, era, time)
"""What reads the dates and times that may begin at a place, in this order."""
