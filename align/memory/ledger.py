"""What the counts of all documents of a memory add up to, while it is changed.

Each term and each name has a number and what it adds up to, and so has each wording of its renderings, or each Chinese
form of it. The counts of a document are kept by these numbers, so that they can be taken away again. The numbers of the
documents that have something are in order, so that the latest are at the end: see `align.memory.store.bound_day`.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from operator import itemgetter

from align.memory.counting import DocumentCounts, NameCount, RenderingCount, TermCount
from align.memory.packing import PackedCounts, PackedWord, pack_counts, pack_numbers, unpack_counts, unpack_numbers

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

_TOGETHER = 300_000
"""Words and parts that are at hand, at most; so many take some 100 MB."""


@dataclass(slots=True)
class _Part:
    """A wording of a rendering, or a form of a name, and what it adds up to, with its documents in any order.

    `is_new`: the file does not have it.
    """

    number: int
    is_new: bool
    aligned: int = 0
    present: int = 0
    documents: array[int] = field(default_factory=lambda: array("I"))
    is_changed: bool = True


@dataclass(slots=True)
class _Word:
    """A term or a name, and what it adds up to, with its documents in any order; its parts by their keys and texts."""

    number: int
    is_new: bool
    pairs: int = 0
    alone: int = 0
    documents: array[int] = field(default_factory=lambda: array("I"))
    parts: dict[tuple[str, str], _Part] = field(default_factory=dict)


class _Table:
    """The words of a kind that have changed, with their parts; all others are in the file alone."""

    def __init__(self, connection: sqlite3.Connection, words: str, parts: str) -> None:
        self._run, self._many = connection.execute, connection.executemany
        self._tables = words, parts
        self._words: dict[str, _Word] = {}
        self._next: list[int] = [
            self._run(f"SELECT coalesce(max(id), 0) + 1 FROM {one}").fetchone()[0] for one in self._tables
        ]
        self.size = 0

    def add(self, document: int, counts: Iterable[TermCount]) -> Iterator[PackedWord]:
        """Add the counts of a document, and yield them as they are packed."""
        for text, pairs, alone, renderings in counts:
            word = self._words.get(text) or self._find(text)
            word.pairs += pairs
            word.alone += alone
            word.documents.append(document)
            rows: list[tuple[int, int, int]] = []
            for key, wording, aligned, present in renderings:
                part = word.parts.get((key, wording)) or self._make_part(word, (key, wording))
                part.is_changed = True
                part.aligned += aligned
                part.present += present
                part.documents.append(document)
                rows.append((part.number, aligned, present))
            yield word.number, pairs, alone, rows

    def remove(self, document: int, counts: Iterable[PackedWord]) -> None:
        """Take away the counts of a document."""
        words, _ = self._tables
        for own, pairs, alone, parts in counts:
            ((text,),) = self._run(f"SELECT text FROM {words} WHERE id = ?", (own,))
            word = self._words.get(text) or self._find(text)
            word.pairs -= pairs
            word.alone -= alone
            word.documents.remove(document)
            by_number = {part.number: part for part in word.parts.values()}
            for number, aligned, present in parts:
                part = by_number[number]
                part.is_changed = True
                part.aligned -= aligned
                part.present -= present
                part.documents.remove(document)

    def _find(self, text: str) -> _Word:
        """Return a word as the file has it, else a new one."""
        words, parts = self._tables
        question = f"SELECT id, pairs, alone, documents FROM {words} WHERE text = ?"
        if row := self._run(question, (text,)).fetchone():
            word = _Word(row[0], False, row[1], row[2], unpack_numbers(row[3]))
            question = f"SELECT key, text, id, aligned, present, documents FROM {parts} WHERE word = ?"
            for key, wording, number, aligned, present, documents in self._run(question, (word.number,)):
                word.parts[key, wording] = _Part(number, False, aligned, present, unpack_numbers(documents), False)
        else:
            word = _Word(self._take_number(0), True)
        self._words[text] = word
        self.size += 1 + len(word.parts)
        return word

    def _make_part(self, word: _Word, key: tuple[str, str]) -> _Part:
        self.size += 1
        part = word.parts[key] = _Part(self._take_number(1), True)
        return part

    def _take_number(self, table: int) -> int:
        self._next[table] += 1
        return self._next[table] - 1

    def write(self) -> None:
        """Write what has changed; a word or part that no document has any more is removed."""
        words, parts = self._tables
        self._write(
            words,
            ("text", "pairs", "alone", "documents"),
            (
                (one.number, one.is_new, one.documents, (text, one.pairs, one.alone))
                for text, one in self._words.items()
            ),
        )
        changed = ((word, *one) for word in self._words.values() for one in word.parts.items() if one[1].is_changed)
        self._write(
            parts,
            ("word", "key", "text", "aligned", "present", "documents"),
            (
                (part.number, part.is_new, part.documents, (word.number, *key, part.aligned, part.present))
                for word, key, part in changed
            ),
        )
        self._words.clear()
        self.size = 0

    def _write(
        self, table: str, columns: tuple[str, ...], rows: Iterable[tuple[int, bool, array[int], tuple[object, ...]]]
    ) -> None:
        """Write rows of a table in order: the number of each, whether it is new, its documents, its other columns."""
        new, old, gone = list[tuple[object, ...]](), list[tuple[object, ...]](), list[tuple[int]]()
        for number, is_new, documents, values in sorted(rows, key=itemgetter(0)):
            row = (*values, pack_numbers(sorted(documents)))
            if is_new and documents:
                new.append((number, *row))
            elif documents:
                old.append((*row, number))
            elif not is_new:
                gone.append((number,))
        self._many(f"INSERT INTO {table} VALUES (?, {', '.join('?' * len(columns))})", new)
        self._many(f"UPDATE {table} SET {', '.join(f'{one} = ?' for one in columns)} WHERE id = ?", old)
        self._many(f"DELETE FROM {table} WHERE id = ?", gone)


class Ledger:
    """The counts of a memory that is open to be changed; `write` must follow every change."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._tables = _Table(connection, *TERMS), _Table(connection, *NAMES)

    def add(self, document: int, counts: DocumentCounts) -> None:
        """Add the counts of a document, which has none."""
        if not counts.terms and not counts.names:
            return
        both = counts.terms, map(_make_word, counts.names)
        packed = PackedCounts(
            *(sorted(table.add(document, words)) for table, words in zip(self._tables, both, strict=True))
        )
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
