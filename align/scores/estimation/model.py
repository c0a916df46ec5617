"""The linear model of the square root of a penalty: its weights, and what each feature of a segment contributes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from statistics import fmean

from align.scores.estimation.counterpart_features import (
    describe_coverage,
    describe_dictionary,
    describe_findings,
    describe_links,
)
from align.scores.estimation.evidence import Evidence
from align.scores.estimation.source_features import describe_source
from align.scores.estimation.surface_features import describe_marks, describe_sizes
from align.scores.estimation.wording_features import describe_grammar, describe_wording
from glossary.storage.reading import read_resource

_LEAST_ROOT = 0.1
WEIGHTS_FILE = "estimate_weights.json"
_DESCRIPTIONS = (
    describe_sizes,
    describe_source,
    describe_wording,
    describe_grammar,
    describe_links,
    describe_coverage,
    describe_dictionary,
    describe_marks,
    describe_findings,
)
_SHARED = ("coverage: cosine", "wording: gain by context")
"""The features whose mean over the document is a feature too."""


@dataclass(frozen=True, slots=True)
class Weight:
    """What a feature is worth: what each unit adds above `mean`; its value is first limited to `low` and `high`."""

    slope: float
    mean: float
    low: float
    high: float

    def contribute(self, value: float) -> float:
        """Return what a value of the feature adds to the mean."""
        return self.slope * (min(max(value, self.low), self.high) - self.mean)


@dataclass(frozen=True)
class Model:
    """The mean square root of a penalty, the weights of its features by name, and the bands.

    `variance` is that of the root around what the features say; `medium` and `high` are the penalties a word from which
    a segment is in these bands; `digest` names the model.
    """

    mean: float
    variance: float
    weights: Mapping[str, Weight]
    medium: float
    high: float
    digest: str

    def expect_penalty(self, contributions: Mapping[str, float]) -> float:
        """Return the penalty to expect, to two decimals: the square of the expected root, and the variance of
        the root.
        """
        return round(max(self.mean + sum(contributions.values()), _LEAST_ROOT) ** 2 + self.variance, 2)

    def contribute(self, features: Mapping[str, float]) -> dict[str, float]:
        """Return what each feature adds to the mean; a feature that is not there is 0."""
        return {name: weight.contribute(features.get(name, 0.0)) for name, weight in self.weights.items()}


@cache
def load_model() -> Model:
    """Return the model that is shipped; `benchmarks/fit_estimate.py` writes it."""
    data = read_resource(__package__, WEIGHTS_FILE)
    values = json.loads(data)
    weights = {name: Weight(*numbers) for name, numbers in values["weights"].items()}
    return Model(
        values["mean"],
        values["variance"],
        weights,
        values["medium"],
        values["high"],
        sha256(data.encode()).hexdigest()[:12],
    )


def compute_features(document: Sequence[Evidence]) -> list[dict[str, float]]:
    """Return the features of each segment of a document, by name; findings of rules that found nothing are left out."""
    found = [dict(_list_features(evidence)) for evidence in document]
    for number, features in enumerate(found):
        features["document: first"] = float(number == 0 and len(found) > 1)
        features["document: place"] = number / len(found)
    for name in _SHARED:
        mean = fmean(features[name] for features in found) if found else 0.0
        for features in found:
            features[f"document: {name}"] = mean
    return found


def _list_features(evidence: Evidence) -> Iterator[tuple[str, float]]:
    for describe in _DESCRIPTIONS:
        yield from describe(evidence)
