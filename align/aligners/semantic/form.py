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
_ENDS = {"?": 1, "？": 1, "!": 2, "！": 2}


@dataclass(frozen=True, eq=False)
class Form:
    """Per segment: `lengths` in columns, `ends` the class of its last mark, whether a quotation mark `opens` or `closes`
    it, whether it `quotes` at all, how many `questions` and `cries` it holds.

    `inside` (n + 1) tells for each place between segments whether a quotation is open there; `breaks` (n + 1) whether
    a paragraph ends there, None where that is unknown.
    """

    lengths: NDArray[np.float32]
    ends: NDArray[np.int8]
    opens: NDArray[np.bool_]
    closes: NDArray[np.bool_]
    quotes: NDArray[np.bool_]
    questions: NDArray[np.int32]
    cries: NDArray[np.int32]
    inside: NDArray[np.bool_]
    breaks: NDArray[np.bool_]


def form(side: Side) -> Form:
    """The form of one side."""
    import numpy as np

    texts = side.segments
    return Form(
        lengths=_array(map(_columns, texts), np.float32),
        ends=_array((_ENDS.get(text.rstrip(_CLOSING)[-1:], 0) for text in texts), np.int8),
        opens=_array((text.lstrip()[:1] in _OPENERS for text in texts), np.bool_),
        closes=_array((text.rstrip()[-1:] in _CLOSERS for text in texts), np.bool_),
        quotes=_array((_QUOTING.search(text) is not None for text in texts), np.bool_),
        questions=_array((text.count("?") + text.count("？") for text in texts), np.int32),
        cries=_array((text.count("!") + text.count("！") for text in texts), np.int32),
        inside=_open_quotations(texts),
        breaks=_breaks(side),
    )


def _array(values: Iterable[object], kind: type) -> NDArray[np.generic]:
    import numpy as np

    return np.array(list(values), kind)


def _columns(text: str) -> int:
    return len(text) if text.isascii() else sum(2 if char > _WIDE else 1 for char in text)


def _breaks(side: Side) -> NDArray[np.bool_]:
    import numpy as np

    breaks = np.zeros(len(side.segments) + 1, np.bool_)
    if side.paragraphs:
        breaks[1:-1] = np.diff(side.paragraphs) != 0
    return breaks


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
        char, before, after = (
            mark[0],
            text[max(mark.start() - 1, 0) : mark.start()] or " ",
            text[mark.end() : mark.end() + 1],
        )
        if char in "“「『‘":
            is_open = True
        elif char in "”」』":
            is_open = False
        elif char != "’" and (before.isspace() or before in "—-(") and after.strip():
            is_open = True
        elif not after.isalnum() and not before.isspace():
            is_open = False
    return is_open
