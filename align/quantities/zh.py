"""The quantities of a Chinese text."""

import re
from collections.abc import Iterable, Iterator

from align.model import Span
from align.quantities.currencies import convert_cents
from align.quantities.figures import blank_entities, pass_footnote, read_label
from align.quantities.model import IMPLIED, Kind, Moment, Number, Quantity, parse_digits, simplify
from align.quantities.patterns import ZH_AMOUNTS, ZH_NUMBERS
from align.quantities.ranges import carry_units_back, join_range, start_date
from align.quantities.zh_amounts import begins_half, read_amount
from align.quantities.zh_calendar import read_short_year
from align.quantities.zh_dates import load_readers, read_occasion
from align.quantities.zh_idioms import list_no_numbers, load_number_words
from align.quantities.zh_numbers import parse_numerals, skip_numerals
from glossary.pack.patterns import compile_late, join_words
from glossary.pack.tables import cache_by_packs

_QUANTITY, _NUMERALS = ZH_AMOUNTS.late("quantity"), ZH_AMOUNTS.late("numerals")
_WRAP = compile_late(
    lambda: (
        (
            r"(?<=[^\n]{8}[NUMERAL点點第年月之])(?!(?<=十ONE)\n[ \t\u3000]*(?:ONE|十))\n[ \t\u3000]*"
            r"(?=[NUMERAL点點年月日条條项項款])(?![NUMERAL]{1,3} ?[、.．])"
        )
        .replace("NUMERAL", ZH_AMOUNTS.characters("numeral"))
        .replace("ONE", ZH_NUMBERS.source("one_to_nine"))
    )
)
"""A hard line break that may part the characters of a number or a date, at the end of a line of some length.

None parts 三十五 and 七, which are no number together.
"""
_BETWEEN, _LISTED = ZH_AMOUNTS.late("between_ends"), ZH_AMOUNTS.late("between_listed")
_LIST_OF_AMOUNTS, _ITEM = ZH_AMOUNTS.late("list_of_amounts"), ZH_AMOUNTS.late("item_of_list")
_SPECIAL, _ORDINAL_SIGN, _FOR_CERTAIN = (
    ZH_AMOUNTS.late(name) for name in ("special_number", "ordinal_sign", "number_for_certain")
)


@cache_by_packs
def _compile_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what matches the words that say a quantity of their own, and those that only look like a number."""
    number, none = ZH_AMOUNTS.source("number_after_all"), ZH_AMOUNTS.source("no_number")
    no_numbers = f"(?!{number})(?:{join_words(list_no_numbers())})(?!{ZH_AMOUNTS.source('makes_number_of_word')})"
    return re.compile(join_words(load_number_words())), re.compile(f"{no_numbers}|{none}")


def extract(text: str) -> tuple[Quantity, ...]:
    """Return all quantities of a text, in order; their spans are disjoint.

    >>> [(quantity.value, quantity.unit) for quantity in extract("约11万7015吨")]
    [(117015, 't')]
    """
    return _extract_across_lines(text) if "\n" in text and _WRAP.search(text) else _extract(text)


def _extract(text: str) -> tuple[Quantity, ...]:
    found: list[Quantity] = []
    variant, liang = ZH_AMOUNTS.words("variant_of_two")
    text, position = blank_entities(text).replace(variant, liang), 0
    while hit := _QUANTITY.search(text, position):
        listed = _read_list(text, hit.start())
        if listed:
            found, position = [*found, *listed], listed[-1].span.end
            continue
        read = _read(text, hit.start(), position)
        if read is None:
            word = _compile_words()[1].match(text, hit.start())
            position = max(skip_numerals(text, hit.start()), word.end() if word else hit.start() + 1)
            continue
        quantity, scale = _name_currency(text, found, read[0]), read[1]
        position = pass_footnote(text, quantity) if quantity.kind is Kind.PERCENTAGE else quantity.span.end
        if quantity.kind is Kind.DATE:
            _date_list(text, found, quantity)
        if found and _BETWEEN.fullmatch(text, found[-1].span.end, quantity.span.start):
            pair = join_range(found[-1], quantity, scale)
            if pair and (pair.kind is Kind.YEAR or text[quantity.span.start - 1] != "/"):
                found[-1] = pair
                continue
        found.append(quantity)
    carry_units_back(text, found)
    return convert_cents(text, found)


def _extract_across_lines(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a text with hard line breaks, which may part the characters of a number."""
    kept = [index for piece in _find_between(text) for index in range(*piece)]
    found = _extract("".join(text[index] for index in kept))
    return tuple(one._replace(span=Span(kept[one.span.start], kept[one.span.end - 1] + 1)) for one in found)


def _find_between(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the pieces between line breaks inside sentences begin and end."""
    start = 0
    for wrap in _WRAP.finditer(text):
        yield start, wrap.start()
        start = wrap.end()
    yield start, len(text)


def list_unread(text: str, read: Iterable[Quantity]) -> frozenset[Number]:
    """Return the numbers that numerals outside some quantities name, if they are no part of a word: the 三 of 摆了三桌.

    >>> sorted(list_unread("三明治摆了三桌，七十三岁", ()))
    [3, 73]
    >>> sorted(list_unread("三桌", ()))
    [3]
    """
    for quantity in read:
        start, end = quantity.span
        text = text[:start] + " " * (end - start) + text[end:]
    found: set[Number] = set()
    position = 0
    while run := _NUMERALS.search(text, position):
        word = _compile_words()[1].match(text, run.start())
        position = max(word.end(), run.start() + 1) if word else run.end()
        found.update(filter(None, () if word else parse_numerals(run[0]) or ()))
    return frozenset(found - {1})


def _read_list(text: str, start: int) -> list[Quantity]:
    """Read the amounts of a list that begins at `start`, whose unit is after the last: 7.16/9.12/11.05亿元."""
    listed = _LIST_OF_AMOUNTS.match(text, start)
    if not listed or "." not in listed[0].rpartition("/")[2]:
        return []
    items = [(start + match.start(), match[0]) for match in _ITEM.finditer(listed[0])]
    last = read_amount(text, items[-1][0], items[-1][0])
    if last is None:
        return []
    values = [(Span(at, at + len(item)), simplify(parse_digits(item) * last[1])) for at, item in items[:-1]]
    return [*(last[0]._replace(span=span, value=value) for span, value in values), last[0]]


def _name_currency(text: str, found: list[Quantity], amount: Quantity) -> Quantity:
    """Return an amount in 元 that is listed after one in another currency, and so is itself: 美金一百元和两百元."""
    if not (amount.others and found and found[-1].kind is Kind.MONEY):
        return amount
    if found[-1].unit == "CNY" or not _LISTED.fullmatch(text, found[-1].span.end, amount.span.start):
        return amount
    return amount._replace(unit=found[-1].unit, others=(amount.unit, *amount.others))


def _date_list(text: str, found: list[Quantity], last: Quantity) -> None:
    """Make dates of the bare numbers listed before a date, in place: the 9 of 9及10月, the 4 and 5 of 4、5及6月."""
    for index in range(len(found) - 1, -1, -1):
        date = start_date(found[index], last)
        if date is None or not _LISTED.fullmatch(text, date.span.end, last.span.start):
            return
        found[index] = last = date


def _make_special(text: str, match: re.Match[str]) -> Quantity:
    """Return a decimal without its zero, the 14 of radiocarbon, or a day of a lunar month that is named elsewhere."""
    start, end = match.span()
    if match["decimals"]:
        return Quantity(Span(start - 1, end), Kind.CARDINAL, simplify(parse_digits(f"0.{match['decimals']}")))
    if match["radiocarbon"]:
        return Quantity(Span(start, end), Kind.CARDINAL, 14, unit=IMPLIED)
    day = parse_numerals(text[start:end]) or (1, None)
    return Quantity(Span(start, end), Kind.DATE, moment=Moment(day=day[0]), worded=True)


def _read(text: str, start: int, floor: int) -> tuple[Quantity, Number] | None:
    """Read the quantity at a hit, and what its number was multiplied by; nothing before `floor` belongs to it."""
    words, no_numbers = _compile_words()
    word = words.match(text, start)
    event = read_occasion(text, start) if word else None
    if word and event and event.span.end > word.end():
        return event, 1  # 五一 begins 五一二大地震
    if word and not begins_half(text, word.end() - 1) and not read_short_year(text, start):
        return load_number_words()[word[0]].move(start), 1
    special = _SPECIAL.match(text, start)
    if special:
        return _make_special(text, special), 1
    for reader in () if _ORDINAL_SIGN.search(text, max(start - 2, 0), start) else load_readers().get(text[start], ()):
        quantity = reader(text, start)
        if quantity and quantity.span.start >= floor:
            return quantity, 1
    named = read_label(text, start)
    if named and named.span.start >= floor:
        return named, 1
    is_no_number = no_numbers.match(text, start) and not _FOR_CERTAIN.match(text, start)
    return None if is_no_number else read_amount(text, start, floor)
