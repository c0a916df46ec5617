"""Thirty edits of the sources in `seeds/`, and what each makes stale: for `test_stale.py`."""

from collections.abc import Callable
from typing import NamedTuple

PASTE, GRAPHITE, PUPPETS = "clean-thermal-paste", "trade-graphite", "culture-shadow-puppets"


class SourceEdit(NamedTuple):
    """An edit of a source; `stale` lists what that makes stale: kind, place in the translation, first words there."""

    kind: str
    text: str
    apply: Callable[[str], str]
    stale: tuple[tuple[str, str, str], ...] = ()


def put(old: str, new: str) -> Callable[[str], str]:
    """Put one text in the place of another, which occurs once."""

    def apply(text: str) -> str:
        assert text.count(old) == 1, old
        return text.replace(old, new)

    return apply


def wrap(start: str, width: int) -> Callable[[str], str]:
    """Break the paragraph that starts so into lines of so many characters."""

    def apply(text: str) -> str:
        (found,) = (part for part in text.split("\n\n") if part.startswith(start))
        return text.replace(found, "\n".join(found[at : at + width] for at in range(0, len(found), width)))

    return apply


def swap(one: str, other: str) -> Callable[[str], str]:
    """Let two paragraphs, which start so, change places."""

    def apply(text: str) -> str:
        parts = text.split("\n\n")
        i, j = (next(at for at, part in enumerate(parts) if part.startswith(start)) for start in (one, other))
        parts[i], parts[j] = parts[j], parts[i]
        return "\n\n".join(parts)

    return apply


def both(first: Callable[[str], str], second: Callable[[str], str]) -> Callable[[str], str]:
    """One edit after another."""
    return lambda text: second(first(text))


EDITS = (
    SourceEdit("typo", PASTE, put("那个下午", "那个午后"), (("changed", "3:1", "Li Li still remembers th"),)),
    SourceEdit("number", PASTE, put("6吨", "8吨"), (("changed", "7:1", "Ten years later, Ningchu"),)),
    SourceEdit(
        "sentence added",
        PASTE,
        put("是普通产品的十倍。", "是普通产品的十倍。今年又涨了一成。"),
        (("added", "7:282", "A kilogram sells for abo"),),
    ),
    SourceEdit(
        "sentence dropped",
        PASTE,
        put("李莉没有发火，只是告诉团队，那个错误决不能再犯。", ""),
        (("removed", "25:144", "Li Li did not lose her t"),),
    ),
    SourceEdit("paragraph moved", PASTE, swap("第一支样品", "网上流传")),
    SourceEdit("paragraph split", PASTE, put("“没有这回事，”", "\n\n“没有这回事，”")),
    SourceEdit("re-wrapped", PASTE, wrap("十年后，她创办", 30)),
    SourceEdit(
        "whole rewrite",
        PASTE,
        put(
            "虽然国内同行不少，但能把导热系数做到每米开尔文20瓦以上的不超过五家。",
            "据行业协会统计，去年全球出货量有三分之二来自亚洲。",
        ),
        (
            ("added", "7:325", "In 2024 the company sold"),
            ("removed", "9:1", "Although there are many "),
        ),
    ),
    SourceEdit("white space", PASTE, put("2021年夏天", "2021 年夏天")),
    SourceEdit(
        "paragraph added",
        PASTE,
        lambda text: text + "\n公司上月又招了十二名工程师。他们多毕业于本地高校。\n",
        (("added", "29:191", "The test data have been "),),
    ),
    SourceEdit("number", GRAPHITE, put("2510亿元", "2610亿元"), (("changed", "5:1", "Customs data show that i"),)),
    SourceEdit("typo", GRAPHITE, put("贸易商透露", "贸易商透漏"), (("changed", "11:44", "A trader revealed that t"),)),
    SourceEdit(
        "sentence added",
        GRAPHITE,
        put("矿石挖出来以后", "那里的电价也偏高。矿石挖出来以后"),
        (("added", "13:122", "There is almost no purif"),),
    ),
    SourceEdit(
        "headline dropped",
        GRAPHITE,
        put("“没有人会把鸡蛋一直放在一个篮子里”\n\n", ""),
        (("removed", "17:1", '"Nobody Keeps All the Eg'),),
    ),
    SourceEdit(
        "sentence moved",
        GRAPHITE,
        both(
            put("他认为，谁掌握了提纯工艺，谁就掌握了定价权。", ""),
            put("交货期提前两周。", "交货期提前两周。他认为，谁掌握了提纯工艺，谁就掌握了定价权。"),
        ),
    ),
    SourceEdit("paragraphs joined", GRAPHITE, put("达到1.2万吨。\n\n", "达到1.2万吨。")),
    SourceEdit(
        "paragraph dropped",
        GRAPHITE,
        put(
            "商务部发言人5月9日在例行记者会上表示，许可管理不是禁止出口，符合规定的申请将依法予以批准。"
            "发言人还说，中方愿与各方加强沟通，维护产业链供应链稳定。\n\n",
            "",
        ),
        (("removed", "21:1", "At a regular press confe"),),
    ),
    SourceEdit(
        "re-wrapped, number",
        GRAPHITE,
        both(put("从六周", "从五周"), wrap("采购方也在", 26)),
        (("changed", "19:47", "The purchasing manager o"),),
    ),
    SourceEdit("other forms of digits", GRAPHITE, put("39份", "３９份")),
    SourceEdit(
        "whole rewrite",
        GRAPHITE,
        put("石墨在中国、欧盟和美国的清单上都属于关键矿产。", "各国如今纷纷把这种黑色粉末当作战略物资来看待。"),
        (
            ("removed", "7:1", "Graphite belongs to the "),
            ("added", "7:114", '"The contest for key min'),
        ),
    ),
    SourceEdit("number", PUPPETS, put("68岁", "86岁"), (("changed", "3:117", "Behind the screen, the 6"),)),
    SourceEdit(
        "name", PUPPETS, put("魏小满在修复", "魏晓满在修复"), (("changed", "11:1", "Wei Xiaoman restores a s"),)
    ),
    SourceEdit(
        "paragraph added",
        PUPPETS,
        put("新观众\n\n", "新观众\n\n这是本报今夏系列报道的第三篇。\n\n"),
        (("added", "1:34", "Old Shadow Puppets, New "),),
    ),
    SourceEdit(
        "untranslated dropped",
        PUPPETS,
        put("最好的材料是秦川黄牛皮，薄而透亮，经得起灯烤。", ""),
        (("removed", "", ""),),
    ),
    SourceEdit(
        "sentence split", PUPPETS, put("十集短片，", "十集短片。"), (("changed", "7:40", "The county cultural cent"),)
    ),
    SourceEdit(
        "sentences joined",
        PUPPETS,
        put("才不会忘。节目单", "才不会忘，节目单"),
        (("changed", "21:143", "He keeps his passport in"),),
    ),
    SourceEdit(
        "moved and changed",
        PUPPETS,
        both(put("字幕屏", "显示屏"), swap("为了让年轻人", "今年9月")),
        (("changed", "19:1", "To help young people und"),),
    ),
    SourceEdit(
        "words", PUPPETS, put("戏台，”他说", "戏台，”老魏说"), (("changed", "23:1", "“When the lamp is lit, e"),)
    ),
    SourceEdit("line ends", PUPPETS, lambda text: text.replace("\n", "\r\n")),
    SourceEdit(
        "sentence dropped",
        PUPPETS,
        put("魏长庚起初不同意，担心老腔老调被改得面目全非。", ""),
        (("removed", "7:214", "At first Wei Changgeng d"),),
    ),
)
