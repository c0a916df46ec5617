"""The format of a file: what a person says of it, what its content says, and what is told where both do not agree."""

import io
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from office_files import make_docx, make_paragraph, make_zip
from rows import on_each

from align.cli import main
from align.errors import ReadError
from align.model.formats import READERS
from align.readers import OtherContentError, ReadOptions, find_format, read
from align.readers.content import OTHERS, recognise

PAGE = "<!DOCTYPE html>\n<html><body><p>The the mine.</p></body></html>"
TMX = (
    '<tmx version="1.4"><body><tu><tuv xml:lang="zh"><seg>矿。</seg></tuv>'
    '<tuv xml:lang="en"><seg>The the mine.</seg></tuv></tu></body></tmx>'
)


def pack(mimetype: str) -> bytes:
    """An archive that says what it is, as OpenDocument and EPUB want it: first, and not packed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", mimetype)
    return stream.getvalue()


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str, stdin: bytes | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, list(arguments), input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def check(*arguments: str, stdin: bytes | None = None) -> tuple[int, str, str]:
    options = ("--output-format", "concise", "--select", "doubled-word", "-q")
    return run("check", *arguments, *options, stdin=stdin)


@on_each(
    [
        ("a.txt", PAGE, "looks like HTML, not .txt: give --input-format html, or call it .html"),
        (
            "a.md",
            f"\ufeff\n<!-- a -- b -->{PAGE}",
            "looks like HTML, not .md: give --input-format html, or call it .html",
        ),
        ("a.txt", PAGE.encode("utf-16"), "looks like HTML, not .txt: give --input-format html, or call it .html"),
        (
            "a.txt",
            '<?xml version="1.0"?><html/>',
            "looks like HTML, not .txt: give --input-format html, or call it .html",
        ),
        ("a.html", TMX, "looks like TMX, not .html: give --input-format tmx, or call it .tmx"),
        ("a.txt", "<x:xliff/>", "looks like XLIFF, not .txt: give --input-format xliff, or call it .xliff"),
        ("a.srt", "WEBVTT\n\n", "looks like WebVTT, not .srt: give --input-format vtt, or call it .vtt"),
        ("a.txt", "%PDF-1.7\n", "looks like PDF, not .txt: give --input-format pdf, or call it .pdf"),
        ("a.html", "%PDF-1.7\n", "looks like PDF, not .html: give --input-format pdf, or call it .pdf"),
        ("a.txt", "{\\rtf1 a}", "looks like RTF, not .txt: save it as .docx"),
        ("a.odt", make_docx(""), "looks like a Word document, not .odt: give --input-format docx, or call it .docx"),
        (
            "a.docx",
            pack("application/vnd.oasis.opendocument.text"),
            "looks like a document of LibreOffice, not .docx: give --input-format odt, or call it .odt",
        ),
        (
            "a.docx",
            pack("application/epub+zip"),
            "looks like a book (EPUB), not .docx: give --input-format epub, or call it .epub",
        ),
        ("a.txt", make_zip({"a": "b"}), "looks like a ZIP archive, not .txt: unpack it"),
        (
            "a.docx",
            make_zip({"ppt/presentation.xml": "b"}),
            "looks like slides of PowerPoint, not .docx: save their text as .docx or .txt",
        ),
        (
            "a.txt",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "looks like a file of Office 97, or encrypted, not .txt: save it as .docx or .xlsx without a password",
        ),
    ]
)
def test_a_file_of_another_format_is_told_in_one_line(name: str, content: str | bytes, advice: str) -> None:
    Path(name).write_bytes(content if isinstance(content, bytes) else content.encode())
    assert check(name) == (2, "", f"aligncheck: {name}: {advice}\n")


@pytest.mark.parametrize(
    "text", ["<p>The mine.", "<div>a</div>", "< html", "A <html> tag.", "PK is a name.", "%PDF", ""]
)
def test_what_only_resembles_another_format_is_read(text: str) -> None:
    assert recognise(text.encode()) == ""


def test_xml_of_another_kind_is_passed_over() -> None:
    with pytest.raises(
        OtherContentError, match=r"^looks like TMX, not \.xml: give --input-format tmx, or call it \.tmx$"
    ):
        read("en/a.xml", TMX.encode(), ReadOptions())


@pytest.mark.parametrize(
    ("name", "content", "form", "place"),
    [
        ("a.txt", PAGE.encode(), "html", "2:16"),
        ("a", PAGE.encode(), ".HTML", "2:16"),
        ("a.doc", make_docx(make_paragraph("The the mine.")), "docx", "paragraph 1:1"),
        ("a.xml", TMX.encode(), "tmx", "1:92"),
        ("a.html", PAGE.encode(), "txt", "2:16"),
        ("a.text", b"The the mine.", "text", "1:1"),
        ("a.b", b"The~the mine.", "latex", "1:1"),
    ],
)
def test_a_person_says_what_a_file_is(name: str, content: bytes, form: str, place: str) -> None:
    Path(name).write_bytes(content)
    code, stdout, stderr = check(name, "--input-format", form)
    assert (code, stderr) == (1, "")
    assert stdout.startswith(f"{name}:{place}: ")


def test_stdin_has_the_format_that_a_person_says() -> None:
    code, stdout, _ = check("-", "--input-format", "html", stdin=PAGE.encode())
    assert (code, stdout.partition(": ")[0]) == (1, "stdin.txt:2:16")
    code, stdout, stderr = run(
        "check", "-", "--input-format", "html", "--fix", "--stdin-filename", "a.b", stdin=PAGE.encode()
    )
    assert PAGE.replace("The the", "The") in stdout, stderr


def test_what_a_person_says_is_a_format() -> None:
    Path("a.txt").write_text(PAGE)
    code, stdout, stderr = check("a.txt", "--input-format", "word")
    assert (code, stdout) == (2, "")
    known = " ".join(suffix[1:] for suffix in READERS)
    assert stderr == f"aligncheck: --input-format: 'word' is not a known format; there are {known}\n"
    assert check("a.txt", "--input-format", "docx") == (
        2,
        "",
        "aligncheck: a.txt: not a ZIP archive (File is not a zip file); save the file again\n",
    )


def test_files_in_a_folder_are_told_by_their_suffix() -> None:
    Path("t").mkdir()
    Path("t/a.txt").write_text("The the mine.")
    Path("b").write_text(PAGE)
    code, stdout, _ = check("t", "b", "--input-format", "html")
    assert code == 1
    assert [line.partition(": ")[0] for line in stdout.splitlines()] == ["t/a.txt:1:1", "b:2:16"]


def test_a_source_has_the_format_of_its_translation_where_their_suffixes_agree() -> None:
    Path("a.en.text").write_text("<p>The mine sold 1,300 tonnes.</p>")
    Path("a.zh.text").write_text("<p>该矿山售出<b hidden>999</b>1200吨。</p>", "utf-8")
    options = ("--input-format", "html", "--output-format", "concise", "-q")
    code, stdout, stderr = run("check", "a.en.text", "--source", "a.zh.text", *options)
    assert (code, stderr) == (1, "")
    assert [line.split(": ")[:2] for line in stdout.splitlines()] == [["a.en.text:1:18", "warning unit-mismatch"]]
    assert "1,200" in stdout
    code, stdout, _ = run(
        "score", "a.en.text", "--source", "a.zh.text", "--input-format", "html", "--select", "findings"
    )
    assert code == 0
    assert "warning             1 (penalty 1)" in stdout
    Path("b.zh.txt").write_text("该矿山售出1300吨。", "utf-8")
    assert run("check", "a.en.text", "--source", "b.zh.txt", *options) == (0, "", "")


def test_a_fix_is_written_as_the_format_says() -> None:
    Path("a.txt").write_text("<p>The the &amp; mine.</p>")
    code, _, stderr = run("check", "a.txt", "--input-format", "html", "--fix", "-q")
    assert (code, stderr, Path("a.txt").read_text()) == (0, "aligncheck: a.txt: 1 fixed\n", "<p>The &amp; mine.</p>")


def test_both_files_to_align_have_the_input_format() -> None:
    Path("a.zh").write_text("<p>矿山重新开放了。</p>", "utf-8")
    Path("a.en").write_text("<p>The mine reopened.</p>", "utf-8")
    assert run("align", "a.zh", "a.en", "--input-format", "html", "--to", "a.tsv") == (0, "", "")
    assert Path("a.tsv").read_text("utf-8").splitlines()[-1] == "矿山重新开放了。\tThe mine reopened."
    assert run("align", "a.zh", "a.en", "--to", "b.tsv")[0] == 2


def test_texts_with_keys_keep_their_keys() -> None:
    Path("en.txt").write_text('{"a": "The mine has {n} pits."}')
    Path("zh.txt").write_text('{"a": "矿山。"}', "utf-8")
    options = ("--input-format", "json", "--select", "placeholder-mismatch", "--output-format", "concise", "-q")
    code, stdout, stderr = run("check", "en.txt", "--source", "zh.txt", *options)
    assert (code, stdout.partition(": ")[0], stderr) == (1, "en.txt:1:21 (a)", "")


@on_each(sorted(OTHERS))
def test_formats_that_are_not_read_are_named_with_what_would_be(suffix: str) -> None:
    assert suffix not in READERS
    Path(f"a{suffix}").write_bytes(b"x")
    assert check(f"a{suffix}") == (2, "", f"aligncheck: a{suffix}: unknown format {suffix}; {OTHERS[suffix]}\n")


@on_each(sorted(READERS))
def test_every_suffix_is_a_format_that_can_be_named(suffix: str) -> None:
    assert find_format(suffix[1:].upper()) == suffix


def test_a_format_that_is_none_is_refused() -> None:
    with pytest.raises(ReadError, match="'nonsense' is not a known format"):
        find_format("nonsense")
