"""Ids of new concepts."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NUMBERED = re.compile(r"(.*?)([0-9]{1,18})", re.DOTALL)


def make_id(used: Iterable[str]) -> str:
    """Make an id that is not used, in the form of the last one that ends in a number: `T-0041` gives `T-0042`.

    >>> make_id(["T-0041", "T-0007", "intro"]), make_id([])
    ('T-0042', 'c1')
    """
    used = list(used)
    matches = [match for name in used if (match := _NUMBERED.fullmatch(name))]
    prefix, width = (matches[-1][1], len(matches[-1][2])) if matches else ("c", 1)
    number = max((int(match[2]) for match in matches if match[1] == prefix), default=0) + 1
    taken = set(used)
    while (name := f"{prefix}{number:0{width}}") in taken:
        number += 1
    return name
