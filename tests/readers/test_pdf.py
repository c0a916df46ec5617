"""PDF: lines and paragraphs are what a reader takes for them, and what cannot be read is told."""

import shutil
import subprocess
import zlib
from pathlib import Path

import pytest
from click.testing import CliRunner
from pdf_files import Shown, join_objects, make_page_of, make_pdf, wrap_lines

from align.cli import main
from align.errors import ReadError
from align.model import Document, Role
from align.readers import ReadOptions, read_document
from align.readers.pdf import pages as pdf_pages

pypdf = pytest.importorskip("pypdf")

WRAPPED = [
    "The mine in Ganzhou reopened on May 12 after the flood, and its owner said",
    "that it would hire two hundred workers from the villages around it before the",
    "end of the year.",
]
FULL = "Output fell by a third in the first quarter of the year, the company has said in a"


def read(data: bytes, language: str = "en") -> Document:
    return read_document("a.pdf", data, ReadOptions(language))


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def list_blocks(data: bytes, language: str = "en") -> list[str]:
    document = read(data, language)
    return [document.text[slice(*block)] for block in document.blocks]


def find_place(document: Document, text: str) -> str:
    return document.locate(document.text.index(text)).describe()


def test_lines_of_a_paragraph_are_one_text_and_know_their_places() -> None:
    page = [Shown("A mine reopens", 72, 740, 18), *wrap_lines(WRAPPED), Shown("It is the last one.", 72, 648)]
    document = read(make_pdf([page]))
    assert [document.text[slice(*block)] for block in document.blocks] == [
        "A mine reopens",
        " ".join(WRAPPED),
        "It is the last one.",
    ]
    assert [element.role for element in document.elements] == [Role.HEADING, Role.PARAGRAPH, Role.PARAGRAPH]
    assert find_place(document, "hire") == "page 1, line 3:15"
    assert find_place(document, "last one") == "page 1, line 5:11"
    assert document.notes == ("The text of PDF files is approximate",)


@pytest.mark.parametrize(
    ("lines", "blocks"),
    [
        (["A short line.", FULL + " report.", "The end."], ["A short line.", FULL + " report. The end."]),
        ([FULL + " state-", "ment of its own."], [FULL + " statement of its own."]),
        ([FULL + " well-", "known statement."], [FULL + " well-known statement."]),
        ([FULL + " post-", "war report, a post-war one."], [FULL + " post-war report, a post-war one."]),
        ([FULL + " list:", "- one", "- two"], [FULL + " list:", "one", "two"]),
        ([FULL + " list:", "• one", "2. two"], [FULL + " list:", "one", "2. two"]),
        ([FULL + " law (No.", "2) of May."], [FULL + " law (No. 2) of May."]),
    ],
)
def test_what_belongs_together(lines: list[str], blocks: list[str]) -> None:
    assert list_blocks(make_pdf([wrap_lines(lines)])) == blocks


def test_chinese_lines_are_joined_without_a_space() -> None:
    lines = ["这家位于赣州的矿山在五月十二日重新开放，矿主表示年底之前将从周围的村子招", "收两百名工人。"]
    assert list_blocks(make_pdf([wrap_lines(lines)]), "zh") == ["".join(lines)]


def test_a_paragraph_goes_on_on_the_next_page_and_headers_are_read_once() -> None:
    pages = [
        [Shown("Annual Report", 72, 770), *wrap_lines(WRAPPED[:2]), Shown("Page 1 of 3", 300, 20)],
        [Shown("Annual Report", 72, 770), *wrap_lines(WRAPPED[2:]), Shown("Page 2 of 3", 300, 20)],
        [Shown("Annual Report", 72, 770), Shown("All is well."), Shown("Page 3 of 3", 300, 20)],
    ]
    document = read(make_pdf(pages))
    assert document.text.split("\n") == [" ".join(WRAPPED), "All is well.", "Annual Report"]
    assert find_place(document, "end of the year") == "page 2, line 2:1"


def test_notes_below_the_text_do_not_part_a_paragraph() -> None:
    pages = [
        [*wrap_lines(WRAPPED[:2]), Shown("1", 72, 90, 9), Shown("A note.", 120, 90, 9)],
        [*wrap_lines(WRAPPED[2:]), Shown("All is well.", 72, 660)],
    ]
    document = read(make_pdf(pages))
    assert document.text.split("\n") == [" ".join(WRAPPED), "All is well.", "A note."]
    assert document.elements[-1].role is Role.FOOTNOTE
    assert find_place(document, "A note") == "page 1, line 4:1"


def test_dates_at_one_place_of_several_pages_are_no_header() -> None:
    pages = [[Shown(f"{day} May", 72, 770), Shown("The mine closed.", 72, 500)] for day in (3, 14, 25)]
    assert list_blocks(make_pdf(pages)) == [
        f"{day} May" if at else "The mine closed." for day in (3, 14, 25) for at in (1, 0)
    ]


def test_what_stands_side_by_side_are_cells() -> None:
    row = [Shown("Output", 72), Shown("1,200 tonnes", 250), Shown("up", 450)]
    assert list_blocks(make_pdf([row])) == ["Output", "1,200 tonnes", "up"]


def test_columns_are_read_one_after_the_other() -> None:
    left = ["The mine in Ganzhou reopened on May", "12 after the flood."]
    right = ["It sold 1,200 tonnes in the first", "quarter of the year."]
    assert list_blocks(make_pdf([[*wrap_lines(left), *wrap_lines(right, x=320)]])) == [" ".join(left), " ".join(right)]


def test_what_is_drawn_twice_to_look_bold_is_read_once() -> None:
    assert list_blocks(make_pdf([[Shown("The mine"), Shown("The mine", 72.3), Shown(" closed.", 120)]])) == [
        "The mine closed."
    ]


def test_a_sign_that_the_font_lacks_stands_in_its_gap() -> None:
    page = [Shown("•", 132), Shown("粤港澳大湾区 海外财资")]
    assert list_blocks(make_pdf([page]), "zh") == ["粤港澳大湾区•海外财资"]


def test_numbers_of_notes_are_not_checked() -> None:
    document = read(make_pdf([[Shown("The mine closed"), Shown("12", 160, 705, 7), Shown(" in May.", 168)]]))
    assert document.text == "The mine closed12 in May."
    assert [document.text[slice(*span)] for span in document.masked] == ["12"]


def test_residual_chinese_is_found_where_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    line = [Shown("They want to "), Shown("摆脱", 142), Shown("the debts of the mine.", 172)]
    Path("a.en.pdf").write_bytes(make_pdf([[Shown("A mine closed.")], line]))
    Path("a.zh.pdf").write_bytes(make_pdf([[Shown("一座矿山关闭了。")], [Shown("他们想摆脱矿山的债务。")]]))
    code, stdout, stderr = run("check", "a.en.pdf", "--output-format", "concise")
    assert (code, stderr) == (1, "")
    assert stdout.startswith("a.en.pdf:page 2, line 1:14: error residual-source")
    assert "The text of PDF files is approximate." in " ".join(stdout.split())


def test_a_translation_is_aligned_with_its_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.en.pdf").write_bytes(make_pdf([[Shown("The mine sold 1,300 tonnes.")]]))
    Path("a.zh.pdf").write_bytes(make_pdf([[Shown("该矿山售出1200吨。")]]))
    code, stdout, _ = run("check", "a.en.pdf", "--output-format", "concise")
    assert code == 1
    assert stdout.startswith("a.en.pdf:page 1, line 1:15: ")
    said = "aligncheck: The text of PDF files is approximate\n"
    assert run("align", "a.zh.pdf", "a.en.pdf", "--to", "a.tsv") == (0, "", said)
    assert Path("a.tsv").read_text("utf-8").splitlines()[-1] == "该矿山售出1200吨。\tThe mine sold 1,300 tonnes."


def test_a_file_is_not_fixed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    data = make_pdf([[Shown("The the mine closed.")]])
    Path("a.pdf").write_bytes(data)
    code, _, stderr = run("check", "a.pdf", "--fix", "-q")
    assert (code, Path("a.pdf").read_bytes()) == (2, data)
    assert stderr == "aligncheck: a.pdf: cannot be fixed: its format cannot be written: mend it by hand\n"


def test_a_file_met_in_a_folder_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.pdf").write_bytes(make_pdf([[Shown("The the mine.")]]))
    Path("b.txt").write_text("The mine closed.\n")
    code, stdout, _ = run("check", ".")
    assert code == 0
    assert "Skipped 1 file: PDF, checked only if it is named itself (1)." in " ".join(stdout.split())


def test_pages_without_text_are_told() -> None:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>",
        b"<</Length 5>>stream\n/I Do\nendstream",
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream\n"
        b"0\nendstream",
    ]
    with pytest.raises(ReadError, match=r"^holds no text, only pictures; recognise its text first \(OCR\)$"):
        read(join_objects(objects))
    objects[1] = b"<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>>"
    fonts = b"<</Font<</L<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    objects += [
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 7 0 R/Resources%s>>" % fonts,
        b"<</Length 43>>stream\nBT /L 12 Tf 72 700 Td (It reopened.) Tj ET \nendstream",
    ]
    document = read(join_objects(objects))
    assert document.text == "It reopened."
    assert document.notes[1:] == ("a.pdf: pages that show pictures and no text: 1",)


def test_fonts_that_name_no_characters_are_told() -> None:
    with pytest.raises(ReadError, match=r"^its fonts do not name their characters; make the PDF again"):
        read(make_pdf([[Shown("一座矿山关闭了。")]], named=False))
    document = read(make_pdf([[*wrap_lines(WRAPPED), Shown("山", 72, 500)]], named=False))
    assert document.text.endswith("\n￼")
    assert document.notes[1:] == ("a.pdf: characters that their fonts do not name: 1",)


ENCRYPTED = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O(%s)/U(%s)>>/ID[<00><00>]" % (b"o" * 32, b"u" * 32)
BOMB = zlib.compress(b" " * 50_000_000, 9)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not a PDF file (it does not begin with %PDF-); save it again"),
        (b"The mine closed.", "not a PDF file (it does not begin with %PDF-); save it again"),
        (b"%PDF-1.7\n", "damaged (PdfStreamError: "),
        (make_pdf([[Shown("The mine.")]])[:400], "damaged (PdfStreamError: "),
        (make_page_of(BOMB), "page 1: unpacks to more than a document holds; make the PDF again"),
        (
            make_page_of(zlib.compress(BOMB), b"/Filter[/FlateDecode/FlateDecode]"),
            "page 1: unpacks to more than a document holds; make the PDF again",
        ),
        (
            make_pdf([[Shown("The mine.")]], trailer=ENCRYPTED),
            "encrypted; save it without a password",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(data)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("limit", "value", "message"),
    [
        ("MOST_PAGES", 2, "holds more than 2 pages; split the file"),
        ("MOST_OPERATORS", 9, "takes more than 9 steps to draw; split the file"),
        ("MOST_FONTS", 3, "its pages name more than 3 fonts; split the file"),
        ("MOST_CHARACTERS", 20, "holds more than 20 characters; split the file"),
        ("LARGEST_CONTENT", 60, "its pages unpack to more than 0 MB; split the file"),
    ],
)
def test_large_files_are_refused(monkeypatch: pytest.MonkeyPatch, limit: str, value: int, message: str) -> None:
    monkeypatch.setattr(pdf_pages, limit, value)
    with pytest.raises(ReadError) as caught:
        read(make_pdf([[Shown("The mine closed.")]] * 3))
    assert str(caught.value) == message


def test_a_page_of_too_many_signs_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(pdf_pages._LIMITS, "stream_parsing_work_maximum_count", 1_000)
    with pytest.raises(ReadError, match=r"^page 1: unpacks to more than a document holds; make the PDF again$"):
        read(make_page_of(zlib.compress(b"1 " * 2_000)))


def test_without_the_extra_a_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pypdf", None)
    with pytest.raises(ReadError, match=r"^PDF needs one more package: pip install 'aligncheck\[pdf\]'$"):
        read(make_pdf([[Shown("The mine.")]]))


def has_chinese_font() -> bool:
    """Whether LibreOffice finds one; without, it writes each Chinese character as the first of them."""
    listing = ["fc-list", ":lang=zh"]
    return bool(shutil.which("fc-list") and subprocess.run(listing, capture_output=True, check=True).stdout.strip())


@pytest.mark.full
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.skipif(not has_chinese_font(), reason="no font has Chinese characters")
def test_a_file_of_libreoffice_reads_as_its_source(tmp_path: Path) -> None:
    paragraphs = [
        "The mine reopens",
        "The mine in Ganzhou reopened on May 12, three months after the flood, and its owner, a company of the "
        "province, said that it would hire two hundred workers from the villages around it before the end of the year.",
        "他们想摆脱矿山的债务，但是公司表示目前没有任何计划出售这座位于赣州的矿山，也没有计划裁减在那里工作的两百名工人。",
        "It sold 1,200 tonnes.",
    ]
    body = "".join(
        f"<{'h1' if not number else 'p'}>{text}</{'h1' if not number else 'p'}>"
        for number, text in enumerate(paragraphs)
    )
    (tmp_path / "a.html").write_text(f"<html><meta charset='utf-8'><body>{body}</body></html>", "utf-8")
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to",
         "pdf:writer_web_pdf_Export", "--outdir", str(tmp_path), str(tmp_path / "a.html")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert list_blocks((tmp_path / "a.pdf").read_bytes()) == paragraphs
