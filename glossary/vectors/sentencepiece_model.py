"""The encoder's vocabulary, from the file of its tokenizer: a model of SentencePiece, in protocol buffers.

Field 1 is a piece (1: its text, 2: its score), repeated; field 3 is a message whose field 2 maps characters.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from glossary.vectors.vocabulary import pack_vocabulary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_TEXT, _SCORE = 0x0A, 0x15  # the first bytes of the fields of a piece, and of a piece itself
_LONGEST = 0x7F  # bytes of a piece, whose length then takes one byte
_HEAD = 4  # bytes before the text of a piece
_REST = 7  # bytes of a piece next to its text, at least: two before it, five for its score


def read_vocabulary(model: bytes) -> dict[str, NDArray[Any]]:
    """Return the pieces (see `pack_vocabulary`), their scores and the map of characters.

    Raises ValueError or IndexError where the file is another.
    """
    import numpy as np

    starts, lengths, end = _find_pieces(model)
    scores = np.ndarray((end - 3,), "<f4", model[:end], 0, (1,))[starts + lengths + 1]
    return {
        **pack_vocabulary(model[:end], starts, lengths),
        "scores": scores.astype(np.float32),
        "characters": np.frombuffer(_find_field(_find_field(model[end:], 3), 2), dtype=np.uint8),
    }


def _find_pieces(model: bytes) -> tuple[NDArray[np.intp], NDArray[np.uint8], int]:
    """Return where the texts of the pieces begin, their lengths, and where in the file the pieces end.

    What looks like the beginning of a piece is one if another piece ends there. Raises ValueError where there are gaps.
    """
    import numpy as np

    data = np.frombuffer(model + bytes(2 * _LONGEST), dtype=np.uint8)
    places = np.flatnonzero((data[: len(model)] == _TEXT) & (data[2 : len(model) + 2] == _TEXT))
    sizes, lengths = data[places + 1].astype(np.intp), data[places + 3].astype(np.intp)
    fits = (
        (sizes <= _LONGEST)
        & (sizes >= lengths + _REST)
        & (data[places + _HEAD + np.minimum(lengths, _LONGEST)] == _SCORE)
    )
    places, ends = places[fits], (places + 2 + sizes)[fits]
    follows = np.zeros(len(data), dtype=np.bool_)
    follows[ends] = follows[0] = True
    starts, ends = places[follows[places]], ends[follows[places]]
    if not len(starts) or starts[0] or (starts[1:] != ends[:-1]).any():
        raise ValueError("other pieces")
    return starts + _HEAD, data[starts + 3], int(ends[-1])


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
    """Return a number, 7 bits a byte, the lowest first, and the place after it."""
    number = shift = 0
    while message[place] & 0x80:
        number |= (message[place] & 0x7F) << shift
        place, shift = place + 1, shift + 7
    return number | message[place] << shift, place + 1
