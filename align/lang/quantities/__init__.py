"""Numbers, dates, money and measures: where they stand, what they say, whether a translation says the same."""

from collections.abc import Callable

from align.lang.quantities.asides import converts, implied
from align.lang.quantities.compare import Comparison, Wrong, compare
from align.lang.quantities.en_render import render
from align.lang.quantities.mistakes import Problem
from align.lang.quantities.model import Kind, Moment, Number, Part, Precision, Quantity

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
    from align.lang.quantities.en import extract as english
    from align.lang.quantities.zh import extract as chinese

    return {"en": english, "zh": chinese}.get(language.partition("-")[0].lower())
