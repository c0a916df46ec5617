"""Whether a part of a document is written in capitals, as a headline may be."""

from align.model import Document

_SHARE = 0.6
"""What part of the letters must be capitals."""

_NO_CAPITALS = bytes(byte for byte in range(256) if not chr(byte).isupper())
_NO_LETTERS = bytes(byte for byte in range(256) if not chr(byte).isalpha())

_REACH = 80
"""How many characters on either side of a place are looked at."""


def is_in_capitals(document: Document, offset: int) -> bool:
    """Whether most letters around a place of a document, in its block, are capitals."""
    block = document.block(offset)
    near = document.prose[max(block.start, offset - _REACH) : min(block.end, offset + _REACH)]
    if near.isascii():
        data = near.encode()
        return len(data.translate(None, _NO_CAPITALS)) > _SHARE * len(data.translate(None, _NO_LETTERS))
    letters = [char for char in near if char.isalpha()]
    return sum(map(str.isupper, letters)) > _SHARE * len(letters)
