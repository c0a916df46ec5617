"""How often the right rendering of a foreign word is suggested first, or among the first three.

    python benchmarks/suggestions.py WORDS.jsonl [-o WEIGHTS]

Each line of WORDS.jsonl holds a word `w`, the text before and after it (`left`, `right`), the glosses of the word
and the indices `gold` of those that a translator chose. Weights are fitted on four fifths of the words and judged on
the rest, in turn; what is judged is the output of `suggest_renderings`, where a rendering counts if it is a gold gloss
up to inflection, "to" and article. With -o the weights fitted on all words are
written to a file; the shipped ones are glossary/data/suggestion_weights.json.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from conditional_logit import fit

from glossary.lang import en
from glossary.suggestions import ranking, slot_suggestions
from glossary.suggestions.dictionary_candidates import Candidate

FOLDS = 5
PENALTY = 5.0
Item = dict[str, Any]


class Data:
    """The items of a file with their slots, candidates and features."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items
        self.slots = [slot_suggestions.Slot(item["w"], item["left"], item["right"]) for item in items]
        self.choices = [slot_suggestions.find_candidates(slot.word) for slot in self.slots]
        self.features = slot_suggestions.compute_features(self.slots, self.choices)

    def train(self, rows: Sequence[int]) -> dict[str, float]:
        """Return the weights fitted to those items of `rows` whose gold gloss is among their candidates."""
        names = sorted({name for found in self.features for row in found for name in row})
        matrices, flags = [], []
        for index in rows:
            right = [is_right(candidate.text, self.items[index]) for candidate in self.choices[index]]
            if any(right):
                matrices.append(np.array([[row.get(name, 0.0) for name in names] for row in self.features[index]]))
                flags.append(right)
        return {name: round(float(w), 4) for name, w in zip(names, fit(matrices, flags, PENALTY), strict=True)}

    def cross_validate(self) -> list[list[str]]:
        """Return what is suggested for each item by weights that never saw its word."""
        answers: list[list[str]] = [[] for _ in self.items]
        for number in range(FOLDS):
            folds = [fold(item["w"]) for item in self.items]
            held = [index for index, place in enumerate(folds) if place == number]
            weights = self.train([index for index, place in enumerate(folds) if place != number])
            with patch.object(ranking, "load_weights", return_value=weights):
                found = list(slot_suggestions.suggest_renderings([self.slots[index] for index in held]))
            for index, answer in zip(held, found, strict=True):
                answers[index] = [rendering.text for rendering in answer]
        return answers


def fold(word: str) -> int:
    """Return the fold of a word, the same on every machine."""
    return int(sha256(word.encode()).hexdigest(), 16) % FOLDS


def is_right(text: str, item: Item) -> bool:
    """Whether a suggestion is a gold gloss up to inflection, "to" and article."""
    return en.find_lexeme(text) in {en.find_lexeme(item["glosses"][index]) for index in item["gold"]}


def report(label: str, items: Sequence[Item], ordered: Sequence[Sequence[str]]) -> None:
    """Print the shares of items whose first, and one of whose first three suggestions is right."""
    hits = [[is_right(text, item) for text in texts[:3]] for item, texts in zip(items, ordered, strict=True)]
    top1, top3 = np.mean([any(row[:1]) for row in hits]), np.mean([any(row) for row in hits])
    print(f"{label:<30} top-1 {top1:.3f}  top-3 {top3:.3f}  n {len(items)}")


def nearest_first(found: Sequence[Candidate], rows: Sequence[dict[str, float]]) -> list[str]:
    """Return the dictionary's own candidates by their similarity to the word alone."""
    own = [index for index, candidate in enumerate(found) if not candidate.traits]
    order = sorted(own, key=lambda index: (-rows[index]["similarity"], index))
    return [found[index].text for index in order]


def main() -> int:
    """Print baselines and cross-validated results; 0 also where the file is missing, which is said."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("-o", "--output", metavar="WEIGHTS", type=Path, help="where to write weights fitted on all")
    options = parser.parse_args()
    if not options.path.is_file():
        print(f"skipped: {options.path} is not there")
        return 0
    items = [json.loads(line) for line in options.path.read_text("utf-8").splitlines()]
    data = Data(items)
    report("dictionary order", items, [[candidate.text for candidate in found] for found in data.choices])
    report("similarity alone", items, list(map(nearest_first, data.choices, data.features)))
    report("the whole model, on other words", items, data.cross_validate())
    if options.output:
        options.output.write_text(json.dumps(data.train(range(len(items))), indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
