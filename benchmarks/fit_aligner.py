"""Fit the weights of the semantic aligner from gold alignments.

    pip install -e '.[bench]'
    python benchmarks/fit_aligner.py -o align/aligners/semantic/data/aligner_weights.json FILE... --bordered SEGMENTS...
    python benchmarks/fit_aligner.py --leave-one-out FILE... --bordered SEGMENTS...

FILE is a gold alignment: JSON with `src_lang`, `tgt_lang`, `src`, `tgt` and `gold`, in languages that the encoder
knows. SEGMENTS are Chinese segments and their translations, as in `dropped_sentences.py`. Each may hold several
sentences, so that they tell where some beads end, and not which beads there are: the fine weights are fitted on what
they tell of half of the documents, the other half is held out, and scored. To each document variants are added from
which segments were dropped, so that the aligner learns what has no counterpart.

`--leave-one-out` aligns each gold document with fine weights that were fitted without it, and scores that for each
folder. The coarse weights, which leave out beads of a probability below 1e-7, are those of all documents: those to be
written, or without `-o` those that are shipped.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
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

VERSION = 3
"""The version of the features: it rises when they change."""
COARSE_VARIANTS = 1
"""How many variants of each document the coarse weights are fitted on: all beads of the band must fit into memory."""
PARAGRAPH = 1.0
"""The weight of the feature "paragraph", in nats: it is not fitted, since gold has no paragraphs."""

BORDERED = 0.1, 0.05
"""How much a document counts of which only borders are known, as it is and with segments dropped."""
FOREIGN = 0.7
"""How much a document counts that is not Chinese: there are few."""
BINS = 0.0, 0.5, 0.7, 0.9, 0.97
"""The lower ends of the ranges of posteriors that are compared with the share of beads that are right."""
SYSTEMS = 1
"""How many translations are taken of a document of which only borders are known."""


@dataclass(frozen=True, eq=False)
class HeldOut:
    """A sample that was held out.

    Its folder, whether it is complete, its gold, the beads found and their posteriors, and the loss in nats.
    """

    group: str
    whole: bool
    gold: tuple[BeadIndices, ...]
    found: list[BeadIndices]
    posteriors: list[float]
    loss: float


@dataclass(frozen=True, eq=False)
class Training:
    """What the fine weights are fitted on: samples with gold beads, and some of which only borders are known.

    `coarse` are the weights that say which beads are looked at; `variants` is how much a variant counts.
    """

    exact: Sequence[PreparedSample]
    bordered: Sequence[PreparedSample]
    coarse: Mapping[str, float]
    variants: float
    l2: float

    def fit_weights(self, without: str = "") -> Weights:
        """The weights, a document left out; those of `fit_omissions.py` stay as they are."""
        samples = *self.exact, *self.bordered
        shares = [0.0 if one.sample.document == without else count(one.sample, self.variants) for one in samples]
        fine = _name_weights(list_feature_names(samples[0], compute_fine_features), fit(self.lattices, shares, self.l2))
        return Weights(self.coarse, fine, load_weights().omissions)

    @cached_property
    def lattices(self) -> list[Lattice]:
        """The beads of all samples that are probable by coarse weights, with their fine features."""
        return [one.build_lattice(compute_fine_features, self.coarse) for one in (*self.exact, *self.bordered)]


def fit_coarse_weights(samples: Sequence[PreparedSample], variants: float, l2: float) -> dict[str, float]:
    """The weights of the first stage, by samples with gold beads."""
    few = [one for one in samples if one.sample.variant <= COARSE_VARIANTS]
    fitted = fit([one.coarse_lattice for one in few], [count(one.sample, variants) for one in few], l2)
    return _name_weights(list_feature_names(few[0], compute_coarse_features), fitted)


def count(sample: Sample, variants: float) -> float:
    """How much a sample counts."""
    if not sample.exact:
        return BORDERED[sample.variant]
    share = 1.0 if sample.source.language == "zh" else FOREIGN
    return share * variants if sample.variant else share


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
        sample = one.sample
        yield HeldOut(sample.group, not sample.variant, sample.gold, *one.align(weights), one.compute_loss(weights))


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
        _report_calibration(whole)


def _report_calibration(results: Iterable[HeldOut]) -> None:
    """Print for some ranges of the posterior how many beads have it, its mean, and how many of them are right."""
    judged = [
        (posterior, bead in gold)
        for result in results
        for gold in [set(result.gold)]
        for bead, posterior in zip(result.found, result.posteriors, strict=True)
    ]
    for low, high in pairwise((*BINS, 1.01)):
        of_bin = [(posterior, right) for posterior, right in judged if low <= posterior < high]
        if of_bin:
            mean, share = (sum(values) / len(of_bin) for values in zip(*of_bin, strict=True))
            print(f"  probability from {low:g}: {len(of_bin)} beads, mean {mean:.3f}, right {share:.3f}")


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
        alone, wanted = _list_alone(result.found), _list_alone(result.gold)
        right, found, gold = right + len(alone & wanted), found + len(alone), gold + len(wanted)
    return right / max(found, 1), right / max(gold, 1)


def _list_alone(beads: Iterable[BeadIndices]) -> set[tuple[int, int]]:
    """The segments without counterpart, each as its side and its index."""
    return {(side, index) for bead in beads if not all(bead) for side, some in enumerate(bead) for index in some}


def format_file(weights: Weights, signature: str) -> str:
    """The text of the file of weights."""
    return json.dumps({"signature": signature, "coarse": weights.coarse, "fine": weights.fine}, indent=1) + "\n"


def main() -> None:
    """Fit, or cross-validate."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
    parser.add_argument("--l2", type=float, default=25.0, help="penalty of the squared weights (default %(default)s)")
    parser.add_argument("--variants", type=float, default=0.07, help="how much a variant counts (default %(default)s)")
    parser.add_argument("--bordered", metavar="SEGMENTS", nargs="+", type=Path, default=[], help="segments, as JSONL")
    parser.add_argument("--leave-one-out", action="store_true", help="cross-validate")
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
    known = load_weights().coarse
    coarse = fit_coarse_weights(exact, options.variants, options.l2) if options.output else known
    training = Training(exact, halves[0], coarse, options.variants, options.l2)
    if options.leave_one_out:
        report(list(hold_out(training, documents)))
    if not options.output:
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
