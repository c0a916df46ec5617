"""Which candidate fits a slot best: a conditional logit over a dozen features.

The utility of a candidate is a weighted sum; its score, exp(utility) over the sum for all candidates of the slot, is the
chance the fitted model gives it. The weights in `data/suggestion_weights.json` are made by
`benchmarks/suggestions.py --write`. Source: McFadden 1974, "Conditional logit analysis of qualitative choice behavior".
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import exp, log

from glossary.candidates import Candidate
from glossary.lang import en, fluency

WEIGHTS_FILE = "suggestion_weights.json"
_SINGULAR_OF_PLURAL = -1.0  # nats a gloss in the plural loses when it is put in the singular


@cache
def load_weights() -> Mapping[str, float]:
    """Return the fitted weights by feature; a benchmark puts its own function in the place of this one."""
    weights: dict[str, float] = json.loads(files("glossary").joinpath("data", WEIGHTS_FILE).read_text("utf-8"))
    return weights


class Slot:
    """What stands round a slot, as the trigram model sees it: `past` and `future`, the nearest word first."""

    def __init__(self, left: str, right: str) -> None:
        self.past = fluency.history(left)
        self.future = fluency.future(right)
        self.expected = en.expected(self.past[0])


def fluency_features(candidate: Candidate, slot: Slot) -> dict[str, float]:
    """Return log probabilities, in nats, of the candidate's forms in the slot.

    `fluent`: all forms together, with the words after them; `entry` and `exit`: the best form itself and the best
    continuation; `common`: the best form's words without their context; `unknown`: its words outside the vocabulary.
    """
    scored = []
    for _, form in candidate.forms:
        sequence = fluency.tokens(form)
        costs = fluency.chain(slot.past, [*sequence, *slot.future])
        inside, after = sum(costs[: len(sequence)]), sum(costs[len(sequence) :])
        scored.append((inside + after, inside, after, sequence))
    best = max(scored, key=lambda row: row[0])
    common = [fluency.log_probability(word) for word in best[3]]
    return {
        "fluent": best[0] + log(sum(exp(row[0] - best[0]) for row in dict((tuple(r[3]), r) for r in scored).values())),
        "entry": max(row[1] for row in scored),
        "exit": max(row[2] for row in scored),
        "common": sum(fluency.UNKNOWN if nats is None else nats for nats in common),
        "unknown": float(sum(nats is None for nats in common)),
    }


def features(candidate: Candidate, slot: Slot, similarities: Mapping[str, float]) -> dict[str, float]:
    """Return the features of a candidate in a slot; `similarities` are cosines to word, sentence and near context."""
    return {
        **fluency_features(candidate, slot),
        **similarities,
        "two words": float(candidate.length == 2),
        "three words": float(candidate.length == 3),
        "more words": float(candidate.length > 3),
        "order": log(1 + candidate.order),
    }


def utility(found: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the weighted sum of features, rounded so that last digits decide nothing."""
    return round(sum(weights.get(name, 0.0) * value for name, value in found.items()), 2)


def scores(utilities: Sequence[float]) -> list[float]:
    """Return the share of each utility in the softmax of all, rounded to two decimals."""
    top = max(utilities, default=0.0)
    total = sum(exp(value - top) for value in utilities)
    return [round(exp(value - top) / total, 2) for value in utilities]


def best_form(candidate: Candidate, slot: Slot) -> str:
    """Return the form of the candidate that reads best in the slot; the dictionary's own form where several do."""

    def fit(row: tuple[str, str]) -> float:
        tag, form = row
        nats = sum(fluency.chain(slot.past, [*fluency.tokens(form), *slot.future])) + slot.expected.get(tag, 0.0)
        return round(nats + (_SINGULAR_OF_PLURAL if tag == "NN" and form != candidate.text else 0.0), 2)

    tagged = {form for tag, form in candidate.forms if tag}
    rows = [row for row in candidate.forms if row[0] or row[1] not in tagged]
    return max(rows, key=fit)[1]
