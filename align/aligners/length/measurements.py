"""What the length aligner measures in each segment: length, punctuation, paragraph breaks and anchors."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from align.aligners.anchors import find_shared_anchors
from align.aligners.side import Side
from glossary.lang.scripts import EAST_ASIAN_LETTERS
from glossary.pack.patterns import compile_late

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]

MARKS = tuple(
    re.compile(pattern)
    for pattern in (
        *("[?？]", "[!！]", '[“”„«»「」『』»"‚‘‹›]', "[:：]", "[(（]", r"…+|\.\.\.|\. \. \.", "[—–]+|--"),
        r"[^.。．!?！？\"”」』…\s]\s*\Z",
    )
)
"""The marks that are counted in each segment: those that most languages share, and an end without a stop."""

_WIDE = compile_late(f"[{EAST_ASIAN_LETTERS}]")
_WIDTH = 3


@dataclass(frozen=True, eq=False)
class Measurements:
    """One side as numbers: `lengths` (segments,) and the counts of `marks` (segments, marks).

    `breaks` (segments + 1,) shows before which segments a paragraph begins, and is true at the end; None where
    paragraphs are unknown. `anchors` and `segments` are a side of `anchors.SharedAnchors`. Where `run` is above 1, each
    entry is for so many segments of the text.
    """

    lengths: "NDArray[np.float64]"
    marks: "Integers"
    breaks: "NDArray[np.bool_] | None"
    anchors: "Integers"
    segments: "Integers"
    run: int = 1

    def merge_runs(self, size: int) -> "Measurements":
        """Return the same text with so many segments in a row taken as one, without its paragraphs."""
        import numpy as np

        starts = np.arange(0, len(self.lengths), size)
        segments = self.segments // size
        new = (np.diff(self.anchors, prepend=-1) != 0) | (np.diff(segments, prepend=-1) != 0)
        lengths, marks = np.add.reduceat(self.lengths, starts), np.add.reduceat(self.marks, starts)
        return Measurements(lengths, marks, None, self.anchors[new], segments[new], self.run * size)


def measure(source: Side, target: Side) -> tuple[Measurements, Measurements, "Integers"]:
    """Return the measurements of both sides, and the class of each anchor they share."""
    shared = find_shared_anchors(source.segments, target.segments)
    first, second = (
        Measurements(
            _measure_lengths(side.segments), _count_marks(side.segments), _find_breaks(side.paragraphs), *occurrences
        )
        for side, occurrences in ((source, shared.source), (target, shared.target))
    )
    return first, second, shared.classes


def _measure_lengths(segments: Sequence[str]) -> "NDArray[np.float64]":
    """Return how many characters each segment has; a letter of Chinese, Japanese or Korean counts as three."""
    import numpy as np

    wide = (0 if text.isascii() else len(_WIDE.findall(text)) for text in segments)
    lengths = [max(len(text) + (_WIDTH - 1) * count, 1) for text, count in zip(segments, wide, strict=True)]
    return np.array(lengths, np.float64)


def _count_marks(segments: Sequence[str]) -> "Integers":
    import numpy as np

    counts = [[len(mark.findall(text)) for mark in MARKS] for text in segments]
    return np.array(counts, np.int64).reshape(len(segments), len(MARKS))


def _find_breaks(paragraphs: Sequence[int]) -> "NDArray[np.bool_] | None":
    import numpy as np

    if not paragraphs:
        return None
    return np.array([True, *(one != other for one, other in pairwise(paragraphs)), True])
