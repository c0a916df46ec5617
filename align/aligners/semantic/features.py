"""The features of beads, and the weights that say what each is worth."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from align.aligners.semantic.alignment_features import compare_edges, compare_inside
from align.aligners.semantic.beads import KINDS
from align.aligners.semantic.cosine_features import compare_alone, compare_blocks
from align.aligners.semantic.gaps import describe_gaps
from align.aligners.semantic.match_features import compare_matches
from align.aligners.semantic.quotation_features import compare_quotations
from align.aligners.semantic.surface_features import compare_lengths, compare_paragraphs, compare_punctuation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import numpy as np
    from numpy.typing import NDArray

    from align.aligners.semantic.beads import Beads, Feature
    from align.aligners.semantic.context import Window


def compute_coarse_features(window: Window, beads: Beads) -> Iterator[Feature]:
    """Yield the cheap features: the kind of a bead, length, punctuation, paragraphs, and where its clauses and words
    go.
    """
    context = window.context
    yield from _tell_kinds(beads)
    yield from compare_lengths(context.surfaces, context.length_ratio, beads)
    yield from compare_punctuation(context.surfaces, beads)
    yield from compare_paragraphs(context.surfaces, beads)
    yield from compare_inside("clauses", context.clauses, window.clauses, beads)
    yield from compare_inside("words", context.words, window.words, beads)
    yield from compare_edges("clauses", window.clauses, beads)
    yield from compare_edges("words", window.words, beads)
    yield from compare_alone(context.segment_similarity, beads)
    yield from describe_gaps(context.gaps, beads)


def compute_fine_features(window: Window, beads: Beads) -> Iterator[Feature]:
    """Yield the coarse features, the similarity of both sides as they are, and with a segment more or less; what of
    them is quoted; and where their words match best.
    """
    context = window.context
    yield from compute_coarse_features(window, beads)
    yield from compare_blocks(context.vectors, beads)
    yield from compare_quotations(context.surfaces, context.length_ratio, beads)
    yield from compare_matches(context.matches, beads)


def _tell_kinds(beads: Beads) -> Iterator[Feature]:
    for index, (m, n) in enumerate(KINDS):
        yield f"kind {m}-{n}", beads.kinds == index


@dataclass(frozen=True)
class Weights:
    """What each feature of a bead is worth, in nats, by its name.

    `coarse` are the weights of the first pass over all beads, `fine` those of the second over few, and `omissions`
    those that show which source segments have no counterpart.
    """

    coarse: Mapping[str, float]
    fine: Mapping[str, float]
    omissions: Mapping[str, float]


@cache
def load_weights() -> Weights:
    """Return the weights that are shipped; `benchmarks/fit_aligner.py` and `fit_omissions.py` write them."""
    values = _read("aligner_weights.json")
    return Weights(values["coarse"], values["fine"], _read("omission_weights.json")["omissions"])


def _read(name: str) -> dict[str, dict[str, float]]:
    import json

    from glossary.storage.reading import read_resource

    found: dict[str, dict[str, float]] = json.loads(read_resource(__package__, name))
    return found


def score_beads(features: Iterable[Feature], weights: Mapping[str, float], count: int) -> NDArray[np.float32]:
    """Return the score of each of `count` beads, in nats: the weighted sum of its features."""
    import numpy as np

    scores = np.zeros(count, np.float32)
    for name, values in features:
        scores += np.float32(weights[name]) * values
    return scores
