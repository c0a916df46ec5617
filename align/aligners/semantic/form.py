"""What one side looks like, whatever it means: lengths, end marks, quotation marks, paragraphs; as numbers."""

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
_CLOSING = " ”\"’'」』)）】]"
_OPENERS = frozenset("“\"「『‘'")
_CLOSERS = frozenset("”\"」』’'")
_QUOTING = re.compile('[“”"「」『』]')
_MARK = re.compile("[“”\"「」『』‘’']")
_PARAGRAPHS = 0.8
"""Where there are more paragraphs for a segment than that, lines are sentences and tell nothing."""
_ENDS = {"?": 1, "？": 1, "!": 2, "！": 2}


@dataclass(frozen=True, eq=False)
class Form:
    """Per segment: `ends` the class of its last mark, whether a quotation mark `opens` or `closes` it.

    Per place between segments (n + 1): the length in columns of all segments before it, how many of them hold quotation
    marks, how many question and exclamation marks stand before it, whether it is `inside` a quotation, and whether a
    paragraph ends there (never where paragraphs are unknown), and how many end before it.
    """

    ends: NDArray[np.int8]
    opens: NDArray[np.bool_]
    closes: NDArray[np.bool_]
    length_before: NDArray[np.int64]
    quotes_before: NDArray[np.int64]
    questions_before: NDArray[np.int64]
    cries_before: NDArray[np.int64]
    inside: NDArray[np.bool_]
    breaks: NDArray[np.bool_]
    breaks_before: NDArray[np.int64]


def form(side: Side) -> Form:
    """The form of one side."""
    import numpy as np

    texts, breaks = side.segments, _breaks(side)
    return Form(
        ends=np.array([_ENDS.get(text.rstrip(_CLOSING)[-1:], 0) for text in texts], np.int8),
        opens=np.array([text.lstrip()[:1] in _OPENERS for text in texts], np.bool_),
        closes=np.array([text.rstrip()[-1:] in _CLOSERS for text in texts], np.bool_),
        length_before=_sums(map(_columns, texts)),
        quotes_before=_sums(_QUOTING.search(text) is not None for text in texts),
        questions_before=_sums(text.count("?") + text.count("？") for text in texts),
        cries_before=_sums(text.count("!") + text.count("！") for text in texts),
        inside=_open_quotations(texts),
        breaks=breaks,
        breaks_before=_sums(breaks.tolist()),
    )


def _sums(values: Iterable[int]) -> NDArray[np.int64]:
    import numpy as np

    return np.cumsum([0, *values])


def _columns(text: str) -> int:
    return len(text) if text.isascii() else sum(2 if char > _WIDE else 1 for char in text)


def _breaks(side: Side) -> NDArray[np.bool_]:
    import numpy as np

    breaks = np.zeros(len(side.segments) + 1, np.bool_)
    if side.paragraphs:
        breaks[1:-1] = np.diff(side.paragraphs) != 0
    return breaks if breaks.sum() <= _PARAGRAPHS * len(side.segments) else np.zeros_like(breaks)


def _open_quotations(texts: Sequence[str]) -> NDArray[np.bool_]:
    import numpy as np

    states, is_open = [False], False
    for text in texts:
        is_open = _state_behind(text, is_open)
        states.append(is_open)
    return np.array(states, np.bool_)


def _state_behind(text: str, is_open: bool) -> bool:
    """Whether a quotation is open behind a text; a straight mark or apostrophe is told by the blanks around it."""
    for mark in _MARK.finditer(text):
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
