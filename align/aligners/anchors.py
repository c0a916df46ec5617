"""Anchors: what a text and its translation have in common in any languages, such as numbers, names and cognates.

After Simard, Foster and Isabelle (1992), "Using cognates to align sentences in bilingual corpora", and Church (1993),
"Char_align": words whose first four letters are equal count as cognates.
"""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.lang.scripts import EAST_ASIAN_LETTERS
from glossary.pack.patterns import compile_late

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]
    Occurrences = tuple[Integers, Integers]

NUMBER, WORD, PREFIX = range(3)
"""The classes of anchors: numbers; words of three letters or more, or segments without any; first letters of words."""

Anchor = tuple[int, str]
"""The class of an anchor, and the string that must be equal."""

_PREFIX_LENGTH = 4
_ACCENTS = compile_late("[\u0300-\u036f]")
_TOKEN = compile_late(rf"[0-9]+|[^\W\d_{EAST_ASIAN_LETTERS}]{{3,}}")
_LABEL = compile_late(r"\s*([0-9]{1,9})(?![0-9])")
_LABELLED = 0.9
"""The share of segments that begin with their own number, from which on these numbers are taken for labels."""


@dataclass(frozen=True, eq=False)
class SharedAnchors:
    """The anchors that two sides share, and where they occur.

    `classes` has one entry an anchor. A side is two arrays of equal length, the anchors and the segments they occur in:
    sorted, no pair twice.
    """

    classes: "Integers"
    source: "Occurrences"
    target: "Occurrences"


def find_anchors(text: str) -> frozenset[Anchor]:
    """Return the anchors of a segment; case, accents and leading zeros do not count.

    >>> sorted(find_anchors("In Köln, 2024"))
    [(0, '2024'), (1, 'koln'), (2, 'koln')]
    >>> sorted(find_anchors("* * *"))
    [(1, '* * *')]
    """
    folded = _fold(text)
    tokens = set(_TOKEN.findall(folded))
    numbers = {token for token in tokens if token[0].isdigit()}
    words = tokens - numbers
    found = {(NUMBER, number.lstrip("0") or "0") for number in numbers}
    found |= {(WORD, word) for word in words or ([] if numbers else [folded.strip()])}
    return frozenset(found | {(PREFIX, word[:_PREFIX_LENGTH]) for word in words if len(word) >= _PREFIX_LENGTH})


def find_shared_anchors(source: Sequence[str], target: Sequence[str]) -> SharedAnchors:
    """Return the anchors that occur on both sides, sorted; numbers that merely count the segments of a side are left
    out.
    """
    import numpy as np

    numbers: dict[Anchor, int] = {}
    first, second = (_find_occurrences(segments, numbers) for segments in (source, target))
    common, anchors = np.intersect1d(first[0], second[0]), list(numbers)
    shared = [anchors[number] for number in common.tolist()]
    ranks = np.argsort(sorted(range(len(shared)), key=shared.__getitem__))
    classes = np.array([kind for kind, _ in sorted(shared)], np.int64)
    return SharedAnchors(classes, _keep_common(first, common, ranks), _keep_common(second, common, ranks))


def _fold(text: str) -> str:
    return text.lower() if text.isascii() else _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold()))


def _find_occurrences(segments: Sequence[str], numbers: dict[Anchor, int]) -> "Occurrences":
    """Return the number of each anchor and its segment; anchors that are new get the next of the `numbers`."""
    import numpy as np

    found: list[int] = []
    counts: list[int] = []
    for text in _remove_labels(segments):
        here = find_anchors(text)
        found += [numbers.setdefault(anchor, len(numbers)) for anchor in here]
        counts.append(len(here))
    return np.array(found, np.int64), np.repeat(np.arange(len(counts)), np.array(counts, np.int64))


def _remove_labels(segments: Sequence[str]) -> Sequence[str]:
    """Return the segments without the numbers that they begin with, where these count the segments."""
    labels = [_LABEL.match(text) for text in segments]
    offsets = Counter(int(label[1]) - index for index, label in enumerate(labels) if label)
    if len(segments) < 2 or max(offsets.values(), default=0) < _LABELLED * len(segments):
        return segments
    return [text[label.end() if label else 0 :] for text, label in zip(segments, labels, strict=True)]


def _keep_common(occurrences: "Occurrences", common: "Integers", ranks: "Integers") -> "Occurrences":
    """Return the occurrences of the common anchors, each with its rank for its number; `common` ascends."""
    import numpy as np

    known = np.isin(occurrences[0], common)
    numbers, segments = ranks[np.searchsorted(common, occurrences[0][known])], occurrences[1][known]
    order = np.lexsort((segments, numbers))
    return numbers[order], segments[order]
