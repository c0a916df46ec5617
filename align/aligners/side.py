"""One side of the texts that an aligner is given."""

from dataclasses import dataclass
from typing import NamedTuple


class Part(NamedTuple):
    """A block of a text, a row of a table, or what is between blocks, such as code.

    Parts of two texts may be counterparts where their `kind` is equal. `keys` are what a translation leaves as it is,
    such as code. `bounds` are the first segment of each member (a row has a member for each cell), and the segment
    after the last: parts of a kind have equally many. `level` is that of a heading, 0 for others. A translator words a
    label, such as a heading or a cell, more freely than a sentence.
    """

    kind: str
    keys: tuple[str, ...]
    bounds: tuple[int, ...]
    level: int = 0
    is_label: bool = False


@dataclass(frozen=True)
class Side:
    """A text to align: its language (BCP 47), its segments in order, and the number of the paragraph each is in.

    `parts` are the blocks of the text, and what is between them, in order.
    """

    language: str
    segments: tuple[str, ...]
    paragraphs: tuple[int, ...] = ()  # as many as segments, or none where paragraphs are unknown
    parts: tuple[Part, ...] = ()  # none where the format says nothing of them
