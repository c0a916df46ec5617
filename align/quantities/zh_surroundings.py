"""What stands before and behind a Chinese number: its unit, and the words that say how exact it is."""

import re

from align.quantities.model import Kind, Number, Precision, Quantity
from align.quantities.zh_words import ANY_DOLLAR, MORE_BEFORE_SCALES, PRECISION_BEFORE, PRECISION_BEHIND, load_units
from glossary.pack.patterns import compile_late

_ENDS_BEFORE, _BEGINS_BEHIND = {word[-1] for word in PRECISION_BEFORE}, {word[0] for word in PRECISION_BEHIND}
_JIAO = compile_late(
    r"(?:(?<!三)毛|(?<![一三四六八])角)(?=[，。、；：！？）)”」』…/]|\s*$|[一每][斤个個包张張瓶只枚份条條度公]"
    r"|[一二三四五六七八九1-9](?:分|[，。、；！？）]|$))"
    r"|(?:(?<!三)毛|(?<![一三四六八])角)(?=的[，。、；！？])"
    r"|毫(?=[，。、；：！？）]|\s*$)"
    r"|[毛角](?=[一二三四五六七八九](?:分|[，。、；！？）]|$))"
)
"""Tenths of a yuan or a Hong Kong dollar with no 钱 behind them; 三毛 is a writer, 一角 a corner, 八角 a spice."""
_FLOOR = compile_late(
    r"(?:(?<=[1-9]\d)(?<![成比:：—-]\d\d)|(?<=[1-9]\d\d)(?<![成比:：—-]\d\d\d)|(?<=[二三四五六七八九百]十)|(?<=百)|(?<=[十百][几幾]))"
    r"平(?=[，。、；,;/)）的大多左以\s]|$)"
)
"""Square metres of a home: 一百二十平, but 打成98平."""
_COLD = compile_late(r"(?:零下(?:[华華摄攝]氏)?|[负負]|(?<![\d度℃℉°CF])[-−－])\s?\Z")
_FAHRENHEIT, _CELSIUS = ("华氏", "華氏", "华氏零下", "華氏零下"), ("摄氏", "攝氏", "摄氏零下", "攝氏零下")
DEGREES = frozenset(("°C", "°F", "degree"))
_SCALES = frozenset("十百千万亿萬億")
_LONGEST_LIST, _FEWEST = 120, 2
_SEPARATOR, _NO_ITEM = re.compile("[，。；：！？,;:]"), frozenset("，。；：！？,;:、的 ")
_THESE = ("这", "這", "上述", "以上", "该", "該", "此")
_AND = re.compile("[、和及与與]")


def read_more(text: str, end: int, precision: Precision) -> tuple[int, Precision]:
    """Read 多, 余 or 来 between a number that ends at `end` and its unit: where it ends, and how exact it leaves it."""
    if text[end : end + 1] in ("多", "余", "餘"):
        return end + 1, Precision.MORE_THAN
    return (end + 1, Precision.ABOUT) if text[end : end + 1] in ("来", "來") else (end, precision)


def read_unit(text: str, end: int) -> tuple[tuple[Kind, str] | None, int]:
    """Read the unit behind a number, a blank between them allowed: what it says (None: no unit), and where it ends."""
    begin = end + text.startswith(" ", end)
    if text.startswith(("毛", "角", "毫"), begin) and _JIAO.match(text, begin):
        return (Kind.MONEY, "jiao"), begin + 1
    if text.startswith("平", begin) and _FLOOR.match(text, begin):
        return (Kind.MEASURE, "m2"), begin + 1
    units = load_units()
    for length in range(min(units.longest.get(text[begin : begin + 1], 0), len(text) - begin), 0, -1):
        named = units.names.get(text[begin : begin + length])
        if named and not _goes_on(text, begin + length):
            return named, begin + length
    return None, end


def add_others(text: str, amount: Quantity) -> Quantity:
    """Return an amount with the currencies that its name may mean as well, where that is 元 or 块 alone."""
    if amount.unit != "CNY" or "人民" in text[slice(*amount.span)]:
        return amount
    units = load_units()
    is_colloquial = any(name in text[slice(*amount.span)] for name in units.colloquial)
    return amount._replace(others=(*units.dollars, ANY_DOLLAR) if is_colloquial else units.dollars)


def _goes_on(text: str, end: int) -> bool:
    """Whether a symbol of Latin letters goes on: the m of 10mW is no metre."""
    around = text[end - 1 : end + 1]
    return len(around) == len("mW") and around.isascii() and around.isalpha()


def read_temperature(text: str, degrees: Quantity) -> Quantity:
    """The degrees, with their unit where it stands before them, as in 华氏86度, and whether they are below zero."""
    before = text[max(degrees.span.start - 5, 0) : degrees.span.start]
    if degrees.unit == "degree" and before.endswith((*_FAHRENHEIT, *_CELSIUS)):
        degrees = degrees._replace(unit="°F" if before.endswith(_FAHRENHEIT) else "°C")
    return degrees._replace(cold=_COLD.search(before) is not None)


def ends_list(text: str, start: int, count: Number) -> bool:
    """Whether a number at `start` says how many were named: right before it, 甲、乙、丙3人, or earlier, 这3人."""
    if text.endswith(_THESE, 0, start):
        return True
    if text.find("、", max(start - _LONGEST_LIST, 0), start) < 0 or text[start - 1] in _NO_ITEM or count < _FEWEST:
        return False
    before = text[max(start - _LONGEST_LIST, 0) : start]
    return len(_AND.findall(_SEPARATOR.split(before)[-1])) + 1 == count


def find_precision(text: str, start: int, end: int, found: Precision) -> Precision:
    """How exact the words before and behind a number say it is; `found` is what the number itself says."""
    if found is not Precision.EXACT:
        return found
    for length in (2, 1) if text[end : end + 1] in _BEGINS_BEHIND else ():
        after = PRECISION_BEHIND.get(text[end : end + length])
        if after:
            return after
    begin = start - (text[start - 1 : start] == " ")
    if text[start : start + 1] in _SCALES and text.endswith(MORE_BEFORE_SCALES, 0, start):
        return Precision.MORE_THAN
    for length in (4, 3, 2, 1) if text[max(begin - 1, 0) : begin] in _ENDS_BEFORE else ():
        before = PRECISION_BEFORE.get(text[max(begin - length, 0) : begin])
        if before:
            return before
    return found
