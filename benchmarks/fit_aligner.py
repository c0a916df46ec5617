"""Fit the weights of the semantic aligner from gold alignments.

    pip install -e '.[bench]'
    python benchmarks/fit_aligner.py -o align/aligners/semantic/data/aligner_weights.json FILE... --bordered SEGMENTS...
    python benchmarks/fit_aligner.py --leave-one-out FILE... --bordered SEGMENTS...

FILE is a gold alignment: JSON with `src_lang`, `tgt_lang`, `src`, `tgt` and `gold`, in languages that the encoder
knows. SEGMENTS are Chinese segments and their translations, as in `dropped_sentences.py`. Each may hold several
sentences, so that they tell where some beads end, and not which beads there are: the fine weights are fitted on what
they tell of half of the documents, the other half is held out, and scored. To each document variants are added from
which segments were dropped, so that the aligner learns what has no counterpart.

`--leave-one-out` writes nothing: it aligns each gold document with weights that were fitted, in both stages, without
it, and scores that for each folder.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path

from bordered_texts import find_half, make_bordered_samples, read_bordered
from crf import Lattice, fit
from gold_lattices import PreparedSample, list_feature_names, prepare_samples
from gold_samples import Sample, make_samples, read_documents

from align.aligners.semantic.features import (
    Weights,
    compute_coarse_features,
    compute_fine_features,
    load_weights,
)
from align.encoders import load
from align.scores.alignment import BeadIndices, score_alignments

VERSION = 2
"""The version of the features: it rises when they change."""
COARSE_VARIANTS = 1
"""How many variants of each document the coarse weights are fitted on: all beads of the band must fit into memory."""
PARAGRAPH = 1.0
"""The weight of the feature "paragraph", in nats: it is not fitted, since gold has no paragraphs."""

BORDERED = 0.1, 0.05
"""How much a document counts of which only borders are known, as it is and with segments dropped."""
FOREIGN = 0.5
"""How much a document counts that is not Chinese: there are few."""
SYSTEMS = 2
"""How many translations of a document are taken of which only borders are known."""


@dataclass(frozen=True, eq=False)
class HeldOut:
    """A sample that was held out: its folder, whether it is complete, its gold, the beads found, the loss in nats."""

    group: str
    whole: bool
    gold: tuple[BeadIndices, ...]
    found: list[BeadIndices]
    loss: float


@dataclass(frozen=True, eq=False)
class Training:
    """What the weights are fitted on: samples with gold beads, and some of which only borders are known."""

    exact: Sequence[PreparedSample]
    bordered: Sequence[PreparedSample]
    variants: float
    l2: float

    def fit_weights(self, without: str = "") -> Weights:
        """The weights of both stages, a document left out; those of `fit_omissions.py` stay as they are."""
        some = [one for one in self.exact if one.sample.document != without]
        few = [one for one in some if one.sample.variant <= COARSE_VARIANTS]
        fitted = fit([one.coarse_lattice for one in few], [self._share(one) for one in few], self.l2)
        coarse = _name_weights(list_feature_names(few[0], compute_coarse_features), fitted)
        lattices = [one.build_lattice(compute_fine_features, coarse) for one in some] + self._bordered_lattices
        shares = [self._share(one) for one in (*some, *self.bordered)]
        fine = _name_weights(list_feature_names(some[0], compute_fine_features), fit(lattices, shares, self.l2))
        return Weights(coarse, fine, load_weights().omissions)

    def _share(self, one: PreparedSample) -> float:
        """How much a sample counts."""
        if not one.sample.exact:
            return BORDERED[one.sample.variant]
        share = 1.0 if one.sample.source.language == "zh" else FOREIGN
        return share * self.variants if one.sample.variant else share

    @cached_property
    def _bordered_lattices(self) -> list[Lattice]:
        """The beads that are probable by the weights that are shipped."""
        known = defaultdict(float, load_weights().coarse)
        return [one.build_lattice(compute_fine_features, known) for one in self.bordered]


def _name_weights(features: Iterable[str], weights: Iterable[float]) -> dict[str, float]:
    named = {name: round(float(weight), 4) for name, weight in zip(features, weights, strict=True)}
    return named | {"paragraph": PARAGRAPH}


def hold_out(training: Training, documents: Iterable[str]) -> Iterator[HeldOut]:
    """The samples of each of some documents, aligned with weights that were fitted without it."""
    for document in documents:
        weights = training.fit_weights(document)
        yield from judge([one for one in training.exact if one.sample.document == document], weights)


def judge(samples: Iterable[PreparedSample], weights: Weights) -> Iterator[HeldOut]:
    """Some samples, aligned with some weights."""
    for one in samples:
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


def report_borders(results: Sequence[HeldOut]) -> None:
    """Print for each folder how improbable its known borders are, and how many segments are wrongly alone."""
    for group in sorted({result.group for result in results}):
        of_group = [result for result in results if result.group == group]
        whole = [result for result in of_group if result.whole]
        borders, beads = sum(len(result.gold) for result in whole), sum(len(result.found) for result in whole)
        false = sum(not all(bead) for result in whole for bead in result.found)
        alone = _score_alone(result for result in of_group if not result.whole)
        print(
            f"{group:24} {len(whole)} documents  -log P of {borders} borders {sum(one.loss for one in whole):.1f}  "
            f"alone {false} of {beads} beads  dropped: precision {alone[0]:.3f} recall {alone[1]:.3f}",
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
    parser.add_argument("--l2", type=float, default=25.0, help="penalty of the squared weights (default %(default)s)")
    parser.add_argument("--variants", type=float, default=0.1, help="how much a variant counts (default %(default)s)")
    parser.add_argument("--bordered", metavar="SEGMENTS", nargs="+", type=Path, default=[], help="segments, as JSONL")
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
    gold = chain.from_iterable(make_samples(*item) for item in documents.items())
    halves = [list(prepare_samples(_make_half(options.bordered, half), encoder, alone=False)) for half in (0, 1)]
    exact = list(prepare_samples(gold, encoder, alone=False))
    training = Training(exact, halves[0], options.variants, options.l2)
    if options.leave_one_out:
        report(list(hold_out(training, documents)))
        return
    weights = training.fit_weights()
    report_borders(list(judge(halves[1], weights)))
    beads, borders = (
        sum(len(one.sample.gold) for one in some if not one.sample.variant) for some in (exact, halves[0])
    )
    signature = (
        f"version:{VERSION}|encoder:{encoder.signature}|documents:{len(documents)}|beads:{beads}|borders:{borders}"
        f"|l2:{options.l2:g}|variants:{options.variants:g}"
    )
    options.output.write_text(format_file(weights, signature), encoding="utf-8")


def _make_half(paths: Iterable[Path], half: int) -> Iterator[Sample]:
    """The samples of half of the documents of which only borders are known."""
    for path in paths:
        for document, text in read_bordered(path, SYSTEMS):
            if find_half(document) == half:
                yield from make_bordered_samples(document, text)


if __name__ == "__main__":
    main()
