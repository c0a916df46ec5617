"""A wrong name in a translation."""

from dataclasses import dataclass

from align.model import Span

Texts = tuple[str, str]
"""A source and its translation."""


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A wrong name: its place in the translation, that of the name in the source, and what it should be.

    `in_pinyin` says that it is spelled as its characters are read in Mandarin, while English knows another spelling.
    """

    span: Span
    source: Span
    right: str
    in_pinyin: bool = False
