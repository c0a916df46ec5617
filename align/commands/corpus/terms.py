"""`corpus report --terms`: how consistently terms are rendered in a whole corpus, the report of `terms` on one file."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from align.commands.corpus.passes import Passes, PassRequest, Show, make_passes
from align.commands.corpus.term_work import (
    ALL_WORDS,
    BETWEEN,
    COMMON,
    COUNT,
    LINK,
    MEET,
    MET,
    RECURRING,
    SETTLE,
    SUCCESS,
    make_worker,
)
from align.commands.terms.model import TermLine, TermReport, TextScores
from align.commands.terms.report import (
    Terms,
    find_likely_terms,
    gather_terms,
    group_by_term,
    make_line,
    make_table,
    order_by_steadiness,
    score_text,
)
from align.config.glossaries import Glossaries
from align.config.settings import Settings
from align.corpora.buckets import read_bucket
from align.corpora.storage import is_finished, write_unit
from glossary.dictionary.files import identify_dictionary
from glossary.model import Glossary
from glossary.renderings.consistency import Reference, Score, add_scores, score_counts, score_ltcr
from glossary.renderings.occurrences import Provenance
from glossary.renderings.recurring_terms import choose_terms
from glossary.renderings.term_renderings import Rendering, spell_out_acronyms
from glossary.renderings.whole_renderings import compare_renderings
from glossary.storage.atomic import write_atomically

if TYPE_CHECKING:
    import pyarrow as pa

WORK = "terms"
_MET = ["source", "target", "count"]
_LEAST = 3
_OF_ALL = 10_000
"""A term that no glossary names occurs once in so many pairs, at least, unless a person says how often."""


def report_corpus_terms(request: PassRequest, show: Show = iter) -> TermReport:
    """Report on the terms of a corpus that was checked; the work is cut into its units.

    Raises GlossaryError, and what `make_passes` raises.
    """
    glossaries = Glossaries()

    def tell_given(settings: Settings) -> object:
        columns = dict(settings.columns)
        for path in settings.glossaries:
            glossaries.load(path, columns.get(path, ""))
        return [request.least, *map(glossaries.digest, settings.glossaries)]

    with make_passes(request, WORK, tell_given, show) as passes:
        least = request.least or max(_LEAST, passes.corpus.manifest.rows // _OF_ALL)
        return _Work(passes, [glossaries.load(*file) for file in passes.plan.glossaries], least).report()


class _Part(NamedTuple):
    """What a bucket adds to the report."""

    lines: list[TermLine]
    scores: TextScores


@dataclass(eq=False)
class _Work:
    """A report in the making."""

    passes: Passes
    glossaries: Sequence[Glossary]
    least: int

    def report(self) -> TermReport:
        """Do the steps, each for all units, and between them add up what they counted."""
        plan, make = self.passes.plan, partial(make_worker, self.passes.plan)
        self.passes.do(COUNT, make)
        recurring = self._choose_recurring()
        write_atomically(Path(plan.work, RECURRING), [json.dumps(recurring, ensure_ascii=False)])
        self.passes.do(MEET, make)
        self._add_words()
        self.passes.do(LINK, make)
        write_unit(Path(plan.work, COMMON), self._add_renderings(), plan.digest, plan.digest)
        self.passes.do(SETTLE, make)
        return self._build(gather_terms(self.glossaries, recurring))

    def _choose_recurring(self) -> list[str]:
        """Return the terms that recur in the sources of all units."""
        counts, words = dict[tuple[str, ...], int](), 0
        for bucket in range(self.passes.plan.buckets):
            table = self.passes.add_up(COUNT, bucket, ["stretch"])
            for stretch, count in zip(*(table.column(name).to_pylist() for name in ("stretch", "count")), strict=True):
                if stretch == ALL_WORDS:
                    words += count
                elif count >= self.least:
                    counts[tuple(stretch.split(BETWEEN))] = count
        return choose_terms(counts, words, self.least)

    def _add_words(self) -> None:
        """Write for each unit how often all units have its words."""
        import pyarrow.compute as pc

        for bucket in range(self.passes.plan.buckets):
            total = self.passes.add_up(MEET, bucket, ["source", "target"])
            total = total.filter(pc.greater(total.column("count"), 1))
            for unit in self.passes.units:
                path = self.passes.plan.locate(f"{MET}-{bucket}", unit)
                if not is_finished(path, self.passes.plan.digest):
                    own = read_bucket([self.passes.plan.locate(MEET, unit)], bucket, ["source", "target"])
                    table = own.join(total, ["source", "target"], join_type="inner").select(_MET)
                    path.parent.mkdir(exist_ok=True)
                    write_unit(
                        path, table.sort_by([(name, "ascending") for name in _MET[:2]]), self.passes.plan.digest, ""
                    )

    def _add_renderings(self) -> pa.Table:
        """Return how often each concept has each rendering in all units, in order."""
        import pyarrow as pa

        buckets = range(self.passes.plan.buckets)
        parts = [self.passes.add_up(LINK, bucket, ["concept", "key"]) for bucket in buckets]
        return pa.concat_tables(parts).sort_by([("concept", "ascending"), ("key", "ascending")])

    def _build(self, terms: Terms) -> TermReport:
        parts = [self._build_part(terms, bucket) for bucket in range(self.passes.plan.buckets)]
        lines = sorted((line for part in parts for line in part.lines), key=order_by_steadiness)
        total = _add_texts(str(self.passes.corpus.folder), [part.scores for part in parts], self._score_success())
        files = tuple(path for path, _ in self.passes.plan.glossaries)
        return TermReport(tuple(lines), (total,), total, files, identify_dictionary(), ())

    def _score_success(self) -> Score:
        """Return the success rates of all documents together."""
        import pyarrow as pa

        paths = [self.passes.plan.locate(SUCCESS, unit) for unit in self.passes.units]
        whole = pa.concat_tables([read_bucket([path], 0) for path in paths])
        sums = [("occurrences", "sum"), ("rendered", "sum")]
        table = whole.group_by(["document", "term"]).aggregate(sums)
        columns = [table.column(name).to_pylist() for name in ("document", "occurrences_sum", "rendered_sum")]
        counts = defaultdict[str, list[tuple[int, int]]](list)
        for document, *found in sorted(zip(*columns, strict=True)):
            counts[document].append((found[0], found[1]))
        return add_scores(map(score_counts, counts.values()))

    def _build_part(self, terms: Terms, bucket: int) -> _Part:
        """Return the terms of a bucket: all their renderings are in it."""
        table = self.passes.read(SETTLE, bucket)
        columns = (table.column(name).to_pylist() for name in ("term", "text", "key", "complete"))
        documents = table.column("document").to_pylist()
        found = [
            Rendering(term, number, (0, 0), None, text, key, Provenance.ALIGNMENT, complete)
            for number, (term, text, key, complete) in enumerate(zip(*columns, strict=True))
        ]
        found = list(spell_out_acronyms(found))
        shown = terms.admitted.keys() | find_likely_terms(found)
        kept = compare_renderings((one for one in found if one.term in shown), terms.keys)
        lines = [make_line(term, rows, (), terms, lambda _: ()) for term, rows in group_by_term(kept).items()]
        by_document = defaultdict[str, list[Rendering]](list)
        for one in kept:
            by_document[documents[one.pair]].append(one)
        pairs = add_scores(score_ltcr(make_table(own)) for own in by_document.values())
        return _Part(lines, score_text("", kept, {}, terms.keys, pairs, Score()))


def _add_texts(path: str, parts: Sequence[TextScores], success: Score) -> TextScores:
    """Return the scores of several parts that have no term in common."""
    first = parts[0]
    micro: Mapping[Reference, Score] = {name: add_scores(part.micro[name] for part in parts) for name in first.micro}
    macro: Mapping[Reference, Score] = {name: add_scores(part.macro[name] for part in parts) for name in first.macro}
    terms, occurrences = sum(part.terms for part in parts), sum(part.occurrences for part in parts)
    return TextScores(path, terms, occurrences, add_scores(part.ltcr for part in parts), micro, macro, success)
