"""Chinese numbers: digits, numerals, and both mixed."""

import re
from fractions import Fraction
from typing import NamedTuple

from align.quantities.model import LONGEST, Number, Precision, parse_digits, simplify

_DIGITS = {
    char: value
    for value, chars in enumerate(["零〇", "一壹", "二贰两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"])
    for char in chars
}
_DIGITS |= {"貳": 2, "叄": 3, "參": 3, "陸": 6, "兩": 2}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
_TENS = {"廿": "二十", "卅": "三十", "卌": "四十"}
_SCALES = _SMALL | _LARGE

NUMERALS = "".join((*_DIGITS, *_SCALES, *_TENS))
"""The body of a character class: the characters that numerals consist of."""
DIGITS = "0-9０-９"
"""The body of a character class: the digits, full-width ones too."""
LONGEST_RUN = 40
"""How many numerals in a row may be a number: 一千二百三十四万五千六百七十八亿 has 15; more are a table or noise."""

_ARABIC = (
    rf"[{DIGITS}]{{1,3}}(?:[,，][{DIGITS}]{{3}})+(?![{DIGITS}])(?:[.．][{DIGITS}]+)?|[{DIGITS}]+(?:[.．][{DIGITS}]+)?"
)
_NO_THOUSAND = "[瓦克米伏赫帕]|卡(?!路里)|焦(?![虑慮急])"
"""What 千 before it is the prefix of: 千克, 千焦."""
_NO_TRILLION = "[焦瓦赫帕字欧比]"
"""What 兆 before it is the prefix of: 百兆瓦."""
_SCALE = (
    f"[十百千]?(?:[万萬亿億][亿億]|[万亿萬億]|兆(?!{_NO_TRILLION}))"
    f"|[十百千](?!{_NO_THOUSAND}|牛(?![羊])|字[节節]|欧(?!元))|[kK](?![A-Za-z0-9Ω])"
)
_MIXED = re.compile(rf"(?P<digits>{_ARABIC}) ?(?P<more>[多余几來来](?=[{''.join(_SCALES)}]))?(?P<scale>{_SCALE}|)")
_LISTED = re.compile(
    r"[1-9]\d\d(?:[,，][1-9]\d\d){1,20}+(?=[都均]|各[有一不]|不等|任[选選]|可[选選]|[两三四五几][种款])"
)
"""Numbers of three digits with nothing but commas between them, and what tells that they are several."""
_COUNTED = re.compile("[个個](?:(?P<more>多)|(?P<half>半))?(?P<scale>[万萬]?[亿億])(?![万萬元级級人吨噸千])")
_BEFORE_PLACE = ("第", "步骤", "步骤 ", "步驟", "步驟 ", "阶段 ", "階段 ", "页 ", "頁 ")
_UNDER = re.compile(rf"/(?P<under>[1-9][{DIGITS}]?)(?![{DIGITS}./万亿年月日号] ?|决赛)")
OUNCE = "[两兩](?=[银銀黄黃白纹紋碎金茶烟煙酒肉重，。、；）)]|$)"
"""The body of an expression that matches 两 where it is no two, by what follows: 十六两银子, but not 第五、六两条."""
_LIANG = f"(?:(?<=[二三四五六七八九])[两兩]|(?<=一){OUNCE}|(?<=[十百千万萬亿億])[两兩](?![十百千万萬亿億岸国國会會]))"
_APIECE = (
    "(?:(?<=[十百千][一二三四五六七八九])一(?=[斤个個只隻条條张張瓶包份碗位晚天次件盒袋公打]|[块塊][儿兒])"
    "|(?<=[二三四五六七八九]十)一(?=[枝朵]花))"
)
"""What 一 before a classifier is behind a price or an age: 十八一斤, 四十一枝花."""
_WORDS = (
    "(?<=[队隊入退行])伍|(?<=[酒茶放书書食])肆|(?<=[大登内內水着著])[陆陸]|[陆陸](?=[地军軍海路续續家上])|(?<=收)拾"
    "|[参參](?=[加与與考观觀人照赛賽选選])"
)
"""Numerals of cheques that are parts of words: 队伍, 大陆, 收拾."""
_NONE = f"{_WORDS}|千(?:{_NO_THOUSAND})|百帕|兆{_NO_TRILLION}|{_LIANG}|{_APIECE}"
_NUMERAL = f"(?:(?!{_NONE})[{NUMERALS}]|(?<=百)[单單](?=[一二三四五六七八九]))"
_RUN = re.compile(
    rf"(?P<vague>好?[数數几幾])?(?P<run>{_NUMERAL}{{1,{LONGEST_RUN}}}+(?!{_NUMERAL}))"
    rf"(?:[点點](?P<point>[零〇一二三四五六七八九]{{1,{LONGEST_RUN}}})(?P<scale>[万亿萬億]{{0,3}}))?"
)
_MORE = re.compile(
    r"(?P<several>[几幾])(?P<much>千(?![瓦克米卡帕伏])|[万亿萬億]{0,3})"
    rf"|(?P<more>[多余餘來来])(?P<scale>[{''.join(_LARGE)}]{{0,3}})"
)
_AND_ONES = re.compile("有(?P<ones>[一二三四五六七八九])(?=[，。；、！？）”岁歲载載了啦矣也]|而|$)")
"""What goes on with tens in the literary way: 五十有六."""
_TOO_LONG = re.compile(f"[{NUMERALS}]{{{LONGEST_RUN + 1},}}")
_ADJACENT = re.compile(
    "(?<![一二三四五六七八九])(?:一[二两兩]|[一二两]三|三四|四五|五六|六七|七八|八九|三五)(?![一二三四五六七八九])"
)


class ChineseNumber(NamedTuple):
    """A number that was read, and where it ends in the text; `high` is the upper one where it names two (五六百).

    `scaled` is what 万 and the like multiplied it by, `worded` tells that it is in numerals, `text` is how it reads.
    """

    value: Number
    end: int
    high: Number | None = None
    precision: Precision = Precision.EXACT
    scaled: Number = 1
    worded: bool = False
    text: str = ""


def read_number(text: str, start: int) -> ChineseNumber | None:
    """Read the number that begins at `start`; None where none does."""
    mixed = _MIXED.match(text, start)
    found = _read_mixed(text, mixed) if mixed else _read_numerals(text, start)
    counted = _COUNTED.match(text, found.end) if found else None
    return _count_scales(found, counted) if found and counted else found


def _count_scales(found: ChineseNumber, counted: re.Match[str]) -> ChineseNumber:
    """A number of scales that are counted like things: 三个亿, 两个多亿, 两个半亿."""
    scale, half = _multiply(counted["scale"]), Fraction(1, 2) if counted["half"] else 0
    high = None if found.high is None else simplify(found.high * scale)
    precision = Precision.MORE_THAN if counted["more"] else found.precision
    value = simplify((found.value + half) * scale)
    text = found.text + counted["scale"]
    return found._replace(value=value, high=high, end=counted.end(), precision=precision, scaled=scale, text=text)


def skip_numerals(text: str, start: int) -> int:
    """Where a run of numerals that begins at `start` and is too long for a number ends; `start` where none does."""
    run = _TOO_LONG.match(text, start)
    return run.end() if run else start


def _read_mixed(text: str, match: re.Match[str]) -> ChineseNumber:
    """Read digits with the numerals behind them: 11万7015, 1亿2000万, 100多万."""
    listed = _LISTED.match(text, match.start()) if "," in match["digits"] or "，" in match["digits"] else None
    if listed and _ascends(listed[0]):
        return ChineseNumber(parse_digits(match["digits"][:3]), match.start() + 3, text=match["digits"][:3])
    is_named = text.endswith(_BEFORE_PLACE, 0, match.start())  # 第1/3页 is the first of three
    under = None if match["scale"] or is_named else _UNDER.match(text, match.end("digits"))
    if (
        under
        and "." not in match["digits"]
        and 0 < (over := parse_digits(match["digits"])) < parse_digits(under["under"])
    ):
        return ChineseNumber(
            Fraction(over) / parse_digits(under["under"]), under.end(), None, Precision.ROUNDED, text=match[0]
        )
    scale = _multiply(match["scale"])
    value = simplify(parse_digits(match["digits"]) * scale)
    precision = Precision.MORE_THAN if match["more"] else Precision.EXACT
    end = match.end() if match["scale"] else match.end("digits")
    rest = _MIXED.match(text, end + text.startswith(("零", "〇"), end)) if match["scale"] else None
    if (
        rest
        and (added := parse_digits(rest["digits"]) * _multiply(rest["scale"])) < scale
        and "." not in match["digits"]
    ):
        return ChineseNumber(
            simplify(value + added), rest.end() if rest["scale"] else rest.end("digits"), None, precision, scale
        )
    return ChineseNumber(value, end, None, precision, scale, False, match["digits"])


def _ascends(listed: str) -> bool:
    """Whether digits in groups of three are numbers in a list: each is larger than the one before."""
    numbers = re.split("[,，]", listed)
    return numbers == sorted(set(numbers))


def _multiply(scales: str) -> int:
    product = 1
    for scale in scales:
        product *= _SCALES.get(scale, 1000)
    return product


def _read_numerals(text: str, start: int) -> ChineseNumber | None:
    """Read numerals alone, or with 数 or 几 before them and 点, 多 or 几 behind them."""
    match = _RUN.match(text, start)
    if not match or (match["vague"] and match["run"][0] not in _SCALES):
        return None
    bounds = parse_numerals(match["run"])
    if bounds is None:
        return None
    (low, high), end, scale = bounds, match.end(), _find_last_scale(match["run"])
    if match["vague"] or match["run"].startswith(_OR_SO):
        order = low if match["vague"] else 100 * (scale if scale > _SMALL["十"] else 1)
        return ChineseNumber(order, end, None, Precision.ROUNDED, scale, True, match[0])
    if match["point"]:
        fraction = parse_digits("0." + "".join(str(_DIGITS[char]) for char in match["point"]))
        factor = _multiply(match["scale"])
        return ChineseNumber(simplify((low + fraction) * factor), end, None, Precision.EXACT, factor, True, match[0])
    number = ChineseNumber(low, end, high, Precision.EXACT, scale, True, match[0])
    ones = _AND_ONES.match(text, end) if scale == _SMALL["十"] and high is None else None
    if ones and not text.endswith(("前", "第", "的"), 0, start):
        return number._replace(value=low + _DIGITS[ones["ones"]], end=ones.end(), text=text[start : ones.end()])
    return _add_more(text, number)


def _add_more(text: str, number: ChineseNumber) -> ChineseNumber:
    """Add what 多 or 几 behind a number say: 十多, 十几, 一百多万."""
    match = _MORE.match(text, number.end)
    if not match or number.text[-1] not in _SCALES:
        return number
    if match["several"]:
        factor = _multiply(match["much"])
        return number._replace(
            value=number.value * factor,
            end=match.end(),
            precision=Precision.ROUNDED if match["much"] == "千" else Precision.MORE_THAN,
            scaled=factor,
        )
    if not match["scale"]:
        return number
    factor = _multiply(match["scale"])
    return number._replace(value=number.value * factor, end=match.end(), precision=Precision.MORE_THAN, scaled=factor)


def _find_last_scale(run: str) -> int:
    return _SCALES.get(run[-1], 1)


_OR_SO = "百八十"
"""A hundred or so: 百八十块, 百八十万."""
_TWICE = re.compile(
    "(?P<one>[一二两三四五六七八九十](?P<scale>[百千万萬亿億]))(?P<other>[一二两三四五六七八九十](?P=scale))"
)
"""Two numbers of one size, about which something is: 十万八万."""
_ASCENDING = re.compile("([一二三四五六七八九])([百千])([一两二三四五六七八九])([千万萬])")
"""A number and a larger one, one of which something is: 五千一万, 八百一千."""
_ZEROS = frozenset("零〇")
_LONGEST_PAIR = 3
"""Digits alone, more than these, are read one by one: a year, 二〇二三."""


def parse_numerals(run: str) -> tuple[int, int | None] | None:
    """The value of numerals, and the upper one where they name two; None where they are no number.

    >>> parse_numerals("一万二千三百")
    (12300, None)
    >>> parse_numerals("五六百")
    (500, 600)
    >>> parse_numerals("十万八万")
    (80000, 100000)
    >>> parse_numerals("五千一万")
    (5000, 10000)
    >>> parse_numerals("二〇二三")
    (2023, None)
    >>> parse_numerals("四万万")
    (400000000, None)
    >>> parse_numerals("一亿亿")
    (10000000000000000, None)
    """
    if len(run) == 1 and run in _DIGITS:
        return _DIGITS[run], None
    plain = "".join(_TENS.get(char, char) for char in run).replace("万万", "亿").replace("单", "零").replace("單", "零")
    pair = _ADJACENT.search(plain)
    is_spelt = all(char in _DIGITS for char in run) and (len(run) > _LONGEST_PAIR or not _ZEROS.isdisjoint(run))
    if pair and not is_spelt:
        low, high = (_parse_one(plain[: pair.start()] + digit + plain[pair.end() :]) for digit in pair[0])
        return None if low is None or high is None else (low, high)
    twice = _TWICE.fullmatch(plain)
    ascending = _ASCENDING.fullmatch(plain)
    if twice or ascending:
        ends = twice.group("one", "other") if twice else (plain[:2], plain[2:])
        low, high = sorted(_parse_one(one) or 0 for one in ends)
        return low, high
    if len(run) > 2 and "".join(map(str, (_DIGITS.get(char, 0) for char in run))) in "123456789":
        return _DIGITS[run[0]], _DIGITS[run[-1]]
    value = _parse_one(plain)
    return None if value is None else (value, None)


def read_digits(run: str) -> int | None:
    """Return the number whose digits numerals are, one by one; None where one of them is no digit.

    >>> read_digits("一二"), read_digits("十二")
    (12, None)
    """
    return int("".join(str(_DIGITS[char]) for char in run)) if all(char in _DIGITS for char in run) else None


def _parse_one(run: str) -> int | None:
    """The value of numerals that name one number."""
    if all(char in _DIGITS for char in run):
        return int("".join(str(_DIGITS[char]) for char in run[:LONGEST]))
    total = section = 0
    digit: int | None = None
    scale = 10
    for char in run:
        if char in _DIGITS:
            if digit:
                return None
            digit, scale = _DIGITS[char], scale if _DIGITS[char] else 10
        elif char in _SMALL:
            section += (1 if digit is None or (digit == 0 and char in "十拾") else digit) * _SMALL[char]
            digit, scale = None, _SMALL[char]
        else:
            here, last, scale, digit = section + (digit or 0), scale, _LARGE[char], None
            multiplies = scale > total or (not here and last in _LARGE.values())
            total = (total + here or 1) * scale if multiplies else total + (here or 1) * scale
            section = 0
    return total + section + (digit or 0) * (scale // 10 if scale >= 100 else 1)
