"""Words of a suggestion that the text says already next to the place that it is for.

"of euros" after a place for "hundreds of millions of euros", "the" before one for "the 27th".
"""

import re

from align.model import Span

_MOST_WORDS = 8
"""How many words of each end of a suggestion are looked for."""

_WINDOW = 200
"""How many characters on either side of a place are read."""


def drop_repeated(text: str, place: Span, suggestion: str) -> str:
    """Return the suggestion without what is next to its place already; one word of it at least is left.

    >>> drop_repeated("billions of euros", Span(0, 8), "hundreds of millions of euros")
    'hundreds of millions'
    """
    words = suggestion.split()
    behind, _ = _find_behind(text, place, words)
    before, _ = _find_before(text, place, words[: len(words) - behind])
    return " ".join(words[before : len(words) - behind]) if before or behind else suggestion


def cover_repeated(text: str, place: Span, suggestion: str) -> Span:
    """Return the place with what is next to it that the suggestion says too.

    >>> cover_repeated("our Steel Bank Group", Span(4, 9), "Iron Bank")
    Span(start=4, end=14)
    """
    words = suggestion.split()
    behind, end = _find_behind(text, place, words)
    _, start = _find_before(text, place, words[: len(words) - behind])
    return Span(start, end)


def _find_behind(text: str, place: Span, words: list[str]) -> tuple[int, int]:
    """Return how many of the last words are after a place, and where they end."""
    after = text[place.end : place.end + _WINDOW]
    for count in range(min(len(words) - 1, _MOST_WORDS), 0, -1):
        wanted = " ".join(map(re.escape, words[-count:]))
        found = re.match(rf" {wanted}(?!\w)", after, re.IGNORECASE)
        if found:
            return count, place.end + found.end()
    return 0, place.end


def _find_before(text: str, place: Span, words: list[str]) -> tuple[int, int]:
    """Return how many of the first words are before a place, and where they start."""
    first = max(place.start - _WINDOW, 0)
    before = text[first : place.start]
    for count in range(min(len(words) - 1, _MOST_WORDS), 0, -1):
        wanted = " ".join(map(re.escape, words[:count]))
        found = re.search(rf"(?<!\w){wanted} \Z", before, re.IGNORECASE)
        if found:
            return count, first + found.start()
    return 0, place.start
