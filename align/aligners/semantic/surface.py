"""The surface of one side, which needs no vectors: lengths, end marks, quotation marks and paragraphs, as numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.aligners.semantic.columns import count_columns
from align.aligners.semantic.quotations import find_quotations
from align.aligners.side import Side
from glossary.pack.patterns import compile_late

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from align.aligners.semantic.quotations import Quotations

_CLOSING = " ”\"’'」』)）】]"
_OPENERS = frozenset("“\"「『‘'")
_CLOSERS = frozenset("”\"」』’'")
_QUOTATION = compile_late('[“”"「」『』]')
_PARAGRAPHS = 0.8
"""The most paragraphs for a segment: where there are more, each line is a sentence, and breaks mean nothing."""
_ENDS = {"?": 1, "？": 1, "!": 2, "！": 2}


@dataclass(frozen=True, eq=False)
class Surface:
    """The surface of one side of n segments.

    For each segment: `ends`, the class of its last mark (1 question, 2 exclamation, 0 any other), and whether a
    quotation mark `opens` or `closes` it.

    For each place between segments, shape (n + 1,), what is before it: length in columns, segments with double
    quotation marks, question marks, exclamation marks, paragraph breaks; what is quoted; and whether the place `breaks`
    the paragraph (never where paragraphs are unknown).
    """

    ends: NDArray[np.int8]
    opens: NDArray[np.bool_]
    closes: NDArray[np.bool_]
    length_before: NDArray[np.int64]
    quotations_before: NDArray[np.int64]
    questions_before: NDArray[np.int64]
    exclamations_before: NDArray[np.int64]
    quoted: Quotations
    breaks: NDArray[np.bool_]
    breaks_before: NDArray[np.int64]


def measure_surface(side: Side) -> Surface:
    """Return the surface of one side."""
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
        quoted=find_quotations(texts),
        breaks=breaks,
        breaks_before=_sum_before(breaks.tolist()),
    )


def _sum_before(values: Iterable[int]) -> NDArray[np.int64]:
    """Return the sums of the values before each place."""
    import numpy as np

    return np.cumsum([0, *values])


def _find_breaks(side: Side) -> NDArray[np.bool_]:
    import numpy as np

    breaks = np.zeros(len(side.segments) + 1, np.bool_)
    if side.paragraphs:
        breaks[1:-1] = np.diff(side.paragraphs) != 0
    return breaks if breaks.sum() <= _PARAGRAPHS * len(side.segments) else np.zeros_like(breaks)
