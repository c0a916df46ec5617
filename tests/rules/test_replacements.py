"""What may be put in the place of what is marked: one rule, which tables, the page, reviewdog and `apply` go by."""

import csv
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from command_line import run

from align.model import (
    Diagnostic,
    Edit,
    Excerpt,
    Finding,
    Fix,
    Location,
    Severity,
    Span,
    Suggestion,
    list_hints,
    list_replacements,
    write_marked,
)

SENTENCE = "The council released a white paper on the history of the people."
TARGET = f"{SENTENCE}\n\nThis is the the best paper of the year.\n\nThe mi\u200bne is closed for the year now.\n"
SOURCE = "委员会27日发表了关于人民历史的白皮书。\n\n这是全年最好的一篇论文。\n\n这座矿山现已全年关闭。\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.en.txt").write_bytes(TARGET.encode())
    (tmp_path / "a.zh.txt").write_bytes(SOURCE.encode())
    (tmp_path / "aligncheck.toml").write_text("")
    return tmp_path


def check() -> list[dict[str, str]]:
    """The rows of the table of what is found."""
    assert run("check", "a.en.txt", "-o", "csv=findings.csv").exit_code == 1
    with Path("findings.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def decide(decisions: Mapping[str, str], **cells: str) -> tuple[int, str, str]:
    """Fill in the table, by rules, and carry it out: the exit code, what is said, and the text afterwards."""
    rows = check()
    with Path("findings.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows({**row, "decision": decisions.get(row["rule"], ""), **cells} for row in rows)
    done = run("review", "apply", "findings.csv")
    return done.exit_code, done.output, Path("a.en.txt").read_text("utf-8")


def test_a_table_tells_hints_from_what_may_stand_there(folder: Path) -> None:
    assert [(row["rule"], row["marked"], row["suggestions"], row["hints"]) for row in check()] == [
        ("date-mismatch", SENTENCE, "", "the 27th"),
        ("doubled-word", "the the", "the", ""),
        ("invisible-character", "<U+200B>", "(delete)", ""),
    ]


def test_a_hint_does_not_replace_the_sentence_that_lacks_it(folder: Path) -> None:
    code, said, text = decide({"date-mismatch": "fix"})
    assert (code, text) == (2, TARGET)
    assert "findings.csv:2: fix takes a text: fill in that column (nothing was done)" in said


def test_a_hint_in_an_older_table_does_not_either(folder: Path) -> None:
    code, said, text = decide({"date-mismatch": "fix"}, suggestions="the 27th")
    assert (code, text) == (1, TARGET)
    assert "a.en.txt:1:1: not applied: “the 27th” would be all that is left there; that is a hint" in said


def test_a_safe_fix_without_suggestions_takes_no_text(folder: Path) -> None:
    code, said, text = decide({"doubled-word": "fix"})
    assert (code, said, text) == (
        0,
        "a.en.txt: 1 changed, 0 accepted, 0 done before\n",
        TARGET.replace("the the", "the"),
    )


def test_reviewdog_is_offered_what_may_stand_in_the_range(folder: Path) -> None:
    report = json.loads(run("check", "a.en.txt", "--output-format", "rdjson").stdout)
    missing, doubled, unseen = report["diagnostics"]
    assert "suggestions" not in missing
    assert missing["message"].endswith("the translation leaves it out. Hint: the 27th")
    assert doubled["suggestions"] == [{"range": doubled["location"]["range"], "text": "the"}]
    assert unseen["suggestions"] == [{"range": unseen["location"]["range"], "text": ""}]


def test_a_person_sees_which_is_a_hint(folder: Path) -> None:
    lines = run("check", "a.en.txt").output.splitlines()
    assert lines[4:5] == ["  hint: the 27th (source)"]


def test_the_page_offers_no_hint(folder: Path) -> None:
    run("check", "a.en.txt", "-o", "html=report.html")
    page = Path("report.html").read_text("utf-8")
    assert "<ul class=hints><li><bdi>the 27th</bdi></li></ul>" in page
    assert "<ol class=offers><li><bdi>the</bdi></li></ol>" in page
    assert '<ol class=offers><li><bdi data-text="&quot;&quot;">(delete)</bdi></li></ol>' in page
    assert page.count("<ol class=offers>") == 2


MARKED = Span(2, 4)


def make(fix: Fix | None, *suggestions: str, text: str = "to摆脱 it", span: Span = MARKED) -> Diagnostic:
    place, offers = Location(None, 1, 1), tuple(Suggestion(one, "source", 1.0) for one in suggestions)
    finding = Finding("a-rule", Severity.ERROR, "mqm", "Wrong.", span, offers, fix)
    return Diagnostic(finding, "a.txt", place, place, text[slice(*span)], Excerpt(text, *span), fix, "f00d")


def test_suggestions_take_the_place_of_the_first_with_its_spaces() -> None:
    found = make(Fix(False, (Edit(2, 4, " shake off"),)), "shake off", "leave")
    assert [(one.text, write_marked(found, one)) for one in list_replacements(found)] == [
        ("shake off", " shake off"),
        ("leave", " leave"),
    ]
    assert list_hints(found) == ()


def test_without_a_fix_all_are_hints() -> None:
    found = make(None, "shake off", "leave")
    assert list_replacements(found) == []
    assert [one.text for one in list_hints(found)] == ["shake off", "leave"]


def test_a_fix_that_deletes_more_than_the_mark_is_taken_whole() -> None:
    found, edit = make(Fix(True, (Edit(4, 9, ""),)), text="mine mine.", span=Span(5, 9)), Edit(4, 9, "")
    (one,) = list_replacements(found)
    assert (one.text, one.edits, write_marked(found, one)) == ("", (edit,), None)


def test_a_fix_in_several_places_is_no_replacement_of_one() -> None:
    assert list_replacements(make(Fix(True, (Edit(2, 3, "a"), Edit(8, 9, "b"))))) == []
    (one,) = list_replacements(make(Fix(True, (Edit(2, 3, "a"), Edit(3, 4, "b")))))
    assert one.text == "ab"
