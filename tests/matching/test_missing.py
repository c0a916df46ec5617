"""Which terms of a source a translation does not render."""

from collections import Counter

import pytest
from operations import count_lines, find_superlinear

from glossary.matching.missing_terms import find_missing
from glossary.matching.term_matcher import Matcher
from glossary.model import Concept, Glossary, Status, Term

TERMS = {
    "金管局": ["Hong Kong Monetary Authority"],
    "银行业": ["banking sector"],
    "外汇基金": ["Exchange Fund"],
    "国际清算银行": ["BIS"],
    "商务部": [],
}
MATCHER = Matcher(
    [Glossary(tuple(Concept(zh, (Term(zh, "zh"), *(Term(en, "en") for en in found))) for zh, found in TERMS.items()))]
)


def unrendered(source: str, target: str, nearby: str = "") -> list[str]:
    return [one.term.text for one in find_missing(MATCHER.find(source, "zh"), target, nearby, MATCHER, "en")]


@pytest.mark.parametrize(
    ("source", "target", "nearby"),
    [
        ("银行业稳健。", "The banking sectors are sound.", ""),
        ("银行业稳健。", "The banking and financial sectors are sound.", ""),
        ("外汇基金增长。", "The EF grew.", ""),
        ("国际清算银行说。", "The Bank for International Settlements said so.", ""),
        ("金管局说。", "The Authority said so.", "The Hong Kong Monetary Authority met."),
        ("金管局说。", "It said so.", "The Hong Kong Monetary Authority met."),
        ("商务部说。", "They said so.", ""),
    ],
)
def test_a_term_that_is_rendered_somehow(source: str, target: str, nearby: str) -> None:
    assert unrendered(source, target, nearby) == []


@pytest.mark.parametrize(
    ("source", "target", "nearby", "expected"),
    [
        ("金管局说。", "It said so.", "", ["金管局"]),
        ("金管局说。", "Nothing was said.", "The Hong Kong Monetary Authority met.", ["金管局"]),
        ("银行业和外汇基金", "Banks and the Exchange Fund", "", ["银行业"]),
        ("银行业，银行业", "", "", ["银行业", "银行业"]),
    ],
)
def test_a_term_that_is_not(source: str, target: str, nearby: str, expected: list[str]) -> None:
    assert unrendered(source, target, nearby) == expected


def test_a_rendering_inside_a_longer_term_counts() -> None:
    book = Glossary((Concept("1", (Term("银行", "zh"), Term("bank", "en"))), Concept("2", (Term("bank loan", "en"),))))
    matcher = Matcher([book])
    assert find_missing(matcher.find("银行", "zh"), "a bank loan", "", matcher, "en") == []


def test_one_of_two_concepts_of_a_stretch_is_enough() -> None:
    forbidden = Term("lender", "en", status=Status.FORBIDDEN)
    one, two = (
        Concept("1", (Term("银行", "zh"), Term("bank", "en"), forbidden)),
        Concept("2", (Term("银行", "zh"), Term("shore", "en"))),
    )
    matcher = Matcher([Glossary((one, two))])
    assert find_missing(matcher.find("银行", "zh"), "the shore", "", matcher, "en") == []
    assert find_missing(matcher.find("银行", "zh"), "a lender", "", matcher, "en") == []
    assert len(find_missing(matcher.find("银行", "zh"), "a tree", "", matcher, "en")) == 2


def test_another_target_language() -> None:
    book = Glossary((Concept("1", (Term("bank", "en"), Term("银行", "zh"))),))
    matcher = Matcher([book])
    source = matcher.find("The bank", "en")
    assert find_missing(source, "銀行", "", matcher, "zh-Hant") == []
    assert find_missing(source, "它", "銀行", matcher, "zh-Hant") == []
    assert find_missing(source, "树", "", matcher, "zh-Hant") == source


def test_the_work_is_linear_however_often_a_term_and_its_words_occur() -> None:
    def run(times: int) -> Counter[str]:
        target = f"{'banking ' * times}{'mine ' * 20}{'sector ' * times}"
        return count_lines(lambda: unrendered("银行业" * times, target))

    assert find_superlinear(run(50), run(200), 5, 100) == {}
