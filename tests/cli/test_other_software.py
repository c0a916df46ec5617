"""Files that other software made: LibreOffice and pandoc, where they are installed."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from places import find_all
from roots import TESTS

from align.cli import main

pytestmark = pytest.mark.full

FLAT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
  xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
  xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
  xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
  xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
  xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
  xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles>
  <style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph"
    style:default-outline-level="1"/>
  <style:style style:name="Source_20_Text" style:display-name="Source Text" style:family="text"/>
</office:styles>
<office:automatic-styles>
  <style:style style:name="bold" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
  <style:style style:name="slant" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>
  <style:style style:name="box" style:family="graphic"/>
  <style:page-layout style:name="pm"><style:header-style/></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm">
  <style:header><text:p>Coast Daily 摆脱 draft</text:p></style:header>
</style:master-page></office:master-styles>
<office:body><office:text>
<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info>
  <dc:creator>a</dc:creator><dc:date>2026-01-01T00:00:00</dc:date></office:change-info>
  <text:p>the the 摆脱</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:h text:style-name="Heading_20_1" text:outline-level="1">Port reopens after the the storm</text:h>
<text:p/>
<text:p>The ships will <text:span text:style-name="bold">摆</text:span><text:span
  text:style-name="slant">脱</text:span> the<text:change text:change-id="c1"/> ice.<office:annotation>
  <dc:creator>a</dc:creator><dc:date>2026-01-01T00:00:00</dc:date><text:p>the the 摆脱</text:p>
  </office:annotation></text:p>
<text:p>It froze<text:note text:id="n1" text:note-class="footnote"><text:note-citation>1</text:note-citation>
  <text:note-body><text:p>In the cold cold 摆脱 winter.</text:p></text:note-body></text:note> in May.
  <draw:frame draw:style-name="box" text:anchor-type="paragraph" svg:width="5cm" svg:height="2cm"><draw:text-box>
  <text:p>Boats sail at at noon.</text:p></draw:text-box></draw:frame></text:p>
<text:list><text:list-item><text:p>Ice is is thin.</text:p></text:list-item></text:list>
<table:table table:name="t"><table:table-column table:number-columns-repeated="2"/>
  <table:table-row><table:table-cell><text:p>Pier</text:p></table:table-cell>
    <table:table-cell><text:p>Ships</text:p></table:table-cell></table:table-row>
  <table:table-row><table:table-cell><text:p>North</text:p></table:table-cell>
    <table:table-cell><text:p>Most of of them</text:p></table:table-cell></table:table-row></table:table>
<text:p>Run <text:span text:style-name="Source_20_Text">the the</text:span> now.</text:p>
</office:text></office:body></office:document>
"""

PAGE = """---
title: Port reopens
---

# After the the storm

The ships will 摆**脱** the *ice*.[^1]

> We waited for for years.

- Ice is is thin.

| Pier  | Ships           |
|-------|-----------------|
| North | Most of of them |

Run `the the` now.

```
the the 摆脱
```

[^1]: In the cold 摆脱 winter.
"""


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the flat file as DOCX and ODT, as LibreOffice writes them."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed (Debian: libreoffice-writer-nogui)")
    folder = tmp_path_factory.mktemp("office")
    (folder / "a.fodt").write_text(FLAT, encoding="utf-8")
    for suffix in ("docx", "odt"):
        convert(folder / "a.fodt", suffix)
    return folder


def convert(source: Path, suffix: str) -> None:
    folder, program = source.parent, shutil.which("soffice") or ""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [program, profile, "--headless", "--convert-to", suffix, "--outdir", str(folder), str(source)]
    done = subprocess.run(command, check=True, capture_output=True, timeout=300)
    if b"source file could not be loaded" in done.stderr:
        pytest.skip("LibreOffice is installed without Writer or Calc (Debian: libreoffice-writer-nogui, -calc-nogui)")


@pytest.fixture(scope="session")
def pandoc(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the page as DOCX, ODT, EPUB and HTML, as pandoc writes them."""
    program = shutil.which("pandoc")
    if program is None:
        pytest.skip("pandoc is not installed (Debian: pandoc)")
    folder = tmp_path_factory.mktemp("pandoc")
    (folder / "a.md").write_text(PAGE, encoding="utf-8")
    for suffix in ("docx", "odt", "epub", "html"):
        command = [program, "--standalone", str(folder / "a.md"), "--output", str(folder / f"a.{suffix}")]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder


def test_docx_of_libreoffice(office: Path) -> None:
    assert sorted(find_all("a.docx", (office / "a.docx").read_bytes())) == [
        ("doubled-word", "footnote 1:8", "cold cold"),
        ("doubled-word", "paragraph 1:20", "the the"),
        ("doubled-word", "paragraph 4:5", "is is"),
        ("doubled-word", "table 1, row 2, column 2:6", "of of"),
        ("doubled-word", "text box 1:12", "at at"),
        ("residual-source", "footnote 1:18", "摆脱"),
        ("residual-source", "header 1:13", "摆脱"),
        ("residual-source", "paragraph 2:16", "摆脱"),
    ]


def test_odt_of_libreoffice(office: Path) -> None:
    found = find_all("a.odt", (office / "a.odt").read_bytes())
    assert sorted(found) == sorted(find_all("a.docx", (office / "a.docx").read_bytes()))


def test_libreoffice_shows_comments_on_the_marked_characters(office: Path) -> None:
    arguments = ["check", str(office / "a.docx"), "--config", "none", "-o", f"docx-comments={office / 'reviewed.docx'}"]
    assert CliRunner().invoke(main, arguments).exit_code == 1
    convert(office / "reviewed.docx", "fodt")
    xml = (office / "reviewed.fodt").read_text(encoding="utf-8")
    ranges = re.findall(
        r'<office:annotation [^>]*office:name="([^"]+)".*?</office:annotation>(.*?)<office:annotation-end '
        r'office:name="\1"/>',
        xml,
        re.DOTALL,
    )
    assert {"the the", "摆脱", "is is", "of of"} <= {re.sub("<[^>]*>", "", marked) for _, marked in ranges}
    assert xml.count("<dc:creator>aligncheck</dc:creator>") == 8
    assert find_all("a.docx", (office / "reviewed.docx").read_bytes()) == find_all(
        "a.docx", (office / "a.docx").read_bytes()
    )


@pytest.fixture(scope="session")
def mended(office: Path) -> dict[str, str]:
    """What LibreOffice reads in the files once they are fixed, by suffix."""
    texts: dict[str, str] = {}
    for suffix in ("docx", "odt"):
        mended = office / f"mended.{suffix}"
        mended.write_bytes((office / f"a.{suffix}").read_bytes())
        CliRunner().invoke(main, ["check", str(mended), "--fix", "--config", "none"])
        if suffix == "docx":  # in which fixes are tracked changes: with them accepted
            convert(mended, "fodt")
            xml = mended.with_suffix(".fodt").read_text(encoding="utf-8")
            texts[suffix] = _settle(xml, _find_changes(xml), "deletion")
        else:
            convert(mended, "txt:Text (encoded):UTF8")
            texts[suffix] = mended.with_suffix(".txt").read_text(encoding="utf-8-sig")
    return texts


@pytest.mark.parametrize("suffix", ["docx", "odt"])
def test_libreoffice_reads_what_was_mended(suffix: str, mended: dict[str, str]) -> None:
    text = mended[suffix]
    assert "Port reopens after the storm" in text
    assert "Most of them" in text
    assert "Ice is is thin." in text  # not safe to mend


def test_libreoffice_reads_tracked_changes(office: Path, mended: dict[str, str]) -> None:
    arguments = ["check", str(office / "a.docx"), "--config", "none"]
    assert CliRunner().invoke(main, [*arguments, "-o", f"docx-changes={office / 'tracked.docx'}"]).exit_code == 1
    convert(office / "tracked.docx", "fodt")
    xml = (office / "tracked.fodt").read_text(encoding="utf-8")
    kinds = _find_changes(xml)
    accepted, rejected = (_settle(xml, kinds, dropped) for dropped in ("deletion", "insertion"))
    for place in ("Port reopens after the storm", "Most of them"):
        assert place in mended["docx"]
        assert place in accepted
        assert place not in rejected
    assert "Port reopens after the the storm" in rejected
    assert "Most of of them" in rejected
    assert len(kinds) == xml.count("<dc:creator>aligncheck</dc:creator>") - 8  # those of the comments


def _find_changes(flat: str) -> dict[str, str]:
    """The changes of aligncheck in a flat file of LibreOffice: the kind of each, by its id."""
    change = r'text:id="(ct\d+)">\s*<text:(\w+)>\s*<office:change-info>\s*<dc:creator>aligncheck<'
    return dict(re.findall(change, flat))


def _settle(flat: str, kinds: dict[str, str], dropped: str) -> str:
    """The text of a flat file of LibreOffice without the changes of one kind."""
    text = re.sub(r"<office:annotation .*?</office:annotation>", "", flat, flags=re.DOTALL)
    for name, kind in kinds.items():
        ends = (f'<text:change-{edge} text:change-id="{name}"/>' for edge in ("start", "end"))
        text = re.sub(".*?".join(ends) if kind == dropped else "(?!)", "", text, flags=re.DOTALL)
    return re.sub("<[^>]*>", "", text)


def test_libreoffice_reads_a_workbook_that_was_mended(office: Path) -> None:
    book = office / "book.xlsx"
    book.write_bytes((TESTS / "samples/libreoffice.xlsx").read_bytes())
    CliRunner().invoke(
        main, ["check", str(book), "--fix", "--unsafe-fixes", "--config", "none", "--select", "date-mismatch"]
    )
    convert(book, "csv:Text - txt - csv (StarCalc):44,34,76")
    assert book.with_suffix(".csv").read_text(encoding="utf-8-sig").splitlines()[1:] == [
        'k1,港口于2019年开放。,"The port, ""old"", opened in 2019.",x',
        'k2,他走了。,"He left 摆',
        '脱 it.",',
        "k3,船来了。,,",
    ]


IN_PAGE = [
    ("doubled-word", "the the"),
    ("residual-source", "摆脱"),
    ("doubled-word", "for for"),
    ("doubled-word", "is is"),
    ("doubled-word", "of of"),
    ("residual-source", "摆脱"),
]


@pytest.mark.parametrize("suffix", ["docx", "odt", "epub", "html"])
def test_files_of_pandoc(suffix: str, pandoc: Path) -> None:
    found = find_all(f"a.{suffix}", (pandoc / f"a.{suffix}").read_bytes())
    assert sorted((rule, text) for rule, _, text in found) == sorted(IN_PAGE)


def test_places_of_pandoc(pandoc: Path) -> None:
    expected = ["paragraph 2:7", "paragraph 3:16", "paragraph 4:11", "paragraph 5:5", "table 1, row 2, column 2:6"]
    for suffix in ("docx", "odt"):
        places = [place for _, place, _ in find_all(f"a.{suffix}", (pandoc / f"a.{suffix}").read_bytes())]
        assert sorted(places) == sorted([*expected, "footnote 1:13"])
