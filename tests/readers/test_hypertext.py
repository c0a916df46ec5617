"""HTML: what a person sees of a page is read, block by block, and every place in it is exact."""

import re
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from operations import count_lines, find_superlinear
from pages import CLOSED
from places import check_stretches, find_all
from rows import on_each

from align.commands.check import check_text
from align.config.settings import Settings
from align.model import MASK, Document, Role
from align.readers import ReadOptions, read_document
from align.readers.hypertext.tokens import Value, tokenize
from align.readers.xml.events import Text

NEWS = """<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>Port of Yingkou reopens | Coast Daily</title>
  <style>.lead::after { content: "the the 摆脱"; }</style>
  <script type="application/ld+json">{"headline": "the the 摆脱"}</script>
  <link rel="alternate" title="the the 摆脱" href="/feed">
</head>
<body class="article-page">
<a class="skip" href="#main" hidden>the the 摆脱</a>
<header role="banner"><a href="/">the the 摆脱</a>
  <nav aria-label="Sections"><ul><li><a href="/w">World 摆脱</a><li><a href="/b">the the</a></ul></nav>
  <form role="search"><input placeholder="the the"><button>the the 摆脱</button></form>
</header>
<div id="cookies" role="dialog" aria-modal="true"><p>We use the the cookies 摆脱.</p><button>Accept 摆脱</button></div>
<noscript>Switch on the the scripts 摆脱.</noscript>
<main>
<article>
  <header>
    <h1>Port reopens after the the
      storm</h1>
    <p class="byline">By <a rel="author" href="/staff/1">Ann Reed</a>, <time datetime="2026-03-02">2 March</time></p>
    <div class="share" role="toolbar"><a href="#">Share 摆脱</a> <button>the the</button></div>
  </header>
  <figure><img src="1.jpg" alt="A crane 摆脱"><figcaption>A crane at at the pier. <small>Photo: Li
  Lei</small></figcaption></figure>
  <p>The harbour master said the ships would 摆<b>脱</b> the ice &mdash; &ldquo;soon&rdquo;.</p>
  <!-- the the 摆脱 -->
  <p>Work at this this pier&nbsp;began on Monday.<br>It ends in June.<br><br>Fishermen are&#32;are glad.
  <blockquote><p>We waited for for years.</p></blockquote>
  <script>document.write("<p>the the 摆脱</p>")</script>
  <table><thead><tr><th>Pier<th>Ships</thead>
  <tr><td>North<td>twelve of of them</table>
  <ul><li>Ice is is thin<ol><li>near &#25670;脱 town</ol></ul>
  <p>Run <code>mv the the</code> and <span translate="no">the the 摆脱</span> or <i lang="zh">摆脱</i>.</p>
  <pre>the the 摆脱</pre>
  <p>In the year 2025<sup><a href="#n1">3</a></sup> it froze.</p>
  <nav class="related"><h2>Related</h2><ul><li><a href="/1">the the 摆脱</a></ul></nav>
</article>
</main>
<aside><h2>Most read 摆脱</h2><ol><li>the the</ol></aside>
<div class="newsletter"><p>Get the the news 摆脱.</p></div>
<footer role="contentinfo"><p>© Coast Daily. the the 摆脱</p></footer>
<script src="/a.js"></script>
</body></html>
"""

FACTOR, FLOOR = 5, 10_000
"""Four times the text may take five times the lines; fewer lines than these are not looked at."""

PLANTED = [
    ("doubled-word", "the the"),
    ("doubled-word", "at at"),
    ("residual-source", "摆脱"),
    ("doubled-word", "this this"),
    ("doubled-word", "are are"),
    ("doubled-word", "for for"),
    ("doubled-word", "of of"),
    ("doubled-word", "is is"),
    ("residual-source", "摆脱"),
]


def read_page(text: str, *parts: str, language: str = "en") -> Document:
    return read_document("a.html", text.encode(), ReadOptions(language, parts=frozenset(parts)))


def blocks(document: Document) -> list[str]:
    return [document.text[span.start : span.end] for span in document.blocks]


def place_of(text: str, wanted: str, nth: int = 1) -> str:
    offset = -1
    for _ in range(nth):
        offset = text.index(wanted, offset + 1)
    return f"{text.count(chr(10), 0, offset) + 1}:{offset - text.rfind(chr(10), 0, offset)}"


def test_a_news_page_has_its_faults_and_no_others() -> None:
    found = find_all("a.html", NEWS.encode())
    assert [(rule, text) for rule, _, text in found] == PLANTED
    assert [place for _, place, _ in found] == [
        place_of(NEWS, "the the\n"),
        place_of(NEWS, "at at"),
        place_of(NEWS, "摆<b>"),
        place_of(NEWS, "this this"),
        place_of(NEWS, "are&#32;"),
        place_of(NEWS, "for for"),
        place_of(NEWS, "of of"),
        place_of(NEWS, "is is"),
        place_of(NEWS, "&#25670;"),
    ]
    check_stretches(read_page(NEWS), lambda part: NEWS)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_places_are_those_of_an_editor_whatever_the_encoding(end: str, encoding: str) -> None:
    page = NEWS.replace("©", "By").replace('<meta charset="utf-8">', "")
    data = page.replace("\n", end).encode(encoding)
    assert find_all("a.html", data) == find_all("a.html", page.encode())


def test_the_charset_of_a_page_counts() -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312"><p>They 摆脱 it.</p>'
    assert find_all("a.html", page.encode("gb18030")) == [("residual-source", f"1:{page.index('摆') + 1}", "摆脱")]


def test_blocks_have_roles() -> None:
    document = read_page(
        "<title>A</title><h2>B</h2><p>C<p>D</p>E<ul><li>F<ul><li>G</ul></ul><blockquote>H</blockquote>"
        "<table><caption>I</caption><tr><th>J<th>K<tr><td>L<td><table><tr><td>M</table><td>N</table><pre>O</pre><hr>"
    )
    assert [
        (document.text[one.span.start : one.span.end], one.role, one.level, one.row, one.column)
        for one in document.elements
    ] == [
        ("A", Role.PARAGRAPH, 0, 0, 0),
        ("B", Role.HEADING, 2, 0, 0),
        ("C", Role.PARAGRAPH, 0, 0, 0),
        ("D", Role.PARAGRAPH, 0, 0, 0),
        ("E", Role.PARAGRAPH, 0, 0, 0),
        ("F", Role.ITEM, 1, 0, 0),
        ("G", Role.ITEM, 2, 0, 0),
        ("H", Role.QUOTATION, 0, 0, 0),
        ("I", Role.CAPTION, 0, 0, 0),
        ("J", Role.HEADER, 0, 0, 0),
        ("K", Role.HEADER, 0, 0, 1),
        ("L", Role.CELL, 0, 1, 0),
        ("M", Role.CELL, 0, 2, 0),
        ("N", Role.CELL, 0, 1, 2),
        ("", Role.CODE, 0, 0, 0),
        ("", Role.RULE, 0, 0, 0),
    ]


@on_each(
    [
        ("a <b>b</b>c", "a bc"),
        ("a\n\t b", "a b"),
        (" <p> a <b> b </b> c </p> ", "a b c"),
        ("a<br> b<br><br>c<br>", "a\nb\nc"),
        ("a&nbsp;b &lt;i&gt; &amp; &copy; &copyx", "a\u00a0b <i> & © &copyx"),
        ("re&shy;open co<wbr>operate", "reopen cooperate"),
        ("<ruby>汉<rp>(</rp><rt>han</rt><rp>)</rp></ruby>", "汉"),
        ("<ins>a</ins><del>b</del>", "a"),
        ("a <b title='x>y'>c</b>", "a c"),
        ('a <b title="x>c</b> d', "a c d"),  # a quotation mark that nothing closes
        ("a < b and b > c", "a < b and b > c"),
        ("a <b", "a <b"),
        ("a <!-- b > c --> d <!-- e", "a d"),
        ("a <? b ?> c <![CDATA[ d ]]> e", "a c e"),
        ("<p style='color:red; display: none'>a</p>b", "b"),
        ("<p style='display:nonexistent-'>a</p>", "a"),
        ("<p hidden>a</p><p hidden aria-hidden=true>b</p>c", "c"),
        ("a <i aria-hidden=true>b</i>c<div aria-hidden=true>d</div>", "a c"),
        ("<figure><figcaption aria-hidden=true>a</figcaption></figure><p aria-hidden=true>b</p>c", "a\nb\nc"),
        ("<HEADER><nav>a</nav><H1>b</H1><p>c</p></HEADER><header>d</header><h1>e</h1>", "b\nc\ne"),
        ("<header role=banner><h1>a</h1></header>b", "b"),
        ("<aside role=doc-footnote>a</aside><nav role=doc-toc>b</nav><footer role=doc-endnotes>c</footer>", "a\nc"),
        ("</p></b>a</nav></table>b", "a\nb"),
        ("<TITLE>a</TITLE><SCRIPT>b</sCrIpT >c", "a\nc"),
        ("<nav>a<p>b</nav>c", "c"),
        ("<header>a</header><article><header>b</header><footer>c</footer></article><footer>d</footer>", "b\nc"),
        ("<section><aside>a note</aside></section><aside>b</aside>", "a note"),
        ("<p>a</p><main>b</main><p>c</p>", "b"),
        ("<p>a</p><div role=main>b</div><p>c</p>", "b"),
        ("<p>a</p><main></main><p>c</p>", "a\nc"),  # filled by a script
        ("<p>a</p><main hidden>b</main><p>c</p>", "a\nc"),
        ("<script>'<main>b</main>'</script><p>a</p>", "a"),
        ("<!-- <main>b</main> --><p>a</p>", "a"),
        ("<p>&nbsp;</p><p>a&nbsp;</p>", "a\u00a0"),
        ("", ""),
    ]
)
def test_what_a_person_sees(page: str, text: str) -> None:
    document = read_page(page)
    assert "\n".join(blocks(document)) == document.text == text
    check_stretches(document, lambda part: page)


@pytest.mark.parametrize(
    ("page", "prose"),
    [
        ("<p>a <code>b c</code> d</p>", "a ### d"),
        ("<p>a <b class='x notranslate'>b</b> d</p>", "a # d"),
        ("<p>a <b lang=zh-CN>b</b> d</p>", "a # d"),
        ("<p>a <b lang=en-US>b</b> d</p>", "a b d"),
        ("<div><div lang=zh>a <b lang=en>b</b> c</div></div>", "##b##"),
        ("<html lang=zh><body lang=zh><p>a</p>", "a"),  # a template's mistake
        ("<p>2025<sup><a>1</a></sup> m<sup>2</sup></p>", "2025# m2"),
        ("<p>see http://a.com/b.</p>", "see ##############."),
    ],
)
def test_what_is_masked(page: str, prose: str) -> None:
    assert read_page(page, language="en-GB").prose.replace(MASK, "#") == prose


def test_what_is_left_out_is_read_where_it_is_asked_for() -> None:
    page = "<nav>a</nav><main><img alt='b &amp; c' title=d><input alt><p title=\"e\">f</p></main><footer>g</footer>"
    assert blocks(read_page(page)) == ["f"]
    assert blocks(read_page(page, "attributes")) == ["b & c", "d", "f", "e"]
    assert blocks(read_page(page, "attributes", "navigation")) == ["a", "b & c", "d", "f", "e", "g"]
    check_stretches(read_page(page, "attributes"), lambda part: page)


def test_an_attribute_stands_behind_the_block_it_is_in() -> None:
    page = "<p>One <img alt='The the pier'> two.</p>"
    assert blocks(read_page(page, "attributes")) == ["One two.", "The the pier"]
    found = find_all("a.html", page.encode(), Settings(parts=("attributes",)))
    assert found == [("doubled-word", "1:18", "The the")]


@pytest.mark.parametrize(
    ("page", "rules"),
    [
        ("<!-- aligncheck: allow residual-source: it is the name -->\n<p>They 摆脱 it.</p><p>We 摆脱 it.</p>", 1),
        ("<p>They 摆脱 it. <!-- aligncheck: allow residual-source: it is the name --></p><p>We 摆脱 it.</p>", 1),
        ("<p>They 摆脱 it.</p><!-- aligncheck: allow-file residual-source: a list --><p>We 摆脱 it.</p>", 0),
        ("<p>They 摆脱 it.</p><!-- aligncheck: allow residual-source --><p>We 摆脱 it.</p>", 2),  # no reason
        ("<nav><!-- aligncheck: allow-file residual-source: no --></nav><p>They 摆脱 it. We 摆脱 it.</p>", 2),
    ],
)
def test_comments_allow(page: str, rules: int) -> None:
    result = check_text(page, path="a.html")
    assert [entry.finding.rule for entry in result.diagnostics] == ["residual-source"] * rules


def test_a_comment_that_allows_stands_between_blocks() -> None:
    document = read_page("<p>a</p><!-- aligncheck: allow x: y --><p>b</p>")
    assert [one.role for one in document.elements] == [Role.PARAGRAPH, Role.MARKUP, Role.PARAGRAPH]
    assert document.prose.replace(MASK, "") == "a\n\nb"


ATOMS = [
    "a",
    "word ",
    "摆脱",
    "\n",
    "\r\n",
    " \t",
    "&amp;",
    "&nbsp",
    "&#x8131;",
    "&copyx",
    "&bogus;",
    "<",
    ">",
    "'",
    '"',
]
TAG_NAMES = "p b br li ul td tr table main nav h1 div script code title !-- /p /b /div /table /main --"
TAGS = TAG_NAMES.split()
PIECES = st.one_of(st.sampled_from(ATOMS), st.sampled_from(TAGS).map(lambda name: f"<{name}>"))


@given(st.lists(PIECES, max_size=40).map("".join), st.booleans())
def test_every_stretch_says_where_it_stands(page: str, reads_navigation: bool) -> None:
    parts = frozenset({"navigation"} if reads_navigation else ())
    document = read_document("a.html", page.encode(), ReadOptions("en", "utf-8", parts=parts))
    check_stretches(document, lambda part: page)
    starts = [match.end() for match in re.finditer("\r\n|\n|\r", page)]
    for stretch in document.stretches or ():
        if stretch.origin:
            line = sum(start <= stretch.origin.start for start in starts)
            assert (stretch.line, stretch.column) == (line + 1, stretch.origin.start - [0, *starts][line] + 1)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_tokens_cover_a_page_in_order(page: str) -> None:
    position = 0
    for token in tokenize(page):
        assert not isinstance(token, Value)
        assert token.span.start >= position
        position = token.span.end
        if isinstance(token, Text) and len(token.text) == token.span.end - token.span.start:
            assert page[token.span.start : token.span.end] == token.text
    assert position <= len(page)


@given(
    st.lists(st.sampled_from(CLOSED), max_size=6).map("".join),
    st.lists(st.sampled_from(CLOSED), max_size=3).map("".join),
    st.sampled_from(["p", "h1", "li", "td", "div", "span", "blockquote"]),
)
def test_a_planted_fault_is_found_where_it_stands(before: str, after: str, tag: str) -> None:
    page = f"{before}<{tag}>We saw\n th&#101; t<b>h</b>e pier.</{tag}>{after}"
    lines = re.split("\r\n|\n|\r", page[: page.index("th&#101;")])
    place = f"{len(lines)}:{len(lines[-1]) + 1}"
    found = [one for one in find_all("a.html", page.encode()) if one[0] == "doubled-word"]
    assert found == [("doubled-word", place, "the the")]


@pytest.mark.parametrize(
    "piece",
    [
        "<p>",
        "<b>",
        "<table><tr><td>",
        "<a '",
        '<a "',
        "<!--",
        "<a ",
        "<",
        "&",
        "<br>",
        "&#32;<br>",
        "<nav>",
        "<ul><li>",
    ],
)
def test_the_work_is_linear(piece: str) -> None:
    few, many = (count_lines(partial(read_page, piece * size)) for size in (300, 1200))
    assert not find_superlinear(few, many, FACTOR, FLOOR)
