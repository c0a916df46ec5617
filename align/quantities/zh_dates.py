"""Chinese dates, times of day, weekdays, decades and centuries."""

import re

from align.model import Span
from align.quantities.beginnings import NUMERIC_CHARS, index_by_first
from align.quantities.eras import read_era_year, read_short_year
from align.quantities.lunar import DAY, MONTHS, follows_lunar_year
from align.quantities.model import IMPLIED, LUNAR, Kind, Moment, Number, Part, Quantity, parse_digits
from align.quantities.scores import is_score
from align.quantities.zh_idioms import EVENTS
from align.quantities.zh_numbers import DIGITS, parse_numerals
from glossary.lang.late_patterns import compile_late

_TWO = rf"[{DIGITS}]{{1,2}}"
_CHINESE, _NAMING = "[一二三四五六七八九十廿卅两]{1,3}", "[一二三四五六七八九十廿卅]{1,3}"
"""Numerals of an hour or a minute, and of a month or a day, which 两 only counts: 两点, but 前两月."""
_MONTH, _DAY, _HOUR, _MINUTE = (
    rf"(?P<{name}>(?<![{DIGITS}])(?<![{DIGITS}]\ ){_TWO}|{numerals})"
    for name, numerals in (("month", _NAMING), ("day", _NAMING), ("hour", _CHINESE), ("minute", _CHINESE))
)
_YEAR = rf"(?P<year>[{DIGITS}]{{4}}|[{DIGITS}](?:\ [{DIGITS}]){{3}}(?=\ ?年)|[一二][〇零○一二三四五六七八九]{{3}})"
"""A year; its digits may be spaced out, as in 2 0 1 5 年."""
_SPACED_MONTH = _MONTH.replace(_TWO, rf"(?:1\ [0-2](?=\ ?月)|{_TWO})", 1)
"""A month; its digits may be spaced out too."""
_PART = "(?P<part>(?:上旬|中旬|下旬|初|中(?=[，。、旬]|$)|底|末)(?![至到、和及或-]?[中下]旬|[至到、和及或-][中下]))"
_PARTS = {
    "上旬": Part.EARLY,
    "初": Part.EARLY,
    "中旬": Part.MID,
    "中": Part.MID,
    "下旬": Part.LATE,
    "底": Part.LATE,
    "末": Part.LATE,
}
_LASTING = compile_late(
    "(?:超[过過]|[少多][于於]|至少|最多|[连連][续續用服]|[历歷][时時]|[为為]期|[长長][达達]|提前|不[足到]"
    "|[满滿逾共限]|(?<![预預原暂暫拟擬约約确確])定) ?\\Z"
)
"""Before these days are counted: 不超过7日."""
_NAMED = "(?<![真反修改校])正(?=月[初十二廿三里间間底末])|[冬腊臘](?=月)"
_DATE = re.compile(
    rf"""(?<![{DIGITS}.])(?:
      {_YEAR}\ ?[-/.](?P<m>{_TWO})\ ?[-/.](?P<d>{_TWO})(?![{DIGITS}.])
    | (?:{_YEAR.replace("year", "y")}\ ?年\ ?)?(?:{_SPACED_MONTH}|(?P<named>{_NAMED}))\ ?[月]份?
      (?:\ ?(?:{_DAY}\ ?[日号號](?!线|楼|院|机)|(?P<lunar>{DAY})|{_PART}))?
    | {_DAY.replace("day", "only")}\ ?(?:日(?![元圆圓志益内间間]|以[上下])|[号號](?=[上下中晚早凌，。、当起至到]|$))
    )""",
    re.VERBOSE,
)
_EVENT = re.compile("(?P<month>[0-9]{1,2})[·•](?P<day>[0-9]{1,2})(?![0-9.])")
_SLASHED = re.compile(r"(?<![0-9/.])(?P<month>1[0-2]|0?[1-9])/(?P<day>[12][0-9]|3[01]|0?[1-9])(?![0-9/.%％])")
_ENDS_IN, _ENDS_FROM = (
    compile_late(r" ?[-–~～至到] ?(?:1[0-2]|0?[1-9])/(?:[12][0-9]|3[01]|0?[1-9])(?![0-9/.%％英吋寸])"),
    compile_late(r"(?:1[0-2]|0?[1-9])/(?:[12][0-9]|3[01]|0?[1-9]) ?[-–~～至到] ?\Z"),
)
_SAYS_DAY = compile_late(" ?(?:[（(][一二三四五六日][)）]|[起止當当])")
"""What says that digits with a stroke are a month and a day, as Taiwan writes them: 8/1至8/31, 5/20（五）."""
_OCCASION = compile_late(
    "[”’」』]?(?:大?(?:事[变變件]|运动|運動|惨案|慘案|起[义義]|政变|政變|阅兵|閱兵|地震)"
    "|学社|學社|妇女|婦女|红旗手|勋章|讲话|晚会|黄金周|长假|国庆)"
)
"""What makes an event of the day named before it."""
_DOTTED = compile_late(
    "(?<![一二三四五六七八九十])(十[一二]?|一[一二]|[一二三四五六七八九])[·•・]"
    "([二三]?十[一二三四五六七八九]?|[一二三]?[一二三四五六七八九])(?![一二三四五六七八九十百千万亿·•・])"
)
_FULL_MOON = compile_late("(?<=逢)三五(?![一二三四五六七八九十百千万亿个個人日天年])|三五(?=之?夜|明月|月[明圆圓])")
_DOTS, _MONTHS, _LONGEST_MONTH = frozenset("·•・"), 12, 31
_FIGURES = str.maketrans("一二三四五六七八九", "123456789")
_DECADE = (
    rf"(?<![{DIGITS}])(?:[{DIGITS}]{{4}}|[{DIGITS}]{{2}}|[一二三四五六七八九]{{1,2}}十|[〇零一二三四五六七八九]{{4}})"
)
_YEARS = re.compile(
    rf"""(?P<century>(?<![{DIGITS}])(?:{_TWO}|[一二三四五六七八九十]{{1,3}})\ ?世[纪紀]|上世[纪紀]|本世[纪紀])?
    (?:\ ?(?P<decade>{_DECADE}\ ?年代)|{_YEAR}\ ?年(?![多余来前间后以]|代))?(?P<part>初|中期|中叶|末|底)?""",
    re.VERBOSE,
)
_AGE = compile_late(" ?年的?(?:[历歷]史(?!性)|文明|岁月|歲月|时光|時光|古)")
"""What follows years that are counted: 3000年历史."""
_LATEST, _HAVING = 2100, ("有", "近", "约", "約", "逾", "超过", "超過", "达", "達", "经", "經")
_PARTS |= {"中期": Part.MID, "中叶": Part.MID}
_OPTIONAL = re.compile(" ?(?:[电讯電訊]|消息)|[一当當那这這该該][周週](?!年)")
"""What follows a date that a translation may leave out: of a dateline, of the news that it relies on (据网站11日消息),
or of a day that only names its week.
"""
_EXPLAINING = compile_late("[昨今明前][日天晚晨早夜][（(]\\Z")
"""Before a date that only says which day it is that is named: 昨日（28日）."""
_ZERO = (
    "(?P<zero>[零〇](?=[时時][一二三四五]?十?[一二三四五六七八九十0-9]{1,2}分|(?<=[日自从從至到天夜晚晨][零〇])[时時](?!差)"
    "|[点點](?:[半整钟鐘]|[一三]刻|[一二三四五]?十[一二三四五六七八九]?分|[0-9]{2}分)))"
)
"""Midnight; 零点五分 is half a point."""
_TIME = re.compile(
    rf"""(?:(?:{_HOUR}|{_ZERO})\ ?
          (?:[时時](?!代|间|期|候|装|尚|速)|[点點](?=半|整|钟|[一三]刻|多|许|左右|{_TWO}分|[零〇]?{_CHINESE}分)
            |[点點](?P<tens>(?:[零〇][一二三四五六七八九]|十[一二三四五六七八九]|[二三四五]十[一二三四五六七八九]?)(?![百千万亿萬億分个個条條项項位人元]))
            |(?P<bare>[点點](?![{DIGITS}一二三四五六七八九十多几])))
        (?:\ ?(?P<semi>半)|(?P<quarters>[一三])刻|[零〇]?{_MINUTE}\ ?分(?![之钟])|整|钟)?
      | (?<![{DIGITS}])(?<![{DIGITS}][:：])(?P<h>{_TWO})[:：Hh](?P<min>[{DIGITS}]{{2}})
        (?:[:：][{DIGITS}]{{2}})?(?![{DIGITS}:：A-Za-z]))""",
    re.VERBOSE,
)
_TO_HOUR = compile_late(
    rf"(?:(?P<quarters>[一三])刻|(?P<minutes>{_TWO}|[一二三四五六七八九十]{{1,3}}) ?分)[钟鐘]?[就到]?"
    rf"(?P<hour>{_TWO}|[一二两兩三四五六七八九十]{{1,2}}) ?[点點](?![{DIGITS}一二三四五六七八九十几])"
)
"""What follows 差 where a time is so long before an hour: 差五分八点."""
_HOUR_LESS = compile_late(
    f"(?P<hour>{_TWO}|{_CHINESE}) ?[点點]差"
    f"(?:(?P<quarters>[一三])刻|(?P<minutes>{_TWO}|[一二三四五六七八九十]{{1,3}}) ?分)"
)
"""An hour before which so many minutes are left: 八点差五分."""
_END_OF_DAY = 24
_NIGHT = {"晚上", "晚间", "当晚", "深夜", "夜里", "夜间", "半夜", "午夜", "今晚", "昨晚", "晚"}
_MORNING, _MORNING_BEGINS = {"上午", "凌晨", "清晨", "早上", "早晨", "今早", "明早", "拂晓", "早"}, 5
_BEFORE_TIME = re.compile(rf"({'|'.join(sorted({*_NIGHT, *_MORNING, '下午', '中午', '午后', '傍晚'}))}) ?\Z")
_ENDS_PERIOD = compile_late(
    rf"(?:早上?|晚上?|[上下]午|凌晨|清晨|中午)(?:{_TWO}|{_CHINESE})[点點](?:半|[一三]刻)?[至到–—~～-]{{1,2}}\Z"
)
"""Before an hour at which a period ends that begins at one of a part of the day: 早六点半至八点."""
_WEEKDAY = re.compile("(?P<before>星期|周|週|礼拜|禮拜)(?P<weekday>[一二三四五六日天])(?![年次个期场])")
_EVERY_WEEKDAY = re.compile(
    "[、和及与與早晚凌清傍中夜，。的都闭閉开開更播举舉发發休推召在于於为為是会會（(]|[上下]午|[至到](?:周|週|星期)|\\s*\\Z"
)
"""What follows a day of the week behind 每: 每周三下午, and not 每周三次."""
_WEEKDAYS = {
    char: number for number, chars in enumerate(("一", "二", "三", "四", "五", "六", "日天"), 1) for char in chars
}


def parse_number(digits: str) -> int:
    """The value of the digits or numerals of a date; -1 where they make no number."""
    if digits[0].isdecimal():
        return int(parse_digits(digits.replace(" ", "")))
    value = parse_numerals(digits.replace("○", "〇"))
    return value[0] if value else -1


def read_date(text: str, start: int) -> Quantity | None:
    """Read the date that begins at `start`."""
    match = _DATE.match(text, start)
    if not match:
        return None
    group = match.groupdict()
    if group["only"] and _LASTING.search(text, max(start - 3, 0), start):
        return None
    year, month = group["year"] or group["y"], group["m"] or group["month"]
    day, part = group["d"] or group["day"] or group["only"] or group["lunar"], group["part"]
    first, second, third = (parse_number(one.lstrip("初")) if one else None for one in (year, month, day))
    second = MONTHS.get(group["named"] or "", second)
    moment = Moment(first, second, third, _PARTS[part] if part else None)
    if not (1 <= (moment.month or 1) <= 12 and 1 <= (moment.day or 1) <= 31):
        return None
    optional = bool(_OPTIONAL.match(text, match.end()) or _EXPLAINING.search(text, max(start - 3, 0), start))
    names_lunar_day = bool(group["named"] or group["lunar"])
    unit = LUNAR if names_lunar_day or (second and follows_lunar_year(text, start)) else ""
    span, worded = Span(start, match.end()), names_lunar_day or _is_worded(text, start)
    return Quantity(span, Kind.DATE, unit=unit, moment=moment, worded=worded, optional=optional)


def read_years(text: str, start: int) -> Quantity | None:
    """Read the year, decade or century that begins at `start`."""
    match = _YEARS.match(text, start)
    if not match or not (match["century"] or match["decade"] or match["year"]):
        return None
    if match["year"] and not match["decade"] and _counts_years(text, match):
        return None
    part = _PARTS[match["part"]] if match["part"] else None
    kind, value, high = _find_period(match)
    moment = Moment(part=part) if part else None
    return Quantity(Span(start, match.end()), kind, value, high, moment=moment, worded=_is_worded(text, start))


def _counts_years(text: str, match: re.Match[str]) -> bool:
    """Whether digits before 年 say how many years, not which: 3000年历史, but not 1949年的历史 or 公元前3000年."""
    year = parse_number(match["year"])
    if text.endswith(("前", "公元"), 0, match.start("year")):
        return False
    is_round = year > _LATEST or (year % 100 == 0 and text.endswith(_HAVING, 0, match.start("year")))
    return is_round and bool(_AGE.match(text, match.end("year")))


def _find_period(match: re.Match[str]) -> tuple[Kind, Number, Number | None]:
    century = _parse_century(match["century"]) if match["century"] else None
    if match["decade"]:
        low, high = _parse_decades(match["decade"].rstrip("年代 "))
        first = 100 * ((century or 20) - 1) if low < 1000 else 0
        return Kind.DECADE, first + low, first + high if high else None
    if match["year"]:
        return Kind.YEAR, parse_number(match["year"]), None
    return Kind.CENTURY, century or 0, None


def _parse_decades(digits: str) -> tuple[int, int | None]:
    return (int(parse_digits(digits)), None) if digits[0].isdecimal() else parse_numerals(digits) or (0, None)


def _parse_century(text: str) -> int:
    return {"上": 20, "本": 21}.get(text[0]) or parse_number(text.rstrip("世纪紀 "))


def read_time(text: str, start: int) -> Quantity | None:
    """Read the time of day that begins at `start`; 下午 and the like may stand before it, and must before 三点."""
    match = _TIME.match(text, start)
    if not match or (match["h"] and is_score(text, match.start(), match.end())):
        return None
    hour, minute = parse_number(match["hour"] or match["zero"] or match["h"]), _parse_minute(match)
    before = _BEFORE_TIME.search(text, max(start - 3, 0), start)
    if match["bare"] and not (before or _ENDS_PERIOD.search(text, max(start - 12, 0), start)):
        return None
    half = _find_half(before[1], hour) if before else ("pm" if hour > 12 else None)
    if hour > 24 or minute > 59:
        return None
    hour = hour + 12 if half == "pm" and hour < 12 else 0 if half == "am" and hour == 12 else hour
    begin = before.start() if before else start
    moment = Moment(hour=hour, minute=minute, half=half)
    span, worded = Span(begin, match.end()), _is_worded(text, start)
    return Quantity(span, Kind.TIME, moment=moment, worded=worded, optional=hour == _END_OF_DAY)


def read_time_to(text: str, start: int) -> Quantity | None:
    """Read a time that is some minutes before an hour: 差五分八点, 八点差五分 are 7:55."""
    match = _TO_HOUR.match(text, start) if text[start - 1 : start] == "差" else _HOUR_LESS.match(text, start)
    if not match:
        return None
    early = 15 if match["quarters"] == "一" else 45 if match["quarters"] else parse_number(match["minutes"])
    time = parse_number(match["hour"]) * 60 - early
    moment = Moment(hour=time // 60, minute=time % 60)
    is_valid = 0 <= time <= _END_OF_DAY * 60
    return Quantity(Span(start, match.end()), Kind.TIME, moment=moment, worded=True) if is_valid else None


def _parse_minute(match: re.Match[str]) -> int:
    if match["quarters"]:
        return 15 if match["quarters"] == "一" else 45
    digits = match["minute"] or match["min"] or match["tens"]
    return 30 if match["semi"] else parse_number(digits) if digits else 0


def _find_half(word: str, hour: int) -> str:
    if word == "中午":
        return "am" if hour == 11 else "pm"
    is_after_midnight = word in _NIGHT and (hour == 12 or hour < _MORNING_BEGINS)
    return "am" if word in _MORNING or is_after_midnight else "pm"


def read_weekday(text: str, start: int) -> Quantity | None:
    """Read the day of the week that begins at `start`."""
    match = _WEEKDAY.match(text, start)
    if not match or (match["before"] in "周週" and not _is_day_of_week(text, *match.span())):
        return None
    moment = Moment(weekday=_WEEKDAYS[match["weekday"]])
    return Quantity(Span(start, match.end()), Kind.DATE, moment=moment, worded=True)


def _is_day_of_week(text: str, start: int, end: int) -> bool:
    """Whether 周 and a numeral name a day, by what stands around them: 每周三次 does not."""
    before = text[max(start - 1, 0) : start]
    return bool(_EVERY_WEEKDAY.match(text, end)) if before == "每" else before not in tuple("一两几")


def _is_worded(text: str, start: int) -> bool:
    return not text[start].isdecimal()


def read_occasion(text: str, start: int) -> Quantity | None:
    """Read the day by which an event is called, in numerals: 七七事变, 一二·九运动; and 三五, when the moon is full."""
    end, moment = _read_named_day(text, start) or _read_dotted_day(text, start) or (0, Moment())
    if not end and text.startswith("三五", start) and _FULL_MOON.match(text, start):
        end, moment = start + 2, Moment(day=15)
    return Quantity(Span(start, end), Kind.DATE, unit=IMPLIED, moment=moment, worded=True) if end else None


def _read_named_day(text: str, start: int) -> tuple[int, Moment] | None:
    name = next((text[start : start + length] for length in (3, 2) if text[start : start + length] in EVENTS), "")
    if not name or not _OCCASION.match(text, start + len(name)):
        return None
    return start + len(name), Moment(None, *EVENTS[name])


def _read_dotted_day(text: str, start: int) -> tuple[int, Moment] | None:
    match = _DOTTED.match(text, start) if not _DOTS.isdisjoint(text[start + 1 : start + 3]) else None
    if not match:
        return None
    month, day = (int(one.translate(_FIGURES)) if "十" not in one else parse_number(one) for one in match.groups())
    return (match.end(), Moment(None, month, day)) if month <= _MONTHS and day <= _LONGEST_MONTH else None


def read_event(text: str, start: int) -> Quantity | None:
    """Read the day by which an event is called: “5·12”."""
    match = _EVENT.match(text, start)
    if not match or not (1 <= int(match["month"]) <= 12 and 1 <= int(match["day"]) <= 31):
        return None
    moment = Moment(month=int(match["month"]), day=int(match["day"]))
    return Quantity(Span(*match.span()), Kind.DATE, unit=IMPLIED, moment=moment)


def read_slashed_day(text: str, start: int) -> Quantity | None:
    """Read a month and a day with a stroke, where a period begins or ends there, or a weekday follows: 8/1至8/31."""
    match = _SLASHED.match(text, start)
    if not match:
        return None
    other = _ENDS_IN.match(text, match.end()) or _ENDS_FROM.search(text, max(start - 8, 0), start)
    month, day = int(match["month"]), int(match["day"])
    is_share = month < day <= _MONTHS and not (other and max(map(int, re.findall("[0-9]+", other[0]))) > _MONTHS)
    if is_share or not (other or _SAYS_DAY.match(text, match.end())):
        return None
    return Quantity(Span(*match.span()), Kind.DATE, moment=Moment(month=month, day=day))


_BEGINNINGS = (
    (read_era_year, f"{NUMERIC_CHARS}元一二三四五六七八九十百廿卅"),
    (read_short_year, "零〇五六七八九"),
    (read_time_to, f"{NUMERIC_CHARS}一二三四五六七八九十"),
    (read_weekday, "星周週礼禮"),
    (read_date, f"{NUMERIC_CHARS}一二三四五六七八九十廿卅两{''.join(MONTHS)}"),
    (read_event, "0123456789"),
    (read_slashed_day, "0123456789"),
    (read_occasion, "一二三四五六七八九十"),
    (read_years, f"{NUMERIC_CHARS}〇零一二三四五六七八九十上本"),
    (read_time, f"{NUMERIC_CHARS}零〇一二三四五六七八九十廿卅两"),
)
"""The functions that read what may begin at a place, in the order in which they are tried, and its first characters."""
READERS = index_by_first(_BEGINNINGS)
"""A character -> the functions that read what may begin with it, in the order in which they are tried."""
