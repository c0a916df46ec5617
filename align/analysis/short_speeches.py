"""Short speeches, whose rendering is often too short to be told by what it means: “不冷。”, "No"."""

import re

from align.model import Alignment

_SPEECH = re.compile('\\W{0,2}[“「『"][^“”「」『』"]{1,9}[”」』"]\\W?')
_OPENING = "“「『"
_NEAR = 2
"""How many beads before and behind are counted."""


def is_answered(alignment: Alignment, segment: int) -> bool:
    """Whether a source segment is a short speech, and its surroundings have as many speeches in the translation."""
    if not _SPEECH.fullmatch(alignment.source.segments[segment].text.strip()):
        return False
    place = alignment.find_bead_of_source(segment)
    near = alignment.beads[max(place - _NEAR, 0) : place + _NEAR + 1]
    source, target = ("\n".join(map(side, near)) for side in (alignment.source_text, alignment.target_text))
    return _count_speeches(target) >= _count_speeches(source)


def _count_speeches(text: str) -> int:
    return sum(map(text.count, _OPENING)) + text.count('"') // 2
