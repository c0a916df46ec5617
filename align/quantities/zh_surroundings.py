"""What stands before and behind a Chinese number: its unit, and the words that say how exact it is."""

from align.quantities.model import Kind, Precision
from align.quantities.zh_words import LONGEST, PRECISION_BEFORE, PRECISION_BEHIND, UNITS


def read_more(text: str, end: int, precision: Precision) -> tuple[int, Precision]:
    """Read 多, 余 or 来 between a number that ends at `end` and its unit: where it ends, and how exact it leaves it."""
    if text[end : end + 1] in ("多", "余", "餘"):
        return end + 1, Precision.MORE_THAN
    return (end + 1, Precision.ABOUT) if text[end : end + 1] in ("来", "來") else (end, precision)


def read_unit(text: str, end: int) -> tuple[tuple[Kind, str] | None, int]:
    """Read the unit behind a number, a blank between them allowed: what it says (None: no unit), and where it ends."""
    begin = end + text.startswith(" ", end)
    for length in range(min(LONGEST, len(text) - begin), 0, -1):
        named = UNITS.get(text[begin : begin + length])
        if named:
            return named, begin + length
    return None, end


def find_precision(text: str, start: int, end: int, found: Precision) -> Precision:
    """How exact the words before and behind a number say it is; `found` is what the number itself says."""
    if found is not Precision.EXACT:
        return found
    for length in (2, 1):
        after = PRECISION_BEHIND.get(text[end : end + length])
        if after:
            return after
    begin = start - (text[start - 1 : start] == " ")
    for length in (3, 2, 1):
        before = PRECISION_BEFORE.get(text[max(begin - length, 0) : begin])
        if before:
            return before
    return found
