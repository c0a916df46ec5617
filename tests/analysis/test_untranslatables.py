"""Names, codes, addresses and placeholders that a translation keeps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked import verdict
from rows import on_each

from align.analysis.entities import find_entities, find_glossed_initials, is_rendered
from align.analysis.placeholders import count_placeholders, find_message_syntax, find_placeholder
from align.linter.registry import all_rules


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("他用GitHub和C919，见 https://a.example/b。", ["GitHub", "C919", "https://a.example/b"]),
        ("写信到 a.b@desk.example 或 @desk_news，话题#Rare_Earth", ["a.b@desk.example", "@desk_news", "#Rare_Earth"]),
        ("AT&T与F-35、iPhone 16 Pro", ["AT&T", "F-35", "iPhone", "Pro"]),
        ("APEC2020年会议，IP15周年，参考[Field](/zh-CN/api/Field)和<a href='/Guide'>指南</a>", ["APEC", "IP", "Field"]),
        ("重5KG，长3km，第II卷，A股，T恤，3D，K线，APP，option", []),
    ],
)
def test_entities_of_a_source(text: str, names: list[str]) -> None:
    assert [name for _, name in find_entities(text)] == names
    assert [text[slice(*span)] for span, _ in find_entities(text)] == names


@on_each(
    [
        ("WeChatPay", "WeChat Pay works", True),
        ("F-35", "the F35", True),
        ("WTO", "the World Trade Organization met", True),
        ("CEOs", "every CEO", True),
        ("EU/European", "the European Union (EU)", True),
        ("EU/European", "the EU", False),
        ("GitHub", "a website", False),
        ("C919", "the C929", False),
        ("https://a.example/zh-CN/guide", "see http://a.example/guide now", True),
        ("https://zh.a.example/table-cn/", "https://en.a.example/table/", True),
        ("https://a.example/zh-CN/guide", "see http://b.example/guide now", False),
        ("GB2312", "the code 2312 of GB", True),
        ("GB2312", "the code 12312 of GB", False),
        ("Inteligence", "Artificial Intelligence", True),
        ("Intelligence", "Artificial Inteligence", False),
        ("HarborSofts", "the HarbourSofts", False),
    ]
)
def test_an_entity_stands_in_a_text_in_other_letters(entity: str, text: str, there: bool) -> None:
    assert is_rendered(entity, text) is there


@pytest.mark.parametrize(
    ("text", "initials"),
    [
        ("疾控中心（Center for Disease Control and Prevention, CDC）说", ["CDC"]),
        ("在GitHub, CDC说（GitHub, CDC）", []),
        ("病毒 (Human Immunodeficiency Virus，HIV) 的", ["HIV"]),
        ("病毒 (Human Immunodeficiency Virus) 的", []),
    ],
)
def test_names_before_their_initials(text: str, initials: list[str]) -> None:
    assert [name for _, name in find_glossed_initials(text)] == initials


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("%s of %1$d, %(name)s and %.2f", {"%s": 1, "%1$d": 1, "%(name)s": 1, "%.2f": 1}),
        ("{name} {0} {{ user.name }} ${x}", {"{name}": 1, "{0}": 1, "{{user.name}}": 1, "${x}": 1}),
        ('<b class="x">a</b> <br/>', {"<b>": 1, "</b>": 1, "<br>": 1}),
        ("{n, plural, one {{0} file} other {{0} files of {who}}}", {"{n, plural}": 1, "{0}": 1, "{who}": 1}),
        ("{a, select, x {%s} other {{b,plural,other {%s %s}}}} %s", {"{a, select}": 1, "{b, plural}": 1, "%s": 3}),
        ("{n, plural, one {a {0}", {"{0}": 1}),
        ("{n, plural, other {it's '{' #}} {0}", {"{n, plural}": 1, "{0}": 1}),
        ("50% of, 100%share, {1, 2}, a < b > c, {not a name}", {}),
    ],
)
def test_placeholders(text: str, found: dict[str, int]) -> None:
    assert dict(count_placeholders(text)) == found


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{n, plural, one {# file} other {# files}} here", "[[[[[[[[[[[[[[[[[# file[[[[[[[[[# files[[ here"),
        ("{n, number} {0} {n, plural, one {a", "{n, number} {0} {n, plural, one {a"),
    ],
)
def test_what_chooses_between_messages_is_none_itself(text: str, shown: str) -> None:
    for start, end in find_message_syntax(text):
        text = text[:start] + "[" * (end - start) + text[end:]
    assert text == shown


PIECES = st.sampled_from([*"%s{}$<>/ab1 \"'=,", "{n, plural, ", "one {", "{0}"])


@given(st.lists(PIECES, max_size=40).map("".join))
def test_places_of_placeholders_lie_inside_and_are_at_least_as_many(text: str) -> None:
    for placeholder, count in count_placeholders(text).items():
        places = find_placeholder(placeholder, text)
        assert len(places) == count or (len(places) > count and "plural" in text)
        assert all(0 <= start < end <= len(text) for start, end in places)


@pytest.mark.parametrize(
    ("source", "count"), [("他问是否下雨。", 0), ("会不会下雨。", 0), ("下雨了。", 1), ("Rain?", 0)]
)
def test_chinese_asks_without_a_mark(source: str, count: int) -> None:
    assert len(verdict(all_rules()["question-mismatch"], "Will it rain?", source=source)) == count
