"""What the counts of some documents of a memory add up to: those of all, without those of the documents left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from align.memory.packing import WIDTH, Columns, PackedCounts, unpack_numbers
from align.memory.totals import LATEST, RenderingTotal

Ask = Callable[..., Iterable[tuple[Any, ...]]]
"""What returns the rows that answer a question with some values."""


class PartSum(NamedTuple):
    """A wording of a rendering, or a form of a name: in how many pairs word alignment found it, in how many it is, in
    how many documents, and the ids of the latest, the last at the end.
    """

    key: str
    text: str
    aligned: int
    present: int
    documents: int
    latest: tuple[int, ...]


class WordSum(NamedTuple):
    """A term or a name: in how many pairs it is, in how many as no part of a longer one, in how many documents, the ids
    of the latest, the last at the end, and its parts by their keys and texts.
    """

    pairs: int
    alone: int
    documents: int
    latest: tuple[int, ...]
    parts: tuple[PartSum, ...]


class Taken:
    """What is to be taken away of the words of a kind: two counts of each, and how many documents."""

    def __init__(self) -> None:
        self.words: defaultdict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
        self.parts: defaultdict[int, list[int]] = defaultdict(lambda: [0, 0, 0])

    def add(self, counts: Columns) -> None:
        """Add the counts of a document."""
        for word, *numbers in zip(counts.words, counts.pairs, counts.alone, strict=True):
            _add(self.words[word], *numbers)
        for part, *numbers in zip(counts.parts, counts.aligned, counts.present, strict=True):
            _add(self.parts[part], *numbers)


class Excluded:
    """What documents that are left out add up to, by the numbers of words and parts, in `terms` and `names`."""

    def __init__(self, documents: Collection[int], counts: Iterable[PackedCounts]) -> None:
        self.documents = frozenset(documents)
        self.terms, self.names = Taken(), Taken()
        for one in counts:
            self.terms.add(one.terms)
            self.names.add(one.names)


def _add(counts: list[int], first: int, second: int) -> None:
    counts[0] += first
    counts[1] += second
    counts[2] += 1


_NONE = (0, 0, 0)


def add_up_word(
    ask: Ask, tables: tuple[str, str], text: str, taken: Taken, left_out: Collection[int]
) -> WordSum | None:
    """Return what a term or a name adds up to; None where no document has it that counts."""
    words, parts = tables
    tail = f"length(documents) / {WIDTH}, substr(documents, {-WIDTH * (len(left_out) + LATEST)})"
    question = f"SELECT id, pairs, alone, {tail} FROM {words} WHERE text = ?"
    rows = list(ask(question, text))
    if not rows:
        return None
    ((number, pairs, alone, documents, latest),) = rows
    fewer = taken.words.get(number, _NONE)
    if documents == fewer[2]:
        return None
    question = f"SELECT id, key, text, aligned, present, {tail} FROM {parts} WHERE word = ? ORDER BY key, text"
    return WordSum(
        pairs - fewer[0],
        alone - fewer[1],
        documents - fewer[2],
        _drop(latest, left_out)[-LATEST:],
        tuple(_add_up_parts(ask(question, number), taken, left_out)),
    )


def _add_up_parts(rows: Iterable[tuple[Any, ...]], taken: Taken, left_out: Collection[int]) -> Iterator[PartSum]:
    for number, key, text, aligned, present, documents, latest in rows:
        fewer = taken.parts.get(number, _NONE)
        if documents > fewer[2]:
            sums = aligned - fewer[0], present - fewer[1], documents - fewer[2]
            yield PartSum(key, text, *sums, _drop(latest, left_out))


def _drop(latest: bytes, left_out: Collection[int]) -> tuple[int, ...]:
    """Return the numbers of documents that bytes are, without those left out."""
    return tuple(number for number in unpack_numbers(latest) if number not in left_out)


def join_wordings(word: WordSum, dates: Mapping[int, str]) -> Iterator[RenderingTotal]:
    """Yield the renderings of a term, by their keys; `dates` are those of the documents."""
    for key, group in groupby(word.parts, key=attrgetter("key")):
        rows = list(group)
        yield RenderingTotal(
            key,
            tuple((one.text, one.aligned) for one in rows),
            sum(one.aligned for one in rows),
            sum(one.present for one in rows),
            sum(one.documents for one in rows),
            dates[max(one.latest[-1] for one in rows)],
        )


def list_latest_keys(word: WordSum) -> Iterator[tuple[str, ...]]:
    """Yield the keys of the renderings that each of the latest documents with a term has, the last document first."""
    for document in reversed(word.latest):
        yield tuple(one.key for one in word.parts if document in one.latest)
