"""Days of the month that a translation names as days of the week."""

import pytest

from align import check_text

SOURCE = "停火协议于27日生效。\n卫生部26日晚公布了数据。\n总统26日在白宫宣布达成协议。\n发言人27日表示支持。"
TARGET = (
    "The ceasefire took effect on Wednesday.\nThe health ministry published the figures on Tuesday evening.\n"
    "The president announced the deal at the White House on Tuesday.\nA spokesman said on {} that he supported it."
)


@pytest.mark.parametrize(
    ("day", "faults"), [("Wednesday", 0), ("the 27th", 0), ("Tuesday", 1), ("Thursday", 1), ("the 28th", 1)]
)
def test_the_calendar_of_the_text_decides(day: str, faults: int) -> None:
    found = check_text(TARGET.format(day), source=SOURCE).diagnostics
    assert [one.finding.rule for one in found if one.finding.rule == "date-mismatch"] == ["date-mismatch"] * faults


def test_a_day_that_nothing_names_is_missing() -> None:
    (found,) = check_text("The president announced the deal at home.", source="总统26日在家宣布达成协议。").diagnostics
    assert found.finding.rule == "date-mismatch"
