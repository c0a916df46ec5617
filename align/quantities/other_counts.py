"""Numbers that count the same thing in another way: floors from the ground, words for characters, water in tonnes."""

from align.quantities.model import Kind, Quantity
from glossary.lang.late_patterns import compile_late

_WEIGHT = compile_late("[体體]重[^，。；！？]{0,4}\\Z")
_CHARACTERS, _WORDS = compile_late("[个個]?字(?![节節母段符])"), compile_late(" (?:[a-z]+ )?words?\\b")
_FEW_WORDS = 10


def counts_otherwise(source: str, target: str, one: Quantity, other: Quantity) -> bool:
    """Whether a number of the translation says that of the source in another way of counting."""
    if _is_water(source, one, other) or _is_weight(source, one, other):
        return True
    return any(says(source, target, one, other) for says in (_is_kelvin, _is_storey, _counts_words))


def _is_water(source: str, one: Quantity, other: Quantity) -> bool:
    """Whether water is measured in tonnes and, the same, in cubic metres."""
    return "水" in source and {one.unit, other.unit} == {"t", "m3"} and one.value == other.value


def _is_kelvin(source: str, target: str, one: Quantity, other: Quantity) -> bool:
    """Whether the K behind a number, which may be a thousand, is the unit of temperature: 485K, "485 K"."""
    is_bare = source.endswith("K", 0, one.span.end) and target.startswith(" K", other.span.end)
    return is_bare and one.value is not None and one.value == 1000 * (other.value or 0)


def _is_storey(source: str, target: str, one: Quantity, other: Quantity) -> bool:
    """Whether a floor is counted from the ground, as the British do: 七楼, "the sixth floor"."""
    is_floor = source.startswith(("楼", "樓"), one.span.end) or source.endswith(("楼", "樓"), 0, one.span.end)
    return is_floor and target.startswith(" floor", other.span.end) and one.value == (other.value or 0) + 1


def _is_weight(source: str, one: Quantity, other: Quantity) -> bool:
    """Whether somebody weighs so many jin that nobody needs to name them: 体重一百八, "ninety kilos"."""
    is_bare = one.kind is Kind.CARDINAL and not one.unit and other.unit == "kg"
    return (
        is_bare
        and one.value == 2 * (other.value or 0)
        and bool(_WEIGHT.search(source, max(one.span.start - 6, 0), one.span.start))
    )


def _counts_words(source: str, target: str, one: Quantity, other: Quantity) -> bool:
    """Whether one number counts the characters of something said, and the other its words: 四个字, "three words"."""
    if one.value is None or other.value is None or max(one.value, other.value) > _FEW_WORDS:
        return False
    return bool(_CHARACTERS.match(source, one.span.end) and _WORDS.match(target, other.span.end))
