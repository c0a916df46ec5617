"""What a memory shows when it is asked: where words are and how they are rendered there, and all terms."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from align.commands.memory.domains import check_domain
from align.errors import CommandError
from align.memory.counting import TermCount, drop_parts
from align.memory.evidence import (
    LEAST_TERMHOOD,
    MemoryDocument,
    estimate_general_share,
    find_newer_rendering,
    is_likely_term,
    order_renderings,
)
from align.memory.searching import Query
from align.memory.store import Hit, Store, StoredPair
from align.memory.totals import LATEST, add_up_term
from align.model import Span, merge_spans


class FoundPair(NamedTuple):
    """A pair that has what was looked for, where in both sides, and the pairs before and after it.

    On the side that does not have it, `marks` are those of its rendering, as far as that is known.
    """

    document: str
    date: str
    domain: str
    source_lang: str
    target_lang: str
    source: str
    target: str
    source_marks: tuple[Span, ...]
    target_marks: tuple[Span, ...]
    before: tuple[str, str] | None
    after: tuple[str, str] | None


class Concordance(NamedTuple):
    """How many pairs have what was looked for, and the first of them, those of the latest documents first.

    `has_more`: there are more than `pairs` shows. `is_exact`: there are `total`, else more, which were not counted.
    """

    total: int
    is_exact: bool
    has_more: bool
    pairs: tuple[FoundPair, ...]


class MemoryRendering(NamedTuple):
    """A rendering of a term: in how many pairs and documents it is, and the first and last date of these."""

    text: str
    key: str
    pairs: int
    documents: int
    first: str
    last: str


class NewerRendering(NamedTuple):
    """A rendering that the two latest documents with a term have in place of the usual one: these have the dates."""

    text: str
    key: str
    dates: tuple[str, ...]

    @property
    def message(self) -> str:
        """Return what a person is told of it."""
        dates = ", ".join(self.dates)
        return f"the rendering may have changed: the two latest documents ({dates}) use “{self.text}”"


class MemoryTerm(NamedTuple):
    """A term of a memory: in how many pairs and documents it is, their first and last date, its renderings.

    `newer`: the house may have changed to this one.
    """

    term: str
    pairs: int
    documents: int
    first: str
    last: str
    renderings: tuple[MemoryRendering, ...]
    newer: NewerRendering | None = None


def find_pairs(memory: Store, words: Sequence[str], limit: int = 0, domain: str | None = None) -> Concordance:
    """Find the pairs of a memory that have each of these, in source or target; 0: all are returned.

    Raises FileError, and CommandError where there is nothing to look for, or nowhere.
    """
    queries = [Query(word) for word in words]
    if any(query.is_empty for query in queries):
        raise CommandError("the word is empty: name the one to look for")
    check_domain(memory, domain)
    found = memory.find(queries, limit, domain)
    pairs = tuple(_show(memory, hit, queries) for hit in found.hits)
    return Concordance(found.total, found.is_exact, len(pairs) < found.total or not found.is_exact, pairs)


def _show(memory: Store, hit: Hit, queries: Sequence[Query]) -> FoundPair:
    document, pair = hit.document, hit.pair
    source_marks, target_marks = list(hit.in_source), list(hit.in_target)
    for count in _count_terms(memory, hit, queries):
        texts = [Query(one.text) for one in count.renderings]
        rendered = [span for text in texts for span in text.find(pair.target, document.target_lang)]
        if hit.in_source and _is_asked(count.term, queries):
            target_marks += rendered
        elif any(span.start <= start and end <= span.end for span in rendered for start, end in hit.in_target):
            source_marks += Query(count.term).find(pair.source, document.source_lang)
    return FoundPair(
        document.path,
        document.date,
        document.domain,
        document.source_lang,
        document.target_lang,
        pair.source,
        pair.target,
        tuple(merge_spans(source_marks)),
        tuple(merge_spans(target_marks)),
        _get_texts(hit.before),
        _get_texts(hit.after),
    )


def _count_terms(memory: Store, hit: Hit, queries: Sequence[Query]) -> Iterator[TermCount]:
    """Yield what the document of a hit counts of what is looked for, where that is in the source, else of the terms of
    the source.
    """
    if not hit.document.words:
        return
    from glossary.dictionary.script_folding import simplify

    terms = [simplify(query.text) for query in queries]
    if not hit.in_source:
        from glossary.renderings.recurring_terms import find_possible_terms

        terms = [one.text for one in find_possible_terms(hit.pair.source)]
    yield from (count for _, count in memory.renderings(terms, hit.document))


def _is_asked(term: str, queries: Iterable[Query]) -> bool:
    from glossary.dictionary.script_folding import simplify

    return any(simplify(query.text) == term for query in queries)


def _get_texts(pair: StoredPair | None) -> tuple[str, str] | None:
    return (pair.source, pair.target) if pair else None


def list_terms(path: str, least: int, domain: str | None = None) -> tuple[MemoryTerm, ...]:
    """Return the terms of the memory in a file that are in at least so many pairs, the most frequent first.

    Words about as frequent in Chinese in general are left out, and verbs with their objects. Raises FileError,
    CommandError, DictionaryNotFoundError.
    """
    with Store(path) as memory:
        check_domain(memory, domain)
        documents = {one.id: one for one in memory.documents() if domain is None or one.domain == domain}
        size = max(sum(one.words for one in documents.values()), 1)
        rows = defaultdict[str, list[tuple[MemoryDocument, TermCount]]](list)
        for number, count in memory.renderings():
            if number in documents:
                rows[count.term].append((documents[number], count))
    found = [_add_up(term, counts) for term, counts in rows.items() if sum(one.pairs for _, one in counts) >= least]
    terms = (
        one
        for one in found
        if one.pairs >= LEAST_TERMHOOD * size * estimate_general_share(one.term) and _is_likely(one)
    )
    return tuple(sorted(terms, key=lambda one: (-one.pairs, one.term)))


def _is_likely(one: MemoryTerm) -> bool:
    usual = one.renderings[0] if one.renderings else None
    return is_likely_term(one.term, one.pairs, usual.pairs if usual else 0, usual.documents if usual else 0)


def _add_up(term: str, rows: Sequence[tuple[MemoryDocument, TermCount]]) -> MemoryTerm:
    pairs, texts = Counter[str](), defaultdict[str, Counter[str]](Counter)
    dates = defaultdict[str, list[str]](list)
    for document, count in rows:
        for one in drop_parts(count).renderings:
            pairs[one.key] += one.present
            texts[one.key][one.text] += one.aligned
            dates[one.key].append(document.date)
    renderings = [
        MemoryRendering(
            min(texts[key], key=lambda text: (-texts[key][text], text)),
            key,
            number,
            len(dates[key]),
            *_span(dates[key]),
        )
        for key, number in sorted(pairs.items(), key=lambda one: (-one[1], one[0]))
    ]
    dated = [(document.date, count) for document, count in rows]
    whole = _span([date for date, _ in dated])
    pairs_with_it = sum(count.pairs for _, count in rows)
    return MemoryTerm(term, pairs_with_it, len(rows), *whole, tuple(renderings), find_newer(term, dated))


def find_newer(term: str, rows: Sequence[tuple[str, TermCount]]) -> NewerRendering | None:
    """Return what the latest documents with a term have in place of its usual rendering; None where they do not.

    `rows` are its counts in documents, each with the date, the earliest first.
    """
    dates, total = tuple(date for date, _ in rows[-LATEST:]), add_up_term(term, rows)
    newer = find_newer_rendering(total, min(dates, default=""))
    found = (NewerRendering(text, one.key, dates) for one, text in order_renderings(total) if one.key == newer)
    return next(found, None)


def _span(dates: Iterable[str]) -> tuple[str, str]:
    """Return the first and the last date; empty where none is known."""
    known = sorted(filter(None, dates))
    return (known[0], known[-1]) if known else ("", "")
