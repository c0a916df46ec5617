"""Hostile files of every format: one clear line, exit code 2, and nothing read, written or run beside them."""

import os
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from office_files import make_docx, make_epub, make_odt, make_paragraph, make_zip, read_members

from align.cli import main
from align.model import Document
from align.model.formats import READERS
from align.readers import CODE, ReadOptions, read
from align.readers.archive import Archive
from align.readers.sizes import is_larger

LARGE = "a" * 2_100_000
WORD = [".docx", ".docm"]
XML = {
    ".tmx": '<tmx version="1.4"><body><tu><tuv xml:lang="en"><seg>{0}</seg></tuv></tu></body></tmx>',
    ".xlf": '<xliff version="1.2"><file source-language="zh" target-language="en"><body>{0}</body></file></xliff>',
    ".sdlxliff": '<xliff version="1.2"><file source-language="zh" target-language="en"><body>{0}</body></file></xliff>',
    ".xml": '<resources><string name="a">{0}</string></resources>',
}
ENTITIES = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
EXTERNAL = '<!DOCTYPE a [<!ENTITY a SYSTEM "secret.txt">]>'


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("secret.txt").write_text("摆脱", "utf-8")


def refuse(name: str, data: str | bytes) -> str:
    """What is said of a file that is refused."""
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_bytes(data.encode() if isinstance(data, str) else data)
    return refuse_file(name)


def refuse_file(name: str) -> str:
    result = CliRunner().invoke(main, ["check", name, "--parts", "comments,strings"])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"aligncheck: {name}: ")
    assert result.stderr.count("\n") == 1
    return result.stderr.removeprefix(f"aligncheck: {name}: ").rstrip("\n")


@pytest.mark.parametrize("suffix", sorted({*READERS, *CODE}))
def test_a_file_of_500_mb_is_refused_unread(suffix: str) -> None:
    name = f"a.en{suffix}"
    with Path(name).open("wb") as file:
        os.truncate(file.fileno(), 500_000_000)
    assert refuse_file(name) == "cannot be read: larger than 200 MB: split it"


@pytest.mark.parametrize("suffix", sorted(XML))
@pytest.mark.parametrize("declarations", [ENTITIES, EXTERNAL])
def test_xml_that_declares_entities_is_refused(suffix: str, declarations: str) -> None:
    said = refuse(f"a.en{suffix}", declarations + XML[suffix].format("&b;" if declarations == ENTITIES else "&a;"))
    assert said == "line 1: declares “a” in a DTD; take the declarations out"


@pytest.mark.parametrize("suffix", [*WORD, ".odt", ".epub"])
@pytest.mark.parametrize("declarations", [ENTITIES, EXTERNAL])
def test_members_that_declare_entities_are_refused(suffix: str, declarations: str) -> None:
    members, name = _make_office(suffix, "&a;")
    name = "OPS/b.opf" if suffix == ".epub" else name
    head, mark, rest = members[name].rpartition(b"?>")
    members[name] = head + mark + declarations.encode() + rest
    assert "declares “a” in a DTD; take the declarations out" in refuse(f"a{suffix}", make_zip(members))


@pytest.mark.parametrize("declarations", [ENTITIES, EXTERNAL, "<!doctype html PUBLIC 'x' [\n<!ENTITY % a 'b'>]>"])
def test_a_chapter_and_a_page_of_xhtml_that_declare_entities_are_refused(declarations: str) -> None:
    members, name = _make_office(".epub", "Text &a; here.")
    head, mark, rest = members[name].rpartition(b"?>")
    members[name] = head + mark + declarations.encode() + rest
    assert refuse("a.epub", make_zip(members)) == "“a.xhtml” declares “a” in a DTD; take the declarations out"
    said = refuse("a.xhtml", f"{declarations}<html><p>Text &a; here.</p></html>")
    line = declarations.count("\n") + 1
    assert said == f"line {line}: declares “a” in a DTD; take the declarations out"


@pytest.mark.parametrize("doctype", ["<!DOCTYPE html>", "<!DOCTYPE html PUBLIC 'a' 'b'>", "<!DOCTYPE html>\n", ""])
def test_a_page_without_declarations_is_read(doctype: str) -> None:
    page = f"{doctype}<html><!-- <!ENTITY a 'b'> --><p>The &lt;!ENTITY a></p></html>"
    (document,) = read("a.xhtml", page.encode(), ReadOptions())
    assert isinstance(document, Document)
    assert document.text.endswith("The <!ENTITY a>")


def _make_office(suffix: str, text: str) -> tuple[dict[str, bytes], str]:
    """The members of a document with this text, and the name of the one that holds it."""
    if suffix in WORD:
        return read_members(make_docx(make_paragraph(text))), "word/document.xml"
    if suffix == ".odt":
        return read_members(make_odt(f"<text:p>{text}</text:p>")), "content.xml"
    return read_members(make_epub({"a.xhtml": f"<p>{text}</p>"})), "OPS/a.xhtml"


@pytest.mark.parametrize("suffix", [*WORD, ".odt", ".epub"])
def test_members_that_unpack_to_too_much_are_refused(suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Archive.read, "__defaults__", (2_000_000,))
    monkeypatch.setattr(Archive.decode, "__defaults__", (2_000_000,))
    members, name = _make_office(suffix, LARGE)
    assert refuse(f"a{suffix}", make_zip(members)) == f"“{name}” unpacks to more than 2 MB; split the file"


@pytest.mark.parametrize("suffix", sorted(XML))
def test_a_text_of_more_than_the_limit_is_refused(suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("align.readers.xml.events.LARGEST_PART", 2_000_000)
    monkeypatch.setattr("align.readers.sizes.LARGEST_TEXT", 2_000_000)
    assert "larger than 2 m" in refuse(f"a.en{suffix}", XML[suffix].format(LARGE)).lower()


@pytest.mark.parametrize(
    "suffix",
    [".po", ".json", ".arb", ".yaml", ".strings", ".properties", ".xcstrings", ".srt", ".vtt", ".ass", ".rst", ".adoc",
     ".tex", ".ipynb", ".py", ".js"],
)  # fmt: skip
def test_a_larger_text_is_refused(suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("align.readers.sizes.LARGEST_TEXT", 2_000_000)
    assert refuse(f"a.en{suffix}", LARGE) == "larger than 2 million characters: split it"


@pytest.mark.parametrize(("suffix", "module"), [(".txt", "plain"), (".md", "markdown"), (".mdx", "markdown"),
                         (".jsonl", "pairs"), (".tsv", "pairs"), (".csv", "tables.delimited")])  # fmt: skip
def test_a_larger_text_or_file_of_pairs_is_refused(suffix: str, module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"align.readers.{module}.LARGEST_PLAIN", 2_000_000)
    assert refuse(f"a.en{suffix}", LARGE) == "larger than 2 million characters: split it"


@given(
    st.text(max_size=30), st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"]), st.integers(0, 40)
)
def test_a_file_is_not_called_larger_than_it_is(text: str, encoding: str, most: int) -> None:
    data = text.encode(encoding)
    assert not (is_larger(data, most) and len(text) <= most)
    if encoding == "utf-8" and "\0" not in text:
        assert is_larger(data, most) == (len(text) > most)


@pytest.mark.parametrize("suffix", [*WORD, ".odt", ".epub"])
def test_members_that_lead_elsewhere_and_macros_are_left_alone(suffix: str) -> None:
    members, _ = _make_office(suffix, "The the mine.")
    evil = {"../evil.txt": b"x", "/evil.txt": b"x", "word/vbaProject.bin": b"\xd0\xcf", "Basic/a.xml": b"<!DOCTYPE"}
    Path("t").mkdir()
    Path(f"t/a{suffix}").write_bytes(make_zip({**members, **evil}))
    result = CliRunner().invoke(main, ["check", f"t/a{suffix}", "--select", "doubled-word", "-q"])
    assert result.exit_code == 1
    assert sorted(path.name for path in Path().rglob("*")) == [f"a{suffix}", "secret.txt", "t"]


@pytest.mark.parametrize("suffix", [*WORD, ".odt", ".epub", ".xlsx"])
def test_an_encrypted_file_is_refused(suffix: str) -> None:
    said = refuse(f"a{suffix}", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert said == "encrypted, or a file of Office 97; save it as .docx or .xlsx without a password"


@pytest.mark.full
def test_a_workbook_that_unpacks_to_too_much_is_refused() -> None:
    pytest.importorskip("python_calamine")
    with zipfile.ZipFile("a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as member:
            for _ in range(101):
                member.write(bytes(1_000_000))
    assert refuse_file("a.xlsx") == "unpacks to more than 100,000,000 bytes: save the sheet as CSV"
