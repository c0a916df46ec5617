"""TMX as other tools write it, and as it comes back."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from xml_glossaries import GLOSSARIES, LANGUAGES, again, dumped, loaded, regardless_of_order

from glossary.formats import tmx
from glossary.formats.base import FormatError, Languages
from glossary.formats.verifying import verify
from glossary.model import Concept, Glossary, Match, State, Status, Term

FILE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
  <header creationtool="a tool" creationtoolversion="2" segtype="phrase" o-tmf="x" adminlang="en" srclang="en"
    datatype="plaintext"><prop type="client">press office</prop></header>
  <body>
    <tu tuid="12" creationid="li">
      <note>for the site</note>
      <prop type="domain">software</prop>
      <tuv xml:lang="en"><seg>Press <bpt i="1">&lt;b&gt;</bpt>OK<ept i="1">&lt;/b&gt;</ept></seg></tuv>
      <tuv xml:lang="zh-CN" creationdate="20200131T080910Z"><note>one</note><note>two</note><seg>按“确定”</seg></tuv>
      <tuv xml:lang="zh-CN"><prop type="x-status">forbidden</prop><seg>按确认</seg></tuv>
    </tu>
    <tu><tuv lang="EN-US"><seg>mask</seg></tuv><tuv lang="ZH-CN"><seg>口罩</seg></tuv></tu>
  </body>
</tmx>
"""
READ = Glossary(
    (
        Concept(
            "12",
            (
                Term(
                    "Press OK",
                    "en",
                    extra=(
                        (
                            "as:text",
                            '<seg>Press <bpt i="1">&lt;b&gt;</bpt>OK<ept i="1">&lt;/b&gt;</ept></seg>',
                        ),
                    ),
                ),
                Term("按“确定”", "zh-CN", note="one", created="2020-01-31T08:09:10Z", extra=(("note", "two"),)),
                Term("按确认", "zh-CN", Status.FORBIDDEN),
            ),
            note="for the site",
            extra=(("@creationid", "li"), ("domain", "software")),
        ),
        Concept("c2", (Term("mask", "EN-US"), Term("口罩", "ZH-CN"))),
    ),
    (("@srclang", "en"), ("client", "press office")),
)
WRITTEN = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
<header creationtool="aligncheck" creationtoolversion="1" segtype="phrase" o-tmf="aligncheck" adminlang="en"\
 srclang="zh" datatype="plaintext"></header>
<body>
<tu tuid="a 1"><prop type="x-subject">trade</prop><prop type="x-definition">control &lt;of goods&gt;</prop>
  <tuv xml:lang="zh"><seg>出口管制</seg></tuv>
  <tuv xml:lang="en" creationdate="20200131T080910Z"><note>old</note><prop type="x-status">deprecated</prop>\
<prop type="x-state">rejected</prop><prop type="x-part-of-speech">noun</prop><prop type="x-match">prefix</prop>\
<prop type="x-modified">2021-02-03</prop><prop type="aligncheck:x-status">green</prop><seg>export control</seg></tuv>
</tu>
</body>
</tmx>
"""
KEPT = Glossary(
    (
        Concept(
            "a 1",
            (
                Term("出口管制", "zh"),
                Term(
                    "export control",
                    "en",
                    Status.DEPRECATED,
                    State.REJECTED,
                    "noun",
                    match=Match.PREFIX,
                    note="old",
                    created="2020-01-31T08:09:10Z",
                    modified="2021-02-03",
                    extra=(("x-status", "green"),),
                ),
            ),
            "trade",
            "control <of goods>",
        ),
    )
)


def test_a_file_of_another_tool_is_read_whole_and_comes_back() -> None:
    assert loaded(tmx, FILE) == READ
    assert again(tmx, READ) == READ


def test_what_is_written_and_read_again() -> None:
    assert dumped(tmx, KEPT) == WRITTEN
    assert loaded(tmx, WRITTEN) == KEPT


@given(GLOSSARIES)
def test_any_glossary_comes_back(glossary: Glossary) -> None:
    read = again(tmx, glossary)
    assert regardless_of_order(read) == regardless_of_order(glossary)
    assert again(tmx, read) == read


def test_codes_go_where_the_text_changed() -> None:
    term = READ.concepts[0].terms[0]._replace(text="Click OK")
    glossary = Glossary((Concept("a", (term,)),))
    assert again(tmx, glossary).concepts[0].terms == (Term("Click OK", "en"),)
    verify(BytesIO(dumped(tmx, glossary).encode()), tmx, glossary, LANGUAGES)


def test_the_source_language_is_that_of_the_glossary() -> None:
    glossary = Glossary((Concept("a", (Term("x", "en"),)),))
    file = b"".join(tmx.dump(glossary, Languages("en", "zh"))).decode()
    assert ' srclang="en" ' in file
    assert loaded(tmx, file).extra == (("@srclang", "en"),)


@pytest.mark.parametrize(
    ("file", "line", "message"),
    [
        (
            '<!DOCTYPE tmx [<!ENTITY a "b">]><tmx/>',
            1,
            "declares “a” in a DTD: take the declarations out",
        ),
        (
            '<tmx><body><tu tuid="7"><tuv><seg/></tuv></tu></body></tmx>',
            None,
            "a <tuv> of the unit '7' has no xml:lang: give its language",
        ),
        ("<tbx/>", 1, "the root is <tbx>, not <tmx>: name the format it has"),
    ],
)
def test_files_that_are_refused(file: str, line: int | None, message: str) -> None:
    with pytest.raises(FormatError) as caught:
        loaded(tmx, file)
    assert (caught.value.message, caught.value.line) == (message, line)


def test_losses() -> None:
    glossary = Glossary((Concept("a", (Term("x\x07", "en"),)), Concept("b", ()), Concept("c", ())))
    assert [*map(str, tmx.find_losses(glossary, LANGUAGES))] == [
        "2 concepts: left out, without a term",
        "1 character: replaced by U+FFFD, XML holds no control characters and no lone surrogates",
    ]
    assert again(tmx, glossary) == Glossary((Concept("a", (Term("x\ufffd", "en"),)),))
