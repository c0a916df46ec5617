"""Years counted from the beginning of a reign or an era: 光绪二十四年 is 1898, 公元前221年 is 221 BC."""

import re
from functools import cache

from align.model import Span
from align.quantities.model import AD, BC, REIGN, Kind, Precision, Quantity, parse_digits
from align.quantities.zh_numbers import DIGITS, parse_numerals
from glossary.lang.late_patterns import compile_late

_MODERN = "民国 1912-2100 大正 1912-1926 昭和 1926-1989 平成 1989-2019 令和 2019-2100"
_ERAS = (
    "永平 58-75 永元 89-105 建宁 168-172 熹平 172-178 光和 178-184 中平 184-189 初平 190-193 建安 196-220 黄初 220-226 "
    "景初 237-239 嘉平 249-254 太康 280-289 元康 291-299 永嘉 307-313 义熙 405-418 天监 502-519 开皇 581-600 "
    "仁寿 601-604 大业 605-618 武德 618-626 贞观 627-649 永徽 650-655 显庆 656-661 龙朔 661-663 总章 668-670 "
    "咸亨 670-674 垂拱 685-688 神龙 705-707 景龙 707-710 开元 713-741 天宝 742-756 至德 756-758 乾元 758-760 "
    "大历 766-779 建中 780-783 贞元 785-805 元和 806-820 长庆 821-824 开成 836-840 会昌 841-846 大中 847-860 "
    "咸通 860-874 乾符 874-879 中和 881-885 光启 885-888 天祐 904-907 建隆 960-963 开宝 968-976 太平兴国 976-984 "
    "雍熙 984-987 淳化 990-994 至道 995-997 咸平 998-1003 景德 1004-1007 大中祥符 1008-1016 天禧 1017-1021 "
    "天圣 1023-1032 景祐 1034-1038 宝元 1038-1040 庆历 1041-1048 皇祐 1049-1054 至和 1054-1056 嘉祐 1056-1063 "
    "治平 1064-1067 熙宁 1068-1077 元丰 1078-1085 元祐 1086-1094 绍圣 1094-1098 元符 1098-1100 崇宁 1102-1106 "
    "大观 1107-1110 政和 1111-1118 宣和 1119-1125 靖康 1126-1127 建炎 1127-1130 隆兴 1163-1164 乾道 1165-1173 "
    "淳熙 1174-1189 绍熙 1190-1194 庆元 1195-1200 嘉泰 1201-1204 开禧 1205-1207 绍定 1228-1233 端平 1234-1236 "
    "嘉熙 1237-1240 淳祐 1241-1252 宝祐 1253-1258 景定 1260-1264 咸淳 1265-1274 德祐 1275-1276 大定 1161-1189 "
    "中统 1260-1264 大德 1297-1307 至大 1308-1311 延祐 1314-1320 至治 1321-1323 泰定 1324-1328 至顺 1330-1333 "
    "至正 1341-1370 洪武 1368-1398 建文 1399-1402 永乐 1403-1424 洪熙 1425-1425 宣德 1426-1435 正统 1436-1449 "
    "景泰 1450-1457 天顺 1457-1464 成化 1465-1487 弘治 1488-1505 正德 1506-1521 嘉靖 1522-1566 隆庆 1567-1572 "
    "万历 1573-1620 天启 1621-1627 崇祯 1628-1644 天聪 1627-1636 崇德 1636-1643 顺治 1644-1661 康熙 1662-1722 "
    "雍正 1723-1735 乾隆 1736-1795 嘉庆 1796-1820 道光 1821-1850 咸丰 1851-1861 同治 1862-1874 光绪 1875-1908 "
    f"宣统 1909-1912 明治 1868-1912 {_MODERN}"
)
"""The names of eras, each with its first and its last year. One that others had as well is that of its longest."""
_UNDATED = ("绍兴", "至元")
"""Two had the second name; the first is a city too."""
_LENGTHS = (4, 2)
_YEAR = compile_late(
    rf"(?P<number>元|[{DIGITS}]{{1,4}}|[零〇一二三四五六七八九十百千廿卅]{{1,7}}) ?(?:年(?!代)|[载載])"
)
_YEAR_TO = compile_late(
    rf"(?:元|[{DIGITS}]{{1,4}}|[零〇一二三四五六七八九十百廿卅]{{1,5}}) ?年? ?[至到—–~～-]{{1,2}} ?\Z"
)
"""A year before the one that ends its range: the first of 至正七年至十年."""
_PERIOD = ("间", "間")
_FISCAL = compile_late(
    "1[0-3][0-9] ?年(?= ?(?:度|1?[0-9] ?月|第?[一二三四1-4] ?季|[上下]半年|[初底末](?=[，。、；）)止前]|$)))"
)
"""A year of the republic that goes without its name, as Taiwan writes it: 112年3月, 110年度."""
_REPUBLIC = "民国"
_YEAR_BEFORE = compile_late(rf"(?:元|[{DIGITS}]{{1,2}}|[一二三四五六七八九十廿]{{1,4}}) ?年[闰閏]? ?\Z")
_ENDS = frozenset("前元")
_BEFORE_CHRIST = compile_late("(?:[公西]元|[纪紀]元|[至到（(—～~–-])前 ?\\Z")
_COMMON = ("公元", "西元")
_YEAR_END = compile_late("的?(?:冬|十[一二]月|1[12]月|[腊臘冬]月|除夕|[岁歲年]末|[岁歲年]底|闰十|閏十)")
"""Behind the year of a lunar calendar this may lie in the next one of the common era."""
_SHORT = compile_late(
    "(?<![零〇一二三四五六七八九十百千万])[零〇五六七八九][零〇一二三四五六七八九] ?年(?![间間来來前后後多级級])"
)
_MODERN_NAMES, _LAST_PLAIN, _THIS_CENTURY = frozenset(_MODERN.split()[::2]), 999, 10


def follows_era(text: str, start: int) -> bool:
    """Whether the name of an era stands right before `start`."""
    return _find_era(text, start) is not None


def follows_imperial_year(text: str, start: int) -> bool:
    """Whether the year of an emperor of China stands right before `start`: 光绪三年, a leap month (闰) behind it."""
    year = _YEAR_BEFORE.search(text, max(start - 9, 0), start)
    era = _find_era(text, year.start()) if year else None
    return era is not None and era not in _MODERN_NAMES


def _find_era_of_range(text: str, start: int) -> str | None:
    """The era that stands before a year, or before the range that it ends."""
    era, first = _find_era(text, start), _YEAR_TO.search(text, max(start - 12, 0), start)
    return era or (_find_era(text, first.start()) if first else None)


def _find_era(text: str, start: int) -> str | None:
    from glossary.dictionary.script_folding import simplify

    before = simplify(text[max(start - 5, 0) : start].rstrip())
    if before[-1:] not in _list_ends():
        return None
    return next((before[-length:] for length in _LENGTHS if before[-length:] in _list_eras()), None)


@cache
def _list_eras() -> dict[str, tuple[int, int]]:
    """The name of an era -> its first year and its last; (0, 0) where it is not known."""
    words = _ERAS.split()
    dated = {name: _parse_years(years) for name, years in zip(words[::2], words[1::2], strict=True)}
    return dict.fromkeys(_UNDATED, (0, 0)) | dated


def _parse_years(years: str) -> tuple[int, int]:
    first, last = years.split("-")
    return int(first), int(last)


@cache
def _list_ends() -> frozenset[str]:
    return frozenset(name[-1] for name in _list_eras())


def read_era_year(text: str, start: int) -> Quantity | None:
    """Read the year whose number begins at `start`, behind the name of an era or 公元."""
    match = _YEAR.match(text, start)
    if not match:
        return None
    number = _parse_number(match["number"])
    era = _find_era_of_range(text, start) or (_REPUBLIC if _FISCAL.match(text, start) else None)
    if era and not (text.startswith(_PERIOD, match.end()) and _find_era(text, start)):
        return _make_era_year(text, match, era, number)
    if text[start - 1 : start].strip() not in _ENDS or match["number"] == "元":
        return None
    if _BEFORE_CHRIST.search(text, max(start - 4, 0), start):
        return Quantity(Span(start, match.end()), Kind.YEAR, number, unit=BC)
    is_common = number <= _LAST_PLAIN and text.endswith(_COMMON, 0, start)
    return Quantity(Span(start, match.end()), Kind.YEAR, number, unit=AD) if is_common else None


def _make_era_year(text: str, match: re.Match[str], era: str, number: int) -> Quantity | None:
    """The year of the common era; None where the era did not last so long, so that years are counted."""
    first, last = _list_eras()[era]
    year = first + number - 1
    if not first or not first <= year <= last:
        return None
    may_be_next = era not in _MODERN_NAMES and _YEAR_END.match(text, match.end())
    precision = Precision.ROUNDED if may_be_next else Precision.EXACT
    span = Span(*match.span())
    return Quantity(span, Kind.YEAR, year, None, precision, f"{REIGN}{number}", worded=not match["number"].isdecimal())


def _parse_number(digits: str) -> int:
    if digits == "元":
        return 1
    if digits[0].isdecimal():
        return int(parse_digits(digits))
    value = parse_numerals(digits)
    return value[0] if value and value[1] is None else 0


def read_short_year(text: str, start: int) -> Quantity | None:
    """Read the year of which two numerals begin at `start`: 八七年; 七八年 may be seven or eight years."""
    match = _SHORT.match(text, start)
    value = parse_numerals(text[start : start + 2]) if match else None
    if not match or not value or value[1] is not None:
        return None
    year = (2000 if value[0] < _THIS_CENTURY else 1900) + value[0]
    return Quantity(Span(*match.span()), Kind.YEAR, year, worded=True)
