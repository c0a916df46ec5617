"""At a limit of a rule and one step beyond it, and conditions that its examples do not need."""

import pytest
from marked import marked, unmark, verdict

from align.linter.registry import all_rules
from align.model import Finding

NEW_PIER = "The pier opens.\nHe left.\n{}The dock opens.{}"
BEIJING = "Beijing is far. The way to {0}Bejing{1} is long. In {0}Bejing{1} it rains. From {0}Bejing{1} comes tea. "


def find(rule: str, text: str, source: str = "") -> list[Finding]:
    return verdict(all_rules()[rule], unmark(text), source=source)


@pytest.mark.parametrize(
    ("rule", "text", "source"),
    [
        ("repeated-phrase", "She saw the new bridge over the river ⟦the new bridge over the river⟧", ""),
        ("irregular-number-format", "Of 1,200 cars 1500 workers knew, ⟦1499⟧ men, 2099 boys, and ⟦2100⟧ guests.", ""),
        ("irregular-number-format", "Of 12,000 cars some 01500 workers knew, and ⟦15000⟧ guests.", ""),
        ("irregular-number-format", "They sold 12,000 cars. They wrote 15000 and 15000 of.", ""),
        ("sentence-fragment", "Although the region has the large mines of Smith Inc.", ""),
        ("sentence-fragment", "⟦Although the region has the large mines of the Smiths.⟧", ""),
        ("sentence-fragment", "He wrote: Although the region has the large mines of the Smiths.", ""),
        ("unintroduced-acronym", "World War II ended. Then Leo XIII spoke, and Leo XIII wrote.", ""),
        ("name-variant", BEIJING.format("⟦", "⟧") + "Beijing is old. He left Beijing. Beijing wins.", ""),
        ("inconsistent-target", NEW_PIER.format("⟦", "⟧"), "新码头将于五月开\n他走了。\n新码头将于五月开"),
        ("inconsistent-target", NEW_PIER.format("", ""), "新码头将五月开\n他走了。\n新码头将五月开"),
    ],
)
def test_what_is_marked(rule: str, text: str, source: str) -> None:
    assert marked(unmark(text), find(rule, text, source)) == text


@pytest.mark.parametrize(
    ("rule", "text", "source", "said"),
    [
        (
            "irregular-number-format",
            "He paid $ 5 and 1 ,000.",
            "他付了五元和1000。",
            [
                "INFO: “$ ” has a space after it; write “$”.",
                "WARNING: “1 ,000” has a space at its thousands separator; write “1,000”.",
            ],
        ),
        (
            "cjk-punctuation",
            "He said「yes」now，and",
            "",
            [
                "WARNING: Full-width “「” in English text: write a quotation mark or italics instead.",
                "WARNING: Full-width “」” in English text: write a quotation mark or italics instead.",
                "WARNING: Full-width “，” in English text: write “,” instead.",
            ],
        ),
        (
            "inconsistent-wording",
            "Critical minerals are dear. The supply of critical minerals is short.\nWithout key minerals, no car. Who "
            "has key minerals is rich.",
            "",
            [
                "INFO: “critical minerals” (2) and “key minerals” (2) may be the same term: if so, use one of them.",
            ],
        ),
    ],
)
def test_what_is_said(rule: str, text: str, source: str, said: list[str]) -> None:
    assert [f"{one.severity.name}: {one.message}" for one in find(rule, text, source)] == said


def test_each_sign_of_a_run_is_written_by_those_beside_it() -> None:
    fixes = [one.fix for one in find("cjk-punctuation", "He read，（《Home》）yes")]
    assert [edit.text for fix in fixes if fix for edit in fix.edits] == [", (“", "”) "]
