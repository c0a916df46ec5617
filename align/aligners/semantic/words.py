"""The words of both sides as numbers: which could be counterparts, and how much each tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from align.aligners.cognates import NUMBER, STEM, WORD, anchors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Keyed = list[tuple[str, frozenset[str]]]


@dataclass(frozen=True, eq=False)
class Words:
    """The words of one side, in order: `types` the number of each, `owners` the segment it stands in, ascending.

    `weights`, by type, is near 1 for a word that stands once and near 0 for one that stands everywhere.
    """

    types: NDArray[np.intp]
    owners: NDArray[np.intp]
    weights: NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The words of both sides.

    `counterparts` lists the types of the target that each type of the source could be, type after type; the list of a
    type begins at its `starts` and ends at the next.
    """

    source: Words
    target: Words
    counterparts: NDArray[np.intp]
    starts: NDArray[np.intp]


def vocabulary(source: tuple[str, Sequence[str]], target: tuple[str, Sequence[str]]) -> Vocabulary:
    """The vocabulary of two sides, each a language and its segments: by dictionary where there is one, else by form."""
    import numpy as np

    glossed = (source[0][:2], target[0][:2]) == ("zh", "en")
    here, there = _glossed(source[1], target[1]) if glossed else map(_alike, (source[1], target[1]))
    keys: dict[str, int] = {}
    words = _numbered([[key for _, found in text for key in found] for text in there], keys)
    types: dict[str, int] = {}
    known = dict(entry for text in here for entry in text)
    first = _numbered([[word for word, _ in text] for text in here], types)
    counterparts = [sorted(keys[key] for key in known[word] if key in keys) for word in types]
    starts = np.cumsum([0, *map(len, counterparts)])
    return Vocabulary(first, words, np.array(list(chain.from_iterable(counterparts)), np.intp), starts)


def _glossed(source: Sequence[str], target: Sequence[str]) -> tuple[list[Keyed], list[Keyed]]:
    from glossary.equivalents import chinese_keys, english_keys

    there = [[(key, frozenset((key,))) for key in english_keys(text)] for text in target]
    return [chinese_keys(text) for text in source], there


def _alike(segments: Sequence[str]) -> list[Keyed]:
    """Words by their first letters: what two languages write alike."""
    return [
        [(form, frozenset((form,))) for kind, form in sorted(anchors(text)) if _counts(kind, form)] for text in segments
    ]


def _counts(kind: int, form: str) -> bool:
    return kind in (NUMBER, STEM) or (kind == WORD and len(form) == 3)


def _numbered(texts: list[list[str]], numbers: dict[str, int]) -> Words:
    import numpy as np

    types = np.array([numbers.setdefault(word, len(numbers)) for text in texts for word in text], np.intp)
    owners = np.repeat(np.arange(len(texts)), np.array([len(text) for text in texts], np.intp))
    pairs = np.unique(np.stack([types, owners]), axis=1) if len(types) else np.zeros((2, 0), np.intp)
    spread = np.bincount(pairs[0], minlength=len(numbers))
    total = max(len(texts), 1)
    weights = np.log1p(total / np.maximum(spread, 1)) / np.log1p(total)
    return Words(types, owners, weights.astype(np.float32))
