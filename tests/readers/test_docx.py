"""DOCX: what a person sees in Word is read, and each place is one that a person finds there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from office_files import W, make_docx, make_paragraph, make_run, make_zip, read_members, wrap_word
from places import check_stretches, find_all
from rows import on_each
from word_documents import CONTENTS, box

from align.config.settings import Settings
from align.errors import ReadError
from align.model import MASK, Document, Edit, Role
from align.readers import ReadOptions, read_document
from align.writers.edits import Mend, edit

P, R = make_paragraph, make_run


def read_docx(data: bytes, *parts: str) -> Document:
    return read_document("a.docx", data, ReadOptions(parts=frozenset(parts)))


def read_body(body: str, *parts: str, **others: str) -> Document:
    data = make_docx(body, **others)
    document = read_docx(data, *parts)
    check_stretches(document, lambda part: read_members(data)[part].decode())
    return document


def describe(document: Document) -> list[tuple[str, str]]:
    """The place and the text of each block."""
    return [(document.locate(span.start).describe(), document.text[span.start : span.end]) for span in document.blocks]


def table(*rows: list[str], header: bool = False) -> str:
    marked = "<w:trPr><w:tblHeader/></w:trPr>" if header else ""
    cells = ["".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows]
    return f"<w:tbl>{''.join(f'<w:tr>{marked * (not n)}{row}</w:tr>' for n, row in enumerate(cells))}</w:tbl>"


def test_a_word_over_three_runs_is_found() -> None:
    runs = (
        "<w:r><w:t>The ship will </w:t></w:r>"
        "<w:r><w:rPr><w:b/><w:lang w:eastAsia='zh-CN'/></w:rPr><w:t>摆</w:t></w:r>"
        '<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="0" w:name="a"/>'
        '<w:hyperlink r:id="x"><w:r><w:rPr><w:i/></w:rPr><w:t>脱</w:t></w:r></w:hyperlink>'
        "<w:r><w:rPr><w:rStyle w:val='c'/></w:rPr><w:t>the the</w:t></w:r>"
    )
    body = P("Port") + "<w:p/>" + P("  ") + f"<w:p>{runs}<w:r><w:t xml:space='preserve'> ice.</w:t></w:r></w:p>"
    assert find_all("a.docx", make_docx(body)) == [("residual-source", "paragraph 2:14", "摆脱")]
    document = read_body(body)
    (stretch,) = (one for one in document.stretches or () if document.text[one.span.start : one.span.end] == "脱")
    assert stretch.origin is not None
    assert stretch.origin.part == "word/document.xml"


def test_every_place_has_its_name() -> None:
    nested = P("6") + table([P("7")]) + P("8")
    body = (
        P("1", style="1")
        + f"<w:p>{R('2')}{box(P('4') + P('5'))}<w:r><w:footnoteReference w:id='9'/></w:r>{R('3')}</w:p>"
        + table([nested, P("9") + P("10")], [P("11"), ""])
        + f"<w:p>{R('12')}<w:r><w:footnoteReference w:id='7'/><w:endnoteReference w:id='7'/></w:r></w:p>"
        + '<w:sectPr><w:headerReference w:type="default" r:id="header2"/><w:footerReference r:id="footer1"/></w:sectPr>'
    )
    notes = f'<w:footnote w:type="separator" w:id="-1">{P("no")}</w:footnote>'
    notes += "".join(f'<w:footnote w:id="{id_}">{P("note", id_)}</w:footnote>' for id_ in "789")
    document = read_body(
        body,
        footnotes=notes,
        endnotes=f'<w:endnote w:id="7">{P("end")}</w:endnote>',
        header1=P("unused"),
        header2=P("head") + table([P("ed")]),
        footer1=P("foot"),
    )
    assert describe(document) == [
        ("paragraph 1:1", "1"),
        ("paragraph 2:1", "23"),
        ("text box 1:1", "4"),
        ("text box 1:3", "5"),
        ("table 1, row 1, column 1:1", "6"),
        ("table 2, row 1, column 1:1", "7"),
        ("table 1, row 1, column 1:1", "8"),
        ("table 1, row 1, column 2:1", "9"),
        ("table 1, row 1, column 2:3", "10"),
        ("table 1, row 2, column 1:1", "11"),
        ("paragraph 3:1", "12"),
        ("footnote 2:1", "note7"),
        ("footnote 1:1", "note9"),
        ("endnote 1:1", "end"),
        ("header 1:1", "head"),
        ("header 1:6", "ed"),
        ("footer 1:1", "foot"),
    ]


def test_wide_cells_and_rows_that_start_late() -> None:
    wide = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + P("a")
    late = f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc>{P("c")}</w:tc></w:tr>'
    document = read_body(table([wide, P("b")]).replace("</w:tbl>", late + "</w:tbl>"))
    assert [place for place, _ in describe(document)] == [
        "table 1, row 1, column 1:1",
        "table 1, row 1, column 3:1",
        "table 1, row 2, column 2:1",
    ]


@on_each(
    [
        (f"{R('a')}<w:ins>{R('b')}</w:ins><w:moveTo>{R('c')}</w:moveTo>", "abc"),
        (f"{R('a')}<w:del><w:r><w:delText>b</w:delText></w:r></w:del><w:moveFrom>{R('c')}</w:moveFrom>", "a"),
        ("<w:r><w:t> a </w:t></w:r><w:r><w:t>b</w:t></w:r>", "ab"),
        ("<w:r><w:t xml:space='preserve'> a\n&amp; </w:t><w:t>b</w:t></w:r>", "a & b"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t></w:r>", "a\tb\nc\nd"),
        ("<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>oper</w:t><w:softHyphen/><w:t>ate</w:t></w:r>", "co-operate"),
        ("<w:r><w:sym w:font='Times' w:char='00E9'/><w:sym w:char='zz'/></w:r>", "é"),
        ("<w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr>" + R("a"), "a"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>a</w:t></w:r>" + R("b"), "b"),
        ("<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>a</w:t></w:r>", "a"),
        (
            "<w:sdt><w:sdtPr><w:rPr><w:vanish/></w:rPr></w:sdtPr><w:sdtContent>" + R("a") + "</w:sdtContent></w:sdt>",
            "a",
        ),
        ("<w:smartTag>" + R("a") + "</w:smartTag><w:customXml>" + R("b") + "</w:customXml>", "ab"),
        ("<w:fldSimple w:instr='DATE'>" + R("2 May") + "</w:fldSimple>", "2 May"),
        ("<w:ruby><w:rt>" + R("han") + "</w:rt><w:rubyBase>" + R("汉") + "</w:rubyBase></w:ruby>", "汉"),
        ("<w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>a</w:t></w:r>", "a"),
    ]
)
def test_what_a_person_sees(content: str, text: str) -> None:
    assert read_body(f"<w:p>{content}</w:p>").text == text


def field(*contents: str) -> str:
    """A field: the instruction, and the result, if any."""
    marks = ["begin", "separate"] if len(contents) > 1 else ["begin"]
    parts = "".join(
        f'<w:r><w:fldChar w:fldCharType="{mark}"/></w:r>{part}' for mark, part in zip(marks, contents, strict=True)
    )
    return parts + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def test_of_a_field_the_result_is_read() -> None:
    instruction = "<w:r><w:instrText>HYPERLINK the the</w:instrText></w:r>"
    inner = field(instruction + R("no"), R("no"))
    result = field(instruction + inner, R("b") + field(instruction, R("c")))
    assert read_body(f"<w:p>{R('a')}{result}{field(instruction)}{R('d')}</w:p>").text == "abcd"
    open_field = '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r>' + R("e") + "</w:p>"
    assert read_body(open_field).text == "e"


def test_a_deleted_end_joins_paragraphs() -> None:
    deleted = "<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>" + R("One ") + "</w:p>"
    assert describe(read_body(deleted + P("two.") + P("x"))) == [("paragraph 1:1", "One two."), ("paragraph 2:1", "x")]
    assert describe(read_body(table([deleted, P("b")]))) == [
        ("table 1, row 1, column 1:1", "One"),
        ("table 1, row 1, column 2:1", "b"),
    ]
    inserted = "<w:p><w:pPr><w:rPr><w:ins w:id='1'/></w:rPr></w:pPr>" + R("One") + "</w:p>"
    assert [text for _, text in describe(read_body(inserted + P("two")))] == ["One", "two"]


def test_blocks_have_roles() -> None:
    listed = '<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="{}"/></w:numPr></w:pPr>' + R("{}") + "</w:p>"
    outlined = '<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr>' + R("o") + "</w:p>"
    body = (
        P("1", style="1")
        + P("own", style="own")
        + P("deck", style="deck")
        + outlined
        + P("cap", style="cap")
        + P("q", style="q")
        + P("dot", style="dot")
        + listed.format(4, "list")
        + listed.format(0, "none")
        + P("x", style="pre")
        + P("unknown", style="none")
        + table([P("h")], [P("c")], header=True)
    )
    document = read_body(body)
    assert [
        (document.text[one.span.start : one.span.end], one.role, one.level, one.row, one.column)
        for one in document.elements
    ] == [
        ("1", Role.HEADING, 1, 0, 0),
        ("own", Role.HEADING, 1, 0, 0),
        ("deck", Role.HEADING, 3, 0, 0),
        ("o", Role.HEADING, 1, 0, 0),
        ("cap", Role.CAPTION, 0, 0, 0),
        ("q", Role.QUOTATION, 1, 0, 0),
        ("dot", Role.ITEM, 1, 0, 0),
        ("list", Role.ITEM, 2, 0, 0),
        ("none", Role.PARAGRAPH, 0, 0, 0),
        ("", Role.CODE, 0, 0, 0),
        ("unknown", Role.PARAGRAPH, 0, 0, 0),
        ("h", Role.HEADER, 0, 0, 0),
        ("c", Role.CELL, 0, 1, 0),
    ]
    assert document.locate(document.text.index("unknown")).describe() == "paragraph 11:1"


def test_code_and_formulas_are_masked_and_chinese_is_not() -> None:
    runs = "<w:r><w:rPr><w:rStyle w:val='c'/></w:rPr><w:t>x = 1</w:t></w:r>" + R(" or ")
    runs += "<m:oMath><m:r><m:t>y=2</m:t></m:r></m:oMath><w:r><w:sym w:font='Wingdings' w:char='F0E0'/></w:r>"
    runs += "<w:r><w:rPr><w:lang w:eastAsia='zh-CN'/></w:rPr><w:t>摆脱</w:t></w:r>"
    assert read_body(f"<w:p>{runs}</w:p>").prose.replace(MASK, "#") == "##### or ####摆脱"


def test_a_table_of_contents_is_read_where_navigation_is_asked_for() -> None:
    body = P("The the port 1", style="t1") + P("The port", style="1")
    assert describe(read_body(body)) == [("paragraph 2:1", "The port")]
    assert describe(read_body(body, "navigation"))[0] == ("paragraph 1:1", "The the port 1")


def test_other_names_for_the_same_format() -> None:
    strict = make_docx(P("They 摆脱 it.")).replace(b"x", b"x")
    members = read_members(strict)
    document = members["word/document.xml"].decode().replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    data = make_zip({**members, "word/document.xml": document.encode("utf-16")})
    assert find_all("a.docm", data) == [("residual-source", "paragraph 1:6", "摆脱")]
    bare = make_zip({"word/document.xml": wrap_word("document", f"<w:body>{P('They 摆脱 it.')}</w:body>")})
    assert find_all("a.docx", bare) == [("residual-source", "paragraph 1:6", "摆脱")]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not a ZIP archive"),
        (b"The mine", "not a ZIP archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "encrypted, or a file of Office 97"),
        (make_zip({"xl/workbook.xml": "<workbook/>"}), "looks like a workbook of Excel, not .docx"),
        (make_zip({"word/document.xml": "<document/>"}), "holds no Word document"),
        (make_zip({"word/document.xml": "<a><b></a>"}), "not well-formed XML"),
        (make_docx("<w:altChunk r:id='x'/>"), "open it in Word, and save it again"),
        (make_zip({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "declares “b” in a DTD"),
        (
            make_zip({"word/document.xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'}),
            "declares “b” in a DTD",
        ),
    ],
)
def test_what_is_no_document_is_told_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message) as told:
        read_docx(data)
    assert "\n" not in str(told.value)


def test_links_out_of_the_archive_are_not_followed() -> None:
    members = read_members(make_docx(P("a"), header1=P("b")))
    related = members["word/_rels/document.xml.rels"].decode()
    for target in ("../../../etc/passwd", "/etc/passwd", "http://a.com/styles.xml"):
        changed = make_zip({**members, "word/_rels/document.xml.rels": related.replace("styles.xml", target)})
        assert read_docx(changed).text == "a"


@given(st.lists(st.lists(CONTENTS, max_size=4).map(lambda parts: f"<w:p>{''.join(parts)}</w:p>"), max_size=4))
def test_every_stretch_says_where_it_stands(paragraphs: list[str]) -> None:
    read_body("".join(paragraphs) + table(paragraphs or [""]))


def test_a_box_among_properties_is_none() -> None:
    assert read_body(f"<w:p><w:pPr>{box(P('a'))}</w:pPr>{R('b')}</w:p>").text == "b"


def test_descriptions_of_pictures_are_read_where_they_are_asked_for() -> None:
    drawing = '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="a.png" {}/></wp:inline></w:drawing></w:r>'
    first, second = drawing.format("title=\"Pier\" descr='The the &quot;old&quot; pier'"), drawing.format('descr=""')
    third = drawing.format('descr="摆脱"')
    body = f"<w:p>{R('Ships ')}{first}{second}{R('leave.')}</w:p><w:p>{third}</w:p>"
    assert describe(read_body(body)) == [("paragraph 1:1", "Ships leave.")]
    assert describe(read_body(body, "attributes")) == [
        ("paragraph 1:1", "Ships leave."),
        ("alt text 1:1", "Pier"),
        ("alt text 2:1", 'The the "old" pier'),
        ("alt text 3:1", "摆脱"),
    ]
    document = read_docx(make_docx(body), "attributes")
    start = document.text.index(" the")
    edited = edit("a.docx", make_docx(body), [Mend(0, (Edit(start, start + 4, '"&'),))], read=lambda: [document])
    mended = make_docx(body.replace("The the", "The&quot;&amp;"))
    assert read_members(edited.data) == read_members(mended)
    assert find_all("a.docx", make_docx(body), Settings(parts=("attributes",))) == [
        ("doubled-word", "alt text 2:1", "The the"),
        ("untranslated-segment", "alt text 3:1", "摆脱"),
    ]
