"""The table of literal renderings is sound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align import check_pairs
from align.lang.literal_renderings import LiteralRendering, find_words, load_literal_renderings

TABLE = load_literal_renderings()


def test_a_word_within_a_longer_one_is_none() -> None:
    assert [found.entry.words[0] for found in find_words("关上水龙头，再看龙头企业。")] == ["龙头企业"]


def test_a_word_of_the_source_is_quoted_once() -> None:
    (found,) = check_pairs(
        [("“十一”黄金周期间，景区游客很多。", 'Parks were full during the "Eleventh" Golden Week.')]
    ).diagnostics
    assert found.finding.message.startswith("“Eleventh” translates “十一” character by character")


def test_irregular_forms_are_found() -> None:
    (found,) = find_words("他甩锅。")
    assert found.entry.find_wording("He threw the pot.")
    assert not found.entry.find_wording("He threw the potato.")


def test_a_wording_beside_the_right_name_only_explains_it() -> None:
    (found,) = find_words("韩联社报道。")
    assert found.entry.names == ("Yonhap",)


def test_no_wording_holds_the_right_name_beside_which_it_is_never_told() -> None:
    lost = [
        (entry.words[0], wording)
        for entry in TABLE
        for wording in entry.wordings
        for name in entry.names
        if name.casefold() in wording.casefold()
    ]
    assert lost == []


def test_a_word_is_none_in_a_longer_one_that_merely_holds_its_characters() -> None:
    sources = (
        "预警机制",
        "板上钉钉",
        "中国航空",
        "轮值机制",
        "毛豆腐",
        "醉酒驾驶",
        "高温网络",
        "韩亚航线",
        "旅游资源",
        "共青团员",
        "平台账户",
        "紧抓手柄",
        "测试水质",
        "恢复盘面",
        "这位同学长得像哥哥",
        "上大学姐姐送我",
        "佛学弟子",
        "产品落地页",
        "面包出炉",
        "孩子在背书",
        "颗粒度为5微米",
        "洗手液、干货和面粉",
        "提着菜篮子",
    )
    words = {found.entry.words[0] for source in sources for found in find_words(source)}
    assert words == {"共青团", "背书"}
    (found,) = find_words("孩子在背书。")
    assert not found.entry.find_wording("The children are reciting the book.")


_PIECES = st.sampled_from(["He", "THREW", "the", "pots", "it\u017f", "’s", ".", "(", "\n", "Ġ"])


@given(st.sampled_from(TABLE), st.lists(_PIECES), st.data())
def test_words_that_a_text_lacks_are_in_no_wording_of_it(
    entry: LiteralRendering, pieces: list[str], data: st.DataObject
) -> None:
    wording = data.draw(st.sampled_from(entry.wordings)).replace("*", data.draw(st.sampled_from(["", "s", "ing"])))
    ways = [wording, wording.upper(), wording.replace("'", "’"), wording.replace("i", "İ")]
    text = " ".join([*pieces, data.draw(st.sampled_from(ways))])
    found, expected = entry.find_wording(text), entry.pattern.search(text)
    assert (found and found.span()) == (expected and expected.span())


@pytest.mark.parametrize(
    ("source", "target", "written"),
    [
        ("港口的积雪。（资料图）", "Snow in the port. (Data map)", "Data map"),
        ("盘面上，银行股上涨。", "On the disk, bank shares rose.", "On the disk"),
        ("这是一份资料图表。", "This is a data chart.", None),
        ("港口的积雪。（资料图）", "Snow in the port. (File photo)", None),
        ("手机已发还给事主。", "The phone is back with its owner.", None),
        ("农民抢收小麦。", "Farmers scrambled to bring in the wheat.", None),
        ("合并后存续公司更名。", "The surviving company was renamed.", None),
        ("政府职能越位。", "The government oversteps its bounds.", None),
        ("球打在篮板上。", "The ball hit the backboard.", None),
        ("她有一姐一兄。", "She has a sister and a brother.", None),
        ("乒乓球名将李娜很乐观。", "In general, the table tennis star is an optimist.", None),
        ("乒乓球名将李娜来了。", "Li Na is one of the generals of ping-pong.", "generals"),
        ("他得到三双袜子。", "He got three pairs of socks.", None),
        ("他得到三双。", "He got three pairs.", "three pairs"),
        ("军官宣布停火。", "The officer announced a ceasefire.", None),
        ("美国司法部长辞职。", "The U.S. Attorney General resigned.", None),
        ("美国司法部长辞职。", "The U.S. Minister of Justice resigned.", "Minister of Justice"),
        ("全国网络安全周开幕。", "A week of national network security began.", None),
    ],
)
def test_words_of_captions_and_markets_are_found(source: str, target: str, written: str | None) -> None:
    found = [wording.group() for one in find_words(source) if (wording := one.entry.find_wording(target))]
    assert found == ([] if written is None else [written])
