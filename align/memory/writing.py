"""Changes of a memory: each writes a new file, which replaces the old one when it is whole.

The old file is copied, the copy is changed, and the copy replaces it: whoever reads, or is killed, at whatever moment,
finds one or the other. Programs of one person wait for each other. One of another person, as on a shared drive, is
noticed by the file having changed: then nothing is written.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from operator import itemgetter
from pathlib import Path
from shutil import copyfile
from typing import NamedTuple

from align.errors import FileError, advise
from align.memory.counting import DocumentCounts
from align.memory.searching import make_entry
from align.memory.store import (
    APPLICATION,
    COUNTS,
    FORMAT,
    INDEX,
    TABLES,
    TOTALS,
    Store,
    StoredDocument,
    bound_day,
    find_usual_forms,
    identify_file,
    identify_index,
    identify_totals,
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
_TOGETHER = 500_000
"""Rows of counts after which they are written; so many take some 60 MB."""
_COUNT_TABLES = ("term_counts", "rendering_counts", "name_counts", "form_counts")
_FAULTS = {
    **dict.fromkeys((sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR), "cannot be written: make room on its disk"),
    **dict.fromkeys((sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB), "is damaged: restore a copy, or make it again"),
}
"""What is wrong with a memory where SQLite fails."""
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
        self._has_removed = False
        self._ids: dict[str, dict[tuple[str, ...], int]] = {}
        self._waiting: dict[str, list[tuple[object, ...]]] = {table: [] for table in _COUNT_TABLES}

    def add(self, document: NewDocument) -> None:
        """Add a document at the end; there must be none of its path."""
        run = self._connection.execute
        ((first,),) = run("SELECT coalesce(max(id), 0) + 1 FROM pairs")
        bounds = bound_day(document.date)
        ((number,),) = run(
            "SELECT coalesce(max(id), ?) + 1 FROM documents WHERE id > ? AND id < ?", (bounds[0], *bounds)
        )
        values = (number, *document[:9], first, len(document.pairs), document.counts.words)
        run(f"INSERT INTO documents VALUES ({', '.join('?' * len(values))})", values)
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
        self._add_counts(number, document.counts)

    def _add_counts(self, document: int, counts: DocumentCounts) -> None:
        """Take the counts of a document; those of many are written together, by term, so that each page is once."""
        waiting = self._waiting
        terms = self._number("terms(text)", ((one.term,) for one in counts.terms))
        renderings = self._number(
            "renderings(key, text)", ((one.key, one.text) for term in counts.terms for one in term.renderings)
        )
        names = self._number("names(text)", ((one.name,) for one in counts.names))
        waiting["term_counts"] += ((terms[one.term,], document, one.pairs, one.alone) for one in counts.terms)
        waiting["rendering_counts"] += (
            (terms[term.term,], document, renderings[one.key, one.text], one.aligned, one.present)
            for term in counts.terms
            for one in term.renderings
        )
        waiting["name_counts"] += ((names[one.name,], document, one.pairs) for one in counts.names)
        waiting["form_counts"] += ((names[one.name,], document, *form) for one in counts.names for form in one.forms)
        if sum(map(len, waiting.values())) > _TOGETHER:
            self._write_counts()

    def _write_counts(self) -> None:
        """Write the counts that were taken."""
        for table, rows in self._waiting.items():
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                self._connection.executemany(
                    f"INSERT INTO {table} VALUES ({marks})", sorted(rows, key=itemgetter(0, 1))
                )
                rows.clear()

    def _number(self, table: str, texts: Iterable[tuple[str, ...]]) -> Mapping[tuple[str, ...], int]:
        """Return the ids of texts in a table, to which new ones are added; all are kept at hand."""
        if table not in self._ids:
            name, _, columns = table.partition("(")
            rows = self._connection.execute(f"SELECT {columns.rstrip(')')}, id FROM {name}")
            self._ids[table] = {tuple(text): number for *text, number in rows}
        known = self._ids[table]
        for text in texts:
            if text not in known:
                marks = ", ".join("?" * len(text))
                number = self._connection.execute(f"INSERT INTO {table} VALUES ({marks})", text).lastrowid
                assert number is not None
                known[text] = number
        return known

    def remove(self, documents: Iterable[StoredDocument]) -> None:
        """Remove documents with all that is known of them."""
        gone = list(documents)
        self._has_removed = True
        run, many = self._connection.execute, self._connection.executemany
        for one in gone:
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
        numbers = ", ".join(str(one.id) for one in gone)
        self._write_counts()
        for table in _COUNT_TABLES:
            run(f"DELETE FROM {table} WHERE document IN ({numbers})")

    def set_domain(self, documents: Iterable[StoredDocument], domain: str) -> None:
        """Say of what domain documents are."""
        rows = ((domain, one.id) for one in documents)
        self._connection.executemany("UPDATE documents SET domain = ? WHERE id = ?", rows)

    def forget(self) -> None:
        """Make the file hold nothing of what was removed, and no more room than it needs."""
        self._write_counts()
        self._forget_words()
        run = self._connection.execute
        for table in ("name_totals", "term_totals", "rendering_totals"):  # made again when the change is over
            run(f"DROP TABLE IF EXISTS {table}")
        run("INSERT INTO entries(entries) VALUES ('optimize')")
        run("COMMIT")
        run("VACUUM")
        run("BEGIN")

    def _forget_words(self) -> None:
        """Remove the terms, renderings and names that no document has any more."""
        self._ids.clear()
        run = self._connection.execute
        run("DELETE FROM terms WHERE id NOT IN (SELECT term FROM term_counts)")
        run("DELETE FROM renderings WHERE id NOT IN (SELECT rendering FROM rendering_counts)")
        run("DELETE FROM names WHERE id NOT IN (SELECT name FROM name_counts)")
        self._has_removed = False

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
        """Make the counts from the pairs."""
        self._remake(COUNTS)
        for number, languages, pairs in self._read_pairs():
            counter = count(*languages)
            counts = counter([(source, target) for _, source, target in pairs]) if counter else NO_COUNTS
            self._connection.execute("UPDATE documents SET words = ? WHERE id = ?", (counts.words, number))
            self._add_counts(number, counts)
        self._set("counts", str(FORMAT))

    def add_up(self) -> None:
        """Add up the counts of all documents, and find the names of the house; of what was removed nothing is left."""
        self._write_counts()
        if self._has_removed:
            self._forget_words()
        self._remake(TOTALS)
        rows = list(find_usual_forms(self._connection.execute))
        self._connection.executemany("INSERT INTO name_totals VALUES (?, ?)", rows)
        self._set("totals", identify_totals(self._connection.execute))

    def _remake(self, tables: str) -> None:
        self._ids.clear()
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
                writer.add_up()
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
