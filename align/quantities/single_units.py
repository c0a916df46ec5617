"""Periods and measures that are one of a larger unit, which English names with no number: 7天, "a week"."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from align.quantities.en_amounts import compile_unit, look_up_unit
from align.quantities.model import Kind, Quantity
from align.quantities.units import find_ratio
from glossary.pack.patterns import compile_late

_ARTICLE = compile_late(
    r"\b(?:[Aa]n?|[Tt]he|[Oo]ne|[Pp]er|[Ee]very|[Ee]ach|[Aa]ll|[Aa]ny)(?=[ -][a-z])"
    r"(?: (?:full|whole|single|past|last|next|coming|same))?"
)
_FORTNIGHT = compile_late(r"\b[Ff]ortnight")
_QUARTER = compile_late(r"\b(?:an?|per|every|each|any|the) quarter(?! of\b| to\b| past\b|[ -]?finals?\b)")
_OFTEN = compile_late(
    r"\b(?:(?P<half>half-year|semi-annual)|(?P<week>week)|(?P<month>month)|(?P<year>annual|year)|(?P<day>dai)"
    r"|(?P<hour>hour)|(?P<quarter>quarter)|(?P<fortnight>fortnight))ly\b"
)
"""Words that say how often: "annually" is every twelve months."""
_LIKE = {(30, "day", "month"), (90, "day", "quarter"), (365, "day", "year"), (15, "day", "fortnight")}
"""Days that make a longer period as people reckon."""
_PARTS = {"fortnight": ("week", Fraction(2)), "half": ("year", Fraction(1, 2))}
"""What is so many, or such a part, of another unit."""
_KINDS = frozenset((Kind.DURATION, Kind.MEASURE))


def find_single_units(target: str, missing: Iterable[Quantity]) -> Iterator[Quantity]:
    """Yield what is missing of a source where the translation names a unit of which it is one."""
    counted = [one for one in missing if one.kind in _KINDS and one.high is None and one.value]
    units = set(_list_single_units(target)) if counted else set()
    yield from (one for one in counted if any(_is_one(one, unit) for unit in units))


def _list_single_units(text: str) -> Iterator[str]:
    if _FORTNIGHT.search(text):
        yield "fortnight"
    if _QUARTER.search(text):
        yield "quarter"
    yield from (match.lastgroup or "" for match in _OFTEN.finditer(text))
    for article in _ARTICLE.finditer(text):
        match = compile_unit().match(text, article.end())
        if match:
            yield look_up_unit(match["unit"])[1]


def _is_one(quantity: Quantity, unit: str) -> bool:
    """Whether a quantity is one of a unit."""
    if (quantity.value, quantity.unit, unit) in _LIKE:
        return True
    whole, count = _PARTS.get(unit, (unit, 1))
    ratio = find_ratio(quantity.unit, whole)
    return ratio is not None and (quantity.value or 0) * ratio == count
