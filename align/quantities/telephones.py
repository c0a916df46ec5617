"""Telephone numbers, which each text may write in its own way: 010-12345678, +86 10 1234 5678."""

import re
from collections.abc import Iterator, Sequence

from align.model import Span
from align.quantities.model import Quantity
from glossary.pack.patterns import compile_late

_NUMBER = compile_late(r"(?<![A-Za-z\d.,_])[+(（]{0,2}\d[\d()（） -]{5,20}\d(?![A-Za-z.,_]?\d)")
_NO_DIGIT = re.compile(r"\D")
_FEWEST = 7  # digits


def find_telephones(
    source: str, target: str, left: Sequence[Quantity], right: Sequence[Quantity]
) -> Iterator[Quantity]:
    """Yield the quantities that are parts of a telephone number which both texts have, with its codes or without."""
    others = _list_numbers(target)
    for digits, place in _list_numbers(source) if others else ():
        for other, other_place in others:
            if digits.endswith(other) or other.endswith(digits):
                yield from (one for one in left if place.start <= one.span.start < place.end)
                yield from (one for one in right if other_place.start <= one.span.start < other_place.end)


def _list_numbers(text: str) -> list[tuple[str, Span]]:
    """The digits of what may be telephone numbers, without the zeros before them, and where they stand."""
    found = ((_NO_DIGIT.sub("", match[0]).lstrip("0"), Span(*match.span())) for match in _NUMBER.finditer(text))
    return [(digits, span) for digits, span in found if len(digits) >= _FEWEST]
