"""Lines and texts that are still in the source language."""

import pytest
from marked import bitext, check, document, marked, text_rule

from align.linter.context import Context
from align.linter.scanner import check_document
from align.model import Severity

RULES = [text_rule(name) for name in ("residual-source", "untranslated-segment", "untranslated-document")]
ENTRIES = "".join(f"The harbour opens in May, part {n}\n港口五月开放之{n}\n" for n in range(6))


def found(text: str, **options: str) -> list[tuple[str, Severity]]:
    return [(one.rule, one.severity) for one in check(text, RULES, **options)]


@pytest.mark.parametrize("text", ["港口", "港口五月开放。\n\n船来了。\n", "# 港口 GDP\n\n港口五月开放。"])
def test_a_text_file_in_the_source_language_is_one_finding(text: str) -> None:
    assert found(text, name="report.md") == [("untranslated-document", Severity.ERROR)]


@pytest.mark.parametrize("text", ["港口", "五月开放"])
def test_a_pair_in_the_source_language_is_a_segment(text: str) -> None:
    pair = bitext(text, "港口")
    found = check_document(pair.target, RULES, Context(bitext=pair))
    assert [(one.rule, one.severity) for one in found] == [("untranslated-segment", Severity.ERROR)]


def test_a_line_is_one_finding() -> None:
    text = "The harbour opens.\n  港口五月开放，第一批船 3 日到。  \nShips come."
    found = check_document(document(text), RULES)
    assert marked(text, found) == "The harbour opens.\n  ⟦港口五月开放，第一批船 3 日到。⟧  \nShips come."
    assert [one.rule for one in found] == ["untranslated-segment"]


def test_a_list_in_both_languages_is_mentioned_only() -> None:
    assert set(found(ENTRIES)) == {("untranslated-segment", Severity.INFO)}


def test_one_line_more_than_the_list_has_entries_is_an_error_with_it() -> None:
    lines = "港口五月开放。\n" * 3
    assert ("untranslated-segment", Severity.ERROR) in found(
        f"The harbour opens.\n{lines}Ships come to the yard.\n" * 6
    )


def test_japanese_is_named() -> None:
    (one,) = check_document(document("The harbour opens.\n港がひらく\nIt does."), RULES)
    assert one.message == "This line was left in Japanese; translate it."
