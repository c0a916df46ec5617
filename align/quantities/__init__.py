"""Numbers, dates, money and measures: where they are, what they say, whether a translation says the same.

Where to change what: how English and Chinese are read, `en.py` and `zh.py` (numbers, amounts, dates, tables of words);
how two numbers are compared, `compare.py`; what is excused, `judgements.py`; how a number is written in English as a
suggestion, `en_render.py`.
"""

from collections.abc import Callable
from functools import lru_cache

from align.quantities.model import Quantity


@lru_cache(maxsize=64)
def find_extractor(language: str) -> Callable[[str], tuple[Quantity, ...]] | None:
    """Return what extracts the quantities of a text, by the BCP 47 code of its language; None where nothing does."""
    from align.quantities.en import extract as english
    from align.quantities.zh import extract as chinese

    return {"en": english, "zh": chinese}.get(language.partition("-")[0].lower())
