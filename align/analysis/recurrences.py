"""Where words recur in a text: one pass for all rules that look for repeated words.

It works on bytes, one a code point, because they are translated and compared several times faster than strings. Of a
long text only the sentences are looked at in which the numbers of the words say that some recur.
"""

from itertools import islice
from operator import eq
from typing import NamedTuple

from align.analysis.characters import fold
from glossary.lang.words import Words

_PIECE = 4096
_RUN = 5


class Recurrences(NamedTuple):
    """Stretches of a text, about a sentence each, as pairs of start and end, in order: candidates.

    In `doubled` a word seems to follow itself; in `repeating` five words in a row seem to come twice, whatever the case
    and the punctuation.
    """

    doubled: list[tuple[int, int]]
    repeating: list[tuple[int, int]]


def find_recurrences(words: Words) -> Recurrences:
    """Find where the words of a text recur."""
    found = Recurrences([], [])
    if not words.is_long:
        _add_recurrences(fold(words.text), 0, found)
        return found
    from align.analysis.recurring_numbers import find_recurring_sentences

    for start, end, is_doubled, is_repeating in find_recurring_sentences(words.numbered):
        if end - start > _PIECE:  # it is to be cut in pieces
            _add_recurrences(fold(words.text[start:end]), start, found)
            continue
        if is_doubled:
            found.doubled.append((start, end))
        if is_repeating:
            found.repeating.append((start, end))
    return found


def _add_recurrences(folded: bytes, start: int, found: Recurrences) -> None:
    """Look at a part of a text that starts at an offset and where no sentence is cut."""
    for chunk in _cut(folded):
        tokens, end = chunk.split(), start + len(chunk)
        if recurring := len(tokens) - len(set(tokens)):
            if True in map(eq, tokens, islice(tokens, 1, None)):
                found.doubled.append((start, end))
            if recurring >= _RUN and _repeats(tokens):
                found.repeating.append((start, end))
        start = end + 1


def _cut(data: bytes) -> list[bytes]:
    """Return the stretches between stops; a very long one is cut at spaces, so that memory stays bounded."""
    chunks = data.split(b".")
    if len(data) <= _PIECE or max(map(len, chunks)) <= _PIECE:
        return chunks
    pieces = []
    for chunk in chunks:
        start = 0
        while len(chunk) - start > _PIECE:
            end = chunk.rfind(b" ", start, start + _PIECE)
            end = start + _PIECE if end <= start else end
            pieces.append(chunk[start:end])
            start = end + 1
        pieces.append(chunk[start:])
    return pieces


def _repeats(tokens: list[bytes]) -> bool:
    """Return whether a run of words comes twice; few texts pass the cheaper question, whether its pairs of words do."""
    pairs = set(zip(tokens, islice(tokens, 1, None), strict=False))
    if len(pairs) > len(tokens) - _RUN:
        return False
    runs = set(zip(*(islice(tokens, start, None) for start in range(_RUN)), strict=False))
    return len(runs) < len(tokens) - _RUN + 1
