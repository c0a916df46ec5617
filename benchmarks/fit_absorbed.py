"""Fit the weights that tell whether the translation around a sentence without counterpart holds it.

    pip install -e '.[bench]' && python benchmarks/fit_absorbed.py FILE.jsonl... [--share 0.05] [--system NAME...]

FILE is as for `dropped_sentences.py`. Of the sentences that are certainly alone in a 1-1 bead a share is removed from
the translation of each document. Of the source sentences that are then taken for left out, those of removed ones are,
and all others, there and in the complete texts, are held by what stands around them. Prints weights fitted on half of
the documents, and for some levels how many of both kinds are taken for held, in that half and in the other.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path

import numpy as np
from dropped_sentences import Text, read_texts

from align.aligners.documents import align_documents
from align.analysis.absorbed_sentences import describe_surroundings
from align.model import Alignment
from align.readers import ReadOptions, read_document
from align.rules.accuracy.omission import find_candidates
from glossary.renderings.absorbed_sentences import WEIGHTS, compute_features

LEVELS = 0.1, 0.3, 0.4, 0.5, 0.7
_SURE = 0.9
_LEAST_CHARACTERS = 8


@dataclass(frozen=True)
class Case:
    """A sentence taken for left out: whether its document is of the first half, whether it is held, its features."""

    first: bool
    held: bool
    known: tuple[float, ...]


def make_cases(text: Text, share: float) -> Iterator[Case]:
    """The sentences of a document that are taken for left out, when it is complete and when it lacks some."""
    source, target = "\n".join(text.source), "\n".join(text.target)
    whole = _align(source, target)
    document = whole.target
    removed = set[int]()
    for row, column in sorted(_choose(text, whole, share), reverse=True):
        segment = document.segments[column]
        target = target[: segment.start] + target[segment.end :]
        removed.add(row)
    first = int(md5(text.name.rpartition(" ")[0].encode()).hexdigest(), 16) % 2 == 0
    for alignment, dropped in ((whole, set[int]()), (_align(source, target), removed)):
        segments = [gap.segments[0] for gap in find_candidates(alignment)]
        for index, known in zip(segments, compute_features(describe_surroundings(alignment, segments)), strict=True):
            if known:
                yield Case(first, index not in dropped, tuple(known[name] for name in WEIGHTS))


def _align(source: str, target: str) -> Alignment:
    first, second = (
        read_document(f"text.{code}.txt", text.encode(), ReadOptions(target_language=code))
        for code, text in (("zh", source), ("en", target))
    )
    return align_documents(first, second)


def _choose(text: Text, alignment: Alignment, share: float) -> list[tuple[int, int]]:
    """Some pairs of segments that certainly render each other, by index."""
    sure = [
        (bead.source[0], bead.target[0])
        for bead in alignment.beads
        if len(bead.source) == len(bead.target) == 1
        and bead.confidence >= _SURE
        and len(alignment.source_text(bead)) >= _LEAST_CHARACTERS
    ]
    return random.Random(text.name).sample(sure, round(share * len(sure)))


def main() -> None:
    """Fit and judge."""
    from sklearn.linear_model import LogisticRegression

    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
    parser.add_argument("--share", type=float, default=0.05, help="of the sentences that are removed")
    parser.add_argument("--system", nargs="+", default=[], help="only records of these systems, and of none")
    options = parser.parse_args()
    texts = [text for path in options.files for text in read_texts(path, options.system)]
    cases = [case for text in texts for case in make_cases(text, options.share)]
    if len({case.held for case in cases if case.first}) < len((True, False)) or all(case.first for case in cases):
        print("too few sentences to fit and to judge")
        return
    model = LogisticRegression(C=10.0, max_iter=5000)
    model.fit(*_make_table([case for case in cases if case.first]))
    for title, first in (("fitted", True), ("held out", False)):
        rows, held = _make_table([case for case in cases if case.first == first])
        report(title, model.predict_proba(rows)[:, 1], held)
    print(dict(zip(WEIGHTS, model.coef_[0].round(1).tolist(), strict=True)), model.intercept_.round(1).tolist())


def _make_table(cases: Sequence[Case]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([case.known for case in cases]), np.array([case.held for case in cases])


def report(title: str, chances: np.ndarray, held: np.ndarray) -> None:
    """Print a line for each level."""
    print(f"{title}: {held.sum()} held, {(~held).sum()} removed")
    for level in LEVELS:
        taken = chances >= level
        print(f"  from {level}: {(taken & held).sum()} of those held, {(taken & ~held).sum()} of those removed")


if __name__ == "__main__":
    main()
