"""Where signs stand in a document: its bytes are searched, those of a long one many at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from align.model import Document
from align.model.skeletons import CODEC
from glossary.lang.words import LONG

_SPACES = re.compile(rb"  +")


def find_marks(document: Document, marks: str) -> Sequence[int]:
    """The places of characters of Windows-1252 in the prose of a document, ascending.

    A `?` stands for all characters beyond Windows-1252 as well.
    """
    if len(document.skeleton) < LONG:
        return [match.start() for match in _compile(marks).finditer(document.skeleton)]
    import numpy as np

    is_mark = document.skeleton.translate(_make_table(marks))
    places: list[int] = np.flatnonzero(np.frombuffer(is_mark, np.bool_)).tolist()
    return places


def find_rows_of_spaces(document: Document) -> Iterator[int]:
    """The places at which two spaces or more stand in a row, ascending; spaces of all kinds are seen as such."""
    if len(document.skeleton) < LONG:
        return (match.start() for match in _SPACES.finditer(document.skeleton))
    import numpy as np

    is_space = np.frombuffer(document.skeleton, np.uint8) == 0x20
    begins = is_space[:-1] & is_space[1:]
    begins[1:] &= ~is_space[:-2]
    return map(int, np.flatnonzero(begins))


@lru_cache(maxsize=16)
def _compile(marks: str) -> re.Pattern[bytes]:
    return re.compile(b"[%s]" % re.escape(marks.encode(CODEC)))


@lru_cache(maxsize=16)
def _make_table(marks: str) -> bytes:
    """What each byte is translated to: 1 that of a mark, 0 any other."""
    wanted = marks.encode(CODEC)
    return bytes(byte in wanted for byte in range(256))
