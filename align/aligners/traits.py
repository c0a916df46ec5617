"""What the length aligner sees of a text: how long its segments are, their punctuation, paragraphs and anchors."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from align.aligners.cognates import shared
from align.aligners.side import Side
from align.lang.scripts import EAST_ASIAN_LETTERS

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
"""What is counted in each segment: signs that most languages share, and a last character that ends no sentence."""

_WIDE = re.compile(f"[{EAST_ASIAN_LETTERS}]")
_WIDTH = 3


@dataclass(frozen=True, eq=False)
class Traits:
    """One side as numbers: `length` (segments) and `marks` (segments, marks).

    `breaks` (segments + 1) tells before which segments a paragraph begins, and that the last one ends; None where that
    is unknown. `anchors` and `segments` are a side of `cognates.Anchors`. A segment stands for `run` segments of the
    text.
    """

    length: "NDArray[np.float64]"
    marks: "Integers"
    breaks: "NDArray[np.bool_] | None"
    anchors: "Integers"
    segments: "Integers"
    run: int = 1

    def runs(self, size: int) -> "Traits":
        """The same text with so many segments taken as one; its paragraphs are forgotten."""
        import numpy as np

        starts = np.arange(0, len(self.length), size)
        segments = self.segments // size
        new = (np.diff(self.anchors, prepend=-1) != 0) | (np.diff(segments, prepend=-1) != 0)
        length, marks = np.add.reduceat(self.length, starts), np.add.reduceat(self.marks, starts)
        return Traits(length, marks, None, self.anchors[new], segments[new], self.run * size)


def traits(source: Side, target: Side) -> tuple[Traits, Traits, "Integers"]:
    """The traits of both sides, and the class of each anchor they share."""
    anchors = shared(source.segments, target.segments)
    first, second = (
        Traits(_lengths(side.segments), _marks(side.segments), _breaks(side.paragraphs), *places)
        for side, places in ((source, anchors.source), (target, anchors.target))
    )
    return first, second, anchors.classes


def _lengths(segments: Sequence[str]) -> "NDArray[np.float64]":
    """How many characters each segment has; a letter of Chinese, Japanese or Korean counts as three."""
    import numpy as np

    wide = (0 if text.isascii() else len(_WIDE.findall(text)) for text in segments)
    lengths = [max(len(text) + (_WIDTH - 1) * count, 1) for text, count in zip(segments, wide, strict=True)]
    return np.array(lengths, np.float64)


def _marks(segments: Sequence[str]) -> "Integers":
    import numpy as np

    counts = [[len(mark.findall(text)) for mark in MARKS] for text in segments]
    return np.array(counts, np.int64).reshape(len(segments), len(MARKS))


def _breaks(paragraphs: Sequence[int]) -> "NDArray[np.bool_] | None":
    import numpy as np

    if not paragraphs:
        return None
    return np.array([True, *(one != other for one, other in pairwise(paragraphs)), True])
