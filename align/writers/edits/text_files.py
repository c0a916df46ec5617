"""Edits of a file that is a text: stretches of its bytes are replaced, all others stay, whatever their encoding.

The bytes before an edit are counted by encoding the text before it, and compared with those in the file: where a codec
would write other bytes than are there, nothing is edited. What comes out is decoded again and must be the text that was
intended, so that an encoding with states, or one that would be guessed differently afterwards, does no harm.
"""

import codecs
import sys
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from align.errors import ReadError
from align.model import Edit
from align.writers.edits import Edited, EditError, Mend
from glossary.storage.decoding import Encoding, decode, decode_with_encoding, find_codec

_WITH_MARK = {"utf-8-sig": "utf-8", "utf-16": f"utf-16-{sys.byteorder[0]}e", "utf-32": f"utf-32-{sys.byteorder[0]}e"}
"""Codecs that take a byte order mark for their own -> the codec of a file that has none."""

_RESAVE = "save it again as UTF-8, or mend it by hand"


class TextFile(NamedTuple):
    """The text of a file, without the byte order mark, and how it is stored."""

    text: str
    encoding: Encoding

    def is_storable(self, text: str) -> bool:
        """Return whether the encoding of the file has all characters of a text."""
        try:
            text.encode(self.encoding.codec)
        except UnicodeEncodeError:
            return False
        return True


Locate = Callable[[Mend], tuple[Edit, ...]]
"""The edits of a correction as edits of the file's text. Raises EditError."""


def edit_text(
    data: bytes,
    mends: Sequence[Mend],
    encoding: str | None,
    gap: int,
    prepare: Callable[[TextFile], Locate],
    declared: str | None = None,
) -> Edited:
    """Return the bytes with the corrections made (see `align.writers.edits.edit`); `prepare` gives what locates each of
    them.

    `declared` is the encoding that the text names itself.
    """
    file = decode_file(data, encoding, declared)
    located, refused = _locate_all(file, mends, prepare(file))
    made = frozenset(choose_mends(located, gap))
    edits = sorted((edit for index in sorted(made) for edit in located[index]), key=attrgetter("start", "end"))
    result = b"".join(_splice(data, file, edits))
    _verify(result, encoding, declared, apply_edits(file.text, edits))
    return Edited(result, made, refused)


def decode_file(data: bytes, encoding: str | None, declared: str | None) -> TextFile:
    """Return the text of a file, with a codec that writes no byte order mark of its own."""
    codec = find_codec(encoding) if encoding else ""
    if codec in _WITH_MARK:
        has_mark = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE))
        encoding = None if has_mark else _WITH_MARK[codec]
    return TextFile(*decode_with_encoding(data, encoding, declared))


def _locate_all(
    file: TextFile, mends: Sequence[Mend], locate: Locate
) -> tuple[dict[int, tuple[Edit, ...]], dict[int, str]]:
    """Return the edits of each correction in the file, in order, and why others cannot be made."""
    located, refused = dict[int, tuple[Edit, ...]](), dict[int, str]()
    for index, mend in enumerate(mends):
        try:
            edits = tuple(sorted(locate(mend), key=attrgetter("start")))
            _check_characters(file, edits)
        except EditError as error:
            refused[index] = str(error)
        else:
            located[index] = edits
    return located, refused


def _check_characters(file: TextFile, edits: Iterable[Edit]) -> None:
    """Raises EditError where the encoding of the file lacks a character."""
    for char in dict.fromkeys("".join(edit.text for edit in edits)):
        if not file.is_storable(char):
            raise EditError(f"its encoding {file.encoding.codec} has no “{char}”: {_RESAVE}")


@dataclass
class _Taken:
    """The edits that are made so far, in order. `gap` characters at least stay between two of them."""

    gap: int
    spans: list[tuple[int, int]] = field(default_factory=list)

    def take(self, edits: Iterable[Edit]) -> bool:
        """Take edits that belong together, if none of them is too near to one that was taken; return whether."""
        edits = list(edits)
        is_free = all(map(self._is_free, edits)) and all(before.end <= after.start for before, after in pairwise(edits))
        for edit in edits if is_free else ():
            insort(self.spans, (edit.start, edit.end))
        return is_free

    def _is_free(self, edit: Edit) -> bool:
        index = bisect_left(self.spans, (edit.start, edit.end))
        if index and self.spans[index - 1][1] + self.gap > edit.start:
            return False
        return index == len(self.spans) or self.spans[index][0] >= edit.end + self.gap


def choose_mends(located: Mapping[int, tuple[Edit, ...]], gap: int) -> Iterator[int]:
    """Return the corrections, those that begin first before others, that are not too near to one before them."""
    taken = _Taken(gap)
    for index in sorted(located, key=lambda index: (located[index][0].start, index)):
        if taken.take(located[index]):
            yield index


def _splice(data: bytes, file: TextFile, edits: Iterable[Edit]) -> Iterator[bytes]:
    """Yield the bytes of the file, those of the edits in place of what they replace. Raises EditError."""
    codec, position, start = file.encoding.codec, 0, len(file.encoding.mark)
    yield data[:start]
    for edit in edits:
        before, old = (file.text[slice(*part)].encode(codec) for part in _split(position, edit))
        end = start + len(before)
        if data[start : end + len(old)] != before + old:
            raise EditError(f"some of its characters are not stored as {codec} stores them: {_RESAVE}")
        yield data[start:end]
        yield edit.text.encode(codec)
        position, start = edit.end, end + len(old)
    yield data[start:]


def _split(position: int, edit: Edit) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return what is between the last edit and this one, and what this one replaces."""
    return (position, edit.start), (edit.start, edit.end)


def sort_edits(edits: Iterable[Edit]) -> list[Edit]:
    """Return edits in the order of their places."""
    return sorted(edits, key=lambda edit: (edit.start, edit.end))


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with edits made that are in order and do not overlap."""
    pieces, position = list[str](), 0
    for edit in edits:
        pieces += text[position : edit.start], edit.text
        position = edit.end
    return "".join((*pieces, text[position:]))


def _verify(data: bytes, encoding: str | None, declared: str | None, text: str) -> None:
    """Raises EditError where the bytes would not be read as this text."""
    try:
        is_same = decode(data, encoding, declared) == text
    except ReadError:
        is_same = False
    if not is_same:
        raise EditError("it would be read as another text afterwards: name its encoding with --encoding")
