"""Names in Latin letters that a source in Latin letters has and its translation lacks, or has others in their place.

A translation keeps some names and renders others (GitHub, “Monday”): which, its other sentences show.
"""

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from align.model import MASK, Alignment, Bead, Document, Span
from align.quantities.numerals import blank_emphasis
from glossary.pack.patterns import compile_late

_WORD = compile_late(
    r"(?<![A-Za-z0-9_@#./\\])(?:[A-Z]{2,}[- \u00a0]\d+|[A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z0-9]+)*)(?![A-Za-z0-9_])",
    re.ASCII,
)
_INSIDE = compile_late(rf"(?:[\w,;)\]`] {{0,2}}|{MASK} {{1,2}})[“\"'(\[*_`„«‘]{{0,4}}\Z|[（、，「『“]\Z")
"""What is before a word inside a sentence."""
_FIRST = compile_late(r"(?:\A|[.!?:;] )[ “\"'(*_`]{0,4}\Z")
"""What is before a word that begins a sentence."""
_INNER = compile_late(r"[A-Za-z0-9.-][A-Z]|[A-Za-z -]\d")
"""What no plain word has: a capital or a digit behind its first letter."""
_JOINT = compile_late(r"[- \u00a0](?=\d)")
_BEFORE = 6
_SURE = 0.4
_LONGEST, _SHORTEST_WORD = 40, 4
_USUAL, _FEWEST = 0.75, 2
"""The share of the other sentences with a name that keep it, and their number, from which on it is missed."""


class LostName(NamedTuple):
    """A name of the source that the target of a bead lacks, and the name that is there in its place, if one is.

    Both are places in the texts from the start of the bead.
    """

    bead: Bead
    name: Span
    other: Span | None


class _Side(NamedTuple):
    """The names in the prose of one side of a bead, folded, with the places of each, and how often it has each word.

    `first` are words that begin a sentence with a capital, as any may.
    """

    names: dict[str, list[Span]]
    words: Counter[str]
    first: dict[str, list[Span]]


class _Names(NamedTuple):
    source: _Side
    target: _Side

    def count_lost(self, name: str) -> int:
        """Return how much oftener the source has a name."""
        return self.source.words[name] - self.target.words[name]


def find_lost_names(alignment: Alignment) -> Iterator[LostName]:
    """Yield the names of sentences whose translations lack them, where others show that they are kept."""
    is_latin = _is_in_latin_letters(alignment.target.prose)
    read = [_read_bead(alignment, bead, is_latin=is_latin) for bead in alignment.beads]
    pairs = [one for one, bead in zip(read, alignment.beads, strict=True) if bead.source and bead.target]
    everywhere = Counter(name for one in pairs for name in one.source.names)
    kept = Counter(name for one in pairs for name in one.source.names if one.target.words[name])
    usual = {name for name, count in kept.items() if count >= _FEWEST and count >= _USUAL * everywhere[name]}
    for index, (bead, one) in enumerate(zip(alignment.beads, read, strict=True)):
        if not (bead.source and bead.target and bead.confidence >= _SURE):
            continue
        near = [read[place] for place in (index - 1, index + 1) if 0 <= place < len(read)]
        named = one.source.names | {name: places for name, places in one.source.first.items() if name in usual}
        lost = [name for name in named if one.count_lost(name) > 0 and not _is_moved(name, 1, near)]
        strange = list(_find_strange(alignment, bead, one, near, None if not is_latin else everywhere)) if lost else []
        for name, other in _pair_with_strange(alignment, bead, lost, strange):
            place, others = named[name][-1], everywhere[name] - 1
            if other:
                yield LostName(bead, place, other)
            elif one.target.words[name] or not _INNER.search(
                _cut(alignment.source, alignment.source_span(bead), place)
            ):
                continue
            elif others >= _FEWEST and kept[name] >= _USUAL * others:
                yield LostName(bead, place, None)


def _pair_with_strange(
    alignment: Alignment, bead: Bead, lost: Sequence[str], strange: list[Span]
) -> list[tuple[str, Span | None]]:
    """Return each name with what may be in its place: figures in place of figures first, then whatever is left."""
    start, pairs = alignment.target_span(bead).start, dict[str, Span | None]()
    for is_strict in (True, False):
        for name in lost:
            same = [
                one
                for one in strange
                if not is_strict
                or _has_digit(name) == _has_digit(alignment.target.text[start + one.start : start + one.end])
            ]
            if same and not pairs.get(name):
                pairs[name] = same[0]
                strange.remove(same[0])
    return [(name, pairs.get(name)) for name in lost]


def _has_digit(name: str) -> bool:
    return any(map(str.isdigit, name))


def _find_strange(
    alignment: Alignment, bead: Bead, one: _Names, near: Sequence[_Names], named: Container[str] | None
) -> Iterator[Span]:
    """Yield the places of names that the target of a bead has, and its source has not, nor has one next to it.

    In a target in Latin letters those count that the source has elsewhere (`named`), or that no plain word looks like.
    """
    for name, places in one.target.names.items():
        if one.count_lost(name) >= 0 or _is_moved(name, -1, near):
            continue
        longer = [word for word in one.source.words if word != name and word.startswith(name)]
        if any(not one.target.words[word] for word in longer):
            continue  # ID for “identity”
        is_marked = _INNER.search(_cut(alignment.target, alignment.target_span(bead), places[0]))
        if named is None or name in named or is_marked:
            yield places[-1]


def _read_bead(alignment: Alignment, bead: Bead, *, is_latin: bool) -> _Names:
    """Return the names of both sides of a bead; a target not in Latin letters begins no sentence with another word."""
    source = alignment.source_span(bead) if bead.source else Span(0, 0)
    target = alignment.target_span(bead) if bead.target else Span(0, 0)
    one, other = (
        _read(side.text[slice(*span)], side.prose[slice(*span)])
        for side, span in ((alignment.source, source), (alignment.target, target))
    )
    return _Names(one, other if is_latin else other._replace(names=other.first | other.names))


def _cut(document: Document, bead: Span, place: Span) -> str:
    return document.text[bead.start + place.start : bead.start + place.end]


def _is_moved(name: str, sign: int, near: Sequence[_Names]) -> bool:
    """Return whether a bead next to one has a name too often on the other side."""
    return any(sign * other.count_lost(name) < 0 for other in near)


def _is_in_latin_letters(prose: str) -> bool:
    letters = sum(map(str.isalpha, prose))
    return 2 * sum(one.isalpha() and one < "\u0370" for one in prose) > letters


def _read(text: str, prose: str) -> _Side:
    """Return the names of a text: what has a capital inside a sentence, or a capital or digit in it."""
    names, first = dict[str, list[Span]](), dict[str, list[Span]]()
    text, prose = blank_emphasis(text), blank_emphasis(prose)
    for match in _WORD.finditer(prose):
        word = match[0]
        is_marked = bool(_INNER.search(word))
        is_capital = word[0].isupper() and len(word) >= _SHORTEST_WORD
        if len(word) <= _LONGEST and (is_marked or is_capital):
            before = prose[max(match.start() - _BEFORE, 0) : match.start()]
            if is_marked or _INSIDE.search(before) or not before[-1:].isascii():
                names.setdefault(_fold(word), []).append(Span(*match.span()))
            elif _FIRST.search(before):
                first.setdefault(_fold(word), []).append(Span(*match.span()))
    return _Side(names, Counter(_fold(match[0]) for match in _WORD.finditer(text)), first)


def _fold(word: str) -> str:
    is_plural = len(word) > _SHORTEST_WORD or word[:-1].isupper()
    plain = _JOINT.sub("", word.lower())
    return plain.removesuffix("s") if is_plural else plain
