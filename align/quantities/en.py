"""The quantities of an English text."""

import re
from collections.abc import Iterable
from fractions import Fraction
from heapq import merge

from align.lang.en_months import MONTHS
from align.model import Span
from align.quantities.alternation import join_cased_words, join_words
from align.quantities.currencies import convert_cents
from align.quantities.en_amounts import find_precision, look_up_unit, read_amount, read_whole_unit
from align.quantities.en_dates import FESTIVALS, OTHER_MONTHS, READERS, TENS, WEEKDAYS, parse_roman
from align.quantities.en_numbers import SCALES, SMALL, WORDS, read_scale_of
from align.quantities.en_places import PlaceFinder
from align.quantities.en_words import (
    BEGINNINGS_OF_NONE,
    COUPLE,
    IMPLYING,
    NO_NUMBERS,
    NUMBER_WORDS,
    ORDER,
    ORDERS,
    PERSONS,
    compile_unit,
    load_units,
)
from align.quantities.footnotes import blank_entities, pass_footnote
from align.quantities.labels import read_label
from align.quantities.model import EXACT, IMPLIED, SPOKEN, Kind, Precision, Quantity
from align.quantities.ranges import carry_units_back, join_range
from glossary.pack.patterns import compile_late

_PERIODS = {
    "noon",
    "midnight",
    "next day",
    "following day",
    "last quarter",
    "final quarter",
    "a quarter",
    "quarter of an hour",
    "decade",
}
_WORDS = {*FESTIVALS, *WORDS, *NUMBER_WORDS, *ORDERS, *_PERIODS, *TENS}
_GLUED, _MID = {f"mid{name}" for name in MONTHS}, len("mid")
_SHORT = {name[:3] for name in MONTHS}
_CALENDAR = {*MONTHS, *_GLUED, *OTHER_MONTHS, *_SHORT, "Sept", *WEEKDAYS, *(f"{name}s" for name in WEEKDAYS)}
_PLACES = PlaceFinder((*_WORDS, *(word[:1].upper() + word[1:] for word in _WORDS), *_CALENDAR))
_ROMAN = re.compile(r"\b[XVI]{1,5}(?:th|st)?(?=[ -][Cc]entur)")
_NUMERAL = re.compile(r"\b(?=[XVI]{2})X{0,3}(?:IX|IV|V?I{0,3})(?![A-Za-z])")
"""A Roman numeral of two letters or more."""
_NUMERALS = ("II", "IV", "VI", "IX", "XI", "XV", "XX")
_HIT = re.compile(
    rf"[0-9０-９]|\b(?:{join_cased_words(_WORDS)}|{join_words(_CALENDAR)}"
    rf"|[XVI]{{1,5}}(?:th|st)?(?=[ -][Cc]entur))(?![A-Za-z])|{_NUMERAL.pattern}"
)
_CAPITALS = compile_late(rf"\b(?:{join_words(word.upper() for word in (*WORDS, *NUMBER_WORDS))})\b")
_NUMBER_WORD = re.compile(rf"(?:{join_cased_words(NUMBER_WORDS)})(?![A-Za-z])")
_BETWEEN = re.compile("(?: ?[-–—~] ?|/| to | or | and )")
_FROM, _TO, _ENDS = (
    re.compile(r"\b[Ff]rom (?:about |some )?\Z"),
    re.compile(" (?:up |down |back )?to "),
    re.compile(r"[,;:)]|\.(?!\d)|$| (?:in|by|at|and|when|as)\b"),
)
_AND_A_HALF = re.compile(r"\b(?:[Aa]n?|[Ee]very|[Ee]ach|[Tt]he|[Pp]er) (?P<unit>[a-z]{2,10}) and a \Z")
_ARTICLE = re.compile("(?:[ -]an?(?= ))?")
_SCALE = re.compile(f"[ -]an?[ -](?P<scale>{'|'.join(SCALES)})(?![a-z])")
_BARE_POINT = re.compile(r"(?:\A|(?<=[\s(~±<>=-]))\.\Z")
"""The point of a decimal without a zero: .08%."""
_PHRASES = (
    (
        re.compile("(?:[Ll]ast|[Ff]inal) quarter(?![a-z]|-)"),
        Quantity(Span(0, 0), Kind.ORDINAL, 4, unit="quarter", worded=True),
    ),
    (
        re.compile(
            "[Aa] quarter(?= of (?!the (?:year|season))|[,.;]|[ -](?:percentage[ -])?point| to (?:one|two|an?)[ -]|$)"
        ),
        Quantity(Span(0, 0), Kind.CARDINAL, Fraction(1, 4), worded=True),
    ),
    (re.compile("[Qq]uarter(?= of an hour)"), Quantity(Span(0, 0), Kind.CARDINAL, Fraction(1, 4), worded=True)),
    (re.compile("[Dd]ecade(?![A-Za-z])"), Quantity(Span(0, 0), Kind.DURATION, 1, unit="decade", worded=True)),
)
_HOURS, _REST = list(SMALL)[1:13], list(SMALL)[10:]
_SPOKEN = compile_late(
    rf"(?P<first>(?i:{'|'.join(_HOURS)}))[ -](?P<tens>{'|'.join(reversed(_REST))})"
    rf"(?:[ -](?P<ones>{'|'.join(_HOURS[:9])}))?(?=['’]s\b|[,;:!?\"”’)…—]|\.(?!\d)|$"
    r"| (?:for|a|an|each|per|and|or|is|was|all|in|then|now|to|at|so|but|if|when|sharp)\b)"
)
"""A price or a time as people say it: "make it three eighty", but no two forty-foot boxes."""
_Reading = tuple[Quantity, int]
"""A quantity, and what its number was multiplied by."""


def extract(text: str) -> tuple[Quantity, ...]:
    """All quantities of a text, in order; their spans are disjoint.

    >>> [(quantity.value, quantity.unit) for quantity in extract("nearly 1.2 million tons")]
    [(1200000, 't')]
    """
    found: list[Quantity] = []
    text, position = _lower_capitals(blank_entities(text).replace("∶", ":")), 0
    for place in _find_places(text):
        hit = _HIT.match(text, place) if place >= position else None
        if not hit:
            continue
        start = place + (_MID if hit[0] in _GLUED else 0)
        read = _read(text, start, position)
        if read is None:
            position = _skip(text, hit)
            continue
        quantity, scale = read
        position = pass_footnote(text, quantity) if quantity.kind is Kind.PERCENTAGE else quantity.span.end
        pair = _join(text, found[-1], quantity, scale) if found else None
        if found and not pair:
            quantity = _carry_unit(text, found[-1], quantity)
        if pair:
            found[-1] = pair
        else:
            found.append(quantity)
    carry_units_back(text, found)
    return convert_cents(text, found)


def _lower_capitals(text: str) -> str:
    """The text with numbers in small letters where all of it is in capitals: "TWENTY-FIVE YEARS LATER"."""
    return _CAPITALS.sub(lambda match: match[0].lower(), text) if text.isupper() else text


def _carry_unit(text: str, first: Quantity, second: Quantity) -> Quantity:
    """The second of two quantities with the unit of the first, if it goes without: "from 4,000 feet to 1,300"."""
    is_bare = (second.kind, second.unit, first.kind) == (Kind.CARDINAL, "", Kind.MEASURE)
    if (
        not is_bare
        or not _TO.fullmatch(text, first.span.end, second.span.start)
        or not _ENDS.match(text, second.span.end)
    ):
        return second
    is_change = _FROM.search(text, max(first.span.start - 12, 0), first.span.start)
    return second._replace(kind=first.kind, unit=first.unit) if is_change else second


def _find_places(text: str) -> Iterable[int]:
    """The offsets at which quantities may begin, ascending."""
    places = _PLACES.find(text)
    expressions = [_ROMAN] if "entur" in text else []
    if any(pair in text for pair in _NUMERALS):
        expressions.append(_NUMERAL)
    return merge(places, *((match.start() for match in one.finditer(text)) for one in expressions))


def _skip(text: str, hit: re.Match[str]) -> int:
    """Where to go on behind a hit that is no quantity."""
    none = NO_NUMBERS.match(text, hit.start())
    return max(none.end(), hit.end()) if none and not none[0].lower().startswith("both") else hit.end()


def _join(text: str, first: Quantity, second: Quantity, scale: int) -> Quantity | None:
    """The range that two quantities in a row make, by what stands between them."""
    between = _BETWEEN.fullmatch(text, first.span.end, second.span.start)
    if not between:
        return None
    word = between[0].strip()
    if word == "/" and first.kind is not Kind.YEAR:
        return None
    if word == "and" and text[max(first.span.start - 8, 0) : first.span.start].lower() != "between ":
        return None
    if word == "or" and scale == 1 and not (first.worded and second.worded):
        return None
    return join_range(first, second, scale)


def _read(text: str, start: int, floor: int) -> _Reading | None:
    """Read the quantity at a hit; nothing before `floor` belongs to it."""
    if text[start] in BEGINNINGS_OF_NONE and NO_NUMBERS.match(text, start):
        return None
    if text[start - 1 : start] == "." and _BARE_POINT.search(text, max(start - 2, 0), start):
        return read_amount(text, start - 1, floor)
    for reader in READERS.get(text[start], ()):
        quantity = reader(text, start)
        if quantity and quantity.span.start >= floor and not (quantity.kind is Kind.DECADE and quantity.value == 0):
            return quantity, 1
    numeral, spoken = _NUMERAL.match(text, start), _SPOKEN.match(text, start)
    if numeral:
        return Quantity(Span(*numeral.span()), Kind.CARDINAL, parse_roman(numeral[0]), unit=IMPLIED), 1
    if spoken:
        return _read_spoken(spoken), 1
    return _read_named(text, start, floor) or read_amount(text, start, floor)


def _read_named(text: str, start: int, floor: int) -> _Reading | None:
    """Read a label, an order of magnitude, or a word like "twice"."""
    quantity = read_label(text, start)
    if quantity and quantity.span.start >= floor:
        return quantity, 1
    order, word = _read_order(text, start), _NUMBER_WORD.match(text, start)
    if order or not word:
        return order or _read_phrase(text, start)
    extended = _AND_A_HALF.search(text, max(start - 18, floor), start)
    if extended and extended["unit"] in load_units():
        span, (kind, unit) = Span(extended.start(), word.end()), load_units()[extended["unit"]]
        return Quantity(span, kind, Fraction(3, 2), unit=unit, worded=True), 1
    kind, number = NUMBER_WORDS[word[0].lower()]
    precision = Precision.ROUNDED if number == 12 else Precision.EXACT
    precision = find_precision(text, start, word.end()) if kind is Kind.MULTIPLE else precision
    if number == Fraction(1, 2):
        return _read_half(text, start, word.end())
    is_implied = word[0].lower() in IMPLYING or PERSONS.match(text, start)
    unit = EXACT if kind is Kind.MULTIPLE else IMPLIED if is_implied else ""
    return Quantity(Span(start, word.end()), kind, number, None, precision, unit, worded=True), 1


def _read_order(text: str, start: int) -> _Reading | None:
    """Read an order of magnitude: "tens of thousands", "a couple of hundred"."""
    couple, order = COUPLE.match(text, start), ORDER.match(text, start)
    if couple:
        span, scale = Span(start, couple.end()), SCALES[couple["scale"]]
        return Quantity(span, Kind.CARDINAL, 2 * scale, None, Precision.ABOUT, worded=True), scale
    if not order:
        return None
    times = ORDERS[f"{order['scale'].rstrip('s')}s"] if order["scale"] else 1
    value = ORDERS[order["order"].lower()] * times
    return Quantity(Span(start, order.end()), Kind.CARDINAL, value, None, Precision.ROUNDED, worded=True), 1


def _read_spoken(match: re.Match[str]) -> Quantity:
    """Read a price or a time with the unit left out: "three eighty-five"."""
    first, tens, ones = (SMALL[word.lower()] if word else 0 for word in match.group("first", "tens", "ones"))
    return Quantity(Span(*match.span()), Kind.CARDINAL, 100 * first + tens + ones, unit=SPOKEN, worded=True)


def _read_phrase(text: str, start: int) -> _Reading | None:
    for expression, quantity in _PHRASES:
        match = expression.match(text, start)
        if match:
            precision = find_precision(text, *match.span())
            return _multiply_quarter(text, quantity._replace(span=Span(*match.span()), precision=precision))
    return None


def _multiply_quarter(text: str, quantity: Quantity) -> _Reading:
    """The quarter of what follows: "of a million", "of an hour"; other phrases stay what they are."""
    unit = read_whole_unit(text, quantity.span.end) if quantity.value == Fraction(1, 4) else None
    if unit:
        return quantity._replace(span=Span(quantity.span.start, unit[2]), kind=unit[0], unit=unit[1]), 1
    scale, end = read_scale_of(text, quantity.span.end) if quantity.value == Fraction(1, 4) else (1, 0)
    if scale == 1:
        return quantity, 1
    return quantity._replace(span=Span(quantity.span.start, end), value=scale // 4), scale


def _read_half(text: str, start: int, end: int) -> _Reading:
    """Read a half, or half of a period or measure: half a year, half a kilo."""
    scale = _SCALE.match(text, end)
    if scale:
        return Quantity(Span(start, scale.end()), Kind.CARDINAL, SCALES[scale["scale"]] // 2, worded=True), 1
    article = _ARTICLE.match(text, end)
    unit = compile_unit().match(text, article.end() if article else end)
    kind, name = look_up_unit(unit["unit"]) if unit else (Kind.CARDINAL, "")
    if unit and kind in (Kind.DURATION, Kind.MEASURE):
        return Quantity(Span(start, unit.end()), kind, Fraction(1, 2), unit=name, worded=True), 1
    precision = find_precision(text, start, end)
    return Quantity(Span(start, end), Kind.CARDINAL, Fraction(1, 2), None, precision, worded=True), 1
