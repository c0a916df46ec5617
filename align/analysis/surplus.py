"""What a translation says beyond its source, between any two languages: by how much is written, and by its meaning.

How much a text says is measured in Latin letters: a Han character is worth 2.6 of them (`mul/letters`).
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from align.lang import find_language
from align.model import Alignment, Bead, on_one_line
from glossary.lang.scripts import HAN, HANGUL, KANA, is_east_asian
from glossary.pack.patterns import compile_late
from glossary.pack.tables import Form, cache_by_packs, read_rows

LETTERS = Form(
    "align",
    "mul/letters",
    ("script", "letters", "example"),
    key=("script",),
    needed=("letters", "example"),
    choices=(("script", ("Han", "Kana", "Hangul")),),
    numbers=("letters",),
)
"""How many Latin letters a letter of each script is worth."""

_SPARE = 8.0
"""So many Latin letters a short text may say more."""
_FEWEST, _FEWEST_MORE = 40.0, 24.0
"""So many a sentence says at least that is looked at, and so many more than its source its bead says."""
_MORE, _ENOUGH, _LONGER = 1.2, 0.7, 1.7
"""How many times as much as its source the target of a bead says where a sentence of it has no source; how much of the
source its other sentences say at least; and how many times as much one says that is too long, whatever it means."""
_MORE_IN_LATIN, _ENOUGH_IN_LATIN, _LONGER_IN_LATIN = 1.4, 1.0, 2.5
"""The same where neither side is in an East Asian script: the encoder knows little of such pairs, and German says the
same in more letters than English."""
_SHORT, _MUCH_LONGER = 24.0, 2.5
"""A source that says so little must have a translation that says so many times as much."""
_ALIKE, _UNLIKE = 0.5, 0.35
"""The cosine with all sentences of the source around it up to which a sentence that its bead has room for is no
translation, and that of a sentence whose source was replaced by another."""
_SURE, _ALONE = 0.4, 0.5
_NAME = compile_late(r"[A-Za-z0-9]{1,40}+(?:[._-]{1,3}+[A-Za-z0-9]{1,40}+){0,9}+", re.ASCII)
"""Names, code and figures, which a translation keeps: `open_port`, 1.x."""
_FEWEST_SIGNS = 2
_ANCHOR = compile_late(r"\{#[^{}]*\}")
"""The anchor of a heading, which is no text."""


class Surplus(NamedTuple):
    """A target segment that says what the source does not; `is_whole`: it may be any part of its bead."""

    bead: Bead
    segment: int
    is_whole: bool


class _Doubt(NamedTuple):
    """A target segment, the source segments that it might translate, and the cosine up to which it does not."""

    bead: Bead
    segment: int
    sources: tuple[int, ...]
    most: float


@cache_by_packs
def _compile_letters() -> tuple[tuple[re.Pattern[str], float], ...]:
    """Return what finds the letters of each script, and how many Latin letters more than one each is worth."""
    scripts = {"Han": HAN, "Kana": KANA, "Hangul": HANGUL}
    return tuple((re.compile(f"[{scripts[row.cells[0]]}]"), float(row.cells[1]) - 1) for row in read_rows(LETTERS))


def measure_letters(text: str) -> float:
    """Return how much a text says, in Latin letters; a digit is one.

    >>> round(measure_letters("船已经到了。"), 1), measure_letters("The ships are in.")
    (13.0, 13.0)
    """
    text = _ANCHOR.sub("", text)
    more = sum(weight * len(letters.findall(text)) for letters, weight in _compile_letters())
    return sum(map(str.isalnum, text)) + more


def find_surplus(alignment: Alignment, *, is_swapped: bool = False) -> list[Surplus]:
    """Return the target segments that say what their source does not, in order; `is_swapped`: the target is the
    original, which is seldom longer than its translation.
    """
    found, doubts = list[Surplus](), list[_Doubt]()
    for index, bead in enumerate(alignment.beads):
        if bead.target:
            near = alignment.beads[max(index - 1, 0) : index + 2]
            found += _find_too_long(alignment, bead, is_swapped=is_swapped)
            doubts += _list_doubts(alignment, bead, near)
    found += (Surplus(one.bead, one.segment, False) for one in _settle(alignment, doubts))
    return sorted(found, key=lambda one: (one.segment, one.is_whole))


def _find_too_long(alignment: Alignment, bead: Bead, *, is_swapped: bool) -> Iterator[Surplus]:
    """Yield the last segment of a bead that says far more than its source, whatever it says."""
    if not bead.source or bead.confidence < _SURE:
        return
    source = measure_letters(alignment.source_text(bead)) + _SPARE
    target = measure_letters(alignment.target_text(bead))
    longer = _LONGER_IN_LATIN if _is_in_latin(alignment) and not is_swapped else _LONGER
    if target - source >= _FEWEST_MORE and target >= (longer if source >= _SHORT else _MUCH_LONGER) * source:
        yield Surplus(bead, bead.target[-1], True)


def _is_in_latin(alignment: Alignment) -> bool:
    """Return whether neither side is in an East Asian script."""
    return not any(is_east_asian(find_language(one.language).letters) for one in (alignment.source, alignment.target))


def _list_doubts(alignment: Alignment, bead: Bead, near: Sequence[Bead]) -> Iterator[_Doubt]:
    """Yield the segments of a bead without which it says enough; or those of one that has no source."""
    if bead.source and len(bead.target) == 1:
        return
    sides = [bead] if bead.source else near
    more, enough = (_MORE_IN_LATIN, _ENOUGH_IN_LATIN) if _is_in_latin(alignment) else (_MORE, _ENOUGH)
    source = sum(measure_letters(alignment.source_text(one)) for one in sides if one.source) + _SPARE
    target = sum(measure_letters(alignment.target_text(one)) for one in sides if one.target)
    sources = tuple(segment for one in near for segment in one.source)
    names = _list_own_names(alignment, sides)
    for segment in bead.target:
        size = measure_letters(alignment.target.segments[segment].text)
        if size < _FEWEST or names.get(segment):  # it alone has a name of the source
            continue
        is_more = target >= more * source and target - source >= _FEWEST_MORE
        if is_more and target - size >= enough * source:
            yield _Doubt(bead, segment, sources, _ALIKE)
        elif not bead.source and bead.confidence >= _ALONE:
            yield _Doubt(bead, segment, sources, _UNLIKE)


def _list_own_names(alignment: Alignment, beads: Sequence[Bead]) -> dict[int, set[str]]:
    """Return the names of the source of some beads that only one segment of their target has, by that segment; where
    both sides are in Latin letters, those alone that are no words: `open_port`, 1.x.
    """
    segments = alignment.source.segments
    wanted = {name for bead in beads for one in bead.source for name in _list_names(segments[one].text)}
    if _is_in_latin(alignment):
        wanted = {name for name in wanted if not name.isalpha()}
    names = {one: wanted & _list_names(alignment.target.segments[one].text) for bead in beads for one in bead.target}
    counts = Counter(name for some in names.values() for name in some)
    return {one: {name for name in some if counts[name] == 1} for one, some in names.items()}


def _list_names(text: str) -> set[str]:
    return {name for name in _NAME.findall(text) if len(name) >= _FEWEST_SIGNS}


def _settle(alignment: Alignment, doubts: Sequence[_Doubt]) -> Iterator[_Doubt]:
    """Yield those of the doubts that no sentence of the source around them says; nothing is loaded for none."""
    if not doubts:
        return
    from glossary.vectors import encode

    segments = sorted({one.segment for one in doubts})
    sources = sorted({source for one in doubts for source in one.sources})
    texts = [on_one_line(alignment.target.segments[one].text) for one in segments]
    texts += [on_one_line(alignment.source.segments[one].text) for one in sources]
    vectors = dict(zip([*((1, one) for one in segments), *((0, one) for one in sources)], encode(texts), strict=True))
    for one in doubts:
        here = vectors[1, one.segment]
        if all(round(float(here @ vectors[0, source]), 2) <= one.most for source in one.sources):
            yield one
