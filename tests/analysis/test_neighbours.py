"""Beads with those around them."""

from marked import document

from align.analysis.alignments import find_matches_with_neighbours
from align.model import Alignment, Bead

BEADS = (Bead((0,), (0,)), Bead((1,), ()), Bead((2,), (1,), 0.5), Bead((), (2,)), Bead((3,), (3,)))


def _found(confidence: float = 0.0, reach: int = 1) -> list[tuple[int, list[int]]]:
    alignment = Alignment(document("A.\nB.\nC.\nD.\n"), document("E.\nF.\nG.\nH.\n"), BEADS)
    found = find_matches_with_neighbours(alignment, confidence, reach)
    return [(BEADS.index(bead), list(map(BEADS.index, near))) for bead, near in found]


def test_beads_of_both_sides_come_with_those_around_them() -> None:
    assert _found() == [(0, [0, 1]), (2, [1, 2, 3]), (4, [3, 4])]


def test_an_unlikely_bead_is_only_a_neighbour() -> None:
    assert _found(confidence=0.6) == [(0, [0, 1]), (4, [3, 4])]


def test_the_reach_is_counted_in_beads() -> None:
    assert _found(reach=2) == [(0, [0, 1, 2]), (2, [0, 1, 2, 3, 4]), (4, [2, 3, 4])]
