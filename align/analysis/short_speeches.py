"""Short speeches, whose rendering is often too short to be told by what it means: “不冷。”, "No"."""

import re

from align.model import Alignment, Role

_SPEECH = re.compile('\\W{0,2}[“「『"][^“”「」『』"]{1,9}[”」』"]\\W?')
_OPENING = "“「『"
_FEW, _NEAR = 4, 2
"""How many beads before and behind are counted."""


def is_answered(alignment: Alignment, segment: int) -> bool:
    """Whether a source segment is a short speech, and its surroundings have as many speeches in the translation.

    In subtitles, where room is short, it is enough that what stands beside it in its cue is rendered.
    """
    if any(one.role is Role.CUE for one in alignment.source.elements[:1]):
        return _is_beside_rendered(alignment, segment)
    if not _SPEECH.fullmatch(alignment.source.segments[segment].text.strip()):
        return False
    place = alignment.find_bead_of_source(segment)
    near = alignment.beads[max(place - _NEAR, 0) : place + _NEAR + 1]
    source, target = ("\n".join(map(side, near)) for side in (alignment.source_text, alignment.target_text))
    return _count_speeches(target) >= _count_speeches(source)


def _is_beside_rendered(alignment: Alignment, segment: int) -> bool:
    """Whether a segment of a few characters shares its cue with one that has a translation."""
    document, place = alignment.source, alignment.find_bead_of_source(segment)
    block = document.block(document.segments[segment].start)
    if sum(map(str.isalnum, document.segments[segment].text)) > _FEW:
        return False
    beside = (bead for bead in alignment.beads[max(place - 1, 0) : place + 2] if bead.target)
    return any(block.start <= document.segments[index].start < block.end for bead in beside for index in bead.source)


def _count_speeches(text: str) -> int:
    return sum(map(text.count, _OPENING)) + text.count('"') // 2
