"""Gold alignments as samples to fit an aligner on: as people made them, and with segments dropped here and there."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from align.aligners.semantic import _order as order
from align.aligners.side import Side
from align.scores.alignment import BeadIndices
from align.scores.checked import BeadFileError
from align.scores.gold import Gold, read_gold

VARIANTS = 2
"""Samples with dropped segments that are made of each document."""
SINGLE = 0.04
"""How probably a bead loses a side."""
TARGET_SIDE = 0.6
"""How often that is its target side: translators leave out more than they add."""
RUN = 2, 15
"""The least and most beads in a run that loses a side."""
SHORT = 100
"""Source segments below which a document loses one run, not two."""


@dataclass(frozen=True)
class Sample:
    """Two sides, in the order in which the semantic aligner takes them, and the gold beads between them.

    `variant` is 0 where nothing was dropped, else its number.
    """

    document: str
    variant: int
    source: Side
    target: Side
    gold: tuple[BeadIndices, ...]

    @property
    def group(self) -> str:
        """The folder of the document."""
        return self.document.partition("/")[0]


def read_documents(paths: Iterable[Path]) -> dict[str, Gold]:
    """The gold of some files by "folder/name". Ends the programme with one line where a file holds none."""
    documents = {}
    for path in sorted(paths):
        try:
            documents[f"{path.resolve().parent.name}/{path.stem}"] = read_gold(path.read_text(encoding="utf-8"))
        except (BeadFileError, OSError, UnicodeDecodeError) as error:
            sys.exit(f"{path}: {error}; expected a gold alignment, see align/scores/gold.py")
    return documents


def samples(document: str, gold: Gold) -> Iterator[Sample]:
    """The document as it is, then its variants."""
    yield _sample(document, 0, gold)
    for number in range(1, VARIANTS + 1):
        yield _sample(document, number, dropped(gold, number))


def partition(beads: Iterable[BeadIndices], sources: int, targets: int) -> list[BeadIndices]:
    """Beads in order that hold each segment once, as an aligner makes them: what is closest to some gold beads.

    A gold bead with gaps is filled, those that overlap or cross are merged, each segment left over stands alone, and
    a bead that names a segment which does not exist is left out.
    """
    parts: list[BeadIndices] = []
    row = column = 0
    for top, bottom, left, right in [*_merged(_boxes(beads, sources, targets)), (sources, sources, targets, targets)]:
        parts += [((index,), ()) for index in range(row, top)]
        parts += [((), (index,)) for index in range(column, left)]
        if bottom > top:
            parts.append((tuple(range(top, bottom)), tuple(range(left, right))))
        row, column = bottom, right
    return parts


def dropped(gold: Gold, seed: int) -> Gold:
    """The gold of a document in which single beads and runs of beads lost the segments of one side."""
    beads = partition(gold.beads, len(gold.source), len(gold.target))
    lost = _lost(beads, random.Random(seed), 1 if len(gold.source) < SHORT else 2)
    kept = [
        [index for index in range(len(texts)) if index not in gone]
        for texts, gone in zip((gold.source, gold.target), lost, strict=True)
    ]
    return Gold(
        gold.source_language,
        gold.target_language,
        tuple(gold.source[index] for index in kept[0]),
        tuple(gold.target[index] for index in kept[1]),
        tuple(_renumbered(beads, *({old: new for new, old in enumerate(side)} for side in kept))),
    )


def _sample(document: str, variant: int, gold: Gold) -> Sample:
    source, target = Side(gold.source_language, gold.source), Side(gold.target_language, gold.target)
    if order(target) < order(source):
        return Sample(document, variant, target, source, tuple((theirs, ours) for ours, theirs in gold.beads))
    return Sample(document, variant, source, target, gold.beads)


def _boxes(beads: Iterable[BeadIndices], sources: int, targets: int) -> list[tuple[int, int, int, int]]:
    """The beads with two sides as (first source, its end, first target, its end), in order."""
    return sorted(
        (min(source), max(source) + 1, min(target), max(target) + 1)
        for source, target in beads
        if source and target and max(source) < sources and max(target) < targets
    )


def _merged(boxes: Iterable[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    merged: list[tuple[int, int, int, int]] = []
    for top, bottom, left, right in boxes:
        if merged and (top < merged[-1][1] or left < merged[-1][3]):
            above, end, before, last = merged[-1]
            merged[-1] = min(top, above), max(bottom, end), min(left, before), max(right, last)
        else:
            merged.append((top, bottom, left, right))
    return merged


def _lost(beads: Sequence[BeadIndices], chance: random.Random, runs: int) -> tuple[set[int], set[int]]:
    """The source segments and the target segments to drop."""
    lost: tuple[set[int], set[int]] = set(), set()
    for bead in beads:
        if all(bead) and chance.random() < SINGLE:
            side = int(chance.random() < TARGET_SIDE)
            lost[side].update(bead[side])
    for run in range(runs):
        size = chance.randint(*RUN)
        first = chance.randrange(max(1, len(beads) - size))
        for bead in beads[first : first + size]:
            lost[run % 2].update(bead[run % 2])
    return lost


def _renumbered(
    beads: Iterable[BeadIndices], sources: dict[int, int], targets: dict[int, int]
) -> Iterator[BeadIndices]:
    """What is left of the beads."""
    for bead in beads:
        source = tuple(sources[index] for index in bead[0] if index in sources)
        target = tuple(targets[index] for index in bead[1] if index in targets)
        if source and target:
            yield source, target
        else:
            yield from (((index,), ()) for index in source)
            yield from (((), (index,)) for index in target)
