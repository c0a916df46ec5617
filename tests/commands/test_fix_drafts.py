"""A draft is shown, and no command writes it by itself."""

from align.commands.check import check_text
from align.commands.fix import Wish
from align.commands.review.answers import list_choices
from align.commands.review.wishes import make_wish
from align.config.decisions.decision import FINDING, Decision
from align.model import Severity, list_replacements
from align.report.notes import describe
from align.report.page.sheets import Entry
from align.report.page.texts import render_entry


def test_no_wish_covers_a_draft() -> None:
    (found,) = (
        one
        for one in check_text(
            "The variable is定义为无符号类型 in the manual.", source="该变量在手册中定义为无符号类型。"
        ).diagnostics
        if one.finding.rule == "residual-source"
    )
    assert found.finding.suggestions[0].origin == "draft"
    assert (Wish(unsafe=True).covers(found, Severity.WARNING), found.fix) == (False, None)


def test_every_report_says_that_a_draft_is_one() -> None:
    report = check_text("Police把三名嫌疑人 took away.", source="警方把三名嫌疑人带走。")
    (found,) = (one for one in report.diagnostics if one.finding.rule == "residual-source")
    assert describe(found).endswith(" Suggested: three suspects (draft)")
    assert [(one.text, one.label) for one in list_replacements(found)] == [("three suspects", "three suspects (draft)")]
    (choice,) = list_choices(found)
    assert (choice.text, choice.edits[0].text) == ("three suspects (draft)", " three suspects")
    page = render_entry(Entry(1, found), "zh", is_beside=True)
    assert "<ol class=offers><li><bdi>three suspects</bdi> (draft)</li></ol>" in page


def test_a_draft_that_was_copied_with_its_mark_is_written_without() -> None:
    report = check_text("Police把三名嫌疑人 took away.", source="警方把三名嫌疑人带走。")
    (found,) = (one for one in report.diagnostics if one.finding.rule == "residual-source")
    decision = Decision(FINDING, found.path, found.fingerprint, "fix", text="three suspects (draft)", by="A", at="")
    assert [edit.text for edit in make_wish(decision, found, (), "f").edits] == [" three suspects"]
