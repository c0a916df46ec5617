"""A text folded for comparing its words: small letters, a space for a separator or a mask, a full stop for a stop."""

from align.model.skeletons import CODEC, skeleton


def _of(characters: str) -> bytes:
    return characters.encode(CODEC)


def _lower(byte: int) -> int:
    lowered = bytes([byte]).decode(CODEC, "replace").lower().encode(CODEC, "replace")
    return lowered[0] if len(lowered) == 1 and lowered != b"?" else byte


_SEPARATORS = _of("\x1a\xa0,;:()[]{}<>\"'-/*_“”‘’–—«»")
_STOPS = _of(".!?…")
_FOLD = bytes(0x20 if byte in _SEPARATORS else 0x2E if byte in _STOPS else _lower(byte) for byte in range(256))


def fold(text: str) -> bytes:
    """The words of a text in one byte a code point, full stops between sentences; offsets stay.

    A blank line ends a sentence, and so does a character outside Windows-1252.

    >>> fold("Go, go!")
    b'go  go.'
    """
    return skeleton(text).translate(_FOLD).replace(b"\n\n", b".\n")
