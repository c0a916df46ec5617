"""One verdict on a run: `PYTHONPATH=tests/helpers python tests/commands/test_gate.py` renews its snapshots."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from command_line import CHINESE, CLEAN, FAULTY, run, write
from hypothesis import given
from hypothesis import strategies as st
from roots import TESTS
from sample_reports import CLEAN as CLEAN_REPORT
from sample_reports import FINDINGS, RULES, WHOLE, validate

from align.cli import main
from align.commands.gate import judge
from align.commands.results import Result
from align.model import Severity, Skipped
from align.model.verdicts import Decision, Reason, Thresholds, Verdict
from align.report import document
from align.report.gate import describe_verdict
from align.report.style import Style

WARNING = "It cost $4500.\n"
ERROR, WARN, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


def gate(*arguments: str) -> tuple[int, dict[str, Any]]:
    """The exit code and the document of a verdict, which is what its schema says."""
    result = run("check", "--gate", *arguments, "--output-format", "json")
    document = json.loads(result.stdout)
    validate(document)
    assert result.exit_code == ["pass", "fail", "incomplete"].index(document["verdict"])
    return result.exit_code, document


def list_reasons(document: dict[str, Any]) -> list[tuple[str, str, int, str | None]]:
    places = [one["worst"] and f"{one['worst']['path']}:{one['worst']['line']}" for one in document["reasons"]]
    return [
        (one["rule"], one["severity"], one["count"], where)
        for one, where in zip(document["reasons"], places, strict=True)
    ]


def test_a_verdict_names_each_rule_and_its_first_place(folder: Path) -> None:
    write(folder / "a.txt", CLEAN + FAULTY + "\n" + FAULTY)
    write(folder / "b.txt", FAULTY + WARNING)
    code, document = gate()
    assert (code, document["verdict"]) == (1, "fail")
    assert list_reasons(document) == [
        ("doubled-word", "error", 3, "a.txt:2"),
        ("irregular-number-format", "warning", 1, "b.txt:2"),
    ]
    assert document["summary"] == json.loads(run(".", "--output-format", "json").stdout)["summary"]
    assert document["thresholds"] == {"fail_on": "warning", "max_errors": None, "max_warnings": None}


def test_the_first_finding_is_that_of_the_report(folder: Path) -> None:
    write(folder / "a.txt", FAULTY)
    found = json.loads(run("a.txt", "--output-format", "json").stdout)
    document = gate("a.txt")[1]
    assert document["reasons"][0]["worst"] == found["findings"][0]
    assert document["signature"] == found["signature"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), 1),
        (("--fail-on", "error:1"), 1),
        (("--fail-on", "error:2"), 1),
        (("--fail-on", "error:2", "--fail-on", "warning:1"), 0),
        (("--fail-on", "error:1", "--fail-on", "warning:1"), 1),
        (("--fail-on", "error:2", "--fail-on", "warning:0"), 1),
        (("--fail-on", "error"), 1),
        (("--fail-on", "error", "--fail-on", "error:2"), 0),
        (("--fail-on", "never"), 0),
        (("--fail-on", "never", "--fail-on", "error:1"), 1),
        (("--fail-on", "never", "--fail-on", "warning:0"), 1),
    ],
)
def test_thresholds(folder: Path, arguments: tuple[str, ...], code: int) -> None:
    write(folder / "a.txt", FAULTY)
    write(folder / "b.txt", FAULTY + WARNING)
    assert [gate(*arguments)[1]["summary"][name] for name in ("error", "warning")] == [2, 1]
    assert gate(*arguments)[0] == code


def test_each_text_has_its_own_threshold(folder: Path) -> None:
    write(folder / "old/aligncheck.toml", 'fail-on = "never"')
    write(folder / "old/a.txt", FAULTY)
    write(folder / "new/b.txt", FAULTY)
    assert list_reasons(gate()[1]) == [("doubled-word", "error", 1, "new/b.txt:1")]
    assert gate("old")[0] == 0
    assert list_reasons(gate("--fail-on", "error:1")[1]) == [("doubled-word", "error", 2, "new/b.txt:1")]


@pytest.mark.parametrize("text", [CLEAN, FAULTY, WARNING])
@pytest.mark.parametrize("fail_on", ["error", "warning", "info", "never"])
def test_without_numbers_it_is_the_exit_code_of_check(folder: Path, text: str, fail_on: str) -> None:
    write(folder / "a.txt", text)
    assert gate("a.txt", "--fail-on", fail_on)[0] == run("a.txt", "--fail-on", fail_on).exit_code


def test_what_is_known_or_accepted_is_no_reason(folder: Path) -> None:
    write(folder / "a.txt", FAULTY)
    write(folder / "b.txt", FAULTY)
    run("baseline", "a.txt")
    run("accept", "b.txt:1", "--reason", "a quotation")
    code, document = gate("--baseline", "aligncheck-baseline.jsonl")
    assert (code, document["reasons"]) == (0, [])
    assert (document["summary"]["known"], document["summary"]["accepted"]) == (1, 1)
    assert gate()[0] == 1


def test_what_cannot_be_checked_is_no_pass(folder: Path) -> None:
    write(folder / "a.txt", CLEAN)
    write(folder / "b.txt", b"\x00\xff\xfe\x81" * 50)
    code, document = gate("--fail-on", "never")
    assert (code, document["verdict"]) == (2, "incomplete")
    ((rule, severity, count, worst),) = list_reasons(document)
    assert (rule, severity, count, worst) == ("not-checked", "error", 1, None)
    (entry,) = document["not_checked"]
    assert entry["path"] == "b.txt"
    assert document["reasons"][0]["message"] == f"1 file not checked, the first b.txt: {entry['reason']}"


def test_nothing_to_check_is_no_pass(folder: Path) -> None:
    write(folder / "a.zh.txt", CHINESE)
    code, document = gate()
    assert (code, document["verdict"], document["not_checked"]) == (2, "incomplete", [])
    assert document["reasons"][0]["message"] == "there is nothing to check (a.zh.txt: source text)"


@pytest.mark.parametrize(("source", "rule", "code"), [("", "not-checked", 2), (CHINESE, "empty-target", 1)])
def test_an_empty_text_is_no_pass(folder: Path, source: str, rule: str, code: int) -> None:
    if source:
        write(folder / "news.zh.txt", source)
    command = ["check", "--gate", "-", "--stdin-filename", "news.en.txt", "--output-format", "json"]
    result = CliRunner().invoke(main, command, input="\n")
    assert ([one["rule"] for one in json.loads(result.stdout)["reasons"]], result.exit_code) == ([rule], code)


def test_a_fault_of_the_command_line_leaves_stdout_empty(folder: Path) -> None:
    result = run("check", "--gate", "missing.txt", "--output-format", "json")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)


def test_a_text_on_stdin(folder: Path) -> None:
    write(folder / "news.zh.txt", "该公司去年出口增长20%。\n")
    command = ["check", "--gate", "-", "--stdin-filename", "news.en.txt", "--output-format", "json"]
    result = CliRunner().invoke(main, command, input="The company's exports rose by 30% last year.\n")
    assert [one["rule"] for one in json.loads(result.stdout)["reasons"]] == ["number-mismatch"]
    assert result.exit_code == 1


def test_text(folder: Path) -> None:
    write(folder / "a.txt", FAULTY)
    result = run("check", "--gate")
    finding = json.loads(run("a.txt", "--output-format", "json").stdout)["findings"][0]
    lines = [
        "Fail",
        f"  1 doubled-word error at a.txt:1:1: {finding['message']}",
        "1 error in 1 document (4 words), not compared with a source.",
    ]
    assert " ".join(result.stdout.split()) == " ".join(" ".join(lines).split())
    assert run("check", "--gate", "--fail-on", "error:1").stdout.startswith("Pass\n1 error in")


# Many texts


def make_result(number: int, severities: list[Severity], limit: Severity | None, unlisted: int) -> Result:
    found = tuple(
        replace(FINDINGS[0], finding=replace(FINDINGS[0].finding, severity=one), path=f"{number}") for one in severities
    )
    gravest = WARN if unlisted else None
    return Result(f"{number}", diagnostics=found, threshold=limit, unlisted=unlisted, gravest_unlisted=gravest)


def is_let_through(results: list[Result], thresholds: Thresholds) -> bool:
    """The slow, clear way: a severity with a number is counted over all texts, any other is forbidden by its text."""
    for severity in Severity:
        grave = [found.finding.severity for result in results for found in result.diagnostics].count(severity)
        grave += sum(result.unlisted for result in results if result.gravest_unlisted is severity)
        most = thresholds.find_most(severity)
        if most is not None and grave > most:
            return False
        if most is None:
            for result in results:
                has_one = any(found.finding.severity is severity for found in result.diagnostics)
                has_one = has_one or result.gravest_unlisted is severity
                if has_one and result.threshold is not None and severity >= result.threshold:
                    return False
    return True


@given(
    texts=st.lists(
        st.tuples(
            st.lists(st.sampled_from(Severity), max_size=3),
            st.sampled_from([None, *Severity]),
            st.sampled_from([0, 0, 2]),
        ),
        max_size=3,
    ),
    numbers=st.tuples(*[st.none() | st.integers(0, 4)] * 2),
)
def test_a_verdict_is_what_the_thresholds_say(
    texts: list[tuple[list[Severity], Severity | None, int]], numbers: tuple[int | None, int | None]
) -> None:
    results = [make_result(number, *text) for number, text in enumerate(texts)]
    thresholds = Thresholds(None, *numbers)
    verdict = judge(results, CLEAN_REPORT, thresholds)
    assert (verdict.decision is Decision.PASS) == is_let_through(results, thresholds)
    assert bool(verdict.reasons) == (verdict.decision is not Decision.PASS)
    assert judge(results, replace(CLEAN_REPORT, documents=0), thresholds).decision is Decision.INCOMPLETE
    failed = replace(CLEAN_REPORT, skipped=(Skipped("a", "b", failed=True),))
    assert judge(results, failed, thresholds).decision is Decision.INCOMPLETE


# The whole of it, full of hostile text

HOSTILE = judge(
    [Result("a", diagnostics=FINDINGS, threshold=INFO, unlisted=1200, gravest_unlisted=WARN)],
    replace(WHOLE, rules=RULES),
    Thresholds(INFO, 0, 0),
)


def render(name: str, verdict: Verdict = HOSTILE) -> str:
    return "".join(document.render(describe_verdict(verdict), name, Style()))


def find_snapshot(name: str) -> Path:
    return TESTS / "snapshots" / f"gate-{name}.txt"


@pytest.mark.parametrize("name", ["text", "json"])
def test_the_whole_of_it(name: str) -> None:
    assert render(name) == find_snapshot(name).read_text("utf-8"), (
        "right? then `PYTHONPATH=tests/helpers python tests/commands/test_gate.py`"
    )


def test_the_whole_of_it_is_what_its_schema_says() -> None:
    validate(json.loads(render("json")))
    validate(json.loads(render("json", Verdict(Decision.PASS, (), Thresholds(), CLEAN_REPORT))))


@given(note=st.text(), path=st.text())
def test_no_text_acts(note: str, path: str) -> None:
    entry = replace(FINDINGS[0], path=path)
    reasons = (Reason("not-checked", ERROR, 1, note=note), Reason("omission", ERROR, 1, entry))
    verdict = Verdict(Decision.INCOMPLETE, reasons, Thresholds(), CLEAN_REPORT)
    validate(json.loads(render("json", verdict)))
    assert not {"\x1b", "\r", "\u202e", "\u2028"} & {*render("json", verdict), *render("text", verdict)}


if __name__ == "__main__":
    for each in ("text", "json"):
        find_snapshot(each).write_text(render(each), "utf-8")


def test_reports_are_written_beside_a_verdict(folder: Path) -> None:
    write(folder / "a.txt", "The the port.\n")
    result = run("check", "--gate", "a.txt", "-o", "concise=found.txt", "-o", "html=page.html")
    assert result.stdout.startswith("Fail\n  1 doubled-word error at a.txt:1:1: ")
    assert (folder / "found.txt").read_text().startswith("a.txt:1:")
    assert "<html" in (folder / "page.html").read_text()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--fail-on", "error:1"), "--fail-on with a number goes with --gate: add it"),
        (
            ("--gate", "--output-format", "sarif"),
            "--gate prints text or json, not sarif: leave --output-format out, or write json",
        ),
        (("--fail-on", "error:"), "--fail-on error:: write error, warning, info, never, error:N or warning:N"),
        (("--gate", "--fix"), "--fix does not go with --gate; leave it out"),
        (("--gate", "--strict"), "--strict does not go with --gate; leave it out"),
        (("--gate", "--terms"), "--terms does not go with --gate; leave it out"),
    ],
)
def test_what_does_not_go_with_a_verdict(folder: Path, arguments: tuple[str, ...], message: str) -> None:
    write(folder / "a.txt", "The port.\n")
    result = run("check", *arguments, "a.txt")
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"aligncheck: {message}\n")
