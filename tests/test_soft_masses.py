"""Where pieces of segments go: against sums written out, segments without a piece among them."""

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from align.aligners.band import Band
from align.aligners.semantic.meant_words import meant_words
from align.aligners.semantic.soft_masses import Pieces, Softness, soft_masses
from align.aligners.side import Side
from align.encoders import load

SHARP, NOWHERE = 5.0, 0.4


def _pieces(owners: list[int], segments: int, seed: int) -> Pieces:
    chance = np.random.default_rng(seed)
    vectors = chance.normal(size=(len(owners), 3)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    weights = chance.uniform(0.1, 1, len(owners)).astype(np.float32)
    return Pieces(np.array(sorted(owners), np.intp), weights, lambda first, last: vectors[first:last], segments)


def _likely(source: Pieces, target: Pieces) -> np.ndarray:
    cosines = source.vectors(0, len(source.owners)) @ target.vectors(0, len(target.owners)).T
    return np.exp(SHARP * np.minimum(cosines, 1.0))


@given(st.lists(st.integers(0, 4), max_size=9), st.lists(st.integers(0, 5), max_size=9), st.integers(1, 3))
@settings(max_examples=40)
def test_soft_masses_are_shares_of_likely_counterparts(ours, theirs, rows) -> None:
    source, target = _pieces(ours, 5, 1), _pieces(theirs, 6, 2)
    cells = Band(np.array([0, 0, 1, 2, 2]), np.array([2, 3, 4, 5, 5]))
    found = soft_masses(source, target, cells, Softness(SHARP, NOWHERE, rows))
    likely, inside = _likely(source, target), set(zip(*(part.tolist() for part in cells.nodes(0, 5)), strict=True))
    rendered, rendering = np.zeros((2, 5, 6))
    for (one, row), (other, column) in product(enumerate(source.owners), enumerate(target.owners)):
        if (row, column) in inside:
            reach = [likely[one, k] for k, place in enumerate(target.owners) if (row, place) in inside]
            back = [likely[k, other] for k, place in enumerate(source.owners) if (place, column) in inside]
            nowhere = np.exp(SHARP * NOWHERE)
            rendered[row, column] += source.weights[one] * likely[one, other] / (sum(reach) + nowhere)
            rendering[row, column] += target.weights[other] * likely[one, other] / (sum(back) + nowhere)
    at = cells.nodes(0, 5)
    np.testing.assert_allclose(found.rendered, rendered[at], rtol=1e-4, atol=1e-6)
    np.testing.assert_allclose(found.rendering, rendering[at], rtol=1e-4, atol=1e-6)


def test_words_go_to_what_means_the_same() -> None:
    source = Side("zh", ("山上有雪。", "……", "河里有鱼。"))
    target = Side("en", ("There are fish in the river.", "...", "Snow lies on the mountain."))
    cells = Band(np.zeros(3, np.int64), np.full(3, 2))
    rendered = meant_words(source, target, load(), cells).masses.rendered.reshape(3, 3)
    assert rendered.argmax(axis=1).tolist() == [2, 0, 0]
    assert not rendered[1].any()
    assert not rendered[:, 1].any()


def test_texts_without_words_render_nothing() -> None:
    found = meant_words(Side("zh", ("。", "…")), Side("en", ("!",)), load(), Band(np.zeros(2, int), np.zeros(2, int)))
    assert found.masses.rendered.tolist() == [0.0, 0.0]
    assert found.coverage.rendered.tolist() == [0.0, 0.0]
