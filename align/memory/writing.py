"""Changes of a memory: each writes a new file, which replaces the old one when it is whole.

The old file is copied, the copy is changed, and the copy replaces it: whoever reads, or is killed, at whatever moment,
finds one or the other. Programs of one person wait for each other. One of another person, as on a shared drive, is
noticed by the file having changed: then nothing is written.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cached_property
from pathlib import Path
from shutil import copyfile
from typing import NamedTuple

from align.errors import FileError, advise
from align.memory.counting import DocumentCounts
from align.memory.ledger import COUNTS, Ledger
from align.memory.packing import DamagedCountsError
from align.memory.searching import make_entry
from align.memory.store import (
    APPLICATION,
    FORMAT,
    INDEX,
    TABLES,
    Store,
    StoredDocument,
    bound_day,
    identify_file,
    identify_index,
    make_sentence_key,
    refuse_without_index,
)
from glossary.storage.atomic import replace_file, sync_folder
from glossary.storage.locks import LockError, lock
from glossary.storage.reading import is_there

Pairs = Sequence[tuple[str, str, float]]
"""Sources with their translations and confidences, in order."""
Count = Callable[[Sequence[tuple[str, str]]], DocumentCounts]
"""What counts the terms and names of a document, given its pairs."""

ChooseCount = Callable[[str, str], Count | None]
"""What gives it for texts of two languages; None: they are not counted."""

_CACHE = 64_000
"""Kilobytes of the file that are in memory while it is changed."""
_FAULTS = {
    **dict.fromkeys((sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR), "cannot be written: make room on its disk"),
    **dict.fromkeys((sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB), "is damaged: restore a copy, or make it again"),
}
"""What is wrong with a memory where SQLite fails."""
_DATE = StoredDocument._fields.index("date") - 1
NO_COUNTS = DocumentCounts(0)


class NewDocument(NamedTuple):
    """A document to be put into a memory (see `StoredDocument`)."""

    path: str
    file: str
    file_digest: str
    source_digest: str
    target_digest: str
    source_lang: str
    target_lang: str
    date: str
    domain: str
    pairs: Pairs
    counts: DocumentCounts


class MemoryWriter:
    """A memory that is being changed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @cached_property
    def _ledger(self) -> Ledger:
        return Ledger(self._connection)

    def add(self, document: NewDocument) -> None:
        """Add a document at the end; there must be none of its path."""
        run = self._connection.execute
        ((first,),) = run("SELECT coalesce(max(id), 0) + 1 FROM pairs")
        number = self._choose_id(document.date)
        self._add_row((number, *document[:9], first, len(document.pairs), document.counts.words))
        rows = (
            (first + place, source, target, round(100 * confidence), make_sentence_key(source))
            for place, (source, target, confidence) in enumerate(document.pairs)
        )
        self._connection.executemany("INSERT INTO pairs VALUES (?, ?, ?, ?, ?)", rows)
        entries = (
            (first + place, *make_entry(source, document.source_lang, target, document.target_lang))
            for place, (source, target, _) in enumerate(document.pairs)
        )
        self._connection.executemany("INSERT INTO entries(rowid, characters, words) VALUES (?, ?, ?)", entries)
        self._ledger.add(number, document.counts)

    def _add_row(self, values: tuple[object, ...]) -> None:
        self._connection.execute(f"INSERT INTO documents VALUES ({', '.join('?' * len(values))})", values)

    def _choose_id(self, date: str) -> int:
        """Return a free id for a document of a day: after those of that day, as far as there is room."""
        question = "SELECT coalesce(max(id), ?) + 1 FROM documents WHERE id > ? AND id < ?"
        start, end = bound_day(date)
        while True:
            ((number,),) = self._connection.execute(question, (start, start, end))
            if number < end:
                return int(number)
            start, end = end - 1, 2 * end - start  # the next day, which may have room

    def remove(self, documents: Iterable[StoredDocument]) -> None:
        """Remove documents with all that is known of them."""
        run, many = self._connection.execute, self._connection.executemany
        for one in documents:
            bounds = (one.first, one.first + one.pairs)
            rows = run("SELECT id, source, target FROM pairs WHERE id >= ? AND id < ?", bounds).fetchall()
            entries = (
                (number, *make_entry(source, one.source_lang, target, one.target_lang))
                for number, source, target in rows
            )
            # a table without contents is told what to forget
            many("INSERT INTO entries(entries, rowid, characters, words) VALUES ('delete', ?, ?, ?)", entries)
            run("DELETE FROM pairs WHERE id >= ? AND id < ?", bounds)
            run("DELETE FROM documents WHERE id = ?", (one.id,))
            self._ledger.remove(one.id)

    def set_domain(self, documents: Iterable[StoredDocument], domain: str) -> None:
        """Say of what domain documents are."""
        rows = ((domain, one.id) for one in documents)
        self._connection.executemany("UPDATE documents SET domain = ? WHERE id = ?", rows)

    def forget(self) -> None:
        """Make the file hold nothing of what was removed, and no more room than it needs."""
        self._ledger.write()
        run = self._connection.execute
        run("INSERT INTO entries(entries) VALUES ('optimize')")
        run("COMMIT")
        run("VACUUM")
        run("BEGIN")

    def index(self) -> None:
        """Make the index from the pairs."""
        self._remake(INDEX)
        for _, languages, pairs in self._read_pairs():
            keys = ((make_sentence_key(source), pair) for pair, source, _ in pairs)
            self._connection.executemany("UPDATE pairs SET key = ? WHERE id = ?", keys)
            entries = (
                (pair, *make_entry(source, languages[0], target, languages[1])) for pair, source, target in pairs
            )
            self._connection.executemany("INSERT INTO entries(rowid, characters, words) VALUES (?, ?, ?)", entries)
        self._set("index", identify_index())

    def count(self, count: ChooseCount) -> None:
        """Make the counts from the pairs, before anything else is changed."""
        self._remake(COUNTS)
        rows = self._connection.execute("SELECT * FROM documents ORDER BY date, id").fetchall()
        self._connection.execute("DELETE FROM documents")  # an earlier version had other ids
        for _, *values in rows:
            self._add_row((self._choose_id(values[_DATE]), *values))
        for number, languages, pairs in self._read_pairs():
            counter = count(*languages)
            counts = counter([(source, target) for _, source, target in pairs]) if counter else NO_COUNTS
            self._connection.execute("UPDATE documents SET words = ? WHERE id = ?", (counts.words, number))
            self._ledger.add(number, counts)
        self._set("counts", str(FORMAT))

    def finish(self) -> None:
        """Write what is still to be written."""
        self._ledger.write()

    def _remake(self, tables: str) -> None:
        self._connection.execute("COMMIT")
        self._connection.executescript(tables)
        self._connection.execute("BEGIN")

    def _read_pairs(self) -> Iterator[tuple[int, tuple[str, str], list[tuple[int, str, str]]]]:
        """Yield the number of each document, its languages, and its pairs with their numbers."""
        run = self._connection.execute
        rows = run("SELECT id, source_lang, target_lang, first, first + pairs FROM documents").fetchall()
        for number, source_lang, target_lang, first, end in rows:
            question = "SELECT id, source, target FROM pairs WHERE id >= ? AND id < ? ORDER BY id"
            yield number, (source_lang, target_lang), run(question, (first, end)).fetchall()

    def _set(self, name: str, value: str) -> None:
        self._connection.execute("REPLACE INTO properties VALUES (?, ?)", (name, value))


@contextmanager
def change_memory(path: str, count: ChooseCount) -> Iterator[tuple[Store | None, MemoryWriter]]:
    """Give a memory as it is, None where there is no file, and its copy to be changed, which replaces it at the end.

    Whatever fails, in the block too, the memory is as it was. Raises FileError.
    """
    try:
        with lock(Path(path)), replace_file(Path(path)) as temporary, _open(path) as old:
            before = identify_file(path)
            if old:
                copyfile(path, temporary)
            connection = sqlite3.connect(temporary, isolation_level=None)
            try:
                writer = _prepare(connection, path, old, count)
                yield old, writer
                writer.finish()
                connection.execute("COMMIT")
            finally:
                connection.close()
            if identify_file(path) != before:
                raise FileError(path, "was changed by someone else in the meantime, and is as they left it: try again")
        sync_folder(Path(path))
    except LockError as error:
        raise FileError(path, error) from None
    except sqlite3.DatabaseError as error:
        reason = _FAULTS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
        if not reason:
            raise
        raise FileError(path, f"{reason} ({error}); it is as it was") from None
    except DamagedCountsError as error:
        raise FileError(path, f"is damaged: restore a copy, or make it again ({error}); it is as it was") from None
    except OSError as error:
        reason = f"cannot be written: {error.strerror or error}: {advise(error)}; it is as it was"
        raise FileError(path, reason) from None


def _open(path: str) -> AbstractContextManager[Store | None]:
    return Store(path) if is_there(path) else nullcontext()


def _prepare(connection: sqlite3.Connection, path: str, old: Store | None, count: ChooseCount) -> MemoryWriter:
    """Return the writer of a new file or a copy, with an index and counts that are up to date."""
    refuse_without_index(connection, path)
    for pragma in (
        "journal_mode = OFF",
        "synchronous = OFF",
        "locking_mode = EXCLUSIVE",
        "secure_delete = ON",
        f"cache_size = -{_CACHE}",
    ):
        connection.execute(f"PRAGMA {pragma}")
    if old is None:
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.executescript(TABLES)
    connection.execute("BEGIN")
    connection.execute(f"PRAGMA user_version = {FORMAT}")
    writer = MemoryWriter(connection)
    if old is None or not old.has_current_counts:
        writer.count(count)
    if old is None or not old.has_current_index:
        writer.index()
    return writer
