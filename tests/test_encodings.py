"""Bytes to text: the ladder, and what is refused rather than garbled."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import ReadError
from glossary.storage.decoding import decode

CHINESE = (
    "会议周三在北京开幕，各国代表就贸易与气候问题交换了意见。"
    "主席说：“我们需要的是行动，不是口号。”随后大家去参观了博物馆。"
)
TRADITIONAL = (
    "會議週三在臺北開幕，各國代表就貿易與氣候問題交換了意見。"
    "主席說：「我們需要的是行動，不是口號。」隨後大家去參觀了博物館。"
)
ENGLISH = "The plan to摆脱 the old habit goes ahead, said the minister."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030"])
@pytest.mark.parametrize("text", [CHINESE, ENGLISH, CHINESE + "\r\n" + ENGLISH * 3, CHINESE[4:30]])
def test_each_encoding_is_told(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("text", [TRADITIONAL, "He said 「口號」 and left. " * 3])
def test_big5_is_told(text: str) -> None:
    assert decode(text.encode("big5")) == text


@pytest.mark.parametrize(
    "text",
    [
        "It’s a “big” day – for cafés and £3,000 …",
        "one naïve man",
        "Café society",
        "“Yes,” said André, “it’s très bien.”",
        "A façade, © 2024",
    ],
)
def test_western_text_does_not_become_chinese(text: str) -> None:
    assert decode(text.encode("cp1252")) == text


@pytest.mark.parametrize("residue", ["的", "摆脱", "“关键矿产”", "—"])
def test_a_little_chinese_in_english(residue) -> None:
    text = f"An English sentence with {residue} left in it."
    assert decode(text.encode("gbk")) == text


def test_short_slices_are_told_mostly() -> None:
    """A regression test; the figures come from benchmarks/encodings.py."""
    pick = random.Random(1)
    for encoding, text in (("gb18030", CHINESE), ("big5", TRADITIONAL), ("utf-16-le", CHINESE)):
        starts = [pick.randrange(len(text) - 20) for _ in range(50)]
        right = sum(decode(text[start : start + 20].encode(encoding)) == text[start : start + 20] for start in starts)
        assert right >= 49


def test_what_a_person_says_wins() -> None:
    assert decode("café".encode("latin-1"), "latin-1") == "café"
    assert decode("“摆脱”".encode("gbk"), "gb2312") == "“摆脱”"
    assert decode("摆脱".encode("gbk"), declared="gb2312") == "摆脱"
    assert decode("摆脱".encode(), declared="no-such-thing") == "摆脱"


@pytest.mark.parametrize("name", ["no-such-thing", "hex", "rot13", "idna", "undefined", ""])
def test_a_name_that_is_no_encoding(name: str) -> None:
    with pytest.raises(ReadError, match="no encoding known here"):
        decode(b"x", name)


def test_broken_utf8_is_said_with_its_place() -> None:
    data = (CHINESE + "\n").encode() * 3
    place = len((CHINESE + "\n").encode()) + 4
    with pytest.raises(ReadError, match=r"line 2: not UTF-8: byte 0x.. at offset [\d,]+ .*--encoding"):
        decode(data[:place] + data[place + 1 :])
    with pytest.raises(ReadError, match="not UTF-8"):
        decode(data[:-2])
    with pytest.raises(ReadError, match="not UTF-8"):
        decode(("An English text that ends in the middle of " + "字").encode()[:-1])


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0" + bytes(range(256)) * 4,
        b"\x7fELF\2\1\1\0" + bytes(64),
        b"A text with one\0NUL in it.",
        "中文\0中文".encode(),
        b"\1\2\3\4abc",
        bytes(100),
    ],
)
def test_what_is_no_text_is_refused(data) -> None:
    with pytest.raises(ReadError, match="not a text file"):
        decode(data)


@pytest.mark.parametrize("data", [b"abc \xff def", "日本語のテキストです".encode("shift_jis")])
def test_what_cannot_be_told_is_refused(data) -> None:
    with pytest.raises(ReadError, match="--encoding"):
        decode(data)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_utf8_text_comes_back(text: str) -> None:
    try:
        assert decode(text.encode()) == text.removeprefix("\ufeff")
    except ReadError as error:
        assert "not a text file" in str(error)


@given(st.binary())
def test_no_bytes_crash(data) -> None:
    try:
        decode(data)
    except ReadError as error:
        assert str(error)
