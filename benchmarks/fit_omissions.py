"""Fit the weights that tell which source segments have no counterpart, from gold alignments.

    pip install -e '.[bench]'
    python benchmarks/fit_omissions.py -o align/aligners/semantic/data/omission_weights.json FILE...
    python benchmarks/fit_omissions.py --leave-one-out FILE...

FILE is a gold alignment, as in `fit_aligner.py`. Of each document the target segments that are alone in a 1-1 bead are
dropped part by part, each once; the weights are those of the aligner's fine features, and of the features for
omissions, that make the probabilities of the segments to be alone right (see `marginal_loss.py`).

`--leave-one-out` judges each document by weights that were fitted on the others, and prints the precision, the
threshold and the false alarms per 1,000 beads of the complete texts for some recalls.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from gold_lattices import PreparedSample, list_feature_names, prepare_samples
from gold_samples import Sample, make_samples, read_documents
from marginal_loss import Decisions
from numpy.typing import NDArray
from scipy.optimize import minimize

from align.aligners.semantic.alignment_features import compute_omission_features
from align.aligners.semantic.beads import Beads
from align.aligners.semantic.context import Window
from align.aligners.semantic.features import compute_fine_features, load_weights
from align.encoders import load
from align.scores.gold import Gold

if TYPE_CHECKING:
    from align.aligners.semantic.beads import Feature

Floats = NDArray[np.float64]

PARTS = 33
"""One of them is 3 % of the segments that can be dropped."""
LIKELIHOOD = 0.1, 0.003
"""The weight of the likelihood of the gold, of a complete document and of one with segments dropped."""
DECISIONS = 0.1
"""The weight of the decisions."""
L2 = 10.0
ITERATIONS = 80
PARAGRAPH = 1.0
"""As in `fit_aligner.py`."""
UNUSED = re.compile(r"shortfall|on path|quoted|quotations begin|more (source|target) quotations")
"""The features that count nothing: with gaps and quotations single segments are judged no better."""
_LEAST = 2e-5
"""The posterior below which a bead is left out of the fit, unless it is gold."""
RECALLS = 0.7, 0.75, 0.8, 0.85


@dataclass(frozen=True, eq=False)
class Case:
    """A sample as decisions, which source segments lost their counterpart, and which have none in the gold."""

    sample: Sample
    decisions: Decisions
    dropped: NDArray[np.bool_]
    unpaired: NDArray[np.bool_]


def compute_all_features(window: Window, beads: Beads) -> Iterator[Feature]:
    """The fine features, and those for omissions."""
    yield from compute_fine_features(window, beads)
    yield from compute_omission_features(window, beads)


def make_variants(name: str, gold: Gold) -> Iterator[tuple[Sample, frozenset[int]]]:
    """The document as it is, then without each part of its single target segments; with their source segments."""
    single = [(source[0], target[0]) for source, target in gold.beads if len(source) == len(target) == 1]
    random.Random(name).shuffle(single)
    for number in range(PARTS + 1):
        part = dict(single[number - 1 :: PARTS]) if number else {}
        kept = [index for index in range(len(gold.target)) if index not in set(part.values())]
        numbers = {old: new for new, old in enumerate(kept)}
        beads = tuple((source, tuple(numbers[j] for j in target if j in numbers)) for source, target in gold.beads)
        without = replace(gold, target=tuple(gold.target[index] for index in kept), beads=beads)
        yield replace(next(make_samples(name, without)), variant=number), frozenset(part)


def make_case(one: PreparedSample, dropped: frozenset[int]) -> Case:
    """A prepared sample as a case, with the gold beads and those that are probable by the shipped weights."""
    known = load_weights()
    lattice = one.build_lattice(compute_all_features, known.coarse)
    segments = one.find_alone(lattice)
    count = len(one.sample.source.segments)
    lost = np.isin(np.arange(count), list(dropped))
    unpaired = [index for source, target in one.sample.gold if not target for index in source]
    left = np.isin(np.arange(count), unpaired) & ~lost
    names = list_feature_names(one, compute_all_features)
    shipped = np.array([known.fine.get(name, 0.0) for name in names])
    likely = lattice.gold | (Decisions(lattice, segments, lost).compute_posteriors(shipped) > _LEAST)
    lattice.features[:, [UNUSED.search(name) is not None for name in names]] = 0
    return Case(one.sample, Decisions(lattice.select(likely), segments[likely], lost | left), lost, left)


def fit_weights(cases: Sequence[Case]) -> Floats:
    """The weights of the features."""
    scale = _compute_scale(cases)

    def loss(scaled: Floats) -> tuple[float, Floats]:
        value, gradient = L2 / 2 * float(scaled @ scaled), L2 * scaled
        for one in cases:
            part, pull = one.decisions.compute_loss(scaled / scale, LIKELIHOOD[bool(one.sample.variant)], DECISIONS)
            value, gradient = value + part, gradient + pull / scale
        return value, gradient

    options = {"maxiter": ITERATIONS, "ftol": 1e-7}
    return np.asarray(minimize(loss, np.zeros(len(scale)), jac=True, method="L-BFGS-B", options=options).x / scale)


def _compute_scale(cases: Sequence[Case]) -> Floats:
    spread = [one.decisions.lattice.features.var(axis=0, dtype=np.float64) for one in cases]
    scale = np.sqrt(np.mean(spread, axis=0))
    return np.where(scale > 0, scale, 1.0)


def hold_out(cases: Sequence[Case]) -> list[Floats]:
    """For each case the probabilities of its segments to be alone, by weights fitted on the other documents."""
    found: dict[str, Floats] = {}
    for document in sorted({one.sample.document for one in cases}):
        found[document] = fit_weights([one for one in cases if one.sample.document != document])
    return [one.decisions.compute_alone(found[one.sample.document]) for one in cases]


def report(cases: Sequence[Case], probabilities: Sequence[Floats], beads: int) -> None:
    """Print the thresholds that give some recalls; `beads` is the number of gold beads of the complete texts."""
    judged = [
        (probability, one.dropped[index], not one.sample.variant)
        for one, found in zip(cases, probabilities, strict=True)
        for index, probability in enumerate(found.tolist())
        if not one.unpaired[index]
    ]
    values, dropped, whole = map(np.array, zip(*judged, strict=True))
    for recall in RECALLS:
        level = float(np.quantile(values[dropped], 1 - recall, method="lower"))
        alarms = values >= level
        right = int((alarms & dropped).sum())
        false = int((alarms & ~dropped & ~whole).sum())
        print(
            f"recall {right / dropped.sum():.3f}  precision {right / (right + false):.3f}  threshold {level:.3f}  "
            f"complete texts: {1000 * (alarms & whole).sum() / beads:.1f} per 1,000 beads"
        )


def main() -> None:
    """Fit, or cross-validate."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
    parser.add_argument("--leave-one-out", action="store_true", help="cross-validate, and write nothing")
    parser.add_argument("-o", "--output", metavar="WEIGHTS", type=Path, help="the file to write")
    options = parser.parse_args()
    if not options.leave_one_out and not options.output:
        parser.error("needs -o WEIGHTS or --leave-one-out")
    run(options)


def run(options: argparse.Namespace) -> None:
    """Do what the options ask for."""
    encoder, documents = load(), read_documents(options.files)
    variants = [variant for name, gold in documents.items() for variant in make_variants(name, gold)]
    prepared = prepare_samples((sample for sample, _ in variants), encoder)
    cases, names = [], list[str]()
    for one, (_, dropped) in zip(prepared, variants, strict=True):
        names = names or list_feature_names(one, compute_all_features)
        cases.append(make_case(one, dropped))
    if options.leave_one_out:
        report(cases, hold_out(cases), sum(len(gold.beads) for gold in documents.values()))
    if options.output:
        options.output.write_text(_format_file(names, fit_weights(cases)), encoding="utf-8")


def _format_file(names: Iterable[str], weights: Floats) -> str:
    rounded = (round(float(weight), 4) for weight in weights)
    values = dict(zip(names, rounded, strict=True)) | {"paragraph": PARAGRAPH}
    return json.dumps({"omissions": values}, indent=1) + "\n"


if __name__ == "__main__":
    main()
