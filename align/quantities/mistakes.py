"""What in a translation may have become of what is missing in it."""

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction

from align.quantities.atoms import Atom, conflict
from align.quantities.likeness import near, replaceable
from align.quantities.model import Number

_LOOSE = ("year", "month", "weekday", "time", "day", "ordinal", "label", "shift")
_Pair = tuple[Atom, Atom]


class Problem(StrEnum):
    """What is wrong with a quantity of the target."""

    VALUE = "value"
    MAGNITUDE = "magnitude"
    UNIT = "unit"


def mistakes(weak: Sequence[Atom], new: Sequence[Atom], missing: Sequence[Atom], extra: Sequence[Atom]) -> list[_Pair]:
    """The pairs of which the target's atom stands where the source's should.

    One of both at least stands nowhere on the other side; what is only said too often makes a pair with its like.
    """
    pairs: list[_Pair] = []
    for sources, targets, fits in (
        *((missing, extra, fits) for fits in (_mistaken_unit, _mistaken_scale, _mistaken)),
        (weak, extra, _mistaken_like),
        (missing, new, _mistaken_like),
    ):
        for atom in sources:
            taken = {id(one) for pair in pairs for one in pair}
            match = next((one for one in targets if id(one) not in taken and fits(atom, one)), None)
            if match is not None and id(atom) not in taken:
                pairs.append((atom, match))
    return pairs


def _mistaken_unit(source: Atom, target: Atom) -> bool:
    return source.value == target.value and conflict(source, target)


def _mistaken_scale(source: Atom, target: Atom) -> bool:
    """Whether the digits are the same, but for a power of ten."""
    if (
        not replaceable(source, target)
        or not (source.value and target.value)
        or source.aspect in ("month", "day")
        or 1 in (source.value, target.value)
    ):
        return False
    return _power_of_ten(source.value, target.value)


def _power_of_ten(one: Number, other: Number) -> bool:
    large, small = max(one, other), min(one, other)
    quotient = Fraction(large) / Fraction(small)
    return quotient.denominator == 1 and str(quotient.numerator).strip("0") == "1"


def _mistaken(source: Atom, target: Atom) -> bool:
    idiom = any(
        atom.value == 1 and atom.quantity.worded and atom.aspect not in ("day", "month") for atom in (source, target)
    )
    return not idiom and replaceable(source, target) and near(source, target)


def _mistaken_like(source: Atom, target: Atom) -> bool:
    like = (source.aspect, source.quantity.unit) == (target.aspect, target.quantity.unit)
    return like and source.aspect not in _LOOSE and _mistaken(source, target)


def problem(source: Atom, target: Atom) -> Problem:
    """What is wrong with a pair."""
    if _mistaken_unit(source, target):
        return Problem.UNIT
    return Problem.MAGNITUDE if _mistaken_scale(source, target) else Problem.VALUE
