"""Where links must be known to find how some words of a source are rendered: near these words and near their links."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from itertools import groupby, takewhile
from typing import NamedTuple

from glossary.word_alignment.lexical_evidence import is_content

Links = Collection[tuple[int, int]]
"""No two of one word."""
Span = tuple[int, int]

ROUNDS = 3
"""How often links grow, each time to the words next to those that have one."""

_FAR = ROUNDS + 4
"""So far from a first link does it matter which target words have one: it grows, two words and hyphens may join what it
has grown to, and words without a link may be four words apart (`glossary.renderings.span_refinement`)."""


class Reach(NamedTuple):
    """The places of a source and of its translation whose links must be known."""

    source: Collection[int]
    target: Collection[int]


def find_reach(pair: tuple[Sequence[str], Sequence[str]], links: Links, asked: Iterable[Span]) -> Reach:
    """Find the places whose links grown from `links` show how spans of source words are rendered.

    A span whose words are all linked, with words in a row, stays complete: only what may join these words matters. Of
    others, these are in the source the words from the last linked one before a span up to the first after it: where
    growth ends. In the translation they are the words around those that these are linked with. Growth comes from the
    words next to a place, so the words without a link in a row with a place are in reach as well.
    """
    source, target = pair
    found = {row: column for row, column in links if is_content(target[column], "en")}
    rows, linked = sorted(found), {column for _, column in links}
    is_open = [place not in linked and _may_be_open(word) for place, word in enumerate(target)]
    chosen, near = set[int](), set[int]()
    for start, end in asked:
        if row := _find_row(found, range(start, end)):
            near.update(_list_joined(target, is_open, row))
        else:
            before, behind = bisect_left(rows, start), bisect_left(rows, end)
            first, last = rows[before - 1] if before else 0, rows[behind] if behind < len(rows) else len(source) - 1
            chosen.update(range(first, last + 1))
    for column in (column for row, column in links if row in chosen):
        near.update(range(column - _FAR, column + _FAR + 1))
    return Reach(frozenset(chosen), _fill_stretches(is_open, near))


def _may_be_open(word: str) -> bool:
    """Return whether a target word may belong to a rendering without a link: “US” and “IT” carry content and get no
    link.
    """
    return is_content(word, "en") or word.isupper()


def _find_row(links: Mapping[int, int], words: range) -> list[int]:
    """Return the target words that source words are linked with, in order, if all are and no word is between."""
    places = sorted(links[word] for word in words if word in links)
    return places if places and places[-1] - places[0] == len(words) - 1 == len(places) - 1 else []


def _list_joined(target: Sequence[str], is_open: Sequence[bool], row: Sequence[int]) -> Iterator[int]:
    """Yield the open words and hyphens that follow some words in a row on either side."""
    before = range(row[0] - 1, max(row[0] - 1 - _FAR, -1), -1)
    behind = range(row[-1] + 1, min(row[-1] + 1 + _FAR, len(target)))
    for places in (before, behind):
        yield from takewhile(lambda place: is_open[place] or target[place] == "-", places)


def _fill_stretches(is_open: Sequence[bool], near: Set[int]) -> frozenset[int]:
    """Return the places of all stretches of open words of which one is `near`."""
    stretches = (list(places) for kind, places in groupby(range(len(is_open)), is_open.__getitem__) if kind)
    return frozenset(place for stretch in stretches if not near.isdisjoint(stretch) for place in stretch)
