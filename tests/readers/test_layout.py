"""Places in a text, and the blocks of plain and wrapped text."""

import textwrap
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.model import Bitext, BlockFinder, Document, Location, Span
from align.model import offsets as offsets_module
from align.model.offsets import Stretch, map_lines, split_lines, split_written_lines
from align.model.sequences import SpanTable
from align.readers import ReadOptions, long_lines, plain, read
from align.readers.plain import find_paragraphs

PROSE = (
    "The port reopened on Tuesday after a storm that had kept most ships at sea for a week. Officials said that the "
    "backlog would clear by Friday, although two of the five cranes still need repairs. Exporters of fruit were hit "
    "hardest, because nothing they had loaded could be saved, and insurers have begun to count the losses."
)
SECOND = (
    "In the north, trains run again. The rest of the country waits for better weather and for spare parts to arrive."
)


def blocks(text: str, find: BlockFinder = split_written_lines) -> list[str]:
    return [text[span.start : span.end] for span in find(text)]


def test_only_editors_line_ends_end_a_line() -> None:
    assert blocks("a\nb\r\nc\rd\x0be\u2028f\x85g\n \n\n") == ["a", "b", "c", "d\x0be\u2028f\x85g"]


@given(st.text(st.sampled_from("ab \n\r")))
def test_lines_are_what_an_editor_shows(text: str) -> None:
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    assert [text[span.start : span.end] for span in split_lines(text)] == unified.split("\n")


@given(st.text(st.sampled_from("ab \n\r"), min_size=1), st.booleans(), st.sampled_from([1, 3, 4096]), st.data())
def test_line_and_column(text: str, with_cr: bool, step: int, data: st.DataObject) -> None:
    text = text if with_cr else text.replace("\r", "\n")
    offset = data.draw(st.integers(0, len(text) - 1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(offsets_module, "_STEP", step)
        offsets = map_lines(text)
        place, frame = offsets.locate(offset), offsets.frame(offset)
        last = offsets.get_around(len(text))
    lines = list(split_lines(text))
    assert last == Stretch(lines[-1], len(lines))
    assert list(offsets.starts) == [line.start for line in lines]
    assert place.segment is None
    assert place.line is not None
    assert list(split_lines(text))[place.line - 1] == frame
    assert frame.start + place.column - 1 == offset


def test_a_place_in_pairs() -> None:
    rows = '{"id": "a", "source": "一", "target": "one", "doc": 1}\n{"id": "b", "target": "", "doc": 1}\n\n\n'
    rows += '{"id": "c", "source": "三", "target": "six", "doc": 1}\n'
    (bitext,) = read("a.jsonl", rows.encode(), ReadOptions())
    assert isinstance(bitext, Bitext)
    offsets = bitext.target.offsets
    assert offsets.get_around(4) == Stretch(Span(4, 4), 2, unit="b")
    assert bitext.target.blocks == (Span(0, 3), Span(5, 8))
    assert offsets.locate(6) == Location("c", 5, 2)
    assert offsets.frame(3) == Span(0, 3)
    assert (bitext.source_at(2), bitext.source_at(4), bitext.source_at(7)) == ("一", "", "三")


@pytest.mark.parametrize("width", [60, 72, 80])
@pytest.mark.parametrize("indent", ["", "    "])
def test_wrapped_paragraphs_are_joined(width: int, indent: str) -> None:
    wrapped = [textwrap.fill(text, width, initial_indent=indent) for text in (PROSE, SECOND)]
    assert blocks("\n\n".join(["A headline", *wrapped]), find_paragraphs) == ["A headline", *wrapped]


def test_wrapped_chinese_is_joined() -> None:
    text = "\n".join(textwrap.wrap("会议周三在北京开幕各国代表就贸易与气候问题交换了意见" * 4, 36))
    assert blocks(text, find_paragraphs) == [text]


def test_lines_of_nearly_one_width_are_joined_where_no_blank_lines_part_the_paragraphs() -> None:
    long = "The master of a ship that calls at a port of the country or lies at anchor outside it has to keep a list"
    text = (
        f"{long} of all persons on board and of all goods that are for sale there as the head of the port may ask for."
    )
    paragraphs = [textwrap.fill(text, width) for width in (100, 110, 118, 95, 105) * 2]
    texts = ["Chapter 1 General Provisions", "Article 1", *paragraphs, "1. output,", "2. inventories"]
    assert blocks("\n".join(texts), find_paragraphs) == texts


STATUTE = (
    "港口管理办法",
    "第 1 条",
    "本办法所称港口，指供船舶停泊、装卸货物及上下旅客之场所，其范围由主管机关公告之。",
    "前项公告，应载明港口之名称、位置及图说，并于实施三十日前，刊登于公报。",
    "第 2 条",
    "船舶进港，应备下列文件：",
    "一、船舶国籍证书及其他足以证明船舶所有人身分之文件，并附其中文译本一份。",
    "(一) 危险品之清单。",
    "三、其他",
    "前项文件之格式及其份数，由主管机关会同海关及其他相关之机关另行定之，未定者从其习惯。",
)


def test_wrapped_chinese_is_joined_where_no_blank_lines_part_its_paragraphs() -> None:
    expected = [*STATUTE, "\u3000\u3000" + STATUTE[2], STATUTE[1]]
    wrapped = [textwrap.fill(one, 30, subsequent_indent="  " if "一、" in one else "") for one in expected]
    assert blocks("\n".join(wrapped), find_paragraphs) == wrapped


def test_a_word_that_wrapping_parts_is_whole_and_keeps_its_place() -> None:
    text = "\r\n".join([*textwrap.wrap(STATUTE[2] * 2, 30), *textwrap.wrap(STATUTE[9], 30), STATUTE[4]])
    (document,) = read("a.txt", text.encode(), ReadOptions(target_language="zh"))
    assert isinstance(document, Document)
    assert document.text.splitlines() == [STATUTE[2] * 2, STATUTE[9], STATUTE[4]]
    found = document.locate(document.text.index("行定")), document.locate(document.text.index("第 2"))
    assert found == (Location(None, 5, 1), Location(None, 6, 1))
    assert {document.offsets.get_around(offset).origin is None for offset in range(len(document.text))} == {False}


def test_the_paragraphs_of_a_chinese_text_are_found_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[str] = []

    def find(text: str) -> list[Span]:
        looked_at.append(text)
        return [Span(0, 2), Span(3, 5)]

    monkeypatch.setattr(plain, "find_paragraphs", find)
    (document,) = read("a.txt", "港口\n灯塔\n".encode(), ReadOptions(target_language="zh"))
    assert isinstance(document, Document)
    assert (document.blocks, looked_at) == ((Span(0, 2), Span(3, 5)), [document.text])


def test_chinese_lines_that_end_where_sentences_do_stay_apart() -> None:
    lines = ["会议周三在北京开幕，各国代表就贸易与气候问题交换了意见。"] * 5
    assert blocks("\n".join(lines), find_paragraphs) == lines


def test_chinese_headlines_stay_apart() -> None:
    who = ("渔港", "海事局", "市图书馆", "老城商会", "北岸铁路局")
    what = (
        "公布新船坞的图纸并征求意见",
        "今秋起延长周末的开放时间",
        "与邻市签订三年期的合作协议",
        "将旧灯塔改建成水手纪念馆",
    )
    result = ("居民普遍欢迎", "专家仍有不同的看法", "预计明年春天完成")
    lines = ["".join(words) for words in product(who, what, result)]
    assert blocks("\n".join(lines), find_paragraphs) == lines


@pytest.mark.parametrize(
    "text",
    [
        "A headline\nand what follows it",
        "China’s exports of rare earths fell in May\nBeijing, June 9 – The figures came out on Monday.",
        "The moon is low above the hill,\nthe river sleeps, the wind is still,\nand nothing moves but leaves.",
        "- a first item of a list that is rather long and goes on for quite a while\n- a second item, shorter",
        "1. the first of the points that were raised in the meeting by the delegates\n2. the second",
        "A sentence on its line stands here, and it is as long as this one is, see.\nAnother sentence stands here.",
        PROSE + "\n" + SECOND + "\n" + PROSE,
    ],
)
def test_other_lines_stay_apart(text: str) -> None:
    assert blocks(text, find_paragraphs) == text.split("\n")


LINES = st.sampled_from(
    ["", " ", "\u3000", "“So", "Who", "élan", "the rain", "\r", PROSE, textwrap.fill(SECOND, 60), "- a"]
)


@given(st.lists(LINES, max_size=12).map("\n".join))
def test_lines_of_long_texts_are_those_of_short_ones(text: str) -> None:
    expected = list(find_paragraphs(text))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain, "LONG", 0)
        patch.setattr(long_lines, "_PIECE", 7)
        found = find_paragraphs(text)
    assert list(found) == expected


def test_spans_in_a_table_are_like_those_in_a_tuple() -> None:
    table, spans = SpanTable([0, 4, 7], [3, 5, 7]), (Span(0, 3), Span(4, 5), Span(7, 7))
    document = Document("a.txt", "en", "one 2\n", lambda _: table, lambda _: [0])
    assert document.blocks is table
    assert (len(table), table[-1], tuple(table[1:]), tuple(table)) == (3, spans[-1], spans[1:], spans)
    assert [document.block(offset) for offset in (0, 3, 4, 9)] == [spans[0], spans[0], spans[1], spans[2]]
