"""The surface of one side, which needs no vectors: lengths, end marks, quotation marks and paragraphs, as numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.aligners.side import Side

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WIDE = "\u2e80"
"""The first of the characters that are two columns wide."""
_CLOSING = " ”\"’'」』)）】]"
_OPENERS = frozenset("“\"「『‘'")
_CLOSERS = frozenset("”\"」』’'")
_QUOTATION = re.compile('[“”"「」『』]')
_QUOTATION_MARK = re.compile("[“”\"「」『』‘’']")
_PARAGRAPHS = 0.8
"""The most paragraphs for a segment: where there are more, each line is a sentence, and breaks mean nothing."""
_ENDS = {"?": 1, "？": 1, "!": 2, "！": 2}


@dataclass(frozen=True, eq=False)
class Surface:
    """The surface of one side of n segments.

    For each segment: `ends`, the class of its last mark (1 question, 2 exclamation, 0 any other), and whether a
    quotation mark `opens` or `closes` it.

    For each place between segments, shape (n + 1,), what is before it: length in columns, segments with double
    quotation marks, question marks, exclamation marks, paragraph breaks; and whether the place is `inside` a quotation,
    and whether it `breaks` the paragraph (never where paragraphs are unknown).
    """

    ends: NDArray[np.int8]
    opens: NDArray[np.bool_]
    closes: NDArray[np.bool_]
    length_before: NDArray[np.int64]
    quotations_before: NDArray[np.int64]
    questions_before: NDArray[np.int64]
    exclamations_before: NDArray[np.int64]
    inside: NDArray[np.bool_]
    breaks: NDArray[np.bool_]
    breaks_before: NDArray[np.int64]


def measure_surface(side: Side) -> Surface:
    """The surface of one side."""
    import numpy as np

    texts, breaks = side.segments, _find_breaks(side)
    return Surface(
        ends=np.array([_ENDS.get(text.rstrip(_CLOSING)[-1:], 0) for text in texts], np.int8),
        opens=np.array([text.lstrip()[:1] in _OPENERS for text in texts], np.bool_),
        closes=np.array([text.rstrip()[-1:] in _CLOSERS for text in texts], np.bool_),
        length_before=_sum_before(map(count_columns, texts)),
        quotations_before=_sum_before(_QUOTATION.search(text) is not None for text in texts),
        questions_before=_sum_before(text.count("?") + text.count("？") for text in texts),
        exclamations_before=_sum_before(text.count("!") + text.count("！") for text in texts),
        inside=_find_open_quotations(texts),
        breaks=breaks,
        breaks_before=_sum_before(breaks.tolist()),
    )


def _sum_before(values: Iterable[int]) -> NDArray[np.int64]:
    """The sums of the values before each place."""
    import numpy as np

    return np.cumsum([0, *values])


def count_columns(text: str) -> int:
    """How many columns a text takes; a wide character takes two."""
    return len(text) if text.isascii() else sum(2 if char > _WIDE else 1 for char in text)


def _find_breaks(side: Side) -> NDArray[np.bool_]:
    import numpy as np

    breaks = np.zeros(len(side.segments) + 1, np.bool_)
    if side.paragraphs:
        breaks[1:-1] = np.diff(side.paragraphs) != 0
    return breaks if breaks.sum() <= _PARAGRAPHS * len(side.segments) else np.zeros_like(breaks)


def _find_open_quotations(texts: Sequence[str]) -> NDArray[np.bool_]:
    """Whether a quotation is open at each place."""
    import numpy as np

    states, is_open = [False], False
    for text in texts:
        is_open = _leaves_open(text, is_open)
        states.append(is_open)
    return np.array(states, np.bool_)


def _leaves_open(text: str, is_open: bool) -> bool:
    """Whether a quotation is open after a text; spaces tell what a straight mark or an apostrophe is."""
    for mark in _QUOTATION_MARK.finditer(text):
        char, after = mark[0], text[mark.end() : mark.end() + 1]
        before = text[max(mark.start() - 1, 0) : mark.start()] or " "
        if char in "“「『‘":
            is_open = True
        elif char in "”」』":
            is_open = False
        elif char != "’" and (before.isspace() or before in "—-(") and after.strip():
            is_open = True
        elif not after.isalnum() and not before.isspace():
            is_open = False
    return is_open
