"""One pass over a text that counts its words and notes where they recur. Standard library only.

Asking for each rule anew is what costs on clean text; one pass answers for all. It works on bytes, one a code point,
because they are translated and counted several times faster than strings.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from operator import eq

_PIECE = 4096
_RUN = 5
_RARE_SPACES = "\x85\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_CODEC = "cp1252"


def _of(characters: str) -> bytes:
    return characters.encode(_CODEC)


def _lower(byte: int) -> int:
    lowered = bytes([byte]).decode(_CODEC, "replace").lower().encode(_CODEC, "replace")
    return lowered[0] if len(lowered) == 1 and lowered != b"?" else byte


_INK = bytes(0x20 if bytes([byte]).decode(_CODEC, "replace").isspace() else 0x78 for byte in range(256))
_SEPARATORS = _of("\xa0,;:()[]{}<>\"'-/*_“”‘’–—«»")
_STOPS = _of(".!?…")
_FOLD = bytes(0x20 if byte in _SEPARATORS else 0x2E if byte in _STOPS else _lower(byte) for byte in range(256))


@dataclass(frozen=True, slots=True)
class Census:
    """`words` is the number of words that white space separates.

    `doubled` are stretches, about a sentence each, in which a word seems to follow itself; `repeating` those in which
    five words in a row seem to come twice, whatever the case and the punctuation. Both hold candidates, as pairs of
    start and end, in order.
    """

    words: int
    doubled: tuple[tuple[int, int], ...]
    repeating: tuple[tuple[int, int], ...]


def take_census(text: bytes, prose: bytes) -> Census:
    """Count the words of a text, and look for what recurs in its prose (where code, URLs and markup are masked).

    Both are given by their skeletons.
    """
    ink = text.translate(_INK)
    words = ink.count(b" x") + ink.startswith(b"x")
    doubled: list[tuple[int, int]] = []
    repeating: list[tuple[int, int]] = []
    start = 0
    for chunk in _chunks(prose.translate(_FOLD).replace(b"\n\n", b".\n")):
        tokens, end = chunk.split(), start + len(chunk)
        recurring = len(tokens) - len(set(tokens))
        if recurring and True in map(eq, tokens, islice(tokens, 1, None)):
            doubled.append((start, end))
        if recurring >= _RUN and _repeats(tokens):
            repeating.append((start, end))
        start = end + 1
    return Census(words, tuple(doubled), tuple(repeating))


def skeleton(text: str) -> bytes:
    """The text in one byte a code point (Windows-1252): offsets stay; what has no byte there becomes `?`."""
    if text.isascii():
        return text.encode("ascii")
    for space in _RARE_SPACES:
        text = text.replace(space, " ")
    return text.encode(_CODEC, "replace")


def _chunks(data: bytes) -> list[bytes]:
    """The stretches between stops; a very long one is cut at spaces, so that memory stays bounded."""
    chunks = data.split(b".")
    if len(data) <= _PIECE or max(map(len, chunks)) <= _PIECE:
        return chunks
    return [piece for chunk in chunks for piece in _pieces(chunk)]


def _pieces(chunk: bytes) -> Iterator[bytes]:
    start = 0
    while len(chunk) - start > _PIECE:
        end = chunk.rfind(b" ", start, start + _PIECE)
        end = start + _PIECE if end <= start else end
        yield chunk[start:end]
        start = end + 1
    yield chunk[start:]


def _repeats(tokens: list[bytes]) -> bool:
    """Whether a run of words comes twice; few texts pass the cheaper question, whether its pairs of words do."""
    pairs = set(zip(tokens, islice(tokens, 1, None), strict=False))
    if len(pairs) > len(tokens) - _RUN:
        return False
    runs = set(zip(*(islice(tokens, start, None) for start in range(_RUN)), strict=False))
    return len(runs) < len(tokens) - _RUN + 1
