"""Years that only date an event with a name of its own: 2008年全球金融危机 is "the global financial crisis"."""

import re
from functools import cache

from align.quantities.model import Kind, Quantity

_EVENTS = {
    "危机 危機 海啸 海嘯": "crisis crises crash crunch tsunami turmoil meltdown",
    "奥运 奧運 奥林匹克 冬奥 冬奧 残奥 殘奧 亚运 亞運 全运 全運": "olympics olympic paralympics paralympic games",
    "世界杯 世界盃": "world.cup",
    "世博 博览会 博覽會": "expo exposition fair",
    "地震": "earthquake quake",
    "疫情 疫潮 非典 沙士": "sars outbreak epidemic pandemic covid covid-19",
    "五四运动 文化大革命 文革 辛亥革命 工业革命 十月革命": "movement revolution",
    "战争 戰爭 大战 大戰": "war",
    "事变 事變 惨案 慘案 大屠杀 大屠殺": "incident massacre",
}
"""What the name of an event ends with, and English words of which its translation has one."""

_NAME = "[^，。；：、！？,;:“”（）()0-9 年月日的在于於了把被将將和与與及举舉发發开開创創以前后後当當]{0,8}?"
"""What stands before that; a date is not that of its event where a verb stands there."""
_NOT_BEGINNING = "(?!爆[发發]|[发發]生|开始|開始|开幕|開幕|举[行办]|舉[行辦]|结束|結束|闭幕|閉幕)"
"""What is said to have happened in that year is more than a name."""


def dates_event(source: str, quantity: Quantity, text: str) -> bool:
    """Whether a year of the source stands right before the name of an event that the translation names as well."""
    if quantity.kind is not Kind.YEAR:
        return False
    return any(named.match(source, quantity.span.end) and english.search(text) for named, english in _compile_events())


@cache
def _compile_events() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (
            re.compile(f"(?:爆?[发發]?的)?{_NAME}(?:{names.replace(' ', '|')})会?{_NOT_BEGINNING}"),
            re.compile(rf"\b(?:{'|'.join(words.split())})\b", re.IGNORECASE),
        )
        for names, words in _EVENTS.items()
    )
