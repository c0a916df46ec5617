"""Numbers that name a thing and count nothing: models, flights, phones, versions, standards."""

from align.model import Span
from align.quantities.footnotes import read_named_digit
from align.quantities.model import IMPLIED, Kind, Quantity
from align.quantities.patterns import FIGURES

_LABEL, _DIGITS, _COUNTRY, _YEAR = (
    FIGURES.late(name) for name in ("label", "digits_of_label", "country_code", "plain_year")
)
_LETTERS, _ENDS_LETTERS, _COMPOUND, _NO_LETTERS = (
    FIGURES.late(name)
    for name in ("letters_before_label", "ends_letters_of_label", "compound_before_digits", "no_letters_of_label")
)


def read_label(text: str, start: int) -> Quantity | None:
    """Read the label whose first digit stands at `start`; letters before it belong to it."""
    if not "0" <= text[start] <= "9":
        return None
    named = read_named_digit(text, start) or _read_country(text, start)
    if named:
        return named
    may_follow = start and _ENDS_LETTERS.match(text, start - 1)
    before = _LETTERS.search(text, max(start - 14, 0), start) if may_follow else None
    is_name = before and not _NO_LETTERS.fullmatch(before[0])
    match = (_DIGITS if is_name else _LABEL).match(text, start)
    if not match or (before and _COMPOUND.fullmatch(before[0]) and _counts(text, before.start(), match[0])):
        return None
    begin = before.start() if before else start
    return Quantity(Span(begin, match.end()), Kind.LABEL, label=text[begin : match.end()])


def _read_country(text: str, start: int) -> Quantity | None:
    """Read the number of a country before a telephone number, which may go without: "+86 10 6512 3456"."""
    code = _COUNTRY.match(text, start) if text[start - 1 : start] == "+" else None
    return Quantity(Span(start, code.end()), Kind.CARDINAL, int(code[0]), unit=IMPLIED) if code else None


def _counts(text: str, start: int, digits: str) -> bool:
    """Return whether digits behind a hyphen count or date what the word before it says: "end-2020", "a-1.5"."""
    return "." in digits or (bool(_YEAR.fullmatch(digits)) and text[start - 1 : start].islower())
