"""What is known of an alignment decides which beads agree with it: against all paths, one by one."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from itertools import pairwise
from math import exp, log
from typing import TYPE_CHECKING

import numpy as np
import pytest
from roots import BENCHMARKS

from align.aligners.band import Band, make_band_around, make_full_band
from align.aligners.semantic.beads import KINDS, Beads, list_beads
from align.aligners.side import Side

if TYPE_CHECKING:
    from gold_samples import Sample

Node = tuple[int, int]
Arcs = set[tuple[Node, Node]]


@pytest.fixture(autouse=True)
def find_benchmarks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The libraries of the benchmarks can be imported."""
    monkeypatch.syspath_prepend(BENCHMARKS)


def list_arcs(beads: Beads) -> Arcs:
    """The nodes at which each bead begins and ends."""
    nodes = (beads.top, beads.left, beads.rows, beads.columns)
    return {((a, b), (c, d)) for a, b, c, d in zip(*(part.tolist() for part in nodes), strict=True)}


def list_paths(arcs: Arcs, node: Node, end: Node) -> Iterator[list[tuple[Node, Node]]]:
    """All paths from a node to the end."""
    if node == end:
        yield []
    for arc in sorted(arcs):
        if arc[0] == node:
            yield from ([arc, *path] for path in list_paths(arcs, arc[1], end))


def make_sample(sizes: list[Node], *, exact: bool) -> Sample:
    """A sample whose gold beads have these sizes."""
    from gold_samples import Sample

    nodes = np.cumsum([(0, 0), *sizes], axis=0).tolist()
    gold = tuple((tuple(range(a, c)), tuple(range(b, d))) for (a, b), (c, d) in pairwise(nodes))
    source, target = (Side(code, ("x",) * nodes[-1][side]) for side, code in enumerate(("zh", "en")))
    return Sample("a", 0, source, target, gold, exact)


def agree(sizes: list[Node], band: Band, *, exact: bool, alone: bool) -> Arcs:
    """The beads of a band that agree."""
    from gold_borders import find_borders

    borders = find_borders(make_sample(sizes, exact=exact), band)
    return list_arcs(borders.select(list_beads(band, 0, len(band.low)), alone=alone))


@pytest.mark.parametrize("alone", [False, True])
def test_beads_of_texts_that_are_aligned_bead_by_bead_are_those_alone(alone: bool) -> None:
    sizes = [(1, 1), (2, 1), (1, 0), (0, 1), (1, 2)]
    nodes = list(map(tuple, np.cumsum([(0, 0), *sizes], axis=0).tolist()))
    found = agree(sizes, make_full_band(5, 5), exact=True, alone=alone)
    assert found == set(pairwise(nodes))


@pytest.mark.parametrize("alone", [False, True])
def test_paths_through_known_borders(alone: bool) -> None:
    sizes = [(2, 2), (1, 0), (1, 2)]
    band = make_full_band(4, 4)
    found = agree(sizes, band, exact=False, alone=alone)
    through = {(2, 2), (3, 2)}
    every = list_paths(list_arcs(list_beads(band, 0, 5)), (0, 0), (4, 4))
    kept = [path for path in every if through <= {end for _, end in path} and (alone or _is_paired(path))]
    assert list(list_paths(found, (0, 0), (4, 4))) == kept
    assert len(kept) == (108 if alone else 2)


def _is_paired(path: list[tuple[Node, Node]]) -> bool:
    """Whether no segment is alone but the third of the source, which has no counterpart."""
    alone = [(start, end) for start, end in path if 0 in np.subtract(end, start)]
    return alone == [((2, 2), (3, 2))]


def test_a_bead_of_no_kind_is_a_stretch() -> None:
    assert (1, 9) not in KINDS
    found = agree([(1, 1), (1, 9), (1, 1)], make_full_band(3, 11), exact=True, alone=False)
    assert {((0, 0), (1, 1)), ((2, 10), (3, 11))} < found
    assert all(start in {(0, 0), (2, 10)} or (start >= (1, 1) and end <= (2, 10)) for start, end in found)
    assert ((1, 1), (1, 2)) in found, "it cannot be crossed without segments alone"


def test_a_border_outside_the_band_is_not_known() -> None:
    band = make_band_around(np.array([[0, 0], [1, 1], [2, 2], [3, 3]]), 0)
    sizes = [(1, 1), (0, 1), (2, 1)]
    assert not band.contains(np.array([1]), np.array([3]))[0]
    found = agree(sizes, Band(band.low, band.high), exact=True, alone=False)
    assert list(list_paths(found, (0, 0), (3, 3)))


def test_the_loss_is_that_of_all_paths_together() -> None:
    if importlib.util.find_spec("numba") is None:
        pytest.skip("numba is not installed: pip install -e '.[bench]'")
    from crf import Lattice
    from gold_borders import find_borders

    band = make_full_band(3, 3)
    beads = list_beads(band, 0, 4)
    order = np.argsort(beads.locate(band) * len(KINDS) + beads.kinds)
    beads = beads.select(order)
    borders = find_borders(make_sample([(2, 1), (1, 2)], exact=False), band)
    features = np.random.default_rng(1).normal(size=(len(beads), 3)).astype(np.float32)
    gold = borders.agree(beads, alone=False)
    lattice = Lattice(features, band.index(beads.top, beads.left), beads.locate(band), band.size, gold)
    weights = np.array([0.5, -1.0, 0.25])
    scores = dict(zip(_list_in_order(beads), (features @ weights).tolist(), strict=True))
    sums = [
        sum(exp(sum(scores[arc] for arc in path)) for path in list_paths(arcs, (0, 0), (3, 3)))
        for arcs in (set(scores), list_arcs(beads.select(np.flatnonzero(gold))))
    ]
    loss, slope = lattice.compute_loss(weights)
    assert loss == pytest.approx(log(sums[0] / sums[1]), abs=1e-4)
    for index in range(3):
        step = np.eye(3)[index] * 1e-2
        change = lattice.compute_loss(weights + step)[0] - lattice.compute_loss(weights - step)[0]
        assert slope[index] == pytest.approx(change / 2e-2, abs=1e-3)


def _list_in_order(beads: Beads) -> list[tuple[Node, Node]]:
    nodes = (beads.top, beads.left, beads.rows, beads.columns)
    return [((a, b), (c, d)) for a, b, c, d in zip(*(part.tolist() for part in nodes), strict=True)]


def test_half_of_a_text_is_dropped_the_same_way_each_time() -> None:
    from bordered_texts import make_bordered_samples
    from dropped_sentences import Text

    text = Text(
        "one", tuple(f"第{day}天下雨。水涨了。" for day in range(40)), tuple(f"Rain on day {day}." for day in range(40))
    )
    samples = list(make_bordered_samples("a/one", text))
    assert samples == list(make_bordered_samples("a/one", text))
    assert [(one.variant, one.exact) for one in samples] == [(0, False), (1, False)]
    assert samples[0].gold == tuple(((2 * day, 2 * day + 1), (day,)) for day in range(40))
    for one in samples:
        assert [index for source, _ in one.gold for index in source] == list(range(len(one.source.segments)))
        assert [index for _, target in one.gold for index in target] == list(range(len(one.target.segments)))
    lost = [bead for bead in samples[1].gold if not all(bead)]
    assert len(lost) >= 2
    assert len(samples[1].source.segments) + len(samples[1].target.segments) < 120
