"""The quantities of a Chinese text."""

import re
from collections.abc import Iterable

from align.model import Span
from align.quantities.cents import convert_cents
from align.quantities.eras import read_short_year
from align.quantities.footnotes import blank_entities, pass_footnote
from align.quantities.labels import read_label
from align.quantities.model import IMPLIED, Kind, Moment, Number, Quantity, parse_digits, simplify
from align.quantities.ranges import carry_units_back, join_range, start_date
from align.quantities.zh_amounts import begins_half, read_amount
from align.quantities.zh_dates import load_readers
from align.quantities.zh_idioms import NO_NUMBERS, NUMBER_WORDS
from align.quantities.zh_numbers import DIGITS, NUMERALS, parse_numerals, skip_numerals
from glossary.pack.patterns import join_words

_FIRST = f"{DIGITS}{NUMERALS}数數几幾元半上下本星礼禮周週翻次翌第双正冬腊臘近过大减減弱强強IVXⅠ-Ⅹ"
"""The body of a character class: what a quantity may begin with."""
_HIT = re.compile(
    rf"(?=[{_FIRST}])(?:[{DIGITS}{NUMERALS}]|[数數几幾](?=[十百千万亿])|元(?=年)|半(?=[年天米斤亩里吨升秒克两兩]|[分公英厘毫][钟鐘里斤尺升顷頃寸亩米]|[个個]多?[月小世]|小[时時])"
    "|[上本]世[纪紀]|星期|礼拜|禮拜|[周週](?=[一二三四五六日天])|翻|次日|翌日|第二天|双(?=[方十薪])|[正冬腊臘]月|[近过大减減]半(?![导導径徑])|半[数价價]"
    "|[上下]半[年场場]|(?<=息)半(?=[码碼])|[弱强強]方(?=[兑兌])|[IVXⅠ-Ⅹ]{1,4}(?=[级級期类類型]))"
)
_DECIMAL = "一[点點][零〇一二三四五六七八九]{1,9}(?:[万萬亿億倍兆米吨噸元亩畝]|公[里斤顷頃]|平方|百分|[个個]百分)"
_NONE = re.compile(
    f"(?!{_DECIMAL}|[一二三四五六七八九][角毛][一二三四五六七八九]分|一一[零〇一二三四五六七八九]|四季度|(?<=比)一[点點][一二三四五六七八九])(?:{join_words(NO_NUMBERS.split())})(?![之比][一二三四五六七八九十]|折|比零|(?<=十分)[钟鐘])"
    "|(?:2|8|10|16) ?[进進][制位]"
    "|八角(?![钱錢])|十一(?![中省市县縣个個名人位家项項条條件种種次天岁歲年月日时時点點届屆集章层層亿億万萬百千分秒米元块塊级級比折之])"
)
_WORD = re.compile(join_words(NUMBER_WORDS))
_NUMERALS = re.compile(f"[{NUMERALS}]{{1,8}}")
_HOURS = ("小时", "小時", "钟头", "鐘頭")
"""Behind these 十分 is a number: 两小时十分."""
_BETWEEN = re.compile(" ?(?:[-–—~～〜至到]|——|－) ?|/")
_ITEM = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,6})?")
_SLASHED = re.compile(rf"(?<![0-9.]){_ITEM.pattern}(?:/{_ITEM.pattern}){{1,6}}(?= ?[万亿萬億元倍%％吨噸美港])")
_FIRST_DAYS = re.compile("(?<=初)[一二三四五六七八九十](?![一二三四五六七八九十中级級年学學班下上])")
"""The days of a lunar month up to the tenth, whose month is named elsewhere: 下月初六."""
_BEFORE_SPECIAL = frozenset(".碳初")
"""What stands before what `_read_special` reads."""
_CARBON = re.compile("(?<=碳)(?:十四|14)(?![0-9.%％])")
"""What a radiocarbon date need not say."""
_BARE_POINT = re.compile(r"(?<=[\s(（~±<>=＜＞≤≥-])\.[0-9]{1,6}(?![\w.%％])")
"""A decimal without its zero, as statisticians write it: p<.01."""
_LISTED = re.compile(" ?[及和与與、或] ?")


def extract(text: str) -> tuple[Quantity, ...]:
    """All quantities of a text, in order; their spans are disjoint.

    >>> [(quantity.value, quantity.unit) for quantity in extract("约11万7015吨")]
    [(117015, 't')]
    """
    found: list[Quantity] = []
    text, position = blank_entities(text).replace("両", "兩"), 0
    while hit := _HIT.search(text, position):
        listed = _read_list(text, hit.start())
        if listed:
            found, position = [*found, *listed], listed[-1].span.end
            continue
        read = _read(text, hit.start(), position)
        if read is None:
            position = _skip(text, hit.start())
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


def list_unread(text: str, read: Iterable[Quantity]) -> frozenset[Number]:
    """The numbers that numerals outside some quantities name, if they are no part of a word: the 三 of 摆了三桌.

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
        word = _NONE.match(text, run.start())
        position = max(word.end(), run.start() + 1) if word else run.end()
        found.update(filter(None, () if word else parse_numerals(run[0]) or ()))
    return frozenset(found - {1})


def _read_list(text: str, start: int) -> list[Quantity]:
    """The amounts of a list that begins at `start`, whose unit and scale stand behind the last: 7.16/9.12/11.05亿元."""
    listed = _SLASHED.match(text, start)
    if not listed or "." not in listed[0].rpartition("/")[2]:
        return []
    items = [(start + match.start(), match[0]) for match in _ITEM.finditer(listed[0])]
    last = read_amount(text, items[-1][0], items[-1][0])
    if last is None:
        return []
    values = [(Span(at, at + len(item)), simplify(parse_digits(item) * last[1])) for at, item in items[:-1]]
    return [*(last[0]._replace(span=span, value=value) for span, value in values), last[0]]


def _name_currency(text: str, found: list[Quantity], amount: Quantity) -> Quantity:
    """An amount in 元 that is listed behind one in another currency, which it is then: 美金一百元和两百元."""
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


def _skip(text: str, start: int) -> int:
    """Where to go on behind a place that holds no quantity."""
    word = _NONE.match(text, start)
    return max(skip_numerals(text, start), word.end() if word else start + 1)


def _read_special(text: str, start: int) -> Quantity | None:
    """Read a decimal without its zero, the 14 of radiocarbon, or a day of a lunar month that is named elsewhere."""
    bare = _BARE_POINT.match(text, start - 1) if text[start - 1 : start] == "." else None
    if bare:
        return Quantity(Span(*bare.span()), Kind.CARDINAL, simplify(parse_digits(f"0{bare[0]}")))
    if _CARBON.match(text, start):
        return Quantity(Span(start, start + 2), Kind.CARDINAL, 14, unit=IMPLIED)
    day = _FIRST_DAYS.match(text, start)
    number = parse_numerals(day[0]) if day else None
    return Quantity(Span(*day.span()), Kind.DATE, moment=Moment(day=number[0]), worded=True) if day and number else None


def _read(text: str, start: int, floor: int) -> tuple[Quantity, Number] | None:
    """Read the quantity at a hit, and what its number was multiplied by; nothing before `floor` belongs to it."""
    word = _WORD.match(text, start)
    if word and not begins_half(text, word.end() - 1) and not read_short_year(text, start):
        return NUMBER_WORDS[word[0]].move(start), 1
    special = _read_special(text, start) if text[start - 1 : start] in _BEFORE_SPECIAL else None
    if special:
        return special, 1
    for reader in () if text.endswith(("第", "第 "), 0, start) else load_readers().get(text[start], ()):
        quantity = reader(text, start)
        if quantity and quantity.span.start >= floor:
            return quantity, 1
    named = read_label(text, start)
    if named and named.span.start >= floor:
        return named, 1
    is_number = (text.startswith("十分", start) and text.endswith(_HOURS, 0, start)) or (
        text.startswith("四季", start) and text.endswith("第", 0, start)
    )
    return None if not is_number and _NONE.match(text, start) else read_amount(text, start, floor)
