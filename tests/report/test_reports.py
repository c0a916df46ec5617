"""Every output format, whole, on a small report with hostile text in it."""

import json
from collections.abc import Callable
from typing import Any
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_reports import TEXT_FORMATS

from align.model import (
    Diagnostic,
    Edit,
    Excerpt,
    Finding,
    Fix,
    Location,
    Report,
    Severity,
    Skipped,
    Span,
    Suggestion,
)
from align.report import renderer as pieces
from align.report.json_document import _ACTIVE, _escape, _escape_active, _lay_out, dump
from align.report.style import Style
from align.report.terminal import head, tail, visible, width, wrap


def diagnostic(line: str, start: int, end: int, **changes: object) -> Diagnostic:
    values: dict[str, Any] = {
        "rule": "residual-source",
        "severity": Severity.ERROR,
        "mqm": "accuracy/untranslated",
        "message": f"Chinese left in the text: “{line[start:end]}”.",
        "span": Span(start, end),
    }
    finding = Finding(**values | changes)
    return Diagnostic(
        finding=finding,
        path="a/b.txt",
        start=Location(None, 3, start + 1),
        end=Location(None, 3, end + 1),
        text=line[start:end],
        excerpt=Excerpt(line, start, end),
        fix=finding.fix,
        fingerprint="f00d",
    )


PLAIN = diagnostic(
    "attempts by the US to摆脱 dependence",
    21,
    23,
    suggestions=(Suggestion("shake off", "CC-CEDICT", 0.61), Suggestion("break away from", "CC-CEDICT", 0.52)),
    fix=Fix(False, (Edit(21, 23, " shake off "),)),
)
HOSTILE = diagnostic(
    "x\x1b[31m::error::y\u202ez, 50%",
    1,
    6,
    severity=Severity.WARNING,
    rule="invisible-character",
    message="::set-env a,b:c%0A\n\x1b[0m",
)
QUIET = diagnostic("a gloss (立场) here", 9, 11, severity=Severity.INFO)


def renderer(name: str) -> Callable[[Report, Style], str]:
    return lambda report, style: "".join(pieces(name)(report, style))


def report(*diagnostics: Diagnostic, skipped: tuple[Skipped, ...] = (), suppressed: int = 0) -> Report:
    return Report("aligncheck:0|settings:1", 2, 1234, suppressed, skipped, diagnostics)


FULL = """\
a/b.txt:3:22: error residual-source
  Chinese left in the text: “摆脱”.
  | attempts by the US to摆脱 dependence
  |                      ^^^^
  = shake off, break away from (CC-CEDICT)

a/b.txt:3:2: warning invisible-character
  ::set-env a,b:c%0A <U+001B>[0m
  | x<U+001B>[31m::error::y<U+202E>z, 50%
  |  ^^^^^^^^^^^^

1 error and 1 warning in 2 documents (1,234 words), none compared with a source.
Not checked: d.txt. 1 info hidden (--min-severity info shows it). 2 findings
allowed by the configuration. Skipped 3 files: source text (2), unknown format
.docx (1).
"""
SKIPPED = (
    Skipped("a.zh.txt", "source text"),
    Skipped("b.zh.txt", "source text"),
    Skipped("c.docx", "unknown format .docx"),
    Skipped("d.txt", "cannot be read: Permission denied", failed=True),
)
WHOLE = report(PLAIN, HOSTILE, QUIET, skipped=SKIPPED, suppressed=2)


def test_full() -> None:
    assert renderer("full")(WHOLE, Style()) == FULL


def test_full_with_colour_differs_in_nothing_but_colour() -> None:
    colored = renderer("full")(WHOLE, Style(color=True))
    assert colored.startswith("\x1b[1ma/b.txt:3:22\x1b[0m: \x1b[1;31merror residual-source\x1b[0m\n")
    for code in ("\x1b[0m", "\x1b[1m", "\x1b[1;31m", "\x1b[1;33m", "\x1b[1;34m", "\x1b[36m"):
        colored = colored.replace(code, "")
    assert colored == FULL


def test_full_cuts_a_long_line_round_what_is_marked() -> None:
    line = "多" * 60 + " middle " + "word " * 40
    text = renderer("full")(report(diagnostic(line, 61, 67)), Style(width=40, summary=False))
    assert text == (
        "a/b.txt:3:62: error residual-source\n  Chinese left in the text: “middle”.\n"
        "  | …多多多多多多 middle word word word…\n"
        "  |               ^^^^^^\n"
    )


def test_concise() -> None:
    assert renderer("concise")(report(PLAIN, HOSTILE), Style(summary=False)) == (
        "a/b.txt:3:22: error residual-source: Chinese left in the text: “摆脱”.\n"
        "a/b.txt:3:2: warning invisible-character: ::set-env a,b:c%0A <U+001B>[0m\n"
    )


def test_concise_names_the_pair() -> None:
    pair = Diagnostic(**{name: getattr(PLAIN, name) for name in PLAIN.__slots__} | {"start": Location("doc-7", 3, 22)})
    assert renderer("concise")(report(pair), Style(summary=False)).startswith("a/b.txt:3:22 (doc-7): error")


def test_github() -> None:
    assert renderer("github")(report(HOSTILE, PLAIN, QUIET), Style(summary=False)) == (
        "::error file=a/b.txt,line=3,endLine=3,col=22,endColumn=24,title=residual-source"
        "::Chinese left in the text: “摆脱”. Suggested: shake off, break away from\n"
        "::warning file=a/b.txt,line=3,endLine=3,col=2,endColumn=7,title=invisible-character"
        "::::set-env a,b:c%250A <U+001B>[0m\n"
    )


def test_github_step_summary() -> None:
    from align.report.github import step_summary

    tricky = diagnostic("a `|` <b>", 2, 9)
    assert step_summary(report(tricky)) == (
        "### aligncheck\n\n1 error in 2 documents (1,234 words), none compared with a source.\n\n"
        "| severity | rule | place | text |\n|---|---|---|---|\n"
        "| error | residual-source | ` a/b.txt:3 ` | `` `\\|` <b> `` |\n"
    )


def test_json() -> None:
    text = renderer("json")(WHOLE, Style())
    assert "\u202e" not in text
    assert "\x1b" not in text
    document = json.loads(text)
    assert list(document) == [
        "version", "signature", "configurations", "glossaries", "baselines", "summary", "texts", "skipped",
        "unused_allows", "stale_accepts", "notes", "rules_not_run", "without_source", "without_translation", "findings",
    ]  # fmt: skip
    assert document["summary"] == {
        "documents": 2, "words": 1234, "compared": 0, "error": 1, "warning": 1, "info": 1,
        "suppressed": 2, "accepted": 0, "known": 0, "gone": 0, "unlisted": 0, "unchecked_entries": 0,
        "skipped": 4, "failed": 1,
    }  # fmt: skip
    reason = "cannot be read: Permission denied"
    assert document["skipped"][3] == {"path": "d.txt", "reason": reason, "failed": True, "units": 0}
    assert document["findings"][0] == {
        "rule": "residual-source", "severity": "error", "mqm": "accuracy/untranslated",
        "message": "Chinese left in the text: “摆脱”.", "path": "a/b.txt", "segment": None,
        "line": 3, "column": 22, "end_line": 3, "end_column": 24, "text": "摆脱",
        "source_text": None, "source_span": None, "source_offset": None, "confidence": None,
        "suggestions": [
            {"text": "shake off", "origin": "CC-CEDICT", "score": 0.61},
            {"text": "break away from", "origin": "CC-CEDICT", "score": 0.52},
        ],
        "fix": {"safe": False, "edits": [{"start": 21, "end": 23, "text": " shake off "}]},
        "fingerprint": "f00d",
    }  # fmt: skip


def test_jsonl_is_the_findings_of_json() -> None:
    lines = renderer("jsonl")(WHOLE, Style()).splitlines()
    assert [json.loads(line) for line in lines] == json.loads(renderer("json")(WHOLE, Style()))["findings"]


def test_summary_counts_what_is_shown() -> None:
    text = renderer("concise")(report(PLAIN, PLAIN, HOSTILE, QUIET), Style(min_severity=Severity.INFO))
    assert (
        text.splitlines()[-1]
        == "2 errors, 1 warning and 1 info in 2 documents (1,234 words), none compared with a source."
    )


def test_clean_run() -> None:
    assert (
        renderer("full")(report(), Style())
        == "No findings in 2 documents (1,234 words), none compared with a source.\n"
    )
    assert renderer("full")(report(), Style(summary=False)) == ""
    assert renderer("jsonl")(report(), Style()) == ""


@pytest.mark.parametrize("name", TEXT_FORMATS)
@given(line=st.text(min_size=1), message=st.text())
def test_nothing_acts_on_a_terminal(name: str, line: str, message: str) -> None:
    entry = diagnostic(line, 0, 1, message=message)
    text = renderer(name)(report(entry), Style(min_severity=Severity.INFO))
    assert {category(char) for char in set(text.removeprefix("\ufeff")) - {"\n"}} & {
        "Cc",
        "Cf",
        "Cs",
        "Co",
        "Zl",
        "Zp",
    } == set()
    assert "##[" not in text or name == "github"


@given(st.text(), st.integers(0, 12))
def test_cut_text_fits(text: str, columns: int) -> None:
    shown = visible(text)
    assert width(head(shown, columns)) <= columns
    assert width(tail(shown, columns)) <= columns
    assert shown.startswith(head(shown, columns))
    assert shown.endswith(tail(shown, columns))


@given(st.text())
def test_visible_text_stays_so(text: str) -> None:
    assert visible(visible(text)) == visible(text)


def test_lines_are_wrapped_by_what_they_take_on_a_terminal() -> None:
    assert wrap("  “储能电站” is a power station.", 20, "    ") == "  “储能电站” is a\n    power station."
    assert wrap("储能电站储能电站 is one", 10, "  ") == "储能电站储能电站\n  is one"
    assert wrap("two  spaces stay", 12, "") == "two  spaces\nstay"
    assert wrap("", 10, "  ") == ""


def test_a_caret_behind_a_full_line_has_room() -> None:
    printed = renderer("full")(report(diagnostic("w" * 150, 150, 150)), Style())
    assert max(width(line) for line in printed.splitlines()) == 80


@given(st.text(), st.integers(1, 30))
def test_wrapping_loses_nothing_but_spaces(words: str, columns: int) -> None:
    lines = wrap(visible(words), columns, " ").split("\n")
    assert "".join(lines).replace(" ", "") == visible(words).replace(" ", "")
    assert all(width(line) <= columns or " " not in line.strip(" ") for line in lines)


_ACTING = st.lists(st.sampled_from(("##[", "section_start:1", "\u200b", "\x7f", '"', "\\", "“")), max_size=3).map(
    "".join
)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | _ACTING | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3) | _ACTING, inner, max_size=3),
    max_leaves=8,
)


@given(_JSON)
def test_json_is_laid_out_as_the_standard_library_does(value: object) -> None:
    expected = dump(value, indent=2).split("\n")
    assert _lay_out(value, "    ").split("\n") == [expected[0], *(f"    {line}" for line in expected[1:])]


@given(st.text(st.sampled_from("a#[vsotart_:1Eı\u017f\u200b\x7f") | st.sampled_from("section_start:1"), max_size=20))
def test_nothing_active_is_left_by_the_quick_look(text: str) -> None:
    assert _escape_active(text) == _ACTIVE.sub(lambda match: _escape(match[0]), text)
