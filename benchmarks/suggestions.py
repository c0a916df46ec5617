"""How often the right rendering of a foreign word is suggested first, or among the first three.

    python benchmarks/suggestions.py residual_ranking.jsonl [--write]

Each line of the file holds a word `w`, the text before and after it (`left`, `right`), the glosses of the word
and the indices `gold` of those that a translator chose. Weights are fitted on four fifths of the
words and judged on the rest, in turn; what is judged is the output of `suggest_all`, where a rendering counts if it is
a gold gloss up to inflection, "to" and article. With --write the weights fitted on all words become the shipped ones.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from conditional_logit import fit

from glossary.lang import en
from glossary.suggestions import ranking, suggest
from glossary.suggestions.candidates import Candidate

FOLDS = 5
PENALTY = 5.0
Item = dict[str, Any]


class Data:
    """The items of a file with their slots, candidates and features."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items
        self.slots = [suggest.Slot(item["w"], item["left"], item["right"]) for item in items]
        self.choices = [suggest.slot_candidates(slot.word) for slot in self.slots]
        self.features = suggest.features_all(self.slots, self.choices)

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
        shipped = ranking.load_weights
        for number in range(FOLDS):
            folds = [fold(item["w"]) for item in self.items]
            held = [index for index, place in enumerate(folds) if place == number]
            weights = self.train([index for index, place in enumerate(folds) if place != number])
            ranking.load_weights = lambda weights=weights: weights
            for index, answer in zip(held, suggest.suggest_all([self.slots[i] for i in held]), strict=True):
                answers[index] = [rendering.text for rendering in answer]
        ranking.load_weights = shipped
        return answers


def fold(word: str) -> int:
    """Return the fold of a word, the same on every machine."""
    return int(sha256(word.encode()).hexdigest(), 16) % FOLDS


def is_right(text: str, item: Item) -> bool:
    """Whether a suggestion is a gold gloss up to inflection, "to" and article."""
    return en.lexeme(text) in {en.lexeme(item["glosses"][index]) for index in item["gold"]}


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
    parser.add_argument("--write", action="store_true", help="ship the weights fitted on all words")
    options = parser.parse_args()
    if not options.path.is_file():
        print(f"skipped: {options.path} is not there")
        return 0
    items = [json.loads(line) for line in options.path.read_text("utf-8").splitlines()]
    data = Data(items)
    report("dictionary order", items, [[candidate.text for candidate in found] for found in data.choices])
    report("similarity alone", items, list(map(nearest_first, data.choices, data.features)))
    report("suggest_all, on other words", items, data.cross_validate())
    if options.write:
        path = Path(ranking.__file__).with_name("data") / ranking.WEIGHTS_FILE
        path.write_text(json.dumps(data.train(range(len(items))), indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
