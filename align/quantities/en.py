"""The quantities of an English text."""

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cache
from heapq import merge
from typing import TYPE_CHECKING

from align.lang.en_conventions import list_months, list_other_months
from align.model import Span
from align.quantities.currencies import convert_cents
from align.quantities.en_amounts import compile_unit, find_precision, look_up_unit, read_amount, read_whole_unit
from align.quantities.en_dates import load_readers
from align.quantities.en_numbers import read_scale_of
from align.quantities.en_words import (
    QUANTITY_WORDS,
    list_weekdays,
    load_decades,
    load_festivals,
    load_number_words,
    load_orders,
    load_ordinal_scales,
    load_ordinals,
    load_scales,
    load_small,
    load_units,
    load_values,
    parse_roman,
    parse_words,
)
from align.quantities.figures import blank_entities, pass_footnote, read_label
from align.quantities.model import EXACT, IMPLIED, SPOKEN, Kind, Precision, Quantity
from align.quantities.patterns import EN_AMOUNTS, EN_NUMBERS
from align.quantities.ranges import carry_units_back, join_range
from glossary.pack.patterns import compile_late
from glossary.pack.tables import cache_by_packs

if TYPE_CHECKING:
    from ahocorasick_rs import BytesAhoCorasick

_CAPITALS, _NUMERAL, _ROMAN = (
    EN_AMOUNTS.late("word_in_capitals"),
    EN_NUMBERS.late("roman_numeral"),
    EN_NUMBERS.late("roman_century"),
)
_NUMBER_WORD, _NO_NUMBER, _PERSONS = (EN_AMOUNTS.late(name) for name in ("number_word", "no_number", "persons"))
_BETWEEN, _FROM, _TO, _ENDS = (EN_AMOUNTS.late(name) for name in ("between", "from", "to", "ends_change"))
_COUPLE, _ORDER, _SPOKEN = (EN_AMOUNTS.late(name) for name in ("couple", "order", "spoken"))
_AND_A_HALF, _ARTICLE, _SCALE = (EN_AMOUNTS.late(name) for name in ("and_a_half", "article_behind", "half_of_scale"))
_BARE_POINT = EN_AMOUNTS.late("bare_point")
_QUARTER = Quantity(Span(0, 0), Kind.CARDINAL, Fraction(1, 4), worded=True)
_PHRASES = (
    (EN_AMOUNTS.late("last_quarter"), Quantity(Span(0, 0), Kind.ORDINAL, 4, unit="quarter", worded=True)),
    (EN_AMOUNTS.late("quarter"), _QUARTER),
    (EN_AMOUNTS.late("quarter_of_hour"), _QUARTER),
    (EN_AMOUNTS.late("decade"), Quantity(Span(0, 0), Kind.DURATION, 1, unit="decade", worded=True)),
)
_MID = len("mid")
_DIGIT, _BLANK = b"0", b" "
_FOLDED = bytes(
    _DIGIT[0] if chr(byte).isdecimal() else byte if chr(byte).isalpha() and byte < 128 else _BLANK[0]
    for byte in range(256)
)
"""Digits as 0, and all but letters of ASCII as blanks."""
_WINDOW = 1 << 16
"""Bytes that are searched at once: the memory that places take stays bounded."""
_WIDE_DIGIT = compile_late("[０-９]")
_Reading = tuple[Quantity, int]
"""A quantity, and what its number was multiplied by."""


def extract(text: str) -> tuple[Quantity, ...]:
    """Return all quantities of a text, in order; their spans are disjoint.

    >>> [(quantity.value, quantity.unit) for quantity in extract("nearly 1.2 million tons")]
    [(1200000, 't')]
    """
    found: list[Quantity] = []
    beginning = _compile_beginning()
    text, position = blank_entities(text).replace("∶", ":").replace("’", "'"), 0
    if text.isupper():  # "TWENTY-FIVE YEARS LATER"
        text = _CAPITALS.sub(lambda match: match[0].lower(), text)
    for place in _find_places(text):
        hit = beginning.match(text, place) if place >= position else None
        if not hit:
            continue
        read = _read(text, place + (_MID if hit["glued"] else 0), position)
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


@cache_by_packs
def _compile_beginning() -> re.Pattern[str]:
    """Return the expression that matches what a quantity may begin with; `glued` is a month after "mid"."""
    return EN_AMOUNTS.compile("beginning")


def _carry_unit(text: str, first: Quantity, second: Quantity) -> Quantity:
    """Return the second of two quantities, with the unit of the first if it has none: "from 4,000 feet to 1,300"."""
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
    """Return the offsets at which quantities may begin, ascending.

    Some begin none: whoever asks looks at what is there. To look for hundreds of words by an expression takes several
    times as long.
    """
    expressions = [_ROMAN] if "entur" in text else []
    if any(pair in text for pair in EN_NUMBERS.words("two_roman_letters")):
        expressions.append(_NUMERAL)
    return merge(_find_words(text), *((match.start() for match in one.finditer(text)) for one in expressions))


def _find_words(text: str) -> Iterator[int]:
    """Find each digit, and each word that may begin a quantity and that no letter precedes."""
    if not text.isascii():
        text = _WIDE_DIGIT.sub("0", text)
    data = _BLANK + text.encode("ascii", "replace").translate(_FOLDED)  # a blank precedes each word
    automaton, overlap = _build_automaton()
    for offset in range(0, len(data), _WINDOW):
        part = data[offset : offset + _WINDOW + overlap]
        found = automaton.find_matches_as_indexes(part, overlapping=True)
        starts = {start for _, start, _ in found if start < _WINDOW}
        yield from sorted([offset + start - (part[start] == _DIGIT[0]) for start in starts])


@cache_by_packs
def _build_automaton() -> "tuple[BytesAhoCorasick, int]":
    """Return what finds digits and words in a text that is folded, and how many bytes the longest word has."""
    from ahocorasick_rs import BytesAhoCorasick, Implementation

    numbers = (load_small(), load_scales(), load_ordinals(), load_ordinal_scales(), load_number_words(), load_orders())
    lists = (*numbers, load_decades(), load_festivals(), EN_AMOUNTS.words("period"))
    words = [cased for one in lists for word in one for cased in (word, word[:1].upper() + word[1:])]
    words += [name for month in list_months() for name in (month[:3], f"mid{month}")]
    words += [*list_other_months(), *list_weekdays()]
    encoded = (word.encode("ascii", "replace").translate(_FOLDED) for word in words if word[0].isalpha())
    folded = sorted({_DIGIT, *(_BLANK + word for word in encoded)})
    return BytesAhoCorasick(folded, implementation=Implementation.DFA), max(map(len, folded))


def _skip(text: str, hit: re.Match[str]) -> int:
    """Return where to go on after a hit that is no quantity."""
    none = _NO_NUMBER.match(text, hit.start())
    return max(none.end(), hit.end()) if none and not none[0].lower().startswith("both") else hit.end()


def _join(text: str, first: Quantity, second: Quantity, scale: int) -> Quantity | None:
    """Return the range that two quantities in a row make, by what is between them."""
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


@cache
def _list_beginnings_of_none() -> frozenset[str]:
    return frozenset(EN_AMOUNTS.characters("begins_no_number"))


def _read(text: str, start: int, floor: int) -> _Reading | None:
    """Read the quantity at a hit; nothing before `floor` belongs to it."""
    if text[start] in _list_beginnings_of_none() and _NO_NUMBER.match(text, start):
        return None
    if text[start - 1 : start] == "." and _BARE_POINT.search(text, max(start - 2, 0), start):
        return read_amount(text, start - 1, floor)
    for reader in load_readers().get(text[start], ()):
        quantity = reader(text, start)
        if quantity and quantity.span.start >= floor and not (quantity.kind is Kind.DECADE and quantity.value == 0):
            return quantity, 1
    numeral, spoken = _NUMERAL.match(text, start), _SPOKEN.match(text, start)
    if numeral:
        return Quantity(Span(*numeral.span()), Kind.CARDINAL, parse_roman(numeral[0]), unit=IMPLIED), 1
    if spoken:  # a price or a time with the unit left out: "three eighty-five"
        value = 100 * parse_words(spoken["first"]) + parse_words(spoken["rest"])
        return Quantity(Span(*spoken.span()), Kind.CARDINAL, value, unit=SPOKEN, worded=True), 1
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
    kind, number = load_number_words()[word[0].lower()]
    precision = Precision.ROUNDED if number == 12 else Precision.EXACT
    precision = find_precision(text, start, word.end()) if kind is Kind.MULTIPLE else precision
    if number == Fraction(1, 2):
        return _read_half(text, start, word.end())
    is_implied = word[0].lower() in load_values(QUANTITY_WORDS, "implied") or _PERSONS.match(text, start)
    unit = EXACT if kind is Kind.MULTIPLE else IMPLIED if is_implied else ""
    return Quantity(Span(start, word.end()), kind, number, None, precision, unit, worded=True), 1


def _read_order(text: str, start: int) -> _Reading | None:
    """Read an order of magnitude: "tens of thousands", "a couple of hundred"."""
    couple, order, orders = _COUPLE.match(text, start), _ORDER.match(text, start), load_orders()
    if couple:
        span, scale = Span(start, couple.end()), load_scales()[couple["scale"]]
        return Quantity(span, Kind.CARDINAL, 2 * scale, None, Precision.ABOUT, worded=True), scale
    if not order:
        return None
    value = orders[order["order"].lower()] * (load_scales()[order["scale"]] if order["scale"] else 1)
    return Quantity(Span(start, order.end()), Kind.CARDINAL, value, None, Precision.ROUNDED, worded=True), 1


def _read_phrase(text: str, start: int) -> _Reading | None:
    for expression, quantity in _PHRASES:
        match = expression.match(text, start)
        if match:
            precision = find_precision(text, *match.span())
            return _multiply_quarter(text, quantity._replace(span=Span(*match.span()), precision=precision))
    return None


def _multiply_quarter(text: str, quantity: Quantity) -> _Reading:
    """Return the quarter of what follows: "of a million", "of an hour"; other phrases stay what they are."""
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
        return Quantity(Span(start, scale.end()), Kind.CARDINAL, load_scales()[scale["scale"]] // 2, worded=True), 1
    article = _ARTICLE.match(text, end)
    unit = compile_unit().match(text, article.end() if article else end)
    kind, name = look_up_unit(unit["unit"]) if unit else (Kind.CARDINAL, "")
    if unit and kind in (Kind.DURATION, Kind.MEASURE):
        return Quantity(Span(start, unit.end()), kind, Fraction(1, 2), unit=name, worded=True), 1
    precision = find_precision(text, start, end)
    return Quantity(Span(start, end), Kind.CARDINAL, Fraction(1, 2), None, precision, worded=True), 1
