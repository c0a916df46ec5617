"""Numbers that name a thing and count nothing: models, flights, phones, versions, standards."""

import re
from string import ascii_letters

from align.model import Span
from align.quantities.footnotes import read_named_digit
from align.quantities.model import IMPLIED, Kind, Quantity

_UNIT = (
    r"(?:[kKcCmM]?[mM](?:[²2])?|[km]?g|Kg|KG|[kKM]?[wW]h?|m[lL]|L|t|bn?|h|s|am|pm|st|nd|rd|th"
    r"|Hz|[kMG]Hz|MP|[kK]|[KMGT]B|RMB|USD|CNY|x|(?<!\d\d\d)p)"
)
_LABEL = re.compile(
    rf"""(?:
      (?!(?:\d+\.\d+[-/]\d+(?:\.\d+)?|\d-\d{{1,3}}\.\d+|\d\d-\d{{2,3}}\.\d+)(?![\d-]|\.\d))  # range of decimals, rate
      \d+(?:[.\-/·]\d+){{2,20}}(?![\d%])                   # 424.10.0, 010-6655-7788
    | 0\d{{2,3}}-\d{{7,8}}                                  # an area code and a number
    | (?<![$€£¥￥薪資资价價])\d(?<!\d\d)[kK]             # 4K, but no 50K, no $5K, and no 8K-12K
      (?![A-Za-z\d]|[-–~～—至到]\d|[ ]?(?:yuan|dollars|euros|[元块]))
    | \d+K(?=[ ]?(?:bus(?:es)?\b|minibus|巴士|小巴|公交|公车|公車|号?[线線路]))  # the 88K bus
    | (?:(?<=[Bb]us[ ])|(?<=[Rr]oute[ ]))\d+K(?![A-Za-z\d])
    | \d+(?!{_UNIT}(?![A-Za-z\d]))[A-Za-z][A-Za-z\d]*       # 737MAX, 5G
    | (?:0\d+|\d{{8,}})(?![\d.,，后後]|[ ]?[万亿%个人名例元次户吨美分秒])  # a leading zero, or too long to be a count
    )""",
    re.VERBOSE,
)
_COUNTRY = re.compile(r"\d{1,3}(?=[ -]?(?:\(0\))?\(?\d{1,4}\)?[ -]\d{3,4})")
_LETTERS_BEFORE = re.compile(r"(?:(?<![A-Za-z\d])[A-Z]{1,8}(?:[-/][A-Z]{1,4})*[-/.]?|[A-Za-z]-?|[A-Z][a-z]+-)\Z")
_BEFORE_DIGITS = frozenset(f"{ascii_letters}-/.")
"""What the letters before a digit end with that belong to it."""
_COMPOUND = re.compile("[a-z]-")
_DIGITS = re.compile(r"\d+(?:\.\d+)*(?:[A-Za-z][A-Za-z\d]{0,5})?(?![A-Za-z])")


def read_label(text: str, start: int) -> Quantity | None:
    """Read the label whose first digit stands at `start`; letters before it belong to it."""
    if not "0" <= text[start] <= "9":
        return None
    named = read_named_digit(text, start) or _read_country(text, start)
    if named:
        return named
    may_follow = text[start - 1 : start] in _BEFORE_DIGITS
    before = _LETTERS_BEFORE.search(text, max(start - 14, 0), start) if may_follow else None
    match = _DIGITS.match(text, start) if before and before[0] not in _NO_NAMES else _LABEL.match(text, start)
    if not match or (before and _COMPOUND.fullmatch(before[0]) and _counts(text, before.start(), match[0])):
        return None
    begin = before.start() if before else start
    return Quantity(Span(begin, match.end()), Kind.LABEL, label=text[begin : match.end()])


def _read_country(text: str, start: int) -> Quantity | None:
    """Read the number of a country before a telephone number, which may go without: "+86 10 6512 3456"."""
    code = _COUNTRY.match(text, start) if text[start - 1 : start] == "+" else None
    return Quantity(Span(start, code.end()), Kind.CARDINAL, int(code[0]), unit=IMPLIED) if code else None


def _counts(text: str, start: int, digits: str) -> bool:
    """Whether digits behind a hyphen count or date what the word before it says: "end-2020", "a-1.5"."""
    return "." in digits or (bool(_YEAR.fullmatch(digits)) and text[start - 1 : start].islower())


_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_NO_NAMES = {"RMB", "CNY", "USD", "HKD", "TWD", "EUR", "GBP", "JPY", "SGD", "AUD", "CAD", "US", "HK", "S", "A", "RM"}
_NO_NAMES |= {"FM", "AM", "MOP", "NTD", "MYR", "THB", "KRW", "CHF"}
"""Letters before a number that counts something: currencies, and the bands of radio."""
