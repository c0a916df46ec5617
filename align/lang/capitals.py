"""Whether a text is written in capitals."""

from align.model import Span

_MOST = 0.6
_NEAR = 80


def is_shouted(prose: str, block: Span, offset: int) -> bool:
    """Whether most letters of the block are capitals, of those at most 80 characters away from a place in it."""
    near = prose[max(block.start, offset - _NEAR) : min(block.end, offset + _NEAR)]
    letters = [char for char in near if char.isalpha()]
    return sum(map(str.isupper, letters)) > _MOST * len(letters)
