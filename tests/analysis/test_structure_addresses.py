"""Addresses are compared without the language in them; inline parts are found where they are."""

import pytest

from align.analysis.structure.inline import Finder, Locales, Sort

LOCALES = Locales("en", "zh")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/en/guide/", "/zh/guide/"),
        ("https://learn.example.org/en-us/a", "https://learn.example.org/zh-cn/a"),
        ("https://example.org/docs/a/", "/docs/a/"),
        ("../a.md", "../../a.zh-CN.md"),
        ("a.png", "./a.zh.png"),
        ("request.png", "request.local.png"),
        ("a.md#start", "a.md#start"),
        ("https://zh.example.org/a", "https://example.org/a"),
        ("a?hl=en", "a?hl=zh"),
        ("https://en.wikipedia.org/wiki/Port", "https://zh.wikipedia.org/wiki/%E7%AB%AF%E5%8F%A3"),
        ("./a/index.md", "a/"),
    ],
)
def test_addresses_in_two_languages_are_the_same(one: str, other: str) -> None:
    finder = Finder(LOCALES, {}, keeps_anchors=True)
    keys = [[part.key for part in finder.find(f"[a]({text})", 0)] for text in (one, other)]
    assert keys[0] == keys[1] != []


@pytest.mark.parametrize(
    ("one", "other"), [("a.md", "b.md"), ("/en/a", "/zh/b"), ("a.md#b", "a.md#c"), ("x/a.png", "x/ab.png")]
)
def test_other_addresses_are_not(one: str, other: str) -> None:
    finder = Finder(LOCALES, {}, keeps_anchors=True)
    assert [part.key for part in finder.find(f"[a]({one})", 0)] != [
        part.key for part in finder.find(f"[a]({other})", 0)
    ]


def test_inline_parts_are_found_in_their_places() -> None:
    text = 'a `b|c` [d `e`](f.md "g") ![h](i.png) <https://j.example> https://k.example/l. [M N] <a href="o">'
    found = list(Finder(LOCALES, {"m n": "p.md"}, keeps_anchors=True).find(text, 10))
    assert [(part.sort, part.shown, text[part.span.start - 10 : part.span.end - 10]) for part in found] == [
        (Sort.CODE, "b|c", "`b|c`"),
        (Sort.CODE, "e", "`e`"),
        (Sort.LINK, "f.md", '[d `e`](f.md "g")'),
        (Sort.IMAGE, "i.png", "![h](i.png)"),
        (Sort.LINK, "o", "o"),
        (Sort.LINK, "https://j.example", "https://j.example"),
        (Sort.LINK, "https://k.example/l", "https://k.example/l"),
        (Sort.LINK, "p.md", "[M N]"),
    ]
