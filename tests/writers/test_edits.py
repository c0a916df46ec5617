"""Edits of a file's own bytes: what is meant changes, no other byte does, and what cannot be written is refused."""

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_edits import MARKS, apply

from align.model import Bitext, Document, Edit
from align.readers import ReadOptions, read
from align.writers.edits import Edited, EditError, Mend, edit
from align.writers.edits.json_lines import find_literal
from glossary.storage.decoding import decode

ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "big5", "utf-16-le", "utf-16-be", "utf-16", "utf-32")
LETTERS = st.sampled_from("ab中文 é，\r\n")


def mend(start: int, end: int, text: str, line: int = 1) -> Mend:
    return Mend(line, (Edit(start, end, text),))


@pytest.mark.parametrize("codec", ENCODINGS)
@given(st.lists(st.sampled_from("ab中文 ，\r\n"), min_size=1).map("".join), st.data())
def test_nothing_but_the_edits_changes(codec: str, text: str, data: st.DataObject) -> None:
    mark = MARKS.get(codec, b"")
    stored = mark + text.encode(codec)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    written = data.draw(st.text(st.sampled_from("x中—" if codec != "big5" else "x中"), max_size=3))
    named = None if mark or codec == "utf-8" else codec
    done = edit("a.txt", stored, [mend(start, end, written)], named)
    assert done == Edited(mark + (text[:start] + written + text[end:]).encode(codec), frozenset([0]))


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.po", 'msgid "你好"\nmsgstr "⟦⟧"\n""\n', 'A \\"b\\" & c'),
        ("en.json", '{"z": "Z", "a": "⟦⟧" }', 'A \\"b\\" & c'),
        ("en.strings", '"z" = "Z";\n"a" = "⟦⟧";\n', 'A \\"b\\" & c'),
        ("a_en.properties", "z=Z\na=⟦⟧\n", 'A "b" & c'),
        ("values-en/s.xml", "<resources><string name='a'>⟦⟧</string></resources>", 'A \\"b\\" &amp; c'),
        (
            "a.xlf",
            '<xliff version="1.2"><file source-language="zh" target-language="en"><body><trans-unit id="1">'
            '<source>你好</source><target state="new">⟦⟧</target></trans-unit></body></file></xliff>',
            'A "b" &amp; c',
        ),
        (
            "a.xliff",
            '<xliff version="2.0" srcLang="zh" trgLang="en"><file id="f"><unit id="u"><segment><source>你好</source>'
            "<target>⟦⟧</target></segment></unit></file></xliff>",
            'A "b" &amp; c',
        ),
        (
            "a.tmx",
            '<tmx version="1.4"><body><tu><tuv xml:lang="zh"><seg>你好</seg></tuv><tuv xml:lang="en"><seg>⟦⟧</seg>'
            "</tuv></tu></body></tmx>",
            'A "b" &amp; c',
        ),
    ],
)
def test_an_empty_text_is_filled_in(name: str, data: str, expected: str) -> None:
    old = data.replace("⟦⟧", "").encode()
    (found,) = read(name, old, ReadOptions())
    text = found.target if isinstance(found, Bitext) else found
    place = len(text.text)  # the empty one is the last
    done = edit(name, old, [mend(place, place, 'A "b" & c')], read=lambda: [text])
    assert (done.data.decode(), done.made) == (data.replace("⟦⟧", expected), frozenset([0]))


@pytest.mark.parametrize(
    "target", ["<target/>", "", "<target><![CDATA[]]></target>", "<target><x id='1'/></target>", "<target> </target>"]
)
def test_a_place_that_is_not_sure_is_not_filled_in(target: str) -> None:
    data = (
        '<xliff version="1.2"><file source-language="zh" target-language="en"><body>'
        '<trans-unit id="1"><source>好</source><target>Good</target></trans-unit>'
        f'<trans-unit id="2"><source>你好</source>{target}</trans-unit></body></file></xliff>'
    ).encode()
    (found,) = read("a.xlf", data, ReadOptions())
    assert isinstance(found, Bitext)
    place = len(found.target.text)
    done = edit("a.xlf", data, [mend(place, place, "Hello")], read=lambda: [found.target])
    assert (done.data, list(done.refused)) == (data, [0])


@given(
    st.lists(LETTERS, max_size=12).map("".join),
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 3), st.text(st.sampled_from("xy"), max_size=2)), max_size=6),
    st.integers(0, 1),
)
def test_edits_that_are_made_keep_their_distance(text: str, drawn: list[tuple[int, int, str]], gap: int) -> None:
    mends = [mend(start, start + size, written) for start, size, written in drawn if start + size <= len(text)]
    done = edit("a.txt", text.encode(), mends, "utf-8", gap)
    made = sorted((mends[index].edits[0] for index in done.made), key=lambda one: (one.start, one.end))
    assert all(one.end + gap <= other.start for one, other in pairwise(made))
    assert done.data.decode() == apply(text, made)
    assert not done.refused
    for index in set(range(len(mends))) - done.made:  # it is too near to one that was made
        (left,) = mends[index].edits
        assert any(one.start < left.end + gap and left.start < one.end + gap for one in made)


def test_the_edits_of_a_mend_are_made_together_or_not_at_all() -> None:
    quotes = Mend(1, (Edit(0, 1, "“"), Edit(4, 5, "”")))
    assert edit("a.txt", b'"abc"', [quotes]).data.decode() == "“abc”"
    assert edit("a.txt", b'"abc"', [mend(0, 2, "x"), quotes]) == Edited(b'xbc"', frozenset([0]))
    done = edit("a.txt", '"abc" 中'.encode("gb18030"), [Mend(1, (Edit(0, 1, "x"), Edit(4, 5, "\ud800")))])
    assert (done.data, list(done.refused)) == ('"abc" 中'.encode("gb18030"), [0])


def test_mends_between_the_edits_of_another() -> None:
    around, inside = Mend(1, (Edit(0, 1, "“"), Edit(8, 9, "”"))), mend(4, 5, "X")
    assert edit("a.txt", b'"abcdefg"', [inside, around]).data.decode() == "“abcXefg”"


@pytest.mark.parametrize(
    ("data", "named", "codec"),
    [
        ("中文，中文".encode("big5"), "big5", "big5hkscs"),
        ("abc".encode("utf-16-le"), "utf-16-le", ""),
        (b"abc", "ascii", "ascii"),
    ],
)  # fmt: skip
def test_what_the_encoding_lacks_is_refused(data: bytes, named: str, codec: str) -> None:
    done = edit("a.txt", data, [mend(0, 1, "₿"), mend(2, 3, "x")], named)
    reason = f"its encoding {codec} has no “₿”: save it again as UTF-8, or mend it by hand"
    assert done.refused == ({0: reason} if codec else {})
    assert done.made == ({1} if codec else {0, 1})
    assert decode(done.data, named)[2] == "x"


def test_bytes_that_the_codec_would_not_write_are_left_alone() -> None:
    data = b"\xa2\xcc" + "，a".encode("big5")  # 0xA451 is the other place of this character
    assert decode(data, "big5").startswith("十")
    with pytest.raises(EditError, match=r"^some of its characters are not stored as big5hkscs stores them: save it"):
        edit("a.txt", data, [mend(2, 3, "b")], "big5")


def test_what_would_be_read_as_another_text_is_refused() -> None:
    data = "中文".encode("iso2022_jp")  # between its escape sequences; the edit would end the state in the midst
    with pytest.raises(EditError, match=r"^(it would be read as another text afterwards|some of its characters)"):
        edit("a.txt", data, [mend(1, 1, "a")], "iso2022_jp")


def test_a_format_that_cannot_be_written_says_so() -> None:
    with pytest.raises(EditError) as error:
        edit("a.docx", b"", [mend(0, 0, "a")])
    assert str(error.value) == "its format cannot be written: mend it by hand"
    assert edit("a.docx", b"x", []) == Edited(b"x")


JSON = r'{"id": "1", "source": "中", "target" : "a\u4e2d\n\ud83d\ude00\"b", "note": {"target": "x"}, "n": [1, "}"]}'


@pytest.mark.parametrize(
    ("start", "end", "text", "literal"),
    [
        (1, 2, "é", r"aé\n\ud83d\ude00\"b"),
        (2, 3, " ", r"a\u4e2d \ud83d\ude00\"b"),
        (3, 4, "", r"a\u4e2d\n\"b"),
        (4, 5, '"\\\t', r"a\u4e2d\n\ud83d\ude00\"\\\tb"),
        (6, 6, "!", r"a\u4e2d\n\ud83d\ude00\"b!"),
    ],
)
def test_a_literal_keeps_its_escapes(start: int, end: int, text: str, literal: str) -> None:
    data = f"\r\n{JSON}\r\n".encode()
    expected = f"\r\n{JSON}\r\n".replace(r"a\u4e2d\n\ud83d\ude00\"b", literal)
    assert edit("a.jsonl", data, [mend(start, end, text, line=2)]) == Edited(expected.encode(), frozenset([0]))


def test_what_is_new_is_escaped_where_the_file_is_ascii_or_its_encoding_has_no_such_character() -> None:
    row = b'{"target": "a"}'
    assert edit("a.jsonl", row, [mend(0, 1, "“中")]).data == rb'{"target": "\u201c\u4e2d"}'
    data = '{"target": "a", "source": "中文，的"}'.encode("big5")
    assert edit("a.jsonl", data, [mend(0, 1, "₿")], "big5").data == data.replace(b'"a"', rb'"\u20bf"')


@given(
    st.dictionaries(st.text(max_size=3), st.recursive(st.text(max_size=3) | st.integers(), st.lists), max_size=3),
    st.text(max_size=8),
    st.booleans(),
    st.data(),
)
def test_targets_in_json_change_and_nothing_else_does(
    row: dict[str, object], target: str, ascii_only: bool, data: st.DataObject
) -> None:
    row |= {"source": "中", "target": target}
    line = json.dumps(row, ensure_ascii=ascii_only)
    start = data.draw(st.integers(0, len(target)))
    end = data.draw(st.integers(start, len(target)))
    done = edit("a.jsonl", f"{line}\n{line}".encode(), [mend(start, end, '中"', line=2)], "utf-8")
    first, second = done.data.decode().split("\n")
    assert first == line
    assert json.loads(second) == row | {"target": target[:start] + '中"' + target[end:]}
    span = find_literal(line)
    assert second.startswith(line[: span.start])
    assert second.endswith(line[span.end :])


def test_of_two_targets_the_one_that_counts_is_edited() -> None:
    row = b' { "target":"a" ,"target" : "b"}'
    assert edit("a.jsonl", row, [mend(0, 1, "c")]).data == b' { "target":"a" ,"target" : "c"}'


def test_rows_change_behind_the_tab() -> None:
    data = "source\ttarget\r\n\r\n一\tone two\r\n".encode("gb18030")
    assert edit("a.tsv", data, [mend(3, 4, "，", line=3)], "gb18030").data == data.replace(
        b"e t", "e，t".encode("gb18030")
    )
    done = edit("a.tsv", data, [mend(3, 4, "\t", line=3), mend(0, 9, "", line=3)], "gb18030")
    assert (done.data, done.made) == (data, frozenset())
    assert done.refused == {
        0: "a target in a row can hold neither a tab nor a line break: mend it by hand",
        1: "the fix reaches into another pair: mend it by hand",
    }


def test_a_page_is_edited_where_its_pieces_stand() -> None:
    page = "<!DOCTYPE html>\r\n<meta charset=gbk>\r\n<p>R&amp;D to<b>摆</b><i>脱</i> it &lt;now"
    data = page.encode("gb18030")
    documents = [one for one in read("a.html", data, ReadOptions()) if isinstance(one, Document)]
    (document,) = documents
    start = document.text.index("摆脱")
    mends = [mend(start, start + 2, " <leave>"), mend(0, 3, "Work")]
    done = edit("a.html", data, mends, read=lambda: documents)
    mended = page.replace("摆</b><i>脱", " &lt;leave&gt;</b><i>").replace("R&amp;D", "Work")
    lost = {0: "the italics of “脱” could not be kept: none of these words is left"}
    assert done == Edited(mended.encode("gb18030"), frozenset([0, 1]), remarks=lost)
