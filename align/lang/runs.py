"""Runs of East Asian letters in a text, and the markup around them."""

from collections.abc import Iterator

from align.model import MASK, Document, Span
from glossary.lang.scripts import EAST_ASIAN_LETTERS, EAST_ASIAN_PUNCTUATION
from glossary.pack.patterns import compile_late

MARKUP = str.maketrans("", "", MASK + "*_\\~")
"""A table for `str.translate` that takes out masked characters and Markdown's emphasis and escapes."""

_INNER = f" ?(?:[{EAST_ASIAN_PUNCTUATION}·•‧“”‘’…—–]{{1,4}}|[0-9]{{1,4}}) ?|[ ,.:;!?/]"
_VARIANT = f"[(（][{EAST_ASIAN_LETTERS}]{{1,4}}[)）]"
_RUN = compile_late(f"[{EAST_ASIAN_LETTERS}]+(?:(?:{_INNER}|{_VARIANT})[{EAST_ASIAN_LETTERS}]+)*")


def find_runs(text: str) -> Iterator[Span]:
    """Yield the stretches of East Asian letters in a text.

    Punctuation, digits, one space, or a few letters in brackets inside do not break one.

    >>> [tuple(run) for run in find_runs("in中国、美国 and 第3届")]
    [(2, 7), (12, 15)]
    """
    return iter(()) if text.isascii() else (Span(*match.span()) for match in _RUN.finditer(text))


def find_runs_of_document(document: Document) -> tuple[Span, ...]:
    """The runs in the prose of a document, which `find_runs` finds too, ten times slower where they are few."""
    prose, skeleton = document.prose, document.skeleton
    found = []
    place = -1 if prose.isascii() else skeleton.find(b"?")
    while place >= 0:
        match = _RUN.match(prose, place)
        if match:
            found.append(Span(*match.span()))
        place = skeleton.find(b"?", match.end() if match else place + 1)
    return tuple(found)
