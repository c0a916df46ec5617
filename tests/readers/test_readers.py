"""What the readers make of each format: documents, blocks, masks, errors."""

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pattern_steps import Counted

from align.errors import ReadError
from align.model import MASK, Bitext, Document, Role
from align.readers import ReadOptions, is_known, markdown, read, read_document
from align.readers.addresses import find_addresses


def documents(name: str, text: str, target_language: str = "en") -> list[Document]:
    return [one for one in read(name, text.encode(), ReadOptions(target_language)) if isinstance(one, Document)]


def bitexts(name: str, text: str) -> list[Bitext]:
    return [one for one in read(name, text.encode(), ReadOptions()) if isinstance(one, Bitext)]


def masked(document: Document) -> str:
    """The text with what is masked shown as `#`."""
    return document.prose.replace(MASK, "#")


def blocks(document: Document) -> list[str]:
    return [document.text[span.start : span.end] for span in document.blocks]


def test_formats_are_known_by_suffix() -> None:
    assert is_known("a/b.TXT")
    assert is_known("x.zh.markdown")
    assert not is_known("x.doc")
    assert not is_known("txt")
    with pytest.raises(ReadError, match="unknown format"):
        documents("x.doc", "")


def test_plain_text_is_one_document() -> None:
    (document,) = documents("x.txt", "One. Two.\n\nThree https://a.com/b.", target_language="en-GB")
    assert (document.path, document.language) == ("x.txt", "en-GB")
    assert [segment.text for segment in document.segments] == ["One.", "Two.", "Three https://a.com/b."]
    assert masked(document) == "One. Two.\n\nThree ###############."


def test_the_encoding_of_the_options_is_used() -> None:
    document = read_document("x.txt", "摆脱".encode("gbk"), ReadOptions(encoding="gbk"))
    assert document.text == "摆脱"


@pytest.mark.parametrize(
    "text",
    [
        "见⟦https://a.cn/x⟧。然后",
        "见⟦https://a.cn/x⟧看",
        "⟦https://a.cn⟧，后",
        "见⟦www.a.cn⟧的文章",
        "(see ⟦https://a.com/b⟧), which",
        "⟦https://en.wikipedia.org/wiki/Foo_(bar)⟧.",
        "⟦https://zh.wikipedia.org/wiki/中国⟧, and",
        "⟦https://a.com/b?c=d&e=f#g⟧!",
        "“⟦http://a.com/x⟧”",
        "mail ⟦a.b+c@d-e.com⟧.",
        "⟦example.com/path⟧; and Amazon.com is no path",
        "and/or, e.g./i.e., U.S./China, 24/7, p.m./a.m., @handle, http:// and 10:30",
        "**⟦HTTP://A.COM/B⟧**",
        "link：⟦https://a.com/b_c_1.shtml⟧\nnext",
    ],
)
def test_urls(text: str) -> None:
    plain = text.replace("⟦", "").replace("⟧", "")
    for span in reversed(find_addresses(plain)):
        plain = plain[: span.start] + "⟦" + plain[span.start : span.end] + "⟧" + plain[span.end :]
    assert plain == text


MARKDOWN = """---
title: "标 题"
order: 摆脱
---
# A *heading*

> quoted
> text

- item
  goes on

| A | B \\| c |
|---|:-:|
| x | y |

Set
===

[r]: http://x 'T'

```py
摆脱 = 1
```

    摆脱

<p class="摆脱">In HTML.</p>
<!-- 摆脱 -->

Code `摆脱` and ``a ` b``, a [link](摆脱.md "title"), ![alt](摆脱.png), a [ref][r], a note[^1] and <b>bold</b>.
First\\
second [not a link] (x)

***
"""


def test_a_footnote_without_a_blank_is_no_address_of_a_link() -> None:
    (document,) = documents("x.md", "a[^1]\n\n[^1]: 样机已归还。\n\n[b]: 样机\n")
    assert [document.text[slice(*block)] for block in document.blocks] == ["a[^1]", "[^1]: 样机已归还。"]


def test_markdown() -> None:
    (document,) = documents("x.md", MARKDOWN)
    assert [text.split("`")[0] for text in blocks(document)] == [
        "标 题",
        "A *heading*",
        "quoted\n> text",
        "item\n  goes on",
        "A",
        "B \\| c",
        "x",
        "y",
        "Set",
        '<p class="摆脱">In HTML.</p>',
        "Code ",
        "second [not a link] (x)",
    ]
    shown = masked(document)
    assert len(shown) == len(MARKDOWN)
    assert "摆脱" not in shown
    assert "标题" not in shown
    for prose in ("A *heading*\n", "In HTML.", "link", "alt", "ref", "bold", "[not a link] (x)"):
        assert prose in shown
    for markup in ("> ", "- item", "|---", "===", "http", "title", "[^1]", "</b>", "***", "](", "`"):
        assert markup not in shown


def test_notes_of_markdown_are_blocks() -> None:
    (document,) = documents("x.md", "正文。[^1]\n\n[^1]: 数据为初步统计。\n[^注]: 见 第3页\n续行\n\n[r]: 链接。\n")
    assert blocks(document) == ["正文。[^1]", "[^1]: 数据为初步统计。", "[^注]: 见 第3页\n续行"]
    assert "[^" not in masked(document)


def test_boxes_and_tabs_of_markdown_are_read_to_their_ends() -> None:
    text = (
        '!!! warning "Mind"\n    A.\n\n    B. C.\n\n    ```sh\n    x\n    ```\n\n'
        '=== "pip"\n\n    D.\n\n    - E\n      e\n\n'
        "        !!! note\n            F.\n\n            G.\n\nH\n??? tip inline end\n\n    I.\n\n        J.\n\n"
        "    K.\n> !!! note\n>     L.\n\n!!!\n\n!!! note that this is prose.\n"
    )
    document = read_document("a.md", text.encode(), ReadOptions("ja"))
    assert blocks(document) == [
        "Mind", "A.", "B. C.", "pip", "D.", "E\n      e", "F.", "G.", "H", "I.", "K.", "L.", "!!!",
        "!!! note that this is prose.",
    ]  # fmt: skip
    roles = {document.text[slice(*one.span)].strip(): one.role for one in document.elements}
    assert (roles["F."], roles["L."], roles["J."]) == (Role.ITEM, Role.QUOTATION, Role.CODE)
    deep = "".join("    " * depth + "!!! note\n" for depth in range(200)) + "    " * 200 + "End.\n"
    assert read_document("a.md", deep.encode(), ReadOptions()).notes == (
        "a.md: nested deeper than 100 levels and not read, first in line 100",
    )


def test_what_begins_and_ends_a_container_in_markdown_is_no_prose() -> None:
    text = (
        "# A\n:::warning Mind the gap\nB\nb\n:::\n\n::: tip\n\nC\n\n:::\n\n:::info[D]\n- E\n:::\nF ::: f\n:::{note}\n"
    )
    (document,) = documents("x.md", text)
    assert blocks(document) == ["A", "Mind the gap", "B\nb", "C", "D", "E", "F ::: f"]
    assert [one.role for one in document.elements][:2] == [Role.HEADING, Role.PARAGRAPH]
    assert ":::w" not in document.prose


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("## Start {#quick-start}", "Start"),
        ("## Start {: #快速开始 .note }", "Start"),
        ("Start {#quick-start} here", "Start {#quick-start} here"),
        ("See {% post_url 2024-05-01-start %} for more.", "See  for more."),
        ('See {{< ref "install-guide.md" >}} for more.', "See  for more."),
        ('{{< note title="A real text" >}}', '{{< note title="A real text" >}}'),
        ('{{< figure src="a.png" width=40 >}}', ""),
        ("{{< ref guide>}}", ""),
        ("{%- tab 'one' -%}", ""),
        ('{{< note title="注意事项" >}}', '{{< note title="注意事项" >}}'),
        ("{{< note 注意事项 >}}", "{{< note 注意事项 >}}"),
        ("{% tab 安装步骤 %}", "{% tab 安装步骤 %}"),
        ("See {% button /a '下载安装包' %} here.", "See {% button /a '下载安装包' %} here."),
        ("import Tabs from '@theme/Tabs';", ""),
        ("We import goods from 'the port'.", "We import goods from 'the port'."),
        ("Write {name} here", "Write {name} here"),
    ],
)
def test_names_in_markdown_are_no_prose(text: str, prose: str) -> None:
    (document,) = documents("a.md", f"{text}\n")
    assert document.prose.replace(MASK, "").strip() == prose


def test_tags_in_markdown_are_found_in_linear_work() -> None:
    pattern = Counted(markdown._NAMES)
    for text in ("{{< a" + " b=c" * 9 + "}", "{% a" + " b" * 9 + "}"):
        assert pattern.count_steps(text, 10_000) < 40 * len(text)


@given(st.text(st.sampled_from("a b\n#->|`[]()!<*_\\:=~1.\t\r中&^\"'"), max_size=80))
def test_any_markdown_is_read(text: str) -> None:
    (document,) = documents("x.md", text)
    spans = document.blocks
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert len(document.prose) == len(document.text)
    assert all(left.end < right.start for left, right in pairwise(document.masked))


def jsonl(*rows: dict[str, object]) -> str:
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)


def test_each_pair_is_a_document_unless_it_names_one() -> None:
    text = jsonl(
        {"id": "1", "source": "一", "target": "One.", "doc": "d"},
        {"id": 2, "source": "", "target": "Two."},
        {"target": "Three.", "doc": "d", "other": [1]},
    )
    first, second = bitexts("x.jsonl", "\n" + text + "\n \n")
    assert (first.target.text, second.target.text) == ("One.\nThree.", "Two.")
    places = [first.target.offsets.locate(offset) for offset in (0, 6)]
    assert [(place.segment, place.line, place.column) for place in places] == [("1", 2, 1), ("4", 4, 2)]
    assert (first.source_at(0), first.source_at(6), second.source_at(0)) == ("一", "", "")
    assert second.target.offsets.locate(0).segment == "2"
    assert blocks(first.target) == ["One.", "Three."]
    assert (first.source.language, first.source.text) == ("zh", "一\n")


def test_half_a_character_becomes_a_sign_for_it() -> None:
    (bitext,) = bitexts("x.jsonl", '{"target": "a\\ud800b", "source": "\\udc00"}')
    assert (bitext.target.text, bitext.source.text) == ("a\ufffdb", "\ufffd")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("x", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ('{"target": ' + "9" * 5000 + "}", "not JSON"),
        ("[1]", "not a JSON object"),
        ('{"id": "1"}', "no “target”"),
        ('{"target": null}', "“target” is not a string"),
        ('{"target": "x", "source": 1}', "“source” is not a string"),
        ('{"target": "x", "id": true}', "“id” is neither"),
        ('{"target": "x", "doc": {}}', "“doc” is neither"),
    ],
)
def test_a_bad_line_is_said(line: str, says: str) -> None:
    with pytest.raises(ReadError) as caught:
        bitexts("x.jsonl", '{"target": "good"}\n\n' + line)
    assert caught.value.line == 3
    assert str(caught.value).startswith("line 3: ")
    assert says in str(caught.value)


def test_tabs() -> None:
    first, second = bitexts("x.tsv", 'source\ttarget\r\n一\t"One" \r\n\r\n\tTwo')
    assert (first.target.text, first.source_at(0)) == ('"One" ', "一")
    assert (second.target.text, second.source_at(0), second.target.offsets.locate(0).line) == ("Two", "", 4)
    assert bitexts("x.tsv", "Source\tTarget") == bitexts("x.tsv", "原文\t译文\n") == []


@pytest.mark.parametrize(("line", "says"), [("a", "no tab"), ("a\tb\tc", "more than one tab")])
def test_a_wrong_number_of_tabs_is_said(line: str, says: str) -> None:
    with pytest.raises(ReadError, match=f"line 2: {says}"):
        bitexts("x.tsv", "一\tOne\n" + line)


def test_an_empty_file_of_pairs_holds_nothing() -> None:
    assert bitexts("x.jsonl", "") == bitexts("x.tsv", "source\ttarget\n") == []


@pytest.mark.parametrize(("mark", "read"), [("> ", 99), ("  ", 49)])
def test_markdown_nested_deep_is_read_and_deeper_is_said(mark: str, read: int) -> None:
    rows = [mark * level + ("" if mark == "> " else "- ") + f"Level {level}." for level in range(mark == "> ", 130)]
    document = read_document("a.md", "\n".join(rows).encode(), ReadOptions())
    assert [segment.text for segment in document.segments] == [row[row.index("L") :] for row in rows[:read]]
    assert document.notes == (f"a.md: nested deeper than 100 levels and not read, first in line {read + 1}",)
    cell = json.dumps({"nbformat": 4, "cells": [{"cell_type": "markdown", "source": "\n".join(rows)}]})
    notebook = read_document("a.ipynb", cell.encode(), ReadOptions())
    assert notebook.notes == (f"a.ipynb: nested deeper than 100 levels and not read, first in cell 1, line {read + 1}",)
    document = read_document("a.md", "\n".join(rows[:read]).encode(), ReadOptions())
    assert document.notes == ()
