"""Ranking of the candidates for a slot: a conditional logit over a dozen features.

The utility of a candidate is a weighted sum of its features; its score, exp(utility) as a share of the sum over all
candidates of the slot, is the chance that the fitted model gives it. `benchmarks/suggestions.py` fits the weights.
Source: D. McFadden, "Conditional logit analysis of qualitative choice behavior", 1974.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from math import exp, log

from glossary.lang import en_slots, fluency
from glossary.storage.reading import read_resource
from glossary.suggestions.dictionary_candidates import Candidate

WEIGHTS_FILE = "suggestion_weights.json"
_SINGULAR_OF_PLURAL = -1.0  # nats a gloss in the plural loses when it is put in the singular
_LENGTHS = {2: "two words", 3: "three words"}


@cache
def load_weights() -> dict[str, float]:
    """Return the fitted weight of each feature.

    No other function reads them: a benchmark replaces this one to try others.
    """
    weights: dict[str, float] = json.loads(read_resource("glossary", WEIGHTS_FILE))
    return weights


class Surroundings:
    """What the trigram model sees of the text round a slot: `past` and `future` words, the nearest first.

    `expected` is how much more likely each Penn tag is after the word before the slot, in nats.
    """

    def __init__(self, left: str, right: str) -> None:
        self.past = fluency.find_history(left)
        self.future = fluency.find_future(right)
        self.expected = en_slots.find_expected_tags(self.past[0], left)


def compute_fluency_features(candidate: Candidate, around: Surroundings) -> dict[str, float]:
    """Return log probabilities, in nats, of the forms of a candidate in the slot, by feature.

    `fluent`: of all forms together, with the words after them; `entry`: of the likeliest form after the words before;
    `exit`: of the words after, after the form that suits them best; `common`: of the best form without context;
    `inner`: of the words of the candidate after one another. `unknown` is the number of words outside the vocabulary.
    """
    scored = []
    for form in sorted({form for _, form in candidate.forms}):
        sequence = fluency.tokenize(form)
        costs = fluency.score_sequence(around.past, [*sequence, *around.future])
        scored.append((sum(costs), sum(costs[: len(sequence)]), sum(costs[len(sequence) :]), sequence))
    best = max(scored)
    plain = [fluency.compute_log_probability(word) for word in best[3]]
    return {
        "fluent": best[0] + log(sum(exp(row[0] - best[0]) for row in scored)),
        "entry": max(row[1] for row in scored),
        "exit": max(row[2] for row in scored),
        "common": sum(fluency.UNKNOWN if nats is None else nats for nats in plain),
        "inner": sum(fluency.score_sequence((), fluency.tokenize(candidate.text))[1:]),
        "unknown": float(sum(nats is None for nats in plain)),
    }


def compute_features(candidate: Candidate, around: Surroundings, cosines: Mapping[str, float]) -> dict[str, float]:
    """Return the features of a candidate: fluency, length, order, traits, and the `cosines` by name.

    The similarity of a candidate with traits has a second feature, so that it gets a weight of its own.
    """
    lengths = dict.fromkeys([*_LENGTHS.values(), "more words"], 0.0)
    if candidate.length > 1:
        lengths[_LENGTHS.get(candidate.length, "more words")] = 1.0
    traits = dict(candidate.traits)
    if traits:
        traits["related similarity"] = cosines["similarity"]
    return {
        **compute_fluency_features(candidate, around),
        **cosines,
        **lengths,
        **traits,
        "order": log(1 + candidate.order),
    }


def compute_utility(found: Mapping[str, float]) -> float:
    """Return the weighted sum of features, rounded to two decimals so that last digits decide nothing."""
    weights = load_weights()
    return round(sum(weights.get(name, 0.0) * value for name, value in found.items()), 2)


def compute_scores(utilities: Sequence[float]) -> list[float]:
    """Return the softmax of utilities, rounded to two decimals."""
    top = max(utilities, default=0.0)
    total = sum(exp(value - top) for value in utilities)
    return [round(exp(value - top) / total, 2) for value in utilities]


def choose_form(candidate: Candidate, around: Surroundings) -> str:
    """Return the form of a candidate that reads best in the slot, the first of several.

    The base form has the article of the dictionary ("a charge") where the word before the slot allows one.
    """

    def fit(row: tuple[str, str]) -> float:
        tag, form = row
        nats = sum(fluency.score_sequence(around.past, [*fluency.tokenize(form), *around.future]))
        penalty = _SINGULAR_OF_PLURAL if tag == "NN" and form != candidate.text else 0.0
        return round(nats + around.expected.get(tag, 0.0) + penalty, 2)

    tagged = {form for tag, form in candidate.forms if tag}
    best = max((row for row in candidate.forms if row[0] or row[1] not in tagged), key=fit)[1]
    brings_article = candidate.article and best == candidate.text and en_slots.has_room_for_article(around.past[0])
    return f"{candidate.article} {best}" if brings_article else best
