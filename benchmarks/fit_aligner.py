"""Fit the weights of the semantic aligner from gold alignments.

    pip install -e '.[bench]'
    python benchmarks/fit_aligner.py --known FILE... --unknown FILE... -o align/data/aligner_weights.json
    python benchmarks/fit_aligner.py --known FILE... --leave-one-out

FILE is a gold alignment: JSON with `src_lang`, `tgt_lang`, `src`, `tgt` and `gold`. The encoder knows the languages of
the `--known` files; the weights for others are fitted on the `--unknown` files and, for a tenth, on the known ones.
Each document is joined by variants with segments dropped, so that the aligner learns what is without counterpart.

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
from gold_lattices import Prepared, names, prepared
from gold_samples import read_documents, samples

from align.aligners.semantic.features import coarse, fine
from align.aligners.semantic.weights import Weights
from align.encoders import load
from align.scores.alignment import BeadIndices, score_alignments

VERSION = 1
"""Of the features: it rises when they change."""
OTHERS = 0.1
"""How much a known document counts in the weights for unknown languages."""
COARSE_VARIANTS = 1
"""Variants that coarse weights are fitted on: these need all beads of the band in memory."""
PARAGRAPH = 1.0
"""What it is worth, in nats, that a paragraph ends on both sides, and costs that it ends on one: gold has none."""

Share = Callable[[Prepared], float]


@dataclass(frozen=True)
class Held:
    """A document that was held out: its folder, its gold, what was found, and the loss in nats."""

    group: str
    whole: bool
    gold: tuple[BeadIndices, ...]
    found: list[BeadIndices]
    loss: float


def fitted(training: Sequence[Prepared], share: Share, l2: float) -> Weights:
    """The weights of both stages."""
    some = [one for one in training if one.sample.variant <= COARSE_VARIANTS]
    first = _named(names(some[0], coarse), fit([one.coarse for one in some], [share(one) for one in some], l2))
    lattices = [one.fine(first) for one in training]
    second = fit(lattices, [share(one) for one in training], l2)
    return Weights(first, _named(names(some[0], fine), second))


def _named(features: Iterable[str], weights: Iterable[float]) -> dict[str, float]:
    named = {name: round(float(weight), 4) for name, weight in zip(features, weights, strict=True)}
    return named | {"paragraph": PARAGRAPH}


def shares(known: set[str], others: float, variants: float) -> Share:
    """How much each sample counts: `others` unless it is of the documents in `known`, `variants` unless it is whole."""

    def share(one: Prepared) -> float:
        of_document = 1.0 if one.sample.document in known else others
        return of_document * (variants if one.sample.variant else 1.0)

    return share


def held_out(every: Sequence[Prepared], share: Share, l2: float, documents: Iterable[str]) -> Iterator[Held]:
    """What weights of all other documents make of each of some."""
    for document in documents:
        weights = fitted([one for one in every if one.sample.document != document], share, l2)
        for one in every:
            if one.sample.document == document:
                found, loss = one.aligned(weights), one.loss(weights)
                yield Held(one.sample.group, not one.sample.variant, one.sample.gold, found, loss)


def report(results: Sequence[Held]) -> None:
    """Print the scores of each folder: of the documents as they are, and of what was dropped from the variants."""
    for group in sorted({result.group for result in results}):
        whole = [result for result in results if result.group == group and result.whole]
        scores = score_alignments([(result.gold, result.found) for result in whole])
        alone = _alone(result for result in results if result.group == group and not result.whole)
        print(
            f"{group:12} strict {scores.strict.f1:.4f}  lax {scores.lax.f1:.4f}  "
            f"with deletions {scores.strict_with_deletions.f1:.4f}  loss {sum(result.loss for result in whole):.1f}  "
            f"dropped: precision {alone[0]:.3f} recall {alone[1]:.3f}",
            flush=True,
        )


def _alone(results: Iterable[Held]) -> tuple[float, float]:
    """Precision and recall of segments without counterpart."""
    right = found = gold = 0
    for result in results:
        sides = [{bead for bead in beads if not all(bead)} for beads in (result.found, result.gold)]
        right, found, gold = right + len(sides[0] & sides[1]), found + len(sides[0]), gold + len(sides[1])
    return right / max(found, 1), right / max(gold, 1)


def as_file(known: Weights, unknown: Weights, signature: str) -> str:
    """The text of the file of weights."""
    values = {"signature": signature, "known": vars(known), "unknown": vars(unknown)}
    return json.dumps(values, indent=1) + "\n"


def main() -> None:
    """Fit, or cross-validate."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--known", metavar="FILE", nargs="+", type=Path, required=True)
    parser.add_argument("--unknown", metavar="FILE", nargs="+", type=Path, default=[])
    parser.add_argument("--l2", type=float, default=6.0, help="penalty of the squared weights (default %(default)s)")
    parser.add_argument("--variants", type=float, default=0.1, help="how much a variant counts (default %(default)s)")
    parser.add_argument("--leave-one-out", action="store_true", help="cross-validate, and write nothing")
    parser.add_argument("-o", "--output", metavar="WEIGHTS", type=Path, help="the file to write")
    options = parser.parse_args()
    if not options.leave_one_out and not (options.unknown and options.output):
        parser.error("needs --unknown FILE... and -o WEIGHTS, or else --leave-one-out")
    run(options)


def run(options: argparse.Namespace) -> None:
    """Do what the options ask for."""
    encoder = load()
    known, unknown = read_documents(options.known), read_documents(options.unknown)
    documents = known | unknown
    every = list(prepared(chain.from_iterable(samples(*item) for item in documents.items()), encoder))
    of_known = [one for one in every if one.sample.document in known]
    share, other = shares(set(known), OTHERS, options.variants), shares(set(unknown), OTHERS, options.variants)
    if options.leave_one_out:
        report(list(held_out(of_known, share, options.l2, known)))
        report(list(held_out(every, other, options.l2, unknown)))
        return
    beads = sum(len(gold.beads) for gold in documents.values())
    signature = (
        f"version:{VERSION}|encoder:{encoder.signature}|documents:{len(known)}+{len(unknown)}|beads:{beads}"
        f"|l2:{options.l2:g}|variants:{options.variants:g}"
    )
    text = as_file(fitted(of_known, share, options.l2), fitted(every, other, options.l2), signature)
    options.output.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
