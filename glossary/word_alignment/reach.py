"""Where links must be known to tell how some words of a source are rendered: near these words and near their links."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from glossary.word_alignment.lexical_evidence import is_content

Links = Iterable[tuple[int, int]]
Span = tuple[int, int]

ROUNDS = 3
"""How often links grow, each time to the words beside those that have one."""

_AROUND = 9
"""So far from a rendering does it matter which target words have a link: two words and hyphens may join it, and runs of
up to four words may stand four words apart (`glossary.renderings.span_refinement`)."""


class Reach(NamedTuple):
    """The places of a source and of its translation whose links must be known."""

    source: Collection[int]
    target: Collection[int]


def find_reach(pair: tuple[Sequence[str], Sequence[str]], links: Links, asked: Iterable[Span]) -> Reach:
    """Find the places whose links grown from `links` tell how spans of source words are rendered.

    In the source these are the words from the last linked one before a span up to the first behind it: where growth
    ends. In the translation they are the words around those that these are linked with. Growth comes from the words
    beside a place, so a place is right if its neighbours were in the round before.
    """
    source, target = pair
    found = [(row, column) for row, column in links if is_content(target[column], "en")]
    rows = sorted({row for row, _ in found})
    chosen: set[int] = set()
    for start, end in asked:
        before, behind = bisect_left(rows, start), bisect_left(rows, end)
        chosen.update(range(rows[before - 1] if before else 0, rows[behind] + 1 if behind < len(rows) else len(source)))
    far = 2 * ROUNDS - 1 + _AROUND
    linked = {column for row, column in links if row in chosen}
    return Reach(
        frozenset(chosen),
        frozenset(place for column in linked for place in range(column - far, column + far + 1)),
    )
