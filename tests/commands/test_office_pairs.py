"""Office files as translations and sources: found by name and by their script, aligned by their structure, mended."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from command_line import run
from office_files import make_docx, make_epub, make_odt, make_paragraph, read_members

from align.commands.check import check_file
from align.commands.fix import keep_documents, make_edits
from align.inputs.tasks import Task
from align.model import Edit, Fix

P = make_paragraph
ZH = ["矿山今天重新开放，第一批工人已经下井。", "新码头要花三亿元，冬天以前建好。", "图书馆星期一不开门。"]
EN = [
    "The mine reopened today, and the first workers have gone down.",
    "The new pier will cost 200 million yuan and be built before winter.",
    "The library is closed on Mondays.",
]


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def make_word(texts: list[str]) -> bytes:
    return make_docx(P(texts[0], style="1") + P(texts[1]) + P(texts[2]))


def make_open(texts: list[str]) -> bytes:
    return make_odt("".join(f"<text:p>{text}</text:p>" for text in texts))


def make_page(texts: list[str]) -> bytes:
    return "".join(f"<p>{text}</p>" for text in texts).encode()


def make_book(texts: list[str]) -> bytes:
    return make_epub({"a.xhtml": "".join(f"<p>{text}</p>" for text in texts)})


MAKERS = {".docx": make_word, ".odt": make_open, ".html": make_page, ".epub": make_book}


@pytest.mark.parametrize("suffix", MAKERS)
@pytest.mark.parametrize("names", [("a.zh", "a.en"), ("a", "a.en"), ("zh/a", "en/a")])
def test_a_source_is_found_beside_its_translation(suffix: str, names: tuple[str, str]) -> None:
    for name, texts in zip(names, (ZH, EN), strict=True):
        Path(name + suffix).parent.mkdir(exist_ok=True)
        Path(name + suffix).write_bytes(MAKERS[suffix](texts))
    report = json.loads(run(".", "--output-format", "json", "--select", "money-mismatch").stdout)
    assert [(entry["path"], entry["text"]) for entry in report["findings"]] == [
        (f"{names[1]}{suffix}", "200 million yuan")
    ]
    assert report["findings"][0]["source_text"] == ZH[1]


@pytest.mark.parametrize("suffix", MAKERS)
def test_two_files_are_aligned(suffix: str) -> None:
    for name, texts in (("one", ZH), ("two", EN)):
        Path(name + suffix).write_bytes(MAKERS[suffix](texts))
    result = run("align", "one" + suffix, "two" + suffix, "--to", "out.tsv")
    assert result.exit_code == 0
    _, *rows = (line.split("\t")[:2] for line in Path("out.tsv").read_text(encoding="utf-8").splitlines())
    assert rows == [list(pair) for pair in zip(ZH, EN, strict=True)]


@pytest.mark.parametrize("suffix", MAKERS)
def test_a_source_that_is_alone_is_told(suffix: str) -> None:
    Path("a" + suffix).write_bytes(MAKERS[suffix](ZH))
    result = run("a" + suffix)
    assert result.exit_code == 2
    assert "looks like a source text" in result.stderr


def test_a_fix_over_several_runs_goes_into_the_first() -> None:
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r>"
    runs = f"<w:r><w:t>We saw t</w:t></w:r>{bold.format('he t')}<w:r><w:t>he pier.</w:t></w:r>"
    before = make_docx(f"<w:p>{runs}</w:p>", header1=P("x"))
    Path("a.docx").write_bytes(before)
    result = run("check", "a.docx", "--fix", "--config", "none")
    assert (result.exit_code, result.stdout) == (
        0,
        "No findings in 1 document (4 words), not compared with a source.\n",
    )
    old, new = read_members(before), read_members(Path("a.docx").read_bytes())
    assert list(old) == list(new)
    assert [name for name in old if old[name] != new[name]] == ["word/document.xml"]
    text = re.sub(r"(?s)<w:del .*?</w:del>", "", new["word/document.xml"].decode())
    kept = ' xml:space="preserve"'
    assert (
        f"<w:t>We saw t</w:t></w:r>{bold.format('he').replace('<w:t', f'<w:t{kept}')}<w:r><w:t{kept}> pier.</w:t>"
        in text
    )


def test_a_diff_of_a_document_is_one_of_its_text() -> None:
    Path("a.docx").write_bytes(make_docx(P("A pier.") + P("We saw the the ship.")))
    result = run("check", "a.docx", "--diff", "--config", "none")
    assert result.stdout == "--- a.docx\n+++ a.docx\n@@ -1,2 +1,2 @@\n A pier.\n-We saw the the ship.\n" + (
        "\\ No newline at end of file\n+We saw the ship.\n\\ No newline at end of file\n"
    )


def test_what_word_keeps_beside_a_document_is_passed_over() -> None:
    Path("a.en.docx").write_bytes(make_word(EN))
    Path("~$a.en.docx").write_bytes(b"\5" + bytes(161))
    result = run(".", "--config", "none")
    assert (result.exit_code, result.stdout) == (
        0,
        "No findings in 1 document (30 words), not compared with a source.\n",
    )


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".epub"])
def test_a_file_that_cannot_be_read_is_told_in_one_line(suffix: str) -> None:
    Path("a" + suffix).write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    result = run("a" + suffix)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[0].startswith(f"aligncheck: a{suffix}: encrypted, or a file of Office 97")


def test_parts_are_set_by_option_and_configuration() -> None:
    Path("a.en.html").write_text("<nav>The the pier</nav><main><img alt='At at sea'><p>A ship.</p></main>")
    arguments = ("a.en.html", "--output-format", "concise", "-q")
    assert run(*arguments).stdout == ""
    assert run(*arguments, "--parts", "attributes,navigation").stdout.count("doubled-word") == 2
    Path("aligncheck.toml").write_text('parts = ["attributes"]')
    assert run(*arguments).stdout.startswith("a.en.html:1:40: ")
    assert run(*arguments, "--parts", "navigation").stdout.count("doubled-word") == 2
    assert re.search(
        r"^parts +attributes \(aligncheck\.toml\)$", run("a.en.html", "--show-settings").stdout, re.MULTILINE
    )
    refused = run(*arguments, "--parts", "menus").stderr
    assert "--parts: there is no part 'menus'; there are attributes, comments, strings, navigation" in refused
    Path("aligncheck.toml").write_text('parts = ["menus"]')
    assert "parts: must be a list of attributes, comments, strings, navigation" in run(*arguments).stderr


def test_texts_for_a_glossary_come_from_any_format() -> None:
    Path("a.zh.docx").write_bytes(make_word(ZH))
    Path("a.en.docx").write_bytes(make_word(EN))
    result = run("terms", "a.en.docx", "--output-format", "json")
    assert result.exit_code in (0, 1)
    Path("g.csv").write_text("zh,en\n矿山,mine\n", encoding="utf-8")
    assert "[矿山]今天重新开放" in run("glossary", "find", "矿山", "-g", "g.csv", "--in", "a.zh.docx").stdout


def test_a_fix_that_would_make_markup_of_a_text_is_not_made() -> None:
    data, task = b"<p>A < b and the the ship.</p>", Task("a.html")
    (found,) = check_file(task, data=data).diagnostics
    harm = replace(found, finding=replace(found.finding, fix=Fix(True, (Edit(3, 4, ""),))))
    edited, refused = make_edits(task, data, keep_documents(task), [harm])
    assert (edited.data, edited.made) == (data, frozenset())
    assert refused == ("a.html: cannot be fixed: it would be read as another text afterwards: mend it by hand",)
