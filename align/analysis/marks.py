"""Where signs stand in a document: its bytes are searched, those of a long one many at once.

The marks of a long document are looked for once, whichever of them are asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from align.model import Document
from align.model.skeletons import CODEC
from glossary.lang.words import LONG

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SPACES = re.compile(rb"  +")
_USUAL = "\n\"'%()[]{|}‘’“”"
"""The marks that rules ask for, apart from rare ones."""
_kept: WeakKeyDictionary[Document, tuple[NDArray[np.intp], NDArray[np.uint8]]] = WeakKeyDictionary()
"""The places and bytes of the usual marks of long documents, as long as these are kept."""
_PIECE = 1 << 17
"""How many bytes are looked at at once: they stay in the cache of the processor."""


def find_marks(document: Document, marks: str) -> Sequence[int]:
    """The places of characters of Windows-1252 in the prose of a document, ascending.

    A `?` stands for all characters beyond Windows-1252 as well.
    """
    if len(document.skeleton) < LONG:
        return [match.start() for match in _compile(marks).finditer(document.skeleton)]
    import numpy as np

    if not set(marks) <= set(_USUAL):
        return _list(_find_places(document.skeleton, marks))
    places, values = _find_usual(document)
    is_wanted = np.frombuffer(_make_table(marks), np.bool_).take(values)
    return _list(places[np.flatnonzero(is_wanted)])


def take_marks(document: Document, marks: str) -> bytes:
    """The characters of the prose of a document that are among these usual marks, in a row, a byte each."""
    if len(document.skeleton) < LONG:
        return document.skeleton.translate(None, _list_others(marks))
    _, values = _find_usual(document)
    return values.tobytes().translate(None, _list_others(marks))


def _list(places: NDArray[np.intp]) -> list[int]:
    numbers: list[int] = places.tolist()
    return numbers


def _find_usual(document: Document) -> tuple[NDArray[np.intp], NDArray[np.uint8]]:
    import numpy as np

    if document not in _kept:
        places = _find_places(document.skeleton, _USUAL)
        _kept[document] = places, np.frombuffer(document.skeleton, np.uint8).take(places)
    return _kept[document]


def _find_places(data: bytes, marks: str) -> NDArray[np.intp]:
    """The places of marks in a text, given by its skeleton."""
    import numpy as np

    table = _make_table(marks)
    starts = range(0, max(len(data), 1), _PIECE)
    pieces = (np.frombuffer(data[start : start + _PIECE].translate(table), np.bool_) for start in starts)
    return np.concatenate([np.flatnonzero(piece) + start for start, piece in zip(starts, pieces, strict=True)])


def find_rows_of_spaces(document: Document) -> Iterator[int]:
    """The places at which two spaces or more stand in a row, ascending; spaces of all kinds are seen as such."""
    if len(document.skeleton) < LONG:
        return (match.start() for match in _SPACES.finditer(document.skeleton))
    import numpy as np

    data = np.frombuffer(document.skeleton, np.uint8)
    return chain.from_iterable(_find_rows(data, start) for start in range(0, len(data), _PIECE))


def _find_rows(data: NDArray[np.uint8], start: int) -> Iterator[int]:
    """The places at which rows of spaces begin in the piece that starts at `start`."""
    import numpy as np

    first = max(start - 1, 0)
    is_space = data[first : start + _PIECE + 1] == 0x20
    begins = is_space[:-1] & is_space[1:]
    begins[1:] &= ~is_space[:-2]
    return map(int, np.flatnonzero(begins[start - first :]) + start)


@lru_cache(maxsize=16)
def _compile(marks: str) -> re.Pattern[bytes]:
    return re.compile(b"[%s]" % re.escape(marks.encode(CODEC)))


@lru_cache(maxsize=16)
def _make_table(marks: str) -> bytes:
    """What each byte is translated to: 1 that of a mark, 0 any other."""
    wanted = marks.encode(CODEC)
    return bytes(byte in wanted for byte in range(256))


@lru_cache(maxsize=16)
def _list_others(marks: str) -> bytes:
    """All bytes but those of the marks."""
    return bytes(set(range(256)) - set(marks.encode(CODEC)))
