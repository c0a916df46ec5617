"""The skeleton of a text: one byte for each code point. Standard library only.

Bytes are translated, counted and searched several times faster than strings.
"""

import re
from itertools import chain

_RARE_SPACES = "\x85\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
CODEC = "cp1252"
_LOST = re.compile(rb"\?\?*")
_FEW = 100
"""Where fewer than one character in so many are lost, they are looked at one by one."""


def skeleton(text: str) -> bytes:
    """Return the text in one byte a code point (Windows-1252): offsets stay; what has no byte there becomes `?`."""
    if text.isascii():
        return text.encode("ascii")
    data = text.encode(CODEC, "replace")
    if data.count(b"?") > len(data) // _FEW:
        for space in _RARE_SPACES:
            text = text.replace(space, " ")
        return text.encode(CODEC, "replace")
    lost = chain.from_iterable(range(*run.span()) for run in _LOST.finditer(data))
    spaces = [place for place in lost if text[place] in _RARE_SPACES]
    return _put_spaces(data, spaces) if spaces else data


def _put_spaces(data: bytes, places: list[int]) -> bytes:
    spaced = bytearray(data)
    for place in places:
        spaced[place] = 0x20
    return bytes(spaced)
