"""English amounts: a number with the sign before it, the unit behind it, and the words that say how exact it is."""

import re
from fractions import Fraction
from string import ascii_uppercase

from align.lang.en_money import CODES, SIGN_PREFIXES, SIGNS
from align.model import Span
from align.quantities.alternation import join_cased_words
from align.quantities.en_dates import read_part
from align.quantities.en_numbers import SMALL, EnglishNumber, read_number
from align.quantities.en_words import ENDS_BEFORE, PRECISION_BEFORE, PRECISION_BEHIND, compile_unit, load_units
from align.quantities.footnotes import FOOTNOTED, is_footnote, is_year_with_footnote
from align.quantities.model import CENT, IMPLIED, LETTERS, SHARE, Kind, Moment, Precision, Quantity, simplify

_SIGN = re.compile(
    rf"(?:(?P<code>{SIGN_PREFIXES})?(?P<sign>[{SIGNS}])"
    rf"|\b(?P<iso>{'|'.join(CODES)}|SGD|AUD|CAD|MYR|NTD|RM|MOP|THB|KRW|CHF)\$?) ?\Z"
)
_SIGNS = {"$": "$", "€": "EUR", "£": "GBP", "¥": "CNY", "￥": "CNY", "₩": "KRW", "₹": "INR"}
_SIGNS |= {"RMB": "CNY", "NTD": "TWD", "RM": "MYR"}
_DOLLARS = {
    "US": "USD",
    "HK": "HKD",
    "NT": "TWD",
    "AU": "AUD",
    "CA": "CAD",
    "NZ": "NZD",
    "SG": "SGD",
    "A": "AUD",
    "C": "CAD",
    "S": "SGD",
    "R": "BRL",
}
_SIGN_ENDS = frozenset((*SIGNS, *ascii_uppercase))
"""What the sign or the code of a currency before a number ends with."""
_SHARE = re.compile(r"\b[Aa]n? \Z")
_BY_SHARE = re.compile(r"\b(?:by|down|up|fell|rose|lost|about|around|almost|nearly|over|roughly|than) an? \Z")
_LESS = re.compile(" (?:less|more|fewer|lower|higher|smaller|larger|bigger|shorter|longer|faster|slower|cheaper)\\b")
_SHARE_ENDS = re.compile(
    r"[,.;:)]|$| (?:in|to|from|on|over|since|between|within|during|for|as|and|or|but|when|while|after|against|compared"
    r"|year|last|this|per|the|each|every)\b"
)
"""What follows a share: "fell by a fifth in May", but not "by a third person"."""
_DRAWS = frozenset((8, 16, 32, 64, 128))
_DRAW = re.compile(r"[,;)]|$|\.(?!\d)| (?:of|at|in|by|with|after|when|on|he|she|it|they)\b")
"""What follows the number of those left in a round, which Chinese calls 八分之一决赛: "in the round of 16, he"."""
_OF_UNIT = re.compile(" of an?(?= )")
_PERIOD = re.compile("[ -](?:lunar )?(?P<unit>[Qq]uarter|[Hh]alf|[Mm]onth)(?![A-Za-z]|-?final|-?time|-?year)")
_OFF = re.compile(" (?:off|discount)(?![a-z-])")
_WHOLES = {"hundred": 100, "thousand": 1000, "ten thousand": 10**4, "hundred thousand": 10**5, "million": 10**6}
_WHOLES |= SMALL
_OUT_OF = re.compile(
    rf" (?:in|out of|per) (?:every )?(?P<all>{join_cased_words(_WHOLES)}|[0-9]{{1,3}}(?:,000)?)(?![\w.,]\d|\w)"
    r"| (?:[a-z]+ ){1,2}(?:in|out of|per) (?:every )?"
    r"(?P<round>ten|(?:ten |hundred )?thousand|10|100|1,000|10,000|100,000)(?![\w.,]\d|\w)"
    r"|(?P<mille> ?‰| per mille\b)"
)
"""A whole that a number is a part of: three in every 100,000, three households in ten."""
_YEAR_DIGITS, _LAST_DAY = 4, 31
_BEHIND_DAY = re.compile(" ?(?:[,.;:)]|$)| (?:and|that|in|at|when|as|after|by|local time)\\b")
_UP_TO_ELEVEN = "|".join(list(SMALL)[1:12])
_INCHES = re.compile(
    rf"(?:,? |-)(?:and )?(?P<inches>\d|1[01]|{_UP_TO_ELEVEN})[ -]?(?:inch(?:es)?|in)\b"
    rf"|(?:(?<=foot)|(?<=ft)|(?=[ -][a-z]))[ -](?P<bare>{_UP_TO_ELEVEN}|[1-9]|1[01])"
    r"(?= tall\b| in height\b| (?:and|with|or|when|if)\b|[,;:!?)]|\.(?!\d)|$)"
)
"""Inches behind feet: "five feet, ten inches", "five foot ten"."""
_CENTS = re.compile(
    rf" (?P<tens>{'|'.join(list(SMALL)[20:])})(?:-(?P<ones>{'|'.join(list(SMALL)[1:10])}))?"
    r"(?=[,;:!?\"”’)…—]|\.(?!\d)|\.\.|$| (?:each|a|an|for|and|or|left|in|to|at|apiece|altogether|change|per)\b)"
)
_LETTER = re.compile(r"(?:(?P<capital>[MB])|[mb])(?!\w)")
"""The letter behind a number that multiplies it; a small one may be a unit."""
_MORE = re.compile(" (?:others?|more)\\b")
_COLD_BEFORE = re.compile(r"(?:\b(?:[Mm]inus|[Nn]egative)[ -]|(?:^|(?<=[a-z,:] )|(?<=[(“\"]))[-−–‑])\Z")
_BELOW_ZERO = re.compile(r" below zero(?P<fahrenheit> Fahrenheit| F\b)?")
_COLD_BEHIND = re.compile(r"(?: (?:Fahrenheit|Celsius|centigrade))? below(?: zero| freezing|[.,;])")
_IS_VERB = re.compile(r" (?:the|an?|his|her|its|their|by|in|at|gold|silver|bronze|first|second|third)\b")
"""What follows "won" where someone won something."""


def look_up_unit(name: str) -> tuple[Kind, str]:
    """Return the kind of quantity that a unit makes and its symbol, by its name with hyphens or without."""
    units = load_units()
    return units[name if name in units else name.replace("-", " ")]


def read_amount(text: str, start: int, floor: int) -> tuple[Quantity, int] | None:
    """Read the amount whose number begins at `start`, and what that number was multiplied by."""
    found = read_number(text, start)
    if found is None or (
        found.ordinal and found.text == "second" and text.endswith(("a ", "per ", "every "), 0, start)
    ):
        return None
    if found.ordinal:
        return _make_ordinal(text, found, start), 1
    before = text[start - 1 : start].strip() or text[max(start - 2, 0) : start - 1]
    sign = _SIGN.search(text, max(start - 5, floor), start) if before in _SIGN_ENDS else None
    letter = _LETTER.match(text, found.end)
    if letter and (sign or letter["capital"]):
        found = _expand_letter(found, letter)
    kind, unit, end = _read_unit(text, found, start)
    begin = start
    if sign and kind in (Kind.CARDINAL, Kind.MONEY):
        code = _DOLLARS.get(sign["code"] or "") if sign["sign"] == "$" else None
        code = code or _SIGNS.get(sign["sign"] or sign["iso"], sign["iso"])
        kind, unit, begin = Kind.MONEY, f"{code}{CENT * unit.endswith(CENT)}", sign.start()
    if kind is Kind.CARDINAL and _is_year(found, text):
        return _make_year(text, found, begin), 1
    if kind is Kind.CARDINAL and len(found.text) > _YEAR_DIGITS and is_year_with_footnote(text, start):
        unit = FOOTNOTED
    precision = find_precision(text, begin, end) if found.precision is Precision.EXACT else found.precision
    optional = is_footnote(text, start, end)
    span = Span(begin, end)
    quantity = Quantity(span, kind, found.value, None, precision, unit, worded=found.worded, optional=optional)
    return _complete(text, quantity, begin), int(found.scaled)


def _complete(text: str, amount: Quantity, start: int) -> Quantity:
    """An amount with what stands behind it: below zero, inches, or hundredths of a sum."""
    end, kind, unit = amount.span.end, amount.kind, amount.unit
    below = _BELOW_ZERO.match(text, end) if (kind, unit) == (Kind.CARDINAL, "") else None
    if below:
        unit = "°F" if below["fahrenheit"] else "°C"
        return amount._replace(span=Span(start, below.end()), kind=Kind.MEASURE, unit=unit, cold=True)
    if unit in ("°C", "°F"):
        return amount._replace(cold=_is_cold(text, start, end))
    inches = _INCHES.match(text, end) if unit == "ft" else None
    cents = _CENTS.match(text, end) if kind is Kind.MONEY and amount.worded else None
    return _add_inches(amount, inches) if inches else _add_cents(amount, cents) if cents else amount


def _add_cents(sum_: Quantity, cents: re.Match[str]) -> Quantity:
    """A sum with the hundredths that people say behind it: "three pounds fifty"."""
    parts = SMALL[cents["tens"]] + (SMALL[cents["ones"]] if cents["ones"] else 0)
    return sum_._replace(
        span=Span(sum_.span.start, cents.end()), value=simplify((sum_.value or 0) + Fraction(parts, 100))
    )


def _is_cold(text: str, start: int, end: int) -> bool:
    """Whether the words around degrees say that they are below zero: "minus 5", "-5", "5 below zero"."""
    return bool(_COLD_BEFORE.search(text, max(start - 10, 0), start) or _COLD_BEHIND.match(text, end))


def _add_inches(feet: Quantity, inches: re.Match[str]) -> Quantity:
    """A height in feet and inches, as feet."""
    digits = inches["inches"] or inches["bare"]
    value = Fraction(feet.value or 0) + Fraction(int(digits) if digits.isdecimal() else SMALL[digits], 12)
    return feet._replace(span=Span(feet.span.start, inches.end()), value=simplify(value))


def _make_year(text: str, found: EnglishNumber, start: int) -> Quantity:
    """A year, with early, mid or late before it: end-2020."""
    begin, part = read_part(text, start)
    precision = find_precision(text, start, found.end)
    moment = Moment(part=part) if part else None
    return Quantity(Span(begin, found.end), Kind.YEAR, found.value, None, precision, moment=moment)


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
    """Whether an ordinal is a part: "a fifth of", "a fifth less", "by about a fifth"."""
    if found.value <= 2 or not _SHARE.search(text, max(start - 4, 0), start):
        return False
    if text.startswith(" of", found.end):
        return True
    is_change = _BY_SHARE.search(text, max(start - 12, 0), start) and _SHARE_ENDS.match(text, found.end)
    return bool(is_change or _LESS.match(text, found.end))


def _is_day(text: str, found: EnglishNumber, start: int) -> bool:
    """Whether an ordinal is the day of a month that was named before: "on the 20th,"."""
    if found.worded or not text.endswith(("on the ", "On the "), 0, start) or not 1 <= found.value <= _LAST_DAY:
        return False
    return bool(_BEHIND_DAY.match(text, found.end))


def _expand_letter(found: EnglishNumber, letter: re.Match[str]) -> EnglishNumber:
    """The number with a letter behind it that multiplies it: $5m is five million dollars."""
    scale = LETTERS[letter[0].upper()]
    return found._replace(value=found.value * scale, end=letter.end(), scaled=scale)


def _find_whole(text: str, found: EnglishNumber, start: int) -> tuple[str, int]:
    """The letter of a number without a unit, what it leaves out ("other" one that was named) or is a share of.

    And where that ends.
    """
    if text[found.end - 1] in LETTERS:
        return text[found.end - 1], found.end
    if text.endswith(("ound of ", "he last "), 0, start) and _DRAW.match(text, found.end) and found.value in _DRAWS:
        return IMPLIED, found.end
    if found.worded and (text.endswith(("other ", "Other "), 0, start) or _MORE.match(text, found.end)):
        return "other", found.end
    whole = _OUT_OF.match(text, found.end)
    if not whole or compile_unit().match(text, whole.end()):
        return "", found.end
    named = (whole["all"] or whole["round"] or "thousand").lower().replace(",", "")
    size = int(named) if named.isdecimal() else _WHOLES[named]
    return (f"{SHARE}{size}", whole.end()) if found.value < size else ("", found.end)


def read_whole_unit(text: str, end: int) -> tuple[Kind, str, int] | None:
    """The period or the measure that a share, which ends at `end`, is of, and where it ends: a quarter "of an hour"."""
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


def _is_year(found: EnglishNumber, text: str) -> bool:
    return (
        not found.worded
        and found.scaled == 1
        and len(found.text) == _YEAR_DIGITS
        and found.text.isdigit()
        and 1000 <= found.value <= 2100
    )


def _search_before(text: str, start: int) -> re.Match[str] | None:
    """Search the words before a number; most end in none that `PRECISION_BEFORE` knows, and need no search."""
    before = text[max(start - 20, 0) : start]
    if before.isascii() and not before.lower().endswith(ENDS_BEFORE):
        return None
    return PRECISION_BEFORE.search(before)


def find_precision(text: str, start: int, end: int) -> Precision:
    """How exact the words before and behind a number say it is."""
    match = _search_before(text, start) or PRECISION_BEHIND.match(text, end)
    if not match:
        return Precision.EXACT
    return {"about": Precision.ABOUT, "more": Precision.MORE_THAN, "nearly": Precision.NEARLY}[match.lastgroup or ""]
