"""A report is no longer than its input makes reasonable, whatever that input is, and says what it leaves out."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from sample_reports import TEXT_FORMATS

from align.cli import main
from align.commands.check import check_buffer, check_data
from align.commands.outcomes import fold_results
from align.config.settings import Request
from align.linter import surplus
from align.model import Edit, Finding, Fix, Report, Severity, Span, Suggestion
from align.report import renderer
from align.report.style import Style

A_CHARACTER, A_RUN = 3_000, 50_000
"""How many characters of a report a character of the input may give, in any format, and how many the run itself."""

UNITS = [
    "(",
    "国",
    "“",
    " ,",
    "a  ",
    "the the ",
    "1,2345",
    "\u200b",
    "Ã©",
    "，",
    "1亿",
    "<b>",
    "${a}",
    "a@b.c ",
    "Li Li ",
]


def render(report: Report, name: str, *, summary: bool = True) -> str:
    return "".join(renderer(name)(report, Style(Severity.INFO, summary=summary)))


def check(name: str, text: str) -> Report:
    request = Request((name,), config="none")
    return check_buffer(text.encode(), request).report


def pair(source: str, target: str, **more: str) -> str:
    return json.dumps({"source": source, "target": target, **more}, ensure_ascii=False) + "\n"


def make(**changes: object) -> Finding:
    values = {"rule": "x", "severity": Severity.INFO, "mqm": "a/b", "message": "m", "span": Span(0, 1)}
    return Finding(**(values | changes))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def report_on_a_long_source() -> Report:
    return check("a.jsonl", pair("国" * 30_000, "(" * 30_000))


@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_a_long_source_is_not_repeated_whole(name: str, report_on_a_long_source: Report) -> None:
    assert len(render(report_on_a_long_source, name)) < 4_000_000
    assert report_on_a_long_source.unlisted >= 29_000


@given(
    source=st.lists(st.tuples(st.sampled_from(UNITS), st.integers(1, 1000)), max_size=3),
    target=st.lists(st.tuples(st.sampled_from(UNITS), st.integers(1, 1000)), max_size=3),
    segment=st.sampled_from(["", "x" * 5_000]),
)
def test_output_is_linear(source: list[tuple[str, int]], target: list[tuple[str, int]], segment: str) -> None:
    one, other = ("".join(unit * times for unit, times in side) for side in (source, target))
    data = pair(one, other, id=segment)
    report = check("a.jsonl", data)
    most = A_CHARACTER * len(data) + A_RUN
    assert [name for name in TEXT_FORMATS if len(render(report, name)) > most] == []


@given(st.text(min_size=1), st.integers(0, 3000), st.integers(0, 3000), st.integers(0, 3000))
def test_window_of_a_source_shows_what_is_meant(unit: str, length: int, start: int, more: int) -> None:
    source = (unit * length)[:5000]
    start = min(start, len(source))
    span = Span(start, min(start + more, len(source)))
    finding = make(source_text=source, source_span=span)
    assert len(finding.source_text) <= 1000
    assert finding.source_span
    left, right = finding.source_span
    assert source[span.start :].startswith(finding.source_text[left:right])
    assert right - left == min(span.end - span.start, right - left)
    body = finding.source_text.removeprefix("…") if finding.source_offset else finding.source_text
    body = body if finding.source_text == source else body.removesuffix("…")
    assert source.startswith(body, finding.source_offset) or source.startswith(body + "…", finding.source_offset)


def test_window_of_a_source() -> None:
    finding = make(source_text="ab" * 300 + "X" + "cd" * 600, source_span=Span(600, 601))
    assert finding.source_offset == 400
    assert finding.source_text == "…" + "ab" * 100 + "X" + "cd" * 398 + "c…"
    assert finding.source_span == Span(201, 202)
    assert make(source_text="a" * 1001).source_text == "a" * 998 + "…"
    assert make(source_text="a" * 1000).source_text == "a" * 1000


def test_messages_suggestions_and_fixes_are_bounded() -> None:
    long, offer = "a" * 1001, Suggestion("b", "source", 1.0)
    finding = make(
        message="x" * 1500 + "delete it.",
        suggestions=(Suggestion(long, "source", 1.0), *[offer] * 60),
        fix=Fix(True, (Edit(0, 1, long),)),
    )
    assert finding.message == "x" * 799 + "…" + "x" * 190 + "delete it."
    assert finding.suggestions == (offer,) * 50
    assert finding.fix is None
    assert make(fix=Fix(True, (Edit(0, 1, "a" * 1000),))).fix == Fix(True, (Edit(0, 1, "a" * 1000),))


SAY = "2 more not listed: too many for one report"


@pytest.mark.parametrize(
    ("name", "is_said"),
    [
        ("full", lambda text: SAY in text),
        ("concise", lambda text: SAY in text),
        ("github", lambda text: SAY in text),
        ("json", lambda text: json.loads(text)["summary"]["unlisted"] == 2 and len(json.loads(text)["findings"]) == 3),
        ("jsonl", lambda text: text.splitlines()[3:] == ['{"unlisted": 2}']),
    ],
)
@pytest.mark.parametrize("summary", [True, False])
def test_what_is_left_out_is_said(
    name: str, is_said: Callable[[str], bool], summary: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(surplus, "MOST", 3)
    assert is_said(
        render(check("a.txt", "((((("), name, summary=summary).replace("\n", " " if name == "full" else "\n")
    )


def test_the_gravest_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surplus, "MOST_IN_RUN", 2)
    found = [make(severity=severity) for severity in (Severity.INFO, Severity.ERROR, Severity.INFO, Severity.WARNING)]
    assert surplus.list_most_of_run(found, lambda one: one) == [found[1], found[3]]


def test_a_text_lists_no_more_than_a_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surplus, "MOST", 3)
    monkeypatch.setattr(surplus, "MOST_IN_RUN", 5)
    result = check_data(b"The the mine.\n\n" * 9, Request(("a.txt",), config="none"))
    assert (len(result.diagnostics), result.unlisted, result.gravest_unlisted) == (5, 4, Severity.ERROR)


def test_a_text_of_many_sentences_has_room_for_as_many_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surplus, "MOST", 3)
    report = check("a.txt", "The the mine.\n\n" * 9)
    assert (len(report.diagnostics), report.unlisted) == (9, 0)


def test_findings_that_are_not_listed_make_a_run_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(surplus, "MOST_IN_RUN", 0)
    Path("a.txt").write_text("The the mine.\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["a.txt", "--config", "none"])
    assert result.exit_code == 1
    assert result.stdout.replace("\n", " ").startswith(
        "No findings in 1 document (3 words), not compared with a source. 1 more not listed: too many for one report."
    )


def test_an_empty_run_lists_nothing() -> None:
    assert fold_results([]).report.unlisted == 0
