"""Originals that a translation gives on purpose: blocks in both languages or over pinyin, notes, bibliographies."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import compress, groupby, pairwise, repeat
from operator import add, sub

from align.analysis.characters import find_marks
from align.lang.east_asian import MARKUP
from align.lang.patterns import ZH_PAGES
from align.lang.pinyin import is_spelled_after
from align.model import Document, Element, Role, Span
from glossary.lang.scripts import HAN, count_east_asian, count_latin
from glossary.pack.patterns import compile_late

_ENTRIES = 5
_LEAST_LETTERS, _MOST_LETTERS = 1.5, 9.0
_SHARE = 0.8
_DISTINCT = 0.8
_OTHERS = compile_late(f"[^{HAN}]")
_SHORTEST_SPELLED = 2
_ORIGINALS = compile_late(
    r"(?:(?:in|simplified|traditional|original|source) )?"
    r"(?:chinese|mandarin|cantonese|japanese|korean|characters?|hanzi|kanji|hangul|original)"
    r"(?: (?:characters?|names?|terms?|text|titles?|words?|original|script|version))?",
    re.IGNORECASE,
)
"""The head of a column of a table that holds originals, in English."""
_HEADING = compile_late(
    r"[#*_ \t]{0,8}(?:(?:Translator[’']?s?[’']?|Editor[’']?s?[’']?|Author[’']?s?[’']?|Selected|Further|Works) )?"
    r"(?:(Notes?|Endnotes|Footnotes)|References|Bibliography|Cited|Reading|Literature|Sources)[:*_ \t]{0,8}",
    re.IGNORECASE,
)
_LONGEST_HEADING = 45
"""How many characters a line that is a heading of notes takes at most."""

_ENTRY = compile_late(r"\s*(?:\[{1,2}(?:\d{1,4}|[ivxlc]{1,5}|[a-z]|\^[^\s\[\]]{1,20})\]|\^\d|[¹²³⁴-⁹])")
_CITATION = compile_late(rf"[\s\ufeff\u200b]*[{HAN}].{{0,60}}[“\"‘「《][ \[’]*[{HAN}]")
_ENTRIES_AFTER = 3


def find_given_blocks(document: Document, untranslated: Sequence[Span]) -> frozenset[Span]:
    """Return the untranslated blocks of a document that are given on purpose.

    They are in a list in both languages, in a column whose head says so, or over their pinyin.
    """
    if not untranslated:
        return frozenset()
    blocks, found = frozenset(untranslated), _find_originals(document, untranslated)
    for block, following in pairwise(document.blocks):
        if block in blocks and following not in blocks:
            characters = _OTHERS.sub("", document.prose[slice(*block)])
            if len(characters) >= _SHORTEST_SPELLED and is_spelled_after(characters, document.prose[slice(*following)]):
                found.add(block)
    return frozenset(found) | _find_bilingual_blocks(document, [block for block in untranslated if block not in found])


def _find_originals(document: Document, untranslated: Sequence[Span]) -> set[Span]:
    """Return the untranslated cells below a head that names the language, or the script, of originals."""
    cells = set[Span]()
    for is_table, group in groupby(document.elements, key=lambda element: element.role in (Role.HEADER, Role.CELL)):
        rows = list(group) if is_table else []
        columns = {one.column for one in rows if one.row == rows[0].row and _heads_originals(document, one)}
        cells.update(one.span for one in rows if one.column in columns)
    return cells.intersection(untranslated)


def _heads_originals(document: Document, element: Element) -> bool:
    head = document.prose[slice(*element.span)].strip(" *_:")
    return _ORIGINALS.fullmatch(head) is not None or head in ZH_PAGES.words("original")


def _find_bilingual_blocks(document: Document, untranslated: Sequence[Span]) -> frozenset[Span]:
    """Return the untranslated blocks of a document that each follow an English one of the length of their translation.

    None where fewer than five do, or where more than a fifth of the untranslated blocks do not, or of the English ones
    say the same as another: types in a table (string, boolean) do not translate the descriptions next to them.
    """
    if len(untranslated) < _ENTRIES:
        return frozenset()
    entries, before = list[tuple[list[Span], list[Span]]](), list[Span]()
    for is_original, group in groupby(document.blocks, key=frozenset(untranslated).__contains__):
        blocks = list(group)
        if is_original:
            entries.append((before, blocks))
        before = blocks
    paired = [entry for entry in entries if _is_translation(document, *entry)]
    translations = {document.prose[slice(*translation[-1])].strip().lower() for translation, _ in paired}
    if len(paired) < max(_ENTRIES, _SHARE * len(entries)) or len(translations) < _DISTINCT * len(paired):
        return frozenset()
    return frozenset(block for _, original in paired for block in original)


def _is_translation(document: Document, translation: Sequence[Span], original: Sequence[Span]) -> bool:
    """Return whether the last of some blocks is as long as a translation of the original would be."""
    if not translation:
        return False
    start, end = translation[-1]
    letters = count_latin(document.prose[start:end])
    characters = sum(count_east_asian(document.prose[block.start : block.end]) for block in original)
    return _LEAST_LETTERS * characters <= letters <= _MOST_LETTERS * characters


@dataclass(frozen=True, eq=False)
class Notes:
    """Says which places of a document lie in its notes or its bibliography."""

    document: Document
    _entries: dict[int, bool] = field(default_factory=dict)
    """Whether the block that starts at an offset is a note."""

    def holds(self, offset: int) -> bool:
        """Return whether a place lies in a note, or after a heading such as "Notes" or "References"."""
        return offset >= self._start or self._is_entry(offset)

    @cached_property
    def _start(self) -> int:
        """Return where the notes begin; the end of the text where it has none."""
        ends = [*find_marks(self.document, "\n"), len(self.document.prose)]
        starts = [0, *map(add, ends, repeat(1))]
        are_short = map(_LONGEST_HEADING.__ge__, map(sub, ends, starts))
        for line in compress(zip(starts, ends, strict=False), are_short):
            heading = _HEADING.fullmatch(self.document.prose, *line)
            if heading and (not heading[1] or self._entry_follows(heading.end())):
                return heading.start()
        return len(self.document.text)

    def _entry_follows(self, offset: int) -> bool:
        blocks = self.document.blocks
        first = bisect_right(self.document.block_starts, offset)
        return any(self._is_entry(block.start) for block in blocks[first : first + _ENTRIES_AFTER])

    def _is_entry(self, offset: int) -> bool:
        start = self.document.block(offset).start
        if start not in self._entries:
            text = self.document.text[start : start + 100].translate(MARKUP)
            self._entries[start] = bool(_ENTRY.match(text) or _CITATION.match(text))
        return self._entries[start]
