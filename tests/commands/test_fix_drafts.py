"""A draft is shown, and no command writes it by itself."""

from align.commands.check import check_text
from align.commands.fix import Wish
from align.model import Severity


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
