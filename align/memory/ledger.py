"""What the counts of all documents of a memory add up to, while it is changed.

Each term and each name has a number and what it adds up to, and so has each wording of its renderings, or each Chinese
form of it. The counts of a document are kept by these numbers, so that they can be taken away again. The numbers of the
documents that have something are in order, so that the latest are at the end: see `align.memory.store.bound_day`.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise, repeat
from operator import itemgetter, neg
from typing import TYPE_CHECKING

from align.memory.counting import DocumentCounts, NameCount, RenderingCount, TermCount
from align.memory.packing import WIDTH, Columns, PackedCounts, pack_counts, unpack_counts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WORDS = """
DROP TABLE IF EXISTS {words};
DROP TABLE IF EXISTS {parts};
CREATE TABLE {words}(
  id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, pairs INTEGER NOT NULL, alone INTEGER NOT NULL,
  documents BLOB NOT NULL
);
CREATE TABLE {parts}(
  id INTEGER PRIMARY KEY, word INTEGER NOT NULL, key TEXT NOT NULL, text TEXT NOT NULL, aligned INTEGER NOT NULL,
  present INTEGER NOT NULL, documents BLOB NOT NULL
);
CREATE INDEX {parts}_by_word ON {parts}(word);
"""
TERMS, NAMES = ("terms", "renderings"), ("names", "forms")
"""The tables of words and their parts. A name is in as many pairs `alone`, and its forms have no keys."""
COUNTS = f"""
{_WORDS.format(words=TERMS[0], parts=TERMS[1])}
{_WORDS.format(words=NAMES[0], parts=NAMES[1])}
DROP TABLE IF EXISTS counts;
CREATE TABLE counts(document INTEGER PRIMARY KEY, data BLOB NOT NULL);
"""
"""What `align.memory.counting` counts: made again where another version made it."""

_TOGETHER = 4_000_000
"""Changes of words and parts after which they are written; so many take some 70 MB."""


class _Changes:
    """What changes of words, or of parts: the number of each, the document, whether that is removed, and two counts."""

    def __init__(self) -> None:
        self.numbers, self.documents, self.signs = array("I"), array("I"), array("b")
        self.counts = array("i"), array("i")

    def clear(self) -> None:
        """Forget all of it."""
        for column in (self.numbers, self.documents, self.signs, *self.counts):
            del column[:]

    def extend(self, document: int, sign: int, numbers: Sequence[int], *counts: Sequence[int]) -> None:
        """Add changes by a document, which is added (1) or removed (-1)."""
        self.numbers.extend(iter(numbers))
        self.documents.extend(repeat(document, len(numbers)))
        self.signs.extend(repeat(sign, len(numbers)))
        for column, values in zip(self.counts, counts, strict=True):
            column.extend(iter(values) if sign > 0 else map(neg, values))

    def sum_up(self) -> Iterator[tuple[int, int, int, NDArray[np.uint32], NDArray[np.int8]]]:
        """Yield, for each number, what its counts change by, and its documents with their signs."""
        import numpy as np

        numbers, documents = np.frombuffer(self.numbers, np.uint32), np.frombuffer(self.documents, np.uint32)
        order = np.lexsort((documents, numbers))
        numbers, documents, signs = numbers[order], documents[order], np.frombuffer(self.signs, np.int8)[order]
        starts = np.flatnonzero(np.diff(numbers, prepend=0))  # no number is 0
        sums = (np.add.reduceat(np.frombuffer(one, np.int32)[order], starts).tolist() for one in self.counts)
        places = pairwise((*starts.tolist(), len(numbers)))
        for number, (start, end), *counts in zip(numbers[starts].tolist(), places, *sums, strict=True):
            yield number, *counts, documents[start:end], signs[start:end]


class _Table:
    """The words of a kind and their parts, and what has changed of them since they were written."""

    def __init__(self, connection: sqlite3.Connection, words: str, parts: str) -> None:
        self._run, self._many = connection.execute, connection.executemany
        self._tables = words, parts
        largest = (self._run(f"SELECT coalesce(max(id), 0) FROM {one}").fetchone() for one in self._tables)
        self._last: list[int] = [number for (number,) in largest]
        self._words: dict[str, int] = {}
        self._parts: dict[tuple[int, str, str], int] = {}
        self._new: tuple[dict[int, tuple[object, ...]], dict[int, tuple[object, ...]]] = {}, {}
        self._changes = _Changes(), _Changes()

    @property
    def size(self) -> int:
        """Return how many changes are still to be written."""
        return sum(len(one.numbers) for one in self._changes)

    def add(self, document: int, counts: Sequence[TermCount]) -> Columns:
        """Add the counts of a document, and return them as they are packed."""
        if not counts:
            return Columns()
        texts, pairs, alone, renderings = zip(*counts, strict=True)
        words = [self._words.get(text) or self._find(text) for text in texts]
        keys = [(word, key, text) for word, rows in zip(words, renderings, strict=True) for key, text, _, _ in rows]
        parts = [self._parts.get(key) or self._add_part(key) for key in keys]
        aligned, present = (list(map(itemgetter(place), chain.from_iterable(renderings))) for place in (2, 3))
        columns = Columns(words, pairs, alone, list(map(len, renderings)), parts, aligned, present)
        self._change(document, 1, columns)
        return columns

    def remove(self, document: int, counts: Columns) -> None:
        """Take away the counts of a document."""
        self._change(document, -1, counts)

    def _change(self, document: int, sign: int, counts: Columns) -> None:
        words, parts = self._changes
        words.extend(document, sign, counts.words, counts.pairs, counts.alone)
        parts.extend(document, sign, counts.parts, counts.aligned, counts.present)

    def _find(self, text: str) -> int:
        """Return the number of a word, which is a new one where the file does not have it."""
        words, parts = self._tables
        number: int
        if row := self._run(f"SELECT id FROM {words} WHERE text = ?", (text,)).fetchone():
            (number,) = row
            for key, wording, part in self._run(f"SELECT key, text, id FROM {parts} WHERE word = ?", (number,)):
                self._parts[number, key, wording] = part
        else:
            number = self._add_row(0, text)
        self._words[text] = number
        return number

    def _add_part(self, key: tuple[int, str, str]) -> int:
        number = self._parts[key] = self._add_row(1, *key)
        return number

    def _add_row(self, table: int, *values: object) -> int:
        self._last[table] += 1
        self._new[table][self._last[table]] = values
        return self._last[table]

    def write(self) -> None:
        """Write what has changed; a word or part that no document has any more is removed."""
        words, parts = self._tables
        self._write(words, ("pairs", "alone", "documents"), 0)
        self._write(parts, ("aligned", "present", "documents"), 1)
        self._words.clear()
        self._parts.clear()

    def _write(self, table: str, columns: tuple[str, str, str], place: int) -> None:
        question = f"SELECT {', '.join(columns)} FROM {table} WHERE id = ?"
        known, rows = self._new[place], list[tuple[object, ...]]()
        changed, gone = list[tuple[object, ...]](), list[tuple[int]]()
        for number, *counts, documents, signs in self._changes[place].sum_up() if self._changes[place].numbers else ():
            values = known.get(number)
            before = (0, 0, b"") if values else self._run(question, (number,)).fetchone()
            data = _add_documents(before[2], documents, signs)
            sums = (before[0] + counts[0], before[1] + counts[1], data)
            if values and data:
                rows.append((number, *values, *sums))
            elif data:
                changed.append((*sums, number))
            elif not values:
                gone.append((number,))
        if rows:
            self._many(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
        self._many(f"UPDATE {table} SET {', '.join(f'{one} = ?' for one in columns)} WHERE id = ?", changed)
        self._many(f"DELETE FROM {table} WHERE id = ?", gone)
        known.clear()
        self._changes[place].clear()


def _add_documents(before: bytes, documents: NDArray[np.uint32], signs: NDArray[np.int8]) -> bytes:
    """Return the documents that have something, in order: those of before, with those added and without those removed.

    A number may be that of a document that was removed and, later, of another one.
    """
    import numpy as np

    every = np.concatenate([np.frombuffer(before, "<u4"), documents])
    if signs.min() > 0:
        every.sort()
        return every.astype("<u4").tobytes()
    numbers, places = np.unique(every, return_inverse=True)
    times = np.bincount(places, np.concatenate([np.ones(len(before) // WIDTH), signs]))
    return numbers[times > 0].astype("<u4").tobytes()


class Ledger:
    """The counts of a memory that is open to be changed; `write` must follow every change."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._tables = _Table(connection, *TERMS), _Table(connection, *NAMES)

    def add(self, document: int, counts: DocumentCounts) -> None:
        """Add the counts of a document, which has none."""
        if not counts.terms and not counts.names:
            return
        both = counts.terms, tuple(map(_make_word, counts.names))
        packed = PackedCounts(*(table.add(document, one) for table, one in zip(self._tables, both, strict=True)))
        self._connection.execute("INSERT INTO counts VALUES (?, ?)", (document, pack_counts(packed)))
        self._make_room()

    def remove(self, document: int) -> None:
        """Take away the counts of a document, if it has any."""
        if row := self._connection.execute("SELECT data FROM counts WHERE document = ?", (document,)).fetchone():
            for table, words in zip(self._tables, unpack_counts(row[0]), strict=True):
                table.remove(document, words)
            self._connection.execute("DELETE FROM counts WHERE document = ?", (document,))
            self._make_room()

    def _make_room(self) -> None:
        if sum(table.size for table in self._tables) > _TOGETHER:
            self.write()

    def write(self) -> None:
        """Write what has changed."""
        for table in self._tables:
            table.write()


def _make_word(name: NameCount) -> TermCount:
    """Return the counts of a name as those of a term are kept."""
    return TermCount(
        name.name, name.pairs, name.pairs, tuple(RenderingCount("", form, count, count) for form, count in name.forms)
    )
