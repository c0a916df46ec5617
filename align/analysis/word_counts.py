"""How many words a document has: its bytes are looked at, those of a long one many at once."""

from align.model import Document
from align.model.skeletons import CODEC, skeleton
from align.model.spans import MASK
from glossary.lang.words import LONG

_INK = bytes(0x20 if bytes([byte]).decode(CODEC, "replace").isspace() else 0x78 for byte in range(256))
_MASKED = skeleton(MASK)
_HIDDEN = bytes(byte if ink == ord(" ") else _MASKED[0] for byte, ink in enumerate(_INK))
"""What masked text is read as: white space stays, all else is taken out."""
_PIECE = 1 << 17
"""How many bytes are looked at at once: they stay in the cache of the processor."""


def count_words(document: Document) -> int:
    """How many words white space separates in the text of a document, but for those that are masked throughout.

    Code, comments, addresses and markup are no words; white space in them separates as anywhere.
    """
    data: bytes | bytearray = document.skeleton
    if document.masked:
        data = bytearray(data)
        for start, end in document.masked:
            data[start:end] = skeleton(document.text[start:end]).translate(_HIDDEN)
        data = data.translate(None, _MASKED)
    return _count_begun(data) + (data[:1].translate(_INK) == b"x")


def _count_begun(data: bytes | bytearray) -> int:
    """How often a word begins behind white space."""
    if len(data) < LONG:
        return data.translate(_INK).count(b" x")
    import numpy as np

    pieces = (data[max(start - 1, 0) : start + _PIECE].translate(_INK) for start in range(0, len(data), _PIECE))
    inks = (np.frombuffer(piece, np.uint8) for piece in pieces)
    return sum(int(np.count_nonzero(ink[1:] > ink[:-1])) for ink in inks)
