"""Places, and words with an opposite, that a translation exchanged for others."""

import pytest

from align import check_text
from align.lang.exchanged_words import find_exchanges, load_meanings


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("陕西省政府宣布了新规定。", "The Shanxi provincial government announced new rules.", [("陕西", "Shanxi")]),
        ("湖州的丝绸很有名。", "Silk from Hangzhou is famous.", [("湖州", "Hangzhou")]),
        ("昆明的天气很好。", "The weather in Guiyang is fine.", [("昆明", "Guiyang")]),
        ("廣西的甘蔗豐收。", "The sugar cane harvest in Guangdong was good.", [("广西", "Guangdong")]),
        ("尖沙咀的店铺关门了。", "Shops in Mong Kok closed.", [("尖沙咀", "Mong Kok")]),
        ("瑞士很不同。", "Sweden is different.", [("瑞士", "Sweden")]),
        ("白宫称美国不满。", "Washington is not pleased with Paris.", []),
        ("美国对巴黎不满。", "The government is not pleased with France.", []),
        ("北京不满。", "China is not pleased with Tokyo.", []),
        ("会议在柏林举行。", "The meeting was held there.", []),
    ],
)
def test_exchanged_places_are_found(source: str, target: str, found: list[tuple[str, str]]) -> None:
    places = list(find_exchanges("places.tsv", (source, target)))
    assert [(one.meaning.words[0], target[slice(*one.target)]) for one in places] == found


@pytest.mark.parametrize(
    ("neighbour", "count"),
    [
        (("我到了。", "I came to Berlin."), 0),
        (("我到了柏林。", "I came to Berlin."), 1),
        (("我爱巴黎。", "I love it."), 0),
    ],
)
def test_neighbours_may_have_either_place(neighbour: tuple[str, str], count: int) -> None:
    texts = ("会议在柏林举行。", "The meeting was held in Paris.")
    assert len(list(find_exchanges("places.tsv", texts, [neighbour]))) == count


def test_a_misspelt_province_is_reported_once() -> None:
    result = check_text("The mine in Shanxi closed.", source="陕西的煤矿关闭了。")
    assert [one.finding.rule for one in result.diagnostics] == ["name-mismatch"]


def test_each_place_has_a_row_of_its_own() -> None:
    names = [name for place in load_meanings("places.tsv") for name in place.words]
    assert len(names) == len(set(names))
    assert all(place.english for place in load_meanings("places.tsv"))


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("净利润同比增长41.4%。", "Net profit fell 41.4% year on year.", ["fell"]),
        ("公司去年盈利2.1亿元。", "The company posted a loss of 210 million yuan last year.", ["loss"]),
        ("貿易順差擴大。", "The trade deficit widened.", ["deficit"]),
        ("检测结果为阴性。", "The test was positive.", ["positive"]),
        ("甲方应付款。", "Party B shall pay.", ["Party B"]),
        ("公司扭亏为盈。", "The company posted a profit.", []),
        ("亏损收窄。", "Profits rose.", []),
        ("女婿养活女儿。", "Her son-in-law provides for the couple.", []),
    ],
)
def test_opposites_are_found(source: str, target: str, found: list[str]) -> None:
    opposites = find_exchanges("opposites.tsv", (source, target))
    assert [target[slice(*one.target)] for one in opposites] == found


def test_a_turned_change_is_reported_once() -> None:
    result = check_text("Net profit fell 41.4% year on year.", source="净利润同比增长41.4%。")
    assert len(result.diagnostics) == 1
