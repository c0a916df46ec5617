"""Amounts of money, in every way they are written: which agree with a translation, which do not, what is said then."""

import pytest
from quantity_texts import EN, ZH, assert_agrees, assert_differs

from align import check_text
from align.quantities.local_dollars import settle_currencies

AGREE = """
营业额港币186.4亿元 = HK$18.64 billion
营业额为港币一百八十六亿元。 = Turnover was HK$18.6 billion.
银行借款为港币38.5亿元。 = Bank borrowings were HK$3.85 billion.
港币五十元 = HK$50
港币约五十元 = about HK$50
美金30元 = US$30
新台币五千万元 = NT$50 million
新台币五百元至六百元 = NT$500 to NT$600
五千万元台币 = NT$50 million
日币两千元 = 2,000 yen
欧元十万元 = €100,000
澳门币三千元 = MOP3,000
澳門幣3,000元 = MOP$3,000
八百块港纸 = HK$800
人民币3年升值5% = The renminbi rose 5% in 3 years.
门票50元，学生半价。 = Admission is NT$50, half price for students.
每股盈餘12.6元 = NT$12.60
四千塊 = NT$4,000
给我一块钱。 = Give me one dollar.
"""
DIFFER = """
营业额港币186.4亿元 = RMB18.64 billion = wrong unit
新台币五百元 = 500 yuan = wrong unit
五千万元台币 = 50 million yuan = wrong unit
50元人民币 = NT$50 = wrong unit
门票50元 = Admission is €50. = wrong unit
门票50元 = Admission is US$50. = wrong unit
门票50元 = Admission is $50. = wrong unit
门票50元，学生半价。 = Admission is NT$60, half price for students. = wrong value
"""


def _split(lines: str) -> list[str]:
    return [line for line in lines.splitlines() if line]


@pytest.mark.parametrize("pair", _split(AGREE))
def test_agree(pair: str) -> None:
    assert_agrees(pair)


@pytest.mark.parametrize("pair", _split(DIFFER))
def test_differ(pair: str) -> None:
    assert_differs(pair)


@pytest.mark.parametrize(
    ("text", "target", "others"),
    [
        ("門票50元。", "It is $50.", "HKD TWD MOP SGD $"),
        ("收入港币3亿元，门票50元。", "It is $50.", "HKD TWD MOP SGD $"),
        ("门票50元。", "It is $50.", "HKD TWD MOP SGD"),
        ("门票50块。", "It is $50.", "HKD TWD MOP SGD"),
        ("他去美国，花了50块。", "It is $50.", "HKD TWD MOP SGD $"),
        ("人民币升值，门票50元。", "It is HK$50.", ""),
        ("人民币升值，香港门票50元。", "It is HK$50.", "HKD TWD MOP SGD"),
    ],
)
def test_what_yuan_means_depends_on_the_text(text: str, target: str, others: str) -> None:
    (settled,) = settle_currencies([ZH(text)], [EN(target)], text)
    assert settled[-1].others == tuple(others.split())


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        ("门票50元。", "It is NT$60.", ["warning: “50元”, 50 New Taiwan dollars; “NT$60” is something else."]),
        (
            "台币五百元。",
            "500 yuan.",
            ["warning: “台币五百元”, 500 New Taiwan dollars; “500 yuan” is another currency."],
        ),
        ("给我一块钱。", "Give me one dollar.", ["info: “一块钱”, 1 yuan; “one dollar” is another currency."]),
        ("今天八八折。", "It is 88% off today.", ["warning: “八八折”, 12% off; “88% off” is another discount."]),
    ],
)
def test_what_is_said(source: str, target: str, said: list[str]) -> None:
    found = [one.finding for one in check_text(target, source=source).diagnostics]
    assert [f"{one.severity.name.lower()}: {one.message.removeprefix('The source has ')}" for one in found] == said
