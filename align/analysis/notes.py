"""Notes and bibliography of a document, where a title or a name may stand in the original."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import compress, repeat
from operator import add, sub

from align.analysis.marks import find_marks
from align.lang.east_asian import MARKUP
from align.model import Document
from glossary.lang.scripts import HAN
from glossary.pack.patterns import compile_late

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


@dataclass(frozen=True, eq=False)
class Notes:
    """Tells which places of a document lie in its notes or its bibliography."""

    document: Document
    _entries: dict[int, bool] = field(default_factory=dict)
    """Whether the block that starts at an offset is a note."""

    def holds(self, offset: int) -> bool:
        """Whether a place lies in a note, or after a heading such as "Notes" or "References"."""
        return offset >= self._start or self._is_entry(offset)

    @cached_property
    def _start(self) -> int:
        """Where the notes begin; the end of the text where it has none."""
        for line in self._find_short_lines():
            heading = _HEADING.fullmatch(self.document.prose, *line)
            if heading and (not heading[1] or self._entry_follows(heading.end())):
                return heading.start()
        return len(self.document.text)

    def _find_short_lines(self) -> Iterator[tuple[int, int]]:
        ends = [*find_marks(self.document, "\n"), len(self.document.prose)]
        starts = [0, *map(add, ends, repeat(1))]
        are_short = map(_LONGEST_HEADING.__ge__, map(sub, ends, starts))
        return compress(zip(starts, ends, strict=False), are_short)

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
