"""`--output FORMAT=FILE`: several reports of one run, each where it is wanted, whole or not at all."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from command_line import CLEAN, FAULTY, run, write
from office_files import make_docx, make_paragraph, make_zip, read_members

from align.report import FORMATS, list_formats
from align.report.github import LARGEST_SUMMARY, step_summary


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)


def test_several_reports_of_one_run(folder: Path) -> None:
    write(folder / "a.txt", FAULTY)
    (folder / "out").mkdir()
    result = run("a.txt", "--output", "sarif=out/a.sarif", "--output", "json=out/a.json", "-o", "full=-")
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout == run("a.txt").stdout
    assert (folder / "out/a.json").read_text("utf-8") == run("a.txt", "--output-format", "json").stdout
    (sarif,) = json.loads((folder / "out/a.sarif").read_bytes())["runs"]
    assert [one["ruleId"] for one in sarif["results"]] == ["doubled-word"]
    assert [rule["id"] for rule in sarif["tool"]["driver"]["rules"]] == ["doubled-word"]
    assert sorted(path.name for path in (folder / "out").iterdir()) == ["a.json", "a.sarif"]


@pytest.mark.parametrize(
    ("name", "text", "offset"),
    [("a.txt", "They tried to规避 it.\n", 13), ("a.html", "<p>They &amp; we tried to规避 it.</p>\n", 25)],
)
def test_each_suggestion_is_a_fix_of_its_own(folder: Path, name: str, text: str, offset: int) -> None:
    write(folder / name, text)
    (found,) = json.loads(run(name, "--output-format", "sarif").stdout)["runs"][0]["results"]
    fixes = [(one["description"]["text"], one["artifactChanges"][0]["replacements"]) for one in found["fixes"]]
    note = "; this may change what the text says."
    assert fixes == [
        (f"Write “{word}”{note}",
         [{"deletedRegion": {"charOffset": offset, "charLength": 2}, "insertedContent": {"text": f" {word}"}}])
        for word in ("evade", "dodge", "avoid", "hide")
    ]  # fmt: skip


def test_the_summary_is_printed_where_a_file_alone_is_asked_for(folder: Path) -> None:
    write(folder / "a.txt", FAULTY)
    result = run("a.txt", "--output", "concise=a.log")
    assert (result.exit_code, result.output) == (1, "1 error in 1 document (4 words), not compared with a source.\n")
    assert run("a.txt", "--output", "json=a.json", "--quiet").output == ""
    assert (folder / "a.log").read_text("utf-8") == run("a.txt", "--output-format", "concise").stdout


def test_the_format_of_stdout_has_a_short_form(folder: Path) -> None:
    write(folder / "a.txt", FAULTY)
    both = run("a.txt", "--output-format", "jsonl", "--output", "csv=a.csv")
    assert both.stdout == run("a.txt", "--output", "jsonl=-").stdout
    assert (folder / "a.csv").read_bytes().startswith("\ufeffseverity,rule,path".encode())


@pytest.mark.parametrize(
    ("output", "message"),
    [
        ("pdf=a", "--output: there is no format 'pdf': write FORMAT=FILE, with one of full, concise, json, jsonl, "
                  "github, gitlab, sarif, rdjson, junit, checkstyle, csv, html, xlsx, docx-comments, docx-changes"),
        ("a.sarif", "--output: there is no format 'a.sarif': write sarif=a.sarif"),
        ("sarif", "--output: sarif names no file: write sarif=FILE (- is stdout)"),
        ("sarif=", "--output: sarif names no file: write sarif=FILE (- is stdout)"),
        ("sarif=no/a.sarif", "--output: no/a.sarif: there is no folder no: make it, or name another"),
        ("sarif=inner", "--output: inner: cannot be written (Is a directory): name another file"),
        ("full=./a.txt", "--output: ./a.txt is what is checked: name another file"),
        ("full=link.txt", "--output: link.txt is what is checked: name another file"),
        ("full=a.zh.txt", "--output: a.zh.txt is what is checked: name another file"),
        ("json=x\0y", "--output: x<U+0000>y: cannot be written (embedded null byte): name another file"),
    ],
)  # fmt: skip
def test_a_report_that_cannot_be_written_is_one_line(folder: Path, output: str, message: str) -> None:
    write(folder / "a.txt", FAULTY)
    write(folder / "a.zh.txt", "他来了。\n")
    (folder / "link.txt").symlink_to("a.txt")
    (folder / "inner").mkdir()
    result = run("a.txt", "--source", "a.zh.txt", "--output", output)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"aligncheck: {message}\n")
    assert (folder / "a.txt").read_text() == FAULTY


@pytest.mark.parametrize("outputs", [("json=-", "full=-"), ("json=a", "full=a")])
def test_two_reports_in_one_place(folder: Path, outputs: tuple[str, str]) -> None:
    write(folder / "a.txt", FAULTY)
    result = run("a.txt", "--output", outputs[0], "--output", outputs[1])
    where = "stdout" if outputs[0].endswith("-") else "a"
    message = f"aligncheck: two reports go to {where}: name a file for each with --output FORMAT=FILE\n"
    assert (result.exit_code, result.stderr) == (2, message)


def test_no_workbook_or_document_of_somebody_is_replaced(folder: Path) -> None:
    write(folder / "a.txt", FAULTY)
    mine = make_docx(make_paragraph("The the mine."))
    for name in ("a.docx", "mine.docx"):
        (folder / name).write_bytes(mine)
    for form, text in (("xlsx", "a.txt"), ("docx-comments", "a.docx")):
        told = run(text, "--output", f"{form}=mine.docx")
        message = f"aligncheck: --output: mine.docx is not an earlier {form} of aligncheck: name another file\n"
        assert (told.exit_code, told.stderr) == (2, message)
    assert (folder / "mine.docx").read_bytes() == mine
    for _ in range(2):
        assert run("a.docx", "--output", "docx-comments=new.docx").exit_code == 1
    edited = {**read_members((folder / "new.docx").read_bytes()), "word/footer1.xml": b"<w/>"}
    (folder / "new.docx").write_bytes(make_zip(edited))
    assert run("a.docx", "--output", "docx-comments=new.docx").exit_code == 2
    assert read_members((folder / "new.docx").read_bytes()) == edited


def test_a_report_replaces_the_old_one_whole_or_not_at_all(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder / "a.txt", FAULTY)
    write(folder / "out.json", '{"version": 1}')

    def fail(*_: object) -> Iterator[str]:
        yield "["
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("align.report.json_document.render", fail)
    result = run("a.txt", "--output", "json=out.json")
    message = "aligncheck: --output: out.json: cannot be written (No space left on device): make room\n"
    assert (result.exit_code, result.stderr) == (2, message)
    assert (folder / "out.json").read_text() == '{"version": 1}'
    assert sorted(path.name for path in folder.iterdir()) == ["a.txt", "out.json"]


@pytest.mark.parametrize("form", list_formats())
def test_reports_replace_earlier_ones_and_nothing_else(folder: Path, form: str) -> None:
    output = folder / "report"
    for text in (CLEAN, FAULTY, FAULTY, CLEAN):
        write(folder / "a.txt", text)
        assert run("a.txt", "--output", f"{form}=report").stderr == ""
    for mine in ("Dear all,\n", '{"format": 1}\n', "<html><title>Mine</title></html>\n", "zh,en\n", "source\ttarget\n"):
        output.write_text(mine)
        told = run("a.txt", "--output", f"{form}=report")
        message = f"aligncheck: --output: report is not an earlier {form} of aligncheck: name another file\n"
        assert (told.exit_code, told.stderr, output.read_text()) == (2, message, mine)


def test_a_report_for_people_is_tame_in_a_file_as_well(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder / "a.txt", FAULTY)
    monkeypatch.setattr("align.report.full.render", lambda *_: iter(["one\n  ::error::x\n"]))
    run("a.txt", "--output", "full=a.log")
    assert (folder / "a.log").read_text() == "one\n  \\::error::x\n"


def test_a_table_is_written_where_the_package_for_workbooks_is_missing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder / "a.txt", FAULTY)
    assert run("a.txt", "--output", "csv=b.csv").exit_code == 1
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    result = run("a.txt", "--output", "xlsx=a.xlsx", "--output", "csv=a.csv")
    how = (
        'for workbooks, type `pip install "aligncheck[xlsx]"`, `uv tool install "aligncheck[xlsx]"` or '
        "`pipx inject aligncheck openpyxl python-calamine`\n"
    )
    told = f"aligncheck: a.xlsx: a workbook needs two more packages; a.csv is written instead; {how}"
    assert (result.exit_code, result.stderr) == (2, told)
    assert (folder / "a.csv").read_bytes() == (folder / "b.csv").read_bytes()
    assert not (folder / "a.xlsx").exists()
    result = run("a.txt", "--output-format", "xlsx")
    message = f"aligncheck: a workbook needs two more packages: write csv; {how}"
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", message)


def test_what_sarif_cannot_hold_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FORMATS, "sarif", replace(FORMATS["sarif"], most_results=2))
    write(folder / "a.txt", FAULTY * 3)
    result = run("a.txt", "--output", "sarif=a.sarif", "--output", "gitlab=a.json")
    message = "a.sarif: holds 2 of 3 findings, errors first: more does not fit into sarif"
    assert (result.exit_code, result.stderr) == (1, f"aligncheck: {message}\n")
    (sarif,) = json.loads((folder / "a.sarif").read_bytes())["runs"]
    assert len(sarif["results"]) == 2
    assert len(json.loads((folder / "a.json").read_bytes())) == 3


@pytest.mark.parametrize("name", ["sarif", "gitlab", "rdjson", "junit", "checkstyle", "csv", "xlsx"])
def test_paths_below_the_working_folder_are_relative(folder: Path, name: str) -> None:
    write(folder / "in/a.txt", FAULTY)
    run("in/a.txt", "--config", "none", "--output", f"{name}=relative")
    run(str(folder / "in/a.txt"), "--config", "none", "--output", f"{name}=absolute")
    assert (folder / "relative").read_bytes() == (folder / "absolute").read_bytes()


@pytest.mark.parametrize("name", ["gitlab", "sarif", "junit"])
def test_a_glossary_has_the_same_formats(folder: Path, name: str) -> None:
    write(folder / "g.csv", "concept,language,term\n1,zh,矿\n1,en,mine\n1,en,mine\n")
    result = run("glossary", "lint", "g.csv", "--output", f"{name}=out", "--output", "full=-")
    assert (result.exit_code, result.stdout) == (1, run("glossary", "lint", "g.csv").stdout)
    assert "duplicate" in (folder / "out").read_text("utf-8")


def test_the_summary_of_a_step_stays_in_its_room(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = write(folder / "summary.md", "x" * (LARGEST_SUMMARY - 1000))
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    write(folder / "a.txt", FAULTY * 40)
    run("a.txt", "--output-format", "github")
    assert LARGEST_SUMMARY - 200 < page.stat().st_size <= LARGEST_SUMMARY
    *rows, blank, last = page.read_text().splitlines()
    assert (blank, last) == ("", f"{40 - sum('doubled-word' in row for row in rows)} more are not listed here.")
    run("a.txt", "--output", "github=-")
    assert page.stat().st_size <= LARGEST_SUMMARY


def test_the_summary_of_a_step_names_what_it_leaves_out() -> None:
    from sample_reports import FINDINGS, WHOLE

    wide = replace(FINDINGS[0], text="\u202e" * 1000, path="路" * 4000)
    text = step_summary(replace(WHOLE, diagnostics=(wide,) * 501))
    assert len(text.encode()) <= LARGEST_SUMMARY
    listed = text.count("| residual-source |")
    assert 60 < listed < 100
    assert text.endswith(f"\n{501 - listed} more are not listed here.\n")
    assert step_summary(WHOLE, 10) == ""


def test_no_file_name_is_markup_in_the_summary_of_a_step() -> None:
    from sample_reports import CLEAN as REPORT

    from align.model import Skipped

    text = step_summary(replace(REPORT, skipped=(Skipped("![x](http://x)<b>_a_", "unreadable", failed=True),)))
    assert r"!\[x\](http\://x)\<b\>\_a\_" in text


def test_a_clean_run_has_reports_too(folder: Path) -> None:
    write(folder / "a.txt", CLEAN)
    assert run("a.txt", "--output", "sarif=a.sarif", "--output", "junit=a.xml").exit_code == 0
    assert json.loads((folder / "a.sarif").read_bytes())["runs"][0]["results"] == []
    assert 'tests="1" failures="0"' in (folder / "a.xml").read_text()


def test_the_most_serious_findings_first(folder: Path) -> None:
    write(folder / "a.txt", "It cost $4500.\nThey tried to规避 it.\n")
    write(folder / "b.txt", "It cost $5500.\nThey tried to摆脱 it.\n")
    order = ["a.txt:2:14", "b.txt:2:14", "a.txt:1:9", "b.txt:1:9"]

    def list_places(*options: str) -> list[str]:
        lines = run(".", "--output-format", "concise", *options).stdout.splitlines()
        return [line.partition(": ")[0] for line in lines if ".txt:" in line]

    assert list_places() == [order[2], order[0], order[3], order[1]]
    assert list_places("--limit", "0") == order
    assert list_places("--limit", "3") == order[:3]
    shown = run(".", "--limit", "3").stdout
    assert "==" not in shown
    assert "1 more not shown (--limit 0 shows all, most serious first)." in " ".join(shown.split())
    assert "more not shown" not in run(".", "--limit", "4").stdout
    assert len(json.loads(run(".", "--limit", "1", "--output-format", "json").stdout)["findings"]) == 4


def test_rules_are_linked_where_the_site_is_known(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder / "a.txt", FAULTY)

    def list_links() -> tuple[object, bool]:
        (sarif,) = json.loads(run("a.txt", "--output-format", "sarif").stdout)["runs"]
        page = run("a.txt", "--output-format", "html", "--no-cache").stdout
        link = '<a href="https://docs.example/rules/doubled-word.html"><code>doubled-word</code></a>'
        return sarif["tool"]["driver"]["rules"][0].get("helpUri"), link in page

    assert list_links() == (None, False)
    monkeypatch.setattr("align.report.links.DOCS_URL", "https://docs.example/")
    assert list_links() == ("https://docs.example/rules/doubled-word.html", True)
