"""Texts whose sentences pair one to one all through, as their words show: nothing else is asked of them.

To see it takes a hundredth of the time that the vectors of all their sentences take.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.model import Bead

if TYPE_CHECKING:
    from align.aligners.side import Side

_RENDERED, _ADVANTAGE = 0.2, 0.05
"""The least share of the words of a sentence that its counterpart renders, and how much more than the next ones do.

Of 235 articles and chapters 36 are paired so, all of them as the whole aligner pairs them."""
_FEWEST = 4
"""Words of a sentence that the dictionary has to know; one with fewer is taken as those round it are."""
_LONGEST = 600
"""Characters of a sentence that is looked at."""


def pair_one_to_one(source: Side, target: Side, *, alone: bool = True) -> tuple[Bead, ...] | None:
    """Return the beads of two texts whose sentences pair one to one; None where their words do not show it.

    Chinese into English, line by line; `alone` as in `align`.
    """
    is_known = (source.language[:2], target.language[:2]) == ("zh", "en")
    if not is_known or len(source.segments) != len(target.segments) or source.paragraphs != target.paragraphs:
        return None
    if source.parts or target.parts or max(map(len, (*source.segments, *target.segments))) > _LONGEST:
        return None
    from glossary.dictionary.script_folding import simplify
    from glossary.lang.zh import segment
    from glossary.renderings.dictionary_keys import find_english_keys, look_up_keys

    words = [[keys for _, keys in look_up_keys(segment(simplify(text)))] for text in source.segments]
    if 2 * sum(len(known) >= _FEWEST for known in words) < len(words):
        return None
    rendered = [frozenset(find_english_keys(text)) for text in target.segments]

    def measure(row: int, column: int) -> float:
        if not 0 <= column < len(rendered):
            return 0.0
        if not words[row]:
            return 0.0
        return sum(not rendered[column].isdisjoint(keys) for keys in words[row]) / len(words[row])

    for row, known in enumerate(words):
        share, near = measure(row, row), max(measure(row, row - 1), measure(row, row + 1))
        if len(known) >= _FEWEST and (share < _RENDERED or share - near < _ADVANTAGE):
            return None
    return tuple(Bead((row,), (row,), 1.0, (0.0, 0.0) if alone else ()) for row in range(len(words)))
