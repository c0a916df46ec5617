"""MultiTerm XML as other tools write it, and as it comes back."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from xml_glossaries import GLOSSARIES, LANGUAGES, again, dumped, loaded, regardless_of_order

from glossary.formats import multiterm, tbx
from glossary.formats.base import FormatError
from glossary.formats.verifying import verify
from glossary.model import Case, Concept, Glossary, State, Status, Term

FILE = """<?xml version="1.0" encoding="UTF-16"?>
<mtf>
  <conceptGrp>
    <concept>13</concept>
    <system type="entryClass">1</system>
    <transacGrp><transac type="origination">li</transac><date>2011-06-28T11:55:28</date></transacGrp>
    <descripGrp><descrip type="Domain">trade</descrip></descripGrp>
    <descripGrp>
      <descrip type="Picture" Glink="a.png">a map</descrip>
      <descripGrp><descrip type="Source">Atlas</descrip></descripGrp>
    </descripGrp>
    <languageGrp>
      <language lang="ZH-CN" type="Chinese (Simplified, PRC)"/>
      <descripGrp><descrip type="Definition">对出境货物的管制</descrip></descripGrp>
      <termGrp>
        <term>出口管制</term>
        <descripGrp><descrip type="Status">preferred</descrip></descripGrp>
        <descripGrp><descrip type="Part of Speech">noun</descrip></descripGrp>
        <transacGrp><transac type="origination">li</transac><date>2011-06-28T11:55:28</date></transacGrp>
      </termGrp>
      <termGrp>
        <term>出口控制</term>
        <descripGrp><descrip type="Usage">not recommended</descrip></descripGrp>
        <descripGrp><descrip type="gender">undefined</descrip></descripGrp>
      </termGrp>
    </languageGrp>
    <languageGrp>
      <language type="English (United Kingdom)"/>
      <termGrp><term>export control</term><descripGrp><descrip type="Status">proposed</descrip></descripGrp></termGrp>
    </languageGrp>
  </conceptGrp>
</mtf>
"""
_PICTURE = (
    '<descripGrp><descrip type="Picture" Glink="a.png">a map</descrip>'
    '<descripGrp><descrip type="Source">Atlas</descrip></descripGrp></descripGrp>'
)
READ = Glossary(
    (
        Concept(
            "13",
            (
                Term(
                    "出口管制",
                    "ZH-CN",
                    Status.PREFERRED,
                    part_of_speech="noun",
                    created="2011-06-28T11:55:28",
                    extra=(("as:created", '<transacGrp><transac type="origination">li</transac><date/></transacGrp>'),),
                ),
                Term(
                    "出口控制",
                    "ZH-CN",
                    Status.DEPRECATED,
                    extra=(
                        ("as:status", '<descripGrp><descrip type="Usage">not recommended</descrip></descripGrp>'),
                        ("gender", "undefined"),
                    ),
                ),
                Term(
                    "export control",
                    "en",
                    state=State.CANDIDATE,
                    extra=(("as:state", '<descripGrp><descrip type="Status">proposed</descrip></descripGrp>'),),
                ),
            ),
            "trade",
            extra=(
                ("as:subject", '<descripGrp><descrip type="Domain"/></descripGrp>'),
                ("system:entryClass", '<system type="entryClass">1</system>'),
                (
                    "transacGrp:origination",
                    '<transacGrp><transac type="origination">li</transac><date>2011-06-28T11:55:28</date></transacGrp>',
                ),
                ("descripGrp:Picture", _PICTURE),
                ("ZH-CN/Definition", "对出境货物的管制"),
            ),
        ),
    ),
    (("language:ZH-CN", "Chinese (Simplified, PRC)"), ("language:en", "English (United Kingdom)")),
)
WRITTEN = """<?xml version="1.0" encoding="UTF-8"?>
<mtf>
<conceptGrp><concept>1</concept><descripGrp><descrip type="aligncheck:id">mineral</descrip></descripGrp>\
<descripGrp><descrip type="Definition">R&amp;D</descrip></descripGrp>
<languageGrp><language lang="zh" type="Chinese"/>
<termGrp><term>关键矿产</term></termGrp></languageGrp>
<languageGrp><language lang="en" type="English"/>
<termGrp><term>key minerals</term><descripGrp><descrip type="Status">forbidden</descrip></descripGrp>\
<descripGrp><descrip type="Case">sensitive</descrip></descripGrp>\
<transacGrp><transac type="origination"/><date>2024-05-06</date></transacGrp>\
<descripGrp><descrip type="Modified">May</descrip></descripGrp>\
<descripGrp><descrip type="aligncheck:Status">green</descrip></descripGrp></termGrp></languageGrp></conceptGrp>
</mtf>
"""
KEPT = Glossary(
    (
        Concept(
            "mineral",
            (
                Term("关键矿产", "zh"),
                Term(
                    "key minerals",
                    "en",
                    Status.FORBIDDEN,
                    case=Case.SENSITIVE,
                    created="2024-05-06",
                    modified="May",
                    extra=(("Status", "green"),),
                ),
            ),
            definition="R&D",
        ),
    )
)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8"])
def test_a_file_of_another_tool_is_read_whole_and_comes_back(encoding: str) -> None:
    assert loaded(multiterm, FILE.encode(encoding)) == READ
    assert again(multiterm, READ) == READ


def test_what_is_written_and_read_again() -> None:
    assert dumped(multiterm, KEPT) == WRITTEN
    assert loaded(multiterm, WRITTEN) == KEPT


@given(GLOSSARIES)
def test_any_glossary_comes_back(glossary: Glossary) -> None:
    glossary = glossary._replace(extra=())
    read = again(multiterm, glossary)
    assert regardless_of_order(read) == regardless_of_order(glossary)
    assert again(multiterm, read) == read


def test_a_changed_field_is_written_into_its_frame_where_that_fits() -> None:
    first, second, third = READ.concepts[0].terms
    changed = (
        first._replace(created="2012-01-01"),
        second._replace(status=Status.ADMITTED),
        third._replace(state=State.ACCEPTED),
    )
    expected = (changed[0], changed[1]._replace(extra=second.extra[1:]), changed[2]._replace(extra=()))
    glossary = Glossary((Concept("1", changed),))
    assert again(multiterm, glossary).concepts[0].terms == expected
    assert multiterm.keep(glossary, LANGUAGES).concepts[0].terms == expected
    verify(BytesIO(dumped(multiterm, glossary).encode()), multiterm, glossary, LANGUAGES)


@pytest.mark.parametrize(
    ("file", "line", "message"),
    [
        (
            '<!DOCTYPE mtf [<!ENTITY a "b">]><mtf/>',
            1,
            "declares “a” in a DTD: take the declarations out",
        ),
        (
            "<mtf><conceptGrp><languageGrp><termGrp/></languageGrp></conceptGrp></mtf>",
            None,
            "a <languageGrp> has no <language> with a lang: give its language",
        ),
        ("<mtf>", 1, "not well-formed XML, no element found, column 6: correct it or export again"),
    ],
)
def test_files_that_are_refused(file: str, line: int | None, message: str) -> None:
    with pytest.raises(FormatError) as caught:
        loaded(multiterm, file)
    assert (caught.value.message, caught.value.line) == (message, line)


def test_losses() -> None:
    glossary = Glossary((Concept("1", ()),), (("title", "Trade"),))
    assert [*map(str, multiterm.find_losses(glossary, LANGUAGES))] == [
        "1 concept: left out, without a term",
        "what the file says of itself is left out: title",
    ]
    assert again(multiterm, glossary) == Glossary(())


def test_elements_of_multiterm_pass_through_tbx() -> None:
    file = dumped(tbx, READ)
    assert "<note>aligncheck:extra:descripGrp:Picture=&lt;descripGrp&gt;" in file
    assert loaded(tbx, file) == READ
    assert again(multiterm, loaded(tbx, file)) == READ


def test_elements_of_tbx_pass_through_multiterm() -> None:
    note = ("termNote:register", '<termNote type="register">slangRegister</termNote>')
    context = (
        "descripGrp:figure",
        '<descripGrp><descrip type="figure">x</descrip><admin type="source"/></descripGrp>',
    )
    glossary = Glossary((Concept("1", (Term("x", "en", extra=(note, context)),)),))
    assert again(tbx, again(multiterm, again(tbx, glossary))) == glossary
