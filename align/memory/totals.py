"""What the counts of several documents of a memory add up to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from align.memory.counting import TermCount

LATEST = 2
"""How many documents show how a term is rendered lately."""


NAME_COUNT, NAME_DOCUMENTS = 3, 2
"""What a name of the house has at least: pairs, and documents."""


class RenderingTotal(NamedTuple):
    """A rendering: in how many pairs word alignment found it, in how many it is, and in how many documents.

    `texts` are its wordings, with the pairs that word alignment found them in; `last` is the date of its last document.
    """

    key: str
    texts: tuple[tuple[str, int], ...]
    aligned: int
    present: int
    documents: int
    last: str


class TermTotal(NamedTuple):
    """A term: in how many pairs it is, and in how many it is not a part of a longer compound; its renderings by their
    keys, and the keys that its latest documents have.
    """

    term: str
    pairs: int
    alone: int
    renderings: tuple[RenderingTotal, ...]
    latest: tuple[tuple[str, ...], ...]


class NameTotal(NamedTuple):
    """A name: in how many pairs and documents it is, the date of its last document, and its forms, in order."""

    name: str
    pairs: int
    documents: int
    last: str
    forms: tuple[tuple[str, int], ...]


def choose_form(forms: Iterable[tuple[str, int]]) -> str:
    """Return the usual Chinese form of a name, of equals the first in order; empty where there is none."""
    return min(forms, key=lambda one: (-one[1], one[0]), default=("", 0))[0]


def add_up_term(term: str, rows: Iterable[tuple[str, TermCount]]) -> TermTotal:
    """Add up the counts of a term in documents, each with its date, the earliest first."""
    aligned, present, documents, last = Counter[str](), Counter[str](), Counter[str](), dict[str, str]()
    texts, keys, pairs, alone = defaultdict[str, Counter[str]](Counter), list[tuple[str, ...]](), 0, 0
    for date, count in rows:
        pairs += count.pairs
        alone += count.alone
        keys.append(tuple(sorted(one.key for one in count.renderings)))
        for one in count.renderings:
            aligned[one.key] += one.aligned
            present[one.key] += one.present
            documents[one.key] += 1
            texts[one.key][one.text] += one.aligned
            last[one.key] = max(last.get(one.key, ""), date)
    renderings = (
        RenderingTotal(key, tuple(sorted(texts[key].items())), aligned[key], present[key], documents[key], last[key])
        for key in sorted(documents)
    )
    return TermTotal(term, pairs, alone, tuple(renderings), tuple(keys[: -LATEST - 1 : -1]))
