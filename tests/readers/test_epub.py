"""EPUB: chapters in reading order, each a page; archives that mean harm."""

import io
import zipfile
from collections.abc import Callable

import pytest
from office_files import make_docx, make_epub, make_paragraph, make_zip, read_members
from places import check_stretches, find_all

from align.errors import ReadError
from align.model import Document
from align.readers import ReadOptions, assembly, read_document
from align.readers.archive import open_archive

CHAPTERS = {
    "b.xhtml": "<h1>B</h1><p>They 摆<i>脱</i> it.</p><aside>1. Note.</aside>",
    "t/a%20b.xhtml": "<p>A &amp; a</p>",
}


def read_book(data: bytes, *parts: str) -> Document:
    document = read_document("a.epub", data, ReadOptions(parts=frozenset(parts)))
    check_stretches(document, lambda part: read_members(data)[part].decode())
    return document


def make_book(**changed: str) -> bytes:
    members = read_members(make_epub(CHAPTERS))
    renamed = {name.replace("%20", " "): data for name, data in members.items()}
    return make_zip({**renamed, **changed})


def describe(document: Document) -> list[tuple[str, str]]:
    return [(document.locate(span.start).describe(), document.text[span.start : span.end]) for span in document.blocks]


def test_chapters_are_read_in_the_order_of_the_spine() -> None:
    assert describe(read_book(make_book())) == [
        ("b.xhtml, paragraph 1:1", "B"),
        ("b.xhtml, paragraph 2:1", "They 摆脱 it."),
        ("b.xhtml, paragraph 3:1", "1. Note."),
        ("a b.xhtml, paragraph 1:1", "A & a"),
    ]
    assert find_all("a.epub", make_book()) == [("residual-source", "b.xhtml, paragraph 2:6", "摆脱")]
    package = read_members(make_book())["OPS/b.opf"].decode()
    first, last = '<itemref idref="i0"/>', '<itemref idref="i1"/>'
    turned = package.replace(first + last, last + first + '<itemref idref="none"/>')
    assert read_book(make_book(**{"OPS/b.opf": turned})).text.startswith("A & a\nB\n")


def test_chapters_of_one_name_are_told_apart() -> None:
    places = [place for place, _ in describe(read_book(make_epub({"a/x.html": "<p>1</p>", "b/x.html": "<p>2</p>"})))]
    assert places == ["OPS/a/x.html, paragraph 1:1", "OPS/b/x.html, paragraph 1:1"]


def test_the_table_of_contents_is_read_where_navigation_is_asked_for() -> None:
    package = read_members(make_book())["OPS/b.opf"].decode().replace('id="i0"', 'id="i0" properties="nav scripted"')
    book = make_book(**{"OPS/b.opf": package})
    assert read_book(book).text == "A & a"
    assert read_book(book, "navigation").text.startswith("B\n")


@pytest.mark.parametrize(
    "href", ["../../../etc/passwd", "/etc/passwd", "http://a.com/x", "file:///etc/passwd", "%2e%2e/x", "[", ""]
)
def test_no_reference_leads_out_of_the_book(href: str) -> None:
    package = read_members(make_book())["OPS/b.opf"].decode().replace('href="b.xhtml"', f'href="{href}"')
    with pytest.raises(ReadError, match="there is no “"):
        read_book(make_book(**{"OPS/b.opf": package}))


def test_a_reference_may_lead_up_inside_the_book() -> None:
    package = (
        read_members(make_book())["OPS/b.opf"].decode().replace('href="b.xhtml"', 'href="../OPS/./t/../b.xhtml#x"')
    )
    assert read_book(make_book(**{"OPS/b.opf": package})).text.startswith("B\n")


def encryption(uri: str) -> str:
    return f'<encryption><CipherReference URI="{uri}"/></encryption>'


def test_a_protected_chapter_is_told_and_a_protected_font_is_not() -> None:
    with pytest.raises(ReadError, match=r"“OPS/b\.xhtml” is encrypted"):
        read_book(make_book(**{"META-INF/encryption.xml": encryption("OPS/b.xhtml")}))
    assert read_book(make_book(**{"META-INF/encryption.xml": encryption("OPS/font.otf")})).text.startswith("B\n")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK", "not a ZIP archive"),
        (make_zip({"a": "b"}), "is not an EPUB book"),
        (make_zip({"META-INF/container.xml": "<a/>"}), "names no package document"),
        (make_zip({"META-INF/container.xml": "<rootfile full-path='x'/>"}), "there is no “x” in it"),
    ],
)
def test_what_is_no_book_is_told_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message) as told:
        read_book(data)
    assert "\n" not in str(told.value)


def change_flag(data: bytes, flag: int) -> bytes:
    """An archive whose members say that they are something, such as encrypted."""
    changed = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = changed.find(signature)
        while start >= 0:
            changed[start + offset] |= flag
            start = changed.find(signature, start + 4)
    return bytes(changed)


def damage(data: bytes, name: str) -> bytes:
    """An archive in which the bytes of a member are not those that they were."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        start = archive.getinfo(name).header_offset + 60
    return data[:start] + bytes(byte ^ 0x55 for byte in data[start : start + 40]) + data[start + 40 :]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda: make_docx(f"<w:t>{'a' * 50_000_001}</w:t>"),
            "“word/document.xml” unpacks to more than 50 MB; split the file",
        ),
        (lambda: make_zip({str(number): "" for number in range(20_001)}), "holds more than 20,000 members"),
        (lambda: change_flag(make_docx(""), 1), "is encrypted; save the file without a password"),
        (lambda: damage(make_docx(make_paragraph("ab" * 90)), "word/document.xml"), "is damaged"),
        (lambda: make_docx(make_paragraph("a"))[:-30], "not a ZIP archive"),
    ],
    ids=["a large member", "many members", "encrypted", "damaged", "cut"],
)
def test_archives_that_cannot_be_read_are_told_in_one_line(make: Callable[[], bytes], message: str) -> None:
    data = make()  # not while tests are collected, which each process does
    with pytest.raises(ReadError, match=message) as told:
        read_document("a.docx", data, ReadOptions())
    assert "\n" not in str(told.value)


def test_members_that_are_large_together_are_not_read() -> None:
    archive = open_archive(make_zip({"a": "x" * 6, "b": "x" * 6}))
    archive.left = 11
    assert archive.read("a") == b"xxxxxx"
    with pytest.raises(ReadError, match="unpacks to more than 200 MB; split the file"):
        archive.read("b")


def test_too_many_pieces_of_text_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assembly, "MOST_STRETCHES", 3)
    assert read_document("a.docx", make_docx(make_paragraph("a") * 3), ReadOptions()).text == "a\na\na"
    for name, data in (("a.docx", make_docx(make_paragraph("a") * 4)), ("a.html", b"<p>a<p>a<p>a<p>a")):
        with pytest.raises(ReadError, match="holds more than 3 pieces of text; split the file"):
            read_document(name, data, ReadOptions())
