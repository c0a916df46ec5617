"""The words of a text: each distinct one once, and the text as the sequence of their numbers.

What a rule asks of each word of a long text it asks of each distinct one, and looks the answers up for all at once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Set
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SIZE = 1 << 17

LONG = 1 << 18
"""From how many characters on a text is long: the words of a shorter one are looked at faster than numbered."""


_PART = 1 << 17
"""How many bytes are numbered at once, and some more up to a line end: they stay in the cache of the processor."""


def cut_at_line_ends(text: str, size: int = _SIZE) -> Iterator[tuple[int, int]]:
    """Yield the spans of whole lines that a text consists of, some `size` characters each, without the last line end.

    >>> list(cut_at_line_ends("one\\ntwo\\n\\nthree", 5))
    [(0, 3), (4, 8), (9, 14)]
    """
    start = 0
    while len(text) - start > size:
        end = text.rfind("\n", start, start + size)
        if end < 0:
            end = text.find("\n", start + size)
        if end < 0:
            break
        yield start, end
        start = end + 1
    yield start, len(text)


def split_at_spaces(text: str) -> list[str]:
    """Return what is between spaces and line ends, empty strings where two of them meet; a line end is by itself.

    >>> split_at_spaces("so it is\\n so")
    ['so', 'it', 'is', '\\n', '', 'so']
    """
    return text.replace("\n", " \n ").split(" ")


def find_distinct_words(text: str) -> frozenset[str]:
    """Return what is between spaces and line ends, punctuation included.

    >>> sorted(find_distinct_words("so it is, and so it was."))
    ['and', 'is,', 'it', 'so', 'was.']
    """
    found: set[str] = set()
    for start, end in cut_at_line_ends(text):
        found.update(text[start:end].replace("\n", " ").split(" "))
    return frozenset(found)


@dataclass(frozen=True, eq=False)
class NumberedWords:
    """The distinct pieces that `split_at_spaces` gives of a text, in the order of their first places, and the number of
    each piece of the text in that list: int32, shape (pieces,).
    """

    distinct: list[str]
    numbers: NDArray[np.int32]

    def ask(self, question: Callable[[str], bool]) -> NDArray[np.bool_]:
        """Return the answers to a question about each distinct piece, shape (len(distinct),)."""
        import numpy as np

        return np.fromiter(map(question, self.distinct), np.bool_, len(self.distinct))

    def find_members(self, wanted: Set[str]) -> NDArray[np.bool_]:
        """Return which distinct pieces are among those wanted, shape (len(distinct),)."""
        return self.ask(wanted.__contains__)

    def find_number(self, piece: str) -> int:
        """Return the number of a piece; -1 where the text has none such."""
        return self.distinct.index(piece) if piece in self.distinct else -1

    @cached_property
    def widths(self) -> NDArray[np.int32]:
        """Return how many characters each distinct piece takes in the text, with the space after it; a line end takes
        that of the piece before it. Shape (len(distinct),).
        """
        import numpy as np

        widths = (len(piece) + 1 if piece != "\n" else 0 for piece in self.distinct)
        return np.fromiter(widths, np.int32, len(self.distinct))

    def find_spans(self, wanted: NDArray[np.bool_]) -> list[tuple[int, int]]:
        """Return where the pieces that are wanted, shape (len(distinct),), are in the text; no line ends."""
        import numpy as np

        places = np.flatnonzero(wanted.take(self.numbers))
        if not len(places):
            return []
        lengths, edges = self.widths.take(self.numbers), np.append(0, places)
        before = np.add.reduceat(lengths, edges, dtype=np.int64)[:-1] * (np.diff(edges) > 0)
        starts = np.cumsum(before)
        return list(zip(starts.tolist(), (starts + lengths[places] - 1).tolist(), strict=True))


class Words:
    """The words of a text, with the punctuation next to them; worked out when they are asked for, and kept."""

    def __init__(self, text: str) -> None:
        self.text = text

    @property
    def is_long(self) -> bool:
        """Return whether the words of the text are better asked by their numbers."""
        return len(self.text) >= LONG

    @cached_property
    def utf8(self) -> bytes:
        """Return the text in UTF-8."""
        return self.text.encode(errors="surrogatepass")

    @cached_property
    def distinct(self) -> Collection[str]:
        """Return what is between spaces and line ends, each once, in any order."""
        return self.numbered.distinct if self.is_long else find_distinct_words(self.text)

    @cached_property
    def numbered(self) -> NumberedWords:
        """Return the pieces of the text, numbered."""
        import numpy as np

        from glossary.lang.word_numbers import WordNumberer

        numberer, parts = WordNumberer(), []
        data, start = self.utf8, 0
        while (end := data.find(b"\n", start + _PART)) >= 0:
            parts.append(numberer.number(data[start:end].replace(b"\n", b" \n ") + b" \n"))
            start = end + 1
        parts.append(numberer.number(data[start:].replace(b"\n", b" \n ")))
        return NumberedWords(numberer.words, np.concatenate(parts))
