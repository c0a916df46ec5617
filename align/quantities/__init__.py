"""Numbers, dates, money and measures: where they stand, what they say, whether a translation says the same."""

from collections.abc import Callable

from align.quantities.asides import converts, implied
from align.quantities.compare import Comparison, Wrong, compare
from align.quantities.en_render import render
from align.quantities.mistakes import Problem
from align.quantities.model import Kind, Moment, Number, Part, Precision, Quantity

__all__ = [
    "Comparison",
    "Kind",
    "Moment",
    "Number",
    "Part",
    "Precision",
    "Problem",
    "Quantity",
    "Wrong",
    "compare",
    "converts",
    "extractor",
    "implied",
    "render",
]


def extractor(language: str) -> Callable[[str], tuple[Quantity, ...]] | None:
    """What finds the quantities in a text of a language, by its BCP 47 code; None where nothing does."""
    from align.quantities.en import extract as english
    from align.quantities.zh import extract as chinese

    return {"en": english, "zh": chinese}.get(language.partition("-")[0].lower())
