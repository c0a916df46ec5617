"""Where sentences start, in English and Chinese. `|` stands between the sentences."""

from collections.abc import Callable, Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rows import on_each

from align.lang import find_language
from align.model import Document, Span
from align.model.offsets import split_written_lines


def sentences(code: str, text: str) -> list[str]:
    return [segment.text for segment in Document("x", code, text, lambda _: _whole(text), _split(code)).segments]


def _whole(text: str) -> list[Span]:
    return [Span(0, len(text))]


def _split(code: str) -> Callable[[str], Iterable[int]]:
    return find_language(code).split


@on_each(
    [
        "The talks ended. | Nobody spoke.",
        "Mr. Li met Dr. Wu and Gen. Zhao at 5 p.m. on Jan. 5. | Then they left.",
        "The U.S. Navy left. | It came back to the U.S. | The rest is known.",
        "See No. 5 and Fig. 3 on p. 12. | No. | We will not.",
        "George W. Bush and J. K. Rowling agree with plan B. | The rest do not.",
        "It grew 3.5 percent, e.g. in Beijing, i.e. a lot, vs. nothing elsewhere.",
        "He said ... nothing. | And then... | Nothing at all.",
        "“I want to . . . well,” he said. | “And now . . .” | She left.",
        "“Why?” Zhang asked. | “Because.” | He asked again: “Why?”",
        "(He left early.) | The others stayed.[3] | Good.",
        "It is over. ” | Next comes the vote.",
        "1. Introduction. | Here it starts.",
        "Sales fell. | iPhone makers suffered. | 36 people left. | $5 was lost.",
        "He works at Foo Inc. in Ohio. | St. Petersburg is far. | She lives on Main St. | The end.",
        "Was it “yes?” or no? | Who knows!",
        "The first line of a paragraph\nruns on. | The second\nsentence, too.",
        "A headline without a stop\n\n| A text with one.",
        "An English sentence. | 一句中文。 | Another one.",
        "The visit to www.example.com was short. | Fine.",
    ]
)
def test_english(text: str) -> None:
    assert sentences("en", text.replace("| ", "")) == [piece.strip() for piece in text.split("|")]


@pytest.mark.parametrize(
    "text",
    [
        "会议结束了。|没有人说话。",
        "他问：“走吗？”|她说：“走吧。|快点！”|然后走了。",
        "“走吧。”|他说。",
        "有了 ? 运算符，代码短。|使用 ? 解包。",
        "真的吗?|好 !",
        "一方面要快；另一方面要稳。|这很难！",
        "“开始！”，他喊道。",
        "我……我不知道。|他在远处看着我们慢慢走远……|后来下雨了。",
        "“难道那些传说……”|“是真的。”",
        "价格是3.5元，共12.8公斤。|好!|真的?|是的。",
        "什么？！|你再说一遍！！",
        "（全文完。）|作者另有说明。",
        "他走了。 ”|我留下。",
        "标题没有句号\n\n|正文有句号。",
        "效果见下图：|![图](a.png)",
        "点击![图](a.png)按钮。|见[页](https://a.example/b/?c=1)。",
    ],
)
def test_chinese(text: str) -> None:
    assert sentences("zh", text.replace("|", "")) == [piece.strip() for piece in text.split("|")]


@pytest.mark.parametrize("code", ["en", "zh"])
@given(text=st.text(st.sampled_from("aAé. !?…。！？\"'”’“()[]1\n\r\t x中文·\x1a") | st.characters(), max_size=60))
def test_nothing_is_lost(code: str, text: str) -> None:
    starts = list(_split(code)(text))
    assert starts == sorted(starts)
    assert all(0 <= start <= len(text) for start in starts)
    document = Document("x", code, text, split_written_lines, _split(code))
    rebuilt: list[str] = []
    position = 0
    for segment in document.segments:
        gap = text[position : segment.start]
        assert not gap.strip(), "between segments there is white space only"
        rebuilt += gap, segment.text
        position = segment.end
        assert document.segment(segment.start) == segment
    assert not text[position:].strip()
    assert "".join(rebuilt) + text[position:] == text
