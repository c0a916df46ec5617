"""Which languages a text is translated between, and which lines are the original in a list in both languages."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from align.lang.scripts import count_east_asian, count_latin
from align.model import Alignment, Document, Span

_ENTRIES = 5
_LEAST_LETTERS, _MOST_LETTERS = 1.5, 9.0
_SHARE = 0.8


def bilingual_blocks(document: Document, untranslated: Sequence[Span]) -> frozenset[Span]:
    """Those of the blocks that alternate with English ones of the length a translation has.

    Nothing where fewer than five do, or where more than a fifth of the untranslated lines stand otherwise.
    """
    entries = list(_entries(document, frozenset(untranslated)))
    paired = [original for translation, original in entries if _is_translation(document, translation, original)]
    if len(paired) < _ENTRIES or len(paired) < _SHARE * len(entries):
        return frozenset()
    return frozenset(block for original in paired for block in original)


def _entries(document: Document, untranslated: frozenset[Span]) -> Iterator[tuple[list[Span], list[Span]]]:
    """Each stretch of untranslated blocks with the stretch of translated ones before it."""
    before: list[Span] = []
    for is_original, group in groupby(document.blocks, key=untranslated.__contains__):
        blocks = list(group)
        if is_original:
            yield before, blocks
        before = blocks


def _is_translation(document: Document, translation: Sequence[Span], original: Sequence[Span]) -> bool:
    """Whether one block, or the last of several, is as long as a translation of the original would be."""
    if not translation:
        return False
    start, end = translation[-1]
    letters = count_latin(document.prose[start:end])
    characters = sum(count_east_asian(document.prose[block.start : block.end]) for block in original)
    return _LEAST_LETTERS * characters <= letters <= _MOST_LETTERS * characters


def is_chinese_into_english(alignment: Alignment) -> bool:
    """Whether a text is translated between the two languages that word by word models know."""
    codes = alignment.source.language, alignment.target.language
    return [code.partition("-")[0].lower() for code in codes] == ["zh", "en"]
