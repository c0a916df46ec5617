"""Every format of a report, on one report with all that can be in it: the whole bytes, their schema, hostile text.

The snapshots are in `snapshots/`. What other programs read is checked against the schemas in `schemas/` as well.
"""

import io
import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from roots import TESTS
from sample_reports import CLEAN, FINDINGS, SKIPPED, STYLE, TEXT_FORMATS, VALIDATORS, WHOLE, make, render_bytes

from align.linter.registry import all_rules
from align.model import (
    Location,
    Report,
    Severity,
    Span,
)
from align.report import list_formats
from align.report.rows import COLUMNS
from align.report.style import Style

ALL = list_formats()
SNAPPED = tuple(name for name in ALL if name != "html")
"""Of the page, tests/report/test_page.py looks at the parts."""


def render(name: str, report: Report = WHOLE, style: Style = STYLE) -> bytes:
    return b"".join(render_bytes(name, report, style))


def read_rows(data: bytes) -> list[list[Any]]:
    from openpyxl import load_workbook

    (sheet,) = load_workbook(io.BytesIO(data)).worksheets
    assert {cell.data_type for row in sheet for cell in row} == {"s", "n"}
    return [[cell.value for cell in row] for row in sheet]


def find_snapshot(name: str) -> Path:
    return TESTS / "snapshots" / f"{name}.txt"


def take_snapshot(name: str) -> bytes:
    """The bytes of a report; of a workbook its cells."""
    data = render(name)
    return data if name in TEXT_FORMATS else "".join(f"{row}\n" for row in read_rows(data)).encode()


@pytest.mark.parametrize("name", SNAPPED)
def test_the_whole_of_it(name: str) -> None:
    assert take_snapshot(name) == find_snapshot(name).read_bytes(), (
        "right? then `PYTHONPATH=tests/helpers python tests/report/test_formats.py`"
    )


@pytest.mark.parametrize("name", ALL)
def test_the_same_bytes_twice(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = render(name)
    monkeypatch.setattr("time.localtime", lambda *_: (2031, 2, 3, 4, 5, 6, 0, 1, 0))
    assert render(name) == first


@pytest.mark.parametrize("name", VALIDATORS)
@pytest.mark.parametrize("report", [WHOLE, CLEAN], ids=["whole", "clean"])
def test_it_is_what_its_schema_says(name: str, report: Report) -> None:
    VALIDATORS[name](render(name, report))


@pytest.mark.parametrize("name", [*VALIDATORS, "checkstyle"])
@given(words=st.text(min_size=1), path=st.text(min_size=1, alphabet=st.characters(codec="utf-8")))
def test_no_text_breaks_it(name: str, words: str, path: str) -> None:
    place = Location(None, 1, 1, 1)
    entry = make(
        words, Span(0, len(words)), path.lstrip("./") or "x", place, message=f"It says {words}", source_text=words
    )
    data = render(name, replace(CLEAN, diagnostics=(entry,)))
    VALIDATORS.get(name, ElementTree.fromstring)(data)


def test_sarif_passes_the_validator_of_microsoft(tmp_path: Path) -> None:
    """The npm package @microsoft/sarif-multitool, where it is installed."""
    tool = shutil.which("sarif-multitool")
    if tool is None:
        pytest.skip("needs npm install -g @microsoft/sarif-multitool")
    for number, report in enumerate((WHOLE, CLEAN, replace(WHOLE, diagnostics=FINDINGS * 10))):
        file = tmp_path / f"{number}.sarif"
        file.write_bytes(render("sarif", report))
        for kind in ("Sarif", "Ghas"):
            command = [tool, "validate", str(file), "--rule-kind", kind]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            assert "Analysis completed successfully" in done.stdout
            assert [line for line in done.stdout.splitlines() if ": error " in line or ": warning " in line] == []


@pytest.mark.full
def test_sarif_leaves_out_what_github_would_reject() -> None:
    few = replace(FINDINGS[2], fingerprint="last")
    many = replace(WHOLE, diagnostics=(few, *[FINDINGS[0]] * 25_000), skipped=(), unlisted=0)
    (run,) = json.loads(render("sarif", many))["runs"]
    assert len(run["results"]) == 25_000
    assert {result["level"] for result in run["results"]} == {"error"}
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"] == "1 more findings are left out, errors last: a file holds 25,000."


def test_sarif_has_the_gravest_first() -> None:
    (run,) = json.loads(render("sarif"))["runs"]
    assert [result["level"] for result in run["results"]] == ["error", "error", "warning", "note"]


def test_gitlab_takes_no_two_findings_for_one() -> None:
    twins = replace(WHOLE, diagnostics=(FINDINGS[0], replace(FINDINGS[0], path="x/a b.txt"), FINDINGS[0]), skipped=())
    issues = json.loads(render("gitlab", twins))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == 4
    assert issues[1]["fingerprint"] == FINDINGS[0].fingerprint


def test_formats_show_what_is_asked_for() -> None:
    style = Style(Severity.ERROR, folder="/srv/news")
    assert len(json.loads(render("sarif", style=style))["runs"][0]["results"]) == 2
    assert len(json.loads(render("gitlab", style=style))) == 2 + 2
    assert len(read_rows(render("xlsx", style=style))) == 1 + 2 + 2


@pytest.mark.parametrize("name", ["gitlab", "rdjson", "sarif", "junit", "checkstyle", "csv"])
def test_what_was_not_checked_is_no_clean_run(name: str) -> None:
    text = render(name, replace(CLEAN, skipped=SKIPPED)).decode()
    assert "cannot be read" in text
    assert "a.zh.txt" not in text


def test_no_cell_of_a_table_is_a_formula() -> None:
    rows = read_rows(render("xlsx"))
    assert rows[0] == list(COLUMNS)
    assert rows[4][COLUMNS.index("marked")].startswith("=cmd()")  # as text: see `read_rows`
    assert render("csv").decode().count(",'=cmd()") == 5


def test_bytes_are_counted_where_the_file_is_the_text() -> None:
    from align import check_text

    text = "“" * 9_000 + " na\u00efve\n“The the” mine is 摆脱 open.\n"
    found = {entry.finding.rule: entry for entry in check_text(text, path="a.txt").diagnostics}
    line = text.split("\n")[1]
    for rule, marked in (("doubled-word", "The the"), ("residual-source", "摆脱")):
        entry = found[rule]
        start = len(line[: line.index(marked)].encode()) + 1
        assert (entry.start.line, entry.start.byte_column) == (2, start)
        assert entry.end.byte_column == start + len(marked.encode())


def test_bytes_are_not_counted_in_a_unit() -> None:
    from align import check_text

    (entry, *_) = check_text("“他”\t“The the” mine.\n", path="a.tsv").diagnostics
    assert (entry.start.line, entry.start.column, entry.start.byte_column) == (1, 2, None)


@given(text=st.text(st.sampled_from("a“国\n𠀀\ud800"), max_size=50), data=st.data())
def test_bytes_between_two_offsets(text: str, data: st.DataObject) -> None:
    from align.model import offsets

    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(offsets, "_STEP", 4)
        expected = len(text[start:end].encode(errors="surrogatepass"))
        assert offsets.ByteOffsets(text).count_between(start, end) == expected


def test_every_rule_has_a_page_for_reports() -> None:
    for rule in all_rules().values():
        page = rule.make_page()
        assert page.page.startswith(page.summary)
        assert "\nWhat it finds\n----" in page.page


if __name__ == "__main__":
    for each in SNAPPED:
        find_snapshot(each).write_bytes(take_snapshot(each))
