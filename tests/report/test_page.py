"""The page: what it shows of every text, that nothing in it acts, and what is marked where."""

import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from pages import ELEMENTS, Parsed
from sample_reports import ATTACK, CLEAN, FINDINGS, STYLE, WHOLE, render_bytes

from align.cli import main
from align.commands.check import check_buffer, check_files, check_text
from align.config.settings import Request
from align.model import Page, Report, Row, Severity, Span
from align.report.page import sheets
from align.report.page.sheets import Entry, Mark, gather
from align.report.page.texts import resolve
from align.report.style import Style
from align.report.terminal import visible

SOURCE = "工厂去年生产了三万吨石墨。\n价格上涨了百分之五。\n专家认为需求会继续增长。\n他没有来。\n"
TARGET = "The the factory made 30,000 tons of graphite last year.\nPrices rose by 7 percent.\nExperts believe that.\n"


def render(report: Report, style: Style = STYLE) -> bytes:
    return b"".join(render_bytes("html", report, style))


def check(text: str, name: str = "a.txt") -> Report:
    data = text.encode(errors="surrogatepass")
    return check_buffer(data, Request((name,), config="none", with_pages=True)).report


def shorten(text: str) -> str:
    return " ".join(visible(re.sub("[\r\n]+", " ", text)).split())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.zh.txt").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "a.en.txt").write_text(TARGET, encoding="utf-8")
    return tmp_path


def test_its_policy_allows_its_own_style_and_script_alone() -> None:
    page = render(WHOLE).decode()
    policy = Parsed(page.encode()).elements[3][1]["content"]
    digests = [
        b64encode(sha256(body.encode()).digest()).decode()
        for body in re.findall("<(?:style|script)>(.*?)</(?:style|script)>", page, re.DOTALL)
    ]
    style, script = (f"'sha256-{digest}'" for digest in digests)
    assert policy == (
        f"default-src 'none'; style-src {style}; script-src {script}; base-uri 'none'; form-action 'none'"
    )


@pytest.mark.parametrize("report", [WHOLE, CLEAN], ids=["whole", "clean"])
def test_no_text_is_markup(report: Report) -> None:
    parsed = Parsed(render(report))
    assert {name for name, _ in parsed.elements} <= ELEMENTS
    names = {name for _, attributes in parsed.elements for name in attributes}
    assert [name for name in names if name.startswith("on") or name in ("style", "src", "href")] == []


def test_scores_and_maps_of_the_documents_stand_on_top(folder: Path) -> None:
    (folder / "b.en.txt").write_text("The mine reopened.\n" * 100 + "The the mine reopened.\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["check", ".", "--config", "none", "--output-format", "html"])
    parsed = Parsed(result.stdout_bytes)
    rows = re.findall(r"<tr><th scope=\"row\"><a href.*?</tr>", result.stdout)
    cells = [[re.sub("<[^>]*>", "", cell).strip() for cell in re.findall("<t[hd].*?</t[hd]>", row)] for row in rows]
    assert cells == [
        ["a.en.txt", "18", "2", "1", "–", "0 of 4", "–", ""],
        ["b.en.txt", "304", "1", "–", "–", "–", "98.36", ""],
    ]
    assert [attributes["href"] for name, attributes in parsed.elements if name == "a"] == ["#t1", "#t2"]
    bars = [attributes["d"] for name, attributes in parsed.elements if attributes.get("class") == "bar"]
    assert bars == ["M0 3.5h98.36"]
    maps = [attributes["aria-label"] for name, attributes in parsed.elements if attributes.get("role") == "img"]
    assert maps[1] == maps[3] == "Map of findings from start to end; most are in part 10 of 10"


def test_an_unsure_alignment_is_told_on_top() -> None:
    row = Row("价格。", Span(0, 3), confidence=0.4)
    page = Page("x.txt", "en", "a a", (row, replace(row, target=Span(3, 3), confidence=0.6)), "zh")
    notes = Parsed(render(replace(CLEAN, pages=(page,)))).within("ul.rest")
    assert "Alignment unsure: 1 of 2 pairs, which may be next to the wrong source" in notes


def test_hostile_text_can_be_read() -> None:
    parsed = Parsed(render(WHOLE))
    assert visible(ATTACK) in parsed.within("li.note")
    assert visible(ATTACK) in parsed.within("mark.warning")
    paths = [json.loads(given["data-path"]) for _, given in parsed.elements if "data-path" in given]
    assert paths == [entry.path for entry in FINDINGS]


@given(st.text(st.sampled_from(" the.\n\r\t<>&\"'－摆\u202e\ud800\x1b]-!") | st.characters(), min_size=1, max_size=80))
def test_the_whole_text_is_there_and_inert(text: str) -> None:
    report = check(f"The the {text}")
    if not report.pages:
        return
    parsed = Parsed(render(report))
    (page,) = report.pages
    assert "".join(parsed.within("div.target").split()) == "".join(shorten(page.text).split())
    assert {name for name, _ in parsed.elements} <= ELEMENTS


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12), st.sampled_from(Severity)), max_size=6))
def test_the_gravest_and_shortest_is_marked(drawn: list[tuple[int, int, Severity]]) -> None:
    marks = list[Mark]()
    for number, (start, length, severity) in enumerate(drawn):
        finding = replace(FINDINGS[0].finding, severity=severity)
        marks.append(Mark(Span(start, start + length), Entry(number, replace(FINDINGS[0], finding=finding))))
    runs = resolve(marks)
    for place in range(25):
        over = [mark for mark in marks if mark.span.start <= place < mark.span.end]
        over.sort(key=lambda mark: (-mark.entry.severity, mark.span.end - mark.span.start, mark.entry.number))
        shown = [run.entry for run in runs if run.span.start <= place < run.span.end]
        assert shown == [mark.entry for mark in over[:1]]


def test_pairs_stand_side_by_side(folder: Path) -> None:
    report = check_files(Request(("a.en.txt",), config="none", with_pages=True)).report
    (page,) = report.pages
    assert (page.language, page.source_language, page.text) == ("en", "zh", TARGET)
    assert [(row.source, TARGET[slice(*row.target)].strip()) for row in page.rows] == [
        ("工厂去年生产了三万吨石墨。", "The the factory made 30,000 tons of graphite last year."),
        ("价格上涨了百分之五。", "Prices rose by 7 percent."),
        ("专家认为需求会继续增长。", "Experts believe that."),
        ("他没有来。", ""),
    ]
    assert all(row.confidence is not None and 0 <= row.confidence <= 1 for row in page.rows)
    assert page.fingerprints == tuple(one.fingerprint for one in report.diagnostics)
    parsed = Parsed(render(report))
    assert "The the" in parsed.within("div.target bdi. span.s mark.")
    assert parsed.within("div.source bdi. span.o mark.") == "百分之五"
    languages = [given["lang"] for name, given in parsed.elements if given.get("class") in ("source", "target")]
    assert languages == ["zh", "en"] * 4


def test_rows_are_the_whole_text(folder: Path) -> None:
    for name, text in (
        ("b.txt", "\n\nOne.\n\nTwo. Three.\n"),
        ("c.md", "# A\n\n```\ncode\n```\n- b\n"),
    ):
        (page,) = check(text, name).pages
        assert [row.target.start for row in page.rows] == [0, *(row.target.end for row in page.rows[:-1])]
        assert page.rows[-1].target.end == len(page.text)
        assert page.source_language == ""


def test_a_sentence_keeps_its_name_when_others_change() -> None:
    first, second = (
        {page.text[slice(*one.span)]: one.id for row in page.rows for one in row.sentences}
        for text in ("One here. Same. Same.\n", "Something else. One here. Same. Same.\n")
        for page in check(text).pages
    )
    assert first["One here."] == second["One here."]
    assert first["Same."] == second["Same."]
    (page,) = check("Same. Same.\n").pages
    assert len({one.id for row in page.rows for one in row.sentences}) == 2


def test_texts_come_only_where_they_are_asked_for(folder: Path) -> None:
    assert check_files(Request(("a.en.txt",), config="none")).report.pages == ()
    assert check_text("The the mine.").pages == ()


@pytest.mark.full
def test_processes_give_the_same_page(folder: Path) -> None:
    (folder / "b.en.txt").write_text("The the mine.\n", encoding="utf-8")
    arguments = ["check", "a.en.txt", "b.en.txt", "--config", "none", "--output"]
    for jobs in ("1", "2"):
        CliRunner().invoke(main, [*arguments, f"html={jobs}.html", "--jobs", jobs])
    assert (folder / "1.html").read_bytes() == (folder / "2.html").read_bytes()


def test_it_says_what_was_not_checked(folder: Path) -> None:
    (folder / "b.en.txt").write_text("The mine reopened.\n", encoding="utf-8")
    (folder / "c.en.txt").write_bytes(b"\xff\xfe\x00")
    result = CliRunner().invoke(main, ["check", ".", "--config", "none", "--output", "html=report.html"])
    assert result.exit_code == 2
    parsed = Parsed((folder / "report.html").read_bytes())
    assert parsed.within("li.missing") == "Not checked: c.en.txt"
    assert "No source for b.en.txt" in parsed.within("ul.rest")
    assert "Not compared with a source" not in parsed.within("ul.rest")
    (folder / "other").mkdir()
    (folder / "b.en.txt").rename(folder / "other/b.txt")
    CliRunner().invoke(main, ["check", "other/b.txt", "--config", "none", "--output", "html=report.html"])
    alone = Parsed((folder / "report.html").read_bytes())
    assert "Not compared with a source: 1 document without one" in alone.within("ul.rest")


def test_what_is_hidden_is_on_no_sheet() -> None:
    numbers = [entry.number for sheet in gather(WHOLE, Style(Severity.ERROR))[0] for entry in sheet.entries]
    assert numbers == [1, 2]


def test_texts_that_do_not_fit_are_excerpts(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "b.en.txt").write_text("The the mine.\n", encoding="utf-8")
    monkeypatch.setattr(sheets, "LARGEST", 20)
    result = CliRunner().invoke(main, ["check", ".", "--config", "none", "--output-format", "html"])
    message = "stdout: 2 texts do not fit into one page and are excerpts: check fewer at once"
    assert (result.exit_code, result.stderr) == (1, f"aligncheck: {message}\n")
    parsed = Parsed(result.stdout_bytes)
    assert "Too long for one page: 2 texts" in parsed.within("ul.rest")
    assert "The the factory made 30,000 tons" in parsed.within("div.target")


def test_findings_of_equal_name_are_all_there() -> None:
    page = Page("x.txt", "en", "a a", (Row("", Span(0, 3)),), "", (FINDINGS[0].fingerprint,))
    twins = replace(CLEAN, diagnostics=(replace(FINDINGS[0], path="x.txt"),) * 2, pages=(page,))
    assert [entry.number for sheet in gather(twins, STYLE)[0] for entry in sheet.entries] == [1, 2]


def test_a_file_of_pairs_is_one_sheet() -> None:
    rows = ({"source": "矿", "target": "The the mine."}, {"source": "好", "target": "He closed the the pit."})
    report = check("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "a.jsonl")
    assert len(report.pages) == 2
    ((sheet,), _) = gather(report, STYLE)
    marked = [sheet.page.text[slice(*mark.span)] for mark in sheet.marks if mark.entry.severity is Severity.ERROR]
    assert marked == ["The the", "the the"]
    parsed = Parsed(render(report))
    assert parsed.within("div.source") == "矿好"
    assert "".join(parsed.within("div.target").split()) == "Thethemine.Heclosedthethepit."


def test_what_is_missing_stands_beside_its_source(folder: Path) -> None:
    request = Request(("a.en.txt",), config="none", with_pages=True, select=("omission",))
    ((sheet,), _) = gather(check_files(request).report, Style(Severity.INFO))
    assert [(line.row.source, len(line.entries)) for line in sheet.lines if line.entries] == [("他没有来。", 1)]
