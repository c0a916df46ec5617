"""Texts with their sources -> the documents of a memory: aligned, counted and kept."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

from align.commands.memory.dates import find_date
from align.commands.terms.collect import LEAST, Passage, Text, name_texts
from align.commands.work import Show, count_processes
from align.config.settings import Request
from align.errors import ReadError
from align.inputs.files import compute_digest
from align.inputs.loading import load_task
from align.inputs.tasks import MEMORY, Task, plan_tasks
from align.memory.store import Store, StoredDocument, clean, digest_text, is_imported, name_document, name_outside
from align.memory.writing import NO_COUNTS, Count, NewDocument, change_memory
from align.model import NO_RECORD, Alignment, Bitext, Document, Skipped, UnitRecord
from glossary.storage.reading import is_there
from glossary.storage.surrogates import replace_surrogates

_BATCH = 20_000
"""Pairs after which what was aligned is written, so that little is lost of a long run that is broken off. They take
minutes to align, and the file is copied in seconds.
"""


@dataclass
class NotAdded:
    """What of some texts is not added: `skipped` texts, and how many pairs as less likely than not (`unsure`), or not
    finished (`drafts`).
    """

    skipped: list[Skipped] = field(default_factory=list)
    unsure: int = 0
    drafts: int = 0

    def include(self, other: NotAdded) -> None:
        """Add what is left out of others."""
        self.skipped += other.skipped
        self.unsure += other.unsure
        self.drafts += other.drafts


@dataclass
class Added(NotAdded):
    """What came of adding texts: how many documents are new, replaced, and as they were before; of how many `moved`
    ones the domain was changed; how many `pairs` were added.
    """

    new: int = 0
    replaced: int = 0
    unchanged: int = 0
    moved: int = 0
    pairs: int = 0


class _Version(NamedTuple):
    """A file as the memory calls it, the digest of what it and its source hold, and the documents made of them."""

    name: str
    digest: str
    documents: tuple[NewDocument, ...]


class _Job(NamedTuple):
    """A file to be read, its name and digest as the memory has them, and the domain that it is to have, if any."""

    task: Task
    name: str
    digest: str
    domain: str | None


_Read = tuple[_Version | None, NotAdded]
"""A file that was read, None where nothing of it can be kept, and what of it is left out."""


class _Piece(NamedTuple):
    """A pair, and what its file says of where it comes from."""

    passage: Passage
    record: UnitRecord


def choose_count(source_lang: str, target_lang: str) -> Count | None:
    """Return what counts the terms of texts in two languages; None where they are not counted."""
    from align.memory.counting import are_counted, count_document

    return count_document if are_counted(source_lang, target_lang) else None


def add_texts(request: Request, path: str, domain: str | None, show: Show = iter) -> Added:
    """Add the translations that a person names to the memory in a file, or make it.

    A text of which the memory has the same version is passed over before it is aligned; one that has changed replaces
    what was there of it. Several processes read where that is much. Raises MissingPathError, ConfigError, FileError,
    DictionaryError, EncoderUnavailableError, WorkerError.
    """
    added, known, is_current = Added(), dict[str, list[StoredDocument]](), False
    domain = None if domain is None else clean(domain)
    if is_there(path):
        with Store(path) as memory:
            known = _group_by_digest(memory)
            is_current = memory.has_current_index and memory.has_current_counts
    items = list(plan_tasks(request))
    jobs, of_domain = _plan(items, path, domain, known, added)
    waiting, size = list[_Version](), 0
    with closing(_read_versions(list(jobs.values()), request.jobs)) as read:
        for place, _ in enumerate(show(items)):
            if place not in jobs:
                continue
            version, left_out = next(read)
            added.include(left_out)
            if version:
                waiting.append(version)
                size += sum(len(one.pairs) for one in version.documents)
            if size >= _BATCH:
                _write(path, waiting, added, domain)
                waiting, size, is_current = [], 0, True
    if waiting or of_domain or (is_there(path) and not is_current):
        _write(path, waiting, added, domain, of_domain)
    return added


def _plan(
    items: Sequence[Task | Skipped],
    path: str,
    domain: str | None,
    known: Mapping[str, Sequence[StoredDocument]],
    added: Added,
) -> tuple[dict[int, _Job], set[str]]:
    """Return what is to be read, by its place among the items, and the known documents that are to be of the domain.

    What is left out is noted, and so is what the memory has; `known` are its documents by the digest of their files.
    """
    unpaired = {item.path for item in items if isinstance(item, Skipped)}
    named = dict[int, tuple[str, str]]()
    for place, item in enumerate(items):
        if isinstance(item, Task) and item.path not in unpaired and (digest := _digest_files(item, added)):
            named[place] = name_document(path, item.path), digest
    now = defaultdict[str, set[str]](set)
    for name, digest in named.values():
        now[name].add(digest)
    kept = {  # a file that has changed no longer has its text
        digest: [one for one in documents if one.file not in now or digest in now[one.file]]
        for digest, documents in known.items()
    }
    files = {digest: sorted({one.file for one in documents}) for digest, documents in kept.items() if documents}
    jobs, counted, of_domain = dict[int, _Job](), set[str](), set[str]()
    for place, item in enumerate(items):
        if isinstance(item, Skipped):
            added.skipped += [item] if item.reason != MEMORY else []
        elif place in named:
            name, digest = named[place]
            if digest in files:
                documents = kept.get(digest, ())
                added.unchanged += len(documents) if digest not in counted else 0
                if name not in files[digest]:
                    added.skipped.append(Skipped(item.path, f"the same text as {files[digest][0]}"))
                of_domain |= {one.path for one in documents if domain is not None and one.domain != domain}
            else:
                files[digest] = [name]
                jobs[place] = _Job(item, name, digest, domain)
            counted.add(digest)
    return jobs, of_domain


def _read_versions(jobs: Sequence[_Job], count: int | None) -> Generator[_Read]:
    """Yield what is made of each file, in order, by several processes where that is much."""
    processes = count_processes([job.task for job in jobs], count)
    if processes < 2:
        yield from map(_read_version, jobs)
        return
    from align.commands.workers import Workers

    yield from Workers(_make_reader, processes, lambda job: job.task.path).map(jobs)


def _make_reader() -> Callable[[_Job], _Read]:
    return _read_version


def _group_by_digest(memory: Store) -> dict[str, list[StoredDocument]]:
    found = defaultdict[str, list[StoredDocument]](list)
    for one in memory.list_documents():
        found[one.file_digest].append(one)
    return dict(found)


def _digest_files(task: Task, added: Added) -> str:
    """Return a digest of what the files of a task hold; empty where one cannot be read, which is noted."""
    try:
        digests = [compute_digest(path) for path in (task.path, task.source) if path]
    except ReadError as error:
        added.skipped.append(Skipped(task.path, str(error), failed=True))
        return ""
    told = (digests, task.fixed, task.language, task.source_language, task.settings.parts)
    return sha256(repr(told).encode(errors="surrogatepass")).hexdigest()


def _read_version(job: _Job) -> _Read:
    """Return the documents of a file, aligned and counted, and what of it is left out."""
    left_out, task = NotAdded(), job.task
    with task.settings.use_knowledge():
        loaded = load_task(task)
        left_out.skipped += loaded.skipped
        aligned = [(text, alignment) for text, alignment in loaded.align(alone=False) if alignment]
        if loaded.texts and not aligned:
            left_out.skipped.append(Skipped(task.path, "no source is known"))
        beads = [bead for _, alignment in aligned for bead in alignment.beads if bead.source and bead.target]
        left_out.unsure += sum(bead.confidence < LEAST for bead in beads)
        date = find_date(task.path) if aligned else ""
        documents = tuple(_make_documents(job, date, aligned, left_out))
    return _Version(job.name, job.digest, documents) if documents else None, left_out


def _make_documents(
    job: _Job, date: str, aligned: Sequence[tuple[Document | Bitext, Alignment]], left_out: NotAdded
) -> Iterator[NewDocument]:
    """Yield the documents of a file: as it names them, else one for each day that its units are of."""
    names, domain = Counter[str](), job.domain
    for text in name_texts(job.name, aligned):
        parts = _divide(text, aligned, left_out)
        for part, pieces in parts.items():
            whole = replace_surrogates(f"{text.path}#{part}" if part else text.path)
            names[whole] += 1
            pairs = [(clean(one.source), clean(one.target), one.confidence) for one, _ in pieces]
            pairs = [pair for pair in pairs if pair[0] and pair[1]]
            source_lang, target_lang = aligned[0][1].source.language, aligned[0][1].target.language
            count = choose_count(source_lang, target_lang)
            digests = _digest_pairs(pairs) if part else (digest_text(text.source), digest_text(text.target))
            yield NewDocument(
                path=whole if names[whole] == 1 else f"{whole}#{names[whole]}",
                file=job.name,
                file_digest=job.digest,
                source_digest=digests[0],
                target_digest=digests[1],
                source_lang=source_lang,
                target_lang=target_lang,
                date=max((record.date for _, record in pieces), default="") or date,
                domain=clean(next((one.domain for _, one in pieces if one.domain), "") if domain is None else domain),
                pairs=pairs,
                counts=count([pair[:2] for pair in pairs]) if count else NO_COUNTS,
            )


def _divide(
    text: Text, aligned: Sequence[tuple[Document | Bitext, Alignment]], left_out: NotAdded
) -> dict[str, list[_Piece]]:
    """Return the finished pairs of a text, by the document that each is of, else by its day; both may be empty."""
    bitexts = {id(one.target): one for one, _ in aligned if isinstance(one, Bitext)}
    parts: dict[str, list[_Piece]] = {}
    for passage in text.passages:
        record = NO_RECORD
        if bitext := bitexts.get(id(passage.document)):
            starts = bisect_right(bitext.units, passage.start, key=lambda unit: unit.target.start)
            unit = bitext.units[starts - 1]
            if unit.is_draft or unit.is_pending or unit.is_unconfirmed:
                left_out.drafts += 1
                continue
            record = unit.record
        parts.setdefault(record.document or record.date, []).append(_Piece(passage, record))
    return parts or {"": []}


def _write(
    path: str, versions: Sequence[_Version], added: Added, domain: str | None, of_domain: Collection[str] = ()
) -> None:
    """Put documents into the memory in a file; those of the paths `of_domain` are of a domain.

    Where `domain` is None, a changed file keeps the domain that it had. Raises FileError.
    """
    with change_memory(path, choose_count) as (old, writer):
        before = old.list_documents() if old else ()
        files = {version.name for version in versions}
        paths = {one.path for version in versions for one in version.documents}
        domains = {one.file: one.domain for one in before if one.file in files or one.path in paths}
        copies, gone, rest = _Copies(versions), list[StoredDocument](), list[StoredDocument]()
        for one in before:
            if file := copies.find_file(one):
                domains.setdefault(file, one.domain)
            if file or one.file in files or one.path in paths:
                gone.append(one)
            else:
                rest.append(one)
        if old:
            copies.compare(old, rest)
        if gone:
            writer.remove(gone)
        for version in versions:
            kept = list(copies.leave_out(version.documents, added))
            added.unchanged += len(version.documents) - len(kept)
            for document in kept:
                former = domains.get(version.name, "") if domain is None else ""
                writer.add(document._replace(domain=document.domain or former))
                added.pairs += len(document.pairs)
            if version.name in domains:
                added.replaced += len(kept)
            else:
                added.new += len(kept)
        moved = [one for one in before if one.path in of_domain]
        writer.set_domain(moved, domain or "")
        added.moved += len(moved)


class _Copies:
    """Finds the documents of translation memories (TMX) that are also there as files: those are kept.

    They are the same where their pairs have the same text, or where the translation memory names the file.
    """

    def __init__(self, versions: Iterable[_Version]) -> None:
        documents = [one for version in versions for one in version.documents]
        self._imported = [one for one in documents if is_imported(one.path, one.file)]
        files = [one for one in documents if not is_imported(one.path, one.file)]
        self._by_path = {one.path: one.file for one in files}
        self._by_text = {_digest_pairs(one.pairs): one.file for one in files}
        self._paths = set(self._by_path)
        self._texts = set(self._by_text)

    def find_file(self, document: StoredDocument) -> str:
        """Return the added file that a document of a translation memory is a copy of; empty where there is none."""
        if not is_imported(document.path, document.file):
            return ""
        digests = document.source_digest, document.target_digest
        return self._by_path.get(name_outside(document.path, document.file)) or self._by_text.get(digests, "")

    def compare(self, memory: Store, documents: Iterable[StoredDocument]) -> None:
        """Note the documents of a memory that added ones may be copies of."""
        sizes = {len(one.pairs) for one in self._imported}
        for one in documents:
            if is_imported(one.path, one.file):
                self._texts.add((one.source_digest, one.target_digest))
            else:
                self._paths.add(one.path)
                if one.pairs in sizes:
                    pairs = memory.iterate_pairs(one)
                    self._texts.add(_digest_pairs((pair.source, pair.target, 1) for pair in pairs))

    def leave_out(self, documents: Iterable[NewDocument], added: Added) -> Iterator[NewDocument]:
        """Yield the added documents that are no copies; a copy by its name that has another text is noted."""
        for one in documents:
            if not is_imported(one.path, one.file) or not (self._has_text(one) or self._has_name(one)):
                yield one
            elif not self._has_text(one):
                name = name_outside(one.path, one.file)
                added.skipped.append(Skipped(one.path, f"the text of {name} itself is kept, which differs"))

    def _has_text(self, document: NewDocument) -> bool:
        return (document.source_digest, document.target_digest) in self._texts

    def _has_name(self, document: NewDocument) -> bool:
        return name_outside(document.path, document.file) in self._paths


def _digest_pairs(pairs: Iterable[tuple[str, str, float]]) -> tuple[str, str]:
    """Return the digests of both sides of pairs, as those of a document of a translation memory."""
    rows = list(pairs)
    return digest_text("".join(row[0] for row in rows)), digest_text("".join(row[1] for row in rows))
