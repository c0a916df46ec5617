"""Chinese texts into which words are put to try out the rows of other tables."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache

from glossary.pack.tables import Form, Row

FRAMES = Form("align", "zh/frames", ("name", "text"), key=("name",), needed=("text",))
_GAP = "…"
"""Where the word goes."""


def fill(name: str, word: str) -> str:
    """Return the text of a row with a word in its gap.

    >>> fill("said", "会下雨")
    '他们说会下雨。'
    """
    return _load_frames()[name].replace(_GAP, word)


@cache
def _load_frames() -> Mapping[str, str]:
    return {row.cells[0]: row.cells[1] for row in FRAMES.read_built_in()}


def _check_frame(row: Row) -> Iterator[str]:
    """See that a text has one gap."""
    if row.cells[1].count(_GAP) != 1:
        yield f"column “text”: “{row.cells[1]}”: write one {_GAP} where the word goes"


CHECKS: Mapping[Form, Callable[[Row], Iterator[str]]] = {FRAMES: _check_frame}
"""What tries out the rows of the table."""
