"""Renderings for foreign words that were left standing in an English sentence.

Candidates come from CC-CEDICT, directly or composed from the parts of a word; they are ranked by nearness to the word in
a multilingual vector space, by how well they read in the slot, by length and by the dictionary's own order, and inflected
to fit. Nothing is replaced: a suggestion is for a person to judge.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glossary.candidates import Candidate

_SENTENCE = 400  # code points of context on either side that are compared
_NEAR = 6  # words on either side that are compared once more, on their own


@dataclass(frozen=True, slots=True)
class Slot:
    """A foreign word in an English sentence: the word, the text before and after it, the source where it is known."""

    word: str
    left: str = ""
    right: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Rendering:
    """A suggestion: a phrase that fits the slot, where it comes from, and the chance the model gives it, 0 to 1."""

    text: str
    origin: str
    score: float


def suggest_all(slots: Sequence[Slot], limit: int = 5) -> list[tuple[Rendering, ...]]:
    """Return up to `limit` renderings for each slot, the best first; none where the dictionary has nothing to offer.

    Raises glossary.dictionary.DictionaryNotFoundError where CC-CEDICT is not installed.
    """
    choices = [_candidates(slot.word) for slot in slots]
    if not any(choices):
        return [() for _ in slots]
    return [
        _rank(slot, found, features, limit)
        for slot, found, features in zip(slots, choices, features_all(slots, choices), strict=True)
    ]


@lru_cache(maxsize=4096)
def _candidates(word: str) -> tuple[Candidate, ...]:
    from glossary.candidates import candidates
    from glossary.dictionary import default_dictionary

    return candidates(default_dictionary(), word)


def features_all(slots: Sequence[Slot], choices: Sequence[Sequence[Candidate]]) -> list[list[dict[str, float]]]:
    """Return the features of each candidate of each slot; all texts are encoded in one batch."""
    from glossary import ranking
    from glossary.lang.vectors import encode

    rows: dict[str, int] = {}
    for slot, found in zip(slots, choices, strict=True):
        for text in (slot.word, *_contexts(slot), *(candidate.text for candidate in found)) if found else ():
            rows.setdefault(text, len(rows))
    vectors = encode(list(rows))
    gathered = []
    for slot, found in zip(slots, choices, strict=True):
        place = ranking.Slot(slot.left, slot.right)
        anchors = vectors[[rows[text] for text in (slot.word, *_contexts(slot))]] if found else ()
        gathered.append(
            [
                ranking.features(candidate, place, _similarities(anchors, vectors[rows[candidate.text]]))
                for candidate in found
            ]
        )
    return gathered


def _contexts(slot: Slot) -> tuple[str, str]:
    """Return the sentence without the word, and the few words next to the slot."""
    left, right = slot.left[-_SENTENCE:], slot.right[:_SENTENCE]
    near = [*left.split()[-_NEAR:], *right.split()[:_NEAR]]
    return f"{left} {right}", " ".join(near)


def _similarities(anchors, vector) -> dict[str, float]:
    word, sentence, near = (round(float(anchor @ vector), 2) for anchor in anchors)
    return {"similarity": word, "topic": sentence, "context": near}


def _rank(
    slot: Slot, found: Sequence[Candidate], features: Sequence[dict[str, float]], limit: int
) -> tuple[Rendering, ...]:
    """Order the candidates of a slot by utility, then as in the dictionary, and inflect the best."""
    from glossary import ranking

    weights = ranking.load_weights()
    utilities = [ranking.utility(row, weights) for row in features]
    ranked = sorted(
        zip(utilities, ranking.scores(utilities), found, strict=True), key=lambda row: (-row[0], row[2].order, row[2].text)
    )
    place = ranking.Slot(slot.left, slot.right)
    return tuple(
        Rendering(ranking.best_form(candidate, place), candidate.origin, score) for _, score, candidate in ranked[:limit]
    )
