"""Every output format, whole, on a report full of hostile text. `python tests/test_formats.py` renews it.

The snapshots are in `snapshots/`. What other programs read is checked against the schemas in `schemas/` as well.
"""

import io
import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.linter.registry import all_rules
from align.model import (
    Diagnostic,
    Edit,
    Excerpt,
    Finding,
    Fix,
    Location,
    Report,
    RulePage,
    Severity,
    Skipped,
    Span,
    Suggestion,
)
from align.report import BINARY, FORMATS, render_bytes
from align.report.rows import COLUMNS
from align.report.style import Style

HERE = Path(__file__).parent
ALL = (*FORMATS, *BINARY)
SNAPPED = tuple(name for name in ALL if name != "html")
"""Of the page, tests/test_page.py looks at the parts."""

STYLE = Style(Severity.INFO, folder="/srv/news")
ATTACK = "=cmd()|' /C'!A0 \x1b[31m::error::%0A{0} [a](b) </script>]]><b>&amp; ##[error]\u202e\u2028|`"
"""What acts on a spreadsheet, a terminal, a log, a viewer of SARIF, a page, XML."""


def make(line: str, span: Span, path: str, place: Location, offset: int = 0, **changes: Any) -> Diagnostic:
    """A finding in a line, which starts at an offset of its file."""
    values: dict[str, Any] = {
        "rule": "residual-source",
        "severity": Severity.ERROR,
        "mqm": "accuracy/untranslated",
        "message": f"Chinese left in the text: “{line[slice(*span)]}”.",
        "span": span,
    }
    finding = Finding(**values | changes)
    wide = len(line[slice(*span)].encode())
    end = replace(place, column=place.column + span.end - span.start)
    if place.byte_column:
        end = replace(end, byte_column=place.byte_column + wide)
    excerpt = Excerpt(line, *span)
    fix = finding.fix and replace(finding.fix, edits=tuple(_move(edit, offset) for edit in finding.fix.edits))
    return Diagnostic(finding, path, place, end, line[slice(*span)], excerpt, fix, f"f00d{place.line}")


def _move(edit: Edit, offset: int) -> Edit:
    return replace(edit, start=edit.start + offset, end=edit.end + offset)


FINDINGS = (
    make(
        "“A way” to摆脱 dependence",
        Span(10, 12),
        "en/a b.txt",
        Location(None, 3, 11, 15),
        100,
        suggestions=(Suggestion("shake off", "CC-CEDICT", 0.61), Suggestion("break away from", "CC-CEDICT", 0.52)),
        fix=Fix(False, (Edit(10, 12, " shake off "),)),
        source_text="摆脱依赖的办法",
    ),
    make(
        f"x{ATTACK}",
        Span(1, 1 + len(ATTACK)),
        f"-=1{ATTACK}\n.txt",
        Location(None, 1, 2, 2),
        rule="invisible-character",
        severity=Severity.WARNING,
        mqm="fluency/character-encoding",
        message=ATTACK,
        source_text=ATTACK,
        suggestions=(Suggestion(ATTACK, ATTACK, 0.5),),
        fix=Fix(True, (Edit(1, 2, ATTACK),)),
    ),
    make("a 立场", Span(2, 4), "/srv/news/en/pairs.tsv", Location(ATTACK, 7, 3), severity=Severity.INFO),
    make("No end", Span(6, 6), "/elsewhere/a.txt", Location(None, 9, 7, 7), rule="omission", mqm="accuracy/omission"),
)
SKIPPED = (Skipped("a.zh.txt", "source text"), Skipped(f"d{ATTACK}.txt", f"cannot be read: {ATTACK}", failed=True))
RULES = tuple(
    RulePage(name, severity, mqm, "A rule", f"A rule.\n\nWhat it finds\n-------------\n{ATTACK}")
    for name, severity, mqm in (
        ("invisible-character", Severity.WARNING, "fluency/character-encoding"),
        ("omission", Severity.WARNING, "accuracy/omission"),
        ("residual-source", Severity.ERROR, "accuracy/untranslated"),
    )
)
WHOLE = Report("aligncheck:0.1.0|settings:1", 4, 1234, 2, SKIPPED, FINDINGS, unlisted=1200, rules=RULES, compared=3)
CLEAN = Report("aligncheck:0.1.0|settings:1", 2, 1234, 0, (), ())


def render(name: str, report: Report = WHOLE, style: Style = STYLE) -> bytes:
    return b"".join(render_bytes(name, report, style))


def read_rows(data: bytes) -> list[list[Any]]:
    from openpyxl import load_workbook

    (sheet,) = load_workbook(io.BytesIO(data)).worksheets
    assert {cell.data_type for row in sheet for cell in row} == {"s", "n"}
    return [[cell.value for cell in row] for row in sheet]


def find_snapshot(name: str) -> Path:
    return HERE / "snapshots" / f"{name}.txt"


def take_snapshot(name: str) -> bytes:
    """The bytes of a report; of a workbook its cells."""
    data = render(name)
    return data if name in FORMATS else "".join(f"{row}\n" for row in read_rows(data)).encode()


@pytest.mark.parametrize("name", SNAPPED)
def test_the_whole_of_it(name: str) -> None:
    assert take_snapshot(name) == find_snapshot(name).read_bytes(), "right? then `python tests/test_formats.py`"


@pytest.mark.parametrize("name", ALL)
def test_the_same_bytes_twice(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = render(name)
    monkeypatch.setattr("time.localtime", lambda *_: (2031, 2, 3, 4, 5, 6, 0, 1, 0))
    assert render(name) == first


def validate_json(name: str, data: bytes) -> None:
    from jsonschema import Draft202012Validator

    schema = json.loads((HERE / "schemas" / f"{name}.json").read_bytes())
    Draft202012Validator.check_schema(schema)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(json.loads(data))] == []


def validate_junit(data: bytes) -> None:
    from lxml import etree

    etree.XMLSchema(etree.parse(HERE / "schemas/junit.xsd")).assertValid(etree.fromstring(data))


VALIDATORS: dict[str, Callable[[bytes], None]] = {
    "gitlab": lambda data: validate_json("gitlab", data),
    "rdjson": lambda data: validate_json("rdjson", data),
    "sarif": lambda data: validate_json("sarif", data),
    "junit": validate_junit,
}


@pytest.mark.parametrize("name", VALIDATORS)
@pytest.mark.parametrize("report", [WHOLE, CLEAN], ids=["whole", "clean"])
def test_it_is_what_its_schema_says(name: str, report: Report) -> None:
    VALIDATORS[name](render(name, report))


@pytest.mark.parametrize("name", [*VALIDATORS, "checkstyle"])
@settings(deadline=None)
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


@settings(deadline=None)
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
