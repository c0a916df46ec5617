"""Numbers that count the same thing in another way: floors from the ground, words for characters, liquids by weight."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from align.quantities.model import Kind, Quantity
from align.quantities.units import find_ratio
from glossary.pack.patterns import compile_late

_WEIGHT = compile_late("[体體]重[^，。；！？]{0,4}\\Z|(?:[减減]肥|瘦|胖)[^。；！？]{0,20}\\Z")
_CHARACTERS, _WORDS = compile_late("[个個]?字(?![节節母段符])"), compile_late(" (?:[a-z]+ )?words?\\b")
_FEW_WORDS, _REACH = 10, 24
_LIQUIDS = frozenset("水酒油奶醋汁")
_TENTHS, _DEGREES_A_TENTH = "一二三四五六七八九", 30
_HEAT = compile_late(f"(?P<tenths>[{_TENTHS}])成[热熱]|油[温溫](?P<of_oil>[{_TENTHS}])成")


def counts_otherwise(source: str, target: str, one: Quantity, other: Quantity) -> bool:
    """Whether a number of the translation says that of the source in another way of counting."""
    if _is_liquid(source, one, other) or _is_liquid(source, other, one):
        return True
    return any(says(source, target, one, other) for says in (_is_kelvin, _is_run, _is_storey, _counts_words))


def _is_liquid(source: str, one: Quantity, other: Quantity) -> bool:
    """Whether a liquid is measured by its weight on one side and, the same, by its volume: 半斤烧酒, 500吨水."""
    kilos, litres = find_ratio(one.unit, "kg"), find_ratio(other.unit, "L")
    if _LIQUIDS.isdisjoint(source) or not (kilos and litres and one.value and other.value):
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
    is_floor = source.startswith(("楼", "樓"), one.span.end) or source.endswith(("楼", "樓"), 0, one.span.end)
    return is_floor and target.startswith(" floor", other.span.end) and one.value == (other.value or 0) + 1


def find_heats(source: str, right: Sequence[Quantity]) -> Iterator[Quantity]:
    """Yield degrees that say how hot oil is of which the source gives tenths: 七成热, "about 200°C"."""
    heats = [
        _DEGREES_A_TENTH * (_TENTHS.index(match["tenths"] or match["of_oil"]) + 1) for match in _HEAT.finditer(source)
    ]
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
