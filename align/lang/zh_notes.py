"""Notes of a Chinese newsroom or platform that no translation should have: bylines, credits, calls to follow, rights.

They are what the rules of publication ask to delete from a translation, so that no rule misses them there. The table
`data/zh_notes.tsv` has an expression a line, in simplified script, of a note in brackets or of a whole sentence, with
an example and a text that only looks like one. In expressions, `{who}` stands for names, `{role}` for what somebody
does, `{desk}` for a paper, and so on.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from align.model import Span
from glossary.lang.late_patterns import compile_late
from glossary.storage.reading import read_resource

_HAN = "\u4e00-\u9fff"
"""The common ones: the class of all takes a hundred times as long to compile."""

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方"
    "石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申"
    "尤毕聂丛焦向柳邢岳齐梅莫庄辛管祝左涂祁舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁甘景薄单包司柏宁柯阮桂闵柴华"
    "车冉房边艾尚仇"
)
_NAME = f"(?!谢谢)[{_SURNAMES}][{_HAN}]{{1,2}}"
_AND = r"(?:[\s、，,/／&]+|和)"
_MACROS = {
    "{name}": _NAME,
    "{and}": _AND,
    "{who}": rf"(?:{_NAME}|[A-Z][A-Za-z.'’-]{{1,20}}|[{_HAN}]{{2,10}}(?:报|网|社|台|新闻)(?:\s{_NAME})?)"
    rf"(?:{_AND}{_NAME})*",
    "{role}": "记者|通讯员|特约撰稿人?|撰稿人?|作者|撰文|编辑|责编|责任编辑|执行编辑|值班编辑|主编|校对|审校|审核|编审"
    "|监制|排版|美编|摄影|实习生|评论员",
    "{desk}": "(?:本报|本网|本刊|本台|本社|实习|见习|特约|特派|首席|全媒体|融媒体|本期"
    rf"|驻[{_HAN}]{{2,6}}?"
    rf"|[{_HAN}]{{1,8}}?(?:报|网|社|台|新闻)){{0,3}}(?:[{_HAN}]{{2,6}}\d{{1,2}}月\d{{1,2}}日[电讯]\s?)?",
    "{sep}": r"\s?[:：丨|/／]\s?|[ \u3000]+",
    "{please}": r"(?:请|欢迎|可|可以|记得|快来|别忘了|点击|大家){0,3}",
    "{agency}": "视觉中国|东方IC|IC ?photo|图虫创意|全景网|人民视觉|海洛创意|摄图网|VCG|CFP|Getty ?Images|盖蒂图片社?",
    "{han}": _HAN,
}
_MAY_BE = compile_late(
    "记者|通讯员|编辑|编审|责编|撰|作者|校|审核|监制|排版|美编|摄|实习生|评论|文|图|来源|源|报道|采写|网络|中国|IC|人民视觉|VCG|CFP|Getty"
    "|海洛创意|赞|在看|分享|收藏|转|点击|戳|码|扫|关注|滑|留言|朋友|字|原标题|原题|版权|侵权|代表|声明|载|摘编|镜像|网|社|客户端|周刊|杂志"
    "|記者|通訊員|編|責|審|監製|攝|實習|評論|圖|來源|報道|報導|採|網|中國|視覺|讚|贊|轉|點|擊|碼|掃|關注|留言|聲明|載|鏡像|客戶端|雜誌"
)
"""What each note has a word of, in either script."""
_BRACKETS = compile_late(r"[（(【〔\[]\s?([^（(【〔\[\]】）)〕\n]{2,100}?)\s?[)）】〕\]]")
_SENTENCE = compile_late(r"[^\n。！？!?]{2,}[。！？!?]?")
_LONGEST = 320
_CLOSING = " \t\u3000。！？!?.…"


class Note(NamedTuple):
    """A row of the table."""

    place: str
    says: str
    expression: str
    example: str
    other: str


@cache
def list_notes() -> tuple[Note, ...]:
    """Read the rows of the table."""
    lines = read_resource("align.lang", "zh_notes.tsv").splitlines()
    return tuple(Note(*line.split("\t")) for line in lines if line and not line.startswith("#"))


@cache
def _compile(place: str) -> re.Pattern[str]:
    """Return the expression for all notes of a place."""
    expression = "|".join(f"(?:{row.expression})" for row in list_notes() if row.place == place)
    for name, meaning in _MACROS.items():
        expression = expression.replace(name, meaning if name == "{han}" else f"(?:{meaning})")
    return re.compile(expression)


def find_notes(text: str) -> list[Span]:
    """Find the notes in a Chinese text: those in brackets, and sentences that are nothing else.

    >>> [tuple(note) for note in find_notes("港口开放（本报记者 王敏）。转载请注明出处。")]
    [(4, 13), (14, 22)]
    """
    if not _MAY_BE.search(text):
        return []
    from glossary.dictionary.script_folding import simplify

    return list(_search(simplify(text)))


def _search(text: str) -> Iterator[Span]:
    for sentence in _SENTENCE.finditer(text):
        if len(sentence[0]) <= _LONGEST and _is_note(sentence[0], "line"):
            yield Span(*sentence.span())
            continue
        for match in _BRACKETS.finditer(text, *sentence.span()):
            # who wrote what is quoted stands in brackets as well
            if not match[1].startswith("作者") and (_is_note(match[1], "bracket") or _is_note(match[1], "line")):
                yield Span(*match.span())


def _is_note(text: str, place: str) -> bool:
    return _compile(place).fullmatch(text.strip().rstrip(_CLOSING)) is not None


def drop_notes(text: str) -> str:
    """Return a Chinese text without its notes.

    >>> drop_notes("港口开放（本报记者 王敏）。")
    '港口开放。'
    """
    for span in reversed(find_notes(text)):
        text = text[: span.start] + text[span.end :]
    return text


def is_note(text: str) -> bool:
    """Return whether a Chinese text consists of notes.

    >>> is_note("（本报记者 王敏）"), is_note("记者：您为什么离开？")
    (True, False)
    """
    return any(map(str.isalnum, text)) and not any(map(str.isalnum, drop_notes(text)))
