"""The Chinese words around numbers: units, currencies, classifiers, precision."""

from typing import NamedTuple

from align.quantities.model import Kind, Precision
from glossary.pack.tables import Form, cache_by_packs, read_rows, split_cell

UNITS = Form(
    "align",
    "zh/units",
    ("words", "kind", "unit", "before", "others", "example", "counter_example"),
    key=("words",),
    needed=("kind",),
    choices=(
        ("kind", ("duration", "measure", "money", "multiple", "ordinal", "percentage", "percentage point")),
        ("before", ("", "yes")),
    ),
)
CLASSIFIERS = Form("align", "zh/classifiers", ("words",), key=("words",))

ANY_DOLLAR = "$"
"""The code of dollars of any place."""


class ChineseUnits(NamedTuple):
    """What may follow a number.

    `names` has what each word says and its unit, `longest` the length of the longest word that begins with a character.
    `currencies` are the names that may come before a number, too, or behind 元: 港币五十元, 五十元港币. `dollars` are
    the codes of the dollars that are called 元, too, and `colloquial` the names of the yuan that any dollar may have.
    """

    names: dict[str, tuple[Kind, str]]
    longest: dict[str, int]
    currencies: dict[str, str]
    dollars: tuple[str, ...]
    colloquial: tuple[str, ...]


@cache_by_packs
def load_units() -> ChineseUnits:
    """Return the units and classifiers of the tables. Raises PackError."""
    names: dict[str, tuple[Kind, str]] = {}
    currencies, also = dict[str, str](), dict[str, tuple[str, ...]]()
    for row in read_rows(CLASSIFIERS):
        names |= dict.fromkeys(split_cell(row.cells[0], "/"), (Kind.CARDINAL, ""))
    for row in read_rows(UNITS):
        words, kind, unit, before, others = row.cells[:5]
        names |= dict.fromkeys(split_cell(words, "/"), (Kind(kind), unit))
        currencies |= dict.fromkeys(split_cell(words, "/") if before else (), unit)
        also |= dict.fromkeys(split_cell(words, "/") if others else (), split_cell(others, "|"))
    names |= {f"{yuan}{name}": (Kind.MONEY, unit) for name, unit in currencies.items() for yuan in also}
    return ChineseUnits(
        names,
        {name[0]: len(name) for name in sorted(names, key=len)},
        currencies,
        tuple(dict.fromkeys(one for others in also.values() for one in others if one != ANY_DOLLAR)),
        tuple(name for name, others in also.items() if ANY_DOLLAR in others),
    )


_PRECISIONS_BEFORE = {
    Precision.EXACT: "最近 附近",
    Precision.ABOUT: "约 大约 約 大約 大概 约为 约合 左右",
    Precision.AT_LEAST: "至少 不少于 不低于 不小于 不得少于 不得低于 不得小于 满 达到了",
    Precision.MORE_THAN: "超 超过 超過 逾 多于 高于 大于 突破 破",
    Precision.LESS_THAN: "不到 不足 未满 低于 少于 小于",
    Precision.NEARLY: "近 将近 接近",
    Precision.UP_TO: "不超过 不超過 不得超过 不得超過 不多于 不大于 不得多于 不得大于 不得高于 至多 最多 不高于 多达",
}

PRECISION_BEFORE = {word: precision for precision, words in _PRECISIONS_BEFORE.items() for word in words.split()}
"""Words right before a number -> how exact it is."""

MORE_BEFORE_SCALES = ("上", "成")
"""What before 百, 千 and the like says that there are more: 上千人, 成百上千."""

PRECISION_BEHIND: dict[str, Precision] = {
    **dict.fromkeys(("左右", "上下", "前后"), Precision.ABOUT),
    **dict.fromkeys(("以上", "多", "余", "餘", "开外"), Precision.MORE_THAN),
    **dict.fromkeys(("以下", "以内"), Precision.UP_TO),
}
"""Words right behind a number and its unit -> how exact it is."""
