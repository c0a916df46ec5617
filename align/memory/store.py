"""The file of a memory: documents, their aligned pairs in order, what is counted in each, and an index of all words.

It is an SQLite file that is never changed where it is: whoever changes it writes a new one, which replaces it
(`align.memory.writing`). So a reader needs no lock, and works on the file that it opened until it closes it. There is
no write-ahead log, which network drives and read-only folders do not allow.

The index is a table of FTS5 without contents: for each pair the tokens of `align.memory.searching`, with their places.
It depends on how the dictionary folds scripts: where another one is in use that folds them otherwise, searches go
through all pairs, until the next change of the memory makes the index again.
"""

from __future__ import annotations

import datetime
import os
import sqlite3
import sys
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b, sha256
from itertools import groupby
from operator import attrgetter, itemgetter
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

from align.errors import FileError, describe_unreadable, refuse_newer
from align.memory.counting import RenderingCount, TermCount
from align.memory.evidence import MemoryDocument, Sentence, fold_sentence
from align.memory.ledger import NAMES, TERMS
from align.memory.packing import WIDTH, DamagedCountsError, PackedCounts, unpack_counts, unpack_numbers
from align.memory.searching import Query, identify_folds
from align.memory.sums import Excluded, add_up_word, join_wordings, list_latest_keys
from align.memory.totals import NAME_COUNT, NAME_DOCUMENTS, NameTotal, TermTotal, choose_form
from align.model import Span, merge_spans
from glossary.storage.reading import is_there, open_file
from glossary.storage.surrogates import replace_surrogates

APPLICATION = 0x616C6D65
"""What marks an SQLite file as a memory."""
FORMAT = 3
"""The version of the file: raise it when the tables change, or what the index or the counts hold."""

_MEND = ": restore a copy, or make it again with `aligncheck memory add`"
"""What to do with a damaged file."""
_NEEDED = "ENABLE_FTS5"
"""What SQLite must have been compiled with."""

_UNDATED = 1 << 30
"""Ids of documents without a date; those of each day follow, from `_FIRST_DAY`."""
_OF_DAY = 1 << 15
_FIRST_DAY, _LAST_DAY = datetime.date(1900, 1, 1).toordinal(), datetime.date(2169, 2, 28).toordinal()
"""The days that have ids of their own, all below 2^32: earlier days are with the first, later ones with the last."""

_MANY = 10_000
"""Hits up to which all are counted and put in order; of more, documents are searched until enough hits are found."""

TABLES = """
CREATE TABLE properties(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents(
  id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, file TEXT NOT NULL, file_digest TEXT NOT NULL,
  source_digest TEXT NOT NULL, target_digest TEXT NOT NULL, source_lang TEXT NOT NULL, target_lang TEXT NOT NULL,
  date TEXT NOT NULL, domain TEXT NOT NULL, first INTEGER NOT NULL, pairs INTEGER NOT NULL, words INTEGER NOT NULL
);
CREATE TABLE pairs(
  id INTEGER PRIMARY KEY, source TEXT NOT NULL, target TEXT NOT NULL, confidence INTEGER NOT NULL, key INTEGER NOT NULL
);
CREATE INDEX pairs_by_key ON pairs(key);
"""
INDEX = """
DROP TABLE IF EXISTS entries;
CREATE VIRTUAL TABLE entries USING fts5(characters, words, content='', tokenize='ascii', columnsize=0);
INSERT INTO entries(entries, rank) VALUES ('hashsize', 16777216);
"""
"""What is searched: made again where it was made with another dictionary. 16 MB of it are sorted at a time."""


class StoredDocument(NamedTuple):
    """A document of a memory.

    `path` is relative to the folder of the memory, with `#` and a name where its `file` holds several. The digests are
    those of the file and its source, and of both texts (`digest_text`). `date` is empty where none is known. Its pairs
    are numbered from `first`; the greater its `id`, the later its date; `words` is how many words its source has, 0
    where terms are not counted.
    """

    id: int
    path: str
    file: str
    file_digest: str
    source_digest: str
    target_digest: str
    source_lang: str
    target_lang: str
    date: str
    domain: str
    first: int
    pairs: int
    words: int


class StoredPair(NamedTuple):
    """A source and its translation; of the pairs of a document each has the number of the one before it and 1."""

    id: int
    source: str
    target: str
    confidence: float


class Hit(NamedTuple):
    """A pair that has what was looked for, where in its source and target, and the pairs before and after it."""

    document: StoredDocument
    pair: StoredPair
    in_source: tuple[Span, ...]
    in_target: tuple[Span, ...]
    before: StoredPair | None
    after: StoredPair | None


class Found(NamedTuple):
    """How many pairs have what was looked for, and the first of them, those of the latest documents first.

    `is_exact`: there are `total`, else more, which were not counted.
    """

    total: int
    is_exact: bool
    hits: tuple[Hit, ...]


_DOCUMENT = ", ".join(StoredDocument._fields)
_PAIR = "id, source, target, confidence"


def digest_text(text: str) -> str:
    """Return a digest of a text, which is the same however its lines are broken."""
    return sha256("".join(text.split()).encode(errors="replace")).hexdigest()


def clean(text: str) -> str:
    """Return a text on one line, with single blanks, as a memory keeps it; half a character becomes U+FFFD."""
    return replace_surrogates(" ".join(text.split()))


def make_sentence_key(source: str) -> int:
    """Return the number by which a memory finds a source again, in either script and with any blanks."""
    text = fold_sentence(source).encode(errors="replace")
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "big", signed=True)


def bound_day(date: str) -> tuple[int, int]:
    """Return what the ids of the documents of a day are between: those of later days are greater.

    So the latest documents that have a term are found without a look at all. Those without a date come first.
    """
    try:
        day = min(max(datetime.date.fromisoformat(date).toordinal(), _FIRST_DAY), _LAST_DAY) - _FIRST_DAY
    except ValueError:
        return 0, _UNDATED
    return _UNDATED + day * _OF_DAY, _UNDATED + (day + 1) * _OF_DAY


def identify_index() -> str:
    """Return what an index depends on: the version of the file, and how the dictionary in use folds scripts."""
    return f"{FORMAT} {identify_folds()}"


def name_document(memory: str, path: str) -> str:
    """Return the name that a text has in a memory: its path relative to the folder of the memory."""
    target = Path(path).absolute()
    try:
        name = Path(os.path.relpath(target, Path(memory).absolute().parent))
    except ValueError:  # another drive
        name = target
    return replace_surrogates(name.as_posix())


def identify_file(path: str) -> tuple[int, int, int] | None:
    """Return what shows that a file is still the same; None where there is none."""
    if not is_there(path):
        return None
    status = Path(path).stat()
    return status.st_ino, status.st_size, status.st_mtime_ns


def is_imported(path: str, file: str) -> bool:
    """Return whether a document is one of those that a translation memory holds."""
    return file.lower().endswith(".tmx") and path.startswith(f"{file}#")


def name_outside(path: str, file: str) -> str:
    """Return the name of a document; of one that a translation memory brought along, the name that it had there."""
    return path[len(file) + 1 :] if is_imported(path, file) else path


def refuse_without_index(connection: sqlite3.Connection, path: str) -> None:
    """See that this Python's SQLite has full-text search. Raises FileError."""
    options = {row[0] for row in connection.execute("PRAGMA compile_options")}
    if _NEEDED not in options:
        raise FileError(path, "needs an SQLite with full-text search (FTS5), which this Python lacks: update it")


class Store:
    """A memory that is open to be read. Every method raises FileError where the file is damaged."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._left_out: Excluded | None = None
        try:
            open_file(path, sys.maxsize).close()  # SQLite would wait for a pipe
        except FileNotFoundError:
            advice = f"`aligncheck memory add TEXTS --memory {path}` makes it"
            raise FileError(path, f"there is no such memory: {advice}") from None
        except (OSError, ValueError) as error:
            raise FileError(path, describe_unreadable(error)) from None
        try:
            self._connection = sqlite3.connect(
                f"{Path(path).absolute().as_uri()}?mode=ro", uri=True, isolation_level=None
            )
        except sqlite3.Error as error:
            raise FileError(path, f"cannot be read: {error}: change its permissions, or name another file") from None
        try:
            self._check()
        except BaseException:
            self.close()
            raise

    def _check(self) -> None:
        """See that the file is a memory that this program can read. Raises FileError."""
        try:
            (application,) = self._connection.execute("PRAGMA application_id").fetchone()
        except sqlite3.DatabaseError as error:
            raise FileError(self.path, f"is not a memory of aligncheck ({error}){_advise(self.path)}") from None
        if application != APPLICATION:
            raise FileError(self.path, f"is an SQLite file, but not a memory of aligncheck{_advise(self.path)}")
        ((version,),) = self._ask("PRAGMA user_version")
        refuse_newer(self.path, version, FORMAT)
        refuse_without_index(self._connection, self.path)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _ask(self, question: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """Yield the rows that answer a question. Raises FileError."""
        try:
            yield from self._connection.execute(question, values)
        except sqlite3.DatabaseError as error:
            raise FileError(self.path, f"is damaged ({error}){_MEND}") from None

    def list_documents(self) -> tuple[StoredDocument, ...]:
        """Return the documents, in the order of their paths."""
        return tuple(sorted(self._documents, key=lambda one: one.path))

    @cached_property
    def _documents(self) -> tuple[StoredDocument, ...]:
        """Return the documents in the order of their pairs; those without pairs first."""
        rows = self._ask(f"SELECT {_DOCUMENT} FROM documents ORDER BY pairs > 0, first, id")
        return tuple(map(StoredDocument._make, rows))

    @cached_property
    def _firsts(self) -> list[int]:
        return [one.first if one.pairs else -1 for one in self._documents]

    @cached_property
    def _latest(self) -> tuple[StoredDocument, ...]:
        """Return the documents with pairs, the latest first."""
        found = filter(attrgetter("pairs"), self._documents)
        return tuple(sorted(found, key=attrgetter("date", "path"), reverse=True))

    @cached_property
    def _ranks(self) -> list[int]:
        """Return the place of each of the documents among the latest."""
        places = {one.id: place for place, one in enumerate(self._latest)}
        return [places.get(one.id, -1) for one in self._documents]

    def find_document(self, pair: int) -> StoredDocument:
        """Return the document that a pair is in."""
        return self._documents[self._find_place(pair)]

    def _find_place(self, pair: int) -> int:
        return bisect_right(self._firsts, pair) - 1

    def iterate_pairs(self, document: StoredDocument | None = None) -> Iterator[StoredPair]:
        """Yield the pairs of a document, or of all, in order."""
        where, values = ("", ()) if document is None else ("WHERE id >= ? AND id < ?", _bound(document))
        yield from map(_make_pair, self._ask(f"SELECT {_PAIR} FROM pairs {where} ORDER BY id", *values))

    def count_terms(self) -> int:
        """Return how many terms the documents have."""
        ((number,),) = self._ask_counts("SELECT count(*) FROM terms")
        return int(number)

    def count_names(self) -> int:
        """Return how many names the documents have."""
        ((number,),) = self._ask_counts("SELECT count(*) FROM names")
        return int(number)

    @property
    def has_current_index(self) -> bool:
        """Return whether the index was made by this version, with the dictionary that is in use."""
        return self._properties.get("index") == identify_index()

    @cached_property
    def has_current_counts(self) -> bool:
        """Return whether the counts were made by this version."""
        return self._properties.get("counts") == str(FORMAT)

    @cached_property
    def _dates(self) -> dict[int, str]:
        """Return the dates of the documents by their ids."""
        return {one.id: one.date for one in self._documents}

    @cached_property
    def _properties(self) -> dict[object, object]:
        return dict(self._ask("SELECT name, value FROM properties"))

    def documents(self) -> tuple[MemoryDocument, ...]:
        """Return what evidence needs of the documents, in the order of their paths."""
        return tuple(
            MemoryDocument(
                str(one.id),
                one.path,
                (one.source_digest, one.target_digest),
                one.date,
                one.domain,
                one.words,
                one.source_lang,
                one.target_lang,
            )
            for one in self.list_documents()
        )

    def list_terms(self, pairs: int, documents: int) -> Iterator[str]:
        """Yield the terms that are in at least so many pairs and documents."""
        question = "SELECT text FROM terms WHERE pairs >= ? AND length(documents) >= ? ORDER BY text"
        yield from (text for (text,) in self._ask_counts(question, pairs, WIDTH * documents))

    def renderings(
        self, terms: Iterable[str] | None = None, document: StoredDocument | None = None
    ) -> Iterator[tuple[str, TermCount]]:
        """Yield the counts of terms in simplified script, or of all, with the id of each document that has them.

        The earliest documents come first, and in each the terms in order. If a `document` is given, only its counts are
        read.
        """
        numbers, documents = None, {one.id for one in self._documents}
        if terms is not None:
            question = "SELECT id, documents FROM terms WHERE text = ?"
            rows = [row for term in sorted(set(terms)) for row in self._ask_counts(question, term)]
            numbers = {number for number, _ in rows}
            documents = {one for _, data in rows for one in unpack_numbers(data)}
        texts, wordings = dict[int, Any](), dict[int, Any]()  # of terms, and of renderings with their keys
        for one in sorted(documents & {document.id} if document else documents):
            counts = self._read_counts(one).terms
            chosen = [word for word in counts.list_words() if numbers is None or word[0] in numbers]
            self._read_texts("SELECT text FROM terms", (word for word, *_ in chosen), texts)
            parts = (part for *_, rows in chosen for part, *_ in rows)
            self._read_texts("SELECT key, text FROM renderings", parts, wordings)
            found = (_unpack_term(*word, texts, wordings) for word in chosen)
            yield from ((str(one), count) for count in sorted(found, key=attrgetter("term")))

    def _read_texts(self, question: str, numbers: Iterable[int], known: dict[int, Any]) -> None:
        """Add the texts of these numbers to those known."""
        for number in numbers:
            if number not in known:
                (known[number],) = self._ask_counts(f"{question} WHERE id = ?", number)

    def add_up_terms(self, terms: Iterable[str], documents: Collection[str]) -> Iterator[TermTotal]:
        """Yield what the counts of terms in simplified script add up to in some documents, by their ids, in order."""
        left_out = self._leave_out(documents)
        for term in sorted(set(terms)):
            if word := add_up_word(self._ask_counts, TERMS, term, left_out.terms, left_out.documents):
                renderings = tuple(join_wordings(word, self._dates))
                yield TermTotal(term, word.pairs, word.alone, renderings, tuple(list_latest_keys(word)))

    def add_up_names(self, names: Iterable[str], documents: Collection[str]) -> Iterator[NameTotal]:
        """Yield what the counts of names add up to in some documents, by their ids, in order."""
        left_out = self._leave_out(documents)
        for name in sorted(set(names)):
            if word := add_up_word(self._ask_counts, NAMES, name, left_out.names, left_out.documents):
                forms = tuple((one.text, one.aligned) for one in word.parts)
                yield NameTotal(name, word.pairs, word.documents, self._dates[word.latest[-1]], forms)

    def _leave_out(self, documents: Collection[str]) -> Excluded:
        """Return what the documents that are not among these add up to."""
        gone = {one.id for one in self._documents if one.words} - set(map(int, documents))
        if self._left_out is None or self._left_out.documents != gone:
            self._left_out = Excluded(gone, map(self._read_counts, sorted(gone)))
        return self._left_out

    def list_house_names(self) -> Iterator[tuple[str, str]]:
        """Yield each name that is often enough one of the house, in order, with its usual form, or an empty text."""
        question = (
            "SELECT names.text, forms.text, aligned FROM names LEFT JOIN forms ON word = names.id"
            " WHERE pairs >= ? AND length(names.documents) >= ? ORDER BY names.text"
        )
        rows = self._ask_counts(question, NAME_COUNT, WIDTH * NAME_DOCUMENTS)
        for name, group in groupby(rows, key=itemgetter(0)):
            yield name, choose_form((form, count) for _, form, count in group if form)

    def list_names(self, documents: Iterable[str]) -> Iterator[str]:
        """Yield the names in documents of these ids."""
        numbers = {word for one in documents for word in self._read_counts(int(one)).names.words}
        for number in sorted(numbers):
            yield from (text for (text,) in self._ask_counts("SELECT text FROM names WHERE id = ?", number))

    def _read_counts(self, document: int) -> PackedCounts:
        """Return the counts of a document."""
        rows = list(self._ask_counts("SELECT data FROM counts WHERE document = ?", document))
        try:
            return next((unpack_counts(data) for (data,) in rows), PackedCounts())
        except DamagedCountsError as error:
            raise FileError(self.path, f"is damaged ({error}){_MEND}") from None

    def _ask_counts(self, question: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """Yield the rows that answer a question about counts. Raises FileError where an earlier version made them."""
        if not self.has_current_counts:
            advice = f"`aligncheck memory add TEXTS --memory {self.path}` brings it up to date"
            raise FileError(self.path, f"was made by an earlier version of aligncheck: {advice}")
        yield from self._ask(question, *values)

    def sentences(self, sources: Iterable[str]) -> Iterator[Sentence]:
        """Yield the pairs whose source is one of these, but for blanks and script, in the order of the memory."""
        for source in sorted(set(map(fold_sentence, sources))):
            question = f"SELECT {_PAIR} FROM pairs WHERE key = ? ORDER BY id"
            for pair in map(_make_pair, self._ask(question, make_sentence_key(source))):
                if fold_sentence(pair.source) == source:
                    yield Sentence(pair.source, pair.target, str(self.find_document(pair.id).id))

    def find_word(self, word: str, most: int) -> Iterator[Sentence]:
        """Yield pairs that have a word, those of the latest documents first; none where the index is not current."""
        numbers = self._search(Query(word).expression, most, None)[1] if self.has_current_index else []
        for number in numbers[:most]:
            for source, target in self._ask("SELECT source, target FROM pairs WHERE id = ?", number):
                yield Sentence(source, target, str(self.find_document(number).id))

    def find(self, queries: Sequence[Query], limit: int = 0, domain: str | None = None) -> Found:
        """Find the pairs that have each of these somewhere, in source or target; `limit` of them are shown, 0: all."""
        if not self.has_current_index:
            chosen = (one for one in self._latest if domain in (None, one.domain))
            numbers = [number for one in chosen for number in self._scan(queries, one)]
            total = len(numbers)
        else:
            total, numbers = self._search(" AND ".join(f"({query.expression})" for query in queries), limit, domain)
        hits = tuple(self._make_hit(number, queries) for number in numbers[: limit or None])
        is_exact = not limit or total <= _MANY
        return Found(total if is_exact else _MANY, is_exact, hits)

    def _search(self, expression: str, limit: int, domain: str | None) -> tuple[int, list[int]]:
        """Return how many pairs match, or one more than are counted, and the numbers of the first `limit`, 0: all."""
        every = self._match(expression, most=_MANY + 1 if limit and domain is None else -1)
        if len(every) > _MANY and limit and domain is None:
            numbers = list[int]()
            for document in self._latest:
                numbers += self._match(expression, document)
                if len(numbers) >= limit:
                    break
            return len(every), numbers
        places = ((self._find_place(number), number) for number in every)
        found = [
            (self._ranks[place], number) for place, number in places if domain in (None, self._documents[place].domain)
        ]
        return len(found), [number for _, number in sorted(found)]

    def _match(self, expression: str, document: StoredDocument | None = None, most: int = -1) -> list[int]:
        """Return the numbers of the pairs that match, of a document or of all, `most` at most (-1: all)."""
        where, values = ("", ()) if document is None else ("AND rowid >= ? AND rowid < ?", _bound(document))
        question = f"SELECT rowid FROM entries WHERE entries MATCH ? {where} ORDER BY rowid LIMIT ?"
        return [number for (number,) in self._ask(question, expression, *values, most)]

    def _scan(self, queries: Sequence[Query], document: StoredDocument) -> Iterator[int]:
        """Yield the numbers of the pairs of a document that match, without the index."""
        for pair in self.iterate_pairs(document):
            sides = ((pair.source, document.source_lang), (pair.target, document.target_lang))
            if all(any(any(True for _ in query.find(*side)) for side in sides) for query in queries):
                yield pair.id

    def _make_hit(self, number: int, queries: Sequence[Query]) -> Hit:
        document = self.find_document(number)
        rows = self._ask(f"SELECT {_PAIR} FROM pairs WHERE id BETWEEN ? AND ?", number - 1, number + 1)
        near = {pair.id: pair for pair in map(_make_pair, rows) if self.find_document(pair.id) is document}
        pair = near[number]
        in_source = [span for query in queries for span in query.find(pair.source, document.source_lang)]
        in_target = [span for query in queries for span in query.find(pair.target, document.target_lang)]
        before, after = near.get(number - 1), near.get(number + 1)
        return Hit(document, pair, tuple(merge_spans(in_source)), tuple(merge_spans(in_target)), before, after)


def _make_pair(row: tuple[Any, ...]) -> StoredPair:
    number, source, target, confidence = row
    return StoredPair(number, source, target, confidence / 100)


def _unpack_term(
    word: int,
    pairs: int,
    alone: int,
    parts: Iterable[tuple[int, int, int]],
    terms: Mapping[int, Any],
    renderings: Mapping[int, Any],
) -> TermCount:
    """Return the counts of a term in a document, the commonest rendering first, given the texts of their numbers."""
    found = (RenderingCount(*renderings[part], *counts) for part, *counts in parts)
    rows = tuple(sorted(found, key=lambda one: (-one.present, -one.aligned, one.key)))
    (text,) = terms[word]
    return TermCount(text, pairs, alone, rows)


def _bound(document: StoredDocument) -> tuple[int, int]:
    """Return the number of the first pair of a document, and that after the last."""
    return document.first, document.first + document.pairs


def _advise(path: str) -> str:
    is_pairs = Path(path).suffix.lower() in (".tmx", ".tsv", ".csv", ".jsonl", ".xliff", ".xlf", ".xlsx")
    house = Path(path).with_suffix(".sqlite")
    return (
        f": put it into one with `aligncheck memory add {path} --memory {house}`" if is_pairs else ": name another file"
    )
