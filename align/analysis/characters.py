"""What is asked of the characters of a text: where marks are, how many words there are, whether it is in capitals.

The bytes of its skeleton are searched, those of a long text many at once. The marks of a long document are looked for
once, however many of them are asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from align.lang import find_language
from align.model import Document
from align.model.skeletons import CODEC, skeleton
from align.model.spans import MASK
from glossary.lang.scripts import HAN, KANA
from glossary.lang.words import LONG
from glossary.pack.patterns import compile_late

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
_INK = bytes(0x20 if bytes([byte]).decode(CODEC, "replace").isspace() else 0x78 for byte in range(256))
_MASKED = skeleton(MASK)
_HIDDEN = bytes(byte if ink == ord(" ") else _MASKED[0] for byte, ink in enumerate(_INK))
"""What masked text is read as: white space stays, all else is taken out."""
_SHARE = 0.6
"""What part of the letters must be capitals."""

_UNSPACED_SCRIPTS = ("Han", "Japanese")
_UNSPACED_WORDS = compile_late(rf"[{HAN}{KANA}]|[^\W{HAN}{KANA}]+")
_NO_CAPITALS = bytes(byte for byte in range(256) if not chr(byte).isupper())
_NO_LETTERS = bytes(byte for byte in range(256) if not chr(byte).isalpha())

_AROUND = 80
"""How many characters on either side of a place are looked at."""


def find_marks(document: Document, marks: str) -> Sequence[int]:
    """Return the places of characters of Windows-1252 in the prose of a document, ascending.

    A `?` is found for all characters beyond Windows-1252 as well.
    """
    if len(document.skeleton) < LONG:
        return [match.start() for match in _compile(marks).finditer(document.skeleton)]
    import numpy as np

    if not set(marks) <= set(_USUAL):
        places = _find_places(document.skeleton, marks)
    else:
        usual, values = _find_usual(document)
        places = usual[np.flatnonzero(np.frombuffer(_make_table(marks), np.bool_).take(values))]
    found: list[int] = places.tolist()
    return found


def take_marks(document: Document, marks: str) -> bytes:
    """Return the characters of the prose of a document that are among these usual marks, in a row, a byte each."""
    if len(document.skeleton) < LONG:
        return document.skeleton.translate(None, _list_others(marks))
    _, values = _find_usual(document)
    return values.tobytes().translate(None, _list_others(marks))


def _find_usual(document: Document) -> tuple[NDArray[np.intp], NDArray[np.uint8]]:
    import numpy as np

    if document not in _kept:
        places = _find_places(document.skeleton, _USUAL)
        _kept[document] = places, np.frombuffer(document.skeleton, np.uint8).take(places)
    return _kept[document]


def _find_places(data: bytes, marks: str) -> NDArray[np.intp]:
    """Return the places of marks in a text, given by its skeleton."""
    import numpy as np

    table = _make_table(marks)
    starts = range(0, max(len(data), 1), _PIECE)
    pieces = (np.frombuffer(data[start : start + _PIECE].translate(table), np.bool_) for start in starts)
    return np.concatenate([np.flatnonzero(piece) + start for start, piece in zip(starts, pieces, strict=True)])


def find_rows_of_spaces(document: Document) -> Iterator[int]:
    """Yield the places at which two spaces or more, of whatever kind, follow one another, ascending."""
    if len(document.skeleton) < LONG:
        yield from (match.start() for match in _SPACES.finditer(document.skeleton))
        return
    import numpy as np

    data = np.frombuffer(document.skeleton, np.uint8)
    for start in range(0, len(data), _PIECE):
        first = max(start - 1, 0)
        is_space = data[first : start + _PIECE + 1] == 0x20
        begins = is_space[:-1] & is_space[1:]
        begins[1:] &= ~is_space[:-2]
        yield from map(int, np.flatnonzero(begins[start - first :]) + start)


@lru_cache(maxsize=16)
def _compile(marks: str) -> re.Pattern[bytes]:
    return re.compile(b"[%s]" % re.escape(marks.encode(CODEC)))


@lru_cache(maxsize=16)
def _make_table(marks: str) -> bytes:
    """Return what each byte is translated to: 1 that of a mark, 0 any other."""
    wanted = marks.encode(CODEC)
    return bytes(byte in wanted for byte in range(256))


@lru_cache(maxsize=16)
def _list_others(marks: str) -> bytes:
    """Return all bytes but those of the marks."""
    return bytes(set(range(256)) - set(marks.encode(CODEC)))


def count_words(document: Document) -> int:
    """Return how many words a document has, but for those that are masked throughout: what white space separates.

    Code, comments, addresses and markup are no words; white space in them separates as anywhere. Of Chinese and
    Japanese each character counts as a word, as it does in word processors.
    """
    if find_language(document.language).script in _UNSPACED_SCRIPTS:
        return len(_UNSPACED_WORDS.findall(document.prose))
    data: bytes | bytearray = document.skeleton
    if document.masked:
        data = bytearray(data)
        for start, end in document.masked:
            data[start:end] = skeleton(document.text[start:end]).translate(_HIDDEN)
        data = data.translate(None, _MASKED)
    count = int(data[:1].translate(_INK) == b"x")
    if len(data) < LONG:
        return count + data.translate(_INK).count(b" x")
    import numpy as np

    for start in range(0, len(data), _PIECE):
        ink = np.frombuffer(data[max(start - 1, 0) : start + _PIECE].translate(_INK), np.uint8)
        count += int(np.count_nonzero(ink[1:] > ink[:-1]))
    return count


def _lower(byte: int) -> int:
    lowered = bytes([byte]).decode(CODEC, "replace").lower().encode(CODEC, "replace")
    return lowered[0] if len(lowered) == 1 and lowered != b"?" else byte


_SEPARATORS = "\x1a\xa0,;:()[]{}<>\"'-/*_“”‘’–—«»".encode(CODEC)
_STOPS = ".!?…".encode(CODEC)
_FOLD = bytes(0x20 if byte in _SEPARATORS else 0x2E if byte in _STOPS else _lower(byte) for byte in range(256))


def fold(text: str) -> bytes:
    """Return the words of a text in one byte a code point, full stops between sentences; offsets stay.

    A blank line ends a sentence, and so does a character outside Windows-1252.

    >>> fold("Go, go!")
    b'go  go.'
    """
    return skeleton(text).translate(_FOLD).replace(b"\n\n", b".\n")


def is_in_capitals(document: Document, offset: int) -> bool:
    """Return whether most letters around a place of a document, in its block, are capitals."""
    block = document.block(offset)
    near = document.prose[max(block.start, offset - _AROUND) : min(block.end, offset + _AROUND)]
    if near.isascii():
        data = near.encode()
        return len(data.translate(None, _NO_CAPITALS)) > _SHARE * len(data.translate(None, _NO_LETTERS))
    letters = [char for char in near if char.isalpha()]
    return sum(map(str.isupper, letters)) > _SHARE * len(letters)
