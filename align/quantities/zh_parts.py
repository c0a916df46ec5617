"""Chinese parts of a unit that follow it with no unit of their own or with a smaller one: 一米七, 三块五, 8块3毛."""

import re
from fractions import Fraction

from align.quantities.model import Number, simplify
from align.quantities.zh_numbers import DIGITS, ChineseNumber
from align.quantities.zh_words import load_units
from glossary.pack.tables import cache_by_packs

_ONE, _ANY = f"[一二三四五六七八九{DIGITS}]", f"[零〇一二三四五六七八九{DIGITS}]"
_END = r"(?=[，。、；：！？）)”」』’…的左多出不了吧吗啊呢嘛到至—～~\-\s]|[上以][上下]|上下|以内|$"
"""What may follow for certain; the bracket is left open for more."""
_SOLD = "活[动動]|包[邮郵]|特[价價]|封[顶頂]|商品|套餐|根本|[专專店都就也算卖賣才还還太]"
"""What is sold at a price: 九块九活动."""
_FIGURES_BEHIND = rf"(?P<figures>[{DIGITS}]{{2}})(?![{DIGITS}COUNTED十百千万亿萬億多余餘几幾帧题點点.．/:：%％°℃\s])"
"""Two digits that count nothing, as those behind a unit in 12秒74夺冠; COUNTED is what units begin with."""
_METRES = (
    rf"(?:(?<=[米尺])(?P<parts>{_ONE}{_ANY}?){_END}|[高宽寬长長深厚远遠]|大?个[子头儿]|大個[子頭]|身[高材]|[男女]生)"
    rf"|(?<=[{DIGITS}]米){_FIGURES_BEHIND})"
)
_SECONDS = rf"(?:(?P<parts>[{DIGITS}]{{1,2}}){_END})|(?<=[{DIGITS}]秒){_FIGURES_BEHIND})"
_DEGREES = rf"(?P<parts>{_ONE}){_END})"
_YUAN = (
    rf"(?:(?<=[块塊])(?P<parts>{_ONE}{_ANY}?)(?![0-9])(?:{_END}|[一每起]|{_SOLD})|钱|錢)"
    rf"|(?<=[块塊元圆圓])[零〇]?(?P<jiao>{_ONE})[毛角](?:(?P<fen>{_ONE})(?:分|{_END})))?)(?:钱|錢)?"
)
_MU = rf"(?:(?P<parts>{_ONE})分(?![之钟鐘])地?)"
_JIAO = rf"(?P<parts>{_ONE})(?:分(?:钱|錢)?|{_END}))"
_ZHANG = rf"(?P<parts>{_ONE})(?:尺|的|[长長高深宽寬]|{_END}))"
_FIRST = frozenset("零〇一二三四五六七八九0123456789０１２３４５６７８９")
_PARTS = {
    "m": _METRES,
    "second": _SECONDS,
    "degree": _DEGREES,
    "CNY": _YUAN,
    "jiao": _JIAO,
    "mu": _MU,
    "zhang": _ZHANG,
}
_FIGURES = str.maketrans("零〇一二三四五六七八九", "00123456789")
_BODY_HEAT = range(34, 43)
"""The degrees that are given with tenths."""


def add_parts(text: str, end: int, unit: str, number: ChineseNumber) -> tuple[Number, int]:
    """The value of a number with the parts of its unit, which ends at `end`, and where they end.

    >>> add_parts("一米七五，", 2, "m", ChineseNumber(1, 1))
    (Fraction(7, 4), 4)
    >>> add_parts("五毛五，", 2, "jiao", ChineseNumber(5, 1))
    (Fraction(11, 2), 3)
    """
    may_follow = text[end : end + 1] in _FIRST and unit in _PARTS and number.high is None
    match = _compile_parts(unit).match(text, end) if may_follow else None
    if not match or (unit == "degree" and number.value not in _BODY_HEAT):
        return number.value, end
    group = match.groupdict()
    digits = group["parts"] or group.get("figures") or f"{group['jiao']}{group['fen'] or ''}"
    return simplify(number.value + Fraction(int(digits.translate(_FIGURES)), 10 ** len(digits))), match.end()


@cache_by_packs
def _compile_parts(unit: str) -> re.Pattern[str]:
    """Return what matches the parts of a unit behind it."""
    counted = "".join(sorted({name[0] for name in load_units().names if name[0].isalpha()}))
    return re.compile(_PARTS[unit].replace("COUNTED", counted))
