"""What is done with the documents of a memory: they are listed, removed, exported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from align.commands.memory.adding import choose_count
from align.commands.memory.domains import check_domain
from align.errors import CommandError, FileError, advise
from align.memory.store import Store, StoredDocument, name_document, name_outside
from align.memory.writing import change_memory
from align.model import UnitRecord
from align.writers.tmx import Pair, write_pairs
from glossary.storage.atomic import measure, write_atomically


class DomainSummary(NamedTuple):
    """The documents of a domain: how many, their pairs, the first and the last date; empty: unknown."""

    domain: str
    documents: int
    pairs: int
    first: str
    last: str


class DocumentSummary(NamedTuple):
    """A document: its name, how many pairs it has, its date and domain; empty: unknown."""

    document: str
    pairs: int
    date: str
    domain: str


class Status(NamedTuple):
    """What is in a memory: `bytes` of its file, how many documents, pairs, terms and names, each domain and document.

    Documents are in the order of their names.
    """

    path: str
    bytes: int
    documents: int
    pairs: int
    terms: int
    names: int
    first: str
    last: str
    domains: tuple[DomainSummary, ...]
    listed: tuple[DocumentSummary, ...]


def find_status(path: str) -> Status:
    """Return what is in the memory in a file. Raises FileError."""
    with Store(path) as memory:
        groups = defaultdict[str, list[StoredDocument]](list)
        for one in memory.list_documents():
            groups[one.domain].append(one)
        domains = tuple(_sum_up(domain, groups[domain]) for domain in sorted(groups))
        whole = _sum_up("", memory.list_documents())
        listed = tuple(DocumentSummary(one.path, one.pairs, one.date, one.domain) for one in memory.list_documents())
        counts = memory.count_terms(), memory.count_names()
    return Status(path, measure(path), whole.documents, whole.pairs, *counts, whole.first, whole.last, domains, listed)


def _sum_up(domain: str, documents: Sequence[StoredDocument]) -> DomainSummary:
    dates = sorted(one.date for one in documents if one.date) or [""]
    return DomainSummary(domain, len(documents), sum(one.pairs for one in documents), dates[0], dates[-1])


def remove_texts(path: str, names: Sequence[str]) -> tuple[StoredDocument, ...]:
    """Remove documents from the memory in a file, and return them.

    A name is the path of a file or folder, else that of a document as the memory has it: `.` and `..` are the folders
    that a person is in and below. Raises FileError, CommandError where a name is that of nothing in it: then nothing
    is removed.
    """
    with Store(path):
        pass
    with change_memory(path, choose_count) as (old, writer):
        documents = old.list_documents() if old else ()
        gone: dict[int, StoredDocument] = {}
        for name in names:
            known = [name_document(path, name), *([name] if any(part != ".." for part in Path(name).parts) else [])]
            each = ([one for one in documents if _is_of(one, other)] for other in known)
            found = next(filter(None, each), None)
            if not found:
                raise CommandError(f"{name}: is not in the memory {path}: {_suggest(documents, known)}")
            gone.update((one.id, one) for one in found)
        writer.remove(gone.values())
        writer.forget()
    return tuple(gone.values())


def _suggest(documents: Sequence[StoredDocument], names: Collection[str]) -> str:
    """Return what to do where there is no document of these names: the one that may be meant, or where to look."""
    paths = [one.path for one in documents]
    outside = [one.path for one in documents if name_outside(one.path, one.file) in names]
    near = outside or [path for name in sorted(names) for path in get_close_matches(name, paths, n=1, cutoff=0.8)]
    return f"did you mean {near[0]}?" if near else "`aligncheck memory status --limit 0` lists what is"


def _is_of(document: StoredDocument, name: str) -> bool:
    """Return whether a document has a name, is of a file of that name, or of one in a folder of that name; `.` is the
    folder of the memory, of which all are.
    """
    return name in (document.path, document.file, ".") or document.file.startswith(f"{name.rstrip('/')}/")


def export_pairs(path: str, to: str, domain: str | None = None) -> int:
    """Write the pairs of the memory in a file, or of a domain, as a TMX file; return how many.

    Raises FileError, CommandError where there is no such domain.
    """
    with Store(path) as memory:
        check_domain(memory, domain)
        documents = [one for one in memory.list_documents() if domain is None or one.domain == domain]
        languages = {one.source_lang for one in documents}
        pieces = write_pairs(_list_pairs(memory, documents), languages.pop() if len(languages) == 1 else "*all*")
        try:
            write_atomically(Path(to), pieces)
        except OSError as error:
            raise FileError(to, f"cannot be written: {error.strerror or error}: {advise(error)}") from None
    return sum(one.pairs for one in documents)


def _list_pairs(memory: Store, documents: Sequence[StoredDocument]) -> Iterator[Pair]:
    for one in documents:
        record = UnitRecord(name_outside(one.path, one.file), one.domain, one.date)
        for pair in memory.iterate_pairs(one):
            yield Pair(pair.source, pair.target, one.source_lang, one.target_lang, pair.confidence, record)
