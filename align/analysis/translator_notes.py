"""Notes of translators on their own translation, which have no counterpart in the source."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter

from align.lang import find_language
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
def _compile(language: str) -> re.Pattern[str] | None:
    """Return the expression of a note in a language, None where no row is in it: a note is in brackets, or a line that
    begins with what it is called and a colon.
    """
    rows = (opening for opening, code, _ in (row.cells for row in read_rows(TRANSLATOR_NOTES)) if code == language)
    openings = sorted(map(re.escape, rows), key=len, reverse=True)
    if not openings:
        return None
    opening = f"(?:{'|'.join(openings)})\\.?"
    return re.compile(
        rf"[(（\[［【〔][ \t]?{opening}(?=[ \t:：;；,，—–-])[^()（）\[\]［］【】〔〕]{{0,{_LONGEST}}}+[)）\]］】〕]"
        rf"|^[ \t*_>]{{0,8}}+{opening}[ \t\u00a0\u202f]?[:：][^\n]*+",
        re.IGNORECASE | re.MULTILINE,
    )


def find_translator_notes(text: str, language: str) -> list[Span]:
    """Return where the notes of the translator are in a text in a language (BCP 47), in order.

    >>> find_translator_notes("開きます（訳注：原文のまま）。", "ja")
    [Span(start=4, end=14)]
    """
    note = _compile(find_language(language).code)
    return [Span(*match.span()) for match in note.finditer(text)] if note else []


def find_notes_within(notes: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    """Return those of some notes, which are in order, that share characters with a stretch of their text.

    >>> find_notes_within([Span(15, 26), Span(30, 40)], 20, 30)
    [Span(start=15, end=26)]
    """
    first, last = bisect_right(notes, start, key=attrgetter("end")), bisect_left(notes, end, key=attrgetter("start"))
    return notes[first:last]


def cut_out(text: str, start: int, notes: Sequence[Span]) -> str:
    """Return a text that begins at an offset of the document without the notes, which are in order, in it.

    >>> cut_out("Open (NdT : sic) now.", 10, [Span(15, 26)])
    'Open  now.'
    """
    end = start + len(text)
    inside = [(max(one.start, start), min(one.end, end)) for one in find_notes_within(notes, start, end)]
    cuts = [start, *(offset for span in inside for offset in span), end]
    return "".join(text[cuts[index] - start : cuts[index + 1] - start] for index in range(0, len(cuts), 2))
