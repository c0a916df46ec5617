"""Gold alignments as samples to fit an aligner on: as they are, and variants from which some segments are dropped.

A library of `fit_aligner.py`, `fit_omissions.py`, `alignment.py` and `omissions.py`.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from align.aligners.semantic import make_order_key
from align.aligners.side import Side
from align.scores.alignment import BeadIndices
from align.scores.gold import Gold, read_gold
from align.scores.validation import BeadFileError

VARIANTS = 2
"""How many variants are made of each document."""
SINGLE = 0.04
"""The probability of a bead to lose a side."""
TARGET_SIDE = 0.6
"""The share of these that lose the target side: translators leave out more than they add."""
RUN = 2, 15
"""The least and most beads in a run that loses a side."""
SHORT = 100
"""Source segments below which a document loses one run, not two."""


@dataclass(frozen=True)
class Sample:
    """Two sides, in the order in which the semantic aligner takes them, and the gold beads between them.

    `variant` is 0 where nothing was dropped, else its number. Where `exact` is false, gold beads are stretches of text
    that render each other, as lines do that hold several sentences; which beads they consist of nobody knows.
    """

    document: str
    variant: int
    source: Side
    target: Side
    gold: tuple[BeadIndices, ...]
    exact: bool = True

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


def make_samples(document: str, gold: Gold) -> Iterator[Sample]:
    """The document as it is, then its variants."""
    yield _make_sample(document, 0, gold)
    for number in range(1, VARIANTS + 1):
        yield _make_sample(document, number, drop_segments(gold, number))


def partition(beads: Iterable[BeadIndices], sources: int, targets: int) -> list[BeadIndices]:
    """The gold beads in order, changed so that each segment is in exactly one bead, as in the output of an aligner.

    Gaps in a bead are filled, beads that overlap or cross are merged, each segment that is left gets a bead of its own,
    and a bead with an index that no segment has is left out.
    """
    parts: list[BeadIndices] = []
    row = column = 0
    for top, bottom, left, right in [
        *_merge(_list_boxes(beads, sources, targets)),
        (sources, sources, targets, targets),
    ]:
        parts += [((index,), ()) for index in range(row, top)]
        parts += [((), (index,)) for index in range(column, left)]
        if bottom > top:
            parts.append((tuple(range(top, bottom)), tuple(range(left, right))))
        row, column = bottom, right
    return parts


def drop_segments(gold: Gold, seed: int) -> Gold:
    """The gold of a document in which single beads and runs of beads lost the segments of one side."""
    beads = partition(gold.beads, len(gold.source), len(gold.target))
    lost = _choose_lost(beads, random.Random(seed), 1 if len(gold.source) < SHORT else 2)
    kept = [
        [index for index in range(len(texts)) if index not in gone]
        for texts, gone in zip((gold.source, gold.target), lost, strict=True)
    ]
    return Gold(
        gold.source_language,
        gold.target_language,
        tuple(gold.source[index] for index in kept[0]),
        tuple(gold.target[index] for index in kept[1]),
        tuple(_renumber(beads, *({old: new for new, old in enumerate(side)} for side in kept))),
    )


def _make_sample(document: str, variant: int, gold: Gold) -> Sample:
    source, target = Side(gold.source_language, gold.source), Side(gold.target_language, gold.target)
    if make_order_key(target) < make_order_key(source):
        return Sample(document, variant, target, source, tuple((theirs, ours) for ours, theirs in gold.beads))
    return Sample(document, variant, source, target, gold.beads)


def _list_boxes(beads: Iterable[BeadIndices], sources: int, targets: int) -> list[tuple[int, int, int, int]]:
    """The beads with two sides as (first source, its end, first target, its end), in order."""
    return sorted(
        (min(source), max(source) + 1, min(target), max(target) + 1)
        for source, target in beads
        if source and target and max(source) < sources and max(target) < targets
    )


def _merge(boxes: Iterable[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    merged: list[tuple[int, int, int, int]] = []
    for top, bottom, left, right in boxes:
        if merged and (top < merged[-1][1] or left < merged[-1][3]):
            above, end, before, last = merged[-1]
            merged[-1] = min(top, above), max(bottom, end), min(left, before), max(right, last)
        else:
            merged.append((top, bottom, left, right))
    return merged


def _choose_lost(beads: Sequence[BeadIndices], chance: random.Random, runs: int) -> tuple[set[int], set[int]]:
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


def _renumber(beads: Iterable[BeadIndices], sources: dict[int, int], targets: dict[int, int]) -> Iterator[BeadIndices]:
    """What is left of the beads."""
    for bead in beads:
        source = tuple(sources[index] for index in bead[0] if index in sources)
        target = tuple(targets[index] for index in bead[1] if index in targets)
        if source and target:
            yield source, target
        else:
            yield from (((index,), ()) for index in source)
            yield from (((), (index,)) for index in target)
