"""English times of day."""

import re

from align.model import Span
from align.quantities.alternation import join_cased_words
from align.quantities.en_numbers import SMALL
from align.quantities.model import Kind, Moment, Quantity
from align.quantities.scores import is_score

_NAMES = "midnight one two three four five six seven eight nine ten eleven twelve noon"
_HOURS = _NAMES.split()
_COUNTS = {"five": 5, "ten": 10, "twenty": 20, "twenty-five": 25, "twenty five": 25}
_MINUTES = {word: value for word, value in SMALL.items() if 0 < value <= 20}
_TIME = re.compile(
    r"(?P<hour>[01]?\d|2[0-4])(?:[:.](?P<minute>[0-5]\d))?(?::[0-5]\d)?"
    r"(?P<half> ?[aApP](?:\.[mM]\b\.?|[mM]\b)| o['’]clock(?: in the (?:morning|afternoon|evening))?)"
    r"|(?P<hours>[01]?\d|2[0-4])\.(?P<minutes>[0-5]\d)"
    r"(?= (?:that|in the|(?:on )?the (?:same|next|following)|(?:on )?\w+day) (?:morning|afternoon|evening|night)\b)"
    rf"|(?P<struck>{'|'.join(_HOURS[1:-1])}|{'|'.join(_HOURS[1:-1]).title()}) o['’]clock"
    r"(?: in the (?:(?P<am>morning)|afternoon|evening))?\b"
    rf"|(?P<fraction>[Hh]alf(?= past)|[Aa] quarter) (?P<side>past|to) (?P<named>\d{{1,2}}|{'|'.join(_HOURS)})\b"
    r"(?![ -](?:half|third|fourth|quarter|fifth|sixth|tenth))"
    r"|(?P<h>[01]?\d|2[0-4]) ?:(?! \d\d ?%) ?(?P<min>[0-5]\d)(?::[0-5]\d)?(?![\d:]|\.\d)"
    r"|(?P<word>[Nn]oon|[Mm]idnight)\b"
)
_NEAR_HOUR = re.compile(
    rf"(?P<count>[Ff]ive|[Tt]en|[Tt]wenty|[Tt]wenty[- ]five) past (?P<past>{'|'.join(_HOURS)})\b(?![ -]hundred)"
    r"|(?:(?<=[Ii]t['’]s )|(?<=[Ii]t was )|(?<=\b[Aa]t )|(?<=\buntil )|(?<=\btill )|(?<=nearly )|(?<=almost ))"
    rf"(?P<early>five|ten|twenty|twenty[- ]five) to (?P<next>{'|'.join(_HOURS)})\b(?![ -](?:hundred|one)\b)"
    rf"|(?P<exact>{join_cased_words(_MINUTES)}) minutes? (?P<way>past|to) (?P<at>{'|'.join(_HOURS)})\b"
)
"""Some minutes before or past an hour in words; what is before it without "minutes" may be a range as well."""
_AFTERNOON = re.compile(r"[pP]|in the (?:afternoon|evening)")


def read_time(text: str, start: int) -> Quantity | None:
    """Read the time of day that begins at `start`."""
    near, match = _NEAR_HOUR.match(text, start), _TIME.match(text, start)
    if near:
        return _read_minutes(near)
    if not match or (match["h"] and is_score(text, start, match.end())):
        return None
    if match["word"]:
        moment = Moment(
            hour=12 if match["word"].lower() == "noon" else 0,
            minute=0,
            half="pm" if match["word"].lower() == "noon" else "am",
        )
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


def _read_minutes(match: re.Match[str]) -> Quantity:
    """Read "ten past eight", "twenty to two", "two minutes to eight"."""
    hour = min(_HOURS.index(match["past"] or match["next"] or match["at"]), 12)
    minutes = (_MINUTES | _COUNTS)[(match["count"] or match["early"] or match["exact"]).lower()]
    minutes *= -1 if match["early"] or match["way"] == "to" else 1
    moment = Moment(hour=hour, minute=minutes) if minutes > 0 else Moment(hour=(hour - 1) % 12, minute=60 + minutes)
    return Quantity(Span(*match.span()), Kind.TIME, moment=moment, worded=True)


def _read_struck_hour(match: re.Match[str]) -> Quantity:
    """Read "seven o'clock", with the half of the day behind it."""
    hour = _HOURS.index(match["struck"].lower())
    half = "am" if match["am"] else "pm" if match[0].endswith(("afternoon", "evening")) else None
    moment = Moment(hour=hour % 12 + 12 if half == "pm" else hour, minute=0, half=half)
    return Quantity(Span(*match.span()), Kind.TIME, moment=moment, worded=True)


def _read_half_or_quarter(match: re.Match[str]) -> Quantity | None:
    """Read "half past eight", "a quarter to noon"."""
    named = match["named"]
    hour = int(named) if named.isdigit() else min(_HOURS.index(named), 12)
    minutes = hour * 60 + (30 if match["fraction"].lower() == "half" else 15) * (1 if match["side"] == "past" else -1)
    moment = Moment(hour=minutes // 60 % 12, minute=minutes % 60)
    return Quantity(Span(*match.span()), Kind.TIME, moment=moment) if hour <= 12 else None
