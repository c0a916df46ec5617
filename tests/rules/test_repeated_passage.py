"""What is pasted twice, told by the source that has it once."""

import re

import pytest

from align import check_text

PIER = "The new pier will be built before winter."
CATCH = "Fishermen worry about this year's catch, and some of them have already sold their boats."
PASSAGES = [
    (f"The New Pier\n⟦The New Pier⟧\n{PIER}", "新码头\n冬天以前，新码头会建好。"),
    (f"{PIER}\n⟦{PIER}⟧\n{CATCH}", "冬天以前，新码头会建好。\n渔民担心今年的收成，有人已经卖了船。"),
    (
        f"{PIER}\n{PIER}\n{CATCH}",
        "冬天以前，新码头会建好。\n冬天以前，新码头就会建好。\n渔民担心今年的收成，有人已经卖了船。",
    ),
    (
        f"{CATCH}\n{PIER}\n⟦{CATCH}⟧",
        "渔民担心今年的收成，有人已经卖了船。\n冬天以前，新码头会建好。\n灯塔上的灯夜里十一点才熄。",
    ),
    (f"{PIER}\n{CATCH}\n{PIER}", "冬天以前，新码头会建好。\n渔民担心今年的收成，有人已经卖了船。\n年底前码头完工。"),
    ("Nothing\nNothing\nNobody", "什么都没有\n无事可做\n没有人"),
]


@pytest.mark.parametrize(("marked", "source"), PASSAGES)
def test_what_stands_twice_is_marked_unless_its_source_does(marked: str, source: str) -> None:
    text, wanted = marked.replace("⟦", "").replace("⟧", ""), re.findall("⟦(.*)⟧", marked)
    found = [one.finding for one in check_text(text, source=source).diagnostics]
    spans = [one.span for one in found if one.rule == "repeated-passage"]
    assert [text[start:end] for start, end in spans] == wanted


def test_a_row_of_a_table_that_stands_twice_is_one_finding() -> None:
    table = "| Fee | Price |\n|---|---|\n| Small boat, a day | 5 yuan |\n| Ferry | 9 yuan |\n"
    again = table.replace("| Ferry", "| Small boat, a day | 5 yuan |\n| Ferry")
    source = "| 收费 | 价格 |\n|---|---|\n| 小船每天 | 5元 |\n| 渡船 | 9元 |\n"
    found = [one.finding for one in check_text(again, source=source, path="fees.md").diagnostics]
    assert [again[slice(*one.span)] for one in found if one.rule == "repeated-passage"] == [
        "Small boat, a day | 5 yuan"
    ]


def test_pairs_are_not_compared_with_each_other() -> None:
    pairs = f"潮水来了，船也来了。\t{CATCH}\n潮水又来了，船又来了。\t{CATCH}\n"
    assert "repeated-passage" not in {one.finding.rule for one in check_text(pairs, path="pairs.tsv").diagnostics}
