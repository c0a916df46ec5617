"""Places that a list of the source has and its translation lacks, and parts of a byline that were exchanged."""

import pytest

from align.names.exchanged_bylines import find_exchanged_bylines
from align.names.lost_places import find_lost_places


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("从怀化和常德调来的两百名消防员", "Two hundred firefighters sent from Huaihua", ["Changde"]),
        ("來自德國和紐西蘭的科學家", "scientists from Germany", []),
        ("来自德国和新西兰的科学家", "scientists from Germany", ["New Zealand"]),
        ("访问了南宁、桂林和玉林。", "They visited Nanning and Guilin.", ["Yulin"]),
        ("访问了南宁、桂林和玉林等地。", "They visited Nanning and Guilin.", []),
        ("访问了南宁、桂林和玉林。", "They visited Nanning.", []),
        ("从怀化和常德调来", "sent from Huaihua and a neighbouring city", []),
        ("贵州遵义、陕西延安", "Zunyi and Yan'an", []),
        ("他去过日本和韩国。", "He has been to Tokyo and Seoul.", []),
        ("西安和兰州之间", "between Xi'an and Lanzhou", []),
        ("从河北和江苏来的货车", "Trucks from Hebei and Jiangxi", ["Jiangsu"]),
        ("从怀化和常德调来" * 80, "sent from Huaihua", []),
    ],
)
def test_lost_places_are_found(source: str, target: str, found: list[str]) -> None:
    assert [name for name, _ in find_lost_places((source, target))] == found


def test_a_place_that_has_moved_to_a_neighbour_is_not_lost() -> None:
    pair = "他去过德国和新西兰。", "He has been to Germany."
    assert list(find_lost_places(pair, [("他也去过中国。", "He has also been to New Zealand and China.")])) == []


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("（本报记者 吴海燕 摄影 冯立军）", "(By our reporter Feng Lijun, photos by Wu Haiyan)", ["Feng Lijun"]),
        ("（记者 韦志勇 通讯员 黄小玲）", "(Reporter Huang Xiaoling, correspondent Wei Zhiyong)", ["Huang Xiaoling"]),
        ("（本报记者 吴海燕 摄影 冯立军）", "(By our reporter Wu Haiyan, photos by Feng Lijun)", []),
        ("（本报记者 吴海燕 摄影 冯立军）", "(Photographer Feng Lijun, reporter Wu Haiyan)", []),
        ("（记者 王敏 记者 李娜 摄影 张伟）", "(Reporter Zhang Wei, photos by Wang Min)", []),
        ("记者来了，摄影师也来了。", "A reporter came, and a photographer.", []),
        ("（记者 王敏 摄影 李娜）" * 60, "(Reporter Li Na, photos by Wang Min)", []),
    ],
)
def test_exchanged_parts_of_a_byline_are_found(source: str, target: str, found: list[str]) -> None:
    assert [target[slice(*span)] for _, span in find_exchanged_bylines((source, target))] == found
