"""English amounts: a number with the sign before it, the unit after it, and the words that say how exact it is."""

import re
from fractions import Fraction
from functools import cache
from math import prod

from align.model import Span
from align.quantities.en_dates import read_part
from align.quantities.en_numbers import EnglishNumber, read_number
from align.quantities.en_words import load_currencies, load_scales, load_units, parse_words
from align.quantities.figures import FOOTNOTED, is_footnote, is_year_with_footnote
from align.quantities.model import CENT, IMPLIED, LETTERS, SHARE, Kind, Moment, Precision, Quantity, simplify
from align.quantities.patterns import EN_AMOUNTS
from glossary.pack.tables import cache_by_packs

_SIGN, _LETTER = EN_AMOUNTS.late("sign"), EN_AMOUNTS.late("letter")
_BEFORE_SHARE, _BY_SHARE, _CHANGES, _BEHIND_SHARE = (
    EN_AMOUNTS.late(name) for name in ("before_share", "by_share", "changes_by_share", "behind_share")
)
_BEFORE_ROUND, _BEHIND_ROUND = EN_AMOUNTS.late("before_round"), EN_AMOUNTS.late("behind_round")
_BEFORE_DAY, _BEHIND_DAY = EN_AMOUNTS.late("before_day"), EN_AMOUNTS.late("behind_day")
_OTHER_BEFORE, _MORE_BEHIND = EN_AMOUNTS.late("other_before"), EN_AMOUNTS.late("more_behind")
_COLD_BEFORE, _BELOW_ZERO, _COLD_BEHIND = (
    EN_AMOUNTS.late(name) for name in ("cold_before", "below_zero", "cold_behind")
)
_OF_UNIT, _PERIOD, _OFF, _OUT_OF = (EN_AMOUNTS.late(name) for name in ("of_unit", "period_behind", "off", "out_of"))
_INCHES, _CENTS = EN_AMOUNTS.late("inches"), EN_AMOUNTS.late("cents")
_BEFORE_SECOND, _IS_VERB = EN_AMOUNTS.late("before_second"), EN_AMOUNTS.late("behind_verb_won")
_PRECISION_BEFORE, _PRECISION_BEHIND = EN_AMOUNTS.late("precision_before"), EN_AMOUNTS.late("precision_behind")
_DRAWS = frozenset((8, 16, 32, 64, 128))
"""How many are left in a round, which Chinese calls 八分之一决赛: "the round of 16"."""
_YEAR_DIGITS, _LAST_DAY = 4, 31


@cache_by_packs
def compile_unit() -> re.Pattern[str]:
    """Return the expression that matches a unit after a number."""
    return EN_AMOUNTS.compile("unit")


@cache
def _list_sign_ends() -> frozenset[str]:
    """Return what the sign or the code of a currency before a number ends with."""
    return frozenset(sign[-1] for sign in load_currencies())


@cache
def _list_precision_ends() -> tuple[str, ...]:
    """Return how a text ends, in small letters, in which a precision before a number may be found."""
    short = tuple(f"{word}. " for word in EN_AMOUNTS.words("short_words_of_precision"))
    return (*short, *(f"{word} " for word in EN_AMOUNTS.words("last_words_of_precision")))


def look_up_unit(name: str) -> tuple[Kind, str]:
    """Return the kind of quantity that a unit makes and its symbol, by its name with hyphens or without."""
    units = load_units()
    return units[name if name in units else name.replace("-", " ")]


def read_amount(text: str, start: int, floor: int) -> tuple[Quantity, int] | None:
    """Read the amount whose number begins at `start`, and what that number was multiplied by."""
    found = read_number(text, start)
    if found is None:
        return None
    if found.ordinal and found.text == "second" and _BEFORE_SECOND.search(text, max(start - 6, 0), start):
        return None
    if found.ordinal:
        return _make_ordinal(text, found, start), 1
    before = text[start - 1 : start].strip() or text[max(start - 2, 0) : start - 1]
    sign = _SIGN.search(text, max(start - 5, floor), start) if before in _list_sign_ends() else None
    letter = _LETTER.match(text, found.end)
    if letter and (sign or letter["capital"]):
        scale = LETTERS[letter[0].upper()]  # $5m is five million dollars
        found = found._replace(value=found.value * scale, end=letter.end(), scaled=scale)
    kind, unit, end = _read_unit(text, found, start)
    begin = start
    if sign and kind in (Kind.CARDINAL, Kind.MONEY):
        is_dollar = sign["code"] and sign["sign"] == "$"
        code = load_currencies()[sign["code"] if is_dollar else sign["sign"] or sign["iso"]]
        kind, unit, begin = Kind.MONEY, f"{code}{CENT * unit.endswith(CENT)}", sign.start()
    if kind is Kind.CARDINAL and _is_year(found):
        precision, (begin, part) = find_precision(text, begin, found.end), read_part(text, begin)
        moment = Moment(part=part) if part else None  # end-2020
        return Quantity(Span(begin, found.end), Kind.YEAR, found.value, None, precision, moment=moment), 1
    if kind is Kind.CARDINAL and len(found.text) > _YEAR_DIGITS and is_year_with_footnote(text, start):
        unit = FOOTNOTED
    precision = find_precision(text, begin, end) if found.precision is Precision.EXACT else found.precision
    optional = is_footnote(text, start, end)
    span = Span(begin, end)
    quantity = Quantity(span, kind, found.value, None, precision, unit, worded=found.worded, optional=optional)
    return _complete(text, quantity, begin), int(found.scaled)


def _complete(text: str, amount: Quantity, start: int) -> Quantity:
    """Return an amount with what follows it: below zero, inches, or hundredths of a sum, "three pounds fifty"."""
    end, kind, unit = amount.span.end, amount.kind, amount.unit
    below = _BELOW_ZERO.match(text, end) if (kind, unit) == (Kind.CARDINAL, "") else None
    if below:
        unit = "°F" if below["fahrenheit"] else "°C"
        return amount._replace(span=Span(start, below.end()), kind=Kind.MEASURE, unit=unit, cold=True)
    if unit in ("°C", "°F"):
        cold = _COLD_BEFORE.search(text, max(start - 10, 0), start) or _COLD_BEHIND.match(text, end)
        return amount._replace(cold=bool(cold))
    inches = _INCHES.match(text, end) if unit == "ft" else None
    cents = _CENTS.match(text, end) if kind is Kind.MONEY and amount.worded else None
    if inches:
        digits = inches["inches"] or inches["bare"]
        part, end = Fraction(int(digits) if digits.isdecimal() else parse_words(digits), 12), inches.end()
    elif cents:
        part, end = Fraction(parse_words(cents["parts"]), 100), cents.end()
    else:
        return amount
    return amount._replace(span=Span(amount.span.start, end), value=simplify((amount.value or 0) + part))


def _make_ordinal(text: str, found: EnglishNumber, start: int) -> Quantity:
    if _is_share(text, found, start):
        share, precision = Fraction(1, int(found.value)), find_precision(text, start, found.end)
        return Quantity(Span(start, found.end), Kind.CARDINAL, share, None, precision, worded=True)
    if _is_day(text, found, start):
        return Quantity(Span(start, found.end), Kind.DATE, moment=Moment(day=int(found.value)))
    period = _PERIOD.match(text, found.end)
    end, unit = (period.end(), period["unit"].lower()) if period else (found.end, "")
    return Quantity(Span(start, end), Kind.ORDINAL, found.value, unit=unit, worded=found.worded)


def _is_share(text: str, found: EnglishNumber, start: int) -> bool:
    """Return whether an ordinal is a part: "a fifth of", "a fifth less", "by about a fifth"."""
    if found.value <= 2 or not _BEFORE_SHARE.search(text, max(start - 4, 0), start):
        return False
    if text.startswith(" of", found.end):
        return True
    is_change = _BY_SHARE.search(text, max(start - 12, 0), start) and _BEHIND_SHARE.match(text, found.end)
    return bool(is_change or _CHANGES.match(text, found.end))


def _is_day(text: str, found: EnglishNumber, start: int) -> bool:
    """Return whether an ordinal is the day of a month that was named before: "on the 20th,"."""
    if found.worded or not 1 <= found.value <= _LAST_DAY or not _BEFORE_DAY.search(text, max(start - 7, 0), start):
        return False
    return bool(_BEHIND_DAY.match(text, found.end))


def _find_whole(text: str, found: EnglishNumber, start: int) -> tuple[str, int]:
    """Return the letter of a number without a unit, what it leaves out ("other" one that was named) or is a share of.

    And where that ends: three "in every 100,000", three "households in ten".
    """
    if text[found.end - 1] in LETTERS:
        return text[found.end - 1], found.end
    is_draw = found.value in _DRAWS and _BEFORE_ROUND.search(text, max(start - 8, 0), start)
    if is_draw and _BEHIND_ROUND.match(text, found.end):
        return IMPLIED, found.end
    is_other = found.worded and _OTHER_BEFORE.search(text, max(start - 6, 0), start)
    if is_other or (found.worded and _MORE_BEHIND.match(text, found.end)):
        return "other", found.end
    whole = _OUT_OF.match(text, found.end)
    if not whole or compile_unit().match(text, whole.end()):
        return "", found.end
    named = (whole["all"] or whole["round"] or "thousand").lower().replace(",", "")
    size = int(named) if named.isdecimal() else _parse_whole(named)
    return (f"{SHARE}{size}", whole.end()) if found.value < size else ("", found.end)


def _parse_whole(words: str) -> int:
    """Return the value of a whole: ten, hundred, ten thousand."""
    scales = load_scales()
    return prod(scales[word] if word in scales else parse_words(word) for word in words.split())


def read_whole_unit(text: str, end: int) -> tuple[Kind, str, int] | None:
    """Return the period or the measure that a share ending at `end` is of, and its end: a quarter "of an hour"."""
    article = _OF_UNIT.match(text, end)
    match = compile_unit().match(text, article.end()) if article else None
    kind, unit = look_up_unit(match["unit"]) if match else (Kind.CARDINAL, "")
    return (kind, unit, match.end()) if match and kind in (Kind.DURATION, Kind.MEASURE) else None


def _read_unit(text: str, found: EnglishNumber, start: int) -> tuple[Kind, str, int]:
    whole = read_whole_unit(text, found.end) if 0 < found.value < 1 else None
    if whole:
        return whole
    match = compile_unit().match(text, found.end)
    if not match:
        return Kind.CARDINAL, *_find_whole(text, found, start)
    if match["unit"] == "won" and _IS_VERB.match(text, match.end()):
        return Kind.CARDINAL, "", found.end
    kind, unit = look_up_unit(match["unit"])
    off = _OFF.match(text, match.end()) if kind is Kind.PERCENTAGE else None
    return (kind, "off", off.end()) if off else (kind, unit, match.end())


def _is_year(found: EnglishNumber) -> bool:
    is_plain = not found.worded and found.scaled == 1
    return is_plain and len(found.text) == _YEAR_DIGITS and found.text.isdigit() and 1000 <= found.value <= 2100


def find_precision(text: str, start: int, end: int) -> Precision:
    """Return how exact the words before and after a number say it is.

    Most words before a number are not of a kind that says so, and need no search.
    """
    before = text[max(start - 20, 0) : start]
    may_say = not before.isascii() or before.lower().endswith(_list_precision_ends())
    match = (_PRECISION_BEFORE.search(before) if may_say else None) or _PRECISION_BEHIND.match(text, end)
    if not match:
        return Precision.EXACT
    return {"about": Precision.ABOUT, "more": Precision.MORE_THAN, "nearly": Precision.NEARLY}[match.lastgroup or ""]
