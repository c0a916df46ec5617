"""What an aligner is given."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Side:
    """One side of what is to be aligned: its language, its segments in order, and the paragraph each stands in."""

    language: str
    segments: tuple[str, ...]
    paragraphs: tuple[int, ...] = ()  # same length as segments, or empty where unknown
