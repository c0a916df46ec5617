"""Front matter of Markdown, and MDX: what is read, and what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.linter.registry import all_rules
from align.linter.scanner import check_document
from align.model import MASK, Document, Edit, Role
from align.readers import ReadOptions, read_document
from align.writers.edits import Mend, edit

FRONT = """\
---
title: "A \\"port\\" 摆脱: the # end"  # 注释
description: >-
  Folded 监测 text
  over lines.
tags: [中文]
summary: Plain text's 连续 value # 注
subtitle: 'It''s 诗'
slug: 中文
hero:
  name: 中
  text: A first
    page 首页
  actions:
    - text: "Begin 开始"
      link: /中
---

Text 热烈.
"""

MDX = """\
---
title: The Harbor
---
import Tabs from '@theme/Tabs';
import {图} from "./图";

export const meta = {
  名: "中文",

  b: 2,
};

# The {名} harbor

import duties rose 监测 again.

<Card title="中文" icon={<Icon name="图>" />}>
    Indented text 连续 in a card.
</Card>

<Tabs>
  <TabItem value="图">

  - An item with <b>bold</b> 诗 {a ? "中}" : `文 ${b}`} end.

  </TabItem>
</Tabs>

{/* 注释 */}

Use `{代码}`, <code>代码</code> and a < b and {unclosed 规避.

```js
const x = {"中": <b>}
```

| a {中} | b 全非 |
|---|---|
"""


def read(name: str, text: str) -> Document:
    return read_document(name, text.encode(), ReadOptions())


def describe(document: Document) -> list[tuple[int | None, int, Role, str]]:
    """The blocks: line, column, role, and the text with what is masked as `#`."""
    blocks = [(document.locate(one.span.start), one) for one in document.elements if one.role is not Role.CODE]
    return [
        (place.line, place.column, one.role, document.prose[slice(*one.span)].replace(MASK, "#"))
        for place, one in blocks
    ]


@pytest.mark.parametrize("name", ["a.md", "a.mdx"])
def test_what_readers_see_of_front_matter_is_read(name: str) -> None:
    assert describe(read(name, FRONT)) == [
        (2, 9, Role.HEADING, "A ##port## 摆脱: the # end"),
        (4, 3, Role.PARAGRAPH, "Folded 监测 text\n  over lines."),
        (7, 10, Role.PARAGRAPH, "Plain text's 连续 value"),
        (8, 12, Role.HEADING, "It#'s 诗"),
        (12, 9, Role.PARAGRAPH, "A first\n    page 首页"),
        (15, 14, Role.PARAGRAPH, "Begin 开始"),
        (19, 1, Role.PARAGRAPH, "Text 热烈."),
    ]
    document = read(name, FRONT)
    assert "中" not in document.prose
    assert "注" not in document.prose


def test_what_looks_like_a_key_in_a_value_is_of_that_value() -> None:
    text = "---\ndescription: |\n  To begin\n  text: 中\nfeatures:\n- title: Fast\n  details: Very 快\n---\n"
    assert describe(read("a.md", text)) == [
        (3, 3, Role.PARAGRAPH, "To begin\n  text: 中"),
        (6, 10, Role.PARAGRAPH, "Fast"),
        (7, 12, Role.PARAGRAPH, "Very 快"),
    ]


def test_what_looks_like_a_key_in_code_is_not_read() -> None:
    text = (
        "---\nscript: |\n  title: the the\n\n  text: run run\ntheme:\n  text: dark dark\n"
        "hero:\n  image: |\n    text: a a\n  text: A port\n---\n"
    )
    assert describe(read("a.md", text)) == [(11, 9, Role.PARAGRAPH, "A port")]


def test_front_matter_in_toml() -> None:
    text = '+++\ntitle = "A 摆脱"\nslug = "中"\ndescription = \'诗\' # 注\n+++\nText.\n'
    assert describe(read("a.md", text)) == [
        (2, 10, Role.HEADING, "A 摆脱"),
        (4, 16, Role.PARAGRAPH, "诗"),
        (6, 1, Role.PARAGRAPH, "Text."),
    ]


@pytest.mark.parametrize(
    "value",
    ["[中, 文]", "{a: 中}", "&a 中", "*中", "!!str 中", "{{ .中 }}", "''", '""', "", "~", "null # 中", '"中', "'中"],
)
def test_values_that_are_no_strings_are_not_read(value: str) -> None:
    document = read("a.md", f"---\ntitle: {value}\n---\nText.\n")
    assert "中" not in document.prose
    assert document.text[slice(*document.blocks[-1])] == "Text."


def test_mdx() -> None:
    assert describe(read("a.mdx", MDX)) == [
        (2, 8, Role.HEADING, "The Harbor"),
        (13, 3, Role.HEADING, "The ### harbor"),
        (15, 1, Role.PARAGRAPH, "import duties rose 监测 again."),
        (18, 5, Role.PARAGRAPH, "Indented text 连续 in a card."),
        (24, 5, Role.ITEM, "An item with ###bold#### 诗 ##################### end."),
        (31, 1, Role.PARAGRAPH, "Use ######, ############### and a < b and {unclosed 规避."),
        (37, 3, Role.HEADER, "a"),
        (37, 11, Role.HEADER, "b 全非"),
    ]
    assert "中" not in read("a.mdx", MDX).prose


def test_braces_are_text_in_markdown() -> None:
    assert "中" in read("a.md", "A {中} b.\n").prose


@pytest.mark.parametrize(
    "text",
    [
        "import X, { y } from 'z'\nimport 'a.css'\n\nThe plan works.\n",
        'export default ({children}) => <div className="中  (">{children}</div>\n\nThe plan works.\n',
        "<Tabs\n  a={{b: '中'}}\n>\n  The plan works.\n</Tabs>\n",
        "The plan {works(`the the`)} well.\n",
        "The range is 3 < 5 and \\{a\\} and \\<b.\n",
        "<pre>the the 中</pre>\n\nThe plan works.\n",
    ],
)
def test_javascript_is_no_fault(text: str) -> None:
    assert check_document(read("a.mdx", text), list(all_rules().values())) == []


def fix(text: str, old: str, new: str) -> tuple[str, dict[int, str]]:
    """The file after `old` has been replaced, and why it was not."""
    start = text.index(old)
    done = edit("a.md", text.encode(), [Mend(1, (Edit(start, start + len(old), new),))])
    return done.data.decode(), dict(done.refused)


def test_a_fix_leaves_front_matter_what_it_is() -> None:
    assert fix(FRONT, "摆脱", "shakes off") == (FRONT.replace("摆脱", "shakes off"), {})
    assert fix(FRONT, "热烈", '"warm": #1') == (FRONT.replace("热烈", '"warm": #1'), {})
    assert fix(FRONT, "连续", "a: b") == (FRONT, {0: "':' would act on the front matter: mend it by hand"})


_ATOMS = ["---\n", "+++\n", "title: ", "title = ", "import {", "export ", "{", "}", "<", ">", "/>", "</a>", "<b", '"',
          "'", "`", "```\n", "\n", "\n\n", "中", "a b.", "- ", "# ", "    ", "\\", "/*", "*/", "//",
          "| a | b |\n|-|-|\n",
          "<!--", "-->", "<code>", "\r\n", ">-\n  ", "description: "]  # fmt: skip


@given(st.lists(st.sampled_from(_ATOMS), max_size=40).map("".join))
def test_any_text_is_read(text: str) -> None:
    document = read("a.mdx", text)
    assert document.text == text
    assert list(document.blocks) == sorted(document.blocks)
    for before, after in zip(document.blocks, document.blocks[1:], strict=False):
        assert before.end <= after.start
