"""Provisions of laws, which the two languages number in their own ways.

第七条第二项 is "Paragraph 7.2", 第七条之一 "Article 7-1", 前条 "Article 5", and 第一项 may be "Paragraph 5.1" within
Article 5.
"""

import re
from collections.abc import Iterator

from align.quantities.model import Quantity
from align.quantities.passages import Passage
from align.quantities.patterns import EN_BESIDE, ZH_AMOUNTS
from align.quantities.zh_numbers import parse_numerals

_PROVISION, _INSERTED, _NEIGHBOUR = (
    ZH_AMOUNTS.late(name) for name in ("provision", "inserted_provision", "neighbouring_provision")
)
_NAMED, _NUMBER = EN_BESIDE.late("before_provision"), EN_BESIDE.late("number_of_provision")
_PARTS = re.compile(r"\d+")
_REACH = 48


def find_provisions(passage: Passage) -> Iterator[Quantity]:
    """Yield numbers of provisions that say the same in both texts, and of those that the source calls 前条 or 本项.

    A part of a number that the source leaves out comes first, and is that of the article in which the text is.
    """
    source, comparison = passage.source, passage.comparison
    found = (*comparison.extra, *(one.target for one in comparison.wrong))
    references = [(one, parts) for one in found if (parts := _read_parts(passage.target, one))]
    if not references:
        return
    numbers = {number for match in _PROVISION.finditer(source) if (number := _read(match["number"]))}
    numbers |= {number for match in _INSERTED.finditer(source) if (number := _read(match["number"]))}
    names_neighbour, rendered = bool(_NEIGHBOUR.search(source)), set[int]()
    for one, parts in references:
        start, end = passage.target.rfind("\n", 0, one.span.start) + 1, passage.target.find("\n", one.span.end)
        line = passage.target[start : end if end >= 0 else None]
        is_heading = line.strip(" *#_:.").count(" ") == 1  # "Paragraph 3.1"
        has_rest = len(parts) > 1 and (numbers.issuperset(parts[1:]) or is_heading)
        if numbers.issuperset(parts) or ((has_rest or names_neighbour) and one in comparison.extra):
            rendered.update(parts)
            yield one
    yield from (one for one in comparison.missing if one.value in rendered & numbers)


def _read_parts(text: str, quantity: Quantity) -> list[int]:
    """Return the numbers that make the number of a provision: 7 and 2 of "Paragraph 7.2"; none of another quantity."""
    start = quantity.span.start
    number = _NUMBER.match(text, start)
    if not number or not _NAMED.search(text, max(start - _REACH, 0), start):
        return []
    return [int(part) for part in _PARTS.findall(number[0])]


def _read(number: str) -> int | None:
    """Return the value of the digits or numerals of a provision."""
    value = (int(number), None) if number.isdecimal() else parse_numerals(number)
    return value[0] if value else None
