"""Clauses of a sentence that were left out: how many of those that people marked are found (`glossary.renderings`).

    pip install -e '.[bench]' && python benchmarks/omitted_parts.py FILE.jsonl...

FILE holds translations that people annotated: `{"src", "tgt", "labels": [{"category", "src_span"}]}`. A clause is left
out where seven tenths of its characters lie in spans of the category Omission; clauses that such spans only touch do
not count. Prints the weights of `LEFT_OUT` fitted on all, and recall and precision by weights fitted on other source
texts (eight folds). People do not mark everything: the precision is a lower bound.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from align.lang.sentences import split_clauses
from glossary.lang.scripts import IDEOGRAPHS
from glossary.renderings.unrendered_clauses import LEFT_OUT, Clauses, compute_features

_HAN = re.compile(f"[{IDEOGRAPHS}]")
_LEFT_OUT = 0.7
_COMPLETE = 2500
"""Segments without a marked omission that are drawn."""
_FOLDS = 8
_NAMES = tuple(filter(None, LEFT_OUT))
RECALLS = 0.3, 0.4, 0.5, 0.6, 0.7


def marked(files: list[Path]) -> dict[tuple[str, str], list[tuple[int, int]]]:
    """The spans that somebody marked as left out, of each pair of texts."""
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for file in files:
        for line in file.read_text("utf-8").splitlines():
            row = json.loads(line)
            spans = found.setdefault((row["src"], row["tgt"]), [])
            spans += [
                tuple(one["src_span"]) for one in row["labels"] if "Omission" in one["category"] and one["src_span"]
            ]
    return found


def judged(source: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, float]]:
    """Each clause with the share of it that is marked."""
    start = 0
    for index, clause in enumerate(split_clauses(source)):
        places = [start + match.start() for match in _HAN.finditer(clause)]
        start += len(clause)
        lost = sum(any(first <= place < last for first, last in spans) for place in places)
        yield index, lost / max(len(places), 1)


def rows(found: dict[tuple[str, str], list[tuple[int, int]]]) -> Iterator[tuple[str, bool, list[float]]]:
    """The source text of each clause, whether it was left out, and its features."""
    shares = {pair: dict(judged(pair[0], spans)) for pair, spans in found.items()}
    lacking = [pair for pair, share in shares.items() if max(share.values()) >= _LEFT_OUT]
    complete = [pair for pair, share in shares.items() if not any(share.values())]
    for source, target in lacking + random.Random(1).sample(complete, min(_COMPLETE, len(complete))):
        passage = Clauses(tuple(split_clauses(source)), tuple(split_clauses(target)))
        for index, known in compute_features(passage).items():
            share = shares[source, target][index]
            if share == 0 or share >= _LEFT_OUT:
                yield source, share > 0, [known[name] for name in _NAMES]


def main() -> None:
    """Fit and judge."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold, cross_val_predict

    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
    sources, left_out, known = zip(*rows(marked(parser.parse_args().files)), strict=True)
    x, y = np.array(known), np.array(left_out)
    model = LogisticRegression(C=1.0, max_iter=3000)
    groups = [list(dict.fromkeys(sources)).index(source) for source in sources]
    folds = GroupKFold(_FOLDS)
    chances = cross_val_predict(model, x, y, groups=groups, cv=folds, method="predict_proba")[:, 1]
    ranked = y[np.argsort(-chances, kind="stable")]
    print(f"{len(y)} clauses, {y.sum()} left out")
    for recall in RECALLS:
        count = int(np.searchsorted(np.cumsum(ranked), recall * y.sum())) + 1
        threshold = np.sort(chances)[::-1][count - 1]
        print(f"recall {recall:.1f}  precision {ranked[:count].mean():.2f}  at {threshold:.2f}")
    model.fit(x, y)
    print(dict(zip(_NAMES, model.coef_[0].round(2).tolist(), strict=True)), model.intercept_.round(2).tolist())


if __name__ == "__main__":
    main()
