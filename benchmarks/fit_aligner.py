"""Fit the weights of the semantic aligner from gold alignments.

    pip install -e '.[bench]'
    python benchmarks/fit_aligner.py -o align/aligners/semantic/data/aligner_weights.json FILE...
    python benchmarks/fit_aligner.py --leave-one-out FILE...

FILE is a gold alignment: JSON with `src_lang`, `tgt_lang`, `src`, `tgt` and `gold`, in languages that the encoder
knows. To each document variants are added from which segments were dropped, so that the aligner learns what has no
counterpart.

`--leave-one-out` writes nothing: it aligns each document with weights that were fitted, in both stages, on the other
documents of the command alone, and scores that for each folder.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from crf import fit
from gold_lattices import PreparedSample, list_feature_names, prepare_samples
from gold_samples import make_samples, read_documents

from align.aligners.semantic.features import (
    Weights,
    compute_coarse_features,
    compute_fine_features,
    load_weights,
)
from align.encoders import load
from align.scores.alignment import BeadIndices, score_alignments

VERSION = 1
"""The version of the features: it rises when they change."""
COARSE_VARIANTS = 1
"""How many variants of each document the coarse weights are fitted on: all beads of the band must fit into memory."""
PARAGRAPH = 1.0
"""The weight of the feature "paragraph", in nats: it is not fitted, since gold has no paragraphs."""

_STAGES = compute_coarse_features, compute_fine_features

Share = Callable[[PreparedSample], float]


@dataclass(frozen=True)
class HeldOut:
    """A sample that was held out: its folder, whether it is complete, its gold, the beads found, the loss in nats."""

    group: str
    whole: bool
    gold: tuple[BeadIndices, ...]
    found: list[BeadIndices]
    loss: float


def fit_weights(training: Sequence[PreparedSample], share: Share, l2: float) -> Weights:
    """The weights of both stages; those for omissions, which `fit_omissions.py` fits, stay as they are."""
    some = [one for one in training if one.sample.variant <= COARSE_VARIANTS]
    coarse_names, fine_names = (list_feature_names(some[0], features) for features in _STAGES)
    fitted = fit([one.coarse_lattice for one in some], [share(one) for one in some], l2)
    coarse = _name_weights(coarse_names, fitted)
    lattices = [one.build_lattice(compute_fine_features, coarse) for one in training]
    fine = _name_weights(fine_names, fit(lattices, [share(one) for one in training], l2))
    return Weights(coarse, fine, load_weights().omissions)


def _name_weights(features: Iterable[str], weights: Iterable[float]) -> dict[str, float]:
    named = {name: round(float(weight), 4) for name, weight in zip(features, weights, strict=True)}
    return named | {"paragraph": PARAGRAPH}


def make_share(variants: float) -> Share:
    """A function that says how much a sample counts: a variant by `variants`, a complete document by 1."""
    return lambda one: variants if one.sample.variant else 1.0


def hold_out(every: Sequence[PreparedSample], share: Share, l2: float, documents: Iterable[str]) -> Iterator[HeldOut]:
    """The samples of each of some documents, aligned with weights that were fitted on all others."""
    for document in documents:
        weights = fit_weights([one for one in every if one.sample.document != document], share, l2)
        for one in every:
            if one.sample.document == document:
                found, loss = one.align(weights), one.compute_loss(weights)
                yield HeldOut(one.sample.group, not one.sample.variant, one.sample.gold, found, loss)


def report(results: Sequence[HeldOut]) -> None:
    """Print for each folder the scores of its complete documents, and of segments without counterpart in variants."""
    for group in sorted({result.group for result in results}):
        whole = [result for result in results if result.group == group and result.whole]
        scores = score_alignments([(result.gold, result.found) for result in whole])
        alone = _score_alone(result for result in results if result.group == group and not result.whole)
        print(
            f"{group:12} strict {scores.strict.f1:.4f}  lax {scores.lax.f1:.4f}  "
            f"with deletions {scores.strict_with_deletions.f1:.4f}  loss {sum(result.loss for result in whole):.1f}  "
            f"dropped: precision {alone[0]:.3f} recall {alone[1]:.3f}",
            flush=True,
        )


def _score_alone(results: Iterable[HeldOut]) -> tuple[float, float]:
    """Precision and recall of segments without counterpart."""
    right = found = gold = 0
    for result in results:
        sides = [{bead for bead in beads if not all(bead)} for beads in (result.found, result.gold)]
        right, found, gold = right + len(sides[0] & sides[1]), found + len(sides[0]), gold + len(sides[1])
    return right / max(found, 1), right / max(gold, 1)


def format_file(weights: Weights, signature: str) -> str:
    """The text of the file of weights."""
    return json.dumps({"signature": signature, "coarse": weights.coarse, "fine": weights.fine}, indent=1) + "\n"


def main() -> None:
    """Fit, or cross-validate."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
    parser.add_argument("--l2", type=float, default=6.0, help="penalty of the squared weights (default %(default)s)")
    parser.add_argument("--variants", type=float, default=0.1, help="how much a variant counts (default %(default)s)")
    parser.add_argument("--leave-one-out", action="store_true", help="cross-validate, and write nothing")
    parser.add_argument("-o", "--output", metavar="WEIGHTS", type=Path, help="the file to write")
    options = parser.parse_args()
    if not options.leave_one_out and not options.output:
        parser.error("needs -o WEIGHTS or --leave-one-out")
    run(options)


def run(options: argparse.Namespace) -> None:
    """Do what the options ask for."""
    encoder = load()
    documents = read_documents(options.files)
    every = list(prepare_samples(chain.from_iterable(make_samples(*item) for item in documents.items()), encoder))
    share = make_share(options.variants)
    if options.leave_one_out:
        report(list(hold_out(every, share, options.l2, documents)))
        return
    beads = sum(len(gold.beads) for gold in documents.values())
    signature = (
        f"version:{VERSION}|encoder:{encoder.signature}|documents:{len(documents)}|beads:{beads}"
        f"|l2:{options.l2:g}|variants:{options.variants:g}"
    )
    options.output.write_text(format_file(fit_weights(every, share, options.l2), signature), encoding="utf-8")


if __name__ == "__main__":
    main()
