"""Where links must be known to tell how some words of a source are rendered: near these words and near their links."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from glossary.word_alignment.lexical_evidence import is_content

Links = Collection[tuple[int, int]]
"""No two of one word."""
Span = tuple[int, int]

ROUNDS = 3
"""How often links grow, each time to the words beside those that have one."""

_AROUND, _BESIDE = 9, 4
"""So far from a rendering does it matter which target words have a link: two words and hyphens may join it, and runs of
up to four words may stand four words apart (`glossary.renderings.span_refinement`), but not where it is complete."""


class Reach(NamedTuple):
    """The places of a source and of its translation whose links must be known."""

    source: Collection[int]
    target: Collection[int]


def find_reach(pair: tuple[Sequence[str], Sequence[str]], links: Links, asked: Iterable[Span]) -> Reach:
    """Find the places whose links grown from `links` tell how spans of source words are rendered.

    A span whose words are all linked, with words that stand together, stays complete: only words beside these matter.
    Of others, these are in the source the words from the last linked one before a span up to the first behind it: where
    growth ends. In the translation they are the words around those that these are linked with. Growth comes from the
    words beside a place, so a place is right if its neighbours were in the round before.
    """
    source, target = pair
    found = {row: column for row, column in links if is_content(target[column], "en")}
    rows = sorted(found)
    chosen: set[int] = set()
    near: set[int] = set()
    for start, end in asked:
        if row := _find_row(found, range(start, end)):
            near.update(_widen(row[0], row[-1], _BESIDE))
        else:
            before, behind = bisect_left(rows, start), bisect_left(rows, end)
            chosen.update(
                range(rows[before - 1] if before else 0, rows[behind] + 1 if behind < len(rows) else len(source))
            )
    linked = {column for row, column in links if row in chosen}
    near.update(place for column in linked for place in _widen(column, column, _AROUND))
    return Reach(frozenset(chosen), frozenset(near))


def _find_row(links: Mapping[int, int], words: range) -> list[int]:
    """Return the target words that source words are linked with, in order, if all are and no word stands between."""
    places = sorted(links[word] for word in words if word in links)
    return places if places and places[-1] - places[0] == len(words) - 1 == len(places) - 1 else []


def _widen(first: int, last: int, around: int) -> range:
    """Return the places that tell which words up to so far from some in a row, and from what these grow to, are linked.

    Links grow `ROUNDS` words far, and what grows at a place depends on the words less than `ROUNDS` from it.
    """
    far = 2 * ROUNDS - 1 + around
    return range(first - far, last + far + 1)
