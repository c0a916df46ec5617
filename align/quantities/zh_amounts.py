"""Chinese amounts: a number with the sign before it, the unit behind it, and the words that say how exact it is."""

import re
from fractions import Fraction
from typing import NamedTuple

from align.model import Span
from align.quantities.eras import follows_era
from align.quantities.footnotes import is_footnote
from align.quantities.model import CENT, EXACT, IMPLIED, NOMINAL, SPLIT, Kind, Number, Precision, Quantity, simplify
from align.quantities.zh_numbers import DIGITS, NUMERALS, OUNCE, ChineseNumber, parse_numerals, read_number
from align.quantities.zh_parts import add_parts
from align.quantities.zh_surroundings import (
    DEGREES,
    add_others,
    ends_list,
    find_precision,
    read_more,
    read_temperature,
    read_unit,
)
from align.quantities.zh_words import load_units
from glossary.pack.patterns import compile_late, join_words
from glossary.pack.tables import cache_by_packs

_SHARE = re.compile(f"分之(?=[{DIGITS}{NUMERALS}])")
_TENTHS = re.compile(
    "成(?![立为為员員功果本长長就绩效分熟千交品语了群队隊双雙]|人(?![民口士员群]))(?P<more>[半一二三四五六七八九](?![个成]))?"
)
_STATE = re.compile(
    "[热熱](?![水销銷门門衷爱愛心力血情烈量带帶议議搜度])|新(?=[，。、；：！？）的]|$|自行车|电动|单车|手机|电脑|相机|沙发|冰箱|洗衣|家具|婴儿)"
)
"""What tenths may say the state of, which English says in words: 六成热, "moderately hot", 九成新."""
_DISCOUNT = re.compile("折(?![叠疊射磨腾返旧合算线中扣断])")
_SIGNS = {"$": "$", "＄": "$", "¥": "CNY", "￥": "CNY", "€": "EUR", "£": "GBP", "RMB": "CNY", "NTD": "TWD"}
_SIGNS |= {code: code for code in ("CNY", "USD", "HKD", "TWD", "EUR", "GBP", "JPY", "MOP")}
_BETWEEN = "约|約|大约|大約|近|将近|將近|逾|超|超过|超過|至少|不到|不足|共|达|達"
"""What may stand between the name of a currency and a number: 港币约五十元."""
_NOT_ALONE = frozenset("元圆圓镑鎊郎特吉尔铢銖盾拉索布盧")
"""What those names end with that make no money of a number without 元 behind it: 日元50, but 港币50."""
_LONGEST_SIGN = 8
_PARTS_OF_YUAN = {"jiao": 10, "fen": 100}
_DOLLARS = {"US": "USD", "HK": "HKD", "NT": "TWD", "A": "AUD", "C": "CAD", "S": "SGD", "R": "BRL"}
_QUARTER = re.compile("季度|季(?=[，。、报]|$)")
_HALVES = re.compile(
    "半(?=[年天米斤亩里吨升秒克两兩]|分[钟鐘]|公[里斤尺升顷頃]|英[里寸尺亩]|[厘毫]米|[个個]多?月|[个個]?多?小[时時]|[个個]多?世[纪紀])"
    "|(?<=息)半(?=[码碼])"
)
_AND_A_HALF = re.compile("半(?![决決程径徑价價票费費])")
"""Half a unit more, behind one: 一米半, but 百米半决赛, 五米半径."""
_HALF_BEHIND = ("个半", "個半", "码半", "碼半", "号半", "號半")
"""Half of what is counted behind a number: 三个半, 三十九码半."""
_BEHIND_HALF = {
    name: (Kind.DURATION, unit) for unit, names in (("century", "世纪 世紀"), ("month", "月")) for name in names.split()
}
"""Units behind 个半 that are none behind a number: 一个半世纪."""
_TURN = re.compile("度(?:的)?(?:大?(?:转变|轉變|转弯|轉彎|转向|轉向|反转|逆转)|全方位|无死角)")
_TO_NUMERAL = re.compile("[至到](?=[一二三四五六七八九十两兩]{1,3}[^一二三四五六七八九十两兩位])")
_ITEM = re.compile("1?[0-9](?=[.][1-9][0-9](?:岁|歲))")
_BORN = re.compile("[”’」』]?[后後](?![天年])")
_SPLIT = re.compile(
    "五五(?=的[，。！？”])|(?:一九|二八|三七|四六|五五|六四|七三|八二|九一)"
    "(?:分成|分[账帐賬帳]|[开開分](?=[，。、；：！？”）的]|$)|定律|法[则則]|原[则則])"
)
_OF_ALL = re.compile("[占佔] ?\\Z|[占佔][一二三四五六七八九]分[^。！？；]{0,12}(?:剩下|余下|其余|餘下|其餘)的? ?\\Z")
"""Before tenths called 分: 运气占七分，剩下三分."""
_FLAVOUR = re.compile("分(?:[甜糖辣熟饱飽醉]|酒意|醉意)")
"""What tenths say how much of it there is: 三分糖, "30% sugar"."""
_AS_MUCH = re.compile(
    "(?:[是为為到至]|相[当當][于於]|等[于於])[^，。；：！？,;:比增加长長涨漲高升多倍]{1,12}的(?:约|近)?\\Z"
)
"""Before a multiple that says how much something is, not how much more: 是去年的三倍."""
_NAMED_BEFORE: tuple[str, ...] = (
    "范围",
    "範圍",
    "附录",
    "附錄",
    "附件",
    "附表",
    "实施例",
    "實施例",
    "实施方式",
    "實施方式",
    "对比例",
    "對比例",
)
_NAMED_BEFORE += (
    "尾号",
    "尾號",
    "密码",
    "密碼",
    "密码是",
    "密碼是",
    "代号",
    "代號",
    "编号",
    "編號",
    "号码",
    "號碼",
    "门牌",
)
_NAMED_BEFORE += ("步骤", "步驟", "方案", "案例", "专栏", "專欄", "图", "圖", "表", "卷", "册", "冊")
"""What a numeral behind it names one of: 范围二, "Scope 2"."""
_LISTED = compile_late("[、和及与與][一二三四五六七八九十]{1,3}[两兩三][条條章款项項节節编編卷册冊月年]")
"""The last numeral of a list that is counted behind it: 第四、五两条."""
_MAGNITUDE = ("规模", "規模", "震级", "震級", "里氏", "黎克特制", "芮氏", "率", "率为", "率為", "率至", "率达", "率達")
"""Before these a decimal in words is no time: 芮氏规模七点三."""
_INTEREST = re.compile("[厘釐](?!米)(?P<more>半|[一二三四五六七八九]{1,3})?")
_RATE_BEFORE, _MONTHLY = (
    re.compile("(?:利率|[业業]率|息|[优優]惠率|利[息钱])[^，。；：！？,;:0-9]{0,6}\\Z"),
    re.compile("月[息利][^，。；：！？]{0,6}\\Z"),
)
_RATIO_BEHIND = re.compile("比(?:[一二三四五六七八九十]{1,3}|[零〇])(?![般些样直切定起旦度边第])")
_RATIO_BEFORE = re.compile("(?<![第百分])[一二三四五六七八九十]{1,3}比\\Z")
_BODY = re.compile("(?P<digits>[一二三四五六七八九][零〇一二三四五六七八九]{1,3})(?:[师師团團旅军軍]|[医醫]院|高地)")
"""Digits, read one by one, that name a part of an army, a hospital, a hill: 一一三师."""
_BEHIND_NAMED = frozenset("强強师師团團旅军軍医醫高旬后後”’」』岁歲年级級分开開定法原中小院厂廠的")
_SCHOOL = compile_late(
    "(?<=[^\\W\\da-z之其百年月日个個第][一二三四五六七八九十])[中小院厂廠]"
    "(?=[，。、；：！？）)”」』的读讀念高初毕畢]|就[读讀]|[学學]生|老[师師]|$)"
)
"""What behind a numeral makes it the number of a school, a hospital or a works: 北京四中."""
_NOMINAL = compile_late("[虚虛](?:[岁歲][是为為才已]?|[龄齡])? ?\\Z")
_NOMINAL_BEHIND = compile_late(" ?[岁歲]?[（(][虚虛][岁歲][)）]")
_OLD = range(3, 10)
"""The tens of years that are an age: 八旬."""
_INDENTED, _THIS_CENTURY = 4, 30
_SMALLER = {
    "分": (("小时", "小時", "钟头", "鐘頭"), (Kind.DURATION, "minute")),
    "两": (("斤",), (Kind.MEASURE, "liang")),
    "兩": (("斤",), (Kind.MEASURE, "liang")),
}
"""Units that are one behind the larger unit only: 两小时三十分, 六斤八两."""
_SECONDS_BEHIND = re.compile(
    rf"分(?=零?(?:[{DIGITS}]{{1,2}}(?:\.[{DIGITS}]+)?|[一二三四五]?十?[一二三四五六七八九十])秒)"
)
"""Minutes before seconds: 八分二十秒."""
_ONES = "一二三四五六七八九"
_OUNCE = compile_late(OUNCE)
_CODES = re.compile("6{3,9}|23{2,9}|996|985|211")
_SLANG = re.compile("[，。、！!？?～~…”’」）)是的工制\\s]|[高名院硕碩博本][校士科]|毕[业業]|$")
"""Figures that are words: 666 for "great", 233 for a laugh, 996 for nine to nine, 985 for a famous university, and what
may follow them then.
"""
_GRADES = re.compile("[一二三四五六七八九]{2,9}(?=年?[级級])")
_TENS = frozenset("十廿卅卌")
_LOOSE = _TENS | frozenset("百千万亿萬億")
_SCALED = frozenset("十百千万亿兆拾佰仟萬億廿卅卌数几")
_FAR = re.compile("里地?(?:秦川|洞庭|太行|沂蒙|水泊|梁山|江山|加急|流沙|井冈|瀚海|淮河|路云)")
"""What so many li are a name of, or of how fast a courier rode: 八百里秦川, 八百里加急."""
_SAID = {"十五": ("不了", "不过", "不過"), "三百": ("无银", "無銀"), "三十": ("大年",), "一百": ("动骨", "動骨")}
_EVE = compile_late("[^今去明前后後每满滿整近这那]?年三十[晚夜的儿兒上]")
_SAID |= {"二百五": tuple("个個这這那"), "八百": ("自损", "自損"), "三千": ("弱水",)}
"""Numerals that are no number behind some words: 躲得过初一，躲不过十五; 此地无银三百两; 大年三十, New Year's Eve."""
_IN_RETURN = compile_late("[满滿][百千万萬][送减減返抵折]\\Z")
"""Before what a shop gives for so much: 满千送百."""
_ROUND = frozenset(("百万", "百亿", "千亿", "万亿", "百萬", "百億", "千億", "萬億"))
_Reading = tuple[Quantity, Number]


def read_amount(text: str, start: int, floor: int) -> _Reading | None:
    """Read the amount whose number begins at `start`, and what that number was multiplied by."""
    if _HALVES.match(text, start):
        half = ChineseNumber(Fraction(1, 2), start + 1, worded=True)
        return _read_quarters(text, half, start) or _read_with_unit(text, half, start)
    found = read_number(text, start)
    if found is None:
        return None
    named = _read_named(text, found, start) if text[found.end : found.end + 1] in _BEHIND_NAMED else None
    if named:
        return named, 1
    before = _read_ordinal_sign(text, start, floor)
    if before == "第":
        return _make_ordinal(text, found, start), 1
    share = _SHARE.match(text, found.end)
    other = read_number(text, share.end()) if share else None
    if share and other:
        return _read_share_of_period(text, found, other, start) or _make_share(text, found, other, start)
    return (
        _read_tenths(text, found, start)
        or _read_interest(text, found, start)
        or _read_quarters(text, found, start)
        or _read_price(text, found, start, floor)
        or _read_plain(text, found, start)
    )


def _read_named(text: str, found: ChineseNumber, start: int) -> Quantity | None:
    """Read what a word behind the digits makes no count of: 90后, the 7 of an item 7.49岁, the grades of 二四五年级."""
    split = _SPLIT.match(text, start)
    if split:
        return _make_split(split)
    is_tenths = found.worded and text[found.end] == "分" and not text.startswith("分之", found.end)
    has_taste = is_tenths and (_FLAVOUR.match(text, found.end) is not None or "饱" in text[max(start - 9, 0) : start])
    if found.value < 10 and (has_taste or (is_tenths and _OF_ALL.search(text, max(start - 20, 0), start))):
        span, tenths = Span(start, found.end + 1), found.value * 10
        return Quantity(span, Kind.CARDINAL, tenths, unit=SPLIT, worded=True, optional=has_taste)
    born = _BORN.match(text, found.end)
    if born and re.fullmatch("[0-9]{2}|[零〇五六七八九][零〇五]", text[start : found.end]):
        year = (1900 if found.value >= _THIS_CENTURY else 2000) + int(found.value)
        return Quantity(Span(start, born.end()), Kind.DECADE, year, unit=IMPLIED)
    named = _read_age(text, found, start) or _read_body(text, found, start)
    if named:
        return named
    item = None if text[max(start - _INDENTED, 0) : start].strip() else _ITEM.match(text, start)
    if item:
        return Quantity(Span(*item.span()), Kind.CARDINAL, int(item[0]), unit=IMPLIED)
    return _read_grades(text, start)


def _read_age(text: str, found: ChineseNumber, start: int) -> Quantity | None:
    """Read an age in tens of years: 八旬."""
    if not (text[found.end] == "旬" and found.worded and found.value in _OLD):
        return None
    span = Span(start, found.end + 1)
    return Quantity(span, Kind.DURATION, found.value * 10, None, Precision.ROUNDED, "year", worded=True)


def _read_body(text: str, found: ChineseNumber, start: int) -> Quantity | None:
    """Read what names a round, a school, a hospital or a part of an army: 十二强赛, 北京四中, 一一三师."""
    if text.startswith(("强赛", "強賽"), found.end):
        return Quantity(Span(start, found.end), Kind.CARDINAL, found.value, unit=IMPLIED, worded=found.worded)
    if found.worded and _SCHOOL.match(text, found.end):
        return Quantity(Span(start, found.end + 1), Kind.ORDINAL, found.value, unit=IMPLIED, worded=True)
    body = _BODY.match(text, start)
    if not body or body.end("digits") != found.end:
        return None
    value = int("".join(str(_ONES.find(digit) + 1) for digit in body["digits"]))
    return Quantity(Span(start, found.end), Kind.ORDINAL, value, unit=IMPLIED, worded=True)


def _read_grades(text: str, start: int) -> Quantity | None:
    """Read the grades of a school that are listed as one number: 二四五年级."""
    grades = _GRADES.match(text, start)
    values = [_ONES.index(grade) + 1 for grade in grades[0]] if grades else []
    if not grades or values != sorted(set(values)):
        return None
    return Quantity(Span(*grades.span()), Kind.CARDINAL, values[0], values[-1], worded=True)


def _make_split(match: re.Match[str]) -> Quantity:
    """The two parts of a whole that something is split into: 三七分成."""
    low, high = sorted(10 * (_ONES.index(part) + 1) for part in match[0][:2])
    return Quantity(Span(*match.span()), Kind.CARDINAL, low, high, unit=SPLIT, worded=True)


def _read_ordinal_sign(text: str, start: int, floor: int) -> str:
    before = start - (text[start - 1 : start] == " ")
    return text[before - 1] if before > floor and text[before - 1] == "第" else ""


def _make_ordinal(text: str, found: ChineseNumber, start: int) -> Quantity:
    quarter = _QUARTER.match(text, found.end)
    end = quarter.end() if quarter else found.end
    span = Span(text.rindex("第", 0, start), end)
    return Quantity(span, Kind.ORDINAL, found.value, found.high, unit="quarter" if quarter else "", worded=found.worded)


def begins_half(text: str, start: int) -> bool:
    """Whether half of a unit begins at `start`: the 半 of 近半个世纪, but not that of 近半数."""
    return bool(_HALVES.match(text, start))


def _read_share_of_period(text: str, whole: ChineseNumber, part: ChineseNumber, start: int) -> _Reading | None:
    """Read the share of a period: 四分之一个世纪."""
    named, end = read_unit(text, part.end)
    if not named or named[0] is not Kind.DURATION or text[part.end] not in "个個" or not whole.value:
        return None
    value = simplify(Fraction(part.value) / whole.value)
    return Quantity(Span(start, end), named[0], value, unit=named[1], worded=part.worded), 1


def _make_share(text: str, whole: ChineseNumber, part: ChineseNumber, start: int) -> _Reading:
    """The share that two numbers with 分之 between them make: 百分之五十 a percentage, 三分之二 a fraction."""
    span, precision = Span(start, part.end), find_precision(text, start, part.end, part.precision)
    if whole.value in (100, 1000, 10000):
        value, high = (simplify(Fraction(one or 0) * 100 / whole.value) for one in (part.value, part.high))
        return Quantity(span, Kind.PERCENTAGE, value, high or None, precision, worded=part.worded), 1
    value = simplify(Fraction(part.value) / whole.value) if whole.value else part.value
    return Quantity(span, Kind.CARDINAL, value, None, precision, worded=part.worded), 1


def _read_tenths(text: str, found: ChineseNumber, start: int) -> _Reading | None:
    """Read tenths as percentages: 三成 is 30 %, 八五折 is 85 % of the price."""
    tenths, discount = _TENTHS.match(text, found.end), _DISCOUNT.match(text, found.end)
    end = tenths.end() if tenths else discount.end() if discount else 0
    limit = 100 if discount else 10
    if not end or not 0 < found.value < limit:
        return None
    factor = 1 if found.value > 10 else 10
    low, high = (None if one is None else simplify(Fraction(one) * factor) for one in (found.value, found.high))
    if low is not None and tenths and tenths["more"]:
        low += 5 if tenths["more"] == "半" else (parse_numerals(tenths["more"]) or (0,))[0]
    precision = find_precision(text, start, end, found.precision)
    unit, optional = "price" if discount else "", bool(tenths and _STATE.match(text, end))
    span = Span(start, end)
    return Quantity(span, Kind.PERCENTAGE, low, high, precision, unit, worded=found.worded, optional=optional), 1


def _read_interest(text: str, found: ChineseNumber, start: int) -> _Reading | None:
    """Read a rate of interest, where 厘 is a percent, or a tenth of one a month: 三厘八 is 3.8 %."""
    match = _INTEREST.match(text, found.end) if text[found.end : found.end + 1] in ("厘", "釐") else None
    before = text[max(start - 10, 0) : start]
    if not match or not (_RATE_BEFORE.search(before) or text.startswith(("息", "利率", "的利"), match.end())):
        return None
    more = "5" if match["more"] == "半" else "".join(str(_ONES.index(one) + 1) for one in match["more"] or "")
    value = found.value + (Fraction(int(more), 10 ** len(more)) if more else 0)
    value = simplify(Fraction(value) / (10 if _MONTHLY.search(before) else 1))
    return Quantity(Span(start, match.end()), Kind.PERCENTAGE, value, found.high, worded=found.worded), 1


def _read_quarters(text: str, found: ChineseNumber, start: int) -> _Reading | None:
    """Read how much a rate of interest changed in quarters of a percentage point, as Taiwan counts: 升息3碼."""
    is_rate = text[found.end : found.end + 1] in ("码", "碼") and _RATE_BEFORE.search(text, max(start - 10, 0), start)
    if not is_rate:
        return None
    span, points = Span(start, found.end + 1), simplify(Fraction(found.value) * 25)
    return Quantity(span, Kind.MEASURE, points, unit="bp", worded=found.worded), 1


class _Signs(NamedTuple):
    """The signs and the names of currencies that may stand before a number.

    `units` has what each stands for, `pattern` finds one before a number, and `ends` are the characters it ends with.
    """

    units: dict[str, str]
    pattern: re.Pattern[str]
    ends: frozenset[str]


@cache_by_packs
def _load_signs() -> _Signs:
    units = _SIGNS | load_units().currencies
    pattern = (
        r"(?:(?P<code>US|HK|NT|A|C|S|R)?(?P<sign>[$＄¥￥€£])"
        rf"|(?P<name>{join_words(name for name in units if len(name) > 1)}))"
        rf" ?(?P<between>{_BETWEEN})?\Z"
    )
    ends = frozenset(sign[-1] for sign in (*units, *_BETWEEN.split("|")))
    return _Signs(units, re.compile(pattern), ends)


def _read_price(text: str, found: ChineseNumber, start: int, floor: int) -> _Reading | None:
    """Read the sign or the name of a currency before a number."""
    before = text[start - 1 : start].strip() or text[max(start - 2, 0) : start - 1]
    signs = _load_signs()
    sign = signs.pattern.search(text, max(start - _LONGEST_SIGN, floor), start) if before in signs.ends else None
    if not sign:
        return None
    code = _DOLLARS.get(sign["code"] or "") if sign["sign"] in ("$", "＄") else None
    unit = code or signs.units[sign["sign"] or sign["name"]]
    behind, more = read_more(text, found.end, found.precision)
    named, end = ((Kind.MONEY, CENT), behind + 1) if text.startswith(("分", "仙"), behind) else read_unit(text, behind)
    is_money = named is not None and named[0] is Kind.MONEY
    if sign["name"] and not is_money and (named or sign["between"] or sign["name"][-1] in _NOT_ALONE):
        return None
    value, end = add_parts(text, end, named[1], found) if named and is_money else (found.value, found.end)
    value = simplify(Fraction(value) / _PARTS_OF_YUAN.get(named[1], 1)) if named else value
    unit += CENT if named and named[1].endswith(CENT) else ""
    begin = start if sign["between"] else sign.start()
    precision = find_precision(text, begin, end, more)
    span = Span(begin, end)
    return Quantity(span, Kind.MONEY, value, found.high, precision, unit, worded=found.worded), found.scaled


def _read_plain(text: str, found: ChineseNumber, start: int) -> _Reading | None:
    """Read a number with nothing before it that says what it is."""
    read = _read_with_unit(text, found, start)
    return read and (_mark_nominal(text, add_others(text, read[0])), read[1])


def _mark_nominal(text: str, amount: Quantity) -> Quantity:
    """The amount as an age that was counted in the old way, where the words beside it say so: 虚岁九十."""
    start, end = amount.span
    is_nominal = _NOMINAL.search(text, max(start - 4, 0), start) or _NOMINAL_BEHIND.match(text, end)
    return amount._replace(kind=Kind.CARDINAL, unit=NOMINAL) if is_nominal else amount


def _read_with_unit(text: str, found: ChineseNumber, start: int) -> _Reading | None:
    """Read the unit behind a number; without one, numerals count only where they can be nothing else."""
    end, precision = read_more(text, found.end, found.precision)
    (named, end_of_unit), half = _read_smaller_unit(text, start, end) or read_unit(text, end), False
    if named is None and not _counts_alone(text, found, start):
        return None
    if found.worded and len(found.text) == 2 and found.high is None and _SCALED.isdisjoint(found.text):
        return None
    kind, unit = named or (Kind.CARDINAL, "")
    if unit == "quarter" and text.endswith("前", 0, start):
        kind = Kind.DURATION
    if unit == "‰":
        return Quantity(Span(start, end_of_unit), kind, simplify(Fraction(found.value) / 10)), found.scaled
    if kind is Kind.CARDINAL:
        half = text.startswith(_HALF_BEHIND, end)
        end_of_unit = end + 2 if half else end
        named, further = _read_unit_of_half(text, end_of_unit) if half else (None, end)
        kind, unit, end_of_unit = (*named, further) if named else (kind, unit, end_of_unit)
    elif kind in (Kind.DURATION, Kind.MULTIPLE, Kind.MEASURE, Kind.MONEY) and _AND_A_HALF.match(text, end_of_unit):
        half, end_of_unit = True, end_of_unit + 1
    whole = add_parts(text, end_of_unit, unit, found)
    value, end_of_unit = (found.value + Fraction(1, 2), end_of_unit) if half else whole
    if kind is Kind.MULTIPLE and _AS_MUCH.search(text, max(start - 16, 0), start):
        unit = EXACT
    precision = Precision.ROUNDED if _is_vague(text, found, unit, start, end) else precision
    after = read_unit(text, end)[1] if kind is Kind.CARDINAL and not half else end_of_unit
    more = Precision.MORE_THAN if "多" in text[end:end_of_unit] else precision
    precision = find_precision(text, start, after, more)
    span, is_said = Span(start, end_of_unit), _is_said(text, found, start)
    optional = is_said or (kind is Kind.CARDINAL and _is_optional(text, found, start))
    quantity = Quantity(span, kind, value, found.high, precision, unit, worded=found.worded, optional=optional)
    return read_temperature(text, quantity) if unit in DEGREES else quantity, found.scaled


def _is_said(text: str, found: ChineseNumber, start: int) -> bool:
    """Whether the words before a numeral make a saying of it, or the name of New Year's Eve."""
    return text.endswith(_SAID.get(found.text, ()), 0, start) or (
        found.text == "三十" and _EVE.match(text, max(start - 2, 0)) is not None
    )


def _is_vague(text: str, found: ChineseNumber, unit: str, start: int, end: int) -> bool:
    """Whether a number with its unit need not be said: of a year of an era, of a turn, in 百里."""
    if unit == "year":
        return follows_era(text, start)
    if unit == "li":
        return found.text == "百" or bool(_FAR.match(text, end))
    return unit == "degree" and bool(_TURN.match(text, end))


def _read_unit_of_half(text: str, end: int) -> tuple[tuple[Kind, str] | None, int]:
    """Read the unit behind 个半."""
    for name, named in _BEHIND_HALF.items():
        if text.startswith(name, end):
            return named, end + len(name)
    return read_unit(text, end)


def _read_smaller_unit(text: str, start: int, end: int) -> tuple[tuple[Kind, str], int] | None:
    """Read a unit that follows an amount in the larger one."""
    if text.startswith(("两", "兩"), end) and (
        text[end - 1] in _LOOSE or text[end - 1] == "半" or _OUNCE.match(text, end)
    ):
        return (Kind.MEASURE, "liang"), end + 1
    larger, named = _SMALLER.get(text[end : end + 1], ((), None))
    if named and (
        text.endswith(larger, 0, start - (text[start - 1 : start] == "零")) or _SECONDS_BEHIND.match(text, end)
    ):
        return named, end + 1
    return None


def _is_optional(text: str, found: ChineseNumber, start: int) -> bool:
    """Whether a translation may leave out a count: it is that of a list, the figure of a footnote, or slang."""
    return (
        ends_list(text, start, found.value)
        or is_footnote(text, start, found.end)
        or bool(_SLANG.match(text, found.end) and _CODES.fullmatch(found.text))
    )


def _counts_alone(text: str, found: ChineseNumber, start: int) -> bool:
    """Whether a number without a unit counts something, or a range of it and the next one does: 六至八人."""
    if found.worded and (_RATIO_BEHIND.match(text, found.end) or _RATIO_BEFORE.search(text, max(start - 5, 0), start)):
        return True
    if found.worded and (text.endswith(_NAMED_BEFORE, 0, start) or _LISTED.match(text, max(start - 1, 0))):
        return True
    if _is_enumerator(text, start, found.end) or _TO_NUMERAL.match(text, found.end) or text.endswith("前", 0, start):
        return True
    return _stands_alone(text, found, start)


def _stands_alone(text: str, found: ChineseNumber, start: int) -> bool:
    if not found.worded or found.precision is Precision.ROUNDED:
        return True
    if (found.high is not None and len(found.text) > 2) or (
        not {"点", "點"}.isdisjoint(found.text) and text.endswith(_MAGNITUDE, 0, start)
    ):
        return True
    if found.text[0] in _LOOSE - _TENS:
        return (
            found.text in _ROUND
            or bool(_IN_RETURN.search(text, max(start - 3, 0), start))
            or text.endswith(("逾", "超", "近", "破", "过", "過", "满", "滿"), 0, start)
        )
    return len(found.text) > 1 and not _LOOSE.isdisjoint(found.text)


def _is_enumerator(text: str, start: int, end: int) -> bool:
    """Whether a numeral counts an item of a list: (九), 四、"""
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    return (before in ("（", "(") and after in ("）", ")")) or (
        (not before.strip() or before in "：；:;。") and after == "、"
    )
