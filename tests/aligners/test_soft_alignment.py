"""Soft alignments by vectors: against sums written out, segments without a piece among them."""

import tracemalloc
from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from align.aligners.band import Band
from align.aligners.semantic.vector_alignment import Pieces, Softmax, align_pieces
from align.aligners.semantic.word_vectors import align_word_vectors, encode_words
from align.aligners.side import Side
from align.encoders import load

SHARPNESS, NULL_COSINE, LEAST_WEIGHT = 5.0, 0.4, 0.1


def _make_pieces(owners: list[int], segments: int, seed: int) -> Pieces:
    chance = np.random.default_rng(seed)
    vectors = chance.normal(size=(len(owners), 3)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    weights = chance.uniform(0.1, 1, len(owners)).astype(np.float32)
    return Pieces(np.array(sorted(owners), np.intp), weights, lambda first, last: vectors[first:last], segments)


def _score(source: Pieces, target: Pieces) -> NDArray[np.float32]:
    cosines = source.vectors(0, len(source.weights)) @ target.vectors(0, len(target.weights)).T
    return np.asarray(np.exp(SHARPNESS * np.minimum(cosines, 1.0)))


@given(st.lists(st.integers(0, 4), max_size=9), st.lists(st.integers(0, 5), max_size=9), st.integers(1, 3))
def test_each_piece_spreads_its_weight_by_similarity(ours: list[int], theirs: list[int], batch: int) -> None:
    source, target = _make_pieces(ours, 5, 1), _make_pieces(theirs, 6, 2)
    cells = Band(np.array([0, 0, 1, 2, 2]), np.array([2, 3, 4, 5, 5]))
    found = align_pieces(source, target, cells, Softmax(SHARPNESS, NULL_COSINE, batch), LEAST_WEIGHT)
    scores, null = _score(source, target), np.exp(SHARPNESS * NULL_COSINE)
    inside = set(zip(*(part.tolist() for part in cells.list_nodes(0, 5)), strict=True))
    outgoing, incoming = np.zeros((2, 5, 6))
    for (one, row), (other, column) in product(enumerate(source.segment_indices), enumerate(target.segment_indices)):
        if (row, column) in inside:
            reach = [scores[one, k] for k, place in enumerate(target.segment_indices) if (row, place) in inside]
            back = [scores[k, other] for k, place in enumerate(source.segment_indices) if (place, column) in inside]
            outgoing[row, column] += source.weights[one] * scores[one, other] / (sum(reach) + null)
            incoming[row, column] += target.weights[other] * scores[one, other] / (sum(back) + null)
    at = cells.list_nodes(0, 5)
    np.testing.assert_allclose(found.source_to_target, outgoing[at], rtol=1e-4, atol=1e-6)
    np.testing.assert_allclose(found.target_to_source, incoming[at], rtol=1e-4, atol=1e-6)
    weights = [LEAST_WEIGHT + source.weights[source.segment_indices == row].sum(dtype=float) for row in range(5)]
    np.testing.assert_allclose(found.source_weights, weights)
    covered = np.minimum(outgoing.sum(axis=1) / weights, 2), np.minimum(incoming.max(axis=1) / weights, 2)
    np.testing.assert_allclose(found.coverage.outgoing, covered[0], rtol=1e-4, atol=1e-6)
    np.testing.assert_allclose(found.coverage.best_incoming, covered[1], rtol=1e-4, atol=1e-6)


def test_a_long_text_takes_little_more_memory_than_the_scores_of_its_pieces() -> None:
    count, pieces, reach = 3000, 6, 12
    rows = np.arange(count)
    source, target = (_make_pieces(np.repeat(rows, pieces).tolist(), count, seed) for seed in (1, 2))
    cells = Band(np.maximum(rows - reach, 0), np.minimum(rows + reach, count - 1))
    tracemalloc.start()
    align_pieces(source, target, cells, Softmax(SHARPNESS, NULL_COSINE, 32), LEAST_WEIGHT)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 3 * 4 * pieces * cells.size


def test_words_go_to_words_of_the_same_meaning() -> None:
    source = Side("zh", ("山上有雪。", "……", "河里有鱼。"))
    target = Side("en", ("There are fish in the river.", "...", "Snow lies on the mountain."))
    cells = Band(np.zeros(3, np.int64), np.full(3, 2))
    outgoing = align_word_vectors(*encode_words(source, target, load()), cells).source_to_target.reshape(3, 3)
    assert outgoing.argmax(axis=1).tolist() == [2, 0, 0]
    assert not outgoing[1].any()
    assert not outgoing[:, 1].any()
