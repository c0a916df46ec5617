"""What is suggested fits its place: it says nothing that the words beside the place say already."""

import pytest
from marked import aligned, matcher_of
from rows import on_each

from align.analysis.repeated_edges import cover_repeated, drop_repeated
from align.linter.context import Context
from align.linter.registry import find_rule
from align.linter.scanner import check_document
from align.model import Edit, Finding, Fix, Severity, Span
from align.quantities.compare import compare
from align.quantities.en import extract as extract_english
from align.quantities.en_render import fit, render
from align.quantities.zh import extract as extract_chinese

# source | target, what is wrong in brackets | what is written there; empty: nothing, for it is not sure
FITTED = """
销售额至少为5亿卢布的企业|Enterprises with sales of at least [5 million rubles] may come.|500 million rubles
处5000元以下罚款。|A fine of [500 yuan] is imposed.|up to 5,000 yuan
处5000元以下罚款。|He pays a [500 yuan] fine.|
18岁以下青少年|Youths under [16 years] stay out.|18 years
18岁以下青少年|Youths of [16 years] and below stay out.|18 years
处3年以上有期徒刑。|Imprisonment of [5 years] or more is imposed.|3 years
票价不超过20元。|No more than [200 yuan] is charged.|20 yuan
票价不超过20元。|At least [200 yuan] is charged.|
多达530万人失去家园。|As many as [530 million] people lost their homes.|5.3 million
游行人数在127万到250万之间。|Between [1.27 and 25 million] people marched.|1.27 million and 2.5 million
投资数亿欧元。|France invests further [billions] of euros into space.|hundreds of millions
约4765亿令吉|That is (approximately [4765 billion ringgit]) much.|476.5 billion ringgit
去年有5亿卢布。|Last year there were [5 million] Russian rubles.|
他有5亿卢布。|He has RUB [5 million].|
这是5年计划。|It is a [15-year] plan.|5-year
这是5年计划。|It is a [four-year] plan.|five-year
她今年38岁。|She is a [48-year-old] teacher.|38-year-old
一家五口得救。|The family of [four] was saved.|five
增长791.9%。|It rose [79.19 percent].|791.9 percent
股价翻了两番。|The share price [doubled].|quadrupled
价格翻了一番。|The price [tripled].|doubled
会期为2023年9月1日至12月31日。|It runs from [September 1 to December 31, 2024].|September 1 to December 31, 2023
会期为2023年12月1日至1月5日。|It runs from [December 1 to January 5, 2025].|December 1, 2023 to January 5
他有15吨货。|He has [16 tonnes] of cargo.|15 tonnes
全长3公里。|It is [30 kilometres] long.|3 kilometres
全长3公里。|It is [30 kilometers] long.|3 kilometers
有26人参加。|There were [twenty-five] people.|26
处5000元以下罚款。|It is between [100 and 500 yuan] or less.|
"""


def find_wrong(source: str, target: str) -> tuple[Span, str]:
    """The place of the only wrong quantity of a target, and what to write there."""
    (wrong,) = compare(extract_chinese(source), extract_english(target)).wrong
    written = fit(wrong.source, target, wrong.target.span, wrong.target.unit)
    return wrong.target.span, drop_repeated(target, wrong.target.span, written) if written else ""


@on_each(FITTED.strip().splitlines())
def test_a_quantity_fits_its_place(line: str) -> None:
    source, marked, written = line.split("|")
    start, end = marked.index("["), marked.index("]") - 1
    target = marked.replace("[", "").replace("]", "")
    assert find_wrong(source, target) == (Span(start, end), written)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("50元以下", "up to 50 yuan"),
        ("多达530万", "up to 5.3 million"),
        ("至少3天", "at least 3 days"),
        ("不到3天", "less than 3 days"),
        ("近3天", "nearly 3 days"),
        ("3天以上", "more than 3 days"),
        ("约3天", "about 3 days"),
        ("至少3到5天", "at least 3 to 5 days"),
        ("3到5天以内", "up to 3 to 5 days"),
    ],
)
def test_how_exact_a_quantity_is_is_said_in_english(source: str, said: str) -> None:
    assert [render(one) for one in extract_chinese(source)] == [said]


def test_words_beside_a_place_are_not_written_twice() -> None:
    assert drop_repeated("on the 26th of May", Span(7, 11), "the 27th of May") == "27th"
    assert drop_repeated("the Euro the", Span(4, 8), "the") == "the"
    assert drop_repeated("the cat's end", Span(4, 7), "a cat end") == "a cat end"
    assert drop_repeated("euro, of it", Span(0, 4), "dollar of it") == "dollar of it"
    assert cover_repeated("to aid China and Africa", Span(7, 23), "aid to Africa") == Span(3, 23)


def find(rule: str, source: str, target: str, glossary: str = "") -> list[Finding]:
    alignment, matcher = aligned(target, source), matcher_of(glossary) if glossary else None
    return list(check_document(alignment.target, [find_rule(rule)], Context(alignment=alignment, matcher=matcher)))


def test_a_suggestion_that_does_not_fit_is_a_hint() -> None:
    (found,) = find("money-mismatch", "去年有5亿卢布。", "Last year there were 5 million Russian rubles.")
    assert (found.fix, found.suggestions[0].text) == (None, "500 million rubles")
    (found,) = find("money-mismatch", "销售额至少5亿卢布。", "Sales are at least 5 million rubles.")
    assert found.fix == Fix(False, (Edit(19, 35, "500 million rubles"),))
    assert found.message.startswith(
        "The source says “5亿卢布” (at least 500 million rubles); the translation says “5 million"
    )


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        ("我19:06下单。", "I placed the order at 17:06.", "19:06"),
        ("我9:06下单。", "I placed the order at 07:06.", "09:06"),
        ("我上午9点下单。", "I placed the order at 17:06.", "9:00"),
        ("我19:06下单。", "I placed the order at 5:06pm.", "7:06pm"),
        ("我19:06下单。", "I placed the order at 5:06 PM.", "7:06 PM"),
        ("我19:06下单。", "I placed the order at 5:06 A.M. today.", "7:06 P.M."),
        ("我19:06下单，8点到货。", "I placed the order at 5:06 and got it at 8 am.", "7:06 pm"),
        ("早8点到货，我19:06下单。", "It came at 8 a.m.; I had placed the order at 5:06pm.", "7:06pm"),
        ("我19:06下单。", "I placed the order at 5:06 p.m. today.", "7:06 p.m."),
        ("我19:06下单。", "I placed the order at 5:06.", "7:06 p.m."),
        ("我19:06下单。", "I placed the order.", "7:06 p.m."),
        ("我19:06下单。\n8点到货。", "I placed the order.\nIt came at 8 am.", "7:06 pm"),
        ("我19:06下单，8点到货。", "I placed the order at 17:06 and got it at 8 am.", "19:06"),
    ],
)
def test_a_time_is_written_as_the_text_writes_times(source: str, target: str, said: str) -> None:
    (found,) = find("date-mismatch", source, target)
    assert [one.text for one in found.suggestions] == [said]
    assert f" ({said});" in found.message or f"The source says “{said}”;" in found.message


def test_a_sum_without_its_currency_is_one_like_those_before_it() -> None:
    bare = "The source says “350万元” (3.5 million yuan); the translation gives no currency."
    source, target = "收入为300万元。\n支出为350万元。", "Revenue came to 3 million{}.\nExpenses came to 3.5 million."
    assert [one.message for one in find("money-mismatch", source, target.format(" yuan"))] == []
    other = "去年下雨。\n支出为350万元。", "It rained a lot last year.\nExpenses came to 3.5 million."
    assert [one.message for one in find("money-mismatch", *other)] == [bare]
    wrong = find("money-mismatch", source, target.format(" yuan").replace("3.5", "4.5"))
    assert [one.message for one in wrong] == [
        "The source says “350万元” (3.5 million yuan); the translation says “4.5 million”. Correct one of them."
    ]


def test_a_literal_rendering_is_marked_with_what_its_suggestion_says_too() -> None:
    source, target = "光大理财在青岛成立。", "Everbright Financial Management was established in Qingdao."
    (found,) = find("literal-rendering", source, target)
    assert target[slice(*found.span)] == "Everbright Financial Management"
    assert [one.text for one in found.suggestions] == ["Everbright Wealth Management"]


def test_a_literal_rendering_that_a_text_keeps_to_is_said_once() -> None:
    source = ["国阵赢了。", "国阵感谢选民。", "國陣的批评者离开了。", "国阵很老。"]
    target = ["The National Front won.", "The National Front thanks its voters.", "Critics of the National Front left."]
    (found,) = find("literal-rendering", "\n".join(source), "\n".join([*target, "It is old."]))
    assert (found.severity, found.span) == (Severity.INFO, (4, 18))
    assert found.message == (
        "“National Front” translates “国阵” character by character in 3 places: unless this is deliberate, write "
        "“Barisan Nasional” or “BN”, or another wording that fits."
    )
    other = "\n".join([*target[:2], "Critics of Barisan Nasional left.", "It is old."])
    severities = [one.severity for one in find("literal-rendering", "\n".join(source), other)]
    assert severities == [Severity.WARNING, Severity.WARNING]


def test_an_error_is_reported_in_each_place() -> None:
    source = "公众号很多。\n公众号很新。\n公众号很好。"
    target = "Public numbers are many.\nPublic numbers are new.\nPublic numbers are good."
    found = find("literal-rendering", source, target)
    assert [one.severity for one in found] == [Severity.ERROR] * 3


def test_a_term_is_not_written_beside_its_own_last_word() -> None:
    glossary = "光大理财,Everbright Wealth Management,preferred\n光大理财,Everbright Money,forbidden"
    target = "Everbright Money Management was established."
    (found,) = find("forbidden-term", "光大理财成立。", target, glossary)
    assert [one.text for one in found.suggestions] == ["Everbright Wealth"]
    assert found.fix == Fix(False, (Edit(0, 16, "Everbright Wealth"),))
    assert "write “Everbright Wealth Management”" in found.message


def test_a_name_that_stands_there_in_other_letters_can_be_replaced() -> None:
    glossary = "DeepSeek-R1,DeepSeek-R1"
    (found,) = find("changed-untranslatable", "模型DeepSeek-R1开放。", "The model Deepseek R1 is open.", glossary)
    assert found.fix == Fix(False, (Edit(10, 21, "DeepSeek-R1"),))
    (found,) = find("changed-untranslatable", "模型DeepSeek-R1开放。", "The model is open.", glossary)
    assert found.fix is None


def test_a_wrong_name_keeps_what_stands_before_it() -> None:
    (found,) = find("name-mismatch", "韩立新并不悲观。", "Han Lixing is not pessimistic.")
    assert found.fix == Fix(False, (Edit(0, 10, "Han Lixin"),))


def test_a_number_that_may_be_left_out_is_written_as_a_number_alone() -> None:
    assert [render(quantity) for quantity in extract_chinese("应急响应由Ⅳ级提升。")] == ["4"]
