"""The encoder's vocabulary, from the file of its tokenizer: a model of SentencePiece, in protocol buffers.

Field 1 is a piece (1: its text, 2: its score), repeated; field 3 is a message whose field 2 maps characters.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from glossary.vectors.vocabulary import pack_vocabulary

if TYPE_CHECKING:
    from numpy.typing import NDArray

_TEXT, _SCORE = 0x0A, 0x15  # the first bytes of the fields of a piece, and of a piece itself
_LONGEST = 0x7F  # bytes of a piece, whose length then takes one byte


def read_vocabulary(model: bytes) -> dict[str, NDArray[Any]]:
    """Return the pieces (see `pack_vocabulary`), their scores and the map of characters.

    Raises ValueError or IndexError where the file is another.
    """
    import numpy as np

    pieces, scores, end = _read_pieces(model)
    return {
        **pack_vocabulary(pieces),
        "scores": np.frombuffer(scores, dtype="<f4").astype(np.float32),
        "characters": np.frombuffer(_find_field(_find_field(model[end:], 3), 2), dtype=np.uint8),
    }


def _read_pieces(model: bytes) -> tuple[list[bytes], bytes, int]:
    """Return the pieces, the bytes of their scores, and where in the file they end."""
    pieces, scores, place = list[bytes](), bytearray(), 0
    while model[place] == _TEXT:
        size, kind, length = model[place + 1 : place + 4]
        start, end = place + 4, place + 4 + length
        if size > _LONGEST or kind != _TEXT or model[end] != _SCORE:
            raise ValueError(f"byte {place}: no piece")
        pieces.append(model[start:end])
        scores += model[end + 1 : end + 5]
        place += 2 + size
    return pieces, bytes(scores), place


def _find_field(message: bytes, number: int) -> bytes:
    """Return the first field of this number. Raises ValueError where there is none."""
    for field, value in _read_fields(message):
        if field == number:
            return value
    raise ValueError(f"no field {number}")


def _read_fields(message: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the fields of a message whose length is given, with their numbers."""
    place = 0
    while place < len(message):
        tag, place = _read_number(message, place)
        if tag & 7 == 2:
            length, place = _read_number(message, place)
            yield tag >> 3, message[place : place + length]
            place += length
        elif tag & 7 == 0:
            _, place = _read_number(message, place)
        else:
            place += {1: 8, 5: 4}[tag & 7]


def _read_number(message: bytes, place: int) -> tuple[int, int]:
    """Return a number, 7 bits a byte, the lowest first, and the place behind it."""
    number = shift = 0
    while message[place] & 0x80:
        number |= (message[place] & 0x7F) << shift
        place, shift = place + 1, shift + 7
    return number | message[place] << shift, place + 1
