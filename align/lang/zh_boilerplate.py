"""What is dropped in translation: bylines, credits, notices, calls to follow, and part of an address to an audience.

A row of the table `zh/boilerplate` has an expression in simplified script, an example and a text that only looks like
one. Its place is the `start` of a segment, perhaps behind a bracket; its `end`; or the whole of it, an `address`.
"""

import re

from glossary.lang.scripts import HAN
from glossary.pack.tables import Form, cache_by_packs, read_rows

BOILERPLATE = Form(
    "align",
    "zh/boilerplate",
    ("where", "says", "expression", "example", "counter_example"),
    key=("expression",),
    needed=("where", "says", "example", "counter_example"),
    choices=(("where", ("start", "end", "address")),),
)

_LETTER = re.compile(r"\w")
_FEWEST_LETTERS = 2


@cache_by_packs
def _compile() -> re.Pattern[str]:
    start, end = _join("start"), _join("end")
    return re.compile(rf"\s*[【（(\[]?\s*(?:{start})|.{{0,40}}(?:{end})\s*[)）】\]。]?\s*\Z")


@cache_by_packs
def _compile_addresses() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{_join('address')})[，,、：:！!\s]{{0,3}}){{1,20}}")


def _join(where: str) -> str:
    """Return an expression for all rows of a place."""
    rows = (row.cells for row in read_rows(BOILERPLATE))
    return "|".join(expression for place, _, expression, _, _ in rows if place == where).replace("{han}", HAN)


def is_boilerplate(text: str) -> bool:
    """Return whether a Chinese segment is no part of the story, so that a translation may leave it out.

    >>> is_boilerplate("责任编辑：王宁"), is_boilerplate("字幕：晨光"), is_boilerplate("***")
    (True, True, True)
    >>> is_boilerplate("记者来了。"), is_boilerplate("未经登记，不得养犬。"), is_boilerplate("点击“保存”。")
    (False, False, False)
    """
    return len(_LETTER.findall(text)) < _FEWEST_LETTERS or _compile().match(text) is not None


def is_salutation(text: str) -> bool:
    """Return whether a text addresses an audience and says no more: translators shorten the list of those present.

    >>> is_salutation("各位老师，各位来宾："), is_salutation("同学们，大家好！")
    (True, False)
    """
    return _compile_addresses().fullmatch(text.strip()) is not None
