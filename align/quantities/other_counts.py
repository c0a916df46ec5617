"""Numbers that count the same thing in another way.

Floors from the ground, words for characters, liquids by weight, ages in the old Chinese way, by a year more.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from align.quantities.model import Kind, Quantity
from align.quantities.patterns import EN_SENSES, ZH_SENSES
from align.quantities.units import find_ratio
from align.quantities.zh_numbers import load_numerals

_WEIGHT, _CHARACTERS, _LIQUID, _HEAT = (
    ZH_SENSES.late(name) for name in ("body_weight", "counts_characters", "liquid", "tenths_of_heat")
)
_WORDS = EN_SENSES.late("counts_words")
_AGE, _PAST = ZH_SENSES.late("age_in_years"), ZH_SENSES.late("tells_old_count_of_age")
_FEW_WORDS, _REACH, _DEGREES_A_TENTH = 10, 24, 30


def counts_otherwise(source: str, target: str, one: Quantity, other: Quantity) -> bool:
    """Whether a number of the translation says that of the source in another way of counting."""
    if _is_liquid(source, one, other) or _is_liquid(source, other, one):
        return True
    return any(says(source, target, one, other) for says in (_is_kelvin, _is_run, _is_storey, _counts_words))


def _is_liquid(source: str, one: Quantity, other: Quantity) -> bool:
    """Whether a liquid is measured by its weight on one side and, the same, by its volume: 半斤烧酒, 500吨水."""
    kilos, litres = find_ratio(one.unit, "kg"), find_ratio(other.unit, "L")
    if not _LIQUID.search(source) or not (kilos and litres and one.value and other.value):
        return False
    return abs(one.value * kilos - other.value * litres) * 12 <= one.value * kilos


def _is_kelvin(source: str, target: str, one: Quantity, other: Quantity) -> bool:
    """Whether the K behind a number, which may be a thousand, is the unit of temperature: 485K, "485 K"."""
    is_bare = source.endswith("K", 0, one.span.end) and target.startswith(" K", other.span.end)
    return is_bare and one.value is not None and one.value == 1000 * (other.value or 0)


def _is_run(_: str, target: str, one: Quantity, other: Quantity) -> bool:
    """Whether the K behind a number, which may be a thousand, is the kilometres of a run: 十公里, "10K"."""
    is_bare = one.unit == "km" and target.endswith(("K", "k"), 0, other.span.end)
    return is_bare and other.value == 1000 * (one.value or 0)


def _is_storey(source: str, target: str, one: Quantity, other: Quantity) -> bool:
    """Whether a floor is counted from the ground, as the British do: 七楼, "the sixth floor"."""
    floors = ZH_SENSES.words("floor")
    is_floor = source.startswith(floors, one.span.end) or source.endswith(floors, 0, one.span.end)
    return is_floor and target.startswith(" floor", other.span.end) and one.value == (other.value or 0) + 1


def find_heats(source: str, right: Sequence[Quantity]) -> Iterator[Quantity]:
    """Yield degrees that say how hot oil is of which the source gives tenths: 七成热, "about 200°C"."""
    tenths = [load_numerals().digits[match["tenths"] or match["of_oil"]] for match in _HEAT.finditer(source)]
    heats = [_DEGREES_A_TENTH * one for one in tenths]
    for one in right if heats else ():
        degrees = Fraction(one.value or 0)
        celsius = (degrees - 32) * 5 / 9 if one.unit == "°F" else degrees
        if one.unit in ("°C", "°F") and any(abs(celsius - heat) <= _DEGREES_A_TENTH for heat in heats):
            yield one


def find_bare_weights(source: str, left: Sequence[Quantity], right: Sequence[Quantity]) -> Iterator[Quantity]:
    """Yield weights in jin, which nobody needs to name, and the same in kilos: 体重一百八, "ninety kilos"."""
    kilos = [one for one in right if one.unit == "kg" and one.value]
    for one in left if kilos else ():
        is_bare = one.kind is Kind.CARDINAL and not one.unit
        if is_bare and _WEIGHT.search(source, max(one.span.start - _REACH, 0), one.span.start):
            yield from (found for other in kilos if one.value == 2 * (other.value or 0) for found in (one, other))


def _counts_words(source: str, target: str, one: Quantity, other: Quantity) -> bool:
    """Whether one number counts the characters of something said, and the other its words: 四个字, "three words"."""
    if one.value is None or other.value is None or max(one.value, other.value) > _FEW_WORDS:
        return False
    return bool(_CHARACTERS.match(source, one.span.end) and _WORDS.match(target, other.span.end))


def may_be_nominal(source: str, one: Quantity, other: Quantity) -> bool:
    """Return whether an age of a source is one year more than that of the translation, which may have counted anew."""
    is_age = one.unit == "year" and _AGE.search(source, *one.span) is not None
    return is_age and one.value == (other.value or 0) + 1 and _PAST.search(source) is not None
