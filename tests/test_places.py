"""Countries and cities that a translation exchanged for others."""

import pytest

from align import check_text
from align.names.world_places import find_exchanged_places, load_places


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
    places = list(find_exchanged_places((source, target)))
    assert [(one.place.names[0], target[slice(*one.target)]) for one in places] == found


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
    assert len(list(find_exchanged_places(texts, [neighbour]))) == count


def test_a_misspelt_province_is_reported_once() -> None:
    result = check_text("The mine in Shanxi closed.", source="陕西的煤矿关闭了。")
    assert [one.finding.rule for one in result.diagnostics] == ["name-mismatch"]


def test_each_place_has_a_row_of_its_own() -> None:
    names = [name for place in load_places() for name in place.names]
    assert len(names) == len(set(names))
    assert all(place.english for place in load_places())
