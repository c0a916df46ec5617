"""Memories that tests make without aligning anything."""

from collections.abc import Iterable, Sequence

from align.memory.counting import DocumentCounts
from align.memory.store import digest_text
from align.memory.writing import NO_COUNTS, Count, NewDocument, change_memory


def make_document(
    path: str,
    pairs: Iterable[tuple[str, str]],
    date: str = "",
    domain: str = "",
    counts: DocumentCounts = NO_COUNTS,
    languages: tuple[str, str] = ("zh", "en"),
) -> NewDocument:
    rows = [(source, target, 1.0) for source, target in pairs]
    sides = ("".join(row[0] for row in rows), "".join(row[1] for row in rows))
    digests = digest_text(sides[0]), digest_text(sides[1])
    return NewDocument(path, path, digest_text(f"{sides}"), *digests, *languages, date, domain, rows, counts)


def count_nothing(source_lang: str, target_lang: str) -> Count | None:
    return None


def write_memory(path: str, documents: Sequence[NewDocument]) -> None:
    """Put documents into a memory, instead of those of the same paths."""
    with change_memory(path, count_nothing) as (old, writer):
        paths = {one.path for one in documents}
        gone = [one for one in old.list_documents() if one.path in paths] if old else []
        if gone:
            writer.remove(gone)
        for one in documents:
            writer.add(one)
