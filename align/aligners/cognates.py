"""What stands in a text and in its translation alike, whatever the languages: numbers, names, words of one origin.

After Simard, Foster and Isabelle (1992), "Using cognates to align sentences in bilingual corpora", and Church (1993),
"Char_align": words of which the first four letters are equal count as cognates.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.lang.scripts import EAST_ASIAN_LETTERS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]
    Places = tuple[Integers, Integers]

NUMBER, WORD, STEM = range(3)
"""The classes of anchors: digits; a word of three letters or more, or a segment without any; a word's first letters."""

Anchor = tuple[int, str]
"""The class of an anchor, and what must be equal."""

_STEM = 4
_ACCENTS = re.compile("[\u0300-\u036f]")
_TOKEN = re.compile(rf"[0-9]+|[^\W\d_{EAST_ASIAN_LETTERS}]{{3,}}")
_LABEL = re.compile(r"\s*([0-9]{1,9})(?![0-9])")
_LABELLED = 0.9


@dataclass(frozen=True, eq=False)
class Anchors:
    """The anchors that two sides share, and where they stand.

    `classes` has one entry an anchor. A side is two arrays of equal length, the anchors and the segments they stand in:
    sorted, no pair twice.
    """

    classes: "Integers"
    source: "Places"
    target: "Places"


def anchors(text: str) -> frozenset[Anchor]:
    """What of a segment could stand in its translation too; case, accents and leading zeros do not count.

    >>> sorted(anchors("In Köln, 2024"))
    [(0, '2024'), (1, 'koln'), (2, 'koln')]
    >>> sorted(anchors("* * *"))
    [(1, '* * *')]
    """
    folded = _folded(text)
    tokens = set(_TOKEN.findall(folded))
    numbers = {token for token in tokens if token[0].isdigit()}
    words = tokens - numbers
    found = {(NUMBER, number.lstrip("0") or "0") for number in numbers}
    found |= {(WORD, word) for word in words or ([] if numbers else [folded.strip()])}
    return frozenset(found | {(STEM, word[:_STEM]) for word in words if len(word) >= _STEM})


def shared(source: Sequence[str], target: Sequence[str]) -> Anchors:
    """The anchors that stand on both sides; numbers that only count the segments of a side are none."""
    import numpy as np

    names: dict[Anchor, int] = {}
    first, second = (_places(segments, names) for segments in (source, target))
    common = np.intersect1d(first[0], second[0])
    classes = np.array([kind for kind, _ in names], np.int64)[common]
    return Anchors(classes, _only(first, common), _only(second, common))


def _folded(text: str) -> str:
    return text.lower() if text.isascii() else _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold()))


def _places(segments: Sequence[str], names: dict[Anchor, int]) -> "Places":
    """The number of each anchor in `names`, which grows, and its segment."""
    import numpy as np

    found: list[int] = []
    counts: list[int] = []
    for text in _unlabelled(segments):
        here = anchors(text)
        found += [names.setdefault(anchor, len(names)) for anchor in here]
        counts.append(len(here))
    return np.array(found, np.int64), np.repeat(np.arange(len(counts)), np.array(counts, np.int64))


def _unlabelled(segments: Sequence[str]) -> Sequence[str]:
    """The segments without the numbers that they begin with, where these count the segments."""
    labels = [_LABEL.match(text) for text in segments]
    offsets = Counter(int(label[1]) - index for index, label in enumerate(labels) if label)
    if len(segments) < 2 or max(offsets.values(), default=0) < _LABELLED * len(segments):
        return segments
    return [text[label.end() if label else 0 :] for text, label in zip(segments, labels, strict=True)]


def _only(places: "Places", common: "Integers") -> "Places":
    """The places of the common anchors, numbered by their order there."""
    import numpy as np

    known = np.isin(places[0], common)
    numbers, segments = np.searchsorted(common, places[0][known]), places[1][known]
    order = np.lexsort((segments, numbers))
    return numbers[order], segments[order]
