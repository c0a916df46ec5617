"""Writes a quantity so that it fits a place in an English sentence, where that says some of it already."""

import re

from align.model import Span
from align.quantities.en_render import render
from align.quantities.model import LUNAR, Kind, Precision, Quantity

_LOWER = frozenset({Precision.AT_LEAST, Precision.MORE_THAN})
_UPPER = frozenset({Precision.LESS_THAN, Precision.NEARLY, Precision.UP_TO})
_LIMITS = _LOWER | _UPPER | {Precision.ABOUT}

_LIMIT_BEFORE = re.compile(
    r"(?<!\w)(?:(?P<about>about|around|approximately|approx\.|roughly|some|circa|c\.|estimated)"
    r"|(?P<lower>(?:more|greater|higher|older|no less|not less|no fewer|not fewer) than|over|above|beyond|past|at least"
    r"|exceed(?:ed|ing|s)?|surpass(?:ed|ing|es)?|upwards? of|(?:minimum|floor) of)"
    r"|(?P<upper>(?:less|fewer|lower|younger|smaller|no more|not more) than|under|below|within|nearly|almost|close to"
    r"|just short of|not exceed(?:ing)?|no later than|at most|up to|(?:maximum|limit|ceiling) of|as (?:many|much) as))"
    r" (?:the |an? )?\Z",
    re.IGNORECASE,
)
"""Words before a quantity that say how exact it is, or that it is a limit."""

_LIMIT_BEHIND = re.compile(
    r"(?:[ -](?:of age|old))?,? ?(?:(?P<about>odd\b|or so\b|or thereabouts\b)"
    r"|(?P<lower>\+|plus\b|(?:or|and) (?:more|above|over|older|up|upwards?|longer|higher)\b|at (?:the )?least\b)"
    r"|(?P<upper>(?:or|and) (?:less|fewer|below|under|younger|lower|shorter)\b|at (?:the )?(?:most|maximum)\b))",
    re.IGNORECASE,
)
"""The same behind a quantity."""

_BETWEEN = re.compile(r"(?<!\w)between \Z", re.IGNORECASE)
_STARTED_RANGE = re.compile(r"[0-9](?:[\w.,%]*[\w%])?(?: \w+){0,2} ?(?:to|and|or|-|–|—|~) ?\Z", re.IGNORECASE)
"""The beginning of a range before its end: "16,000 to "."""
_OPEN_RANGE = re.compile(r" ?(?:to|or|-|–|—|~) ?[$€£¥]?[0-9]")
"""The end of a range behind its beginning."""

_ARTICLE = re.compile(r"(?<!\w)an? \Z", re.IGNORECASE)
"""Behind it a quantity stands before a noun, and takes no word before it: "a 500 yuan fine"."""
_JOINED = re.compile(r"\w-[A-Za-z]+\Z")
"""A quantity whose unit is in the singular for what follows: "5-year"."""

_DATED = re.compile(r"(?P<day>(?:\d{1,2} )?[A-Z][a-z]{2,8}\.? (?:\d{1,2},? )?)\d{4}")
"""A date whose year alone is another one: "10 October 1912"."""
_SMALLER_MONEY = re.compile(r"(?:,| and)? (?:\d{1,2}|[a-z]{3,10}) (?:fen|jiao|mao|cents?)\b")
_ANNIVERSARY = re.compile(r"(?:centenary|centennial)\Z")
"""A noun that counts years, in whose place these do not fit."""
_MONEY_BEFORE = re.compile(r"(?:[$€£¥₽₩₹]|(?<!\w)[A-Z]{2,3}) ?\Z")
_BRITISH = {
    "tons": "tonnes",
    "meters": "metres",
    "kilometers": "kilometres",
    "centimeters": "centimetres",
    "liters": "litres",
}
"""Units that the text may spell otherwise than `render` does."""
_WINDOW, _NEAR = 60, 4
"""How many characters on either side are read, and in how many words behind a place a unit may follow."""


def fit(quantity: Quantity, text: str, place: Span, unit: str) -> str | None:
    """What to write in a place, where a quantity with a `unit` stands; None where it is not sure that anything fits.

    How exact it is is left out where the text says so; a limit of the other kind, or a range in a range, fits nowhere.
    """
    before, after = text[max(place.start - _WINDOW, 0) : place.start], text[place.end : place.end + _WINDOW]
    limit = _find_limit(before, after)
    if _is_part_of_more(quantity, before, after) or _is_against(quantity, limit) or quantity.unit == LUNAR:
        return None
    if quantity.unit and not unit and _has_unit(quantity, before, after):
        return None
    if (unit and _JOINED.search(text, *place)) or _SMALLER_MONEY.match(after) or _ANNIVERSARY.search(text, *place):
        return None
    between = _BETWEEN.search(before)
    if between and not _is_range(quantity):
        return None
    if (limit or between) and quantity.precision is not Precision.ROUNDED:
        quantity = quantity._replace(precision=Precision.EXACT)
    elif quantity.precision in _LIMITS and _ARTICLE.search(before):
        return None
    written = _spell(render(_leave_year(quantity, after)), text[slice(*place)])
    return _find_day(quantity, text, place) + (written.replace(" to ", " and ", 1) if between else written)


def _find_day(quantity: Quantity, text: str, place: Span) -> str:
    """The day and the month of a date whose year alone is another one, which stay as they are."""
    dated = _DATED.fullmatch(text, *place) if quantity.kind is Kind.YEAR and quantity.high is None else None
    return dated["day"] if dated else ""


def _spell(written: str, found: str) -> str:
    """Spell the unit of what is written as the text does: tonnes, kilometres."""
    for american, british in _BRITISH.items():
        if re.search(rf"\b{british[:-1]}s?\b", found):
            written = re.sub(rf"\b{american}\b", british, written)
    return written


def _leave_year(quantity: Quantity, after: str) -> Quantity:
    """The quantity without its year where that stands behind it already: "June 6 to 12, 2025"."""
    moment = quantity.moment
    if not moment or not moment.year or not moment.day or not after.lstrip(", ").startswith(str(moment.year)):
        return quantity
    return quantity._replace(moment=moment._replace(year=None))


def _is_range(quantity: Quantity) -> bool:
    return quantity.high is not None or quantity.until is not None


def _is_part_of_more(quantity: Quantity, before: str, after: str) -> bool:
    """Whether a range would stand for one end of another one."""
    return _is_range(quantity) and bool(_STARTED_RANGE.search(before) or _OPEN_RANGE.match(after))


def _is_against(quantity: Quantity, limit: str) -> bool:
    """Whether a quantity is at least so much where the text names what it is at most, or the other way round."""
    return quantity.precision in {"lower": _UPPER, "upper": _LOWER}.get(limit, ())


def _find_limit(before: str, after: str) -> str:
    """Whether the words beside a place say "about", or name a lower or an upper limit; empty where none does."""
    found = _LIMIT_BEFORE.search(before) or _LIMIT_BEHIND.match(after)
    return (found and found.lastgroup) or ""


def _has_unit(quantity: Quantity, before: str, after: str) -> bool:
    """Whether a place without a unit has one beside it, though not right behind it: "5 million Russian rubles"."""
    if quantity.kind is Kind.MONEY and _MONEY_BEFORE.search(before):
        return True
    *_, name = render(quantity).lower().split()
    if quantity.precision is Precision.ROUNDED and after.lower().startswith(f" of {name}"):
        return False
    return name in re.findall(r"\w+", after.lower())[1:_NEAR]
