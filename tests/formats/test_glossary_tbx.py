"""TBX as other tools write it, and as it comes back."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from xml_glossaries import (
    DCT,
    GLOSSARIES,
    LANGUAGES,
    READ_2,
    TEXTS,
    VERSION_2,
    again,
    dumped,
    loaded,
    regardless_of_order,
)

from glossary.formats import tbx
from glossary.formats.base import FormatError
from glossary.formats.xml.text import escape_text
from glossary.model import Case, Concept, Glossary, Match, State, Status, Term

DCA = """<tbx style="dca" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
<tbxHeader><fileDesc><sourceDesc><p>made by hand</p></sourceDesc></fileDesc></tbxHeader>
<text><body><conceptEntry id="c1">
  <descrip type="subjectField">astronomy</descrip>
  <langSec xml:lang="en">
    <descripGrp><descrip type="definition">stars born together</descrip><admin type="source">Atlas</admin></descripGrp>
    <termSec>
      <term>open cluster</term>
      <termNote type="partOfSpeech">noun</termNote>
      <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
      <termNote type="termType">fullForm</termNote>
      <descripGrp><descrip type="context">an open cluster in the north</descrip></descripGrp>
      <admin type="source">Catalogue</admin>
    </termSec>
  </langSec>
</conceptEntry></body></text></tbx>
"""
READ_3 = Glossary(
    (
        Concept(
            "c1",
            (
                Term(
                    "open cluster",
                    "en",
                    Status.PREFERRED,
                    part_of_speech="noun",
                    origin="Catalogue",
                    term_type="full form",
                    example="an open cluster in the north",
                    extra=(("as:example", '<descripGrp><descrip type="context"/></descripGrp>'),),
                ),
            ),
            "astronomy",
            "stars born together",
            extra=(
                (
                    "en/as:definition",
                    '<descripGrp><descrip type="definition"/><admin type="source">Atlas</admin></descripGrp>',
                ),
            ),
        ),
    ),
    (("fileDesc", "<fileDesc><sourceDesc><p>made by hand</p></sourceDesc></fileDesc>"),),
)
WRITTEN = """<?xml version="1.0" encoding="UTF-8"?>
<tbx style="dca" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
<tbxHeader>
<fileDesc><sourceDesc><p>A glossary kept with aligncheck</p></sourceDesc></fileDesc>
<encodingDesc><p type="aligncheck:space">preserve</p></encodingDesc>
</tbxHeader>
<text>
<body>
<conceptEntry id="_13">
<descrip type="subjectField">trade</descrip>
<note>aligncheck:id=13</note>
<langSec xml:lang="zh">
<termSec><term>关键矿产</term>
</termSec>
</langSec>
<langSec xml:lang="en">
<termSec><term>key minerals</term>
<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>
<termNote type="partOfSpeech">other</termNote>
<admin type="source">style guide</admin>
<transacGrp><transac type="transactionType">origination</transac><date>2024-05-06</date></transacGrp>
<note>aligncheck:status=forbidden</note>
<note>aligncheck:state=candidate</note>
<note>aligncheck:part_of_speech=noun phrase</note>
<note>aligncheck:case=sensitive</note>
<note>aligncheck:match=exact</note>
<note>aligncheck:extra:Region=Asia</note>
</termSec>
</langSec>
</conceptEntry>
</body>
</text>
</tbx>
"""
KEPT = Glossary(
    (
        Concept(
            "13",
            (
                Term("关键矿产", "zh"),
                Term(
                    "key minerals",
                    "en",
                    Status.FORBIDDEN,
                    State.CANDIDATE,
                    "noun phrase",
                    Case.SENSITIVE,
                    Match.EXACT,
                    "style guide",
                    created="2024-05-06",
                    extra=(("Region", "Asia"),),
                ),
            ),
            "trade",
        ),
    )
)


def entry(term: str) -> str:
    """A file of version 2 with one term section."""
    inner = f'<termEntry id="a"><langSet xml:lang="en"><tig>{term}</tig></langSet></termEntry>'
    return f"<martif><text><body>{inner}</body></text></martif>"


def term_of(inner: str) -> Term:
    """The term that a section of a file says."""
    return loaded(tbx, entry(inner)).concepts[0].terms[0]


@pytest.mark.parametrize(("file", "glossary"), [(VERSION_2, READ_2), (DCA, READ_3), (DCT, READ_3)])
def test_files_of_other_tools_are_read_whole_and_come_back(file: str, glossary: Glossary) -> None:
    assert loaded(tbx, file) == glossary
    assert again(tbx, glossary) == glossary


def test_what_is_written_and_read_again() -> None:
    assert dumped(tbx, KEPT) == WRITTEN
    assert loaded(tbx, WRITTEN) == KEPT


def test_data_categories_as_tags_are_written_as_attributes() -> None:
    assert dumped(tbx, loaded(tbx, DCT)) == dumped(tbx, loaded(tbx, DCA))


@given(GLOSSARIES)
def test_any_glossary_comes_back(glossary: Glossary) -> None:
    read = again(tbx, glossary)
    assert regardless_of_order(read) == regardless_of_order(glossary)
    assert again(tbx, read) == read


NOTES = ["administrativeStatus", "partOfSpeech", "normativeAuthorization", "forbidden", "termType", "made-up"]
WORDS = st.one_of(
    TEXTS.map(escape_text), st.sampled_from(["true", "deprecatedTerm", "proposed", "noun", "a<hi>b</hi>\n  c"])
)
AUXILIARY = st.one_of(
    st.builds('<termNote type="{}">{}</termNote>'.format, st.sampled_from(NOTES), WORDS),
    st.builds(
        '<descrip type="{}">{}</descrip>'.format, st.sampled_from(["definition", "subjectField", "context"]), WORDS
    ),
    st.builds(
        '<descripGrp id="d">\n<descrip type="definition">{}</descrip> <note>{}</note></descripGrp>'.format, WORDS, WORDS
    ),
    st.builds('<admin type="source" xml:lang="en">{}</admin>'.format, WORDS),
    st.builds("<note>{}</note>".format, WORDS),
    st.builds("<x:colour xmlns:x='urn:x' x:shade='1'>{}</x:colour>".format, WORDS),
    st.builds(
        '<transacGrp><transac type="transactionType">{}</transac><date>{}</date></transacGrp>'.format,
        st.sampled_from(["origination", "modification", "approval"]),
        WORDS,
    ),
).map(str)
PARTS = st.lists(AUXILIARY, max_size=4).map("".join)


@given(PARTS, PARTS, PARTS, PARTS, WORDS)
def test_any_elements_of_other_tools_come_back(concept: str, language: str, first: str, second: str, word: str) -> None:
    terms = f"<tig id='t'><term>{word}</term>{first}</tig><tig><term/>{second}</tig>"
    inner = f'<termEntry id="a">{concept}<langSet xml:lang="en">{language}{terms}</langSet></termEntry>'
    read = loaded(tbx, f"<martif><text><body>{inner}</body></text></martif>")
    assert again(tbx, read) == read


@pytest.mark.parametrize(
    ("notes", "status", "state"),
    [
        ('<termNote type="administrativeStatus">preferred</termNote>', Status.PREFERRED, State.ACCEPTED),
        ('<termNote type="administrativeStatus">admittedTerm-admn-sts</termNote>', Status.ADMITTED, State.ACCEPTED),
        ('<termNote type="administrativeStatus">proposedTerm-admn-sts</termNote>', None, State.CANDIDATE),
        ('<termNote type="normativeAuthorization">standardizedTerm</termNote>', Status.ADMITTED, State.ACCEPTED),
        ('<termNote type="status">FORBIDDEN</termNote>', Status.FORBIDDEN, State.ACCEPTED),
        ('<termNote type="forbidden">false</termNote>', None, State.ACCEPTED),
        ('<termNote type="forbidden">true</termNote>', Status.FORBIDDEN, State.ACCEPTED),
        ('<termNote type="administrativeStatus">green</termNote>', None, State.ACCEPTED),
    ],
)
def test_words_for_a_status(notes: str, status: Status | None, state: State) -> None:
    term = term_of(f"<term>x</term>{notes}")
    assert (term.status, term.state) == (status, state)


def test_a_changed_field_is_written_into_its_frame() -> None:
    concept = READ_3.concepts[0]._replace(definition="young stars")
    assert again(tbx, Glossary((concept,))) == Glossary((concept,))
    assert '<descrip type="definition">young stars</descrip><admin type="source">Atlas' in dumped(
        tbx, Glossary((concept,))
    )


def test_a_frame_that_no_longer_fits_is_left_out() -> None:
    term = READ_2.concepts[0].terms[2]._replace(text="export controls", status=Status.ADMITTED)
    (read,) = again(tbx, Glossary((Concept("a", (term,)),))).concepts[0].terms
    assert read == term._replace(extra=term.extra[2:])


def test_a_marker_beside_a_changed_status_counts_no_more() -> None:
    changed = WRITTEN.replace("deprecatedTerm-admn-sts", "preferredTerm-admn-sts")
    assert loaded(tbx, changed).concepts[0].terms[1].status is Status.PREFERRED


def test_ids_are_unique() -> None:
    entry = '<conceptEntry{}><langSec xml:lang="en"><termSec><term>x</term></termSec></langSec></conceptEntry>'
    body = "".join(entry.format(name) for name in (' id="a"', ' id="a"', "", ' id="c3"'))
    read = loaded(tbx, f"<tbx><text><body>{body}</body></text></tbx>")
    assert [concept.id for concept in read.concepts] == ["a", "a-2", "c4", "c3"]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-16", "utf-8"), ("utf-8", "utf-16"), ("gb18030", "GB2312"), ("big5", "Big5"), ("utf-8-sig", "utf-8")],
)
def test_encodings(encoding: str, declared: str) -> None:
    file = f'<?xml version="1.0" encoding="{declared}"?>' + entry("<term>商務部</term>")
    assert loaded(tbx, file.encode(encoding)).concepts[0].terms[0].text == "商務部"


BOMB = '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">'


@pytest.mark.parametrize(
    ("file", "line", "message"),
    [
        (f"<!DOCTYPE martif [\n{BOMB}]><martif/>", 2, "declares “a” in a DTD: take the declarations out"),
        (
            '<!DOCTYPE martif [<!ENTITY x SYSTEM "file:///etc/passwd">]><martif/>',
            1,
            "declares “x” in a DTD: take the declarations out",
        ),
        (
            '<!DOCTYPE martif SYSTEM "a.dtd">\n' + entry("<term>caf&eacute;</term>"),
            2,
            "the entity &eacute; is declared nowhere: write the character",
        ),
        (
            "<martif>\n<text></martif>",
            2,
            "not well-formed XML, mismatched tag, column 9: correct it or export again",
        ),
        ("", 1, "not well-formed XML, no element found, column 1: correct it or export again"),
        ("<html/>", 1, "the root is <html>, not <tbx> or <martif>: name the format it has"),
        ("<martif/>", None, "there is no <body> in it: export the file again"),
        (
            '<tbx><text><body><conceptEntry id="a"><langSec/></conceptEntry></body></text></tbx>',
            None,
            "a <langSec> of the entry 'a' has no xml:lang: give its language",
        ),
        (
            entry(f"<note>{'<hi>' * 99}{'</hi>' * 99}</note>"),
            None,
            "elements are nested more than 64 deep: export the file again",
        ),
    ],
)
def test_files_that_are_refused(file: str, line: int | None, message: str) -> None:
    with pytest.raises(FormatError) as caught:
        loaded(tbx, file)
    assert (caught.value.message, caught.value.line) == (message, line)


@given(st.binary(max_size=80))
@example(b'<?xml version="1.0" encoding="zlib"?><tbx/>')
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        loaded(tbx, data)
    except FormatError as error:
        assert str(error)


def test_what_xml_cannot_hold_is_said_and_replaced() -> None:
    glossary = Glossary((Concept("a", (Term("x\x07\ud800", "en"),)), Concept("b", ())))
    assert [*map(str, tbx.find_losses(glossary, LANGUAGES))] == [
        "1 concept: left out, without a term",
        "2 characters: replaced by U+FFFD, XML holds no control characters and no lone surrogates",
    ]
    assert again(tbx, glossary) == Glossary((Concept("a", (Term("x\ufffd\ufffd", "en"),)),))
