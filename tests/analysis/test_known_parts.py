"""What is certain of a missing sentence: names, figures, dates and terms, in their order."""

import pytest

from align.analysis.known_parts import list_certain_parts
from align.commands.check import check_text


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        ("司机王强当场被带走。", []),
        ("截至收盘，股价报每股23.5元，下跌8%。", ["23.5 yuan", "8%"]),
        ("至少有12人死亡，超过三百栋房屋被毁。", ["12", "more than 300"]),
        ("《华尔街日报》称，欧盟可能对中国加征关税。", ["Wall Street Journal", "European Union", "China"]),
        ("中国说，中国会还价。", ["China"]),
        ("老人们都躲在屋里不敢出门。", []),
        ("他读了《岚山海》一书。", []),
        ("", []),
    ],
)
def test_certain_parts_are_told_in_order_and_once(source: str, parts: list[str]) -> None:
    assert list_certain_parts(source) == parts


def test_a_person_is_certain_whom_the_translation_names() -> None:
    target = "Wang Qiang, a driver, denied it."
    assert list_certain_parts("司机王强当场被带走。", target=target) == ["Wang Qiang"]
    assert list_certain_parts("最好的材料是秦川黄牛皮，薄而透亮。", target=target) == []


def test_a_term_counts_before_a_name_that_it_overlaps() -> None:
    assert list_certain_parts("欧盟委员会批评中国。", (("欧盟委员会", "the Commission"),)) == [
        "the Commission",
        "China",
    ]


def test_only_the_first_parts_of_a_long_passage_are_told() -> None:
    text = "".join(f"第{number}天有{number}00人。" for number in range(11, 60))
    assert len(list_certain_parts(text)) == 12


SOURCE = "警方正在调查这起事故。{missing}目前尚不清楚事故原因。"
TARGET = "Police are investigating the accident. The cause of the accident is still unclear."


@pytest.mark.parametrize(
    ("missing", "hints"),
    [
        ("至少有12人死亡，超过三百栋房屋被毁。", [("12; more than 300", "names and figures")]),
        ("调查预计将于2027年结束。", []),
        ("合格率约为91%。", []),
        ("主教练在赛后激动得流下了眼泪。", []),
    ],
)
def test_a_missing_sentence_has_its_names_and_figures_as_a_hint(missing: str, hints: list[tuple[str, str]]) -> None:
    (found,) = (
        one
        for one in check_text(TARGET, source=SOURCE.format(missing=missing)).diagnostics
        if one.finding.rule == "omission"
    )
    assert [(one.text, one.origin) for one in found.finding.suggestions] == hints
    assert (found.finding.fix, found.fix) == (None, None)
