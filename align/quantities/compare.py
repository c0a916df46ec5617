"""What the quantities of a text and of its translation have in common, and where they differ.

The quantities are taken apart into atoms, which are matched one to one, first those that are equal in everything, then
those that say the same in another way, in another unit or rounded. What says a thing twice, or once for two, is fine.
Of what is left, two that could be each other make a pair that is wrong; the rest is missing or extra, if it is notable.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

from align.quantities.atoms import Atom, atoms
from align.quantities.dates import contradictions
from align.quantities.likeness import CHECKS, equal, related
from align.quantities.mistakes import Problem, mistakes, problem
from align.quantities.model import Quantity

_Item = TypeVar("_Item")
_FEW = 10
_MOST = 300


class Wrong(NamedTuple):
    """A quantity of the source and the one of the target that stands in its place."""

    source: Quantity
    target: Quantity
    problem: Problem


class Comparison(NamedTuple):
    """What agrees, and what does not; `missing` stand in the source only, `extra` in the target only."""

    matched: tuple[tuple[Quantity, Quantity], ...]
    missing: tuple[Quantity, ...]
    extra: tuple[Quantity, ...]
    wrong: tuple[Wrong, ...]

    @property
    def fine(self) -> bool:
        """Whether nothing is worth a warning."""
        return not (self.missing or self.extra or self.wrong)


def compare(
    source: Iterable[Quantity],
    target: Iterable[Quantity],
    source_near: Iterable[Quantity] = (),
    target_near: Iterable[Quantity] = (),
) -> Comparison:
    """Compare the quantities of two texts; those of the segments next to them, where one may have moved, excuse.

    Texts with more than a few hundred numbers are tables, and are not compared.
    """
    source, target = tuple(source), tuple(target)
    left, right = atoms(source), atoms(target)
    if max(len(left), len(right)) > _MOST:
        return Comparison((), (), (), ())
    pairs = _matched(left, right)
    lost = _without(left, {one for one, _ in pairs})
    weak = _without(left, {one for one, other in pairs if equal(left[one], right[other])})
    new = _without(right, {other for _, other in pairs})
    missing = [atom for atom in lost if not any(_says(atom, one) for one in (*right, *atoms(target_near)))]
    extra = [atom for atom in new if not any(_says(one, atom) for one in (*left, *atoms(source_near)))]
    wrong = mistakes(weak, new, missing, extra)
    slips = [Wrong(one.quantity, other.quantity, problem(one, other)) for one, other in wrong]
    slips += [Wrong(one, other, Problem.VALUE) for one, other in contradictions(source, target)]
    told = {quantity for slip in slips for quantity in (slip.source, slip.target)}
    return Comparison(
        tuple(_once((left[one].quantity, right[other].quantity) for one, other in pairs)),
        tuple(_once(atom.quantity for atom in missing if atom.notable and atom.quantity not in told)),
        tuple(_once(atom.quantity for atom in extra if _invented(atom) and atom.quantity not in told)),
        tuple(_once(slips)),
    )


def _without(atoms_here: Sequence[Atom], numbers: set[int]) -> list[Atom]:
    return [atom for number, atom in enumerate(atoms_here) if number not in numbers]


def _matched(left: Sequence[Atom], right: Sequence[Atom]) -> list[tuple[int, int]]:
    """The pairs of atoms that say the same, each atom in one at most; the strictest check goes first."""
    pairs: list[tuple[int, int]] = []
    free, others = list(range(len(left))), list(range(len(right)))
    for check in CHECKS:
        for number in tuple(free):
            match = next((other for other in others if check(left[number], right[other])), None)
            if match is not None:
                pairs.append((number, match))
                free.remove(number)
                others.remove(match)
    return sorted(pairs)


def _says(source: Atom, target: Atom) -> bool:
    """Whether one atom says the other, though it may be taken: a number that stands twice, or in a range."""
    if _among(source, target) or _among(target, source):
        return True
    return related(source, target) and any(check(source, target) for check in CHECKS[:-1])


def _among(atom: Atom, other: Atom) -> bool:
    """Whether an atom is within the list that the other names: 三四五六."""
    low, high = other.quantity.value, other.quantity.high
    return other.quantity.worded and low is not None and high is not None and low <= atom.value <= high <= _FEW


def _invented(atom: Atom) -> bool:
    """Whether an atom that only the target has is worth a warning: a year, a month or a name may be implied."""
    return atom.notable and atom.aspect not in ("year", "month", "label")


def _once(items: Iterable[_Item]) -> Iterable[_Item]:
    return dict.fromkeys(items)
