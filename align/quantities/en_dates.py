"""English dates, weekdays, decades and centuries."""

import re

from align.lang.en_months import MONTH_PATTERN, MONTHS, ROCKET
from align.model import Span
from align.quantities.alternation import join_cased_words
from align.quantities.beginnings import NUMERIC_CHARS, index_by_first
from align.quantities.en_numbers import ORDINALS, SMALL
from align.quantities.en_times import read_time
from align.quantities.model import AD, BC, IMPLIED, Kind, Moment, Part, Precision, Quantity

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""The days of the week, Monday first."""
OTHER_MONTHS = (
    *(name.upper() for name in MONTHS),
    *(name.lower() for name in MONTHS if name not in ("March", "May", "August")),
)
"""The months as headings and slips write them, but for those that are other words in small letters."""
MONTH = "|".join((MONTH_PATTERN, *OTHER_MONTHS))
"""The body of an expression that matches the name of a month, full or short, in capitals or without."""

_MONTHS = {name[:3]: number for number, name in enumerate(MONTHS, 1)}
_WEEKDAYS = {name[:3]: number for number, name in enumerate(WEEKDAYS, 1)}
_COUNTED = r"%| ?[-–]?(?:year|percent|million|people|billion|day(?! of))"
_DAY = rf"(?P<{{}}>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d,.]\d|\d|{_COUNTED})"
_YEAR = r"(?:,? (?:of )?(?P<{}>(?:1\d|20)\d\d)(?![\d,]\d|\d| (?:people|yuan|new|cases)))?"
_DOT = r"(?:\.(?=,? ?\d))?"
_MONTH_FIRST = (
    rf"(?P<m1>{MONTH}|(?:Mar|Jun|Jul)(?= [1-9]|$|[-–]))(?![a-z]){_DOT}"
    rf"(?: {_DAY.format('d1')}(?![-–]?[a-z])| the {_DAY.format('d2')})?{_YEAR.format('y1')}"
)
_SHORT = "|".join(form for name in MONTHS for form in (name[:3].upper(), name[:3]))
_DAY_FIRST = rf"{_DAY.format('d3')}(?: day)?(?: of)? (?P<m2>{MONTH}|{_SHORT})(?![A-Za-z]){_DOT}{_YEAR.format('y2')}"
_NUMERIC = r"(?P<y3>(?:19|20)\d\d)(?P<sep>[-/.])(?P<n1>\d{1,2})(?P=sep)(?P<n2>\d{1,2})(?!\d)"
_DATE = re.compile(rf"(?:{_MONTH_FIRST}|{_DAY_FIRST}|{_NUMERIC})")
_PART = re.compile(
    r"(?:\b(?P<early>early|beginning of|start of)[ -]|\b(?P<mid>(?:mid|middle of)[ -]|mid)"
    r"|\b(?P<late>late|end|end of|the end of)[ -])\Z",
    re.IGNORECASE,
)
_BEFORE_DATES = frozenset(" -dD")
"""What the words end with that may stand before a date."""
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
_AMBIGUOUS = frozenset(("May", "March", "Mar", "MAY", "MARCH", "Jun", "Jul"))
"""Names of months that may be other words or names."""
_BEFORE_MONTH = ("-", "–", *(f"{word} " for word in _LOWER), *(f"{word.capitalize()} " for word in _LOWER))
FESTIVALS = {
    "9/11": (9, 11),
    "New Year's Day": (1, 1),
    "Valentine's Day": (2, 14),
    "May Day": (5, 1),
    "Children's Day": (6, 1),
    "Army Day": (8, 1),
    "National Day": (10, 1),
    "Halloween": (10, 31),
    "Christmas Eve": (12, 24),
    "Christmas Day": (12, 25),
    "New Year's Eve": (12, 31),
}
"""Events and festivals -> the month and the day that they name."""
_EVENT = re.compile(rf"(?:{'|'.join(FESTIVALS)})(?![\w/])".replace("'", "['’]"))
_ARTICLES = ("the ", "The ", "this ", "’s ", "'s ")
_NOUN = re.compile(r" (?!(?:on|of|for|from|to|toward|towards|through|by|against|and|was|is|has|had|that|which)\b)[a-z]")
_ROMAN = {"I": 1, "V": 5, "X": 10}
_IN_YEAR = re.compile(
    r"\b(?:[Ii]n|of|[Ss]ince|[Bb]y|[Ff]rom|[Uu]ntil|before|after|to|early|late|summer|was|is) ['’‘]\Z"
)
_SHORT_YEAR = re.compile(r"\d\d(?![\w'’]|[.,]\d)")
_COMMON_ERA = re.compile(
    r"(?P<year>[1-9]\d{0,3}|[1-9]\d?,\d{3})(?![\d]|,\d)(?: ?(?P<era>B\.?C\.?(?:E\b\.?)?|A\.?D\b\.?|CE)(?![A-Za-z]))?"
)
_ANNO, _GOES_ON = re.compile(r"\bA\.?D\.? ?\Z"), re.compile(r"%|\.\d| (?:million|billion|percent)")
_NEXT_DAY = re.compile("(?:[Nn]ext|[Ff]ollowing|[Ss]econd) day\\b")
_WEEKDAY = re.compile("(?P<day>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\\b")
_FIRST = list(ORDINALS)[1:10]
_ONES, _TENS = (join_cased_words(list(SMALL)[1:10]), join_cased_words(list(SMALL)[20:]))
_WORDED_YEAR = re.compile(
    rf"(?P<century>[Ee]ighteen|[Nn]ineteen)[ -](?P<rest>(?:{_TENS})(?:[ -](?:{_ONES}))?)(?![-a-z])"
)
_DAYS = [*list(ORDINALS)[1:21], "thirtieth", *(f"{tens}-{ones}" for tens in ("twenty", "thirty") for ones in _FIRST)]
_WORDED_DAY = re.compile(
    rf"(?P<day>(?i:{'|'.join(reversed(_DAYS))}))(?: day)? of (?P<month>{MONTH})(?![A-Za-z]|['’]s){_YEAR.format('year')}"
)
_SHARES = ("a ", "A ", "an ", "An ", "one ", "One ")
_DECADES = "twenties thirties forties fifties sixties seventies eighties nineties"
TENS = {word: 1900 + 10 * number for number, word in enumerate(_DECADES.split(), 2)}
"""The decades in words -> the first year each has in the twentieth century; a person may be in them too."""
_ERA = re.compile(
    r"(?P<century>\d{1,2}(?:st|nd|rd|th)|[XVI]{1,5}(?:th|st)?|[Ff]irst|[Ee]ighteenth|[Nn]ineteenth"
    r"|[Tt]wentieth|[Tt]wenty[ -]first|[Ss]eventeenth|[Ss]ixteenth|[Ff]ifteenth)[ -][Cc]entur(?:y|ies)\b"
    r"|(?P<decade>(?:1[5-9]|20)\d0)['’]?s\b|['’]?(?P<short>[2-9]0)['’]?s\b"
    rf"|(?P<tens>{'|'.join((*TENS, *map(str.title, TENS)))})\b"
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


def read_date(text: str, start: int) -> Quantity | None:
    """Read the date that begins at `start`; early, mid or late may stand before it."""
    match = _DATE.match(text, start)
    if not match or text.endswith(ROCKET, 0, start):
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
    begin, part = read_part(text, start)
    moment = Moment(year, month, day, part if day is None else None)
    valid = 1 <= month <= 12 and 1 <= (day or 1) <= 31
    return (
        Quantity(Span(begin, match.end()), Kind.DATE, moment=moment, worded=name is not None and not (day or year))
        if valid
        else None
    )


def read_worded_day(text: str, start: int) -> Quantity | None:
    """Read the date whose day begins at `start` in words: "the eighth of August 2008", but no "third of May's"."""
    match = _WORDED_DAY.match(text, start)
    if not match or text.endswith(_SHARES, 0, start):
        return None
    tens, _, ones = match["day"].lower().replace(" ", "-").partition("-")
    day = ORDINALS.get(tens) or SMALL[tens] + ORDINALS[ones]
    year, month = (int(match["year"]) if match["year"] else None), _MONTHS[match["month"][:3].capitalize()]
    return Quantity(Span(*match.span()), Kind.DATE, moment=Moment(year, month, day), worded=True)


def _is_month(text: str, match: re.Match[str]) -> bool:
    """Whether "May" or "March" is a month: alone in a table, but not where a sentence or an event begins with it."""
    if match["m1"] not in _AMBIGUOUS or text.strip() == match["m1"]:
        return True
    if _TO_MONTH.match(text, match.end()) or _is_attribute(text, match):
        return True
    return text.endswith(_BEFORE_MONTH, max(match.start() - 10, 0), match.start())


def _is_attribute(text: str, match: re.Match[str]) -> bool:
    """Whether a month says when what follows it was: "the March turmoil", but not "the March on Rome"."""
    return text.endswith(_ARTICLES, 0, match.start()) and bool(_NOUN.match(text, match.end()))


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
    moment = Moment(part=part) if part else None
    if match["century"]:
        return Quantity(
            Span(begin, match.end()),
            Kind.CENTURY,
            _parse_century(match["century"]),
            moment=moment,
            worded=not text[start].isdigit(),
        )
    if match["tens"]:
        span, first = Span(begin, match.end()), TENS[match["tens"].lower()]
        return Quantity(span, Kind.DECADE, first, None, Precision.ROUNDED, moment=moment, worded=True)
    value = int(match["decade"] or match["short"])
    return Quantity(Span(begin, match.end()), Kind.DECADE, value if value > 99 else 1900 + value, moment=moment)


def _parse_century(word: str) -> int:
    if word[0].isdigit():
        return int(word[:-2])
    return parse_roman(word) if word[0] in _ROMAN else _WORDED[word.lower()]


def parse_roman(word: str) -> int:
    """The value of a Roman numeral, what follows it left out.

    >>> parse_roman("XIVth")
    14
    """
    values = [_ROMAN[char] for char in word if char in _ROMAN]
    return sum(-one if one < max(values[index:]) else one for index, one in enumerate(values))


def read_next_day(text: str, start: int) -> Quantity | None:
    """Read the words "next day" or "following day" that begin at `start`."""
    match = _NEXT_DAY.match(text, start)
    return Quantity(Span(start, match.end()), Kind.DATE, moment=Moment(shift=1), worded=True) if match else None


def read_weekday(text: str, start: int) -> Quantity | None:
    """Read the day of the week that begins at `start`."""
    match = _WEEKDAY.match(text, start)
    moment = Moment(weekday=_WEEKDAYS[match["day"][:3]]) if match else None
    return Quantity(Span(start, match.end()), Kind.DATE, moment=moment, worded=True) if match else None


def read_event(text: str, start: int) -> Quantity | None:
    """Read the day that an event or a festival is called by or held on: 9/11, "New Year's Eve"."""
    match = _EVENT.match(text, start)
    if not match:
        return None
    month, day = FESTIVALS[match[0].replace("’", "'")]
    return Quantity(Span(*match.span()), Kind.DATE, unit=IMPLIED, moment=Moment(month=month, day=day))


def read_short_year(text: str, start: int) -> Quantity | None:
    """Read the year whose last two digits begin at `start`, after an apostrophe: '92."""
    match = _SHORT_YEAR.match(text, start)
    if not match or not _IN_YEAR.search(text, max(start - 10, 0), start):
        return None
    year = int(match[0])
    return Quantity(Span(start - 1, match.end()), Kind.YEAR, (1900 if year >= 30 else 2000) + year)


def read_worded_year(text: str, start: int) -> Quantity | None:
    """Read the year in words that begins at `start`: "nineteen forty-nine"."""
    match = _WORDED_YEAR.match(text, start)
    if not match:
        return None
    tens, _, ones = match["rest"].lower().replace(" ", "-").partition("-")
    year = 100 * SMALL[match["century"].lower()] + SMALL[tens] + (SMALL[ones] if ones else 0)
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


_BEGINNINGS = (
    (read_common_era, NUMERIC_CHARS),
    (read_next_day, "NnFfSs"),
    (read_weekday, "MTWFS"),
    (read_event, "".join(name[0] for name in FESTIVALS)),
    (read_date, NUMERIC_CHARS + "".join(name[0] for name in (*MONTHS, *OTHER_MONTHS))),
    (read_worded_day, "EFNSTefnst"),
    (read_worded_year, "EeNn"),
    (read_era, f"{NUMERIC_CHARS}XVIFfEeNnTtSs"),
    (read_short_year, NUMERIC_CHARS),
    (read_time, f"{NUMERIC_CHARS}HhAaNnMmFfTtOoSsEe"),
)
"""The functions that read what may begin at a place, in the order in which they are tried, and its first characters."""
READERS = index_by_first(_BEGINNINGS)
"""A character -> the functions that read what may begin with it, in the order in which they are tried."""
