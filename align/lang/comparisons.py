"""Comparisons that a translation turns: 高于去年, "lower than last year".

English may turn a comparison round with its two sides (乙低于甲, "A is higher than B"). So only those are compared of
which one side is a word of a short list, and stands on the same side of the comparison in both texts.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from align.lang.exchanged_words import Texts, fold
from align.model import Span
from glossary.lang.late_patterns import compile_late

_QUALITIES = (
    (
        "高 多 大 强",
        "higher more greater larger bigger stronger above over exceed* surpass* outnumber* outpac* outstrip* top* "
        "beat* excess",
        "低 少 小 弱",
        "lower less fewer smaller weaker below under behind miss*",
    ),
    ("快", "faster quicker more* sooner", "慢", "slower less*"),
    ("早", "earlier sooner before ahead", "晚 迟", "later after"),
    ("长", "longer", "短", "shorter"),
    ("重", "heavier more*", "轻", "lighter less"),
    ("热 暖 暖和", "warmer hotter milder", "冷", "colder cooler chillier"),
    ("贵 昂贵", "expensive dearer pricier costlier costly more", "便宜 低廉", "cheaper less lower"),
    ("老 年长", "older elder", "年轻", "younger"),
    ("远", "farther further", "近", "closer nearer"),
    ("深", "deeper", "浅", "shallower"),
    ("宽", "wider broader", "窄", "narrower"),
    ("难 困难", "harder difficult tougher", "容易 简单", "easier simpler"),
    ("安全", "safer", "危险", "dangerous riskier"),
    (
        "好 优",
        "better superior above beat* exceed*",
        "差 糟 劣",
        "worse inferior poorer below less lower fewer smaller behind short weaker slower",
    ),
)
"""Qualities that exclude each other, each with the English words of comparisons that show it."""

_ANCHORS = {
    "去年|上年|上一年|往年|前年|上年度": "last year|previous year*|prior year*|year earlier|year ago|year before",
    "上月|上个月": "last month|previous month|month earlier|month before|month ago",
    "同期": "same period|period|year earlier|year ago|corresponding",
    "平均": "average*|mean",
    "预期|预测|预计|预想|预估": "expect*|forecast*|estimat*|predict*|anticipat*|consensus",
    "以前|以往|从前|过去": "before|past|previous*|used to",
    "女性|女生|女子|妇女|女孩": "women*|woman*|female*|girl*",
    "男性|男生|男子|男孩": "men*|man*|male*|boy*",
    "进口": "import*",
    "出口": "export*",
    "收入": "income*|revenue*|earning*",
    "支出|开支": "spend*|expenditure*|expense*",
    "城市|城镇": "cit*|urban|town*",
    "农村|乡村": "rural|village*|countryside",
    "儿童|孩子": "child*|kid*",
    "成人|成年人": "adult*",
    "白天": "day*",
    "夜间|晚上|夜里": "night*",
    "新": "new*",
    "旧": "old*|previous*|former",
    "正常": "normal*",
    "隔壁|邻居": "next door|neighbo*",
    "对手|同行|同类|竞争者": "rival*|competit*|peer*|counterpart*|opponent*",
    "其他|其它|别的": "other*|else",
    "上次|上一次": "last time|previous*",
    "昨天|昨日|前一天": "yesterday|previous day|day before",
    "上周|前一周": "last week|previous week|week before|week earlier",
    "计划|目标": "plan*|target*|goal*",
    "行业|业内|同业": "industry|sector",
    "国内": "domestic*|home",
    "男人|男员工": "men*|man*|male*",
    "女人|女员工": "women*|woman*|female*",
    "老人|老年人": "old*|elder*|senior*",
    "年轻人|青年": "young*|youth*",
    "南方|南部": "south*",
    "北方|北部": "north*",
    "东部": "east*",
    "西部": "west*",
    "中国": "china*|chinese*",
    "美国": "america*|us|u.s.|united states",
    "日本": "japan*",
    "欧洲|欧盟": "europe*|eu",
    "对照组": "control*",
    "治疗组|试验组|实验组|观察组": "treat*|experiment*|test group|study group",
    "A组|甲组": "group a|arm a",
    "B组|乙组": "group b|arm b",
    "国际|全球|世界": "international*|global*|world*",
    "这里|此地|本地": "here|local*",
}
"""What is often compared, by what shows it in English."""

_ADJECTIVES = "|".join(sorted((word for row in _QUALITIES for word in f"{row[0]} {row[2]}".split()), key=len)[::-1])
_END = r"(?=[了得，。；：！？,;\s出些]|一[些点倍]|[\d一二两三四五六七八九十百千万几多]|\Z)"
_COMPARED = compile_late(
    rf"(?P<adjective>[高多大强快早长重优低少小弱慢晚迟短轻劣])[于於](?P<standard>[^，。；：！？,;\d]{{2,16}})"
    rf"|(?P<over>超过|超出|优于|好于)了?(?P<excelled>[^，。；：！？,;\d]{{2,16}})"
    rf"|(?P<under>不如|不及|比不上|逊[于於])(?P<excelling>[^，。；：！？,;\d]{{2,16}})"
    rf"|比(?P<other>[^，。；：！？,;比]{{1,14}}?)(?:更加?|还要?|要|稍|略|明显|大大|远)?(?P<degree>{_ADJECTIVES}){_END}"
)
_DENIED = compile_late("[不没沒无無勿越最]|未(?!来)|非(?![常洲])|至[少多]|差[不点]|[接将]近|用于|大小|多少|高低")
_ENGLISH_DENIED = compile_late(r"\b(?:not?|never|nor|neither|nothing|none|without|ever|rather|except|from)\b|n['’]t\b")
_THAN = compile_late(r"\bthan\b|\b(?:above|below|exceed\w*|surpass\w*|outnumber\w*|beat\w*|behind|miss\w*)\b")
_LONGEST, _NEAR = 400, 50


def find_comparisons(source: str) -> list[int]:
    """Where a text in simplified script compares something, in order."""
    return [match.start() for match in _COMPARED.finditer(source)]


def find_turned_comparisons(texts: Texts) -> Iterator[tuple[Span, Span]]:
    """The comparison of a sentence that its translation turns, and the word that does so.

    >>> [tuple(one) for one, _ in find_turned_comparisons(("产量高于去年。", "Output was lower than last year."))]
    [(2, 6)]
    """
    from glossary.dictionary.script_folding import simplify

    source = simplify(texts[0]) if max(map(len, texts)) < _LONGEST else ""
    matches = list(_COMPARED.finditer(source))
    folded = fold(texts[1]) if len(matches) == 1 else ""
    if not folded or _DENIED.search(_COMPARED.sub(" ", source)) or _ENGLISH_DENIED.search(folded):
        return
    match = matches[0]
    quality = "差" if match["under"] else "好" if "好" in match[0] else "高"
    right, wrong = _list_patterns()[match["adjective"] or match["degree"] or quality]
    found = list(wrong.finditer(folded))
    if len(found) != 1 or right.search(folded):
        return
    standard = match["standard"] or match["excelled"] or match["excelling"] or match["other"]
    if _stands_alike((source[: match.start()], standard), folded, found[0]):
        yield Span(*match.span()), Span(*found[0].span())


def _stands_alike(sides: tuple[str, str], folded: str, word: re.Match[str]) -> bool:
    """Whether the two sides of a comparison are those of the English one around a word, and not exchanged."""
    than = _THAN.search(folded, word.start(), word.end() + _NEAR)
    if not than:
        return False
    before, behind = folded[: word.start()], folded[than.end() :]
    votes = set[bool]()
    for given, pattern in _list_anchors():
        own = [bool(given.search(side)) for side in sides]
        shown = [bool(pattern.search(side)) for side in (before, behind)]
        if own[0] is not own[1] and shown[0] is not shown[1]:
            votes.add(own == shown)
    return votes == {True}


@cache
def _list_patterns() -> Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    """By each Chinese quality what shows it, and what shows the opposite one."""
    found = dict[str, tuple[re.Pattern[str], re.Pattern[str]]]()
    for high, more, low, less in _QUALITIES:
        up, down = _compile(more.split()), _compile(less.split())
        found |= dict.fromkeys(high.split(), (up, down)) | dict.fromkeys(low.split(), (down, up))
    return found


@cache
def _list_anchors() -> list[tuple[re.Pattern[str], re.Pattern[str]]]:
    return [(re.compile(given), _compile(english.split("|"))) for given, english in _ANCHORS.items()]


def _compile(words: list[str]) -> re.Pattern[str]:
    """What finds any of some words in small letters; a `*` stands for any letters."""
    return re.compile("|".join(rf"\b{word.replace('*', '[a-z]*')}\b" for word in words))
