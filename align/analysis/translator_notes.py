"""Notes of translators on their own translation, which have no counterpart in the source."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter

from align.model import Span
from glossary.pack.tables import Form, cache_by_packs, read_rows

TRANSLATOR_NOTES = Form(
    "align",
    "mul/translator_notes",
    ("opening", "language", "example"),
    key=("opening",),
    needed=("language", "example"),
)
"""What a note of the translator begins with, in the language of the translation."""

_LONGEST = 600
"""Characters of a note, at most: a bracket that is not closed in so many opens none."""


@cache_by_packs
def _compile() -> re.Pattern[str]:
    """Return the expression of a note: in brackets, or a line that begins with what it is called and a colon."""
    openings = sorted((re.escape(row.cells[0]) for row in read_rows(TRANSLATOR_NOTES)), key=len, reverse=True)
    opening = f"(?:{'|'.join(openings)})\\.?"
    return re.compile(
        rf"[(（\[［【〔][ \t]?{opening}(?=[ \t:：;；,，—–-])[^()（）\[\]［］【】〔〕]{{0,{_LONGEST}}}+[)）\]］】〕]"
        rf"|^[ \t*_>]{{0,8}}+{opening}[ \t\u00a0\u202f]?[:：][^\n]*+",
        re.IGNORECASE | re.MULTILINE,
    )


def find_translator_notes(text: str) -> list[Span]:
    """Return where the notes of the translator are in a text, in order.

    >>> find_translator_notes("開きます（訳注：原文のまま）。")
    [Span(start=4, end=14)]
    """
    return [Span(*match.span()) for match in _compile().finditer(text)]


def cut_out(text: str, start: int, notes: Sequence[Span]) -> str:
    """Return a text that begins at an offset of the document without the notes, which are in order, in it.

    >>> cut_out("Open (NdT : sic) now.", 10, [Span(15, 26)])
    'Open  now.'
    """
    end = start + len(text)
    first, last = bisect_right(notes, start, key=attrgetter("end")), bisect_left(notes, end, key=attrgetter("start"))
    inside = [(max(one.start, start), min(one.end, end)) for one in notes[first:last]]
    cuts = [start, *(offset for span in inside for offset in span), end]
    return "".join(text[cuts[index] - start : cuts[index + 1] - start] for index in range(0, len(cuts), 2))
