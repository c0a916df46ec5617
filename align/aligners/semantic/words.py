"""The words of both sides as numbers: which could be counterparts, and how much each tells."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
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
    """The vocabulary of two sides, each a language and its segments: by dictionary where there is one, else by form.

    Neither side is empty.
    """
    import numpy as np

    glossed = (source[0][:2], target[0][:2]) == ("zh", "en")
    here, there = (_glossed if glossed else _alike)(source[1], target[1])
    keys: dict[str, int] = {}
    words = numbered(there, keys)
    types: dict[str, int] = {}
    known: dict[str, frozenset[str]] = {}
    first = numbered(_noted(here, known), types)
    counterparts = [sorted(keys[key] for key in known[word] if key in keys) for word in types]
    starts = np.cumsum([0, *map(len, counterparts)])
    return Vocabulary(first, words, np.array(list(chain.from_iterable(counterparts)), np.intp), starts)


def _glossed(source: Sequence[str], target: Sequence[str]) -> tuple[Iterator[Keyed], Iterator[list[str]]]:
    from glossary.renderings.equivalents import chinese_keys, english_keys

    return map(chinese_keys, source), map(english_keys, target)


def _alike(source: Sequence[str], target: Sequence[str]) -> tuple[Iterator[Keyed], Iterator[list[str]]]:
    """Words by their first letters: what two languages write alike."""
    here = ([(form, frozenset((form,))) for form in _forms(text)] for text in source)
    return here, map(_forms, target)


def _forms(text: str) -> list[str]:
    return [form for kind, form in sorted(anchors(text)) if _counts(kind, form)]


def _noted(texts: Iterable[Keyed], known: dict[str, frozenset[str]]) -> Iterator[list[str]]:
    """The words of each text; their keys are put into `known`."""
    for text in texts:
        known.update(text)
        yield [word for word, _ in text]


def _counts(kind: int, form: str) -> bool:
    return kind in (NUMBER, STEM) or (kind == WORD and len(form) == 3)


def numbered(texts: Iterable[list[str]], numbers: dict[str, int]) -> Words:
    """The words of one side; those that are new get the next of the `numbers`."""
    import numpy as np

    numbered, counts = array("q"), []
    for text in texts:
        numbered.extend([numbers.setdefault(word, len(numbers)) for word in text])
        counts.append(len(text))
    types, owners = np.array(numbered, np.intp), np.repeat(np.arange(len(counts)), np.array(counts, np.intp))
    total = len(counts)
    spread = np.bincount(np.unique(types * total + owners) // total, minlength=len(numbers))
    weights = np.log1p(total / np.maximum(spread, 1)) / np.log1p(total)
    return Words(types, owners, weights.astype(np.float32))
