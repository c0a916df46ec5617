"""What stands behind and before a Chinese number: its unit, and the words that say how exact it is."""

from align.quantities.model import Kind, Precision
from align.quantities.zh_words import AFTER, BEFORE, LONGEST, UNITS


def more_behind(text: str, end: int, precision: Precision) -> tuple[int, Precision]:
    """多 or 余 between a number and its unit."""
    if text[end : end + 1] in ("多", "余", "餘"):
        return end + 1, Precision.MORE_THAN
    return (end + 1, Precision.ABOUT) if text[end : end + 1] in ("来", "來") else (end, precision)


def unit_behind(text: str, end: int) -> tuple[tuple[Kind, str] | None, int]:
    """What follows a number, a blank between them allowed, and where it ends."""
    begin = end + text.startswith(" ", end)
    for length in range(min(LONGEST, len(text) - begin), 0, -1):
        named = UNITS.get(text[begin : begin + length])
        if named:
            return named, begin + length
    return None, end


def precision_round(text: str, start: int, end: int, found: Precision) -> Precision:
    """How exact the words before and behind a number say it is."""
    if found is not Precision.EXACT:
        return found
    for length in (2, 1):
        after = AFTER.get(text[end : end + length])
        if after:
            return after
    begin = start - (text[start - 1 : start] == " ")
    for length in (3, 2, 1):
        before = BEFORE.get(text[max(begin - length, 0) : begin])
        if before:
            return before
    return found
