"""Accuracy and speed of the aligners on gold alignments, with rivals that are fed by the same encoder in the same run.

    pip install -e '.[bench]' && python benchmarks/alignment.py [--long] [--sizes N N] FILE...

FILE is a gold alignment: JSON with `src_lang`, `tgt_lang`, `src`, `tgt` and `gold`. A table is printed for each folder;
the scores are those of `align.scores`. Speed counts segments of both sides, from segments in memory to beads; the
aligners take turns, and `time` is how many times as long as `semantic` one takes (median of the rounds).

On the files that its weights were fitted on the scores of `semantic` are too good: `fit_aligner.py --leave-one-out`
tells how it does on texts it has not seen.

`--long` tells instead what time and memory long texts take: the documents of the first folder, over and over, until
both sides hold --sizes segments (10,000 and 50,000).
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

from gold_samples import read_documents
from peers import MissingPeerError, bertalign, gale_church, sentweave

from align.aligners import align
from align.aligners.side import Side
from align.model import Bead
from align.scores.alignment import BeadIndices, score_alignments
from align.scores.gold import Gold
from glossary import vectors

Aligner = Callable[[Side, Side], Iterable[Bead]]

OURS = "semantic"
ALIGNERS: dict[str, Aligner] = {
    OURS: lambda source, target: align(source, target, OURS),
    "length": lambda source, target: align(source, target, "length"),
    "bertalign": lambda source, target: bertalign(source.segments, target.segments, vectors.encode),
    "sentweave": lambda source, target: sentweave(source.segments, target.segments, vectors.encode),
    "gale_church": lambda source, target: gale_church(source.segments, target.segments),
}
ROUNDS = 3


def time_aligner(aligner: Aligner, documents: Iterable[Gold]) -> tuple[list[list[BeadIndices]], float]:
    """The beads of each document, and the seconds that all took."""
    pairs = [(Side(gold.source_language, gold.source), Side(gold.target_language, gold.target)) for gold in documents]
    start = time.perf_counter()
    found = [list(aligner(*pair)) for pair in pairs]
    seconds = time.perf_counter() - start
    return [[(bead.source, bead.target) for bead in beads] for beads in found], seconds


def find_runnable(documents: Sequence[Gold]) -> dict[str, Aligner]:
    """The aligners that are installed and can align such documents, warmed up; the others are named on stdout."""
    usable = {}
    for name, aligner in ALIGNERS.items():
        try:
            time_aligner(aligner, documents[:1])
        except (MissingPeerError, ValueError) as error:
            print(f"{name}: left out: {error}")
        else:
            usable[name] = aligner
    return usable


def compare(folder: str, documents: Sequence[Gold]) -> None:
    """Print the table of a folder."""
    usable = find_runnable(documents)
    rounds = [{name: time_aligner(aligner, documents) for name, aligner in usable.items()} for _ in range(ROUNDS)]
    print(f"{folder:14} {'strict':>8} {'lax':>8} {'strict with deletions':>22} {'segments/s':>11} {'time':>6}")
    for name in usable:
        scores = score_alignments(zip([gold.beads for gold in documents], rounds[0][name][0], strict=True))
        seconds = statistics.median(found[name][1] for found in rounds)
        ratio = statistics.median(found[name][1] / found[OURS][1] for found in rounds)
        print(
            f"  {name:12} {scores.strict.f1:8.4f} {scores.lax.f1:8.4f} {scores.strict_with_deletions.f1:22.4f} "
            f"{count_segments(documents) / seconds:11.0f} {ratio:6.2f}"
        )


def count_segments(documents: Iterable[Gold]) -> int:
    """How many segments both sides hold."""
    return sum(len(gold.source) + len(gold.target) for gold in documents)


def join_documents(documents: Sequence[Gold], size: int) -> Gold:
    """One document of all of these in a row, repeated until it has so many segments."""
    source, target, beads = list[str](), list[str](), list[BeadIndices]()
    while len(source) + len(target) < size:
        for gold in documents:
            above, before = len(source), len(target)
            beads += [
                (tuple(i + above for i in ours), tuple(j + before for j in theirs)) for ours, theirs in gold.beads
            ]
            source += gold.source
            target += gold.target
    return Gold(documents[0].source_language, documents[0].target_language, tuple(source), tuple(target), tuple(beads))


def measure_usage(document: Gold) -> tuple[float, float, int]:
    """The strict F1 of a document, the seconds it takes, and the peak memory of this process in kilobytes."""
    ALIGNERS[OURS](Side("zh", ("你好。",)), Side("en", ("Hello.",)))
    found, seconds = time_aligner(ALIGNERS[OURS], [document])
    return score_alignments([(document.beads, found[0])]).strict.f1, seconds, getrusage(RUSAGE_SELF).ru_maxrss


def measure_long(documents: Sequence[Gold], sizes: Sequence[int]) -> None:
    """Print the time and memory that long texts take, each in a process of its own."""
    seconds = []
    for least in sizes:
        document = join_documents(documents, least)
        with ProcessPoolExecutor(1, get_context("spawn")) as pool:
            strict, took, memory = pool.submit(measure_usage, document).result()
        size = count_segments([document])
        seconds.append(took / size)
        print(f"{size:7} segments: strict {strict:.4f}, {took:.1f} s, peak memory {memory / 1024:.0f} MB")
    print(f"time for a segment, longest text / shortest: {seconds[-1] / seconds[0]:.2f}")


def main() -> None:
    """Compare, or measure long texts."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
    parser.add_argument("--long", action="store_true", help="time and memory of long texts, joined from the documents")
    parser.add_argument("--sizes", type=int, nargs=2, default=(10_000, 50_000), metavar="N", help="of the long texts")
    options = parser.parse_args()
    documents = read_documents(options.files)
    folders = [
        (folder, [documents[name] for name in group])
        for folder, group in groupby(documents, key=lambda name: name.partition("/")[0])
    ]
    if options.long:
        measure_long(folders[0][1], options.sizes)
    else:
        for folder, group in folders:
            compare(folder, group)


if __name__ == "__main__":
    main()
