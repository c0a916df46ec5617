"""Numbers, dates, money and measures: where they stand, what they say, whether a translation says the same.

Where to change what: how English and Chinese are read, `en.py` and `zh.py` (numbers, amounts, dates, tables of words);
how two numbers are compared, `compare.py`; how a number is written in English as a suggestion, `en_render.py`.
"""

from collections.abc import Callable

from align.quantities.compare import Comparison, Mismatch, compare
from align.quantities.elsewhere import Value, is_said_elsewhere, list_values
from align.quantities.en_exceptions import is_conversion, is_implied_year
from align.quantities.en_render import render
from align.quantities.mistakes import Problem
from align.quantities.model import Kind, Moment, Number, Part, Precision, Quantity

__all__ = [
    "Comparison",
    "Kind",
    "Mismatch",
    "Moment",
    "Number",
    "Part",
    "Precision",
    "Problem",
    "Quantity",
    "Value",
    "compare",
    "find_extractor",
    "is_conversion",
    "is_implied_year",
    "is_said_elsewhere",
    "list_values",
    "render",
]


def find_extractor(language: str) -> Callable[[str], tuple[Quantity, ...]] | None:
    """The function that extracts the quantities of a text, by the BCP 47 code of its language; None where none does."""
    from align.quantities.en import extract as english
    from align.quantities.zh import extract as chinese

    return {"en": english, "zh": chinese}.get(language.partition("-")[0].lower())
