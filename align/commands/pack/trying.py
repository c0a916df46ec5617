"""How rows are tried out: the check of each table, and the Chinese texts into which words are put."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import TypeVar

from glossary.pack.tables import Form, Row

Check = Callable[[Row], Iterator[str]]
"""Yields what is wrong with a row."""

CHECKS: dict[Form, Check] = {}
"""What tries out the rows of each table, also of those to which a team cannot add rows."""

FRAMES = Form("align", "zh/frames", ("name", "text"), key=("name",), needed=("text",))
_GAP = "…"
"""Where the word goes."""


_Check = TypeVar("_Check", bound=Check)


def tries(form: Form) -> Callable[[_Check], _Check]:
    """Have a function try out the rows of a table."""

    def register(check: _Check) -> _Check:
        CHECKS[form] = check
        return check

    return register


def fill(name: str, word: str) -> str:
    """Return the text of a row with a word in its gap.

    >>> fill("said", "会下雨")
    '他们说会下雨。'
    """
    return _load_frames()[name].replace(_GAP, word)


@cache
def _load_frames() -> dict[str, str]:
    return {row.cells[0]: row.cells[1] for row in FRAMES.read_built_in()}


@tries(FRAMES)
def check_frame(row: Row) -> Iterator[str]:
    """See that a text has one gap."""
    if row.cells[1].count(_GAP) != 1:
        yield f"column “text”: “{row.cells[1]}”: write one {_GAP} where the word goes"
