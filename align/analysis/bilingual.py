"""Lists that give each entry in both languages; whether a text is translated from Chinese into English."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from align.model import Alignment, Document, Span
from glossary.lang.scripts import count_east_asian, count_latin

_ENTRIES = 5
_LEAST_LETTERS, _MOST_LETTERS = 1.5, 9.0
_SHARE = 0.8
_DISTINCT = 0.8


def find_bilingual_blocks(document: Document, untranslated: Sequence[Span]) -> frozenset[Span]:
    """The untranslated blocks of a document that each follow an English one of the length of their translation.

    None where fewer than five do, or where more than a fifth of the untranslated blocks do not, or of the English ones
    say the same as another: the types in a table (string, boolean) are no translations of the descriptions beside them.
    """
    if len(untranslated) < _ENTRIES:
        return frozenset()
    entries = list(_pair_entries(document, frozenset(untranslated)))
    paired = [entry for entry in entries if _is_translation(document, *entry)]
    translations = {document.prose[slice(*translation[-1])].strip().lower() for translation, _ in paired}
    if len(paired) < max(_ENTRIES, _SHARE * len(entries)) or len(translations) < _DISTINCT * len(paired):
        return frozenset()
    return frozenset(block for _, original in paired for block in original)


def _pair_entries(document: Document, untranslated: frozenset[Span]) -> Iterator[tuple[list[Span], list[Span]]]:
    """Each run of untranslated blocks, with the run of translated ones before it."""
    before: list[Span] = []
    for is_original, group in groupby(document.blocks, key=untranslated.__contains__):
        blocks = list(group)
        if is_original:
            yield before, blocks
        before = blocks


def _is_translation(document: Document, translation: Sequence[Span], original: Sequence[Span]) -> bool:
    """Whether the last of some blocks is as long as a translation of the original would be."""
    if not translation:
        return False
    start, end = translation[-1]
    letters = count_latin(document.prose[start:end])
    characters = sum(count_east_asian(document.prose[block.start : block.end]) for block in original)
    return _LEAST_LETTERS * characters <= letters <= _MOST_LETTERS * characters


def is_chinese_into_english(alignment: Alignment) -> bool:
    """Whether a text is translated from Chinese into English, the two languages that the models of words know."""
    return _name_language(alignment.source.language) == "zh" and _name_language(alignment.target.language) == "en"


@lru_cache(maxsize=64)
def _name_language(code: str) -> str:
    """The language of a BCP 47 code, without script and region."""
    return code.partition("-")[0].lower()
