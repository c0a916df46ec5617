"""What the rules of publication ask to delete: once it is gone, no rule that compares with the source misses it."""

import re

import pytest

from align.commands.check import check_text
from align.lang.zh_notes import Note, drop_notes, find_notes, is_note, list_notes
from align.linter.registry import find_rule

SOURCE = "港口五月开放。第一批船已经到了。局长说，水位很低。\n渔民担心今年的收成。新码头要花三亿元。\n"
TARGET = (
    "The port opens in May. The first ships have already arrived. The water level is very low, its head said.\n"
    "Fishermen worry about this year's catch. The new pier will cost 300 million yuan.\n"
)
SOURCES = {
    "byline-leak": """
        【文/海港日报 王敏】港口周一重新开放。
        【文/海港日报 王敏】港口周一重新开放。
        海港通讯社大连5月3日电（记者王敏）港口周一重新开放。
        港口周一重新开放。（记者王敏、李娜、赵磊）
        港口周一重新开放。【责任编辑：李娜】
        港口周一重新开放。（编辑：李娜）
        责任编辑：李娜
        文 | 王敏
        文/王敏 图/李娜
        港口重新开放了。文/王敏 图/李娜
        港口重新开放了。（责任编辑：李娜）它关闭了一周。
        港口重新开放了。文/王敏；编辑：李娜
        （文/王敏；编辑：李娜）港口重新开放了。
        港口重新开放了。记者：王敏 摄影：李娜
        港口重新开放了。编辑 王敏
        校对：王敏
        记者 王敏
        港口周一重新开放。（本报记者 王敏）
        记者：王敏 编辑：李娜
        （海港时报记者王敏）港口周一重新开放。
        【海港网 王敏】港口周一重新开放。
        记者：王敏
        大连5月3日消息（记者：王敏）港口重新开放了。
        大连5月3日电（通讯员王敏、李娜）港口重新开放了。
        港口周一重新开放。（记者王敏）
        港口周一重新开放。（参与采写记者：王敏、李娜）
        港口周一重新开放。（本报记者）
        大连5月3日电（记者王敏）港口重新开放了。
        港口重新开放了。（本报记者 王敏 摄影 李娜）
        港口重新开放了。（记者王敏 摄影 李娜）
        港口重新开放了。（本报记者 李娜 摄）
        他向一位朋友（记者王敏）求教。
        2021-05-03 10:20:30 来源：海港日报 作者：王敏 编辑：李娜
    """,
    "photo-credit": """
        智利北部的一座锂矿。（视觉中国）
        安顺的“龙宫”洞穴。（图源：IC photo）
        视觉中国
        大连的工人为一艘船装货（视觉中国），随后船开往智利。
        大连的工人为一艘船装货。（视觉中国）
        大连港一景。（图片来源：Getty Images）
        智利开采锂（IC photo供图），并销往国外。
        图片来自网络
        昆明的一个市场。（图源：海港日报）
    """,
    "platform-notice": """
        作者只代表他自己。欢迎点击下方“赞”和“分享”按钮告诉我们。
        欢迎点击下方“赞”和“在看”。
        港口重新开放了。扫描下方二维码关注我们。
        请扫描二维码
        长按识别二维码
        关注我们的微信公众号，获取更多资讯。
        点击这里阅读原文
        请点“赞”和“分享”！
        在微信上关注我们。
        上滑查看更多
        欢迎在评论区留言！
        你怎么看？请在评论区告诉我们。
        转发给你的朋友！
        2021-05-03（字体：【大 中 小】）
        港口重新开放了。长按识别二维码
    """,
    "source-notice": """
        原文链接：https://example.com/article/12
        本文为海港网独家稿件，未经许可不得转载。
        未经授权，禁止转载。
        未经书面许可，不得转载本文。
        转载请注明出处。
        本文转载自海港公众号。
        （本文来自海港日报）
        来源：海港网微信公众号
        本文仅代表作者个人观点。
        免责声明：本文观点为作者个人观点。
        （原标题：港口醒来）
        港口重新开放了。未经许可不得转载。
    """,
}
"""What each text in `bad` of a rule translates."""
CASES = [
    pytest.param(source.strip(), bad.text, id=f"{name}-{number}", marks=pytest.mark.full if number % 6 else ())
    for name, sources in SOURCES.items()
    for number, (source, bad) in enumerate(zip(sources.split("\n")[1:-1], find_rule(name).bad, strict=True))
]


@pytest.mark.parametrize(("source", "marked"), CASES)
def test_nothing_misses_what_a_rule_of_publication_asks_to_delete(source: str, marked: str) -> None:
    target = re.sub(r"⟦[^⟧]*⟧[.!]?", "", marked)
    target = re.sub(r" *\(\)| (?= )", "", target).strip(" .") + "." * (target.strip(" .()") != "")
    for text, translation in (
        (SOURCE + source, TARGET + target),
        (f"{source}\n{SOURCE}", f"{target}\n{TARGET}"),
    ):
        found = check_text(translation, source=text).diagnostics
        assert [(one.finding.rule, one.finding.message) for one in found] == []


@pytest.mark.parametrize("note", list_notes(), ids=lambda note: note.example)
def test_each_row_of_notes_finds_its_example_and_not_the_other(note: Note) -> None:
    form = "（{}）" if note.place == "bracket" else "{}"
    assert is_note(form.format(note.example))
    assert not is_note(form.format(note.other))


def test_notes_in_traditional_script_and_beside_sentences() -> None:
    text = "港口開放（本報記者 王敏）。轉載請註明出處。漁民很擔心。"
    assert [text[slice(*span)] for span in find_notes(text)] == ["（本報記者 王敏）", "轉載請註明出處。"]
    assert drop_notes(text) == "港口開放。漁民很擔心。"


@pytest.mark.parametrize(
    "text",
    [
        "记者来了。",
        "记者：您为什么离开？",
        "记者：谢谢。",
        "（作者：李白）",
        "作者：李白",
        "点击“保存”。",
        "来源：国际货币基金组织",
    ],
)
def test_what_a_reader_should_have_is_no_note(text: str) -> None:
    assert not is_note(text)


def test_a_sentence_beside_a_note_is_missed_all_the_same() -> None:
    found = check_text(TARGET, source=SOURCE + "（本报记者 王敏）\n冬天以前，新码头会建好，渔民会回来。").diagnostics
    assert [(one.finding.rule, one.finding.source_text) for one in found] == [
        ("omission", "冬天以前，新码头会建好，渔民会回来。")
    ]
