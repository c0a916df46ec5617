"""One side of the texts that an aligner is given."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Side:
    """A text to align: its language (BCP 47), its segments in order, and the number of the paragraph each stands in."""

    language: str
    segments: tuple[str, ...]
    paragraphs: tuple[int, ...] = ()  # as many as segments, or none where paragraphs are unknown
