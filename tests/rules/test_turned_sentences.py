"""What a translation turns: comparisons, orders and times; and lists that it shortens."""

from collections.abc import Callable, Iterator

import pytest

from align.lang.comparisons import find_turned_comparisons
from align.lang.exchanged_roles import find_exchanged_order
from align.lang.exchanged_tenses import find_exchanged_tenses
from align.lang.lists import find_shortened_list
from align.model import Span

_Find = Callable[[tuple[str, str]], Iterator[tuple[Span, Span]]]


def mark(find: _Find, source: str, target: str) -> list[str]:
    return [f"{source[slice(*one)]} {target[slice(*other)]}" for one, other in find((source, target))]


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("房价高于全国平均水平。", "Prices are lower than the average.", ["高于全国平均水平 lower"]),
        ("男性的患病率低於女性。", "The prevalence in men is higher than in women.", ["低於女性 higher"]),
        ("出口额少于进口额。", "Exports exceed imports.", ["少于进口额 exceed"]),
        ("收成不如去年。", "The harvest is better than last year's.", ["不如去年 better"]),
        ("新车型比旧车型更轻。", "The new model is heavier than the old one.", ["比旧车型更轻 heavier"]),
        ("新车型比旧车型更轻。", "The old model is heavier than the new one.", []),
        ("参赛人数多于去年。", "Last year there were fewer runners than this year.", []),
        ("产量不高于去年。", "Output is lower than last year.", []),
        ("产量高于去年。", "Output is not lower than last year.", []),
        ("产量高于去年。", "Output was lower than planned.", []),
        ("产量高于去年，价格低于去年。", "Prices were lower than last year.", []),
        ("产量高于去年。" * 100, "Output was lower than last year.", []),
        ("能耗比传统列车低约15%。", "It uses about 15 percent more than old trains.", ["比传统列车低 more"]),
        ("与传统列车相比，能耗低约15%。", "It uses 15 percent more than old trains.", ["低约 more"]),
        ("新材料的成本却低四成。", "Yet the new material costs 40 percent more.", ["低 more"]),
        ("新材料的成本降低四成。", "Yet the new material costs 40 percent more.", []),
        ("新材料的成本却低四成。", "Yet the old material costs 40 percent more than the new one.", []),
        ("他的工资比同事低。", "His salary is higher than his colleagues'.", ["比同事低 higher"]),
        ("他的工资比同事低。", "His colleagues' salaries are higher than his.", []),
        ("方慧比他小六岁。", "Fang Hui was six years older than he was.", ["比他小 older"]),
        ("方慧比他小六岁。", "He was six years older than Fang Hui.", []),
        ("今年雨量较去年偏少两成。", "Rainfall is 20 percent more than last year.", ["较去年偏少 more"]),
        ("今年雨量较多。", "Rainfall is less than last year.", []),
        (
            "风电收入增长，而造船的毛利率比风电低六个百分点。",
            "Revenue from wind power grew, but the profit of shipbuilding is 6 points higher than that of wind power.",
            ["比风电低 higher"],
        ),
        (
            "风电收入增长，而造船的毛利率比风电低六个百分点。",
            "Revenue from wind power grew, but the profit of wind power is 6 points higher than that of shipbuilding.",
            [],
        ),
        (
            "产量增长逾三成，但仍低于2019年同期水平。",
            "Output rose more than 30 percent, but is still higher than in the same period of 2019.",
            ["低于2019年同期水平 higher"],
        ),
        (
            "产量增长逾三成，但仍低于2019年同期水平。",
            "Output rose more than 30 percent, but is still lower than in the same period of 2019.",
            [],
        ),
        ("录取比例最低，长达二十年。", "Data show that the rate has been the lowest for more than 20 years.", []),
    ],
)
def test_turned_comparisons_are_found(source: str, target: str, found: list[str]) -> None:
    assert mark(find_turned_comparisons, source, target) == found


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("他从南方来到北方。", "He came from the north to the south.", ["从南方来到北方 from the north to the south"]),
        ("他先去伦敦，再去巴黎。", "He was in Paris before London.", ["先去伦敦，再去巴黎 Paris before London"]),
        ("他先去伦敦，再去巴黎。", "First London, then Paris.", []),
        ("货物从日本运往美国。", "Goods go to the United States from Japan.", []),
        ("先生从北京来。", "He came from Shanghai to Beijing.", []),
    ],
)
def test_exchanged_orders_are_found(source: str, target: str, found: list[str]) -> None:
    assert mark(find_exchanged_order, source, target) == found


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("大桥已经通车。", "The bridge will be opened to traffic.", ["已经 will"]),
        ("大桥即将关闭。", "The bridge was closed.", ["即将 was"]),
        ("大桥已经通车。", "The bridge has been opened and will last.", []),
        ("大桥已经动工。", "Work on the bridge, begun in May, will go on.", []),
        ("他说大桥已经通车。", "The bridge will open, he says.", []),
        ("大桥将于明年通车。", "The bridge, which was damaged, is due to open.", []),
        ("大桥已知有裂缝。", "The bridge will be closed.", []),
    ],
)
def test_exchanged_tenses_are_found(source: str, target: str, found: list[str]) -> None:
    assert mark(find_exchanged_tenses, source, target) == found


@pytest.mark.parametrize(
    ("source", "target", "items"),
    [
        ("他喜欢唱歌、跳舞和画画。", "He likes singing and dancing.", (3, 2)),
        ("产品包括手机、电脑、电视等。", "They are phones, computers and others.", None),
        ("他喜欢唱歌、跳舞和画画。", "He likes to sing, dance and paint.", None),
        ("将生态、文化和城市建设结合。", "It combines ecology and culture with building.", None),
        ("他去过法国、德国、意大利。", "He was in France and Germany.", None),
        ("他喜欢唱歌、跳舞和画画。", "He likes singing and dancing, and tea and wine.", None),
        ("避免歪曲、遗漏文字和数字而造成的误会。", "Avoid mistakes in words and figures.", None),
        ("三、唱歌和跳舞。", "3. Singing and dancing.", None),
        ("（三）、唱歌及跳舞。", "(3) Singing and dancing.", None),
        ("二、唱歌、跳舞和画画。", "2. Singing and dancing.", (3, 2)),
        ("本章说明唱歌、跳舞和画画。", "This chapter is on singing and dancing. It also covers painting.", None),
    ],
)
def test_shortened_lists_are_found(source: str, target: str, items: tuple[int, int] | None) -> None:
    found = find_shortened_list((source, target))
    assert (found and found[1:]) == items
