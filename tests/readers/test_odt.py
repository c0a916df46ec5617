"""ODT: what a person sees in a word processor is read, and each place is one that a person finds there."""

import pytest
from office_files import make_odt, make_zip, read_members
from places import check_stretches, find_all

from align.errors import ReadError
from align.model import MASK, Document, Role
from align.readers import ReadOptions, read_document

STYLES = """
<style:style style:name="T1" style:family="text" style:parent-style-name="Source_20_Text"/>
<style:style style:name="T2" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>
<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Figure"/>
<style:style style:name="P3" style:family="paragraph" style:parent-style-name="Preformatted_20_Text"/>
<style:style style:name="P4" style:family="paragraph" style:parent-style-name="P4"/>
"""
NAMED = '<style:style style:name="Figure" style:family="paragraph" style:parent-style-name="Caption"/>'


def p(text: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def read_odt(data: bytes, *parts: str) -> Document:
    document = read_document("a.odt", data, ReadOptions(parts=frozenset(parts)))
    check_stretches(document, lambda part: read_members(data)[part].decode())
    return document


def read_body(body: str, *parts: str, master: str = "") -> Document:
    return read_odt(make_odt(body, STYLES, NAMED, master), *parts)


def describe(document: Document) -> list[tuple[str, str]]:
    return [(document.locate(span.start).describe(), document.text[span.start : span.end]) for span in document.blocks]


def test_a_word_over_three_spans_is_found() -> None:
    word = '摆<text:span text:style-name="T9">&#33073;</text:span>'
    body = p("Port") + p(f'A <text:span text:style-name="T1">the the</text:span>\n  ship will {word} ice.')
    assert find_all("a.odt", make_odt(body, STYLES)) == [("residual-source", "paragraph 2:21", "摆脱")]


def test_every_place_has_its_name() -> None:
    note = (
        "<text:note text:note-class='{}'><text:note-citation>9</text:note-citation><text:note-body>{}</text:note-body>"
    )
    note += "</text:note>"
    frame = "<draw:frame><draw:text-box>{}</draw:text-box></draw:frame>"
    cell = "<table:table-cell>{}</table:table-cell>"
    inner = f"<table:table><table:table-row>{cell.format(p('7'))}</table:table-row></table:table>"
    rows = (
        f"<table:table-row>{cell.format(p('6') + inner + p('8'))}{cell.format(p('9') + p('10'))}</table:table-row>"
        "<table:table-row table:number-rows-repeated='2'><table:table-cell/></table:table-row>"
        f"<table:table-row><table:covered-table-cell table:number-columns-repeated='2'/>{cell.format(p('11'))}"
        "</table:table-row>"
    )
    body = (
        frame.format(p("0"))
        + "<text:h text:outline-level='2'>1</text:h>"
        + p("")
        + p(f"2{frame.format(p('4') + p('5'))}{note.format('footnote', p('f'))}3{note.format('endnote', p('e'))}")
        + f"<table:table>{rows}</table:table>"
        + p(f"12{note.format('footnote', p('g') + p('h'))}")
    )
    master = f"<style:header>{p('head')}</style:header><style:footer-first>{p('foot')}</style:footer-first>"
    document = read_body(body, master=master)
    assert describe(document) == [
        ("paragraph 1:1", "1"),
        ("text box 1:1", "0"),
        ("paragraph 2:1", "23"),
        ("text box 2:1", "4"),
        ("text box 2:3", "5"),
        ("footnote 1:1", "f"),
        ("endnote 1:1", "e"),
        ("table 1, row 1, column 1:1", "6"),
        ("table 2, row 1, column 1:1", "7"),
        ("table 1, row 1, column 1:1", "8"),
        ("table 1, row 1, column 2:1", "9"),
        ("table 1, row 1, column 2:3", "10"),
        ("table 1, row 4, column 3:1", "11"),
        ("paragraph 3:1", "12"),
        ("footnote 2:1", "g"),
        ("footnote 2:3", "h"),
        ("header 1:1", "head"),
        ("footer 1:1", "foot"),
    ]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("a\n   <text:span>  b </text:span> c", "a b c"),
        ("a<text:s/><text:s text:c='2'/>b<text:s text:c='999999999'/>c", "a   b        c"),
        ("a<text:tab/>b<text:line-break/>c<text:soft-page-break/>d", "a\tb\ncd"),
        ("a<text:change-start text:change-id='1'/>b<text:change-end text:change-id='1'/>", "ab"),
        ("a<office:annotation><text:p>no</text:p></office:annotation>b<office:annotation-end/>", "ab"),
        ("<text:ruby><text:ruby-base>汉</text:ruby-base><text:ruby-text>han</text:ruby-text></text:ruby>", "汉"),
        ("<text:span text:style-name='T2'>no</text:span>a", "a"),
        ("<text:page-number>3</text:page-number><text:a><text:bookmark/>b</text:a>", "3b"),
    ],
)
def test_what_a_person_sees(content: str, text: str) -> None:
    assert read_body(p(content)).text == text


def test_what_was_deleted_or_is_hidden_is_not_read() -> None:
    deleted = (
        f"<text:tracked-changes><text:changed-region><text:deletion>{p('no')}</text:deletion></text:changed-region>"
    )
    hidden = f"</text:tracked-changes><text:section text:display='none'>{p('no')}</text:section>"
    shown = f"<text:section>{p('yes')}</text:section>"
    assert describe(read_body(deleted + hidden + shown)) == [("paragraph 1:1", "yes")]


def test_blocks_have_roles() -> None:
    item = "<text:list><text:list-item>{}</text:list-item></text:list>"
    head = f"<table:table-header-rows><table:table-row><table:table-cell>{p('h')}</table:table-cell></table:table-row>"
    table = (
        f"<table:table>{head}</table:table-header-rows><table:table-row><table:table-cell>{p('c')}</table:table-cell>"
    )
    body = (
        p("t", "Title")
        + "<text:h>1</text:h>"
        + p("q", "P1")
        + p("cap", "P2")
        + p("code", "P3")
        + p("loop", "P4")
        + item.format(p("i") + item.format(p("j")))
        + table
        + "</table:table-row></table:table>"
    )
    document = read_body(body)
    assert [
        (document.text[one.span.start : one.span.end], one.role, one.level, one.row, one.column)
        for one in document.elements
    ] == [
        ("t", Role.HEADING, 1, 0, 0),
        ("1", Role.HEADING, 1, 0, 0),
        ("q", Role.QUOTATION, 1, 0, 0),
        ("cap", Role.CAPTION, 0, 0, 0),
        ("", Role.CODE, 0, 0, 0),
        ("loop", Role.PARAGRAPH, 0, 0, 0),
        ("i", Role.ITEM, 1, 0, 0),
        ("j", Role.ITEM, 2, 0, 0),
        ("h", Role.HEADER, 0, 0, 0),
        ("c", Role.CELL, 0, 1, 0),
    ]
    assert document.locate(document.text.index("loop")).describe() == "paragraph 6:1"


def test_code_is_masked() -> None:
    assert read_body(p("a <text:span text:style-name='T1'>x=1</text:span>")).prose.replace(MASK, "#") == "a ###"


def test_a_table_of_contents_is_read_where_navigation_is_asked_for() -> None:
    source = "<text:index-title-template>no</text:index-title-template>"
    source = f"<text:table-of-content-source>{source}</text:table-of-content-source>"
    body = (
        f"<text:table-of-content>{source}<text:index-body>{p('Port 1')}</text:index-body></text:table-of-content>"
        + p("a")
    )
    assert read_body(body).text == "a"
    assert read_body(body, "navigation").text == "Port 1\na"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"The mine", "not a ZIP archive"),
        (make_zip({"encrypted-package": "x"}), "is encrypted"),
        (make_zip({"META-INF/manifest.xml": "<manifest:encryption-data/>", "content.xml": "\x01"}), "is encrypted"),
        (make_zip({"word/document.xml": "<a/>"}), "looks like a Word document, not .odt"),
        (make_zip({"content.xml": "<a/>"}), "holds no OpenDocument text"),
        (make_zip({"content.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "declares “b” in a DTD"),
    ],
)
def test_what_is_no_document_is_told_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message) as told:
        read_document("a.odt", data, ReadOptions())
    assert "\n" not in str(told.value)


def test_descriptions_of_pictures_are_read_where_they_are_asked_for() -> None:
    frame = "<draw:frame><draw:image/><svg:title>Pier</svg:title><svg:desc>The the\n &quot;old&quot; pier</svg:desc>"
    body = p(f"Ships {frame}</draw:frame>leave.") + p(frame.replace("The the", "摆脱") + "</draw:frame>")
    assert describe(read_body(body)) == [("paragraph 1:1", "Ships leave.")]
    header = f"<style:header>{p(frame + '</draw:frame>')}</style:header>"
    master = f'<style:master-page style:name="m">{header}</style:master-page>'
    assert describe(read_body(body, "attributes", master=master)) == [
        ("paragraph 1:1", "Ships leave."),
        ("alt text 1:1", "Pier"),
        ("alt text 2:1", 'The the "old" pier'),
        ("alt text 3:1", "Pier"),
        ("alt text 4:1", '摆脱 "old" pier'),
        ("alt text 5:1", "Pier"),
        ("alt text 6:1", 'The the "old" pier'),
    ]
