"""The tables of patterns of quantities, and the functions that may read what begins with a character."""

from collections.abc import Callable, Mapping, Sequence

from align.quantities.model import Quantity
from glossary.pack.patterns import PatternTable

ZH_NUMBERS = PatternTable("align", "zh/numbers")
ZH_DATES = PatternTable("align", "zh/dates")
ZH_SENSES = PatternTable("align", "zh/number_senses")
EN_SENSES = PatternTable("align", "en/number_senses")
ZH_AMOUNTS = PatternTable("align", "zh/amounts")
FIGURES = PatternTable("align", "zh_en/figures")
"""Figures that name a thing or count nothing, and what is written alike, in either language."""
EN_BESIDE = PatternTable("align", "en/beside_numbers")
"""Words next to an English number that say what it limits, what is left, how often something is, or a currency."""
EN_NUMBERS = PatternTable("align", "en/numbers")
EN_DATES = PatternTable("align", "en/dates")
EN_AMOUNTS = PatternTable("align", "en/amounts")

Reader = Callable[[str, int], Quantity | None]


def index_by_first(beginnings: Sequence[tuple[Reader, str]]) -> Mapping[str, tuple[Reader, ...]]:
    """Return the readers of what may begin with each character, in order; `beginnings` has the characters of each."""
    chars = "".join(firsts for _, firsts in beginnings)
    return {char: tuple(read for read, firsts in beginnings if char in firsts) for char in chars}
