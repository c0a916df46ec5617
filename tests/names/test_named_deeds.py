"""Who does what to whom, and names in small letters."""

import pytest

from align.names.lowered_names import find_lowered_names
from align.names.named_deeds import find_exchanged_names


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("海澜制药宣布收购宁德康达。", "Ningde Kangda said it had acquired Hailan Pharmaceutical.", "acquired"),
        ("海瀾製藥收購寧德康達六成股權", "Ningde Kangda Buys 60% of Hailan Pharmaceutical", "Buys"),
        ("海澜制药收购宁德康达。", "Hailan Pharmaceutical was acquired by Ningde Kangda.", "acquired"),
        ("谷歌宣布以十亿美元收购智谱。", "Zhipu Co., Ltd. announced that it had acquired Google.", "acquired"),
        ("张伟邀请李娜参加会议。", "Li Na invited Zhang Wei to the meeting.", "invited"),
        ("海澜制药收购宁德康达。", "Ningde Kangda was acquired by Hailan Pharmaceutical.", ""),
        ("对宁德康达的收购，海澜制药表示已完成。", "Hailan Pharmaceutical said it had acquired Ningde Kangda.", ""),
        ("收购宁德康达的海澜制药发布公告。", "Hailan Pharmaceutical, which acquired Ningde Kangda, spoke.", ""),
        ("宁德康达被海澜制药收购。", "Hailan Pharmaceutical acquired Ningde Kangda.", ""),
        ("海澜制药将业务出售给宁德康达。", "Ningde Kangda bought the business from Hailan Pharmaceutical.", ""),
        ("海澜制药去年收购宁德康达。", "Ningde Kangda, bought by Hailan Pharmaceutical in 2020, is known.", ""),
        ("张伟采访了李娜。", "Li Na, interviewed at home by Zhang Wei, told her story.", ""),
        ("海澜制药宣布收购宁德康达。", "Hailan Pharmaceutical said it had sold Ningde Kangda.", "sold"),
        ("海澜制药将业务卖给宁德康达。", "Hailan Pharmaceutical bought the business from Ningde Kangda.", "bought"),
        ("北京队战胜天津队。", "Beijing lost to Tianjin.", "lost to"),
        ("北京队输给天津队。", "Beijing beat Tianjin.", "beat"),
        ("北京队战胜天津队。", "Tianjin lost to Beijing.", ""),
        ("海澜制药将业务卖给宁德康达。", "The business was bought from Hailan Pharmaceutical by Ningde Kangda.", ""),
        ("海澜制药向宁德康达收购业务。", "Ningde Kangda sold the business to Hailan Pharmaceutical.", ""),
        ("海澜制药收购宁德康达。" * 60, "Ningde Kangda acquired Hailan Pharmaceutical.", ""),
    ],
)
def test_exchanged_names_are_found(source: str, target: str, found: str) -> None:
    assert "".join(target[slice(*span)] for _, span in find_exchanged_names((source, target))) == found


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("馆长谢云说。", "The director, xie yun, spoke.", [("xie yun", "Xie Yun")]),
        ("欧阳小红来了。", "Then ouyang xiaohong came.", [("ouyang xiaohong", "Ouyang Xiaohong")]),
        ("他从北京飞往上海。", "He flew from beijing to Shanghai.", [("beijing", "Beijing")]),
        ("他在法国留学。", "He studied in france.", [("france", "France")]),
        ("他从北京飞往上海。", "He flew from Beijing (www.beijing.gov.cn, @beijing).", []),
        ("中国的瓷器很贵。", "Fine china from China is expensive.", []),
        ("中国的瓷器很有名，法国也有。", "Chinese china is famous; it is known in French houses.", []),
        ("中国瓷器很贵，土耳其火鸡也贵。", "Fine china is expensive, and so is turkey.", []),
        ("何能病了。", "Now he can rest.", []),
        ("他在北京。" * 500, "He is in beijing.", []),
    ],
)
def test_names_in_small_letters_are_found(source: str, target: str, found: list[tuple[str, str]]) -> None:
    assert [(target[slice(*one.span)], one.right) for one in find_lowered_names((source, target))] == found
