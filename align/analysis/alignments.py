"""The beads of an alignment with those around them, where what a sentence lacks may have moved."""

from collections.abc import Iterator
from functools import lru_cache

from align.lang.codes import name_language
from align.model import Alignment, Bead


def find_matches_with_neighbours(
    alignment: Alignment, confidence: float = 0.0, reach: int = 1
) -> Iterator[tuple[Bead, tuple[Bead, ...]]]:
    """Yield the beads with text on both sides that are at least so likely, in order, each with the beads around it.

    These are up to `reach` beads before it, the bead itself, and up to `reach` after it, whatever they hold.
    """
    beads = alignment.beads
    for index, bead in enumerate(beads):
        if bead.source and bead.target and bead.confidence >= confidence:
            yield bead, beads[max(index - reach, 0) : index + reach + 1]


def is_chinese_into_english(alignment: Alignment) -> bool:
    """Return whether a text is translated from Chinese into English, the languages that the models of words know."""
    return _is_chinese_into_english(alignment.source.language, alignment.target.language)


@lru_cache(maxsize=64)
def _is_chinese_into_english(source: str, target: str) -> bool:
    return name_language(source) == "zh" and name_language(target) == "en"
